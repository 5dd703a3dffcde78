"""Web: what fetches pages, one request at a time, with a pause between two of them to one host."""

from collections.abc import Callable
from contextlib import closing
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.errors import Barred, NotFetched, NotNow, Unchanged
from danvan_cli.messages import _
from danvan_cli.version import __version__
from danvan_cli.web import AGENT
from danvan_cli.web.addresses import Address, is_public, parse, redirected

if TYPE_CHECKING:
    from danvan_cli.web.replies import Reply
    from danvan_cli.web.robots import Rules

PAUSE = 1.0  # seconds between two requests to one host
LONGEST_PAUSE = 30.0  # seconds that a site may ask for
SECONDS = 60.0  # for one request, from the first byte to the last
SIZE = 50_000_000  # bytes of a page, unpacked
REDIRECTIONS = 5
HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (archive of press articles)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, "
    "application/xml;q=0.9, text/plain;q=0.8",
    "Accept-Language": "vi, en;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


class Page(NamedTuple):
    """uri: the address that gave it, after redirections; format: None where the site does not say."""

    uri: str
    content: bytes
    format: str | None
    etag: str | None
    modified: str | None


class Web:
    """What one run fetches with: no cookies, no logins, no proxies.

    permitted: which IP addresses may be connected to. pause: seconds between two requests to one host. seconds, size:
    bounds of one request. wait: sleeps for so many seconds.
    """

    def __init__(
        self,
        *,
        permitted: Callable[[str], bool] = is_public,
        pause: float = PAUSE,
        seconds: float = SECONDS,
        size: int = SIZE,
        wait: Callable[[float], None] = sleep,
    ) -> None:
        self._permitted = permitted
        self._pause = pause
        self._seconds = seconds
        self._size = size
        self._wait = wait
        self._asked: dict[str, float] = {}  # host -> when it was asked last, by monotonic()
        self._rules: dict[str, Rules] = {}

    def fetch(self, uri: str, *, obey: bool = False, etag: str | None = None, modified: str | None = None) -> Page:
        """The page at an address. Barred, NotNow or NotFetched with the reason where there is none.

        obey: heed the site's robots.txt, as a program must that nobody watches. etag, modified: what the site said of
        the page before; Unchanged where that still holds.
        """
        from danvan_cli.web.replies import format_of

        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        place, reply = self._followed(parse(uri), {name: value for name, value in known.items() if value}, obey=obey)
        if reply.status == 304 and (etag or modified):
            raise Unchanged(_("the page has not changed"))
        return Page(place.uri, reply.content, format_of(reply), reply.etag, reply.modified)

    def sitemaps(self, uri: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of a site names."""
        return self._rules_of(parse(uri)).sitemaps

    def _followed(self, place: Address, headers: dict[str, str], *, obey: bool) -> "tuple[Address, Reply]":
        """What an address gives in the end, and where that is."""
        passed = [place]
        while True:
            if obey:
                self._obey(place)
            reply = self._ask(place, headers)
            if not reply.to:
                return place, reply
            place = redirected(place, reply.to)
            if place in passed:
                raise NotFetched(_("it leads back to where it began"))
            passed.append(place)
            if len(passed) > REDIRECTIONS + 1:
                raise NotFetched(_("it leads on and on, more than {count} times").format(count=REDIRECTIONS))

    def _ask(self, place: Address, headers: dict[str, str]) -> "Reply":
        """What a site answers to one request."""
        from http.client import HTTPException, HTTPResponse

        from danvan_cli.web.connecting import connect
        from danvan_cli.web.replies import received

        self._wait_for(place.host, self._pause)
        end = monotonic() + self._seconds
        try:
            with closing(connect(place, self._permitted, end)) as line:
                line.send(_request(place, headers))
                response = HTTPResponse(line, method="GET")  # type: ignore[arg-type] # it asks for no more than a file
                response.begin()
                return received(response, self._size)
        except TimeoutError as error:
            reason = _("{host} was not done after {seconds:g} seconds")
            raise NotNow(reason.format(host=place.host, seconds=self._seconds)) from error
        except HTTPException as error:
            raise NotNow(_("{host} does not answer as web sites do").format(host=place.host)) from error
        except OSError as error:
            raise NotNow(_("{host} broke off ({error})").format(host=place.host, error=error)) from error
        finally:
            self._asked[place.host] = monotonic()

    def _wait_for(self, host: str, pause: float) -> None:
        """Sleep until a host was left alone for so many seconds."""
        seconds = self._asked[host] + pause - monotonic() if host in self._asked else 0.0
        if seconds > 0:
            self._wait(seconds)

    # ---------------------------------------------------------------- robots.txt

    def _obey(self, place: Address) -> None:
        """Barred where a site does not want a page to be fetched; else wait as long as it asks for."""
        rules = self._rules_of(place)
        if rules.unreadable:
            raise NotNow(_("robots.txt of {host}: {reason}").format(host=place.host, reason=rules.unreadable))
        if not rules.allows(place.uri):
            raise Barred(_("robots.txt of {host} does not allow it").format(host=place.host))
        self._wait_for(place.host, min(rules.delay, LONGEST_PAUSE))

    def _rules_of(self, place: Address) -> "Rules":
        """The rules of a site, fetched once a run."""
        from danvan_cli.web.robots import Rules, read

        if place.site not in self._rules:
            try:
                _place, reply = self._followed(place._replace(target="/robots.txt"), {}, obey=False)
                self._rules[place.site] = read(reply)
            except NotNow as error:
                self._rules[place.site] = Rules(unreadable=str(error))
            except NotFetched:  # it leads nowhere: there is none
                self._rules[place.site] = Rules()
        return self._rules[place.site]


def _request(place: Address, headers: dict[str, str]) -> bytes:
    host = place.site.partition("://")[2]
    lines = [f"GET {place.target} HTTP/1.1", f"Host: {host}", *map(": ".join, (HEADERS | headers).items()), "", ""]
    return "\r\n".join(lines).encode("ascii")
