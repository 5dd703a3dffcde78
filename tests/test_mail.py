"""E-mails, mailboxes and pages saved in one file -> their articles."""

import quopri
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_cli.models import Document, Refusal
from danvan_cli.readers import mime
from danvan_cli.readers.read import read_content

LINES = [
    "Ngày 3/6/2021, Ban Dân vận xã Tân Lập tổ chức ra mắt tổ dân vận khéo của thôn Đông.",
    "Tại buổi lễ, 12 hộ dân tự nguyện hiến 400 m2 đất để mở rộng đường liên thôn, lắp 30 bóng đèn.",
    "Đồng chí Bí thư Đảng ủy xã biểu dương sự đồng thuận của nhân dân và đề nghị nhân rộng cách làm này.",
    "Năm 2020, toàn xã đã có 9 mô hình được công nhận, trong đó có 4 mô hình về bảo vệ môi trường nông thôn.",
    "Các tổ dân vận trong xã sẽ tiếp tục vận động nhân dân giữ gìn cảnh quan và giúp nhau phát triển kinh tế.",
    "Trong quý tới, mỗi thôn sẽ đăng ký ít nhất một việc làm cụ thể, có người chịu trách nhiệm và thời hạn rõ ràng.",
]
TEXT = "\n\n".join(LINES) + "\n"
PAGE = f"<h1>Thôn Đông ra mắt tổ dân vận</h1>{''.join(f'<p>{line}</p>' for line in LINES)}"
HTML = f'<html><head><meta charset="utf-8"><title>Tin</title></head><body>{PAGE}</body></html>'


def mail(text: str | None = TEXT, subject: str = "Fwd: Ra mắt tổ dân vận ở Tân Lập", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Trần Thị Mẫu <mau@laichau.example.vn>"
    message["Date"] = "Mon, 15 May 2023 08:00:00 +0700"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    return message


def found_in(message: EmailMessage | MIMEMultipart | bytes, name: str = "thư.eml") -> list[Document | Refusal]:
    return list(read_content(name, message if isinstance(message, bytes) else message.as_bytes()))


def one(message: EmailMessage | MIMEMultipart | bytes, name: str = "thư.eml") -> Document:
    (document,) = found_in(message, name)
    assert isinstance(document, Document), document
    return document


def lines(message: EmailMessage | bytes, name: str = "thư.eml") -> list[str]:
    found = found_in(message, name)
    return [f"{f.uri}: {f.outcome}: {f.reason}" if isinstance(f, Refusal) else f.source.uri for f in found]


# ---------------------------------------------------------------- e-mails


def test_a_plain_mail_is_an_article_with_its_subject_as_title_and_no_date() -> None:
    message = mail()
    document = one(message)
    assert document.title == "Ra mắt tổ dân vận ở Tân Lập"
    assert (document.source.format, document.source.encoding) == ("eml", "utf-8")
    assert document.content == message.as_bytes()
    assert document.text.split() == TEXT.split()
    assert (document.published, document.byline, document.owner) == (None, None, ())


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: FW: Tr: Dân vận khéo", "Dân vận khéo"),
        ("Chuyển tiếp: Dân vận khéo: cách làm hay", "Dân vận khéo: cách làm hay"),
        ("Trao quà", "Trao quà"),
        ("", None),
        ("Fwd:", None),
    ],
)
def test_the_title_is_the_subject_without_what_programs_put_before_it(subject: str, title: str | None) -> None:
    assert one(mail(subject=subject)).title == title


@pytest.mark.parametrize(
    ("subject", "title", "in_page"),
    [
        ("[Bản tin số 12] Điểm tin tuần", None, True),
        ("Fwd: Bản tin dân vận tháng 6: Thôn Đông và những chuyện khác", "Thôn Đông và những chuyện khác", True),
        ("Tin, bài cộng tác ngày 4/6", None, True),
        ("[Bản tin 12] Thôn Đông có tổ dân vận", "Thôn Đông có tổ dân vận", True),
        ("Thôn Đông có tổ dân vận", "Thôn Đông có tổ dân vận", False),
        ("Bản tin của thôn đến từng nhà", "Bản tin của thôn đến từng nhà", False),
        ("Bài 2: Thôn Đông có tổ dân vận", "Bài 2: Thôn Đông có tổ dân vận", False),
        ("Tin vui ở thôn Đông", "Tin vui ở thôn Đông", False),
    ],
)
def test_the_subject_of_a_newsletter_is_no_headline(subject: str, title: str | None, in_page: bool) -> None:
    message = mail(subject=subject)
    assert one(message).title == title
    message.add_alternative(HTML, subtype="html")
    assert one(message).title == ("Thôn Đông ra mắt tổ dân vận" if in_page else title)


def test_a_page_beside_the_text_is_preferred_unless_it_lost_the_article() -> None:
    message = mail()
    message.add_alternative(HTML, subtype="html")
    document = one(message)
    assert document.text.split("\n")[-1] == LINES[-1]
    assert "\n\n" not in document.text
    message = mail()
    message.add_alternative(f"<p>{LINES[0]}</p>", subtype="html")
    assert document.text.split() == one(message).text.split()
    message = mail()
    message.add_alternative("<a href='x'>Xem trên web</a>", subtype="html")
    assert one(message).text.split() == TEXT.split()


def test_a_mail_of_a_page_alone_is_read_in_its_charset() -> None:
    message = mail(text=None)
    message.set_content(HTML, subtype="html", charset="utf-16")
    assert LINES[2] in one(message).text


def test_what_programs_put_around_a_forwarded_text_is_no_text_of_it() -> None:
    fields = "Từ: Ban Dân vận <a@b.vn>\nDate: T2, 25 thg 5, 2020\nSubject: Tin\nTo: c\n\n"
    head = f"---------- Forwarded message ---------\n{fields}"
    text = one(mail(f"{head}{TEXT}\n-- \nPhòng Tổng hợp\n")).text
    assert text.split() == TEXT.split()
    quoted = "".join(f"> {line}\n" for line in TEXT.split("\n"))
    assert one(mail(f"-----Original Message-----\nFrom: a\nSent: b\n\n{quoted}")).text.split() == TEXT.split()


def test_flowed_lines_are_joined() -> None:
    message = mail("Ngày 3/6/2021, xã Tân Lập \nra mắt tổ dân vận.\n\nDòng sau.\n")
    message.set_param("format", "flowed")
    assert one(message).text == "Ngày 3/6/2021, xã Tân Lập ra mắt tổ dân vận.\n\nDòng sau.\n"


def with_files(text: str, **files: bytes) -> EmailMessage:
    message = mail(text)
    for name, content in files.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_what_is_attached_is_read_at_an_address_of_its_own() -> None:
    files = {"bài viết.txt": TEXT.encode(), "ảnh.jpg": b"\xff\xd8", "../x.txt": b"x", "a.html": HTML.encode()}
    message = with_files(TEXT, **files)
    assert lines(message) == [
        "thư.eml",
        "thư.eml!/../x.txt: failed: a name that leads out of the archive",
        "thư.eml!/a.html",
        "thư.eml!/bài viết.txt",
        "thư.eml!/ảnh.jpg: skipped: .jpg files hold no article",
    ]


def test_files_of_one_name_are_all_read() -> None:
    message = mail()
    for number, name in enumerate(["bài.txt", "bài.txt", "bài (2).txt", "bài.txt"]):
        message.add_attachment(f"Bài {number}. {TEXT}".encode(), maintype="text", subtype="plain", filename=name)
    names = ["bài (2) (2).txt", "bài (2).txt", "bài (3).txt", "bài.txt"]
    assert lines(message)[1:] == [f"thư.eml!/{name}" for name in names]
    assert len({one.source.sha256 for one in found_in(message) if isinstance(one, Document)}) == 5


def test_a_letter_that_only_covers_its_files_is_no_article() -> None:
    files = {"bài.html": HTML.encode()}
    covering = "thư.eml: skipped: a covering letter; what is attached is read"
    assert lines(with_files("Kính gửi anh bài viết quý II.\n", **files)) == [covering, "thư.eml!/bài.html"]
    assert lines(with_files("\n", **files)) == [covering, "thư.eml!/bài.html"]
    picture = lines(with_files("Xã ra mắt tổ dân vận.\n", **{"a.png": b"x"}))
    assert picture == ["thư.eml", "thư.eml!/a.png: skipped: .png files hold no article"]


def test_mails_in_mails_and_archives_in_mails_are_read() -> None:
    message = mail("Gửi anh.\n")
    message.add_attachment(mail(subject="Một"))
    message.add_attachment(mail(subject="Hai"))
    found = found_in(message)
    assert [f.title for f in found if isinstance(f, Document)] == ["Một", "Hai"]
    assert [f.uri if isinstance(f, Refusal) else f.source.uri for f in found] == [
        "thư.eml",
        "thư.eml!/1.eml",
        "thư.eml!/2.eml",
    ]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"filename==?UTF-8?B?YsOgaS50eHQ=?=", "bài.txt"),
        (b"filename*=UTF-8''b%C3%A0i.txt", "bài.txt"),
        (b'filename="=?x-unknown?Q?a.txt?="', "=?x-unknown?Q?a.txt?="),
        (b"", "1"),
    ],
)
def test_names_of_files_are_decoded(header: bytes, name: str) -> None:
    content = (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n"
        b"Content-Disposition: attachment; " + header + b"\n\nMot hai ba\n--x--\n"
    )
    assert lines(content)[-1] == f"thư.eml!/{name}"


def test_half_a_character_in_a_subject_is_none() -> None:
    assert one(b"Subject: =?utf-7?Q?Tin_+2AA-?=\nFrom: a\n\n" + TEXT.encode()).title == "Tin ?"


def test_a_subject_that_is_not_encoded_is_read_as_text() -> None:
    content = "Subject: Tổ dân vận\nFrom: a\n\n".encode() + TEXT.encode()
    assert one(content).title == "Tổ dân vận"
    assert one(b"Subject: \0\1\2\3\4\5\xff\xfe\nFrom: a\n\n" + TEXT.encode()).text.split() == TEXT.split()
    assert one("Subject: =?€tf-8?q?a?=\nFrom: a\n\n".encode() + TEXT.encode()).title == "=?€tf-8?q?a?="


def test_messages_that_take_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000))
    assert lines(nested + b"\n" * 5_000) == ["thư.eml: failed: a message of 2001 parts that hold others"]
    many = b"Content-Type: multipart/mixed; boundary=b\n" + b"\n--b\n\na" * 10_001
    assert lines(many) == ["thư.eml: failed: a message of more than 10000 parts"]
    deep = b"Content-Type: message/rfc822\n\n" * 3_000
    assert lines(deep) == ["thư.eml: failed: messages in one another, too many to read"]
    monkeypatch.setattr(mime, "MAX_MESSAGE", 1_000_000)
    assert lines(b"Subject: a\n\n" + b"a\n" * 500_000) == ["thư.eml: failed: larger than 1 MB"]


@settings(deadline=None)
@given(st.sampled_from(["a.eml", "a.mht", "a.mbox"]), st.integers(0, 5_000), st.binary(max_size=20))
def test_any_damage_gives_documents_or_refusals(name: str, place: int, value: bytes) -> None:
    message = with_files(TEXT, **{"a.html": HTML.encode()})
    message.add_attachment(mail())
    content = b"From a@b Mon May 15 08:00:00 2023\n" * (name == "a.mbox") + message.as_bytes()
    found = list(read_content(name, content[:place] + value + content[place + len(value) :]))
    assert found
    assert not [one for one in found if isinstance(one, Refusal) and "fault" in one.reason]


# ---------------------------------------------------------------- mailboxes


def mailbox(*messages: EmailMessage, first: bytes = b"From - Mon May 15 08:00:00 2023\n") -> bytes:
    return b"".join(first + message.as_bytes() + b"\n" for message in messages)


def test_the_mails_of_a_mailbox_keep_their_addresses_when_others_come_and_go() -> None:
    one, two = mail(Message_ID="<1@b.vn>"), mail("Xã Tân Hòa làm khác.\n", Message_ID="<2@b.vn>")
    assert lines(mailbox(one, two), "hộp.mbox") == ["hộp.mbox!/1@b.vn", "hộp.mbox!/2@b.vn"]
    assert lines(mailbox(two), "hộp.mbox") == ["hộp.mbox!/2@b.vn"]
    again = "hộp.mbox!/2@b.vn: skipped: an e-mail with the same id was read before it"
    assert lines(mailbox(two, two), "Inbox")[1] == again.replace("hộp.mbox", "Inbox")
    (nameless,) = lines(mailbox(mail()), "hộp.mbox")
    assert len(nameless.removeprefix("hộp.mbox!/")) == 16


def test_a_line_that_begins_with_from_inside_a_mail_is_text() -> None:
    text = "Một.\n\nFrom Hà Nội, đoàn đã về dự.\n" + TEXT
    assert "From Hà Nội" in one(mailbox(mail(text), first=b"From \r\n"), "hộp.mbox").text


def test_what_is_no_mailbox_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(b"Subject: a\n\nb", "a.mbox") == ["a.mbox: failed: no mailbox: it does not begin with the word From"]
    monkeypatch.setattr("danvan_cli.readers.mbox.MAX_MESSAGE", 10_000)
    monkeypatch.setattr(mime, "MAX_MESSAGE", 10_000)
    large = mailbox(mail("a\n" * 10_000, Message_ID="<1@b>"), mail(Message_ID="<2@b>"))
    assert lines(large, "a.mbox") == ["a.mbox!/1@b: failed: larger than 0 MB", "a.mbox!/2@b"]


# ---------------------------------------------------------------- pages saved in one file


ADDRESS = "https://tanlap.example.vn/tin/1"
START = "From: <Saved by Blink>\nSnapshot-Content-Location: https://tanlap.example.vn/tin/1\nMIME-Version: 1.0\n"


def saved(page: bytes, *, encoding: str = "quoted-printable", charset: str = "", location: str = ADDRESS) -> bytes:
    body = quopri.encodestring(page)
    if encoding == "base64":
        import base64

        body = base64.encodebytes(page)
    kind = f"text/html{charset and f'; charset={charset}'}"
    return (
        (
            f'{START}Content-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\nContent-Type: text/css\n\n'
            f"p {{}}\n--x\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n"
            f"Content-Location: {location}\n\n"
        ).encode()
        + body
        + b"\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBO\n--x--\n"
    )


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("name", ["trang.mht", "trang.MHTML", "trang", "trang.html"])
def test_a_page_saved_in_one_file_is_read_with_the_host_it_came_from(name: str, encoding: str) -> None:
    content = saved(HTML.encode(), encoding=encoding)
    document = one(content, name)
    assert (document.source.uri, document.source.format, document.source.encoding) == (name, "mht", "utf-8")
    assert document.content == content
    assert document.title == "Thôn Đông ra mắt tổ dân vận"
    assert document.owner[0] == "tanlap.example.vn"
    assert document.text.split("\n")[-1] == LINES[-1]


def test_the_charset_and_the_address_of_the_part_count() -> None:
    page = HTML.replace('<meta charset="utf-8">', "").encode("utf-16")
    assert LINES[0] in one(saved(page, charset="unicode"), "a.mht").text
    assert "tanlap.example.vn" in one(saved(HTML.encode(), location="cid:frame-1@mhtml"), "a.mht").owner
    canonical = HTML.replace("<title>", '<link rel="canonical" href="https://bao.example.vn/1"><title>')
    assert one(saved(canonical.encode()), "a.mht").owner[0] == "bao.example.vn"


def test_a_page_of_word_and_the_page_that_is_named_as_the_start() -> None:
    whole = MIMEMultipart("related", start="<2@x>")
    for number, text in (("<1@x>", f"<p>{LINES[1] * 3}</p>"), ("<2@x>", HTML)):
        part = MIMEText(text, "html", "utf-8")
        part["Content-ID"] = number
        whole.attach(part)
    assert one(whole, "a.mht").title == "Thôn Đông ra mắt tổ dân vận"
    word = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"
    document = one(word + HTML.encode() + b"\n--x--\n", "báo cáo.doc")
    assert (document.source.format, document.title) == ("mht", "Thôn Đông ra mắt tổ dân vận")


def test_a_saved_page_without_a_page_is_refused() -> None:
    assert lines(START.encode() + b"Content-Type: image/png\n\nx", "a.mht") == ["a.mht: failed: no page in it"]
    assert lines(saved(HTML.encode())[:300], "a.mht")[0].startswith("a.mht: failed: no ")
