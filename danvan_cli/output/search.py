"""What was found, as a person sees it in a terminal."""

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.text import Text

from danvan_cli.answers.explanation import Explanation
from danvan_cli.answers.family import Difference, Family
from danvan_cli.answers.quotes import Quotes
from danvan_cli.answers.saved import News, Saved
from danvan_cli.answers.searching import Facets, Group, Hit, Result
from danvan_cli.answers.similar import Similar
from danvan_cli.messages import _, ngettext
from danvan_cli.output.style import ACCENT, DIM, MARK, columns, console, grid, styled
from danvan_cli.output.values import day, number
from danvan_cli.spans import Span

BAR = 8  # blocks of the longest bar of years
SHOWN_DIFFERENCES, LONGEST_DIFFERENCE = 8, 120  # of an article of a family; characters of one
OPTIONS = {"since": "from", "until": "to", "as_of": "as-of"}  # of the command line, where they are no filters' names
YEARS, VALUES = 8, 4  # the newest years that have a bar; values of another facet


def show_hits(result: Result, milliseconds: float, offset: int) -> None:
    """A table of hits, with the passage that was found under each title, and what they divide into."""
    if not result.hits:
        return
    out = console()
    out.print(_hits(result.hits))
    out.print(styled(f"{_total(result)} · {milliseconds:.0f} ms", DIM))
    if result.facets and result.facets.articles > 1:
        out.print(_facets(result.facets))
    out.print(styled(" · ".join(_ways_on(result, offset + len(result.hits))), DIM))


def _ways_on(result: Result, last: int) -> list[str]:
    """What to type next; last: the rank of the last article that is shown."""
    ways = [_("danvan show {id}").format(id=result.hits[0].id)]
    if last < result.total.count:
        ways.append(_("more with --offset {last}").format(last=last))
        ways.append(_("narrow with --province, --from, --person, --directive"))
    return ways


def _hits(hits: Iterable[Hit]) -> object:
    table = columns()
    table.add_column("#", justify="right", style=ACCENT, no_wrap=True)
    table.add_column(_("Date"), no_wrap=True)
    table.add_column(_("Province"), max_width=18)
    table.add_column(_("Title"), ratio=1)
    for hit in hits:
        table.add_row(str(hit.id), _hit_date(hit), styled(", ".join(hit.provinces)), _hit_text(hit))
    return table


def _total(result: Result) -> str:
    found = result.total.count
    total = ngettext("{number} article", "{number} articles", found).format(number=number(found))
    return total if result.total.exact else _("at least ") + total


def _hit_date(hit: Hit) -> Text:
    text = Text(day(hit.date))
    notes = [_("event")] if hit.date_of == "event" else []
    notes += [_("year inferred")] if hit.date_year == "inferred" else []
    for note in notes:
        text.append(f"\n{note}", DIM)
    return text


def _hit_text(hit: Hit) -> Text:
    before = "" if hit.snippet[:1].isupper() else "… "
    after = "" if hit.snippet.endswith((".", "!", "?", "”")) else " …"
    title = styled(hit.title or _("(no title)"), "bold")
    return Text.assemble(title, "\n", (before, DIM), _marked(hit.snippet, hit.marks), (after, DIM))


def _marked(words: str, marks: Iterable[Span]) -> Text:
    text = styled(words)
    for mark in marks:
        text.stylize(f"{MARK} {ACCENT}", *mark)
    return text


def _facets(facets: Facets) -> object:
    """Years with bars, then a line a kind: the values with their counts."""
    table = grid({"style": DIM, "no_wrap": True}, {"ratio": 1})
    if facets.year:
        table.add_row(_("Years"), _years(facets.year[:YEARS]))
    names = {"province": _("Provinces"), "person": _("People"), "directive": _("Directives")}
    names["source"] = _("Sources")
    for kind, name in names.items():
        groups: Sequence[Group] = getattr(facets, kind)
        if groups:
            table.add_row(
                name, styled(" · ".join(f"{group.key} {number(group.articles)}" for group in groups[:VALUES]))
            )
    if not facets.exact:
        counted = _("of the newest {number} articles").format(number=number(facets.articles))
        table.add_row("", styled(counted, DIM))
    return table


def _years(years: Sequence[Group]) -> Text:
    most = max(year.articles for year in years)
    text = Text()
    for year in reversed(years):
        bar = "▇" * max(1, round(BAR * year.articles / most))
        text.append(f"{year.key} ").append(bar, ACCENT).append(f" {number(year.articles)}  ")
    return text


def show_quotes(quotes: Quotes) -> None:
    """Each sentence with where it stands."""
    out = console()
    for quote in quotes.quotes:
        out.print(Text.assemble("“", _marked(quote.quote, quote.marks), "”"))
        place = " · ".join(filter(None, (f"#{quote.id}", quote.title, day(quote.date), quote.source)))
        out.print(Padding(styled(place, DIM), (0, 0, 1, 2)))


def show_explanation(explanation: Explanation) -> None:
    """How a query was read: a name and a value a line, then the words with what they are worth."""
    out = console()
    facts = grid({"style": DIM, "no_wrap": True}, {"ratio": 1})
    dates = f"{explanation.since or ''}..{explanation.until or ''}" if explanation.since or explanation.until else ""
    rows = {
        _("Read as"): explanation.read_as,
        _("Searched for"): explanation.interpreted_as or "",
        _("Marks"): explanation.marks,
        _("Words and pairs"): explanation.words or "",
        _("Positions"): explanation.places or "",
        _("Days"): dates,
        _("Articles"): ("" if explanation.total.exact else _("at least ")) + number(explanation.total.count),
        _("Ranked"): number(explanation.ranked),
    }
    for name, value in rows.items():
        if value:
            facts.add_row(name, styled(value))
    out.print(facts)
    if explanation.telling:
        table = columns()
        for name in (_("Words"), _("Articles"), _("Worth")):
            table.add_column(name, justify="left" if name == _("Words") else "right")
        for one in explanation.telling:
            table.add_row(styled(one.words), number(one.articles), f"{one.worth:.2f}")
        out.print()
        out.print(table)


def show_similar(similar: Similar) -> None:
    """The most similar articles, with the pairs of words that they share."""
    table = columns()
    table.add_column("#", justify="right", style=ACCENT, no_wrap=True)
    table.add_column(_("Date"), no_wrap=True)
    table.add_column(_("Title"), ratio=1)
    table.add_column(_("Shared"), justify="right", no_wrap=True)
    for hit in similar.hits:
        title = Text.assemble(styled(hit.title or _("(no title)"), "bold"), "\n", styled(" · ".join(hit.shared), DIM))
        table.add_row(str(hit.id), day(hit.date), title, f"{hit.score:.0%}")
    console().print(table)


def show_family(family: Family) -> None:
    """The articles of a family, the first one first; below each other what it leaves out and adds."""
    table = columns()
    table.add_column("#", justify="right", style=ACCENT, no_wrap=True)
    table.add_column(_("Date"), no_wrap=True)
    table.add_column(_("Article"), ratio=1)
    for place, one in enumerate(family.articles):
        about = Text.assemble(styled(one.title or _("(no title)"), "bold"), "\n", styled(one.source, DIM))
        for difference in one.differences[:SHOWN_DIFFERENCES]:
            about.append("\n")
            about.append_text(_difference(difference))
        if not place and len(family.articles) > 1:
            about.append_text(styled("  " + _("first"), DIM))
        table.add_row(str(one.id), day(one.date), about)
    console().print(table)


def _difference(difference: Difference) -> Text:
    """What was left out, what was added, or what stands in place of what."""
    left_out, added = styled(_shortened(difference.left_out), "red"), styled(_shortened(difference.added), "green")
    if left_out and added:
        return Text.assemble(left_out, styled(" → ", DIM), added)
    return Text.assemble(styled("− ", DIM), left_out) if left_out else Text.assemble(styled("+ ", DIM), added)


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_DIFFERENCE else words[:LONGEST_DIFFERENCE] + "…"


def show_saved(saved: Sequence[Saved]) -> None:
    """The saved searches with what they ask and when they were last run."""
    table = columns()
    table.add_column(_("Name"), style=ACCENT)
    table.add_column(_("Search"), ratio=1)
    table.add_column(_("Last run"), no_wrap=True)
    for one in saved:
        table.add_row(styled(one.name), styled(_as_typed(one)), day((one.run or "")[:10]) or _("never"))
    if saved:
        console().print(table)


def _as_typed(saved: Saved) -> str:
    """The words and options of a saved search, as `danvan search` takes them."""
    return " ".join([saved.words, *(f"--{OPTIONS.get(k, k)}{_quoted(v)}" for k, v in saved.options.items())]).strip()


def _quoted(value: str | bool) -> str:
    """What stands behind the name of an option: nothing where it is said by its name alone."""
    if isinstance(value, bool):
        return ""
    return f' "{value}"' if " " in value else f" {value}"


def show_news(news: Sequence[News]) -> None:
    """What is new, a saved search a table."""
    out = console()
    for one in news:
        out.print(styled(f"{one.name} · {_total(one.result)}", f"bold {ACCENT}"))
        out.print(_hits(one.result.hits))
