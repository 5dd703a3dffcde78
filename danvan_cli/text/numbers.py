"""Numbers as Vietnamese writes them: dots or blanks part thousands, the comma decimals, words give powers of ten."""

import re

POWERS = {"trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tr": 6, "tỷ": 9, "tỉ": 9}

BLANKS = r"(?<!(?<!\d{3})/)[1-9]\d{0,2}(?:[ \xa0]\d{3}){1,5}(?!\d)"  # "12 500 000", but not "sáng 20/[9 300] người"
DIGITS = (
    rf"(?:{BLANKS}(?:,\d{{1,4}})?"
    r"|\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,4})?|\d{1,3}(?:,\d{3}){2,5}|\d{1,15}(?:[.,]\d{1,4})?)"
)
IN_WORDS = "|".join(word for word in POWERS if word != "tr")
MILLION = r"tr(?=[^\S\n]?(?:đồng|đ(?!\w)|/)|\Z)"  # "45tr đồng", "3,5 tr/người", but not "120 tr." of a book
POWER = rf"(?:[^\S\n]{{0,3}}(?:{IN_WORDS}|{MILLION})(?!\w))"
HALF = r"(?:[^\S\n]{1,3}rưỡi(?!\w))"  # "3 tỷ rưỡi": half a thousand million more
NUMBER = rf"{DIGITS}(?:{POWER}{HALF}|{POWER}{{0,2}})(?:(?<=\w)(?<!\d)[^\S\n]{{1,3}}{DIGITS}{POWER}{{1,2}})?"

WHOLE = re.compile(NUMBER)
ONE_PART = re.compile(rf"({DIGITS})({POWER}{{0,2}})({HALF}?)")
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}")
SPACED = re.compile(BLANKS)


def read_number(words: str) -> int | float | None:
    """The number that lower-case words write, None where they are no number.

    "2.359" -> 2359, "2 359" -> 2359, "62,58" -> 62.58, "05" -> 5, "145,5 tỷ" -> 145500000000,
    "1 tỷ 250 triệu" -> 1250000000, "3 tỷ rưỡi" -> 3500000000.
    A dot before fewer than three digits is a decimal point ("2.5"); "1,250,000" is read the English way.
    """
    words = words.strip()
    if not WHOLE.fullmatch(words):
        return None
    return sum(
        _value(part[1], part[2].split()) + (10 ** POWERS[part[2].strip()] // 2 if part[3] else 0)
        for part in ONE_PART.finditer(words)
    )


def _value(digits: str, powers: list[str]) -> int | float:
    """Digits times their powers of ten, a whole number where it is one: computed on whole numbers, so exact."""
    digits = digits.replace(" ", "").replace("\xa0", "")
    if THOUSANDS.fullmatch(digits):
        digits = digits.replace("." if "." in digits else ",", "")
    whole, _, fraction = digits.replace(",", ".").partition(".")
    number: int = int(whole + fraction) * 10 ** sum(POWERS[word] for word in powers)
    scale: int = 10 ** len(fraction)
    return number // scale if number % scale == 0 else number / scale
