"""Why a fact of an article is one: the words that say it, the rule that read them, what speaks against it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from danvan_cli.answers.evidence import Evidence, Passage
from danvan_cli.errors import UsageError
from danvan_cli.messages import _, in_words
from danvan_cli.models import Article, ArticleDate, Province
from danvan_cli.spans import Span
from danvan_cli.text.letters import plain

AROUND = 60  # characters before and after the words
MOST_AGAINST = 6
RULES = {
    "districts": _("the organiser, the title, the lead or an office names it"),
    "communes": _("the organiser, the title, the lead or an office names it"),
    "persons": _("a name with an honorific, a rank or an office beside it"),
    "directives": _("a type word with a number, an issuer or an official name"),
    "relations": _("the words between two documents"),
    "figures": _("a number with the unit that it counts"),
    "models": _("a name behind “mô hình”, or in a list of models"),
    "awards": _("a distinction with its giver or its recipients"),
}
BASES = {
    "named": _("a body, an office or a place of the province is named"),
    "district": _("its district is named, and no other province has it"),
    "commune": _("its commune is named"),
    "owner": _("the site belongs to it"),
    "given": _("given by the user"),
}
DATES = ("published", "event")


def why(article: Article, field: str) -> tuple[Evidence, ...]:
    """The evidence for each fact of a field, in order; UsageError for an unknown field."""
    name = field if field in (*DATES, "provinces", *RULES) else f"{field}s"
    if name in DATES:
        date = getattr(article, name)
        return (_of_date(article, name, date),) if date else ()
    if name == "provinces":
        return tuple(_of_province(article, province) for province in article.provinces)
    if name not in RULES:
        known = ", ".join((*DATES, "provinces", *RULES))
        raise UsageError(_('No field "{field}". Fields: {known}.').format(field=field, known=known))
    return tuple(_of_fact(article, name, fact) for fact in getattr(article, name))


def _of_date(article: Article, field: str, date: ArticleDate) -> Evidence:
    spans = (date.span,) if date.span else ()
    told = "given" if date.rule.startswith("given") else date.year
    rule = ", ".join(map(in_words, date.rule.split(", ")))
    return _evidence(article, field, date.date, rule, told, spans, _other_dates(article, date))


def _of_province(article: Article, province: Province) -> Evidence:
    told = {"named": "stated", "given": "given"}.get(province.basis, "inferred")
    rule = BASES[province.basis]
    return _evidence(article, "provinces", province.name, rule, told, province.spans, _other_provinces(article))


def _of_fact(article: Article, field: str, fact: Any) -> Evidence:
    spans = fact.spans if hasattr(fact, "spans") else (fact.span,)
    return _evidence(article, field, _label(article, field, fact), RULES[field], "stated", spans, ())


def _label(article: Article, field: str, fact: Any) -> str:
    match field:
        case "directives":
            return " ".join(filter(None, (fact.type, fact.symbol or fact.number)))
        case "relations":
            pair = (article.directives[n] if n is not None else None for n in (fact.citing, fact.cited))
            citing, cited = (_label(article, "directives", d) if d else _("the event") for d in pair)
            return f"{citing} {in_words(fact.relation)} {cited}"
        case "figures":
            return f"{fact.value} {fact.unit}"
        case "awards":
            return str(fact.award)
    return str(fact.name)


def _evidence(
    article: Article, field: str, fact: str, rule: str, told: Any, spans: Iterable[Span], against: Iterable[str]
) -> Evidence:
    passages = tuple(_passage(article.text, span) for span in spans)
    return Evidence(field=field, fact=fact, rule=rule, told=told, passages=passages, against=tuple(against))


def _passage(text: str, span: Span) -> Passage:
    """The words of a span with their surroundings, cut at words, within their paragraph."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    stop = text.find("\n", span.end)
    end = min(len(text) if stop < 0 else stop, span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    if start and text[start - 1] != "\n":
        before = before.partition(" ")[2]
    if end < len(text) and text[end] != "\n":
        after = after.rpartition(" ")[0]
    return Passage(before=before, words=text[span.start : span.end], after=after, span=span)


def _other_dates(article: Article, date: ArticleDate) -> list[str]:
    """Other days that the text writes, each once."""
    from danvan_cli.text.written_dates import written_dates

    others = (found.span for found in written_dates(plain(article.text)) if found.span != date.span)
    return _distinct(_("“{words}” is written too").format(words=article.text[a:b]) for a, b in others)


def _other_provinces(article: Article) -> list[str]:
    """Other provinces that the text names, with the part that they play in it."""
    return _distinct(
        _("{name} is named too, as {part}").format(name=name, part=in_words(part))
        for name, part in _named_provinces(article)
        if name not in {province.name for province in article.provinces}
    )


def _named_provinces(article: Article) -> Iterator[tuple[str, str]]:
    from danvan_cli.extraction.gazetteer import named
    from danvan_cli.extraction.prose import compose
    from danvan_cli.extraction.toponyms import find

    prose = compose(article.title, article.text[len(article.title) :].lstrip("\n"))
    for toponym in find(prose, article.persons):
        unit = next((unit for unit in named(toponym.key) if unit.level == "province"), None)
        if unit and toponym.rank in ("province", "city", "bare"):
            yield unit.name, toponym.part


def _distinct(words: Iterable[str]) -> list[str]:
    return [word for word, _count in Counter(words).most_common(MOST_AGAINST)]
