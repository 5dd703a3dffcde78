"""Retrieval: words and filters -> plan -> docids -> ranked hits, counts and groups."""

from collections.abc import Sequence
from itertools import chain, islice
from typing import Literal, TypedDict

from danvan_cli.answers import Group, Hit, Plan, Profile, Result, Sort, Stats, Total
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.search import filters as typed
from danvan_cli.search.matches import Matches
from danvan_cli.search.plan import marked_word, matching, pair, proposals, word
from danvan_cli.search.query import Query, parse
from danvan_cli.search.rank import score
from danvan_cli.search.snippets import snippet
from danvan_cli.search.weights import QUESTION, Weights, telling, weight
from danvan_cli.store import read, select
from danvan_cli.store.connection import Connection
from danvan_cli.text.letters import fold, nfc, plain
from danvan_cli.text.words import WORD, padded
from danvan_cli.text.words import words as split

COUNT_CAP = 10_000  # a search counts no further
CANDIDATES = 80  # articles from each kind of proposal that are ranked on their text
PROPOSED, MOST_RANKED = 30, 120  # of them from each narrower plan; all of them together
TELLING, POSTINGS = 16, 300  # the rarest pairs and words that propose candidates; how many each
FEW, FIGURES = 5_000, 3  # articles whose figures are compared; units, and values of each, in a profile
KNOWN = 2_000  # values that a proposal for an unknown one is chosen from
MOST_SOURCES = 100_000  # sources that one part of an address or path may mean
MOST_VALUES = 200  # values that one filter may mean
MOST_OF = 0.2  # what an article that lacks words must be worth beside the best
RARE = 5_000  # a word that fewer than one in so many articles hold may be keystrokes
NO_ARTICLE = "none"  # a filter word that no article has

NAMED = ("province", "district", "person", "directive", "source")  # filters by a name


class Filters(TypedDict, total=False):
    """What narrows a search, by the names of the options; values as a person types them."""

    province: str | None
    district: str | None
    person: str | None
    directive: str | None
    source: str | None
    since: str | None
    until: str | None
    date: str | None
    as_of: str | None


def check(filters: Filters) -> None:
    """UsageError for a filter of an unknown name: left out, it would find too much."""
    unknown = set(filters) - set(Filters.__annotations__)
    if unknown:
        known = ", ".join(Filters.__annotations__)
        raise UsageError(
            _("No filter {names}. Filters: {known}.").format(names=", ".join(sorted(unknown)), known=known)
        )


def search(connection: Connection, words: str, sort: Sort, limit: int | None, offset: int, filters: Filters) -> Result:
    """Articles that hold all the words (marks aside) and pass the filters; without words, all that pass them.

    Where no article holds all of them, the words may be Telex or VNI keystrokes. Where they are not, unless quotes hold
    some together, and where they are many, articles that hold the most telling of them are found too.
    `interpreted_as` says so.
    """
    query, chosen, plan, counted = _asked(connection, words, filters)
    if _says_nothing(query):
        return Result(query=words, interpreted_as=None, total=Total(count=0, exact=True), hits=())
    question = len(query.runs) > QUESTION
    lacking = not counted and len(query.runs) > 1 and not query.quoted
    partly = sort == "relevance" and (question or lacking)
    if sort == "relevance" and query.runs:
        found = _ranked(connection, query, plan, chosen, limit, offset, partly=partly)
    else:
        order: Literal["newest", "oldest"] = "oldest" if sort == "oldest" else "newest"
        found = [(docid, 0.0) for docid in select.docids(connection, plan, order, limit, offset)]
    hits = tuple(_hit(connection, query, docid, rank, worth) for rank, (docid, worth) in enumerate(found, offset + 1))
    partly = partly and len(hits) + offset > counted
    total = Total(
        count=max(min(counted, COUNT_CAP), len(hits) + offset if partly else 0),
        exact=counted <= COUNT_CAP and not partly,
    )
    return Result(query=words, interpreted_as=_meant(words, query, partly=partly), total=total, hits=hits)


def _asked(connection: Connection, words: str, filters: Filters) -> tuple[Query, list[list[str]], Plan, int]:
    """The query, the index's words of the filters, the plan, and how many articles it means, up to the cap."""
    query = parse(words)
    chosen, plan = _plan(connection, query, filters)
    counted = select.count(connection, plan, COUNT_CAP + 1)
    if counted or query.marked or not query.runs:
        return query, chosen, plan, counted
    restored = _restored(connection, words)
    return _asked(connection, restored, filters) if restored else (query, chosen, plan, counted)


def _restored(connection: Connection, typed: str) -> str | None:
    """What was typed with Telex or VNI keystrokes ("daan vaanj"), as an input method reads it; None for other words."""
    from danvan_cli.text.keystrokes import read_keystrokes

    parts = split(nfc(typed))
    held = read.numbers(connection)
    enough = max(2, (held[1] if held else 0) / RARE)
    known = {part: select.frequency(connection, word(fold(part), Plan(), ()), RARE) >= enough for part in parts}
    restored = read_keystrokes(parts, known.__getitem__)
    if restored is None:
        return None
    meant = iter(restored)
    return WORD.sub(lambda _match: next(meant), nfc(typed))


def _meant(typed: str, query: Query, *, partly: bool) -> str | None:
    """What was searched for where that differs from what was typed."""
    if partly:
        return _("most of: {words}").format(words=query.written)
    return query.written if query.cut or query.typed != typed else None


def count(connection: Connection, words: str, filters: Filters) -> int:
    """How many articles `search` finds; exact, however many."""
    query = parse(words)
    _chosen, plan = _plan(connection, query, filters)
    return 0 if _says_nothing(query) else select.count(connection, plan)


def stats(connection: Connection, by: str, limit: int | None, filters: Filters) -> Stats:
    """Counts over the articles that pass the filters, by one of store.select.GROUPINGS."""
    if by not in select.GROUPINGS:
        known = ", ".join(select.GROUPINGS)
        raise UsageError(_('Cannot group by "{by}". Known groupings: {known}.').format(by=by, known=known))
    _chosen, plan = _plan(connection, parse(""), filters)
    articles, first, last, undated = select.period(connection, plan)
    today = typed.today(filters.get("as_of"))
    groups: tuple[Group, ...] = tuple(select.groups(connection, plan, by, limit, today=today))
    given = {name: str(value) for name, value in filters.items() if value is not None}
    return Stats(filters=given, articles=articles, first=first, last=last, undated=undated, groups=groups)


def profile(connection: Connection, most: int, filters: Filters) -> Profile:
    """What stands out among the articles that pass the filters, `most` of each kind; figures of few articles only."""
    _chosen, plan = _plan(connection, parse(""), filters)
    people, directives = (
        tuple(group for group in select.groups(connection, plan, by, most + 1) if group.key is not None)[:most]
        for by in ("person", "directive")
    )
    few = select.count(connection, plan, FEW + 1) <= FEW
    figures = select.figures(connection, plan, FIGURES, FIGURES) if few else []
    return Profile(
        people=people,
        offices=select.offices(connection, plan, [str(person.key) for person in people]) if few else {},
        directives=directives,
        figures=tuple((unit, tuple(values)) for unit, values in figures),
    )


# ---------------------------------------------------------------- plan


def _says_nothing(query: Query) -> bool:
    """Whether something was typed that holds no word."""
    return bool(query.typed.strip()) and not query.runs


def _plan(connection: Connection, query: Query, filters: Filters) -> tuple[list[list[str]], Plan]:
    """The index's words of the filters, and the plan of query and filters.

    UsageError for filters that cannot be read or whose value is unknown.
    """
    days = typed.interval(filters.get("since"), filters.get("until"), filters.get("date"))
    today = typed.today(filters.get("as_of"))
    asked = {name: str(value) for name, value in filters.items() if name in NAMED and value}
    chosen = {name: _values(connection, name, value, today=today) for name, value in asked.items()}
    words = [values for values in chosen.values() if values]
    sources = _sources(connection, asked["source"]) if chosen.get("source") == [] else None
    return words, Plan(match=matching(query, words), since=days.first, until=days.last, sources=sources)


def _values(connection: Connection, name: str, value: str, *, today: bool) -> list[str]:
    """The index's words of the values that fit what was typed, [] for a source that is no site; UsageError for none."""
    value, detail = typed.detailed(value) if name in ("person", "directive") else (value, None)
    found = _entities(connection, name, value, detail, today=today)
    if name == "province" and not any(padded(label) == padded(value) for _, label in found):
        official = _official(value)
        found = _entities(connection, name, official, detail, today=today) if official else found
        if official and not found:
            return [NO_ARTICLE]
    same = _same(found, value)
    if len(same) > MOST_VALUES:
        problem = _('{number} values of {name} fit "{value}". Type more of it.')
        raise UsageError(problem.format(number=len(same), name=name, value=value))
    if not same and name != "source":
        raise typed.unknown(name, value, _known(connection, name))
    return [f"{'site' if name == 'source' else name}{number}" for number in same]


def _same(found: Sequence[tuple[int, str]], value: str) -> list[int]:
    """The entities whose label is the value, with its marks if it has any, else without; else all that hold it."""
    exact = [number for number, label in found if plain(label) == plain(value)] if fold(value) != plain(value) else []
    return exact or [n for n, label in found if padded(label) == padded(value)] or [n for n, _ in found]


def _entities(
    connection: Connection, name: str, value: str, detail: str | None, *, today: bool
) -> list[tuple[int, str]]:
    runs = typed.directive_runs(value) if name == "directive" else typed.name_runs(value)
    return select.entities(connection, name, runs, detail=detail, today=today)


def _official(value: str) -> str | None:
    """The official name of a province that may be spelt otherwise ("TP.HCM", "tinh lai chau")."""
    from danvan_cli.extraction.gazetteer import province

    found = province(value)
    return found.name if found else None


def _known(connection: Connection, name: str) -> Sequence[str]:
    """Values of a filter to propose."""
    if name == "province":
        from danvan_cli.extraction.gazetteer import provinces

        return [unit.name for unit in provinces()]
    return select.labels(connection, name, KNOWN)


def _sources(connection: Connection, part: str) -> tuple[int, ...]:
    """The sources whose path or address holds a text; UsageError where none does."""
    found = select.sources(connection, part, MOST_SOURCES)
    if not found:
        raise typed.unknown("source", part, _known(connection, "source"))
    return tuple(found)


# ---------------------------------------------------------------- ranking


def _weights(connection: Connection, query: Query) -> Weights:
    """What the query's telling words and pairs are worth in this archive; those that no article holds are left out."""
    held = read.numbers(connection)
    articles = held[1] if held else 0
    folded: dict[str, float] = {}
    exact: dict[str, float] = {}
    for terms, factor in telling(query).items():
        name = "_".join(term.folded for term in terms)
        plan = (pair if len(terms) > 1 else word)(name, Plan(), ())
        if found := select.frequency(connection, plan, articles):
            folded[name] = exact["_".join(term.plain for term in terms)] = factor * weight(found, articles)
        if len(terms) == 1 and terms[0].marked and found:
            same = select.frequency(connection, marked_word(terms[0].plain, Plan()), articles)
            exact[terms[0].plain] = factor * weight(same, articles) if same else 0.0
    return Weights(folded, exact)


def _ranked(
    connection: Connection,
    query: Query,
    plan: Plan,
    chosen: Sequence[Sequence[str]],
    limit: int | None,
    offset: int,
    *,
    partly: bool,
) -> list[tuple[int, float]]:
    """(docid, score), best first: the ranked candidates, behind them all other articles of the plan, newest first.

    partly: articles that hold only the most telling words are candidates too.
    """
    weights = _weights(connection, query)
    rows = [
        read.row(connection, docid) for docid in _candidates(connection, query, plan, chosen, weights, partly=partly)
    ]
    usual = sum(len(row.text) for row in rows) / (len(rows) or 1)
    ranked = []
    for row in rows:
        matches = Matches(query, row.title, row.text)
        if partly or matches.whole:
            ranked.append((matches.marked and not partly, score(matches, weights, usual), row.docid))
    least = MOST_OF * max((worth for _, worth, _docid in ranked), default=0.0) if partly else 0.0
    best = {docid: worth for _, worth, docid in sorted(ranked, reverse=True) if worth >= least}
    end = None if limit is None else offset + limit
    if end is not None and end <= len(best):
        return list(islice(best.items(), offset, end))
    wanted = None if end is None else end + len(best)
    rest = ((docid, 0.0) for docid in select.docids(connection, plan, "newest", wanted) if docid not in best)
    return list(islice(chain(best.items(), rest), offset, end))


def _candidates(
    connection: Connection, query: Query, plan: Plan, chosen: Sequence[Sequence[str]], weights: Weights, *, partly: bool
) -> list[int]:
    """The docids that are worth ranking, a bounded number: from the likely best plans, from telling pairs and words,
    and the newest of all that hold every word.

    partly: of a long question telling pairs find what is worth ranking; to intersect all its words takes far longer.
    """
    telling = _telling(connection, plan, chosen, weights)
    if partly:
        return telling
    newest = select.docids(connection, plan, "newest", CANDIDATES)
    if len(newest) < CANDIDATES:
        return newest
    likely = [select.docids(connection, one, "newest", PROPOSED) for one in proposals(query, plan)]
    return list(islice(dict.fromkeys([*chain.from_iterable(likely), *telling, *newest]), MOST_RANKED))


def _telling(connection: Connection, plan: Plan, chosen: Sequence[Sequence[str]], weights: Weights) -> list[int]:
    """The docids that the rarest pairs and words speak for most."""
    spoken: dict[int, float] = {}
    for name, worth in sorted(weights.folded.items(), key=lambda item: -item[1])[:TELLING]:
        one = (pair if "_" in name else word)(name, plan, chosen)
        for docid in select.docids(connection, one, "newest", POSTINGS):
            spoken[docid] = spoken.get(docid, 0.0) + worth
    return sorted(spoken, key=lambda docid: (-spoken[docid], -docid))[:CANDIDATES]


def _hit(connection: Connection, query: Query, docid: int, rank: int, worth: float) -> Hit:
    row = read.row(connection, docid)
    matches = Matches(query, row.title, row.text)
    passage, marks = snippet(matches)
    event_shown = row.published is None and row.event is not None
    return Hit(
        id=row.number,
        rank=rank,
        title=row.title,
        date=row.published or row.event,
        date_of="published" if row.published else "event" if row.event else None,
        date_year=read.event_year(connection, row.number) if event_shown else "stated" if row.published else None,
        provinces=read.provinces(connection, row.number),
        score=round(worth, 4),
        snippet=passage,
        marks=marks,
    )
