"""How encodings were told, as a person sees it in a terminal."""

from rich.padding import Padding
from rich.table import Table

from danvan_cli.messages import _
from danvan_cli.models import DocumentEncoding, EncodingRun, Encodings
from danvan_cli.output.style import ACCENT, DIM, columns, console, grid, styled
from danvan_cli.output.values import percent


def show_encodings(encodings: Encodings) -> None:
    """Each document's encoding, then its runs of paragraphs: what they are, why, and how they begin."""
    out = console()
    for document in encodings.files:
        out.print(styled(document.uri, f"bold {ACCENT}") + styled(f"  {document.encoding}", DIM))
        if document.runs:
            out.print(Padding(_runs(document), (0, 0, 1, 2)))


def _runs(document: DocumentEncoding) -> Table:
    table = columns(expand=True)
    table.add_column(_("Paragraphs"), no_wrap=True)
    table.add_column(_("What they are"), ratio=2)
    table.add_column(_("Syllables"), no_wrap=True)
    table.add_column(_("How they begin"), ratio=3)
    for run in document.runs:
        numbers = str(run.first) if run.first == run.last else f"{run.first}–{run.last}"
        before, after = percent(run.before), percent(run.after)
        shares = f"{before} → {after}" if run.outcome == "restored" else before
        table.add_row(styled(numbers), styled(_what(run)), styled(shares), _samples(run))
    return table


def _what(run: EncodingRun) -> str:
    match run.outcome:
        case "restored":
            words = _("restored from {encoding}")
        case "unknown":
            words = _("left as read: Vietnamese in no known encoding (likeliest: {encoding})")
        case "mixed":
            words = _("left as read: letters of {encoding} and of Unicode in one paragraph")
        case "kept":
            words = _("as it stands")
    small = _("; paragraphs that may have been in capitals: {number}").format(number=run.small) if run.small else ""
    return words.format(encoding=run.encoding) + small


def _samples(run: EncodingRun) -> Table:
    samples = grid({})
    samples.add_row(styled(run.read, DIM if run.outcome == "restored" else ""))
    if run.outcome == "restored":
        samples.add_row(styled(run.text))
    return samples
