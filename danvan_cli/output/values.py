"""Values as people and programs read them."""

import re

UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """One line of text without anything that a terminal would obey: control and bidi characters become blanks."""
    return UNPRINTABLE.sub(" ", text)


def day(iso: str | None) -> str:
    """A date as people write it: "2020-05-28" -> "28/05/2020", "2020-05" -> "05/2020"; "" for none."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


def number(value: int | float) -> str:
    """A number with the dot of thousands and the decimal comma: 2359 -> "2.359", 62.58 -> "62,58"."""
    return f"{value:,}".translate({ord(","): ".", ord("."): ","})


def percent(share: float | None) -> str:
    """A share as people write it, never rounded up to all: 0.996 -> "99%"; "–" for none."""
    return "–" if share is None else f"{int(share * 100)}%"
