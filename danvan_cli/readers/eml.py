"""E-mails (.eml) -> Document, and the files that are attached.

An e-mail's date is when it was sent. What people keep are articles that somebody forwarded, days or years after they
were published, so the date is not taken for the day of publication: only what the text or the page inside says counts.
Nor does the sender's address tell whose article it is.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from hashlib import sha256
from pathlib import PurePosixPath
from typing import cast

from danvan_cli.errors import NotAnArticle
from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal, Source
from danvan_cli.readers import html
from danvan_cli.readers.bounds import bytes_of, check_article
from danvan_cli.readers.encodings import decode
from danvan_cli.readers.mime import body, header, leaves, message, words
from danvan_cli.readers.packed import Part, Room, broken, chosen, in_memory

COVERING = 500  # letters; a shorter letter with files only covers them
WHOLE = 0.7  # of the letters of the plain text; a page that yields fewer lost some of the article
FORWARDED = re.compile(r"(?:(?:fwd?|re|tr|chuyển tiếp|trả lời)\s?:\s*)+", re.IGNORECASE)
NEWSLETTER = re.compile(  # "[Bản tin số 9] Điểm tin tuần", "Bản tin dân vận tháng 3: ...", "Tin bài cộng tác ngày 15/3"
    r"(?:\[[^\]]{0,20}(?:bản|điểm) tin[^\]]{0,40}\]\s{0,3})?"
    r"(?:(?:gửi )?(?:bản tin|điểm tin|tin,? bài|(?:bài|tin)(?= cộng tác| gửi))"
    r"(?: (?:cộng tác|dân vận|nội bộ|tuần|tháng|quý|năm|ngày|số|kỳ|này|qua|gửi|ban biên tập|tòa soạn"
    r"|\d{1,4}(?:[/.-]\d{1,4}){0,2}|[ivx]{1,4}),?){1,8}(?:\s?[:–-]\s{1,3}|$))?",
    re.IGNORECASE,
)
FORWARD_HEAD = re.compile(
    r"^[> \t]{0,20}-{2,20}[^\n-]{3,60}-{2,20}[ \t]{0,20}\n{1,3}"
    r"(?:[> \t]{0,20}\*?(?:From|Date|Sent|Subject|To|Cc|Từ|Ngày|Đã gửi|Vào|Chủ đề|Tiêu đề|Tới|Đến)\s?:[^\n]*\n)+",
    re.MULTILINE | re.IGNORECASE,
)
QUOTED = re.compile(r"^>[> ]{0,50}", re.MULTILINE)
SIGNATURE = "\n-- \n"
FLOWED = re.compile(r"(?<=[^\n]) \n(?=[^\n])")


def parts(uri: str, file: io.BufferedReader, room: Room) -> Iterator[Part | Document | Refusal]:
    """The letter, and the attached files with addresses of their own: "thư.eml!/bài.docx"."""
    content = bytes_of(file)
    whole = message(content)
    attached = [part for part in leaves(whole) if _is_attached(part)]
    found = list(chosen(uri, _names(attached)))
    yield _letter(uri, content, whole, has_files=any(not isinstance(one, Refusal) for one in found))
    for one in found:
        if isinstance(one, Refusal):
            yield one
        else:
            room.take_file()
            place, address = one
            yield _file(attached[place], address)


# ---------------------------------------------------------------- the letter


def _letter(uri: str, content: bytes, whole: Message, *, has_files: bool) -> Document | Refusal:
    """The article in the letter's own words, or why there is none."""
    source = Source(uri=uri, sha256=sha256(content).hexdigest(), format="eml", encoding=None)
    try:
        found = _read(source, [part for part in leaves(whole) if not _is_attached(part)])
        check_article(found.text)
    except (NotAnArticle, ValueError) as error:
        if not has_files:
            return Refusal(uri=uri, reason=str(error))
        found = None
    if found is None or (has_files and len(found.text) < COVERING):
        return Refusal(uri=uri, reason=_("a covering letter; what is attached is read"), outcome="skipped")
    return replace(found, content=content, title=_title(header(whole, "Subject"), found.title))


def _title(subject: str, headline: str | None) -> str | None:
    """The subject without what programs put before it; of a newsletter the page's headline, else what follows."""
    told = FORWARDED.sub("", subject, count=1)
    name = NEWSLETTER.match(told)
    rest = told[name.end() :] if name else told
    return (headline or rest or None) if rest != told else told or headline


def _read(source: Source, own: list[Message]) -> Document:
    """The letter as a page, which keeps paragraphs and headings, unless its plain text holds clearly more."""
    plain = [part for part in own if part.get_content_type() == "text/plain"]
    pages = [part for part in own if part.get_content_type() == "text/html"]
    text = _text(source, plain) if any(body(part).strip() for part in plain) else None
    if pages:
        page = max(pages, key=lambda part: len(part.get_payload()))
        try:
            found = html.read(source, body(page), page.get_content_charset())
        except NotAnArticle:
            if text is None:
                raise
        else:
            found = replace(found, text=_without_heads(found.text))
            if text is None or len(found.text) >= WHOLE * len(text.text):
                return found
    if text is None:
        raise NotAnArticle(_("no text"))
    return text


def _text(source: Source, plain: list[Message]) -> Document:
    """The plain text; a program that sends pictures between paragraphs makes several parts of it."""
    decoded = [(part, *decode(body(part), part.get_content_charset())) for part in plain]
    text = "\n".join(_unwrapped(part, text) for part, text, _encoding in decoded)
    check_article(text)  # before the patterns
    text = QUOTED.sub("", _without_heads(text.split(SIGNATURE)[0]))
    return Document(source=replace(source, encoding=decoded[0][2]), content=b"", text=text)


def _unwrapped(part: Message, text: str) -> str:
    """In a flowed text a blank before a line's end says that the paragraph goes on."""
    lines = text.replace("\r\n", "\n")
    return FLOWED.sub(" ", lines) if part.get_param("format") == "flowed" else lines


def _without_heads(text: str) -> str:
    """The text without what a program puts above a forwarded letter: a dashed line, from, date, subject, to."""
    return FORWARD_HEAD.sub("", text)


# ---------------------------------------------------------------- what is attached


def _is_attached(part: Message) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() == "message/rfc822"
        or bool(part.get_filename() and not (is_text and part.get_content_disposition() == "inline"))
    )


def _names(attached: list[Message]) -> list[str]:
    """A name of its own for each: "bài.docx", "bài (2).docx"."""
    names: dict[str, None] = {}
    met = Counter[str]()
    for place, part in enumerate(attached, 1):
        name = own = _name(part, place)
        suffix = PurePosixPath(name).suffix
        while own in names:
            met[name] += 1
            own = f"{name.removesuffix(suffix)} ({met[name] + 1}){suffix}"
        names[own] = None
    return list(names)


def _name(part: Message, place: int) -> str:
    suffix = ".eml" if part.get_content_type() == "message/rfc822" else ""
    return words(part.get_filename() or "") or f"{place}{suffix}"


def _file(part: Message, address: str) -> Part | Refusal:
    try:
        content = _message_inside(part) if part.is_multipart() else body(part)
    except Exception as error:  # of many kinds: the library cannot always write what it could read
        return Refusal(uri=address, reason=str(broken(error)))
    return Part(address, in_memory(content), address)


def _message_inside(part: Message) -> bytes:
    return cast("list[Message]", part.get_payload())[0].as_bytes()
