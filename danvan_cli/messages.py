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


def in_words(word: str) -> str:
    """A word of the machine output in the user's language; a word that is none stays."""
    return _names().get(word, word)


@cache
def _names() -> dict[str, str]:
    return {
        # outcomes
        "added": _("added"),
        "updated": _("updated"),
        "unchanged": _("unchanged"),
        "duplicate": _("duplicate"),
        "skipped": _("skipped"),
        "failed": _("failed"),
        # fields and groupings
        "title": _("title"),
        "published": _("published"),
        "event": _("event"),
        "province": _("province"),
        "district": _("district"),
        "commune": _("commune"),
        "person": _("person"),
        "directive": _("directive"),
        "year": _("year"),
        "month": _("month"),
        "source": _("source"),
        "unique": _("unique"),
        # what is followed
        "feed": _("feed"),
        "sitemap": _("sitemap"),
        # how the text tells a fact
        "stated": _("stated"),
        "inferred": _("inferred"),
        "given": _("given"),
        # relations of documents
        "implements": _("implements"),
        "continues": _("continues"),
        "reviews": _("reviews"),
        "replaces": _("replaces"),
        "amends": _("amends"),
        # parts of the name of a place
        "own": _("own"),
        "organ": _("organ"),
        "venue": _("venue"),
        "visitor": _("visitor"),
        "dateline": _("dateline"),
        "listed": _("listed"),
        "aside": _("aside"),
        # rules of dates
        "markup of the page": _("markup of the page"),
        "date line of publication": _("date line of publication"),
        "date line": _("date line"),
        "date line of an update": _("date line of an update"),
        "given by the user": _("given by the user"),
        "counted from the day of publication": _("counted from the day of publication"),
        "day in the lead": _("day in the lead"),
        "written with its year": _("written with its year"),
        "year of publication": _("year of publication"),
        "year told with the same day elsewhere": _("year told with the same day elsewhere"),
        "year in which an anniversary ends": _("year in which an anniversary ends"),
        "year told in the title": _("year told in the title"),
        "year told in the same paragraph": _("year told in the same paragraph"),
        "year in which the term of its congress begins": _("year in which the term of its congress begins"),
        "year told in the paragraph before": _("year told in the paragraph before"),
    }
