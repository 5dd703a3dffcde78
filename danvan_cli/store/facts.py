"""Facts of an article as rows, and back: one table says which kind of fact is which value."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any, NamedTuple

from danvan_cli.models import (
    Article,
    ArticleDate,
    Award,
    Directive,
    Figure,
    Model,
    Person,
    Province,
    Recipient,
    Relation,
    Span,
    Unit,
)
from danvan_cli.text.editions import edition, is_central
from danvan_cli.text.letters import plain
from danvan_cli.text.words import padded

# kind of fact -> (field of Article, class of its values)
KINDS: dict[str, tuple[str, type]] = {
    "published": ("published", ArticleDate),
    "event": ("event", ArticleDate),
    "province": ("provinces", Province),
    "district": ("districts", Unit),
    "commune": ("communes", Unit),
    "person": ("persons", Person),
    "directive": ("directives", Directive),
    "relation": ("relations", Relation),
    "figure": ("figures", Figure),
    "model": ("models", Model),
    "award": ("awards", Award),
}
ONE_VALUED = ("published", "event")
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # json.dumps makes a new one each time


class Entity(NamedTuple):
    """What facts of several articles may share: a row of the table unit, person or directive."""

    table: str
    columns: dict[str, str | None]


class Fact(NamedTuple):
    """A row of the table fact with its mentions."""

    kind: str
    rank: int
    entity: Entity | None
    value: str
    spans: tuple[Span, ...]


def facts_of(article: Article) -> Iterator[Fact]:
    """Every fact of an article, kind by kind, in order."""
    home = article.provinces[0].name if article.provinces else ""
    for kind, (field, _) in KINDS.items():
        found = getattr(article, field)
        values = (found,) if kind in ONE_VALUED else found
        for rank, value in enumerate(v for v in values if v is not None):
            yield Fact(kind, rank, _entity(kind, value, home), _written(value), _spans(value))


def _entity(kind: str, value: Any, home: str) -> Entity | None:
    """The entity of a fact; `home`: the article's first province, which tells namesakes apart."""
    match kind:
        case "province":
            key = f"province|{value.era}|{value.code}|{value.name}"
            return _named("unit", key, value.name, now=value.now)
        case "district" | "commune":
            key = f"{kind}|{value.era}|{value.province}|{value.code or plain(value.name)}"
            return _named("unit", key, value.name, f"{value.kind} {value.name}")
        case "person":
            return _named("person", f"{plain(value.name)}|{home}", value.name, place=home)
        case "directive":
            return _directive(value, home)
    return None


def _directive(directive: Directive, home: str) -> Entity:
    """A directive of a central body is one everywhere, of another body one within its province."""
    parts = (directive.symbol or directive.number,) if directive.number else (directive.issuer, directive.subject)
    label = " ".join(filter(None, (directive.type, *parts)))
    number = directive.number or ""
    words = f"{directive.type} {label} {number} {number.lstrip('0')}"
    place = "" if is_central(directive.symbol) else home
    work = f"{plain(label)}|{place}"
    which = edition(directive.symbol, directive.date, directive.issuer)
    key = f"{work}|{'?' if which is None else which}"
    return _named("directive", key, label, words, place=place, work=work, edition=which)


def _named(table: str, key: str, label: str, words: str | None = None, **others: str | None) -> Entity:
    """An entity; `words`: what filters find it by, where that is more than its label."""
    return Entity(table, {"key": key, "label": label, "folded": padded(words or label), **others})


def _written(value: Any) -> str:
    """JSON of a fact without its spans and its empty fields."""
    return JSON.encode(_plain_fields(value))


def _plain_fields(value: Any) -> dict[str, Any]:
    """The fields of a fact but its spans and the empty ones; dataclasses.asdict copies deeply, and takes longer."""
    kept = {name: getattr(value, name) for name in value.__slots__ if name not in ("span", "spans")}
    if "recipients" in kept:
        kept["recipients"] = [asdict(recipient) for recipient in value.recipients]
    return {name: field for name, field in kept.items() if field is not None}


def _spans(value: Any) -> tuple[Span, ...]:
    if hasattr(value, "spans"):
        return tuple(value.spans)
    return () if value.span is None else (value.span,)


def restored(rows: Iterable[tuple[str, str, list[Span]]]) -> dict[str, Any]:
    """The fields of an Article from (kind, value, spans), in order of rank."""
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, value, spans in rows:
        found[kind].append(_restore(KINDS[kind][1], json.loads(value), spans))
    out: dict[str, Any] = {}
    for kind, values in found.items():
        field = KINDS[kind][0]
        out[field] = next(iter(values), None) if kind in ONE_VALUED else tuple(values)
    return out


def _restore(cls: type, value: dict[str, Any], spans: list[Span]) -> Any:
    names = {f.name for f in fields(cls)}
    if "recipients" in value:
        value["recipients"] = [Recipient(**recipient) for recipient in value["recipients"]]
    known = {k: tuple(v) if isinstance(v, list) else v for k, v in value.items() if k in names}
    known |= {"spans": tuple(spans)} if "spans" in names else {"span": next(iter(spans), None)}
    return cls(**dict.fromkeys(names - known.keys()) | known)
