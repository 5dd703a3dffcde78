"""A search: words and filters -> what is asked -> ranked hits with their passages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.answers.searching import Counted, Facets, Hit, IdList, Result, Total
from danvan_cli.messages import _
from danvan_cli.retrieval.asking import COUNT_CAP, Asked, Order, ask, says_nothing
from danvan_cli.retrieval.filters import Filters
from danvan_cli.retrieval.meaning import respelt, suggestion, understood
from danvan_cli.retrieval.ranking import Ranked, Ranking
from danvan_cli.retrieval.wishes import Wish
from danvan_cli.search.matches import Matches
from danvan_cli.search.query import Query
from danvan_cli.search.snippets import quotable, snippet
from danvan_cli.search.weights import is_question
from danvan_cli.store import read
from danvan_cli.store.connection import Connection

if TYPE_CHECKING:
    from danvan_cli.answers.explanation import Explanation
    from danvan_cli.answers.quotes import Quotes

NOTHING = Total(count=0, exact=True)


class Found(NamedTuple):
    """asked: as it was understood. articles: what to show, (docid, score).

    partly: whether articles that lack words were ranked, too; most_of: the docid of the first of all where it is one.

    lacking: whether no article holds all words, where nothing else was typed.
    """

    asked: Asked
    articles: list[tuple[int, float]]
    total: Total
    partly: bool
    most_of: int | None
    lacking: bool


def search(connection: Connection, wish: Wish, filters: Filters) -> Result:
    """Articles that are what the words say (marks aside) and pass the filters; without words, all that pass them.

    Where no article is, the words may be typed otherwise (keystrokes, no blanks between). Where they are not, and where
    they are many, articles that hold the most telling of them are found too, unless quotes, operators or exact marks
    insist. `interpreted_as` says so.
    """
    found = _find(connection, wish, filters)
    shown = zip(_rows(found), found.articles, strict=True)
    return Result(
        query=wish.words,
        interpreted_as=_meant(wish.words, found),
        total=found.total,
        hits=tuple(
            _hit(found.asked, row, rank, score) for rank, (row, (_docid, score)) in enumerate(shown, wish.offset + 1)
        ),
        suggestion=_suggestion(found),
        facets=_facets(found) if wish.facets else None,
    )


def ids(connection: Connection, wish: Wish, filters: Filters) -> IdList:
    """The numbers of the articles that `search` gives, without their texts."""
    found = _find(connection, wish, filters)
    return IdList(
        query=wish.words,
        interpreted_as=_meant(wish.words, found),
        total=found.total,
        ids=tuple(read.numbers_of(connection, [docid for docid, _score in found.articles])),
        suggestion=_suggestion(found),
    )


def quotes(connection: Connection, wish: Wish, filters: Filters) -> Quotes:
    """Sentences that answer the query, from the articles that `search` gives, in its order."""
    from danvan_cli.answers.quotes import Quote, Quotes

    found = _find(connection, wish, filters)
    rows = _rows(found)
    uris = read.uris(connection, [row.number for row in rows])
    given = tuple(
        Quote(id=row.number, title=row.title, source=uris[row.number], date=row.date, quote=quote, marks=marks)
        for row in rows
        for quote, marks in quotable(Matches(found.asked.query, row.title, row.text))
    )
    return Quotes(query=wish.words, interpreted_as=_meant(wish.words, found), total=found.total, quotes=given)


def count(connection: Connection, wish: Wish, filters: Filters) -> Counted:
    """How many articles are what the words say, or may have been typed for, and pass the filters; all are counted."""
    asked, total = _understood(connection, wish, filters, Asked.count)
    return Counted(query=wish.words, interpreted_as=_read_as(wish.words, asked.query), count=total.count)


def explain(connection: Connection, wish: Wish, filters: Filters) -> Explanation:
    """How a query is read, which expressions over the indexes stand for it, and what its words are worth."""
    from danvan_cli.answers.explanation import Explanation

    found = _find(connection, wish._replace(limit=0), filters)
    asked, plan = found.asked, found.asked.plan
    ranking = Ranking(asked) if asked.query.sequence else None
    return Explanation(
        query=wish.words,
        read_as=asked.query.written,
        interpreted_as=_meant(wish.words, found),
        marks=asked.marks,
        words=plan.match,
        places=asked.places.match if asked.places and not asked.precise else None,
        checked=not asked.precise,
        since=plan.since.isoformat() if plan.since else None,
        until=plan.until.isoformat() if plan.until else None,
        telling=tuple(ranking.told()) if ranking else (),
        total=found.total,
        ranked=len(ranking.candidates(partly=found.partly)) if ranking else 0,
    )


def _find(connection: Connection, wish: Wish, filters: Filters) -> Found:
    asked, total = _understood(connection, wish, filters, lambda asked: _counted(asked, wish))
    if says_nothing(asked.query):
        return Found(asked, [], total, partly=False, most_of=None, lacking=False)
    lacking = not total.count and bool(asked.query.runs)
    partly = _as_question(asked, wish) or (lacking and wish.sort == "relevance" and _may_lack_words(asked))
    given = _ordered(asked, wish, partly=partly)
    if given.lacking:
        total = Total(count=total.count + given.lacking, exact=False)
    return Found(asked, given.articles, total, partly, given.most_of, lacking)


def _understood(
    connection: Connection, wish: Wish, filters: Filters, counted: Callable[[Asked], Total]
) -> tuple[Asked, Total]:
    """What is asked and how many articles are it; where none is it as typed, as it may have been meant.

    Keystrokes and words without blanks are read, in a question misspelt names, too.
    """

    def read(words: str) -> tuple[Asked, Total]:
        asked = ask(connection, words, filters, wish.marks, after=wish.after)
        return asked, NOTHING if says_nothing(asked.query) else counted(asked)

    asked, total = read(wish.words)
    if says_nothing(asked.query):
        return asked, total
    if not total.count and (meant := understood(connection, asked.query)):
        asked, total = read(meant)
    if not total.count and _as_question(asked, wish) and (meant := respelt(connection, asked.query)):
        asked, total = read(meant)
    return asked, total


def _may_lack_words(asked: Asked) -> bool:
    """Whether articles that lack words are shown where none holds them all; quotes, operators, exact marks insist."""
    return not (asked.query.quoted or asked.exact) and len(asked.query.runs or ()) > 1


def _as_question(asked: Asked, wish: Wish) -> bool:
    return wish.sort == "relevance" and not asked.exact and is_question(asked.query)


def _counted(asked: Asked, wish: Wish) -> Total:
    """How many articles are meant, up to a cap; of a long question, how many of the newest."""
    return asked.count_newest() if _as_question(asked, wish) else asked.count(COUNT_CAP)


def _ordered(asked: Asked, wish: Wish, *, partly: bool) -> Ranked:
    """The articles to show, in order."""
    if wish.sort == "relevance" and asked.query.sequence:
        return Ranking(asked).ranked(wish.limit, wish.offset, partly=partly)
    order: Order = "oldest" if wish.sort == "oldest" else "newest"
    return Ranked([(docid, 0.0) for docid in asked.docids(order, wish.limit, wish.offset)])


def _meant(typed: str, found: Found) -> str | None:
    """What was searched for where that differs from what was typed."""
    if found.most_of is not None:
        return _("most of: {words}").format(words=found.asked.query.written)
    return _read_as(typed, found.asked.query)


def _read_as(typed: str, query: Query) -> str | None:
    """A query as danvan writes it, where it is not what was typed."""
    differs = query.cut or query.repaired or query.alike or query.typed != typed
    return (query.written or None) if differs else None


def _rows(found: Found) -> list[read.Row]:
    return read.rows(found.asked.connection, [docid for docid, _score in found.articles])


def _suggestion(found: Found) -> str | None:
    return suggestion(found.asked, found.most_of) if found.lacking else None


def _facets(found: Found) -> Facets:
    from danvan_cli.retrieval.counting import facets

    return facets(found.asked)


def _hit(asked: Asked, row: read.Row, rank: int, worth: float) -> Hit:
    passage, marks = snippet(Matches(asked.query, row.title, row.text))
    event_shown = row.published is None and row.event is not None
    return Hit(
        id=row.number,
        rank=rank,
        title=row.title,
        date=row.date,
        date_of="published" if row.published else "event" if row.event else None,
        date_year=read.event_year(asked.connection, row.number) if event_shown else "stated" if row.published else None,
        provinces=read.provinces(asked.connection, row.number),
        score=round(worth, 4),
        snippet=passage,
        marks=marks,
    )
