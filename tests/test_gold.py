"""Extraction against articles whose facts are known: nothing of what was right may go wrong."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import danvan_cli
from danvan_cli.models import Article
from danvan_cli.text.letters import plain

GOLD = Path(__file__).parent / "gold"


def lines() -> Iterator[tuple[Path, dict]]:
    for file in sorted(GOLD.glob("[ab]/gold.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            yield file.parent / gold["file"], gold


@cache
def extracted(path: Path) -> Article:
    return danvan_cli.extract(path)


def squeezed(text: str) -> str:
    return " ".join(plain(text).split())


def certain(gold: dict, field: str) -> bool:
    return not any(doubt.partition(":")[0] == field for doubt in gold.get("doubt", ()))


@pytest.mark.parametrize(("path", "gold"), [pytest.param(p, g, id=g["id"]) for p, g in lines()])
def test_title_dates_and_text(path: Path, gold: dict) -> None:
    article = extracted(path)
    assert squeezed(article.title) == squeezed(gold["title"])
    for field in ("published", "event"):
        found = getattr(article, field)
        assert not certain(gold, field) or (found and found.date) == gold[field]
    text = squeezed(article.text)
    assert not [line for line in gold["chrome"] if squeezed(line) in text]
    assert not [line for line in gold["body_contains"] if squeezed(line) not in text]


@pytest.mark.parametrize(("path", "gold"), [pytest.param(p, g, id=g["id"]) for p, g in lines()])
def test_provinces_persons_and_directives(path: Path, gold: dict) -> None:
    article = extracted(path)
    if certain(gold, "provinces"):
        assert [province.name for province in article.provinces][:1] == gold["provinces"][:1]
    if certain(gold, "persons"):
        assert {person.name for person in article.persons} == {person["name"] for person in gold["persons"]}
    if certain(gold, "directives"):
        symbols = {directive.symbol for directive in article.directives if directive.symbol}
        assert symbols == {directive["symbol"] for directive in gold["directives"] if directive["symbol"]}


def test_there_are_articles() -> None:
    assert sum(1 for _ in lines()) == 28
