"""Articles, evidence, corrections, counts and what is followed as a person sees them in a terminal."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import get_args

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danvan_cli.answers.evidence import Evidence
from danvan_cli.answers.following import Followed
from danvan_cli.answers.journal import Change
from danvan_cli.answers.ledger import Ledger, Outcome
from danvan_cli.answers.searching import Group as CountGroup
from danvan_cli.answers.stats import Profile, Stats
from danvan_cli.messages import _, in_words, ngettext
from danvan_cli.models import Article, Award, Directive, Figure, Model, Person, Province, Unit
from danvan_cli.output.style import ACCENT, DIM, MARK, columns, console, grid, styled
from danvan_cli.output.values import day, number
from danvan_cli.spans import Span

READING_WIDTH = 100
BAR_WIDTH = 32
SHOWN = 16  # failures in a ledger


# ---------------------------------------------------------------- an article


def show_article(article: Article) -> None:
    """The reading view: title, facts in a side table, the text with the facts underlined."""
    out = console()
    width = min(out.width, READING_WIDTH)
    out.print(styled(article.title or _("(no title)"), f"bold {ACCENT}"), width=width)
    out.print(styled(" · ".join(_about(article)), DIM), width=width)
    out.print()
    facts = grid({"style": DIM, "no_wrap": True}, {"ratio": 1})
    for name, value in _facts(article):
        facts.add_row(name, value)
    if facts.row_count:
        out.print(Padding(facts, (0, 0, 1, 0)), width=width)
    for paragraph in _paragraphs(article):
        out.print(Padding(paragraph, (0, 0, 1, 0)), width=width)


def _about(article: Article) -> list[str]:
    parts = [f"#{article.id}"] if article.id is not None else []
    for province in article.provinces:
        now = _(" (today: {name})").format(name=province.now) if province.now != province.name else ""
        parts.append(province.name + now)
    if article.published:
        parts.append(_("published {day}").format(day=day(article.published.date)))
    if article.event:
        inferred = _(", year inferred") if article.event.year == "inferred" else ""
        parts.append(_("event {day}").format(day=day(article.event.date)) + inferred)
    parts += [article.byline] if article.byline else []
    return [*parts, f"{article.source.uri}, sha256 {article.source.sha256[:4]}…"]


def _facts(article: Article) -> Iterable[tuple[str, RenderableType]]:
    """Name and value of each kind of fact that the article has."""
    places = [f"{unit.kind} {unit.name}" for unit in (*article.districts, *article.communes)]
    if places:
        yield _("Places"), styled(", ".join(places))
    if article.persons:
        yield _("People"), _people(article.persons)
    if article.directives:
        yield _("Directives"), _directives(article)
    if article.figures:
        amounts = (f"{number(figure.value)} {figure.unit}" for figure in article.figures)
        yield _("Figures"), styled(" · ".join(amounts))
    if article.models:
        named = (f"“{model.name}”" + (f" ({model.place})" if model.place else "") for model in article.models)
        yield _("Models"), styled(" · ".join(named))
    if article.awards:
        yield _("Awards"), Group(*(styled(_award(award)) for award in article.awards))


def _award(award: Award) -> str:
    to = ", ".join(f"{number(r.value)} {r.unit}" for r in award.recipients)
    return award.award + (f": {to}" if to else "") + (f" · {award.giver}" if award.giver else "")


def _people(persons: Sequence[Person]) -> Table:
    table = grid({"no_wrap": True}, {"ratio": 1, "style": DIM})
    for person in persons:
        former = [_("former {office}").format(office=office) for office in person.former]
        table.add_row(styled(person.name), styled("; ".join([*person.roles, *former])))
    return table


def _directives(article: Article) -> Table:
    """Directives, those that others carry out or continue below them."""
    parents = {r.cited: r.citing for r in article.relations if r.citing is not None and r.citing < r.cited}
    table = grid({}, {"ratio": 1, "style": DIM})
    for place, directive in enumerate(article.directives):
        name = " ".join(filter(None, (directive.type, directive.symbol or directive.number)))
        depth, above = 0, place
        while above in parents:
            depth, above = depth + 1, parents[above] or 0
        branch = "  " * (depth - 1) + "└ " if depth else ""
        table.add_row(styled(branch + name), styled(" · ".join(filter(None, (day(directive.date), directive.issuer)))))
    return table


def _paragraphs(article: Article) -> Iterable[Text]:
    """The body, a paragraph a text, facts underlined."""
    text = Text(article.text)
    for span in _fact_spans(article):
        text.stylize("underline", *span)
    begin = len(article.title) if article.title else 0
    lines = text[begin:].split("\n")
    return (line for line in lines if line.plain.strip())


def _fact_spans(article: Article) -> Iterable[Span]:
    dates = (date.span for date in (article.published, article.event) if date and date.span)
    units = chain[Province | Unit](article.provinces, article.districts, article.communes)
    places = (unit.spans for unit in units)
    people = (fact.spans for fact in chain[Person | Directive](article.persons, article.directives))
    single = (fact.span for fact in chain[Figure | Model | Award](article.figures, article.models, article.awards))
    return [*dates, *chain.from_iterable(places), *chain.from_iterable(people), *single]


def show_evidence(evidence: Sequence[Evidence]) -> None:
    """Each fact with its rule, the words that say it in their surroundings, and what speaks against it."""
    out = console()
    width = min(out.width, READING_WIDTH)
    for one in evidence:
        out.print(styled(one.fact, f"bold {ACCENT}") + styled(f"  {in_words(one.told)}: {one.rule}", DIM), width=width)
        for passage in one.passages:
            words = styled(passage.before) + styled(passage.words, f"{MARK} {ACCENT}") + styled(passage.after)
            out.print(Padding(words, (0, 0, 0, 2)), width=width)
        for against in one.against:
            out.print(Padding(styled(_("against: {words}").format(words=against), DIM), (0, 0, 0, 2)), width=width)


def show_followed(followed: Sequence[Followed]) -> None:
    """The followed feeds and sitemaps with when all that they name was last taken in."""
    table = columns()
    table.add_column(_("Address"), style=ACCENT, ratio=1)
    table.add_column(_("Title"), ratio=1)
    table.add_column(_("Last run"), no_wrap=True)
    for one in followed:
        table.add_row(
            styled(one.address), styled(one.title or in_words(one.kind)), day((one.run or "")[:10]) or _("never")
        )
    if followed:
        console().print(table)


# ---------------------------------------------------------------- what people said


def show_journal(changes: Sequence[Change]) -> None:
    """A line a change: when, of which article, which field, what was said."""
    table = columns()
    for heading in (_("When"), _("ID"), _("Field")):
        table.add_column(heading, no_wrap=True)
    table.add_column(_("What was said"), overflow="fold")
    for one in changes:
        table.add_row(one.made[:16].replace("T", " "), str(one.article), in_words(one.field), _said(one.value))
    console().print(table)


def _said(value: str | None) -> Text:
    if value is None:
        return styled(_("withdrawn"), DIM)
    return styled(value) if value else styled(_("none"), DIM)


# ---------------------------------------------------------------- stats, ledger


def show_stats(stats: Stats, by: str, profile: Profile) -> None:
    """A headline, bars by the grouping, and what stands out: people beside directives, then figures."""
    out = console()
    articles = ngettext("{number} article", "{number} articles", stats.articles).format(number=number(stats.articles))
    period = [f"{day(stats.first)} – {day(stats.last)}"] if stats.first else []
    undated = [_("{number} undated").format(number=number(stats.undated))] if stats.undated else []
    given = [in_words(value) if value == key else value for key, value in stats.filters.items()]
    out.print(styled(" · ".join([*given, articles, *period, *undated]), f"bold {ACCENT}"))
    if not stats.articles:
        return
    out.print()
    out.print(_bars(stats, by))
    out.print()
    beside = grid({"ratio": 1}, {"ratio": 1})
    people = _counted(profile.people, _("People"), profile.offices)
    beside.add_row(people, _counted(profile.directives, _("Directives")))
    out.print(beside)
    if profile.figures:
        figures = (f"{unit} " + ", ".join(f"{number(v)} ({year})" for v, year in vs) for unit, vs in profile.figures)
        out.print()
        out.print(styled(_("Figures"), DIM) + Text("  ") + styled(" · ".join(figures)))


def _counted(groups: Sequence[CountGroup], name: str, offices: dict[str, str] | None = None) -> Table:
    """Values with their counts, the office of a person under the name."""
    table = columns(expand=True)
    table.add_column(name, ratio=1)
    table.add_column(_("Articles"), justify="right")
    for group in groups:
        label = styled(str(group.key))
        office = (offices or {}).get(str(group.key))
        about = Group(label, Padding(styled(office, DIM), (0, 0, 0, 2))) if office else label
        table.add_row(about, number(group.articles))
    return table


def _bars(stats: Stats, by: str) -> Table:
    from rich.bar import Bar

    table = columns()
    table.add_column(in_words(by), no_wrap=by in ("year", "month"))
    table.add_column("", width=BAR_WIDTH)
    table.add_column(_("Articles"), justify="right")
    most = max((group.articles for group in stats.groups), default=1)
    for group in stats.groups:
        bar = Bar(most, 0, group.articles, width=BAR_WIDTH, color=ACCENT)
        key = styled(group.key) if group.key is not None else styled(_("unknown"), DIM)
        table.add_row(key, bar, number(group.articles))
    return table


def show_ledger(ledger: Ledger) -> None:
    """The outcomes in one line, then what failed and why."""
    out = console()
    counts = {name: getattr(ledger, name) for name in get_args(Outcome)}
    parts = [_("{number} inputs").format(number=number(ledger.inputs))]
    parts += [f"{number(count)} {in_words(name)}" for name, count in counts.items() if count]
    out.print(styled(" · ".join(parts), "bold"))
    table = grid({"style": "red", "no_wrap": True}, {}, {"style": DIM, "ratio": 1})
    for failure in ledger.failures[:SHOWN]:
        table.add_row(_("failed"), styled(failure.uri), styled(failure.reason))
    out.print(table)
    left = len(ledger.failures) - SHOWN
    if left > 0:
        out.print(styled(_("({number} more failed; list them all with --json)").format(number=number(left)), DIM))
