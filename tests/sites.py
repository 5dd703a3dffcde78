"""A web site on this machine, for tests: what it answers is told path by path, what it was asked is written down."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

Handler = BaseHTTPRequestHandler


class Answer(NamedTuple):
    """What a path answers. raw: all bytes that are sent, head included, where the site breaks the rules of HTTP."""

    content: bytes = b""
    kind: str | None = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012
    raw: bytes | None = None


class Site:
    """paths: path -> its answer, or a function of the request that gives one. asked: (path, headers) in their order."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.paths: dict[str, Answer | Callable[[Handler], Answer | None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()  # what a slow answer waits for

    def __call__(self, path: str) -> str:
        return self.address + path

    @property
    def asked_for(self) -> list[str]:
        return [path for path, _headers in self.asked]


@contextmanager
def site(host: str = "127.0.0.1") -> Iterator[Site]:
    """A running site."""

    class Answering(Handler):
        def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
            served.asked.append((self.path, dict(self.headers)))
            answer = served.paths.get(self.path, Answer(status=404))
            if callable(answer):
                answer = answer(self)
            if answer is not None:
                send(self, answer)

        def log_message(self, *_arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments: object) -> None:
            """A client that hung up is what some tests are about."""

    server = Server((host, 0), Answering)
    served = Site(f"http://{host}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: Handler, answer: Answer) -> None:
    if answer.raw is not None:
        handler.wfile.write(answer.raw)
        return
    handler.send_response(answer.status)
    kind = {"Content-Type": answer.kind} if answer.kind else {}
    for name, value in (kind | {"Content-Length": str(len(answer.content))} | answer.headers).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(answer.content)


def article(number: int, place: str = "Nà Phát") -> bytes:
    """A page with an invented article."""
    return (
        f"<!DOCTYPE html><html><head><title>Bài {number}</title></head><body>"
        f"<h1>Bản {place} {number} ra mắt tổ dân vận khéo</h1>"
        f"<p>Sáng 3/5/2024, bản {place} {number} ra mắt tổ dân vận khéo với {number + 10} thành viên, do Bí thư Chi bộ "
        "làm tổ trưởng, mỗi người phụ trách vài hộ dân trong bản.</p>"
        f"<p>Bà con đã hiến {number * 100} m2 đất làm đường liên bản và góp nhiều ngày công.</p></body></html>"
    ).encode()


def rss(*items: tuple[str, str], title: str = "Tin bản") -> Answer:
    """A feed of (link, day as mail writes it)."""
    item = "<item><title>Bài</title><link>{}</link><pubDate>{}</pubDate></item>"
    entries = "".join(item.format(link, day) for link, day in items)
    text = f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{entries}</channel></rss>"
    return Answer(text.encode(), "application/rss+xml")
