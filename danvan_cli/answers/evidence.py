"""Why a fact is one."""

from dataclasses import dataclass
from typing import Literal

from danvan_cli.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of an article with what stands before and after them in their paragraph."""

    before: str
    words: str
    after: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a fact is one. rule: which rule read it, in words; against: what in the text speaks for something else."""

    field: str
    fact: str
    rule: str
    told: Literal["stated", "inferred", "given"]
    passages: tuple[Passage, ...]
    against: tuple[str, ...]
