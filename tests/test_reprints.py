"""Families of reprints: found in whatever dress they come, and no two events in one."""

import json
import random
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import danvan_cli
from danvan_cli.archive import Archive, extracted
from danvan_cli.models import Article
from danvan_cli.text.reprints import HASHES, is_reprint, sketch
from danvan_cli.text.words import search_words
from tests.conftest import SAMPLES, in_terminal, run_danvan

CHROME = "Trang chủ\nThời sự\nKinh tế\n{text}\nIn bài viết\nTin liên quan\nHọp báo quý III\nĐiện thoại: 0213.3876.999"
FORM = (
    "Ngày {day}/{month}/2022, tại xã {commune}, Ban Dân vận Huyện ủy tổ chức hội nghị đối thoại giữa người đứng đầu "
    "cấp ủy, chính quyền với nhân dân. Dự hội nghị có đồng chí {one}, Phó Bí thư Huyện ủy; đồng chí {other}, "
    "Trưởng Ban Dân vận Huyện ủy và {guests} đại biểu. Đã có {asked} ý kiến về đất đai, đường giao thông, nước sinh "
    "hoạt. Đồng chí {one} yêu cầu chính quyền xã giải quyết kịp thời những kiến nghị chính đáng của nhân dân, thực "
    "hiện tốt quy chế dân chủ ở cơ sở theo Chỉ thị số 30-CT/TW của Bộ Chính trị."
)
COMMUNES = ["Bản Bo", "Hồ Thầu", "Nậm Cha", "Tả Ngảo", "Phúc Than", "Khun Há", "Mù Sang", "Sà Dề Phìn"]
NAMES = ["Hà Văn Tư", "Lò Thị Phương", "Giàng A Páo", "Trần Thị Mai", "Vàng Văn Thắng", "Lê Minh Đức", "Phàn Thị Lả"]


def samples() -> list[Article]:
    return [found for found in extracted([str(SAMPLES)]) if isinstance(found, Article)]


def edited(text: str, chance: random.Random, part: float = 0.02) -> str:
    """The text with some of its words replaced by others, or left out."""
    words = text.split(" ")
    changed = (chance.choice(words) if chance.random() < 0.5 else "" for _ in words)
    return " ".join(new if chance.random() < part else word for word, new in zip(words, changed, strict=True))


DRESSES: list[Callable[[Article, random.Random], tuple[str, str]]] = [
    lambda a, chance: (a.title, edited(a.text, chance)),
    lambda a, _: (a.title, CHROME.format(text=a.text)),
    lambda a, _: (unicodedata.normalize("NFD", a.title), unicodedata.normalize("NFD", a.text + " Ảnh tư liệu.")),
    lambda a, _: (a.title.upper(), a.text.replace(a.title, a.title.upper(), 1) + "\nMời quý vị xem thêm ở số sau."),
]


def filled(chance: random.Random) -> str:
    one, other = chance.sample(NAMES, 2)
    numbers = {"day": 28, "month": 12, "guests": 90, "asked": 40}
    return FORM.format(
        one=one, other=other, commune=chance.choice(COMMUNES),
        **{name: chance.randint(1, most) for name, most in numbers.items()},
    )  # fmt: skip


def family_of(archive: Archive, id: int) -> set[int]:
    return {one.id for one in archive.family(id).articles}


def test_reprints_are_found_and_events_of_one_form_stay_apart(tmp_path: Path, record: Callable[..., Path]) -> None:
    chance = random.Random(1)
    articles = samples()
    originals = [{"id": f"a{n}", "title": a.title, "text": a.text} for n, a in enumerate(articles)]
    dressed = [(n, *dress(a, chance)) for n, a in enumerate(articles) for dress in DRESSES]
    reprints = [{"id": f"b{n}", "title": title, "text": text} for n, (_, title, text) in enumerate(dressed)]
    forms = [{"id": f"c{n}", "title": "Hội nghị đối thoại", "text": filled(chance)} for n in range(60)]
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(record(*originals, *forms, *reprints), jobs=1)
        numbers = {one.address.rpartition("#")[2]: one.article for one in archive.inputs()}
        found = [numbers[f"b{n}"] in family_of(archive, numbers[f"a{of}"] or 0) for n, (of, *_) in enumerate(dressed)]
        assert sum(found) >= 0.95 * len(found)
        assert all(family_of(archive, numbers[f"c{n}"] or 0) == {numbers[f"c{n}"]} for n in range(60))
        assert archive.faults() == []


@pytest.fixture(scope="module")
def reprinted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the samples, each with two reprints of other dates."""
    folder = tmp_path_factory.mktemp("reprinted")
    chance = random.Random(3)
    with danvan_cli.open(folder / "a.db") as archive, (folder / "r.jsonl").open("w", encoding="utf-8") as file:
        for number in range(3):
            for article in samples():
                one = {
                    "title": article.title,
                    "text": edited(article.text, chance),
                    "published": f"{2015 + number}-03-02",
                }
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
        file.flush()
        archive.ingest(folder / "r.jsonl", jobs=1)
    return folder / "a.db"


@pytest.mark.parametrize("words", ["", "dân vận", '"dân vận khéo"', "dân OR nhân", "nhân dân -khéo", "khe*"])
@pytest.mark.parametrize("marks", ["prefer", "exact"])
@pytest.mark.parametrize("since", [None, "2016"])
def test_unique_gives_one_article_a_family(reprinted: Path, words: str, marks: Any, since: str | None) -> None:
    with danvan_cli.open(reprinted, read_only=True) as archive:
        every = archive.search(words, limit=None, sort="newest", marks=marks, since=since)
        families = {min(family_of(archive, hit.id)) for hit in every.hits}
        for sort in ("relevance", "oldest"):
            once = archive.search(words, limit=None, sort=sort, marks=marks, since=since, unique=True, facets=True)
            assert len(once.hits) == len(families) == once.total.count
            assert {min(family_of(archive, hit.id)) for hit in once.hits} == families
            assert once.facets
            assert once.facets.articles == len(families)
        assert archive.count(words, marks=marks, since=since, unique=True) == len(families)
        if not words:
            counted = archive.stats(by="year", since=since, unique=True)
            assert counted.articles == len(families) == sum(group.articles for group in counted.groups)


def test_families_do_not_depend_on_interruptions(tmp_path: Path, record: Callable[..., Path]) -> None:
    chance = random.Random(2)
    pile = [{"id": f"{n}", "title": a.title, "text": edited(a.text, chance)} for n in range(3) for a in samples()]
    dumps = []
    for parts in ([pile], [pile[:5], pile[:20], pile]):
        with danvan_cli.open(tmp_path / f"{len(parts)}.db") as archive:
            for part in parts:
                archive.ingest(record(*part), jobs=1)
            dumps.append([one | {"sources": None} for one in archive.dump()])
    assert dumps[0] == dumps[1]


def test_an_article_that_changes_leaves_its_family_and_may_join_another(
    tmp_path: Path, record: Callable[..., Path]
) -> None:
    first, second = samples()[:2]
    add = " Ảnh tư liệu của tòa soạn."
    one, copy = {"id": "1", "text": first.text}, {"id": "2", "text": first.text + add}
    other, moved = {"id": "3", "text": second.text}, {"id": "2", "text": second.text + add}
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(record(one, copy, other))
        assert family_of(archive, 1) == {1, 2}
        archive.ingest(record(one, moved, other))
        assert (family_of(archive, 1), family_of(archive, 2)) == ({1}, {2, 3})
        assert archive.faults() == []


def test_what_is_corrected_during_an_ingest_is_compared_as_it_is_then(
    tmp_path: Path, record: Callable[..., Path]
) -> None:
    first, second = samples()[:2]
    with danvan_cli.open(tmp_path / "a.db") as archive, danvan_cli.open(tmp_path / "a.db") as other:
        title = second.text.replace("\n", " ")[:500]
        archive.ingest(
            record({"id": "1", "text": first.text[:60]}), progress=lambda *_: other.correct(1, title=title) and None
        )
        held = {hash for (hash,) in archive._connection.execute("SELECT hash FROM sketch WHERE article = 1")}
        assert held == {*sketch(search_words(archive.article(1).text))}


@given(st.lists(st.sampled_from(["dan", "van", "kheo", "xa", "huyen", "tinh", "hop", "ban"]), max_size=60))
def test_a_sketch_is_small_and_always_the_same(words: list[str]) -> None:
    assert sketch(words) == sketch(list(words))
    assert len(sketch(words)) <= HASHES


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_are_compared(one: str, other: str) -> None:
    assert is_reprint(one, other) == is_reprint(other, one)


def test_the_command(tmp_path: Path, record: Callable[..., Path]) -> None:
    db, first = tmp_path / "a.db", samples()[0]
    copy = first.text.replace("dân vận", "tuyên truyền", 1)
    with danvan_cli.open(db) as archive:
        archive.ingest(record({"id": "1", "text": first.text}, {"id": "2", "text": copy}, {"id": "3", "text": "Tin."}))
    family = json.loads(run_danvan("family", "2", "--json", db=db).stdout)
    assert [one["id"] for one in family["articles"]] == [1, 2]
    assert family["articles"][1]["differences"] == [{"left_out": "dân vận", "added": "tuyên truyền"}]
    assert "left out\tdân vận\tadded\ttuyên truyền" in run_danvan("family", "1", db=db).stdout
    assert "tuyên truyền" in in_terminal("family", "1", db=db)
    assert run_danvan("family", "3", db=db).returncode == 1
    assert run_danvan("family", "99", db=db).returncode == 2


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("UPDATE source SET content = x'789c0300000000010000' WHERE id = 1", "the bytes of source 1 are damaged"),
        ("UPDATE article SET body = body || ' thêm' WHERE number = 2", "does not hold what the articles say"),
        ("DELETE FROM article_filters WHERE docid = (SELECT min(docid) FROM article)", "is not in the index"),
        ("UPDATE ledger SET article = 999", "the ledger names an article that is not there"),
    ],
)
def test_what_is_damaged_is_told(tmp_path: Path, harm: str, fault: str) -> None:
    db = tmp_path / "a.db"
    with danvan_cli.open(db) as archive:
        archive.ingest(SAMPLES)
    whole = run_danvan("verify", db=db)
    assert (whole.returncode, whole.stdout) == (0, "")
    before = run_danvan("dump", db=db).stdout
    assert len(before.splitlines()) == len(samples())
    with sqlite3.connect(db) as connection:
        connection.execute(harm)
    harmed = run_danvan("verify", db=db)
    assert harmed.returncode == 4
    assert fault in harmed.stdout
