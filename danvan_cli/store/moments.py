"""When something was done."""

from datetime import UTC, datetime


def now() -> str:
    """The present second in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
