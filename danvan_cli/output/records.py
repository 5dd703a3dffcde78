"""Machine output: JSON documents, JSON lines, and plain lines with tabs between the fields."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from danvan_cli.answers import SCHEMA, Evidence, Ledger, Profile, Result, Stats
from danvan_cli.output.values import printable

if TYPE_CHECKING:
    from danvan_cli.models import Article


def record(answer: "Article | Result | Stats | Ledger") -> dict[str, Any]:
    """The value as the machine output has it."""
    return {"schema": SCHEMA} | asdict(answer)


def write_json(answer: "Article | Result | Stats | Ledger") -> None:
    """One JSON document."""
    _write(json.dumps(record(answer), ensure_ascii=False, indent=1))


def write_json_lines(values: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line."""
    for value in values:
        _write(json.dumps(value, ensure_ascii=False))


def write_lines(rows: Iterable[Iterable[object]]) -> None:
    """One row a line, tabs between the fields, nothing cut; None is empty."""
    for row in rows:
        _write("\t".join("" if field is None else printable(str(field)) for field in row))


def write_ids(result: Result, end: str) -> None:
    """The numbers of the hits, each with `end` behind it."""
    sys.stdout.write("".join(f"{hit.id}{end}" for hit in result.hits))


def hit_rows(result: Result) -> Iterable[tuple[object, ...]]:
    """number, date, provinces, title of each hit."""
    return ((hit.id, hit.date, ", ".join(hit.provinces), hit.title) for hit in result.hits)


def hit_records(result: Result) -> Iterable[dict[str, Any]]:
    """The hits as machine output has them."""
    return ({"schema": SCHEMA} | asdict(hit) for hit in result.hits)


def stats_rows(stats: Stats, by: str, profile: Profile) -> Iterable[tuple[object, ...]]:
    """What is counted, then the values: articles, first, last, undated; the groups; people, directives, figures."""
    yield from (("articles", stats.articles), ("first", stats.first), ("last", stats.last), ("undated", stats.undated))
    yield from ((by, group.articles, group.key) for group in stats.groups)
    offices = profile.offices
    yield from (("person", group.articles, group.key, offices.get(str(group.key))) for group in profile.people)
    yield from (("directive", group.articles, group.key) for group in profile.directives)
    yield from (("figure", value, unit, year) for unit, values in profile.figures for value, year in values)


def evidence_records(evidence: Iterable[Evidence]) -> Iterable[dict[str, Any]]:
    """The evidence as machine output has it."""
    return ({"schema": SCHEMA} | asdict(one) for one in evidence)


def evidence_rows(evidence: Iterable[Evidence]) -> Iterable[tuple[object, ...]]:
    """fact, told, rule, words of each passage; then against, what speaks against it."""
    for one in evidence:
        for passage in one.passages or (None,):
            words = f"{passage.before}[{passage.words}]{passage.after}" if passage else None
            yield one.fact, one.told, one.rule, words
        yield from ((one.fact, "against", words) for words in one.against)


def ledger_rows(ledger: Ledger) -> Iterable[tuple[object, ...]]:
    """outcome, number; then failed, input, reason of each failure."""
    for outcome in ("inputs", "added", "updated", "unchanged", "duplicate", "skipped", "failed"):
        yield outcome, getattr(ledger, outcome)
    for failure in ledger.failures:
        yield "failed", failure.uri, failure.reason


def article_rows(article: "Article") -> Iterable[tuple[object, ...]]:
    """field, value of everything that is known of an article, a value a line."""
    yield "id", article.id
    yield "title", article.title
    yield "source", article.source.uri
    yield "published", article.published and article.published.date
    yield "event", article.event and article.event.date
    yield from (("province", province.name) for province in article.provinces)
    yield from (("district", unit.name) for unit in article.districts)
    yield from (("commune", unit.name) for unit in article.communes)
    for person in article.persons:
        yield "person", person.name, "; ".join(person.roles), "; ".join(person.former)
    for directive in article.directives:
        yield "directive", directive.type, directive.symbol or directive.number, directive.date, directive.issuer
    yield from (("figure", figure.value, figure.unit) for figure in article.figures)
    yield from (("model", model.name, model.place) for model in article.models)
    yield from (("award", award.award, award.giver) for award in article.awards)
    yield "byline", article.byline
    yield from (("text", line) for line in article.text.split("\n") if line)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
