"""What people changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a person said of a field of an article. value: "": there is none; None: the correction was withdrawn.

    made: UTC, ISO 8601.
    """

    article: int
    field: str
    value: str | None
    made: str
