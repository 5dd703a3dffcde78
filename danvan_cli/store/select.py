"""Which articles a plan means: their docids in an order, how many they are, counts by group."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from danvan_cli.answers.searching import Group, Plan
from danvan_cli.store.connection import Connection
from danvan_cli.store.docids import docid_range
from danvan_cli.text.words import padded

# Periods that stats groups by, as expressions over article; the other groupings have words of filters.
COLUMNS = {
    "year": "substr(article.date, 1, 4)",
    "month": "CASE WHEN length(article.date) > 4 THEN substr(article.date, 1, 7) END",
}
UNITS = ("province", "district", "commune")
TABLES = dict.fromkeys(UNITS, "unit") | {"person": "person", "directive": "directive", "source": "site"}
# How entities are named in groups and found by filters: (id, name, label, detail). Persons of one name in several
# provinces, directives of one symbol with several editions, and one without its symbol ("Quyết định 217") beside those
# of its number that have one, are told apart by what stands in brackets, "?" where nothing tells.
# {known}: those that are asked for, and all that share a label with one of them.
NAMES = {
    "unit": "SELECT id, label AS name, label, '' AS detail FROM unit WHERE {known}",
    "unit now": "SELECT id, coalesce(now, label) AS name, coalesce(now, label) AS label, '' AS detail FROM unit "
    "WHERE {known}",
    "site": "SELECT id, name, name AS label, '' AS detail FROM site WHERE {known}",
    "person": (
        "SELECT id, label || CASE WHEN places > 1 THEN ' (' || coalesce(nullif(place, ''), '?') || ')' ELSE '' END "
        "AS name, label, coalesce(nullif(place, ''), '?') AS detail FROM person LEFT JOIN "
        "(SELECT label, count(*) AS places FROM person WHERE place <> '' AND {known} GROUP BY label) USING (label) "
        "WHERE {known}"
    ),
    # An undated citation of a work with one known edition is of that edition.
    "directive": (
        "WITH editions AS (SELECT id, label, trim(place || ' ' || coalesce(edition, CASE WHEN known > 1 THEN '?' "
        "ELSE coalesce(one, '?') END)) AS detail FROM directive JOIN (SELECT work, count(DISTINCT edition) AS known, "
        "min(edition) AS one FROM directive WHERE {known} GROUP BY work) USING (work) WHERE {known}) "
        "SELECT id, label || CASE WHEN details > 1 OR EXISTS (SELECT 1 FROM directive AS other "
        "WHERE other.label > editions.label || '-' AND other.label < editions.label || '0') "
        "THEN ' (' || detail || ')' ELSE '' END AS name, label, detail FROM editions "
        "JOIN (SELECT label, count(DISTINCT detail) AS details FROM editions GROUP BY label) USING (label)"
    ),
}
GROUPINGS = (*UNITS, "person", "directive", *COLUMNS, "source")
SAMPLE, DENSEST = 200, 100  # matches that are counted for a frequency; articles looked at for each
WHOLE = 1 << 62  # a limit that limits nothing


def _rows(plan: Plan) -> tuple[str, list[object]]:
    """A query of the plan's docids: (SQL, values)."""
    low, high = docid_range(plan.since, plan.until)
    table = "article" if plan.match is None else "article_fts" if plan.places else "article_terms"
    column = "docid" if plan.match is None else "rowid"
    conditions, bound = [f"{column} BETWEEN ? AND ?"], list[object]((low, high))
    if plan.match is not None:
        conditions.append(f"{table} MATCH ?")
        bound.append(plan.match)
    # The unary plus keeps SQLite from starting a new search of the index for each docid.
    if plan.sources is not None:
        wanted = (
            "SELECT docid FROM article WHERE number IN "
            "(SELECT article FROM source WHERE id IN (SELECT value FROM json_each(?)))"
        )
        conditions.append(f"+{column} IN ({wanted})")
        bound.append(json.dumps(plan.sources))
    if plan.after:
        conditions.append(f"+{column} IN (SELECT docid FROM article WHERE number > ?)")
        bound.append(plan.after)
    if plan.without:
        conditions.append(f"+{column} NOT IN (SELECT value FROM json_each(?))")
        bound.append(json.dumps(plan.without))
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


def filter_words(connection: Connection, plan: Plan) -> Iterator[str]:
    """The filter words of the plan's articles, those of an article between blanks."""
    sql, values = _rows(plan)
    query = f"SELECT words FROM ({sql}) CROSS JOIN article_filters USING (docid)"
    return (words for (words,) in connection.execute(query, values))


def periods(connection: Connection, plan: Plan, by: Literal["year", "month"]) -> list[Group]:
    """Articles by year or month, newest first; those without one under None."""
    sql, values = _rows(plan)
    within, bound = ("1", []) if _is_all(plan) else (f"article.docid IN ({sql})", values)
    query = (
        f"SELECT {COLUMNS[by]} AS found, count(*) AS articles FROM article WHERE {within} "
        "GROUP BY found ORDER BY found DESC"
    )
    return [Group(key=key, articles=articles) for key, articles in connection.execute(query, bound)]


def names(
    connection: Connection, kind: str, ids: Sequence[int] | None = None, *, today: bool = False
) -> dict[int, str]:
    """The names of entities, or sites, by their ids; None: of all. today: provinces by their names of today."""
    sql, values = _named(kind, ids, today=today)
    return {number: name for number, name, _label, _detail in connection.execute(sql, values)}


def _named(kind: str, ids: Sequence[int] | None, *, today: bool = False) -> tuple[str, list[str]]:
    """A query of (id, name, label, detail) of these entities, and of others that share a label with them."""
    table = TABLES[kind]
    sql = NAMES["unit now" if today and kind == "province" else table]
    if ids is None:
        return sql.format(known="1"), []
    chosen = "SELECT value FROM json_each(?)"
    same = {"person": "label", "directive": "label"}.get(table)
    known = f"{same} IN (SELECT {same} FROM {table} WHERE id IN ({chosen}))" if same else f"id IN ({chosen})"
    return sql.format(known=known), [json.dumps(ids)] * sql.count("{known}")


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
    connection: Connection, kind: str, runs: Sequence[str], *, detail: str | None = None, today: bool = False
) -> list[tuple[int, str]]:
    """(id, label) of the entities, or sites, of a kind whose words hold every one of the runs (words.padded).

    detail: only those that this word in brackets tells from others. today: provinces by their names of today.
    """
    ids = _holding(connection, kind, runs, today=today) if all(run.strip() for run in runs) else []
    sql, values = _named(kind, ids, today=today)
    found = {number: (label, told) for number, _name, label, told in connection.execute(sql, values)}
    return [
        (number, found[number][0])
        for number in ids
        if number in found and (detail is None or padded(found[number][1]) == padded(detail))
    ]


def _holding(connection: Connection, kind: str, runs: Sequence[str], *, today: bool) -> list[int]:
    """The ids of the entities whose words hold the runs: names by their index, units and sites one by one."""
    table = TABLES[kind]
    if table in ("person", "directive"):
        query = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rowid"
        match = " AND ".join(f'"{run.strip()}"' for run in runs)
        return [number for (number,) in connection.execute(query, (match,))]
    conditions, values = _of_kind(kind)
    for run in runs:
        now = today and kind == "province"
        conditions += " AND instr(danvan_padded(coalesce(now, label)), ?)" if now else " AND instr(folded, ?)"
        values.append(run)
    return [
        number for (number,) in connection.execute(f"SELECT id FROM {table} WHERE {conditions} ORDER BY id", values)
    ]


def labels(connection: Connection, kind: str, limit: int) -> list[str]:
    """Labels of the entities, or sites, of a kind; for proposals."""
    conditions, values = _of_kind(kind)
    label = "name" if kind == "source" else "label"
    query = f"SELECT DISTINCT {label} FROM {TABLES[kind]} WHERE {conditions} LIMIT ?"
    return [found for (found,) in connection.execute(query, (*values, limit))]


def words_between(connection: Connection, first: str, end: str, limit: int) -> list[str]:
    """Folded words of the articles from `first` on, before `end`, in the order of the alphabet."""
    query = "SELECT folded FROM word WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?"
    return [word for (word,) in connection.execute(query, (first, end, limit))]


def docid_of_newest(connection: Connection, place: int) -> int | None:
    """The docid of the article at a place from the newest, 0 being the newest; None where there are fewer."""
    query = "SELECT docid FROM article ORDER BY docid DESC LIMIT 1 OFFSET ?"
    found = connection.execute(query, (place,)).fetchone()
    return found[0] if found else None


def _of_kind(kind: str) -> tuple[str, list[str]]:
    """A condition with its values: the table of units holds three kinds, told by the keys."""
    return ("key GLOB ?", [f"{kind}|*"]) if kind in UNITS else ("1", [])


def sources(connection: Connection, part: str, limit: int) -> list[int]:
    """The ids of sources whose path or address holds a text, without regard to case and Unicode form."""
    low = "lower" if part.isascii() else "danvan_lower"  # SQLite's own knows the letters of English
    query = f"SELECT id FROM source WHERE instr({low}(uri), {low}(?)) LIMIT ?"
    return [source for (source,) in connection.execute(query, (part, limit))]
