"""How everything looks in a terminal. The modules that know Rich are imported when there is a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from danvan_cli.output.values import printable

ACCENT, DIM, MARK = "cyan", "dim", "bold"


def console(*, stderr: bool = False) -> Console:
    """A console that obeys NO_COLOR and TERM, without markup or highlighting: our texts hold brackets."""
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)


def styled(words: str, style: str = "") -> Text:
    """Words on one line, with nothing in them that a terminal would obey."""
    return Text(printable(words), style=style)


def grid(*columns: dict[str, object]) -> Table:
    """A table without lines and headings."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for column in columns:
        table.add_column(**column)  # type: ignore[arg-type]
    return table


def columns(*, expand: bool = False) -> Table:
    """A table without lines, its headings dim."""
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=DIM, expand=expand)
