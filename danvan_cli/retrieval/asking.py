"""From words and filters to the plan of one archive, and the articles that it means: which and how many."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Literal

from danvan_cli.answers.searching import Marks, Plan, Total
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.retrieval import filters as known
from danvan_cli.retrieval.filters import NAMED, Filters
from danvan_cli.search import filters as typed
from danvan_cli.search.alternatives import widened
from danvan_cli.search.expression import days, of_places, of_terms, resolved
from danvan_cli.search.grammar import parse
from danvan_cli.search.holding import check
from danvan_cli.search.intervals import Interval, read_interval
from danvan_cli.search.query import All, Field, Filter, Node, Query, Term, Word, parts_of
from danvan_cli.store import families, read, select
from danvan_cli.store.connection import Connection
from danvan_cli.store.docids import DAY_BITS
from danvan_cli.text.letters import nfc
from danvan_cli.text.words import one_spelling

COUNT_CAP = 10_000  # a search counts no further
COUNTED_OF = 20_000  # the newest articles among which the words of a long question are counted
LOOKED_UP = 500  # texts that are looked up to decide what the index of words and pairs cannot
MOST_WORDS = 1_000  # that a prefix may stand for
KIN = "@kin"  # the word that articles with reprints are filtered by
Order = Literal["newest", "oldest"]


class Asked:
    """What is asked of one archive.

    node: the query with the filters, None for all articles. plan: what the index of words and pairs decides; where it
    is not `precise`, it means more than what is asked.
    """

    def __init__(self, connection: Connection, query: Query, filters: Filters, marks: Marks) -> None:
        self.connection, self.marks = connection, marks
        self._decided: dict[int, bool] = {}
        self.exact = marks == "exact"
        self.today = typed.today(filters.get("as_of"))
        self.query = query if self.exact else query._replace(node=widened(query.node, self._any_is))
        interval = typed.interval(filters.get("since"), filters.get("until"), filters.get("date"))
        given = [Field(name, nfc(str(filters[name]))) for name in NAMED if filters.get(name)]  # type: ignore[literal-required]
        interval, sources, rest = self._apart([*self.query.parts, *given], interval)
        self.conditions = [self._resolved(part) for part in rest]
        self.node = All(tuple(self.conditions)) if self.conditions else None
        found = of_terms(self.node, exact=self.exact) if self.node else None
        self.precise = found is None or found.precise
        self.plan = Plan(match=found and found.match, since=interval.first, until=interval.last, sources=sources)

    # ------------------------------------------------------------ which articles

    @property
    def wording(self) -> Node | None:
        """What is asked of the texts: the query without its filters."""
        parts = tuple(part for part in self.conditions if not isinstance(part, Filter))
        return All(parts) if parts else None

    def narrowed(self, *conditions: str) -> Plan:
        """The plan of the filters, and expressions over words and pairs; the query's own words are left out."""
        filters = [of_terms(part).match for part in self.conditions if isinstance(part, Filter)]
        return replace(self.plan, match=" AND ".join([*conditions, *filters]) or None)

    def count(self, cap: int | None = None) -> Total:
        """How many articles are meant; with a cap, counting stops there."""
        if self.precise:
            return _total(select.count(self.connection, self.plan, cap and cap + 1), cap)
        looked_up = select.docids(self.connection, self.plan, "newest", LOOKED_UP + 1)
        few = len(looked_up) <= LOOKED_UP
        if not few and self.places:
            return _total(select.count(self.connection, self.places, cap and cap + 1), cap)
        if cap is None:
            return Total(count=sum(1 for _docid in self._beyond(looked_up, "newest")), exact=True)
        return Total(count=len(self.held(looked_up)), exact=few)

    def count_newest(self) -> Total:
        """How many of the newest articles are meant: to intersect many words over a large archive takes long."""
        oldest = select.docid_of_newest(self.connection, COUNTED_OF)
        plan = self.plan if self.precise else self.places
        if oldest is None or oldest < 0 or plan is None or plan.match is None:
            return self.count(COUNT_CAP)
        newest = days(date.fromordinal(oldest >> DAY_BITS), None)
        window = of_terms(newest).match if self.precise else of_places(newest)
        narrowed = replace(plan, match=f"{plan.match} AND {window}")
        return Total(count=select.count(self.connection, narrowed), exact=False)

    def docids(self, order: Order, limit: int | None, offset: int = 0) -> list[int]:
        """The docids of the articles that are meant, by date."""
        if self.precise:
            return select.docids(self.connection, self.plan, order, limit, offset)
        looked_up = select.docids(self.connection, self.plan, order, LOOKED_UP + 1)
        if len(looked_up) > LOOKED_UP and self.places:
            return select.docids(self.connection, self.places, order, limit, offset)
        return list(islice(self._beyond(looked_up, order), offset, None if limit is None else offset + limit))

    def _beyond(self, docids: list[int], order: Order) -> Iterator[int]:
        """Those of the docids that are meant, then those behind them."""
        yield from self.held(docids)
        behind = select.docids(self.connection, self.plan, order, None, len(docids)) if len(docids) > LOOKED_UP else []
        for first in range(0, len(behind), LOOKED_UP):
            yield from self.held(behind[first : first + LOOKED_UP])

    @property
    def places(self) -> Plan | None:
        """The plan over positions, which decides every query but one for exact marks."""
        if self.exact or self.node is None:
            return None
        return replace(self.plan, match=of_places(self.node), places=True)

    def held(self, docids: list[int]) -> list[int]:
        """Those of the plan's articles that are meant, in their order; looked up in their texts where need be."""
        if self.precise:
            return docids
        unknown = [docid for docid in docids if docid not in self._decided]
        words = read.filter_words(self.connection, unknown)
        for row in read.rows(self.connection, unknown):
            self._decided[row.docid] = self._check(row.title, row.body, words[row.docid])
        return [docid for docid in docids if self._decided[docid]]

    def says(self, row: read.Row) -> bool:
        """Whether the text of an article is what the query says, its filters aside."""
        words = read.filter_words(self.connection, [row.docid])
        return self._check_wording(row.title, row.body, words[row.docid])

    @cached_property
    def _check_wording(self) -> Callable[[str, str, str], bool]:
        return check(self.wording or Filter(()), exact=self.exact)

    @cached_property
    def _check(self) -> Callable[[str, str, str], bool]:
        """For articles of the plan: what it decides by itself is not looked up again."""
        open_parts = [part for part in self.conditions if not of_terms(part, exact=self.exact).precise]
        return check(All(tuple(open_parts)), exact=self.exact)

    # ------------------------------------------------------------ what fields and prefixes mean

    def _apart(self, parts: list[Node], interval: Interval) -> tuple[Interval, tuple[int, ...] | None, list[Node]]:
        """The days that the dates among the parts leave, the sources that no site stands for, and the other parts."""
        sources: set[int] | None = None
        rest: list[Node] = []
        for part in parts:
            if isinstance(part, Field) and part.name == "date":
                interval = _both(interval, read_interval(part.value))
            elif isinstance(part, Field) and part.name == "source" and not self._values(part):
                found = set(known.sources(self.connection, part.value))
                sources = found if sources is None else sources & found
            else:
                rest.append(part)
        return interval, None if sources is None else tuple(sorted(sources)), rest

    def _resolved(self, node: Node) -> Node:
        inside = list(parts_of(node))
        meant = {part: self._filter(part) for part in inside if isinstance(part, Field)}
        words = {part.term: self._words(part.term) for part in inside if isinstance(part, Word) and part.term.prefix}
        return resolved(node, meant, words)

    def _any_is(self, node: Node) -> bool:
        """Whether any article is what a node says, a run of three and more words aside, of which its pairs decide."""
        return select.count(self.connection, Plan(match=of_terms(self._resolved(node)).match), 1) > 0

    def _filter(self, field: Field) -> Filter:
        shown = f"{field.name}:{field.value}"
        if field.name == "date":
            return days(*read_interval(field.value))._replace(shown=shown)
        words = self._values(field)
        if not words:
            raise UsageError(
                _('Beside OR, - and brackets a source is a whole site or folder, not a part like "{part}".').format(
                    part=field.value
                )
            )
        return Filter(words, shown)

    def _values(self, field: Field) -> tuple[str, ...]:
        return known.values(self.connection, field.name, field.value, today=self.today)

    def _words(self, term: Term) -> tuple[str, ...]:
        """The words that a prefix stands for; UsageError for too many."""
        end = term.folded[:-1] + chr(ord(term.folded[-1]) + 1)
        found = select.words_between(self.connection, term.folded, end, MOST_WORDS + 1)
        if len(found) > MOST_WORDS:
            raise UsageError(
                _('More than {number} words begin with "{prefix}". Type more of it.').format(
                    number=MOST_WORDS, prefix=term.plain
                )
            )
        return tuple(dict.fromkeys([*found, *one_spelling([term.folded])]))


def ask(connection: Connection, words: str, filters: Filters, marks: Marks, *, after: int = 0) -> Asked:
    """What words and filters ask; after: of articles with a higher number only.

    UsageError for filters that cannot be read or whose value is unknown.
    """
    asked = Asked(connection, parse(words), filters, marks)
    asked.plan = replace(asked.plan, after=after)
    if filters.get("unique"):
        asked.plan = replace(asked.plan, without=_reprints(connection, words, filters, marks, after))
    return asked


def _reprints(connection: Connection, words: str, filters: Filters, marks: Marks, after: int) -> tuple[int, ...]:
    """The docids of what is asked that repeat an earlier article which is asked for, too."""
    query = parse(words)
    within = Asked(connection, query._replace(node=All((*query.parts, Filter((KIN,))))), filters, marks)
    within.plan = replace(within.plan, after=after)
    return tuple(families.repeated(connection, within.docids("newest", None)))


def says_nothing(query: Query) -> bool:
    """Whether something was typed that holds no word."""
    return bool(query.typed.strip()) and query.node is None


def _total(found: int, cap: int | None) -> Total:
    return Total(count=found if cap is None else min(found, cap), exact=cap is None or found <= cap)


def _both(one: Interval, other: Interval) -> Interval:
    firsts = [day for day in (one.first, other.first) if day]
    lasts = [day for day in (one.last, other.last) if day]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return Interval(first, last if not first or not last or first <= last else date.min)
