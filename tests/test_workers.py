"""Ingest with worker processes: the same archive for any number, nothing lost, nobody left behind."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

import danvan_cli
from danvan_cli import workers
from danvan_cli.answers.ledger import Ledger
from danvan_cli.archive import Archive
from danvan_cli.errors import UsageError
from danvan_cli.extracting import Ready, ready
from danvan_cli.models import Article, Document, Refusal, Source
from danvan_cli.workers import NoWorker, Workers

Record = Callable[..., Path]
TEXT = "Sáng {day}/3/2021, Ban Dân vận Tỉnh ủy Trà Vinh họp về Chỉ thị số {n}-CT/TW. Ông Hà Văn Tư chủ trì. Tin {n}."
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def news(first: int, last: int) -> list[dict[str, str]]:
    return [
        {"id": str(n), "title": f"Tin thứ {n}", "text": TEXT.format(n=n, day=n % 28 + 1)} for n in range(first, last)
    ]


def taken_in(archive: Archive, ledger: Ledger) -> tuple[Ledger, list[Article]]:
    """What can be told of an ingest."""
    return ledger, [archive.article(number) for number in range(1, archive.count() + 1)]


def children() -> set[int]:
    return children_of(os.getpid())


def children_of(process: int) -> set[int]:
    found: set[int] = set()
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has ended
            found |= set(map(int, path.read_text().split()))
    return found


def end(process: int) -> None:
    """Wait until a process has ended."""
    with suppress(ProcessLookupError):
        watched = os.pidfd_open(process)
        try:
            assert select.select([watched], [], [], 10)[0], f"{process} is left"
        finally:
            os.close(watched)


def test_the_archive_is_the_same_for_any_number_of_processes(tmp_path: Path, record: Record) -> None:
    """With copies, new versions, an old version that comes back, and inputs that fail in every place."""
    known = news(0, 40)
    changed = [one | {"text": one["text"] + " Bản mới."} for one in known]
    bad = [{"id": "x", "text": "Tin.", "province": "Không Đâu"}, {"id": "y", "text": ""}]
    same = [one | {"id": f"copy{one['id']}"} for one in news(50, 60)]
    pile = [*news(0, 120), *bad, *changed[:20], *known[:20], *same, *bad, *news(120, 260), *changed[30:], *bad]
    found = []
    for jobs in (1, 2):
        with danvan_cli.open(tmp_path / f"{jobs}.db") as archive:
            archive.ingest(record(*known), jobs=1)
            found.append(taken_in(archive, archive.ingest([record(*pile), tmp_path / "missing.txt"], jobs=jobs)))
    assert found[0] == found[1]
    ledger = found[0][0]
    assert (ledger.added, ledger.updated, ledger.unchanged) == (220, 50, 40)
    assert (ledger.duplicate, ledger.failed) == (10, 7)


def test_an_old_version_comes_back_behind_the_new_one(tmp_path: Path, record: Record) -> None:
    """Its bytes are known when it is read, and no more when its turn comes."""
    old, new = {"id": "1", "text": "Bản cũ về dân vận."}, {"id": "1", "text": "Bản mới về quy chế."}
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(record(old))
        assert archive.ingest(record(new, old, name="both.jsonl").rename(tmp_path / "records.jsonl")).updated == 2
        assert archive.article(1).text == "Bản cũ về dân vận."


@LINUX
def test_few_or_known_documents_start_no_process(tmp_path: Path, record: Record) -> None:
    def watched(*paths: Path) -> Iterator[Path]:
        for path in paths:
            yield path
            assert not children()

    with danvan_cli.open(tmp_path / "a.db") as archive:
        files = [record(*news(n, n + 60), name=f"{n}.jsonl") for n in (0, 60, 120)]
        for file in files:
            assert archive.ingest(watched(file), jobs=4).added == 60
        assert archive.ingest(watched(*files), jobs=4).unchanged == 180


@LINUX
def test_workers_that_are_killed_cost_nothing(tmp_path: Path, record: Record) -> None:
    def killing(paths: Iterable[Path]) -> Iterator[Path]:
        for number, path in enumerate(paths):
            while number > 1 and not children():  # a hundred documents are read: workers begin
                os.sched_yield()
            for child in children():
                os.kill(child, signal.SIGKILL)
            yield path

    files = [record(*news(n, n + 100), name=f"{n}.jsonl") for n in range(0, 300, 100)]
    with danvan_cli.open(tmp_path / "a.db") as archive, danvan_cli.open(tmp_path / "b.db") as untroubled:
        found = taken_in(archive, archive.ingest(killing(files), jobs=2))
        assert found == taken_in(untroubled, untroubled.ingest(files, jobs=1))
    assert not children()


@LINUX
def test_a_document_that_ends_every_worker_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker ends over a text as a process without memory does; the others of its list are extracted."""
    fatal = "import os, signal; from danvan_cli import extracting; before = extracting.ready; "
    fatal += "extracting.ready = lambda d: os.kill(os.getpid(), signal.SIGKILL) if d.site == 'x' else before(d); "
    monkeypatch.setattr(workers, "WORK", workers.WORK.replace("from danvan_cli", fatal + "from danvan_cli", 1))
    with Workers(1) as pool:
        found = pool.submit([document(site) for site in ("a", "x", "b")]).result()
        assert [type(one) for one in found] == [Ready, Refusal, Ready]
        assert len(pool.submit([document("c")]).result()) == 1


def document(site: str) -> Document:
    source = Source(uri=site, sha256="00", format="txt", encoding="utf-8")
    return Document(source=source, content=b"", text=TEXT.format(n=1, day=1), site=site, whole=True)


def test_what_cannot_be_made_ready_is_refused() -> None:
    found = ready(replace(document("a"), text="Dân vận \ud800"))
    assert isinstance(found, Refusal)
    assert "a fault of danvan (UnicodeEncodeError" in found.reason


def test_without_workers_this_process_extracts(tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for executable in ("", str(tmp_path / "missing"), "/bin/true"):
        monkeypatch.setattr(sys, "executable", executable)
        with Workers(1) as pool, pytest.raises(NoWorker):
            pool.submit([document("a")]).result()
        with danvan_cli.open(tmp_path / f"{len(executable)}.db") as archive:
            assert archive.ingest(record(*news(0, 70)), jobs=2).added == 70


@LINUX
def test_an_error_of_the_caller_ends_the_workers(tmp_path: Path, record: Record) -> None:
    class Enough(Exception):
        pass

    def refuse(_: object, __: int) -> None:
        assert children()
        raise Enough

    with danvan_cli.open(tmp_path / "a.db") as archive:
        with pytest.raises(Enough):
            archive.ingest([record(*news(0, 1500))], jobs=2, progress=refuse)
        assert not children()
        with pytest.raises(UsageError):
            archive.ingest([], jobs=-1)


@LINUX
@pytest.mark.parametrize(("signal_", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_an_ingest_that_is_ended_leaves_no_process(tmp_path: Path, signal_: int, status: int) -> None:
    """The records come through a pipe that stays open; while it takes them, the workers begin."""
    command = [sys.executable, "-m", "danvan_cli", "--db", str(tmp_path / "a.db"), "--quiet", "ingest", "--jobs", "2"]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    lines = [json.dumps(one | {"text": one["text"] * 5}) for one in news(0, 400)]
    with subprocess.Popen([*command, "-"], **streams, env=os.environ | {"LANGUAGE": "C"}) as run:  # type: ignore[call-overload]
        sent = 0
        while not (begun := children_of(run.pid)):
            run.stdin.write(lines[sent].encode() + b"\n")
            run.stdin.flush()
            sent += 1
        os.kill(run.pid, signal_)
        written, said = run.communicate(timeout=20)
    assert (run.returncode, written) == (status, b"")
    assert len(said.splitlines()) == (1 if status == 130 else 0), said
    for process in begun:
        end(process)
    file = tmp_path / "-.jsonl"
    file.write_text("\n".join(lines[:sent]), encoding="utf-8")
    with danvan_cli.open(tmp_path / "a.db") as archive:
        ledger = archive.ingest(file)
        assert ledger.added + ledger.unchanged == archive.count() == sent


@LINUX
def test_ctrl_c_within_a_function_that_sqlite_calls(tmp_path: Path, record: Record) -> None:
    before = signal.getsignal(signal.SIGINT)
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(record(*news(0, 100)), jobs=2)
        archive._connection.create_function("danvan_terms", 2, lambda *_: signal.raise_signal(signal.SIGINT))
        changed = [one | {"text": one["text"] + " Thêm một câu."} for one in news(0, 100)]
        with pytest.raises(KeyboardInterrupt):
            archive.ingest(record(*changed), jobs=2)
        assert signal.getsignal(signal.SIGINT) is before
        assert archive.count() == 100
        assert archive.count('"thêm một câu"') == 0
        assert not children()


def test_a_script_without_a_guard_runs_once(tmp_path: Path, record: Record) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import danvan_cli\nprint('once')\nwith danvan_cli.open({str(tmp_path / 'a.db')!r}) as archive:\n"
        f"    print(archive.ingest({str(record(*news(0, 80)))!r}, jobs=2).added)\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, script], capture_output=True, check=True, timeout=60)
    assert run.stdout.split() == [b"once", b"80"]


def test_two_ingests_at_once_wait_for_each_other(tmp_path: Path, record: Record) -> None:
    command = [sys.executable, "-m", "danvan_cli", "--db", str(tmp_path / "a.db"), "--quiet", "ingest", "--jobs", "2"]
    files = [record(*news(n, n + 100), name=f"{n}.jsonl") for n in (0, 100)]
    runs = [subprocess.Popen([*command, str(file)], stdout=subprocess.PIPE) for file in files]
    assert [(b"added\t100\n" in run.communicate(timeout=60)[0], run.returncode) for run in runs] == [(True, 0)] * 2
