"""Web addresses: which can be asked for, written one way, and which hosts are public."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from danvan_cli.errors import NotFetched
from danvan_cli.messages import _

PORTS = {"http": 80, "https": 443}
LONGEST = 4_000  # characters
NEVER = re.compile(r"[\0-\x1f\x7f\\]")  # read one way by one program and another way by the next
HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:.]*:[0-9a-f:.]*")
SAFE = "%/:=&?~+!$,;'@()*[]"
NAT64 = IPv6Network("64:ff9b::/96")  # the last 32 bits are an IPv4 address


class Address(NamedTuple):
    """scheme: http or https; host: ASCII in lower case, an IPv6 address without brackets; target: path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and, unless it is the usual one, port: "https://danvan.vn"."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port != PORTS[self.scheme] else "")

    @property
    def uri(self) -> str:
        """The whole address."""
        return self.site + self.target


def parse(uri: str) -> Address:
    """The parts of an address, its fragment left out; NotFetched with the reason where it cannot be asked for."""
    try:
        return _parsed(uri.strip(" "))
    except ValueError:
        raise NotFetched(_("this is no web address")) from None


def _parsed(uri: str) -> Address:
    if len(uri) > LONGEST or NEVER.search(uri):
        raise ValueError
    parts = urlsplit(uri)
    if parts.scheme not in PORTS:
        raise NotFetched(_("only http and https addresses are fetched"))
    if "@" in parts.netloc:
        raise NotFetched(_("the address holds a user name; pages behind a login are not fetched"))
    host = (parts.hostname or "").removesuffix(".").encode("idna").decode("ascii")
    if not HOST.fullmatch(host):
        raise ValueError
    target = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    return Address(parts.scheme, host, parts.port or PORTS[parts.scheme], target)


def redirected(place: Address, target: str) -> Address:
    """Where an answer leads. NotFetched where that cannot be asked for, or gives up encryption."""
    before = place
    try:
        place = parse(urljoin(before.uri, target))
    except ValueError:
        raise NotFetched(_("it leads to what is no web address")) from None
    if before.scheme == "https" and place.scheme == "http":
        reason = _("it leads from https to {address}, which anyone on the way can change; name that if you trust it")
        raise NotFetched(reason.format(address=place.uri))
    return place


def is_public(written: str) -> bool:
    """Whether an IP address, "8.8.8.8", is one of the public internet; one in another counts as the inner one."""
    ip = ip_address(written)
    if isinstance(ip, IPv6Address) and (inner := _inner(ip)):
        ip = inner
    elif isinstance(ip, IPv6Address) and (ip.is_site_local or ip.is_reserved):
        return False
    return ip.is_global and not ip.is_multicast


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for or is routed to."""
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
