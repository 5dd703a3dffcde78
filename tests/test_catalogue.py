"""The Vietnamese catalogue: every message, with its placeholders, and what the command says with it."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from gettext import GNUTranslations
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import get_args, get_type_hints

import pytest

from danvan_cli.answers.evidence import Evidence
from danvan_cli.answers.ledger import Outcome
from danvan_cli.corrections import FIELDS
from danvan_cli.extraction.dates import DATE_LINES
from danvan_cli.extraction.toponyms import Part
from danvan_cli.messages import _names
from danvan_cli.models import Relation
from danvan_cli.store.select import GROUPINGS
from tests.conftest import SAMPLES, Danvan, in_terminal, run_danvan

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "data" / "locale" / "vi" / "LC_MESSAGES"
VIETNAMESE = {"LANGUAGE": "vi"}
FIELD = re.compile(r'^(msgid|msgid_plural|msgstr)(?:\[0\])? (".*"(?:\n".*")*)', re.MULTILINE)
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Where messages are looked up, and the calls."""
    for path in sorted((ROOT / "danvan_cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def ids() -> set[str]:
    """The messages of the code; of those with a plural the singular."""
    return {node.args[0].value for _, node in calls() if isinstance(node.args[0], ast.Constant)}


def entries() -> dict[str, dict[str, str]]:
    """The entries of danvan.po by msgid, the header left out."""
    found = {}
    for block in (CATALOGUE / "danvan.po").read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        entry = {name: "".join(map(ast.literal_eval, text.split("\n"))) for name, text in FIELD.findall(block)}
        found[entry["msgid"]] = entry
    return found


def placeholders(message: str) -> list[tuple[str, str | None]]:
    return sorted((name, spec) for _, name, spec, _ in Formatter().parse(message) if name is not None)


def test_every_message_is_a_literal_that_the_catalogue_can_name() -> None:
    assert not [where for where, node in calls() if not isinstance(node.args[0], ast.Constant)]


def test_every_command_has_its_help_in_the_catalogue() -> None:
    for path in (ROOT / "danvan_cli" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "command":
                assert "help" in {keyword.arg for keyword in node.keywords}, f"{path.name}:{node.lineno}"


def test_the_catalogue_has_the_messages_of_the_code_and_no_others() -> None:
    assert entries().keys() == ids(), "run: make catalogue, then translate what is new in danvan.po, and run it again"


def test_every_message_is_translated() -> None:
    assert not [msgid for msgid, entry in entries().items() if not entry["msgstr"].strip()]


def test_translations_have_the_placeholders_of_their_messages() -> None:
    for msgid, entry in entries().items():
        assert placeholders(entry["msgstr"]) == placeholders(msgid)
        assert placeholders(entry.get("msgid_plural", msgid)) == placeholders(msgid)


def test_translations_begin_and_end_as_their_messages_do() -> None:
    for msgid, entry in entries().items():
        said = entry["msgstr"]
        assert (msgid[0].isspace(), msgid[-1] == " ") == (said[0].isspace(), said[-1] == " ")
        assert msgid.endswith(".") == said.endswith("."), said
        assert not (msgid.endswith(".") and msgid[0].isupper() and said[0].islower()), said


def test_words_of_the_machine_output_are_translated() -> None:
    literals = (
        Outcome,
        Part,
        *(get_type_hints(kind)[field] for kind, field in ((Evidence, "told"), (Relation, "relation"))),
    )
    words = {*chain.from_iterable(map(get_args, literals)), *GROUPINGS, *FIELDS, "feed", "sitemap", "unique"}
    sources = (ROOT / "danvan_cli" / "extraction" / name for name in ("dates.py", "event_year.py"))
    rules = re.findall(r'(?:_because\(|span, |None, )f?"([^"]+)"', "".join(path.read_text("utf-8") for path in sources))
    assert len(rules) >= 9
    words |= {part for rule in (*rules, *DATE_LINES) for part in rule.split(", ") if part != "{rule}"}
    assert words == _names().keys()


def test_the_compiled_catalogue_says_what_the_source_says() -> None:
    with (CATALOGUE / "danvan.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for msgid, entry in entries().items():
        if "msgid_plural" in entry:
            assert {compiled.ngettext(msgid, entry["msgid_plural"], n) for n in (1, 5)} == {entry["msgstr"]}
        else:
            assert compiled.gettext(msgid) == entry["msgstr"]
    assert len(compiled._catalog) == len(entries()) + 1, "run: make catalogue"  # type: ignore[attr-defined]


def test_the_help_is_vietnamese() -> None:
    whole, search = (run_danvan(*words, "--help", env=VIETNAMESE).stdout for words in ((), ("search",)))
    assert "Lưu trữ và tìm bài báo chí Việt Nam về công tác dân vận." in whole
    assert "Xem một bài: tiêu đề, dữ kiện, văn bản." in whole
    assert "Mã thoát: 0 xong" in whole
    assert "Tìm các bài có đủ mọi từ trong WORDS" in search
    assert "Mỗi dòng một đối tượng JSON." in search
    assert max(map(len, (whole + search).splitlines())) <= 80


def test_an_error_is_vietnamese(danvan: Danvan) -> None:
    run = danvan("search", "--province", "Lai Chauu", env=VIETNAMESE)
    assert run.returncode == 2
    assert run.stderr.startswith('Không có tỉnh "Lai Chauu". Gần nhất: Lai Châu')
    assert run.stderr.endswith("danvan stats --by province\n")


def test_a_ledger_is_vietnamese_in_a_terminal_and_in_a_pipe_as_ever(
    tmp_path: Path, record: Callable[..., Path]
) -> None:
    lines = record(*({"text": f"Xã Hoà Sơn số {n} tổ chức đối thoại với nhân dân."} for n in range(2)), {"title": "x"})
    screen = in_terminal("ingest", str(lines), db=tmp_path / "a.db", env=VIETNAMESE | {"NO_COLOR": "1"})
    assert "3 mục nhập · 2 đã thêm · 1 lỗi" in screen
    assert "không có văn bản" in screen
    piped = run_danvan("ingest", str(lines), db=tmp_path / "b.db", env=VIETNAMESE)
    assert "added\t2\n" in piped.stdout
    again = run_danvan("ingest", str(lines), "--json", db=tmp_path / "b.db", env=VIETNAMESE)
    assert json.loads(again.stdout)["unchanged"] == 2


def test_tables_keep_their_headings_whole_in_80_columns(samples_db: Path) -> None:
    screen = ANSI.sub("", in_terminal("stats", "--by", "directive", db=samples_db, env=VIETNAMESE))
    for words in ("văn bản chỉ đạo", "Số bài", "Văn bản chỉ đạo", "Người"):
        assert words in screen
    assert max(map(len, screen.splitlines())) <= 80


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "Không bài nào có đủ: zzzqq"),
        ({"LANG": "C"}, "Nothing holds all of: zzzqq"),
        ({"LANG": "C", "LANGUAGE": "vi", "PYTHONIOENCODING": "ascii"}, "Không bài nào có đủ: zzzqq"),
    ],
)
def test_any_language_of_the_system_will_do(samples_db: Path, environment: dict[str, str], found: str) -> None:
    unset = {"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": ""}
    run = run_danvan("search", "zzzqq", db=samples_db, env=unset | environment)
    assert (run.returncode, run.stderr.strip()) == (1, found)


def test_the_samples_are_read_alike_in_every_language(tmp_path: Path) -> None:
    dumps = []
    for language in ("vi", "C"):
        db = tmp_path / f"{language}.db"
        run_danvan("ingest", str(SAMPLES), db=db, env={"LANGUAGE": language})
        dumps.append(run_danvan("dump", db=db, env={"LANGUAGE": language}).stdout)
    assert dumps[0] == dumps[1] != ""
