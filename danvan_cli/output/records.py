"""Machine output: JSON documents, JSON lines, and plain lines with tabs between the fields."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from json import dumps
from typing import TYPE_CHECKING, Any

from danvan_cli.answers.searching import SCHEMA
from danvan_cli.output.values import printable

if TYPE_CHECKING:
    from danvan_cli.answers.evidence import Evidence
    from danvan_cli.answers.explanation import Explanation
    from danvan_cli.answers.family import Family, Reprint
    from danvan_cli.answers.following import Followed
    from danvan_cli.answers.journal import Change
    from danvan_cli.answers.ledger import Input, Ledger, Run
    from danvan_cli.answers.quotes import Quote, Quotes
    from danvan_cli.answers.saved import News, Saved
    from danvan_cli.answers.searching import Group, Hit, IdList, Result
    from danvan_cli.answers.similar import Alike, Similar
    from danvan_cli.answers.stats import Profile, Stats
    from danvan_cli.models import Article, EncodingRun, Encodings

    # values of which there are several, and answers that stand alone
    One = Quote | Saved | News | Hit | Alike | Reprint | Group | Evidence | Followed | Input | Run | Change
    Answer = Result | Stats | Ledger | Quotes | Explanation | Similar | Family
    Rows = Iterable[Iterable[object]]  # the fields of each line


NONE = "none"  # where a person said that there is no such thing
FACETS = ("year", "province", "person", "directive", "source")


def record(answer: Article | Encodings | Answer) -> dict[str, Any]:
    """The value as the machine output has it."""
    return {"schema": SCHEMA} | asdict(answer)


def records(answers: Iterable[Article | One]) -> Iterable[dict[str, Any]]:
    """Values as the machine output has them, one by one."""
    return ({"schema": SCHEMA} | asdict(answer) for answer in answers)


def write_json(answer: Article | Encodings | Answer) -> None:
    """One JSON document."""
    _write(dumps(record(answer), ensure_ascii=False, indent=1))


def write_answer(
    answer: Article | Answer, parts: Iterable[Article | One], rows: Rows, *, json: bool, jsonl: bool
) -> None:
    """An answer as a program asks for it: one JSON document, its parts as one JSON object a line, else its rows."""
    if jsonl:
        write_json_lines(records(parts))
    elif json:
        write_json(answer)
    else:
        write_lines(rows)


def write_answers(name: str, answers: Iterable[One], rows: Rows, *, json: bool, jsonl: bool) -> None:
    """Values as a program asks for them: one JSON document under a name, one JSON object a line, else their rows."""
    if jsonl:
        write_json_lines(records(answers))
    elif json:
        _write(dumps({"schema": SCHEMA, name: [asdict(one) for one in answers]}, ensure_ascii=False, indent=1))
    else:
        write_lines(rows)


def write_faults(faults: Iterable[str], *, lines: bool) -> None:
    """What is wrong with an archive as one JSON document; with `lines`, one JSON object a line."""
    if lines:
        write_json_lines({"schema": SCHEMA, "fault": fault} for fault in faults)
    else:
        _write(dumps({"schema": SCHEMA, "faults": list(faults)}, ensure_ascii=False, indent=1))


def write_json_lines(values: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line."""
    for value in values:
        _write(dumps(value, ensure_ascii=False))


def write_lines(rows: Rows) -> None:
    """One row a line, tabs between the fields, nothing cut; None is empty."""
    for row in rows:
        _write("\t".join("" if field is None else printable(str(field)) for field in row))


def write_ids(ids: IdList, end: str) -> None:
    """The numbers of articles, each with `end` behind it."""
    sys.stdout.write("".join(f"{id}{end}" for id in ids.ids))


def hit_rows(result: Result) -> Iterable[tuple[object, ...]]:
    """number, date, provinces, title of each hit."""
    return ((hit.id, hit.date, ", ".join(hit.provinces), hit.title) for hit in result.hits)


def facet_rows(result: Result) -> Iterable[tuple[object, ...]]:
    """facet, number of articles, value; for each value."""
    if result.facets:
        for name in FACETS:
            yield from ((name, group.articles, group.key) for group in getattr(result.facets, name))


def quote_rows(quotes: Quotes) -> Iterable[tuple[object, ...]]:
    """number, date, source, title, sentence."""
    return ((quote.id, quote.date, quote.source, quote.title, quote.quote) for quote in quotes.quotes)


def explanation_rows(explanation: Explanation) -> Iterable[tuple[object, ...]]:
    """What an explanation says, a name and a value a line; words with their articles and worth behind them."""
    values = asdict(explanation) | {"total": explanation.total.count, "telling": None}
    yield from ((name, value) for name, value in values.items() if name != "telling")
    yield from (("telling", one.words, one.articles, one.worth) for one in explanation.telling)


def similar_rows(similar: Similar) -> Iterable[tuple[object, ...]]:
    """number, date, provinces, title, score, shared pairs."""
    for hit in similar.hits:
        yield hit.id, hit.date, ", ".join(hit.provinces), hit.title, hit.score, "; ".join(hit.shared)


def saved_rows(saved: Iterable[Saved]) -> Iterable[tuple[object, ...]]:
    """name, words, options, last run."""
    for one in saved:
        yield one.name, one.words, "; ".join(f"{key}={value}" for key, value in one.options.items()), one.run


def followed_rows(followed: Iterable[Followed]) -> Iterable[tuple[object, ...]]:
    """address, kind, title, when all was last taken in."""
    return ((one.address, one.kind, one.title, one.run) for one in followed)


def news_rows(news: Iterable[News]) -> Iterable[tuple[object, ...]]:
    """The name of the saved search, then the fields of a hit."""
    for one in news:
        yield from ((one.name, *row) for row in hit_rows(one.result))


def stats_rows(stats: Stats, by: str, profile: Profile) -> Iterable[tuple[object, ...]]:
    """What is counted, then the values: articles, first, last, undated; the groups; people, directives, figures."""
    yield from (("articles", stats.articles), ("first", stats.first), ("last", stats.last), ("undated", stats.undated))
    yield from ((by, group.articles, group.key) for group in stats.groups)
    offices = profile.offices
    yield from (("person", group.articles, group.key, offices.get(str(group.key))) for group in profile.people)
    yield from (("directive", group.articles, group.key) for group in profile.directives)
    yield from (("figure", value, unit, year) for unit, values in profile.figures for value, year in values)


def evidence_rows(evidence: Iterable[Evidence]) -> Iterable[tuple[object, ...]]:
    """fact, told, rule, words of each passage; then against, what speaks against it."""
    for one in evidence:
        for passage in one.passages or (None,):
            words = f"{passage.before}[{passage.words}]{passage.after}" if passage else None
            yield one.fact, one.told, one.rule, words
        yield from ((one.fact, "against", words) for words in one.against)


def change_rows(changes: Iterable[Change]) -> Iterable[tuple[object, ...]]:
    """article, field, what was said, when; "none": there is none; nothing where it was withdrawn."""
    return ((one.article, one.field, NONE if one.value == "" else one.value, one.made) for one in changes)


def ledger_rows(ledger: Ledger) -> Iterable[tuple[object, ...]]:
    """outcome, number; then failed, input, reason of each failure."""
    yield from ((name, count) for name, count in asdict(ledger).items() if isinstance(count, int))
    for failure in ledger.failures:
        yield "failed", failure.uri, failure.reason


def encoding_rows(encodings: Encodings) -> Iterable[tuple[object, ...]]:
    """uri, encoding; then of a run its paragraphs, outcome, encoding, words, shares before and after, samples, small.

    A line a run; one without a run for a document that has no letters beyond ASCII.
    """
    for one in encodings.files:
        for run in one.runs or (None,):
            yield one.uri, one.encoding, *(_run_fields(run) if run else ())


def _run_fields(run: EncodingRun) -> tuple[object, ...]:
    shares = (run.words, run.before, run.after)
    return run.first, run.last, run.outcome, run.encoding, *shares, run.read, run.text, run.small


def family_rows(family: Family) -> Iterable[tuple[object, ...]]:
    """id, date, source, title of each article, and behind each its differences: left out, words; added, words."""
    for one in family.articles:
        yield one.id, one.date, one.source, one.title
        for difference in one.differences:
            yield one.id, "left out", difference.left_out, "added", difference.added


def input_rows(inputs: Iterable[Input]) -> Iterable[tuple[object, ...]]:
    """outcome, article, since, last met, address, reason of each input."""
    return ((one.outcome, one.article, one.since, one.seen, one.address, one.reason) for one in inputs)


def run_rows(runs: Iterable[Run]) -> Iterable[tuple[object, ...]]:
    """number, beginning, end, outcomes of each ingest."""
    for run in runs:
        yield run.id, run.started, run.ended, " ".join(f"{name}={count}" for name, count in run.outcomes.items())


def article_rows(article: Article) -> Iterable[tuple[object, ...]]:
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
