"""Tables of written forms, and the patterns that find them in plain text."""

import csv
import re
from functools import cache

from danvan_cli.resources import data
from danvan_cli.text.letters import fold, plain

BLANK = r"[ \t\xa0]{1,8}"  # between two words of a form: never a line's end
GAP = r"[ \t\xa0]{0,8}"
WORD = re.compile(r"\w+")


def spaced(pattern: str) -> str:
    """The pattern, each blank of it standing for a run of blanks, each `_` for blanks that may be missing."""
    return pattern.replace(" ", BLANK).replace("_", GAP)


def compiled(pattern: str) -> re.Pattern[str]:
    """The `spaced` pattern, compiled."""
    return re.compile(spaced(pattern))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/NAME, a table with tabs and a head row."""
    with data(name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def forms(name: str, *kinds: str) -> list[str]:
    """The `form` column of data/NAME where its `kind` is one of `kinds`, in plain letters."""
    return [plain(row["form"]) for row in table(name) if row["kind"] in kinds]


def in_full(written: str) -> list[str]:
    """The folded words, short forms of office_short_forms.tsv in full: "UBND xã" -> uy ban nhan dan xa."""
    short = _short_forms()
    return fold(" ".join(short.get(word.upper(), word) for word in WORD.findall(written))).split()


@cache
def _short_forms() -> dict[str, str]:
    return {row["short"]: row["full"] for row in table("office_short_forms.tsv")}


def any_of(words: list[str]) -> str:
    """A pattern for the longest of the forms, branching letter by letter: a failing match costs a few steps."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    """The pattern of a tree of letters; "" marks that a form may end here, but only at the end of a word."""
    ends = r"(?!\w)" if "" in node else None
    after = [_letter(letter) + _branches(rest) for letter, rest in sorted(node.items()) if letter]
    if ends is not None:
        after.append(ends)
    return after[0] if len(after) == 1 else f"(?:{'|'.join(after)})"


def _letter(letter: str) -> str:
    return BLANK if letter == " " else re.escape(letter)
