"""Libraries that only some formats need, and that come with an extra of danvan."""

from importlib import import_module
from typing import Any

from danvan_cli.messages import _


def library(name: str, extra: str) -> Any:
    """A module, loaded when it is needed. ValueError with what to install where it is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        install = f'pip install "danvan[{extra}]"'
        reason = _("{extra} files need {name}; install it: {install}")
        raise ValueError(reason.format(extra=extra.upper(), name=name, install=install)) from None
