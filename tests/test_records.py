"""Files of records: what a line or a row gives, and what is refused."""

import io
import json
import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.models import Document, Given, Refusal
from danvan_cli.readers import records
from danvan_cli.readers.records import read_lines, read_list, read_table

TEXT = "Ngày 12/5, Hội Nông dân xã Tân Thành trao 20 suất quà."


def lines(content: bytes) -> list[Document | Refusal]:
    return list(read_lines("kho.jsonl", io.BytesIO(content)))


def table(text: str, encoding: str = "utf-8") -> list[Document | Refusal]:
    return list(read_table("kho.csv", text.encode(encoding)))


def told(found: list[Document | Refusal]) -> list[str]:
    """The text of a document, the reason of a refusal."""
    return [f.reason if isinstance(f, Refusal) else f.text for f in found]


def test_a_line_is_an_article_with_what_the_user_gave() -> None:
    record = {
        "text": TEXT,
        "title": "Trao quà",
        "published": "12/5/2021",
        "province": "Đồng Nai",
        "id": 17,
        "khác": [1],
    }
    line = json.dumps(record, ensure_ascii=False).encode()
    (document,) = lines(line + b"\r\n")
    assert isinstance(document, Document)
    assert document.given == Given(title="Trao quà", published="2021-05-12", province="Đồng Nai", id="17")
    assert (document.text, document.content) == (TEXT, line)
    assert (document.title, document.published) == (None, None)
    source = document.source
    assert (source.uri, source.format, source.encoding) == ("kho.jsonl#17", "jsonl", "utf-8")
    assert source.sha256 == sha256(line).hexdigest()


@pytest.mark.parametrize(
    ("record", "uri"),
    [
        ({"url": "https://example.org/a", "id": "x"}, "https://example.org/a"),
        ({"id": "x"}, "kho.jsonl#x"),
        ({"url": "", "id": None}, "kho.jsonl#line=2"),
    ],
)
def test_the_uri_of_a_record(record: dict[str, str], uri: str) -> None:
    (document,) = lines(b"\n" + json.dumps({"text": TEXT, **record}).encode())
    assert isinstance(document, Document)
    assert document.source.uri == uri


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{text: 1}", "not JSON: Expecting property name enclosed in double quotes, character 2"),
        (b'{"text": "a\0b"}', "not JSON: Invalid control character at, character 12"),
        (b'{"text": "D\xe2n v\xe2n"}', "not UTF-8"),
        (b'\xff\xfe{\0"\0', "not UTF-8"),
        (b"[1]", "not a JSON object"),
        (b'"a"', "not a JSON object"),
        (b"[" * 100_000, "not JSON: a number too long or too many brackets"),
        (b'{"text": "a", "x": ' + b"9" * 5000 + b"}", "not JSON: a number too long or too many brackets"),
        (b"{}", "no text"),
        (b'{"text": " \\n\\u200b "}', "no text"),
        (b'{"text": null}', "no text"),
        (b'{"text": ["a"]}', "text is not a text"),
        (b'{"text": "a", "title": {"vi": "b"}}', "title is not a text"),
        (b'{"text": "a", "id": true}', "id is not a text"),
        (b'{"text": "a", "published": "31/02/2020"}', "published is not a date: 31/02/2020"),
        (b'{"text": "a", "published": 3.5}', "published is not a text"),
        (b'{"text": "' + b"a" * 300_001 + b'"}', "a line of 300001 characters is not an article"),
        (b'{"text": "' + b"a\\n" * 250_001 + b'"}', "a text of 500001 characters is not an article"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_line_is_refused_by_its_number_and_others_go_on(line: bytes, reason: str) -> None:
    good = json.dumps({"text": TEXT}).encode()
    found = lines(good + b"\n\r\n  \n" + line + b"\n" + good)
    assert told(found) == [TEXT, reason, TEXT]
    assert isinstance(found[1], Refusal)
    assert found[1].uri == "kho.jsonl#line=4"


def test_a_line_larger_than_a_record_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_RECORD", 100)
    huge = [b"{" + b"x" * size + b"\n" for size in (99, 100, 101, 250, 1000)]
    assert told(lines(b"".join(huge) + b'{"text": "a"}\n' + b"x" * 500)) == [
        "not JSON: Expecting property name enclosed in double quotes, character 2",
        *["more than 100 bytes are not an article"] * 4,
        "a",
        "more than 100 bytes are not an article",
    ]


def test_lines_are_read_one_at_a_time() -> None:
    file = io.BytesIO(b'{"text": "a"}\n' * 100_000)
    next(iter(read_lines("kho.jsonl", file)))
    assert file.tell() < 100


def test_texts_are_valid_unicode_in_nfc() -> None:
    text = b'"text": "a\\ud800 \\ud83d\\ude00 e\\u0302\\u0323\\r\\nb"'
    line = b"\xef\xbb\xbf{" + text + b', "title": " T\\udfff\\n\\u0000x ", "url": "u\\ud800"}'
    (document,) = lines(line)
    assert isinstance(document, Document)
    assert document.text == "a\ufffd \U0001f600 ệ\nb"
    assert document.given.title == "T\ufffd x"
    assert document.source.uri == "u\ufffd"


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_an_article(delimiter: str, encoding: str, end: str) -> None:
    rows = [["ID ", "Title", "TEXT", "Published"], ["7", "Trao quà", f'"{TEXT}\n""Khéo"", tốt; hay"', "12/05/2021"]]
    (document,) = table(end.join(delimiter.join(row) for row in rows) + end, encoding)
    assert isinstance(document, Document)
    assert document.text == f'{TEXT}\n"Khéo", tốt; hay'
    assert document.given == Given(title="Trao quà", published="2021-05-12", id="7")
    assert (document.source.uri, document.source.format) == ("kho.csv#7", "csv")
    assert json.loads(document.content)["text"] == document.text
    assert document.source.sha256 == sha256(document.content).hexdigest()


def test_rows_are_refused_by_the_line_on_which_they_begin() -> None:
    rows = 'title,text\nA,"một\nhai"\n\nB,\nC,ba, bốn\n"D"x,năm\nE\nF,sáu\nG,"không hết\nH,bảy\n'
    found = table(rows)
    assert told(found) == [
        "một\nhai",
        "no text",
        "more cells than columns; text with a comma needs quotation marks",
        "',' expected after '\"'",
        "no text",
        "sáu",
        "unexpected end of data",
    ]
    assert [getattr(f, "uri", None) or f.source.uri for f in found][:2] == ["kho.csv#line=2", "kho.csv#line=5"]


@pytest.mark.parametrize("text", ["", "\n", "title,body\na,b\n", '"text', "bài viết\n"])
def test_a_table_without_a_column_of_texts_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="text"):
        table(text)


def test_a_cell_larger_than_a_text_is_refused() -> None:
    assert told(table(f"text\n{'a' * 500_001}\nb\n")) == ["field larger than field limit (500000)", "b"]


# ---------------------------------------------------------------- any input


@given(st.binary(max_size=200))
def test_any_bytes_give_documents_or_refusals(content: bytes) -> None:
    for found in lines(content):
        assert isinstance(found, Document | Refusal)


@given(st.text(alphabet='",;ađ\n\r\t\u2028 ', max_size=100))
def test_any_table_gives_documents_or_refusals(text: str) -> None:
    for found in table(f"text,title\n{text}"):
        assert isinstance(found, Document | Refusal)


@given(st.dictionaries(st.sampled_from(["text", "title", "published", "url", "province", "id"]), st.from_type(object)))
def test_any_record_gives_a_document_or_a_refusal(record: dict[str, object]) -> None:
    (found,) = lines(json.dumps(record, default=str).encode())
    assert isinstance(found, Document | Refusal)
    if isinstance(found, Document):
        json.dumps([found.text, found.source.uri, found.given.title], ensure_ascii=False).encode()


# ---------------------------------------------------------------- lists


def of_list(value: object) -> list[Document | Refusal]:
    return list(read_list("kho.json", json.dumps(value).encode()))


@pytest.mark.parametrize("wrap", [list, lambda records: records[0]], ids=["a list", "one record"])
def test_a_list_of_records_or_one_record(wrap: Callable[[list[object]], object]) -> None:
    (document,) = of_list(wrap([{"text": TEXT, "id": 5, "title": "Trao quà"}]))
    assert isinstance(document, Document)
    assert (document.text, document.given) == (TEXT, Given(title="Trao quà", id="5"))
    assert (document.source.uri, document.source.format) == ("kho.json#5", "json")
    (again,) = lines(document.content)
    assert isinstance(again, Document)
    assert again.given == document.given


def test_a_bad_record_of_a_list_is_refused_by_its_place_and_others_go_on() -> None:
    found = of_list([{"text": ""}, 5, {"text": "Một\ud800"}, {"text": "Hai", "published": "hôm qua"}])
    assert told(found) == [
        "no text",
        "not a JSON object",
        "Một\ufffd",
        "published is not a date: hôm qua",
    ]
    assert [one.uri for one in found if isinstance(one, Refusal)] == [f"kho.json#record={n}" for n in (1, 2, 4)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'[{"text": "a"}', "not JSON: Expecting ',' delimiter, character 15"),
        (b"[" * 100_000, "not JSON: a number too long or too many brackets"),
        (b"[" + b" " * 16_000_000 + b"]", "larger than 16 MB; save the file as .jsonl, one record a line"),
    ],
)
def test_what_is_no_list_of_records_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        list(read_list("kho.json", content))
