"""Feeds and sitemaps that are followed."""

from dataclasses import dataclass

from danvan_cli.answers.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A feed or sitemap that is followed. added, run: UTC; run: when all that it names was last taken in, or None."""

    address: str
    kind: str
    title: str
    added: str
    run: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What is followed from now on: of a page its first feed, `others` being those that it links to as well."""

    followed: Followed
    pages: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A run through the pages of a followed address. new: asked for; left: waiting for the next run."""

    address: str
    new: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits(Ledger):
    """What became of the pages that were asked for, and of the followed addresses that could not be read."""

    visits: tuple[Visit, ...]
