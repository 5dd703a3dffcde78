"""Unicode -> the encodings from before it, by tables of their own, built from how each encoding is described.

The tables follow the order in which a description names the letters, vowel by vowel, not that of the codes.
"""

import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"
VOWELS = "aăâeêioôơuưy"
ALL_TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # huyền, hỏi, ngã, sắc, nặng: the order of TCVN 5712

# TCVN 5712, VN3: codes of a vowel in the order of ALL_TONES; 0: ASCII.
TCVN3_CODES = {
    "a": "00 b5 b6 b7 b8 b9", "ă": "a8 bb bc bd be c6", "â": "a9 c7 c8 c9 ca cb", "e": "00 cc ce cf d0 d1",
    "ê": "aa d2 d3 d4 d5 d6", "i": "00 d7 d8 dc dd de", "o": "00 df e1 e2 e3 e4", "ô": "ab e5 e6 e7 e8 e9",
    "ơ": "ac ea eb ec ed ee", "u": "00 ef f1 f2 f3 f4", "ư": "ad f5 f6 f7 f8 f9", "y": "00 fa fb fc fd fe",
}  # fmt: skip
TCVN3_OTHERS = {"đ": 0xAE, "Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7}
VPS_CODES = {
    "a": "00 e0 e4 e3 e1 e5", "ă": "e6 a2 a3 a4 a1 a5", "â": "e2 c0 c4 c5 c3 c6", "e": "00 e8 c8 eb e9 cb",
    "ê": "ea 8a 8b cd 89 8c", "i": "00 ec cc ef ed ce", "o": "00 f2 d5 f5 f3 86", "ô": "f4 d2 b0 87 d3 b6",
    "ơ": "d6 a9 aa ab a7 ae", "u": "00 f9 fb db fa f8", "ư": "dc d8 ba bb d9 bf", "y": "00 ff 9b cf 9a 9c",
}  # fmt: skip
VPS_OTHERS = {"đ": 0xC7, "Đ": 0xF1, "Ư": 0xD0, "Ơ": 0xF7, "Ê": 0xCA, "Ô": 0xD4, "Â": 0xC2, "Ă": 0x88}
# VNI: marks in the order of ALL_TONES, "" for a vowel alone.
VNI_MARKS = {"": ["", "ø", "û", "õ", "ù", "ï"], "circumflex": [*"âàåãáä"], "breve": [*"êèúüéë"]}
VNI_KINDS = {"ă": ("a", "breve"), "â": ("a", "circumflex"), "ê": ("e", "circumflex"), "ô": ("o", "circumflex"),
             "ơ": ("ô", ""), "ư": ("ö", "")}  # fmt: skip
VNI_OTHERS = {"đ": "ñ", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î"}


def western(content: bytes) -> str:
    """Bytes as a reader takes them that knows windows-1252 only; codes that it leaves out as in ISO 8859-1."""
    return "".join(bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in content)


def _parts(letter: str) -> tuple[str, str]:
    """A letter without its tone, and the tone."""
    marks = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    return base, "".join(mark for mark in marks if mark in TONES)


def _by_codes(text: str, codes: dict[str, str], others: dict[str, int]) -> bytes:
    content = bytearray()
    for letter in text:
        base, tone = _parts(letter.lower())
        if letter in others:
            content.append(others[letter])
        elif base in codes and (code := int(codes[base].split()[ALL_TONES.index(tone)], 16)):
            content.append(code)  # a capital becomes small: the fonts have none
        else:
            content += letter.encode("cp1252")
    return bytes(content)


def tcvn3(text: str) -> bytes:
    return _by_codes(text, TCVN3_CODES, TCVN3_OTHERS)


def vps(text: str) -> bytes:
    return _by_codes(text, VPS_CODES, VPS_OTHERS)


def vni(text: str) -> bytes:
    return "".join(_vni_letter(letter) for letter in text).encode("cp1252")


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    base, tone = _parts(small)
    if small in VNI_OTHERS:
        typed = VNI_OTHERS[small]
    elif base in VOWELS:
        typed, kind = VNI_KINDS.get(base, (base, ""))
        typed += VNI_MARKS[kind][ALL_TONES.index(tone)]
    else:
        return letter
    return typed if letter == small else typed.upper()


def windows_1258(text: str) -> bytes:
    """As Windows writes it: letters with circumflex, breve or horn are characters, tones are marks after them."""
    return "".join("".join(_parts(letter)) for letter in text).encode("cp1258")


def utf8_twice(text: str) -> bytes:
    return western(text.encode()).encode()


def utf8_three_times(text: str) -> bytes:
    return western(utf8_twice(text)).encode()


ENCODERS = {
    "tcvn3": tcvn3,
    "vni": vni,
    "vps": vps,
    "windows-1258": windows_1258,
    "utf-8 twice": utf8_twice,
    "utf-8 three times": utf8_three_times,
}
EIGHT_BITS = ("tcvn3", "vni", "vps", "windows-1258")
KEEP_CAPITALS = ("vni", "windows-1258", "utf-8 twice", "utf-8 three times")


def as_read(text: str, encoding: str) -> str:
    """What a text in an encoding looks like where it is taken for windows-1252, or for UTF-8 once too seldom."""
    content = ENCODERS[encoding](text)
    return western(content) if encoding in EIGHT_BITS else content.decode()
