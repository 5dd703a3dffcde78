"""What can go wrong, each with the exit status that the command line ends with."""

from danvan_cli.statuses import DAMAGED, LOCKED, PARTLY, USAGE


class DanvanError(Exception):
    """A failure that a person can do something about: one line that says what happened, why and what to do next."""

    status = USAGE


class UsageError(DanvanError):
    """A filter, date or option that cannot be read, or an article that does not exist."""


class NoArchive(DanvanError):
    """There is no archive at that path; only writing commands create one."""


class OldArchive(NoArchive):
    """The archive lacks steps of its schema; opening it to be written takes them."""


class BadArchive(DanvanError):
    """The file is not a danvan archive, is damaged, or was written by a newer danvan."""

    status = DAMAGED


class LockedArchive(DanvanError):
    """Another process is writing to the archive."""

    status = LOCKED


class FullDisk(DanvanError):
    """There is no room to write, or the disk is gone; what was taken in before is kept."""

    status = PARTLY


class NotAnArticle(DanvanError):
    """What was read holds no article; the message is the reason."""


class NotFetched(DanvanError):
    """An address gave no page; the message is the reason."""


class Unchanged(NotFetched):
    """A page is still the one that is known."""


class NotNow(NotFetched):
    """An address gives no page now; another day it may."""


class Barred(NotFetched):
    """The site asks programs to leave the page alone."""
