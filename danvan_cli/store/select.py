"""Which articles a plan means: their docids in an order, how many they are, counts by group."""

import json
from collections.abc import Iterable
from typing import Literal

from danvan_cli.answers import Group, Plan
from danvan_cli.store.connection import Connection
from danvan_cli.store.docids import docid_range

# What a listing of stats groups by, as an expression over article; the others are kinds of facts with an entity.
COLUMNS = {
    "year": "substr(article.date, 1, 4)",
    "month": "CASE WHEN length(article.date) > 4 THEN substr(article.date, 1, 7) END",
    "source": "(SELECT site.name FROM source JOIN site ON site.id = source.site WHERE source.id = article.source)",
}
UNITS = ("province", "district", "commune")
TABLES = dict.fromkeys(UNITS, "unit") | {"person": "person", "directive": "directive", "source": "site"}
# How entities are named in groups and found by filters: (id, name). Persons of one name in several provinces, and
# directives of one symbol with several editions, are told apart by what stands in brackets, "?" where nothing tells.
NAMES = {
    "unit": "SELECT id, label AS name, label, folded, '' AS detail FROM unit",
    "unit now": (
        "SELECT id, coalesce(now, label) AS name, coalesce(now, label) AS label, folded, '' AS detail FROM unit"
    ),
    "site": "SELECT id, name, name AS label, folded, '' AS detail FROM site",
    "person": (
        "SELECT id, label || CASE WHEN places > 1 THEN ' (' || coalesce(nullif(place, ''), '?') || ')' ELSE '' END "
        "AS name, label, folded, coalesce(nullif(place, ''), '?') AS detail FROM person LEFT JOIN "
        "(SELECT label, count(*) AS places FROM person WHERE place <> '' GROUP BY label) USING (label)"
    ),
    "directive": (
        "SELECT id, label || CASE WHEN details > 1 THEN ' (' || detail || ')' ELSE '' END AS name, label, folded, "
        "detail FROM editions JOIN "
        "(SELECT label, count(DISTINCT detail) AS details FROM editions GROUP BY label) USING (label)"
    ),
}
# An undated citation of a work with one known edition is of that edition.
EDITIONS = (
    "WITH editions AS (SELECT id, label, folded, trim(place || ' ' || coalesce(edition, CASE WHEN known > 1 THEN '?' "
    "ELSE coalesce(one, '?') END)) AS detail FROM directive JOIN (SELECT work, count(DISTINCT edition) AS known, "
    "min(edition) AS one FROM directive GROUP BY work) USING (work)) "
)
GROUPINGS = (*UNITS, "person", "directive", *COLUMNS)
SAMPLE, DENSEST = 1_000, 100  # matches that are counted for a frequency; articles looked at for each
WHOLE = 1 << 62  # a limit that limits nothing


def _rows(plan: Plan) -> tuple[str, list[object]]:
    """A query of the plan's docids: (SQL, values)."""
    low, high = docid_range(plan.since, plan.until)
    table = "article" if plan.match is None else "article_pairs" if plan.pairs else "article_fts"
    column = "docid" if plan.match is None else "rowid"
    conditions, bound = [f"{column} BETWEEN ? AND ?"], list[object]((low, high))
    if plan.match is not None:
        conditions.append(f"{table} MATCH ?")
        bound.append(plan.match)
    if plan.sources is not None:
        # The unary plus keeps SQLite from starting a new search of the index for each docid.
        wanted = (
            "SELECT docid FROM article WHERE number IN "
            "(SELECT article FROM source WHERE id IN (SELECT value FROM json_each(?)))"
        )
        conditions.append(f"+{column} IN ({wanted})")
        bound.append(json.dumps(plan.sources))
    return f"SELECT {column} AS docid FROM {table} WHERE {' AND '.join(conditions)}", bound


def docids(
    connection: Connection, plan: Plan, order: Literal["newest", "oldest"], limit: int | None, offset: int = 0
) -> list[int]:
    """The plan's docids by date; articles without a date are the oldest."""
    sql, values = _rows(plan)
    direction = "DESC" if order == "newest" else "ASC"
    sql += f" ORDER BY docid {direction} LIMIT ? OFFSET ?"
    return [docid for (docid,) in connection.execute(sql, (*values, WHOLE if limit is None else limit, offset))]


def count(connection: Connection, plan: Plan, cap: int | None = None) -> int:
    """How many articles the plan means; with a cap, counting stops there."""
    sql, values = _rows(plan)
    row = connection.execute(f"SELECT count(*) FROM ({sql} LIMIT ?)", (*values, WHOLE if cap is None else cap))
    return int(row.fetchone()[0])


def frequency(connection: Connection, plan: Plan, articles: int) -> float:
    """About how many of the archive's articles the plan means, at a cost that does not grow with their number.

    Up to SAMPLE it is exact; beyond, as many as if the rest of the archive held them as densely as its newest part.
    """
    sql, values = _rows(plan)
    query = f"SELECT count(*), min(docid) FROM ({sql} ORDER BY docid DESC LIMIT ?)"
    found, oldest = connection.execute(query, (*values, SAMPLE)).fetchone()
    if found < SAMPLE:
        return float(found)
    newer = "SELECT count(*) FROM (SELECT 1 FROM article WHERE docid >= ? LIMIT ?)"
    (among,) = connection.execute(newer, (oldest, SAMPLE * DENSEST)).fetchone()
    return float(found * articles / among)


def period(connection: Connection, plan: Plan) -> tuple[int, str | None, str | None, int]:
    """(articles, first date, last date, articles without a date)."""
    sql, values = _rows(plan)
    query = "SELECT count(*), min(date), max(date), count(*) - count(date) FROM article" + (
        "" if _is_all(plan) else f" WHERE docid IN ({sql})"
    )
    articles, first, last, undated = connection.execute(query, [] if _is_all(plan) else values).fetchone()
    return int(articles), first, last, int(undated)


def groups(
    connection: Connection, plan: Plan, by: str, limit: int | None = None, *, today: bool = False
) -> list[Group]:
    """Articles by the values of a grouping (one of GROUPINGS); those without a value under None.

    Years and months come newest first, other values most articles first. today: units as they stand now.
    """
    sql, values = _rows(plan)
    within = "1" if _is_all(plan) else f"article.docid IN ({sql})"
    bound = () if _is_all(plan) else values
    if by in COLUMNS:
        query = f"SELECT {COLUMNS[by]} AS found, count(*) AS articles FROM article WHERE {within} GROUP BY found"
    else:
        query = (
            "SELECT shown.name AS found, count(DISTINCT article.number) AS articles FROM article "
            f"LEFT JOIN fact ON fact.article = article.number AND fact.kind = '{by}' "
            f"LEFT JOIN ({_names(by, today=today)}) AS shown ON shown.id = fact.entity WHERE {within} GROUP BY found"
        )
    query += f" ORDER BY {'found' if by in ('year', 'month') else 'articles'} DESC, found LIMIT ?"
    rows = connection.execute(query, (*bound, WHOLE if limit is None else limit))
    return [Group(key=key, articles=articles) for key, articles in rows]


def _names(kind: str, *, today: bool = False) -> str:
    names = NAMES["unit now" if today and kind == "province" else TABLES[kind]]
    return EDITIONS + names if kind == "directive" else names


def figures(connection: Connection, plan: Plan, units: int, values: int) -> list[tuple[str, list[tuple[float, str]]]]:
    """The commonest counted units, each with its largest (value, year) in the newest articles that count it."""
    sql, bound = _rows(plan)
    counted = (
        "SELECT fact.value ->> 'unit' AS unit, max(fact.value ->> 'value') AS most, "
        "substr(article.date, 1, 4) AS year, article.docid "
        "FROM article JOIN fact ON fact.article = article.number AND fact.kind = 'figure' "
        f"WHERE article.docid IN ({sql}) AND article.date IS NOT NULL AND unit NOT IN ('%', 'đồng') "
        "GROUP BY unit, article.docid"
    )
    ranked = (
        "SELECT unit, most, year, count(*) OVER (PARTITION BY unit) AS articles, "
        f"row_number() OVER (PARTITION BY unit ORDER BY docid DESC) AS newest FROM ({counted})"
    )
    query = f"SELECT unit, most, year FROM ({ranked}) WHERE newest <= ? ORDER BY articles DESC, unit, newest LIMIT ?"
    found: dict[str, list[tuple[float, str]]] = {}
    for unit, most, year in connection.execute(query, (*bound, values, units * values)):
        found.setdefault(unit, []).append((most, year))
    return list(found.items())[:units]


def offices(connection: Connection, plan: Plan, names: Iterable[str]) -> dict[str, str]:
    """The office that each person of a name holds in the newest article that gives one."""
    sql, bound = _rows(plan)
    query = (
        "SELECT person.label, fact.value ->> '$.roles[0]' FROM person JOIN fact ON fact.kind = 'person' "
        "AND fact.entity = person.id JOIN article ON article.number = fact.article "
        "WHERE person.label IN (SELECT value FROM json_each(?)) AND fact.value ->> '$.roles[0]' IS NOT NULL "
        f"AND article.docid IN ({sql}) ORDER BY article.docid"
    )
    return dict(connection.execute(query, (json.dumps(list(names)), *bound)).fetchall())


def _is_all(plan: Plan) -> bool:
    return plan == Plan()


# ---------------------------------------------------------------- values of filters


def entities(
    connection: Connection, kind: str, runs: Iterable[str], *, detail: str | None = None, today: bool = False
) -> list[tuple[int, str]]:
    """(id, label) of the entities, or sites, of a kind whose folded words hold every one of the runs (words.padded).

    detail: only those that this word in brackets tells from others. today: provinces by their names of today.
    """
    conditions, values = _of_kind(kind)
    for run in runs:
        conditions += " AND instr(danvan_padded(label), ?)" if today else " AND instr(folded, ?)"
        values.append(run)
    if detail is not None:
        conditions += " AND danvan_padded(detail) = danvan_padded(?)"
        values.append(detail)
    query = f"SELECT id, label FROM ({_names(kind, today=today)}) WHERE {conditions} ORDER BY id"
    return connection.execute(query, values).fetchall()


def labels(connection: Connection, kind: str, limit: int) -> list[str]:
    """Labels of the entities, or sites, of a kind; for proposals."""
    conditions, values = _of_kind(kind)
    query = f"SELECT DISTINCT label FROM ({_names(kind)}) WHERE {conditions} LIMIT ?"
    return [label for (label,) in connection.execute(query, (*values, limit))]


def _of_kind(kind: str) -> tuple[str, list[str]]:
    """A condition with its values: the table of units holds three kinds, told by the keys."""
    if kind not in UNITS:
        return "1", []
    return "id IN (SELECT id FROM unit WHERE key GLOB ?)", [f"{kind}|*"]


def sources(connection: Connection, part: str, limit: int) -> list[int]:
    """The ids of sources whose path or address holds a text, without regard to case."""
    query = "SELECT id FROM source WHERE instr(lower(uri), lower(?)) LIMIT ?"
    return [source for (source,) in connection.execute(query, (part, limit))]
