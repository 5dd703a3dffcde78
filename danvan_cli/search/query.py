"""What a person typed, as a tree of words, phrases, fields and operators (docs/search.md has the grammar)."""

from collections.abc import Iterator
from typing import NamedTuple


class Term(NamedTuple):
    """A word of a query. plain: lower case with its marks; folded: without; name: with a capital or a digit.

    prefix: whether it stands for all words that begin with it.
    """

    plain: str
    folded: str
    name: bool
    prefix: bool = False

    @property
    def marked(self) -> bool:
        """Whether it was typed with marks."""
        return self.plain != self.folded


class Word(NamedTuple):
    """Texts that hold a word; `among`: the words that a prefix stands for."""

    term: Term
    among: tuple[str, ...] = ()


class Phrase(NamedTuple):
    """Texts that hold words side by side. quoted: by quotes, not as a chunk such as 25-NQ/TW."""

    terms: tuple[Term, ...]
    quoted: bool = False


class Near(NamedTuple):
    """Texts in which the sides stand with at most so many words between the first and the last of them."""

    sides: tuple[tuple[Term, ...], ...]
    distance: int


class Title(NamedTuple):
    """Articles whose title matches the part."""

    part: "Node"


class Field(NamedTuple):
    """Articles with a value: name is that of a filter (province, person ...) or "date"; the value as typed."""

    name: str
    value: str


class Filter(NamedTuple):
    """Articles that bear one of the index's own words: what a Field means in one archive. shown: how it was typed."""

    words: tuple[str, ...]
    shown: str = ""


class Not(NamedTuple):
    """Articles that do not match the part."""

    part: "Node"


class All(NamedTuple):
    """Articles that match every part."""

    parts: tuple["Node", ...]


class Any(NamedTuple):
    """Articles that match at least one part.

    alike: whether the first was typed, and the others say the same (search.alternatives).
    """

    parts: tuple["Node", ...]
    alike: bool = False


Node = Word | Phrase | Near | Title | Field | Filter | Not | All | Any


class Query(NamedTuple):
    """typed: as typed. node: what must hold, None where no word was typed. sequence: its words in their order.

    repaired: whether an operator or a bracket that made no sense was dropped, or a date that cannot be read or a field
    that there is not is searched as words; cut: whether words were left out.
    """

    typed: str
    node: Node | None
    sequence: tuple[Term, ...] = ()
    repaired: bool = False
    cut: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that may stand in what is found, in order, each once."""
        return tuple({term.folded: term for term in reversed(self.sequence)}.values())[::-1]

    @property
    def runs(self) -> tuple[tuple[Term, ...], ...] | None:
        """The words, chunks and quoted phrases where nothing else was typed, no field and no operator; else None."""
        runs = tuple(run for part in self.parts for run in _runs(part))
        return None if () in runs else runs

    @property
    def alike(self) -> tuple[Any, ...]:
        """The parts that are said otherwise, too."""
        return tuple(part for part in self.parts if isinstance(part, Any) and part.alike)

    @property
    def other_forms(self) -> tuple[tuple[tuple[Term, ...], tuple[Term, ...]], ...]:
        """(words as typed, other words that say the same)."""
        typed = ((tuple(wanted(part.parts[0])), other) for part in self.alike for other in part.parts[1:])
        return tuple((terms, form[0]) for terms, other in typed if (form := _runs(other))[0])

    @property
    def dates(self) -> tuple[tuple[tuple[Term, ...], str], ...]:
        """(words as typed, the days that they may name)."""
        typed = ((tuple(wanted(part.parts[0])), other) for part in self.alike for other in part.parts[1:])
        return tuple((terms, other.value) for terms, other in typed if isinstance(other, Field))

    @property
    def quoted(self) -> bool:
        """Whether quotes hold words together."""
        return any(isinstance(part, Phrase) and part.quoted for part in self.parts)

    @property
    def parts(self) -> tuple[Node, ...]:
        """What all must hold."""
        return self.node.parts if isinstance(self.node, All) else (self.node,) if self.node else ()

    @property
    def marked(self) -> bool:
        """Whether any term was typed with marks."""
        return any(term.marked for term in self.terms)

    @property
    def written(self) -> str:
        """The query as it was read."""
        return written(self.node) if self.node else ""


def _runs(node: Node) -> tuple[tuple[Term, ...], ...]:
    match node:
        case Word(term=term) if not term.prefix:
            return ((term,),)
        case Phrase(terms=terms):
            return (terms,)
        case Any(parts=parts, alike=True):
            typed = parts[0].parts if isinstance(parts[0], All) else (parts[0],)
            return tuple(run for part in typed for run in _runs(part))
    return ((),)


def wanted(node: Node) -> Iterator[Term]:
    """The terms of a node but those that must not occur."""
    match node:
        case Word(term=term):
            yield term
        case Phrase(terms=terms):
            yield from terms
        case Near(sides=sides):
            for side in sides:
                yield from side
        case Title(part=part):
            yield from wanted(part)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from wanted(part)


def parts_of(node: Node) -> Iterator[Node]:
    """The node itself and all nodes within it."""
    yield node
    match node:
        case Title(part=part) | Not(part=part):
            yield from parts_of(part)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from parts_of(part)


def written(node: Node, *, inside: bool = False) -> str:
    """A node in the query language. inside: in brackets where it would else be read together with its neighbours."""
    match node:
        case Word(term=term):
            return term.plain + "*" * term.prefix
        case Phrase(terms=terms):
            return f'"{_joined(terms)}"'
        case Near(sides=sides, distance=distance):
            text = f" NEAR/{distance} ".join(_joined(s) if len(s) == 1 else f'"{_joined(s)}"' for s in sides)
            return f"({text})" if inside else text
        case Title(part=part):
            bare = isinstance(part, Word | Phrase)
            return f"title:{written(part)}" if bare else f"title:({written(part)})"
        case Field(name=name, value=value):
            return f'{name}:"{value}"' if " " in value else f"{name}:{value}"
        case Filter(shown=shown):
            return shown
        case Not(part=part):
            text = written(part, inside=True)
            return f"-({text})" if isinstance(part, Not) else f"-{text}"
        case All(parts=parts):
            text = " ".join(written(part, inside=isinstance(part, Any)) for part in parts)
            return f"({text})" if inside else text
        case Any(parts=parts):
            text = " OR ".join(written(part) for part in parts)
            return f"({text})" if inside else text


def _joined(terms: tuple[Term, ...]) -> str:
    return " ".join(term.plain for term in terms)
