"""Following feeds and sitemaps of real servers on this machine; addresses as inputs of ingest."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

import danvan_cli
from danvan_cli.answers.following import Visits
from danvan_cli.archive import Archive
from danvan_cli.errors import UsageError
from tests.conftest import in_terminal, run_danvan
from tests.sites import Answer, Handler, Site, article, rss, site

HERE = {"allow_private": True, "pause": 0.0}
SWITCHES = ("--allow-private", "--pause", "0")


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as served:
        served.paths |= {f"/bai/{n}": Answer(article(n)) for n in range(1, 10)}
        yield served


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with danvan_cli.open(tmp_path / "a.db") as opened:
        yield opened


def mail_day(day: int) -> str:
    return format_datetime(datetime(2024, 5, day, 8, tzinfo=UTC))


def names(here: Site, *numbers: int) -> None:
    """The feed names these articles, each of the day of its number."""
    here.paths["/rss"] = rss(*[(f"/bai/{number}", mail_day(number)) for number in numbers])


def run(archive: Archive, **options: object) -> Visits:
    return archive.run_followed(**HERE | options)  # type: ignore[arg-type]


def outcomes(visits: Visits) -> dict[str, int]:
    counts = ("added", "updated", "unchanged", "duplicate", "skipped", "failed")
    return {name: getattr(visits, name) for name in counts if getattr(visits, name)}


def articles_asked(here: Site) -> list[str]:
    return [path for path in here.asked_for if path.startswith("/bai/")]


# ---------------------------------------------------------------- what is followed


def test_a_home_page_leads_to_its_feed(here: Site, archive: Archive) -> None:
    names(here, 1, 2)
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{href}">' for href in ("rss", "/binh-luan")
    )
    here.paths["/"] = Answer(f"<html><head>{links}</head></html>".encode())
    found = archive.follow(here("/"), **HERE)
    assert (found.followed.address, found.followed.kind, found.followed.title) == (here("/rss"), "feed", "Tin bản")
    assert (found.pages, found.others) == (2, (here("/binh-luan"),))
    assert archive.followed() == (found.followed,)
    with pytest.raises(UsageError, match="followed already"):
        archive.follow(here("/rss"), **HERE)
    archive.unfollow(here("/rss"))
    with pytest.raises(UsageError, match="is not followed"):
        archive.unfollow(here("/rss"))
    assert archive.followed() == ()


def test_a_home_page_without_a_feed_leads_to_the_sitemap_of_robots(here: Site, archive: Archive) -> None:
    here.paths["/"] = Answer(b"<html><p>a</p></html>")
    with pytest.raises(UsageError, match="links to no feed"):
        archive.follow(here("/"), **HERE)
    here.paths["/robots.txt"] = Answer(f"Sitemap: {here('/s.xml')}".encode(), "text/plain")
    here.paths["/s.xml"] = Answer(f"<urlset><url><loc>{here('/bai/1')}</loc></url></urlset>".encode(), "text/xml")
    assert archive.follow(here("/"), **HERE).followed.address == here("/s.xml")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=404), "the page is gone"),
        (Answer(b"<a/>", "text/xml"), "no feed and no sitemap"),
        (Answer(b"abc", "text/plain"), "no XML"),
        (Answer(b"%PDF", "application/pdf"), "XML"),
    ],
)
def test_what_cannot_be_followed(here: Site, archive: Archive, answer: Answer, reason: str) -> None:
    here.paths["/rss"] = answer
    with pytest.raises(UsageError, match=reason):
        archive.follow(here("/rss"), **HERE)
    assert archive.followed() == ()


# ---------------------------------------------------------------- runs


def test_a_second_run_adds_nothing_and_a_third_what_is_new(here: Site, archive: Archive) -> None:
    names(here, 1, 2, 3)
    archive.follow(here("/rss"), **HERE)
    assert outcomes(run(archive)) == {"added": 3}
    assert articles_asked(here) == ["/bai/3", "/bai/2", "/bai/1"]
    assert outcomes(run(archive)) == {}
    names(here, 2, 3, 4)
    here.asked.clear()
    assert outcomes(run(archive, address=here("/rss"))) == {"added": 1}
    assert articles_asked(here) == ["/bai/4"]
    with pytest.raises(UsageError, match="is not followed"):
        run(archive, address=here("/khac"))


def test_the_limit_takes_the_newest_and_the_next_run_goes_on(here: Site, archive: Archive) -> None:
    names(here, *range(1, 6))
    archive.follow(here("/rss"), **HERE)
    visits = [run(archive, limit=2).visits[0] for _time in range(3)]
    assert [(visit.new, visit.left) for visit in visits] == [(2, 3), (2, 1), (1, 0)]
    assert articles_asked(here) == [f"/bai/{n}" for n in (5, 4, 3, 2, 1)]


def test_a_feed_is_asked_for_what_changed_once_all_is_taken_in(here: Site, archive: Archive) -> None:
    names(here, 1, 2, 3)
    feed = here.paths["/rss"]
    assert isinstance(feed, Answer)

    def conditional(handler: Handler) -> Answer:
        return (
            Answer(status=304) if handler.headers["If-None-Match"] == '"x"' else feed._replace(headers={"ETag": '"x"'})
        )

    here.paths["/rss"] = conditional
    archive.follow(here("/rss"), **HERE)
    run(archive, limit=2)
    assert archive.followed()[0].run is None
    assert outcomes(run(archive)) == {"added": 1}
    assert archive.followed()[0].run is not None
    here.asked.clear()
    assert outcomes(run(archive)) == {}
    assert [headers.get("If-None-Match") for _path, headers in here.asked] == ['"x"']


def test_a_page_that_changed_is_taken_in_again(here: Site, archive: Archive) -> None:
    names(here, 1, 2)
    archive.follow(here("/rss"), **HERE)
    run(archive)
    here.paths["/bai/1"] = Answer(article(1, "Nà Mới"))
    later = format_datetime(datetime.now(UTC) + timedelta(days=400))
    here.paths["/rss"] = rss(("/bai/1", later), ("/bai/2", mail_day(2)))
    assert outcomes(run(archive)) == {}, "a day that is yet to come says nothing"
    with archive._connection as connection:
        connection.execute("UPDATE source SET ingested = '2024-05-02T00:00:00+00:00'")
        connection.execute("UPDATE visited SET visited = '2024-05-02T00:00:00+00:00'")
    here.paths["/rss"] = rss(("/bai/1", mail_day(3)), ("/bai/2", mail_day(1)))
    assert outcomes(run(archive)) == {"updated": 1}
    assert "Nà Mới" in archive.article(1).title + archive.article(2).title
    assert outcomes(run(archive)) == {}


def test_pages_that_came_another_way_are_known(here: Site, archive: Archive) -> None:
    names(here, 1, 2)
    assert archive.ingest(here("/bai/1"), **HERE).added == 1
    here.paths["/bai/2"] = Answer(status=301, headers={"Location": "/bai/9"})
    archive.follow(here("/rss"), **HERE)
    assert outcomes(run(archive)) == {"added": 1}
    here.asked.clear()
    run(archive)
    assert articles_asked(here) == []


def test_what_robots_do_not_allow_is_skipped(here: Site, archive: Archive) -> None:
    names(here, 1, 2)
    here.paths["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /bai/2", "text/plain")
    archive.follow(here("/rss"), **HERE)
    assert outcomes(run(archive)) == {"added": 1, "skipped": 1}
    assert articles_asked(here) == ["/bai/1"]
    assert archive.ingest(here("/bai/2"), **HERE).added == 1, "a person may have a page that programs leave alone"


def test_failures_are_named_and_only_those_that_may_pass_are_tried_again(here: Site, archive: Archive) -> None:
    names(here, 1, 2, 3, 4)
    here.paths |= {
        "/bai/4": Answer(status=500),
        "/bai/3": Answer(status=404),
        "/bai/2": Answer(b"<html><p>Menu</p></html>"),
    }
    archive.follow(here("/rss"), **HERE)
    visits = run(archive)
    assert outcomes(visits) == {"added": 1, "failed": 3}
    assert [(one.uri, one.reason) for one in visits.failures] == [
        (here("/bai/4"), "the site has a fault of its own (500); try again later"),
        (here("/bai/3"), "the page is gone (404)"),
        (here("/bai/2"), "no text"),
    ]
    names(here, 1, 2, 3, 4, 5)
    here.asked.clear()
    assert outcomes(run(archive)) == {"added": 1, "failed": 1}
    assert articles_asked(here) == ["/bai/5", "/bai/4"], "what failed before comes last"
    here.paths["/bai/4"] = Answer(article(4))
    assert outcomes(run(archive)) == {"added": 1}


def test_a_site_that_gives_nothing_is_left_alone(here: Site, archive: Archive) -> None:
    names(here, *range(1, 10))
    here.paths |= {f"/bai/{n}": Answer(status=429) for n in range(1, 10)}
    archive.follow(here("/rss"), **HERE)
    visits = run(archive)
    assert (visits.failed, visits.visits[0].left) == (3, 6)


def test_a_feed_that_fails_does_not_keep_the_others_from_being_read(here: Site, archive: Archive) -> None:
    names(here, 1)
    here.paths["/khac"] = rss(("/bai/2", ""))
    for path in ("/rss", "/khac"):
        archive.follow(here(path), **HERE)
    here.paths["/khac"] = Answer(b"<html>bao tri</html>")
    visits = run(archive)
    assert (outcomes(visits), visits.failures[0].uri) == ({"added": 1, "failed": 1}, here("/khac"))
    here.paths["/khac"] = Answer(status=404)
    assert outcomes(run(archive)) == {"failed": 1}
    assert archive.failed_inputs() == [here("/khac")]
    here.paths["/khac"] = rss(("/bai/2", ""))
    here.paths["/bai/2"] = Answer(status=302, headers={"Location": "/bai/3"})
    here.paths["/bai/3"] = Answer(status=503)
    run(archive)
    assert archive.failed_inputs() == [here("/bai/2")]
    here.paths["/bai/3"] = Answer(article(3))
    run(archive)
    assert archive.failed_inputs() == []


def test_private_pages_of_a_public_feed_are_refused(here: Site, archive: Archive) -> None:
    from danvan_cli import following
    from danvan_cli.web.fetching import Web

    port = here.address.rpartition(":")[2]
    here.paths["/rss"] = rss((f"http://127.0.0.2:{port}/bai/1", mail_day(2)), ("/bai/2", mail_day(1)))
    web = Web(permitted=lambda number: number == "127.0.0.1", pause=0.0)
    following.add(archive._connection, here("/rss"), web)
    visits = following.run(archive._connection, None, None, None, None, web)
    assert outcomes(visits) == {"added": 1, "failed": 1}
    assert "private network" in visits.failures[0].reason
    assert articles_asked(here) == ["/bai/2"]
    assert outcomes(run(archive)) == {"failed": 1}, "asked for once more, now that it is permitted"
    assert "does not answer" in run(archive).failures[0].reason


# ---------------------------------------------------------------- sitemaps


def sitemap(here: Site, *numbers: int) -> bytes:
    pages = "".join(f"<url><loc>{here(f'/bai/{n}')}</loc><lastmod>2024-05-0{n}</lastmod></url>" for n in numbers)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{pages}</urlset>".encode()


def test_an_index_of_sitemaps_is_read_newest_first_as_far_as_needed(here: Site, archive: Archive) -> None:
    part = "<sitemap><loc>{}</loc><lastmod>2024-0{}-01</lastmod></sitemap>"
    parts = "".join(part.format(here(f"/{n}.xml.gz"), n) for n in (1, 2, 3))
    index = f"<sitemapindex>{parts}</sitemapindex>".encode()
    here.paths["/sitemap.xml"] = Answer(index, "text/xml", headers={"ETag": '"x"'})
    for month, numbers in ((3, (8, 9)), (2, (6, 7)), (1, (4, 5))):
        here.paths[f"/{month}.xml.gz"] = Answer(gzip.compress(sitemap(here, *numbers)), "application/x-gzip")
    archive.follow(here("/sitemap.xml"), **HERE)
    assert outcomes(run(archive, limit=2)) == {"added": 2}
    assert articles_asked(here) == ["/bai/9", "/bai/8"]
    assert "/1.xml.gz" not in here.asked_for
    assert outcomes(run(archive)) == {"added": 4}
    assert archive.followed()[0].run is not None
    here.asked.clear()
    assert outcomes(run(archive)) == {}
    assert here.asked_for == ["/sitemap.xml"], "no part changed since"
    assert "If-None-Match" not in here.asked[0][1], "an index need not change when its parts do"


def test_a_part_that_fails_is_named_and_the_others_are_read(here: Site, archive: Archive) -> None:
    parts = "".join(f"<sitemap><loc>{here(path)}</loc></sitemap>" for path in ("/1.xml", "/2.xml", "/3.xml"))
    here.paths["/sitemap.xml"] = Answer(f"<sitemapindex>{parts}</sitemapindex>".encode(), "text/xml")
    here.paths |= {"/1.xml": Answer(b"a", "text/xml"), "/3.xml": Answer(sitemap(here, 1), "text/xml")}
    archive.follow(here("/sitemap.xml"), **HERE)
    visits = run(archive)
    assert outcomes(visits) == {"added": 1, "failed": 2}
    assert archive.followed()[0].run is None


# ---------------------------------------------------------------- the commands


def test_the_commands_in_every_form(here: Site, tmp_path: Path) -> None:
    db = tmp_path / "a.db"

    def danvan(*arguments: str) -> tuple[int, str, str]:
        ended = run_danvan("follow", *arguments, db=db)
        assert "Traceback" not in ended.stderr
        return ended.returncode, ended.stdout, ended.stderr

    names(here, 1, 2, 3)
    here.paths["/bai/1"] = Answer(status=404)
    assert danvan("run")[0] == 2
    status, written, said = danvan("add", here("/rss"))
    assert (status, written, "private network" in said) == (2, "", True)
    status, written, said = danvan("add", here("/rss"), *SWITCHES)
    assert (status, written, here("/rss") in said) == (0, "", True)
    assert danvan("list")[1] == f"{here('/rss')}\tfeed\tTin bản\t\n"
    assert json.loads(danvan("list", "--json")[1])["followed"][0]["address"] == here("/rss")
    assert "Tin bản" in in_terminal("follow", "list", db=db)
    status, written, said = danvan("run", *SWITCHES, "--limit", "1", "--json")
    ledger = json.loads(written)
    assert (status, ledger["schema"], ledger["inputs"], ledger["added"], ledger["failures"]) == (0, 1, 1, 1, [])
    assert ledger["visits"] == [{"address": here("/rss"), "new": 1, "left": 2}]
    assert "wait for the next run" in said
    status, written, _ = danvan("run", here("/rss"), *SWITCHES)
    assert (status, f"failed\t{here('/bai/1')}\tthe page is gone (404)" in written) == (3, True)
    assert danvan("remove", here("/rss"))[0] == 0
    assert danvan("list")[0] == 1


def test_addresses_are_inputs_of_ingest(here: Site, archive: Archive, tmp_path: Path) -> None:
    here.paths["/di/1"] = Answer(status=302, headers={"Location": "/bai/1#dau"})
    page = tmp_path / "bai.html"
    page.write_bytes(article(5))
    assert archive.ingest([here("/di/1"), page], **HERE).added == 2
    assert archive.ingest([here("/di/1"), here("/bai/1")], **HERE).unchanged == 2
    source = archive.article(1).source
    assert (source.uri, source.format) == (here("/bai/1"), "html")
    assert archive.count("khéo", source="127.0.0.1") == 1
    here.paths["/bai/1"] = Answer(article(1, "Nà Mới"))
    assert archive.ingest(here("/bai/1"), **HERE).updated == 1
    names(here, 7)
    assert archive.ingest(here("/rss"), **HERE).skipped == 1
    here.paths["/van-ban"] = Answer(b"%PDF-1.4", "application/pdf")
    failures = archive.ingest([here("/khong"), here("/van-ban")], **HERE).failures
    assert [one.uri for one in failures] == [here("/khong"), here("/van-ban")]
    assert failures[0].reason == "the page is gone (404)"
    assert "private network" in archive.ingest(here("/bai/2"), pause=0.0).failures[0].reason


def test_a_home_page_that_was_met_says_nothing_of_the_other_pages(here: Site, archive: Archive) -> None:
    here.paths["/"] = Answer(article(8))
    assert archive.ingest(here("/khong"), **HERE).failed == 1
    assert archive.ingest(here("/"), **HERE).added == 1
    assert archive.failed_inputs() == [here("/khong")]


def test_addresses_on_the_command_line(here: Site, tmp_path: Path) -> None:
    ended = run_danvan("ingest", here("/bai/1"), here("/khong"), *SWITCHES, db=tmp_path / "a.db")
    assert (ended.returncode, "added\t1\n" in ended.stdout) == (3, True)
    assert f"failed\t{here('/khong')}\tthe page is gone (404)\n" in ended.stdout
    ended = run_danvan("extract", here("/bai/2"))
    assert (ended.returncode, "only danvan ingest" in ended.stderr) == (3, True)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is a signal")
def test_what_was_taken_in_before_an_interruption_is_kept(here: Site, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    names(here, 1, 2, 3, 4)
    reached = threading.Event()

    def never(_handler: Handler) -> None:
        reached.set()
        here.closing.wait(60)

    last = here.paths["/bai/2"]
    here.paths["/bai/2"] = never  # type: ignore[assignment]
    run_danvan("follow", "add", here("/rss"), *SWITCHES, db=db)
    command = [sys.executable, "-m", "danvan_cli", "--db", str(db), "follow", "run", *SWITCHES]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert reached.wait(60)
        process.send_signal(signal.SIGINT)
        _written, said = process.communicate(timeout=60)
    told = "Interrupted. What was done is kept; run the same command again to go on.\n"
    assert (process.returncode, said) == (130, told)
    assert run_danvan("list", "--count", db=db).stdout == "2\n"
    here.paths["/bai/2"] = last
    here.asked.clear()
    assert json.loads(run_danvan("follow", "run", *SWITCHES, "--json", db=db).stdout)["added"] == 2
    assert articles_asked(here) == ["/bai/2", "/bai/1"]
