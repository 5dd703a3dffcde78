"""Article -> what is written of it, as plain values; any process can do it, for nothing here touches the archive."""

from hashlib import blake2b
from typing import NamedTuple

from danvan_cli.models import Article
from danvan_cli.store.facts import Fact, facts_of
from danvan_cli.text.letters import plain


class Rows(NamedTuple):
    """What is written of an article. text: title, blank line, body; published, event: ISO dates.

    fingerprint: equal for texts that are the same but for case, white space and the place of tone marks.
    """

    title: str
    text: str
    published: str | None
    event: str | None
    byline: str | None
    fingerprint: int
    facts: list[Fact]

    @property
    def body(self) -> str:
        """The text behind the title and the blank line."""
        return self.text[len(self.title) :].removeprefix("\n\n")


def rows_of(article: Article) -> Rows:
    """What is written of an article."""
    return Rows(
        title=article.title,
        text=article.text,
        published=article.published.date if article.published else None,
        event=article.event.date if article.event else None,
        byline=article.byline,
        fingerprint=_fingerprint(article.text),
        facts=list(facts_of(article)),
    )


def _fingerprint(text: str) -> int:
    digest = blake2b(same(text).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def same(text: str) -> str:
    """What two copies of a text share: case, white space and the place of tone marks do not count."""
    return " ".join(plain(text).split())
