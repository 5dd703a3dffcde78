"""The words for people, through gettext: English in the source, other languages as catalogues in data/locale."""

from functools import cache
from gettext import NullTranslations, translation

from danvan_cli.resources import data


@cache
def catalogue() -> NullTranslations:
    """The catalogue of the user's language (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), English where there is none."""
    return translation("danvan", data("locale"), fallback=True)


def _(message: str) -> str:
    """The message in the user's language."""
    return catalogue().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for so many, in the user's language."""
    return catalogue().ngettext(one, many, number)
