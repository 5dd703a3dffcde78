"""Connections: a name is resolved once, what it stands for is checked, and that is connected to, all within a time."""

import io
import os
import socket
import ssl
from collections.abc import Callable
from functools import cache
from time import monotonic
from typing import cast

from danvan_cli.errors import NotNow
from danvan_cli.messages import _
from danvan_cli.web.addresses import Address

CONNECT = 10.0  # seconds for one of a site's IP addresses
MOST_IPS = 4  # of a site, that are tried

Found = tuple[socket.AddressFamily, tuple[str, int]]


class Line:
    """A connection that gives up when its time is over, however slowly the other side sends; `end`: by monotonic()."""

    def __init__(self, connected: socket.socket, end: float) -> None:
        self._socket = connected
        self._end = end

    def send(self, request: bytes) -> None:
        """Send all of a request."""
        self._socket.settimeout(left(self._end))
        self._socket.sendall(request)

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002 - what http.client asks of a socket
        """What comes in."""
        return io.BufferedReader(cast("io.RawIOBase", _Incoming(self._socket, self._end)))

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


class _Incoming(io.RawIOBase):
    """The bytes of a socket; before each piece the time that is left is looked at."""

    def __init__(self, connected: socket.socket, end: float) -> None:
        self._socket = connected
        self._end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._socket.settimeout(left(self._end))
        return self._socket.recv_into(buffer)


def left(end: float) -> float:
    """The seconds until `end`; TimeoutError where there are none."""
    seconds = end - monotonic()
    if seconds <= 0:
        raise TimeoutError("timed out")
    return seconds


def connect(place: Address, permitted: Callable[[str], bool], end: float) -> Line:
    """A line to a site, encrypted and verified for https. NotNow where an IP address of the site is not permitted."""
    found = _resolved(place)
    for _family, (ip, *_rest) in found:
        if not permitted(ip):
            reason = _("{host} is in a private network ({ip}); where that is meant, add --allow-private")
            raise NotNow(reason.format(host=place.host, ip=ip))
    connected = _connected(place, found, end)
    if place.scheme == "http":
        return Line(connected, end)
    try:
        connected.settimeout(left(end))
        return Line(_context().wrap_socket(connected, server_hostname=place.host), end)
    except ssl.SSLCertVerificationError as error:
        connected.close()
        reason = _("the certificate of {host} cannot be trusted: {error}")
        raise NotNow(reason.format(host=place.host, error=error.verify_message)) from error
    except BaseException:
        connected.close()
        raise


def _resolved(place: Address) -> list[Found]:
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        reason = _("no site named {host} is known; is the name right, and the network there?")
        raise NotNow(reason.format(host=place.host)) from error
    return [(family, cast("tuple[str, int]", ip_and_port)) for family, _kind, _proto, _name, ip_and_port in found]


def _connected(place: Address, found: list[Found], end: float) -> socket.socket:
    """A socket connected to the first of the IP addresses that answers."""
    failed: OSError | None = None
    for family, ip_and_port in found[:MOST_IPS]:
        connected = socket.socket(family, socket.SOCK_STREAM)
        try:
            connected.settimeout(min(left(end), CONNECT))
            connected.connect(ip_and_port)
        except OSError as error:
            connected.close()
            failed = error
        except BaseException:
            connected.close()
            raise
        else:
            return connected
    reason = _("{host} does not answer ({error})").format(host=place.host, error=failed or _("no IP address"))
    raise NotNow(reason + _proxy_hint()) from failed


def _proxy_hint() -> str:
    """The name of a proxy that is not used: through a proxy, what is connected to would not be what was checked."""
    set_ = [name for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy") if os.environ.get(name)]
    return _("; danvan does not use the proxy in {name}").format(name=set_[0]) if set_ else ""


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
