"""What people say of an article holds: in what is shown, found and counted, and in later versions of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import danvan_cli
from danvan_cli.archive import Archive
from danvan_cli.errors import UsageError
from tests import pile
from tests.conftest import in_terminal, run_danvan

Record = Callable[..., Path]

TEXT = (
    "Ngày 12/5/2019, tại huyện Tam Đường, Ban Dân vận Tỉnh ủy Lai Châu tổ chức hội nghị sơ kết phong trào thi đua "
    "“Dân vận khéo”. Đồng chí Lò Văn Mẫu, Trưởng Ban Dân vận Tỉnh ủy chủ trì hội nghị."
)
MORE = "\nHội nghị đã biểu dương 12 tập thể và 30 cá nhân tiêu biểu trong phong trào."


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Sơ kết phong trào dân vận khéo\n\n{TEXT}\n", encoding="utf-8")
    return folder


def facts(archive: Archive, id: int = 1) -> dict[str, object]:
    article = archive.article(id)
    return {
        "title": article.title,
        "published": article.published and article.published.date,
        "event": article.event and article.event.date,
        "province": next((province.name for province in article.provinces), None),
    }


CASES = [
    ("title", "Một hội nghị khác", "Một hội nghị khác"),
    ("title", "  Một   hội nghị\nkhác ", "Một hội nghị khác"),
    ("published", "2019-05-13", "2019-05-13"),
    ("published", "13/5/2019", "2019-05-13"),
    ("published", "2019", "2019"),
    ("event", "2019-04", "2019-04"),
    ("event", "", None),
    ("province", "dien bien", "Điện Biên"),
    ("province", "", None),
]


@pytest.mark.parametrize(("field", "value", "expected"), CASES)
def test_a_correction_holds_and_can_be_withdrawn(
    tmp_path: Path, pages: Path, field: str, value: str, expected: str | None
) -> None:
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(pages)
        before, dumped = facts(archive), list(archive.dump())
        assert before["event"] == "2019-05-12"
        assert before["province"] == "Lai Châu"
        archive.correct(1, **{field: value})
        assert facts(archive) == before | {field: expected}
        assert archive.faults() == []
        archive.correct(1, withdraw=[field])
        assert facts(archive) == before
        assert list(archive.dump()) == dumped
        assert [change.value for change in archive.journal(1)][1:] == [None]


def test_what_is_corrected_is_found_sorted_and_counted_so(tmp_path: Path, pages: Path, record: Record) -> None:
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(
            [pages, record({"id": "2", "text": "Hội nghị dân vận khéo ở nơi khác.", "published": "2020-01-01"})]
        )
        assert [hit.id for hit in archive.search("dân vận khéo", sort="newest").hits] == [2, 1]
        archive.correct(1, published="2021-02-03", province="Điện Biên")
        assert [hit.id for hit in archive.search("dân vận khéo", sort="newest").hits] == [1, 2]
        assert archive.count("dân vận khéo", province="Điện Biên", date="2021-02") == 1
        assert [(group.key, group.articles) for group in archive.stats("year").groups if group.key] == [
            ("2021", 1),
            ("2020", 1),
        ]
        assert archive.count(province="Lai Châu") == 0
        evidence = archive.why(1, "published") + archive.why(1, "provinces")
        assert [one.told for one in evidence] == ["given", "given"]


def test_a_correction_holds_in_later_versions(tmp_path: Path, pages: Path) -> None:
    page = pages / "a.txt"
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(pages)
        archive.correct(1, event="2019-05-11", province="Điện Biên")
        first = page.read_text(encoding="utf-8")
        page.write_text(first + MORE, encoding="utf-8")
        assert archive.ingest(pages).updated == 1
        assert "12 tập thể" in archive.article(1).text
        assert facts(archive)["event"] == "2019-05-11"
        assert archive.count("tập thể", province="Điện Biên", date="2019-05-11") == 1
        assert archive.version(1, 1).event.date == "2019-05-12"  # type: ignore[union-attr] # as its bytes have it
        assert archive.faults() == []
        page.write_text(first, encoding="utf-8")
        assert archive.ingest(pages).updated == 1
        assert facts(archive)["province"] == "Điện Biên"
        assert archive.ingest(pages).unchanged == 1


def test_what_is_withdrawn_leaves_nothing_whatever_the_format(tmp_path: Path) -> None:
    pile.make(tmp_path / "pile")
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(tmp_path / "pile")
        before = list(archive.dump())
        for article in before:
            archive.correct(article["id"], title="Tên mới \x1b[31m", event="", province="Huế")
            assert facts(archive, article["id"])["title"] == "Tên mới [31m"
            archive.correct(article["id"], withdraw=["title", "event", "province"])
        assert list(archive.dump()) == before
        assert archive.faults() == []


def test_what_a_record_says_gives_way(tmp_path: Path, record: Record) -> None:
    said = {"id": "1", "title": "Tin", "text": TEXT, "published": "2019-06-01", "province": "Sơn La"}
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(record(said))
        archive.correct(1, province="Điện Biên")
        assert facts(archive) == {
            "title": "Tin", "published": "2019-06-01", "event": "2019-05-12", "province": "Điện Biên"
        }  # fmt: skip
        archive.ingest(record(said | {"text": TEXT + MORE}))
        assert facts(archive)["province"] == "Điện Biên"


def test_reprints_stay_together_under_another_title(tmp_path: Path, record: Record) -> None:
    long = f"{TEXT} {MORE} Các đại biểu đã thảo luận về cách làm hay ở cơ sở, về khó khăn và kinh nghiệm."
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(
            record({"id": "1", "title": "Một", "text": long}, {"id": "2", "title": "Hai", "text": long + " Hết."})
        )
        assert len(archive.family(1).articles) == 2
        archive.correct(2, title="Một tên khác")
        assert len(archive.family(1).articles) == 2
        assert archive.faults() == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("published", "31/2/2020", "is no date"),
        ("event", "hôm qua", "is no date"),
        ("province", "Xứ Lạ", 'no province "Xứ Lạ"'),
        ("title", " ", "1 to 500 letters"),
        ("title", "a" * 501, "1 to 500 letters"),
    ],
)
def test_nonsense_changes_nothing(tmp_path: Path, pages: Path, field: str, value: str, words: str) -> None:
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(pages)
        dumped = list(archive.dump())
        with pytest.raises(UsageError, match=words):
            archive.correct(1, **{"title": "Tin khác", field: value})
        assert list(archive.dump()) == dumped
        assert archive.journal() == ()


def test_what_is_not_there_cannot_be_corrected(tmp_path: Path, pages: Path) -> None:
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(pages)
        with pytest.raises(UsageError, match="No article 7"):
            archive.correct(7, event="2019")
        with pytest.raises(UsageError, match="No article 7"):
            archive.journal(7)
        with pytest.raises(UsageError, match='No correction of "event" to withdraw'):
            archive.correct(1, withdraw=["event"])
        archive.correct(1, event="2019")
        with pytest.raises(UsageError, match='No correction of "event" to withdraw'):
            archive.correct(1, event="2020", withdraw=["event"])
        assert [change.value for change in archive.journal(1)] == ["2019"]


def test_the_commands(tmp_path: Path, pages: Path) -> None:
    db = tmp_path / "a.db"
    with danvan_cli.open(db) as archive:
        archive.ingest(pages)
    assert run_danvan("journal", db=db).returncode == 1
    run = run_danvan("correct", "1", "--event", "NONE", "--province", "Điện Biên", db=db)
    assert run.returncode == 0
    assert [line.split("\t")[:3] for line in run.stdout.splitlines()] == [
        ["1", "event", "none"],
        ["1", "province", "Điện Biên"],
    ]
    assert run.stderr == "See it with: danvan show 1\n"
    corrected = json.loads(run_danvan("correct", "1", "--withdraw", "event", "--json", db=db).stdout)
    assert corrected["event"]["date"] == "2019-05-12"
    assert corrected["provinces"][0]["basis"] == "given"
    changes = json.loads(run_danvan("journal", "1", "--json", db=db).stdout)["changes"]
    assert [(change["field"], change["value"]) for change in changes] == [
        ("event", ""),
        ("province", "Điện Biên"),
        ("event", None),
    ]
    shown = in_terminal("journal", db=db, env={"NO_COLOR": "1"})
    assert "Điện Biên" in shown
    assert "withdrawn" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["correct", "1"], "Say what is right"),
        (["correct", "1", "--withdraw", "persons"], 'No correction of "persons" to withdraw'),
        (["journal", "7"], "No article 7"),
    ],
)
def test_wrong_usage(tmp_path: Path, pages: Path, arguments: list[str], words: str) -> None:
    db = tmp_path / "a.db"
    with danvan_cli.open(db) as archive:
        archive.ingest(pages)
    run = run_danvan(*arguments, db=db)
    assert run.returncode == 2
    assert words in run.stderr
    assert run.stdout == ""
