"""Fetching from real servers on this machine: what is asked, what is taken, what is refused."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.errors import Barred, NotFetched, NotNow, Unchanged
from danvan_cli.version import __version__
from danvan_cli.web import connecting
from danvan_cli.web.addresses import is_public, parse, redirected
from danvan_cli.web.fetching import LONGEST_PAUSE, Web
from tests.sites import Answer, Handler, Site, article, site

PAGE = Answer(article(1))


def anywhere(_number: str) -> bool:
    return True


def near(**bounds: object) -> Web:
    """What fetches from this machine without pauses."""
    return Web(**{"permitted": anywhere, "pause": 0.0} | bounds)  # type: ignore[arg-type]


def why(uri: str, web: Web | None = None, **options: object) -> str:
    with pytest.raises(NotFetched) as caught:
        (web or near()).fetch(uri, **options)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as served:
        yield served


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("uri", "whole"),
    [
        ("HTTP://Danvan.VN", "http://danvan.vn/"),
        ("https://danvan.vn:443/a?b=1#c", "https://danvan.vn/a?b=1"),
        ("http://danvan.vn:8080/a", "http://danvan.vn:8080/a"),
        ("https://danvan.vn./tin", "https://danvan.vn/tin"),
        ("https://danvan.vn/Tin tức/Dân vận", "https://danvan.vn/Tin%20t%E1%BB%A9c/D%C3%A2n%20v%E1%BA%ADn"),
        ("https://danvan.vn/tin%20t?q=a%26b&c", "https://danvan.vn/tin%20t?q=a%26b&c"),
        ("https://dânvận.vn/", "https://xn--dnvn-boa8786b.vn/"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("http://2130706433/", "http://2130706433/"),
    ],
)
def test_an_address_is_written_one_way(uri: str, whole: str) -> None:
    assert parse(uri).uri == whole
    assert parse(whole).uri == whole


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("ftp://danvan.vn/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//danvan.vn/", "only http and https"),
        ("https://ai:mat@danvan.vn/", "user name"),
        ("https://danvan.vn@127.0.0.1/", "user name"),
        ("http://", "no web address"),
        ("http:///a", "no web address"),
        ("http://danvan.vn:99999/", "no web address"),
        ("http://danvan.vn:x/", "no web address"),
        ("http://[::1/", "no web address"),
        ("http://[fe80::1%25eth0]/", "no web address"),
        ("http://dan van.vn/", "no web address"),
        ("http://danvan.vn\\@127.0.0.1/", "no web address"),
        ("http://danvan.vn/\r\nHost: a", "no web address"),
        ("http://danvan.vn/\ttin", "no web address"),
        ("http://danvan..vn/", "no web address"),
        ("http://" + "a" * 300 + ".vn/", "no web address"),
        ("http://danvan.vn/" + "a" * 5000, "no web address"),
        ("http://danvan.vn/\udcff", "no web address"),
    ],
)
def test_what_is_no_address_is_refused(uri: str, reason: str) -> None:
    assert reason in why(uri)


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for uri in (text, f"http://{text}", f"http://danvan.vn/{text}"):
        try:
            place = parse(uri)
        except NotFetched:
            continue
        assert place.uri.isascii()
        assert not set(place.uri) & set(" \r\n\t\\")
        assert parse(place.uri) == place


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("::ffff:8.8.8.8", True),
        *(
            (number, False)
            for number in (
                *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
                *("100.64.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
                *("::1", "::", "fe80::1", "fe80::1%2", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "ff0e::1"),
                *("2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:224.0.0.1", "::127.0.0.1"),
                *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::1", "2002:a00:1::"),
            )
        ),
    ],
)
def test_which_numbers_are_public(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "[::1]", "2130706433", "0177.0.0.1", "0x7f.1"])
def test_private_networks_are_not_asked(here: Site, host: str) -> None:
    here.paths["/"] = PAGE
    uri = here("/").replace("127.0.0.1", host)
    web = Web(pause=0.0)
    assert "in a private network" in why(uri, web) or "no site named" in why(uri, web)
    assert "in a private network" in why(here("/"), web, obey=True)
    assert here.asked == []


def test_what_was_checked_is_what_is_connected_to(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that stands for another number each time it is looked up, as an attacker's may."""
    here.paths["/"] = PAGE
    port = parse(here("/")).port
    numbers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.2"])

    def resolve(_host: str, port: int, **_options: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(numbers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    page = near(permitted=lambda number: number == "127.0.0.1").fetch(f"http://tin.example:{port}/")
    assert page.uri == f"http://tin.example:{port}/"
    assert here.asked[0][1]["Host"] == f"tin.example:{port}"
    assert next(numbers) == "127.0.0.2"


def test_a_name_with_one_private_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: found)
    assert "private network (10.0.0.1)" in why("http://tin.example/", Web())


# ---------------------------------------------------------------- what is asked and given


def test_a_page_is_asked_for_by_name_and_without_cookies(here: Site) -> None:
    headers = {"Set-Cookie": "a=b", "ETag": '"x"', "Last-Modified": "Sat, 04 May 2024 20:15:00 GMT"}
    here.paths["/tin?b=1"] = PAGE._replace(headers=headers)
    web = near()
    for _time in (1, 2):
        page = web.fetch(here("/tin?b=1#cuoi"))
    assert (page.uri, page.content, page.format) == (here("/tin?b=1"), PAGE.content, "html")
    assert (page.etag, page.modified) == ('"x"', "Sat, 04 May 2024 20:15:00 GMT")
    for _path, headers in here.asked:
        assert headers["User-Agent"].startswith(f"danvan/{__version__} ")
        assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


@pytest.mark.parametrize(
    ("kind", "format"),
    [
        ("text/html", "html"),
        ("TEXT/HTML; charset=x", "html"),
        ("application/xhtml+xml", "html"),
        ("text/plain", "txt"),
        ("application/pdf", "pdf"),
        ("application/rss+xml", "feed"),
        ("application/atom+xml;type=feed", "feed"),
        ("text/xml", "feed"),
        (None, None),
    ],
)
def test_what_is_taken(here: Site, kind: str | None, format: str | None) -> None:
    here.paths["/"] = PAGE._replace(kind=kind)
    assert near().fetch(here("/")).format == format


@pytest.mark.parametrize(
    "kind", ["image/png", "application/json", "application/octet-stream", "video/mp4", "application/zip", "text/css"]
)
def test_other_kinds_are_refused_by_name(here: Site, kind: str) -> None:
    here.paths["/"] = PAGE._replace(kind=kind)
    assert why(here("/")) == f"{kind} is not taken from the web"


@pytest.mark.parametrize(
    ("status", "reason", "again"),
    [
        (404, "the page is gone (404)", False),
        (410, "the page is gone (410)", False),
        (401, "the page asks for a login (401)", False),
        (403, "the site does not let danvan have the page (403)", True),
        (429, "the site asks to come back later (429)", True),
        (451, "the page is withheld for legal reasons (451)", False),
        (500, "the site has a fault of its own (500); try again later", True),
        (503, "the site has a fault of its own (503); try again later", True),
        (204, "the site gives no page (204)", False),
        (304, "the site gives no page (304)", False),
        (302, "the site gives no page (302)", False),
        (418, "the site gives no page (418)", False),
    ],
)
def test_a_status_is_said_in_plain_words(here: Site, status: int, reason: str, again: bool) -> None:
    here.paths["/"] = Answer(status=status)
    with pytest.raises(NotFetched) as caught:
        near().fetch(here("/"))
    assert (str(caught.value), isinstance(caught.value, NotNow)) == (reason, again)


def test_a_page_that_did_not_change_is_not_sent_again(here: Site) -> None:
    def conditional(handler: Handler) -> Answer:
        return Answer(status=304) if handler.headers["If-None-Match"] == '"x"' else PAGE

    here.paths["/"] = conditional
    with pytest.raises(Unchanged):
        near().fetch(here("/"), etag='"x"', modified="Sat, 04 May 2024 20:15:00 GMT")
    assert here.asked[0][1]["If-Modified-Since"] == "Sat, 04 May 2024 20:15:00 GMT"
    assert near().fetch(here("/"), etag='"y"').content == PAGE.content


def test_a_tag_that_cannot_be_sent_back_is_not_kept(here: Site) -> None:
    tags = b'ETag: "a\r\n b"\r\nLast-Modified: ' + b"x" * 400
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + tags + b"\r\n\r\n"
    here.paths["/"] = Answer(raw=head + PAGE.content)
    page = near().fetch(here("/"))
    assert (page.etag, page.modified) == (None, None)


# ---------------------------------------------------------------- redirections


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirections_are_followed_to_the_final_address(here: Site, status: int) -> None:
    here.paths |= {"/a/b": moved("../c?d", status), "/c?d": moved(here("/e#f")), "/e": PAGE}
    assert near().fetch(here("/a/b")).uri == here("/e")


def test_a_redirection_is_read_as_utf_8(here: Site) -> None:
    head = "HTTP/1.1 302 Found\r\nLocation: /tin-tức\r\n\r\n".encode()
    here.paths |= {"/": Answer(raw=head), "/tin-t%E1%BB%A9c": PAGE}
    assert near().fetch(here("/")).uri == here("/tin-t%E1%BB%A9c")


def test_redirections_end(here: Site) -> None:
    here.paths |= {"/a": moved("/b"), "/b": moved("/a")}
    here.paths |= {f"/{n}": moved(f"/{n + 1}") for n in range(9)}
    assert why(here("/a")) == "it leads back to where it began"
    assert why(here("/0")) == "it leads on and on, more than 5 times"
    assert here.asked_for == ["/a", "/b", "/0", "/1", "/2", "/3", "/4", "/5"]


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://danvan.vn/", "only http and https"),
        ("http://ai:mat@danvan.vn/", "user name"),
        ("http://127.0.0.2:{port}/", "in a private network"),
        ("http://localhost.:{port}/", "in a private network"),
        ("//[::1]:{port}/", "in a private network"),
        ("http://a\\b/", "no web address"),
        ("http://[/", "no web address"),
    ],
)
def test_a_redirection_is_checked_as_an_address_is(here: Site, to: str, reason: str) -> None:
    """The first number is permitted here as a public one is; where the answer leads is not."""
    first: list[str] = []

    def permitted(number: str) -> bool:
        first.append(number)
        return number == "127.0.0.1" and len(first) == 1

    here.paths["/"] = moved(to.format(port=parse(here("/")).port))
    assert reason in why(here("/"), near(permitted=permitted))
    assert here.asked_for == ["/"]


def test_encryption_is_not_given_up() -> None:
    place = parse("https://danvan.vn/tin")
    with pytest.raises(NotFetched, match=r"from https to http://danvan\.vn/tin"):
        redirected(place, "http://danvan.vn/tin")
    assert redirected(place._replace(scheme="http", port=80), "https://danvan.vn/tin") == place


# ---------------------------------------------------------------- bounds


def packed(content: bytes) -> Answer:
    return Answer(gzip.compress(content), headers={"Content-Encoding": "gzip"})


def test_a_packed_page_is_unpacked(here: Site) -> None:
    here.paths |= {"/": packed(PAGE.content), "/twice": packed(gzip.compress(PAGE.content))}
    assert near().fetch(here("/")).content == PAGE.content
    assert near().fetch(here("/twice")).content == PAGE.content


@pytest.mark.parametrize("path", ["large", "endless", "bomb", "bomb in a bomb"])
def test_a_page_beyond_the_bound_is_refused(here: Site, path: str) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    answers = {
        "large": Answer(bytes(200_001)),
        "endless": Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"a" * 300_000),
        "bomb": packed(bytes(20_000_000)),
        "bomb in a bomb": packed(bomb),
    }
    here.paths["/"] = answers[path]
    assert why(here("/"), near(size=200_000)) == "larger than 0.2 MB"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"abc", headers={"Content-Length": "10"}),
        Answer(gzip.compress(PAGE.content)[:-20], headers={"Content-Encoding": "gzip"}),
        Answer(b"abc", headers={"Content-Encoding": "gzip"}),
        Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\nabc"),
        Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\nabc"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\nabc"),
        Answer(raw=b"220 mail.example ready\r\n"),
        Answer(raw=b""),
    ],
)
def test_a_broken_answer_is_an_error_that_may_pass(here: Site, answer: Answer) -> None:
    here.paths["/"] = answer
    with pytest.raises(NotNow):
        near().fetch(here("/"))


def test_packings_that_were_not_asked_for_are_refused(here: Site) -> None:
    here.paths["/"] = Answer(b"abc", headers={"Content-Encoding": "br"})
    assert "packed as br" in why(here("/"))
    here.paths["/"] = Answer(b"")
    assert why(here("/")) == "the page is empty"


def trickle(here: Site, head: bytes, drop: bytes) -> Callable[[Handler], None]:
    """A site that sends a little again and again, sooner than any timeout of one read would end it."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(head)
        for _time in range(400):
            if here.closing.wait(0.02):
                return
            handler.wfile.write(drop)

    return answer


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"b"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"", mtime=0)),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_one_time_holds_for_the_whole_request(here: Site, head: bytes, drop: bytes) -> None:
    here.paths["/"] = trickle(here, head, drop)  # type: ignore[assignment]
    assert why(here("/"), near(seconds=0.2)) == "127.0.0.1 was not done after 0.2 seconds"


def test_a_site_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        uri = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert "127.0.0.1 does not answer" in why(uri)
        monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
        assert why(uri).endswith("danvan does not use the proxy in https_proxy")
    monkeypatch.setattr(socket, "getaddrinfo", _unknown)
    assert "no site named khong.example is known" in why("http://khong.example/")


def _unknown(*_arguments: object, **_options: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


# ---------------------------------------------------------------- encryption


def test_certificates_are_verified(here: Site) -> None:
    context = connecting._context()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert "127.0.0.1 broke off" in why(here("/").replace("http:", "https:"))


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
def test_a_site_without_a_trusted_certificate_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*make, *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=_greet, args=(server, context), daemon=True)
        answering.start()
        reason = why(f"https://127.0.0.1:{server.getsockname()[1]}/")
        answering.join()
    assert reason.startswith("the certificate of 127.0.0.1 cannot be trusted")


def _greet(server: socket.socket, context: ssl.SSLContext) -> None:
    connected, _number = server.accept()
    with connected, pytest.raises(OSError, match=r".*"), context.wrap_socket(connected, server_side=True) as line:
        line.recv(1)


# ---------------------------------------------------------------- manners


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /kin", "/kin/1", False),
        ("User-agent: *\nDisallow: /kin", "/tin", True),
        ("User-agent: *\nDisallow: /\nAllow: /tin", "/tin", True),
        ("User-agent: *\nAllow: /tin\nDisallow: /tin/kin", "/tin/kin", False),
        ("User-agent: *\nDisallow: /*?in=", "/tin?in=1", False),
        ("User-agent: *\nDisallow: /*.htm$", "/tin.html", True),
        ("User-agent: danvan\nDisallow: /\n\nUser-agent: *\nAllow: /", "/tin", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: danvan\nAllow: /", "/tin", True),
        ("<html>không có</html>", "/tin", True),
        ("User-agent: *\nDisallow: /" + "*a" * 2000 + "b$", "/" + "a" * 3000, True),
    ],
)
def test_robots_are_obeyed(here: Site, rules: str, path: str, allowed: bool) -> None:
    here.paths |= {"/robots.txt": Answer(rules.encode(), "text/plain"), path: PAGE}
    if allowed:
        assert near().fetch(here(path), obey=True).content == PAGE.content
    else:
        with pytest.raises(Barred, match=r"robots\.txt of 127\.0\.0\.1 does not allow it"):
            near().fetch(here(path), obey=True)
        assert here.asked_for == ["/robots.txt"]
    assert near().fetch(here(path)).content == PAGE.content


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (Answer(status=404), True),
        (Answer(status=403), True),
        (Answer(status=500), False),
        (Answer(status=429), False),
        (Answer(raw=b""), False),
        (Answer(b""), True),
        (moved("/robots.txt"), True),
        (moved("/elsewhere"), False),
    ],
)
def test_robots_that_cannot_be_read(here: Site, answer: Answer, allowed: bool) -> None:
    elsewhere = Answer(b"User-agent: *\nDisallow: /", "text/plain")
    here.paths |= {"/robots.txt": answer, "/elsewhere": elsewhere, "/": PAGE}
    if allowed:
        assert near().fetch(here("/"), obey=True)
    else:
        with pytest.raises((NotNow, Barred)):
            near().fetch(here("/"), obey=True)


def test_robots_are_asked_for_once_a_run_and_for_each_step(here: Site) -> None:
    here.paths |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /kin", "text/plain"),
        "/": PAGE,
        "/tin": moved("/kin"),
        "/kin": PAGE,
    }
    web = near()
    web.fetch(here("/"), obey=True)
    with pytest.raises(Barred):
        web.fetch(here("/tin"), obey=True)
    assert here.asked_for == ["/robots.txt", "/", "/tin"]


@pytest.mark.parametrize(
    ("delay", "seconds"), [("", 5.0), ("7", 7.0), ("2", 5.0), ("86400", LONGEST_PAUSE), ("x", 5.0)]
)
def test_a_host_is_left_alone_between_two_requests(here: Site, delay: str, seconds: float) -> None:
    here.paths |= {"/robots.txt": Answer(f"User-agent: *\nCrawl-delay: {delay}".encode(), "text/plain"), "/": PAGE}
    waited: list[float] = []
    web = near(pause=5.0, wait=waited.append)
    web.fetch(here("/"), obey=True)
    web.fetch(here("/"), obey=True)
    longest = [max(waited[n : n + 2]) for n in range(0, len(waited), len(waited) // 2)]
    assert all(seconds - 1 < wait <= seconds for wait in longest), waited


def test_another_host_is_not_waited_for(here: Site) -> None:
    waited: list[float] = []
    with site() as there:
        here.paths["/"] = there.paths["/"] = PAGE
        web = near(pause=5.0, wait=waited.append)
        web.fetch(here("/"))
        assert not waited
        web.fetch(there("/").replace("127.0.0.1", "localhost"))
        assert not waited
        web.fetch(here("/"))
    assert len(waited) == 1
