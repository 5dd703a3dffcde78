"""Ranking: a bounded number of candidates from the index, scored on their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.answers.searching import Plan
from danvan_cli.retrieval.asking import Asked
from danvan_cli.search.expression import days, of_terms, pair
from danvan_cli.search.intervals import Interval, read_interval
from danvan_cli.search.matches import Matches
from danvan_cli.search.query import Node, Not, Phrase, Term, parts_of
from danvan_cli.search.rank import Scorer
from danvan_cli.search.weights import Weights, telling, weight
from danvan_cli.store import docids as numbers
from danvan_cli.store import read, select
from danvan_cli.store.connection import Connection

if TYPE_CHECKING:
    from danvan_cli.answers.explanation import Telling

CANDIDATES = 80  # articles from each kind of proposal that are ranked on their text
MOST_OF_QUESTION = 60  # of a question, whose many words make each take longer
PROPOSED, MOST_RANKED = 30, 100  # of them from each narrower plan; all of them together
TELLING, POSTINGS = 16, 300  # the rarest pairs and words that propose candidates; how many each
TOGETHER = 3  # of the rarest pairs that propose what holds them all
MOST_OF = 0.2  # what an article that lacks words must be worth beside the best
DATED = 2.0  # what an article of the days that are named gains, beside what the words that name them are worth
RECENT, HALF_LIFE = 0.02, 4 * 365  # what the newest article gains; days until that halves


class Ranked(NamedTuple):
    """Articles in order, (docid, score).

    lacking: how many lack words of all that are ranked, shown or not; most_of: the docid of the first where it is one.
    """

    articles: list[tuple[int, float]]
    lacking: int = 0
    most_of: int | None = None


class Ranking:
    """What is worth what in one archive, for one question."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.connection, self.query = asked, asked.connection, asked.query
        if asked.marks == "ignore":
            bare = tuple(term._replace(plain=term.folded) for term in self.query.sequence)
            self.query = self.query._replace(sequence=bare)
        self.telling = telling(self.query)
        self.weights = _weights(self.connection, self.telling, self.query.other_forms)

    def told(self) -> Iterator[Telling]:
        """The words and pairs of the query with what they are worth, the most telling first."""
        from danvan_cli.answers.explanation import Telling

        articles = articles_held(self.connection)
        for terms in self._rarest():
            found = select.frequency(self.connection, Plan(match=pair(terms)), articles)
            yield Telling(
                words=" ".join(t.plain for t in terms), articles=round(found), worth=round(self._worth(terms), 3)
            )

    def _worth(self, terms: Sequence[Term]) -> float:
        return self.weights.folded[_name(terms)]

    def ranked(self, limit: int | None, offset: int, *, partly: bool) -> Ranked:
        """Best first: the ranked candidates, behind them all others that are meant, newest first.

        partly: articles that hold only the most telling words are candidates too.
        """
        best, lacking = self._best(partly=partly)
        end = None if limit is None else offset + limit
        first = next(iter(best), None)
        most_of = first if first in lacking else None
        if end is not None and end <= len(best):
            return Ranked(list(islice(best.items(), offset, end)), len(lacking), most_of)
        wanted = None if end is None else end + len(best)
        rest = ((docid, 0.0) for docid in self.asked.docids("newest", wanted) if docid not in best)
        return Ranked(list(islice(chain(best.items(), rest), offset, end)), len(lacking), most_of)

    def _best(self, *, partly: bool) -> tuple[dict[int, float], set[int]]:
        """The candidates with their scores, best first, and those of them that lack words."""
        rows = read.rows(self.connection, self.candidates(partly=partly))
        usual = sum(len(row.text) for row in rows) / (len(rows) or 1)
        scorer = Scorer(self.query, self.weights)
        scored = []
        lacking: set[int] = set()
        for row in rows:
            matches = Matches(self.query, row.title, row.text)
            dated = 0.0 if partly else self._dated(row.docid)
            worth = (scorer.score(matches, usual) + dated) * self._recency(row.docid)
            scored.append((matches.marked and not partly, worth, row.docid))
            if partly and not self._holds_all(matches, row):
                lacking.add(row.docid)
        least = MOST_OF * max((worth for _, worth, _docid in scored), default=0.0) if partly else 0.0
        best = {docid: worth for _, worth, docid in sorted(scored, reverse=True) if worth >= least}
        return best, lacking & best.keys()

    def _holds_all(self, matches: Matches, row: read.Row) -> bool:
        """Whether a text holds all words; only where each stands in it the phrases among them are looked up."""
        found = {match.term for match in matches.found}
        dated = {term.folded for terms, _days in self.query.dates for term in terms}
        whole = all(n in found or term.folded in dated for n, term in enumerate(matches.terms))
        return whole and self.asked.says(row)

    def _dated(self, docid: int) -> float:
        """What an article of the days that the query names gains: more than one that only holds the words."""
        day = docid >> numbers.DAY_BITS
        return DATED * sum(
            self.weights.folded.get(term.folded, 0.0)
            for terms, interval in self._days
            for term in terms
            if interval.first and interval.last and interval.first.toordinal() <= day <= interval.last.toordinal()
        )

    @cached_property
    def _days(self) -> list[tuple[tuple[Term, ...], Interval]]:
        return [(terms, read_interval(days)) for terms, days in self.query.dates]

    @cached_property
    def _newest_day(self) -> int:
        return (select.docid_of_newest(self.connection, 0) or 0) >> numbers.DAY_BITS

    def _recency(self, docid: int) -> float:
        """What the day of an article counts: nearly nothing, so that of two alike the newer comes first."""
        days = self._newest_day - (docid >> numbers.DAY_BITS)
        return 1.0 + RECENT * 2.0 ** (-days / HALF_LIFE) if docid >= 0 else 1.0

    def candidates(self, *, partly: bool) -> list[int]:
        """The docids that are worth ranking, a bounded number.

        partly: telling pairs find what is worth ranking; to intersect all words of a long question takes far longer.
        """
        plan = self.asked.plan
        if partly:
            together = [self._newest(one, PROPOSED // 2) for one in self._together()]
            found = dict.fromkeys([*chain.from_iterable(together), *self._telling(None)])
            return list(found)[:MOST_OF_QUESTION]
        newest = self.asked.docids("newest", CANDIDATES)
        if len(newest) < CANDIDATES:
            return newest
        likely = (self._newest(self._narrower(one), PROPOSED) for one in self._likely())
        found = dict.fromkeys([*chain.from_iterable(likely), *self._telling(plan.match), *newest])
        return self._held(list(found))

    def _held(self, docids: list[int]) -> list[int]:
        """The first of the docids that are what is asked."""
        held: list[int] = []
        for first in range(0, len(docids), MOST_RANKED):
            held += self.asked.held(docids[first : first + MOST_RANKED])
            if len(held) >= MOST_RANKED:
                break
        return held[:MOST_RANKED]

    def _newest(self, plan: Plan, limit: int) -> list[int]:
        return select.docids(self.connection, plan, "newest", limit)

    def _likely(self) -> Iterator[str]:
        """Expressions for the likely best answers, best first: side by side, the same marks, in the title."""
        wording: list[Node] = [Phrase(self.query.sequence)] if self._is_words() else []
        marked = self.query.marked
        wording += [self.asked.wording] if self.asked.wording else []
        for node in wording:
            if marked:
                yield of_terms(node, exact=True).match
            yield of_terms(node, title=True).match
        if self._is_words():
            yield of_terms(wording[0]).match
        for _terms, interval in self._days:
            yield " AND ".join(of_terms(node).match for node in (*wording[-1:], days(*interval)))

    def _narrower(self, match: str) -> Plan:
        """The plan of an expression for likely answers; it says all that is asked, but for what is denied and marks."""
        denied = self.asked.wording and any(isinstance(part, Not) for part in parts_of(self.asked.wording))
        if denied or self.asked.exact:
            return replace(self.asked.plan, match=f"{match} AND {self.asked.plan.match}")
        return self.asked.narrowed(match)  # to look up both takes six times as long

    def _is_words(self) -> bool:
        return self.query.runs is not None and not self.query.quoted and len(self.query.sequence) > 1

    def _together(self) -> Iterator[Plan]:
        """What holds the rarest pairs of a long question together, in the title, in the text; fewer and fewer."""
        rarest = [terms for terms in self._rarest() if len(terms) > 1][:TOGETHER]
        for size in range(len(rarest), 1, -1):
            for title in (True, False):
                yield self.asked.narrowed(*(pair(terms, title=title) for terms in rarest[:size]))

    def _telling(self, match: str | None) -> list[int]:
        """The docids that the rarest pairs and words speak for most; match: what else must hold, the filters with it.

        Where all words must occur, none of them speaks for one article more than for another.
        """
        spoken: dict[int, float] = {}
        rarest = [terms for terms in self._rarest() if match is None or len(terms) > 1]
        for terms in rarest[:TELLING]:
            worth = self._worth(terms)
            one = pair(terms)
            plan = replace(self.asked.plan, match=f"{one} AND {match}") if match else self.asked.narrowed(one)
            for docid in self._newest(plan, POSTINGS):
                spoken[docid] = spoken.get(docid, 0.0) + worth
        return sorted(spoken, key=lambda docid: (-spoken[docid], -docid))[:CANDIDATES]

    def _rarest(self) -> list[tuple[Term, ...]]:
        """The words and pairs of the query, the most telling first."""
        known = {_name(terms): terms for terms in self.telling if _name(terms) in self.weights.folded}
        return sorted(known.values(), key=lambda terms: -self._worth(terms))


def _weights(
    connection: Connection,
    telling: dict[tuple[Term, ...], float],
    other_forms: Sequence[tuple[tuple[Term, ...], tuple[Term, ...]]],
) -> Weights:
    """What the query's telling words and pairs are worth in this archive; those that no article holds are left out.

    A word that stands in none but as other forms (NTM) counts as rare as they are.
    """
    articles = articles_held(connection)
    folded: dict[str, float] = {}
    exact: dict[str, float] = {}
    for terms, factor in telling.items():
        found = select.frequency(connection, Plan(match=pair(terms)), articles)
        others = [of_terms(Phrase(form)).match for typed, form in other_forms if typed == terms]
        if others and not found:
            found = select.frequency(connection, Plan(match=" OR ".join(f"({match})" for match in others)), articles)
        if not found:
            continue
        folded[_name(terms)] = worth = factor * weight(found, articles)
        if any(term.marked for term in terms):
            same = select.frequency(connection, Plan(match=pair(terms, exact=True)), articles)
            worth = factor * weight(same, articles) if same else 0.0
        exact["_".join(term.plain for term in terms)] = worth
    return Weights(folded, exact)


def _name(terms: Sequence[Term]) -> str:
    return "_".join(term.folded for term in terms)


def articles_held(connection: Connection) -> int:
    """About how many articles the archive holds: the highest number."""
    held = read.numbers(connection)
    return held[1] if held else 0
