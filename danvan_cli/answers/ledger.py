"""What became of the inputs."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["added", "updated", "unchanged", "duplicate", "skipped", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that is not in the archive, and why."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What became of the inputs: `inputs` is the sum of the six outcomes."""

    inputs: int
    added: int
    updated: int
    unchanged: int
    duplicate: int
    skipped: int
    failed: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input as the ledger has it. address: absolute path, FILE#record, FILE!/member or web address.

    outcome, reason, article: what became of it when last it was not unchanged, at `since`; seen: when it was last met.
    Moments are UTC, ISO 8601, the beginnings of their runs.
    """

    address: str
    outcome: Outcome
    reason: str | None
    article: int | None
    since: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An ingest. started, ended: UTC, ISO 8601; ended: None where it goes on or was interrupted."""

    id: int
    started: str
    ended: str | None
    outcomes: dict[str, int]
