"""danvan ingest --explain-encoding"""

from typing import TYPE_CHECKING

import typer

from danvan_cli.cli.settings import for_people, note
from danvan_cli.statuses import DONE, NOTHING, PARTLY

if TYPE_CHECKING:
    from danvan_cli.models import Encodings


def explain_encoding(context: typer.Context, inputs: list[str], *, json: bool) -> int:
    """Print how the encoding of each document was detected; nothing is archived."""
    from danvan_cli.ingestion.inputs import documents
    from danvan_cli.models import Encodings, Refusal
    from danvan_cli.readers.explaining import explained

    files, failures = [], []
    for found in documents(inputs):
        if isinstance(found, Refusal):
            note(context, f"{found.uri}: {found.reason}")
            failures.append(found)
        else:
            files.append(explained(found))
    encodings = Encodings(files=tuple(files), failures=tuple(failures))
    _print(encodings, json=json)
    return PARTLY if any(one.outcome == "failed" for one in failures) else DONE if files else NOTHING


def _print(encodings: "Encodings", *, json: bool) -> None:
    from danvan_cli.output import records

    if json:
        records.write_json(encodings)
    elif for_people():
        from danvan_cli.output.encodings import show_encodings

        show_encodings(encodings)
    else:
        records.write_lines(records.encoding_rows(encodings))
