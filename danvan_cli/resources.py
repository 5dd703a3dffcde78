"""Where the tables of data/ and the steps of migrations/ lie: inside the installed package, else in the checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def data(name: str) -> Path:
    """The path of a file or folder of data/."""
    return _folder("data") / name


def migrations() -> Path:
    """The folder that holds migrations.py and the numbered .sql files."""
    return _folder("migrations")


def _folder(name: str) -> Path:
    installed = PACKAGE / f"_{name}"
    return installed if installed.is_dir() else PACKAGE.parent / name
