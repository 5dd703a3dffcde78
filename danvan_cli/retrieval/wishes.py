"""What a search is to give: its words, order, limits and marks, and whether there are such."""

from typing import Any, NamedTuple, get_args

from danvan_cli.answers.searching import Marks, Sort
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.retrieval.filters import Filters, check

SORTS, MARKS = get_args(Sort), get_args(Marks)


class Wish(NamedTuple):
    """What a search is to give. after: only articles with a higher number; facets: whether to count them."""

    words: str = ""
    sort: Sort = "relevance"
    limit: int | None = 20
    offset: int = 0
    marks: Marks = "prefer"
    after: int = 0
    facets: bool = False


def wished(words: str, filters: Filters, **options: Any) -> Wish:
    """What is asked of a search; UsageError for an option or a filter that there is not."""
    check(filters)
    wish = Wish(words, **options)
    if wish.marks not in MARKS:
        raise UsageError(_("marks is one of {marks}.").format(marks=", ".join(MARKS)))
    if wish.sort not in SORTS:
        raise UsageError(_("sort is one of {sorts}.").format(sorts=", ".join(SORTS)))
    at_most(wish.limit)
    at_most(wish.offset)
    return wish


def at_most(limit: int | None) -> int | None:
    """A number of articles, None for all; UsageError where it is negative."""
    if limit is not None and limit < 0:
        raise UsageError(_("limit and offset are not negative."))
    return limit
