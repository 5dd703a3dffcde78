"""robots.txt: what a site asks of programs (RFC 9309)."""

from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.messages import _
from danvan_cli.web import AGENT
from danvan_cli.web.replies import BUSY, Reply

if TYPE_CHECKING:
    from protego import Protego

LARGEST = 500_000  # bytes; what stands behind them does not count


class Rules(NamedTuple):
    """parsed: None where there are no rules. unreadable: why nothing is known, and so nothing may be fetched."""

    parsed: "Protego | None" = None
    unreadable: str | None = None

    def allows(self, uri: str) -> bool:
        """Whether danvan may fetch an address of the site."""
        return self.parsed is None or self.parsed.can_fetch(uri, AGENT)

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests."""
        return float(self.parsed.crawl_delay(AGENT) or 0) if self.parsed else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the rules name."""
        return tuple(self.parsed.sitemaps) if self.parsed else ()


def read(reply: Reply) -> Rules:
    """The rules in what a site gives for its robots.txt."""
    if reply.status >= 500 or reply.status in BUSY:
        return Rules(unreadable=_("the site cannot give it now ({status})").format(status=reply.status))
    if reply.status != 200:
        return Rules()
    from protego import Protego

    return Rules(Protego.parse(reply.content[:LARGEST].decode("utf-8", "replace")))
