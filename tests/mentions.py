"""All mentions that extraction finds in the sample articles and pages, a line each, as the stored result has them.

python -m tests.mentions > tests/cases/mentions.tsv     records what is found now
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from danvan_cli.archive import extracted
from danvan_cli.models import Article

ROOT = Path(__file__).parent.parent
FOLDERS = ("data/samples", "tests/pages")
STORED = ROOT / "tests" / "cases" / "mentions.tsv"
MANY = ("provinces", "districts", "communes", "persons", "directives")
SINGLE = ("relations", "figures", "models", "awards")


def found() -> Iterator[str]:
    """file, field, place and words of every mention, with tabs between."""
    for folder in FOLDERS:
        for article in extracted([str(ROOT / folder)]):
            if isinstance(article, Article):
                name = article.source.uri.removeprefix(f"{ROOT.as_posix()}/")
                yield from (f"{name}\t{field}\t{a}\t{article.text[a:b]!r}" for field, (a, b) in _spans(article))


def _spans(article: Article) -> Iterator[tuple[str, tuple[int, int]]]:
    for field in ("published", "event"):
        date = getattr(article, field)
        if date and date.span:
            yield field, date.span
    for field in MANY:
        yield from ((field, span) for fact in getattr(article, field) for span in fact.spans)
    for field in SINGLE:
        yield from ((field, fact.span) for fact in getattr(article, field))


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in found()))
