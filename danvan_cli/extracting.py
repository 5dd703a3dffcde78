"""Document -> Article, ready to be written, in this process; and the worker process that does so for another."""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO, NamedTuple, TypeVar

from danvan_cli.errors import DanvanError
from danvan_cli.messages import _
from danvan_cli.models import Article, Document, Refusal
from danvan_cli.store.rows import Rows, rows_of
from danvan_cli.text.reprints import Sketch, sketch
from danvan_cli.text.words import IndexForms, index_forms
from danvan_cli.version import __version__

Made = TypeVar("Made")


class Ready(NamedTuple):
    """What is written of an article, its forms for the indexes, and what it is compared with others by."""

    rows: Rows
    forms: IndexForms
    sketch: Sketch


def ready(document: Document) -> Ready | Refusal:
    """The document's article with its facts, ready to be written."""
    return _made(_ready, document)


def extracted(document: Document) -> Article | Refusal:
    """The document's article with its facts."""
    return _made(_article, document)


def _ready(document: Document) -> Ready:
    rows = rows_of(_article(document))
    forms = index_forms(rows.title, rows.body)
    return Ready(rows, forms, sketch([*forms.title.split(), *forms.body.split()]))


def _article(document: Document) -> Article:
    from danvan_cli.extraction.article import article

    return article(document)


def _made(make: Callable[[Document], Made], document: Document) -> Made | Refusal:
    """What is made of a document, or why it cannot be."""
    try:
        return make(document)
    except DanvanError as error:
        return Refusal(uri=document.source.uri, reason=str(error))
    except Exception as error:  # a fault of a rule costs one article, not the run; the ledger names it
        reason = _("a fault of danvan ({fault}); please report it").format(fault=f"{type(error).__name__}: {error}")
        return Refusal(uri=document.source.uri, reason=reason)


def work() -> None:
    """The worker: lists of documents on standard input, a list of what became of them for each on standard output.

    Its first word is its version. Ctrl-C is for the process that started it; when that one is gone, it ends at once.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # what anything prints is no answer
    asked: SimpleQueue[list[Document]] = SimpleQueue()
    Thread(target=_receive, args=(sys.stdin.buffer, asked), daemon=True).start()
    try:
        _send(answers, __version__)
        while True:
            _send(answers, [ready(document) for document in asked.get()])
    finally:
        os._exit(0)  # nobody listens any more


def _receive(questions: BinaryIO, asked: "SimpleQueue[list[Document]]") -> None:
    """Queue what is asked; end the process when the other end is closed, whatever it is doing."""
    try:
        while True:
            asked.put(pickle.load(questions))  # noqa: S301 - from the process that started this one
    finally:
        os._exit(0)


def _send(answers: BinaryIO, answer: object) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()
