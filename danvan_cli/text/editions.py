"""Which run of numbers a document belongs to: what tells two documents of one number and symbol apart.

The Party's central bodies number each type through a term of the Central Committee (Hướng dẫn 36-HD/VPTW of 2018), so
25-NQ/TW is another document in term XI than in term X. State bodies begin anew each year.
"""

import re

# First day after the congress that elected the Central Committee of a term.
TERMS = (
    ("VI", "1986-12-19"),
    ("VII", "1991-06-28"),
    ("VIII", "1996-07-02"),
    ("IX", "2001-04-23"),
    ("X", "2006-04-26"),
    ("XI", "2011-01-20"),
    ("XII", "2016-01-29"),
    ("XIII", "2021-02-02"),
    ("XIV", "2026-01-24"),
)
CENTRAL = ("TW", "CP", "TTg")
TERM = re.compile(r"kh[óo]a\s+([IVX]{1,5})\b", re.IGNORECASE)
WITH_YEAR = re.compile(r"\d+/(?:19|20)\d\d/")


def is_central(symbol: str | None) -> bool:
    """Whether a normal symbol is of a central body, whose documents are the same in every province."""
    return symbol is not None and (symbol.endswith(CENTRAL) or bool(re.search(r"/(?:UBTV)?QH\d", symbol)))


def edition(symbol: str | None, date: str | None, issuer: str | None) -> str | None:
    """What tells a document from others of its type, number and symbol; None where nothing tells.

    "XI" for 25-NQ/TW of 2013-06-03 or of "khóa XI"; the year for 33/CT-TTg; "" where the symbol has it; else the date.
    """
    if symbol and WITH_YEAR.match(symbol):
        return ""
    if symbol and symbol.endswith("TW"):
        return term_of(date) if date else _stated_term(issuer)
    if symbol and is_central(symbol):
        return date[:4] if date else None
    return date


def term_of(date: str) -> str | None:
    """The Central Committee's term on an ISO day; None before the table begins."""
    return next((name for name, begins in reversed(TERMS) if date >= begins), None)


def _stated_term(issuer: str | None) -> str | None:
    found = TERM.search(issuer or "")
    return found[1].upper() if found else None
