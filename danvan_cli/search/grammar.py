"""From what was typed to a query. Whatever is typed can be read: what makes no sense as an operator is left out."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from danvan_cli.errors import UsageError
from danvan_cli.search.intervals import read_interval
from danvan_cli.search.query import All, Any, Field, Near, Node, Not, Phrase, Query, Term, Title, Word, wanted, written
from danvan_cli.text.letters import fold, nfc, plain
from danvan_cli.text.words import one_spelling, words

LONGEST = 10_000  # characters of a query that are read
MOST_TERMS = 64  # more words than anybody remembers of a text; FTS5 reads no deeper than 256
DEEPEST = 16  # brackets within brackets
NEARBY = 10  # words between the sides of a NEAR without a number
FARTHEST = 1_000

QUOTES = '"“”„«»'
TOKEN = re.compile(
    rf"""(?:(?<![^\s(])(?P<minus>-)(?=[{QUOTES}(\w]))?
    (?:(?P<field>[^\W\d_]+):(?=[{QUOTES}(\w/~]|\./|\.\.))?
    (?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]|(?P<bracket>[()])|(?P<chunk>[^\s{QUOTES}()]+))""",
    re.VERBOSE,
)
OPERATOR = re.compile(r"(?P<any>OR)|(?P<all>AND)|(?P<not>NOT)|NEAR(?:/(?P<distance>\d{1,9}))?")
PREFIX = re.compile(r"([^\W_]+)\*")
DATES = ("date", "since", "until")
FIELDS = {  # folded names, in Vietnamese and English, of the filters
    "tinh": "province", "province": "province", "huyen": "district", "district": "district",
    "nguoi": "person", "person": "person", "chithi": "directive", "vanban": "directive", "directive": "directive",
    "nguon": "source", "source": "source", "tieude": "title", "title": "title", "nam": "date", "year": "date",
    "ngay": "date", "date": "date", "tu": "since", "from": "since", "den": "until", "to": "until",
}  # fmt: skip


class Token(NamedTuple):
    """kind: "(", ")", "any", "all", "not", "near" or "part"; distance: of a near; node: of a part, None for no words.

    title: of a bracket, whether the title is meant; cut: whether words of a part were left out; unread: whether it was
    meant for a date that cannot be read, or for a field that there is not.
    """

    kind: str
    distance: int = 0
    node: Node | None = None
    title: bool = False
    cut: bool = False
    unread: bool = False


def parse(typed: str) -> Query:
    """The query of what was typed."""
    tokens = _tokens(nfc(typed[:LONGEST]))
    reader = _Reader(tokens)
    node = reader.any_of(0)
    while reader.at < len(tokens):  # a bracket that closes nothing
        reader.repaired, reader.at = True, reader.at + 1
        following = reader.any_of(0)
        node = _all_of([part for part in (node, following) if part])
    cut = len(typed) > LONGEST or reader.terms > MOST_TERMS or any(token.cut for token in tokens)
    repaired = reader.repaired or any(token.unread for token in tokens)
    return Query(typed, node, _sequence(tokens, node), repaired, cut)


def _sequence(tokens: list[Token], node: Node | None) -> tuple[Term, ...]:
    """The terms as typed, repeated ones too; of a query with operators those that may stand in what is found."""
    if all(token.kind == "part" for token in tokens):
        return tuple(term for token in tokens for term in _terms_of(token.node))[:MOST_TERMS]
    return tuple(wanted(node)) if node else ()


def kept_together(argument: str) -> str:
    """A field's value with blanks that a shell kept together, in quotes: "tinh:Lai Châu" -> 'tinh:"Lai Châu"'."""
    name, colon, value = argument.partition(":")
    together = colon and " " in value.strip() and not value.startswith(tuple(QUOTES + "("))
    return f'{name}:"{value.strip()}"' if together and fold(name.lstrip("-")) in FIELDS else argument


def term(word: str, *, prefix: bool = False) -> Term:
    """The term of a word as typed."""
    marked, folded = (plain(word), fold(word)) if prefix else one_spelling([plain(word), fold(word)])
    return Term(marked, folded, not word[0].islower(), prefix)


def _tokens(text: str) -> "list[Token]":
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        name = FIELDS.get(fold(match["field"])) if match["field"] else None
        if match["minus"]:
            found.append(Token("not"))
        if match["field"] and not name and not match["chunk"]:
            found.append(_part(match["field"])._replace(unread=True))
        if match["bracket"]:
            found.append(Token(match["bracket"], title=name == "title"))
        elif name:
            found.append(_field(name, match["phrase"] if match["chunk"] is None else match["chunk"], match))
        elif match["phrase"] is not None:
            found.append(_part(match["phrase"], quoted=True))
        else:
            found.append(_chunk(f"{match['field']}:{match['chunk']}" if match["field"] else match["chunk"]))
    return found


def _field(name: str, value: str, match: re.Match[str]) -> Token:
    """A field with its value; a date that cannot be read is searched as words."""
    if name == "title":
        part = _part(value, quoted=True) if match["phrase"] is not None else _chunk(value)
        return part._replace(node=Title(part.node)) if part.node else part
    if name in DATES:
        value = f"{value}.." if name == "since" else f"..{value}" if name == "until" else value
        return _interval(value) or _part(match[0])._replace(unread=True)
    return Token("part", node=Field(name, value.strip())) if words(value) else Token("part")


def _chunk(chunk: str) -> Token:
    """An operator, a prefix, a range of dates, or words."""
    if found := OPERATOR.fullmatch(chunk):
        kind = found.lastgroup if found.lastgroup in ("any", "all", "not") else "near"
        return Token(kind or "near", min(int(found["distance"] or NEARBY), FARTHEST))
    if found := PREFIX.fullmatch(chunk):
        return Token("part", node=Word(term(found[1], prefix=True)))
    return (_interval(chunk) if ".." in chunk else None) or _part(chunk)


def _interval(value: str) -> Token | None:
    try:
        read_interval(value)
    except UsageError:
        return None
    return Token("part", node=Field("date", value))


def _part(text: str, *, quoted: bool = False) -> Token:
    terms = tuple(term(word) for word in words(text))
    if len(terms) > 1:
        return Token("part", node=Phrase(terms[:MOST_TERMS], quoted), cut=len(terms) > MOST_TERMS)
    return Token("part", node=Word(terms[0]) if terms else None)


class _Reader:
    """Reads tokens from left to right. repaired: whether one was left out; terms: how many terms were met."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at = tokens, 0
        self.repaired, self.terms = False, 0

    def kind(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else "end"

    def any_of(self, depth: int) -> Node | None:
        """What stands between two brackets, or at the top."""
        parts: list[Node] = []
        open_end = False
        while True:
            part = self.all_of(depth)
            if part:
                parts.append(part)
            elif open_end or self.kind() == "any":
                self.repaired = True
            if self.kind() != "any":
                break
            self.at, open_end = self.at + 1, True
        once = tuple(_each_once(parts))
        return Any(once) if len(once) > 1 else next(iter(once), None)

    def all_of(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while (kind := self.kind()) not in ("any", ")", "end"):
            if kind == "all":
                self.at += 1
                self.repaired |= not parts or self.kind() in ("any", "all", ")", "end")
            elif kind == "near":
                self.near(parts)
            elif part := self.item(depth):
                parts.append(part)
        return _all_of(parts)

    def near(self, parts: list[Node]) -> None:
        """Join the part before a NEAR with the one behind it; without both the operator is left out."""
        distance = self.tokens[self.at].distance
        self.at += 1
        following = self.tokens[self.at].node if self.kind() == "part" else None
        before = parts[-1] if parts else None
        sides = _sides(before.part if isinstance(before, Not) else before)
        last = _sides(following)
        if not sides or not last or isinstance(following, Near):
            self.repaired = True
            return
        self.at += 1
        self.terms += len(last[0])
        if self.terms <= MOST_TERMS:
            near = Near((*sides, *last), distance)
            parts[-1] = Not(near) if isinstance(before, Not) else near

    def item(self, depth: int) -> Node | None:
        """A part, one in brackets, or what must not be."""
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "not":
            part = self.item(depth) if self.kind() in ("not", "(", "part") else None
            self.repaired |= part is None
            return Not(part) if part else None
        if token.kind == "(":
            return self.brackets(token, depth)
        self.terms += len(list(_terms_of(token.node)))
        return token.node if self.terms <= MOST_TERMS else None

    def brackets(self, token: Token, depth: int) -> Node | None:
        if depth >= DEEPEST:
            self.repaired = True
            return None
        inside = self.any_of(depth + 1)
        if self.kind() == ")":
            self.at += 1
        else:
            self.repaired = True
        return Title(inside) if inside and token.title else inside


def _all_of(parts: list[Node]) -> Node | None:
    """All parts, each once. A list within the list is laid open."""
    laid_open = chain.from_iterable(part.parts if isinstance(part, All) else (part,) for part in parts)
    kept = tuple(_each_once(laid_open))
    return All(kept) if len(kept) > 1 else next(iter(kept), None)


def _each_once(parts: Iterable[Node]) -> Iterable[Node]:
    """The parts without those that are written alike; nodes of two kinds are equal where they hold the same."""
    kept: dict[str, Node] = {}
    for part in parts:
        kept.setdefault(written(part), part)
    return kept.values()


def _sides(node: Node | None) -> tuple[tuple[Term, ...], ...] | None:
    match node:
        case Near(sides=sides):
            return sides
        case Phrase(terms=terms):
            return (terms,)
        case Word(term=term) if not term.prefix:
            return ((term,),)
    return None


def _terms_of(node: Node | None) -> tuple[Term, ...]:
    match node:
        case Word(term=term):
            return (term,)
        case Phrase(terms=terms):
            return terms
        case Title(part=part):
            return _terms_of(part)
    return ()
