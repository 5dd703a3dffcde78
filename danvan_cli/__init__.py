"""danvan: an archive and search tool for Vietnamese press articles about công tác dân vận.

with danvan_cli.open("archive.db") as archive: ...   # see danvan_cli.archive.Archive
facts = danvan_cli.extract("page.html")              # an article, not archived
"""

from typing import TYPE_CHECKING, Any

from danvan_cli.version import __version__

if TYPE_CHECKING:
    from danvan_cli.archive import extract, open

__all__ = ["__version__", "extract", "open"]


def __getattr__(name: str) -> Any:
    if name in ("open", "extract"):
        from danvan_cli import archive

        return getattr(archive, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
