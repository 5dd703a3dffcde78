"""A pile of files as people have them: all formats, good and bad, copies, and such as mean harm.

python -m tests.pile FOLDER
"""

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import sys
import tarfile
import unicodedata
import zipfile
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

from tests import legacy_bytes
from tests.office_files import docx, odt, p, page, pdf

COMMUNES = "Nà Phát|Tân Lập|Bản Hon|Nậm Sỏ|Khao Mang|Pa Khóa|Tà Gia|Phìn Hồ|Mường Kim|Trung Đồng|Thèn Sin|Sùng Phài"
WORKS = (
    "sửa đường vào xóm|dựng nhà văn hóa|trồng rừng đầu nguồn|nạo vét kênh mương|thắp sáng ngõ nhỏ|gom rác ven suối|"
    "nuôi dê theo nhóm|xóa bỏ hủ tục trong việc cưới|dạy chữ cho phụ nữ|hiến đất mở trường|giữ mốc biên giới"
)


def lines(number: int) -> list[str]:
    """An article of its own for each number: the title, then paragraphs."""
    communes, works = COMMUNES.split("|"), WORKS.split("|")
    commune, work = communes[number % len(communes)], works[number % len(works)]
    return [
        f"Xã {commune} vận động nhân dân {work}",
        f"Ngày {number % 27 + 1}/{number % 12 + 1}/2021, xã {commune} bàn việc {work} cùng trưởng bản và già làng.",
        f"Có {100 + number} hộ đăng ký tham gia, đóng góp {20 + number} triệu đồng và {300 + number} ngày công.",
        f"Tổ dân vận số {number} của xã chia nhau đến từng nhà, nghe từng ý kiến rồi mới họp lại để quyết định chung.",
        f"Theo kế hoạch, việc {work} sẽ xong trước mùa mưa; xã {commune} công khai thu chi mỗi tháng một lần.",
    ]


def text(number: int) -> str:
    return "\n\n".join(lines(number)) + "\n"


def html(number: int) -> str:
    title, *body = lines(number)
    inside = "".join(f"<p>{line}</p>" for line in body)
    return f'<!DOCTYPE html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>{inside}'


def record(number: int) -> dict[str, str]:
    title, *body = lines(number)
    return {"id": str(number), "title": title, "text": "\n".join(body)}


def zipped(files: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def tarred(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
    return held.getvalue()


def letter(number: int, **attached: bytes) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = lines(number)[0], "a@b.example"
    message["Message-ID"] = f"<{number}@b.example>"
    message.set_content(text(number))
    for name, content in attached.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message


def saved_page(number: int) -> bytes:
    head = "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    return f"{head}Content-Type: text/html; charset=utf-8\n\n{html(number)}\n--x--\n".encode()


def web_archive(*numbers: int) -> bytes:
    blocks = []
    for number in numbers:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html(number)}".encode()
        head = f"WARC-Type: response\r\nWARC-Target-URI: https://a.example.vn/{number}\r\nContent-Length: {len(answer)}"
        blocks.append(f"WARC/1.0\r\n{head}\r\nContent-Type: application/http\r\n\r\n".encode() + answer + b"\r\n\r\n")
    return b"".join(blocks)


def feed(*numbers: int) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>https://b.example.vn/{number}</link>"
        f"<content:encoded><![CDATA[{''.join(f'<p>{line}</p>' for line in body)}]]></content:encoded></item>"
        for number, (title, *body) in ((number, [*lines(number), *lines(number + 50)]) for number in numbers)
    )
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?><rss version="2.0" {content}><channel><title>Tin bản</title>{items}</channel></rss>'


def written(number: int, encoding: str) -> bytes:
    return legacy_bytes.ENCODERS[encoding](text(number))


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(10))


def files() -> dict[str, str | bytes]:
    """Names and contents, in the order in which they are read."""
    return {
        # texts and pages
        "01 văn bản.txt": text(1),
        "02 đánh dấu.md": f"# {lines(2)[0]}\n\n{text(2)}",
        "03 trang.html": html(3),
        "04 không đuôi": html(4),
        "05 TCVN3.txt": written(5, "tcvn3"),
        "06 VNI.txt": written(6, "vni"),
        "07 VPS.txt": written(7, "vps"),
        "08 windows-1258.txt": written(8, "windows-1258"),
        "09 UTF-8 hai lần.txt": written(9, "utf-8 twice"),
        "10 UTF-16.txt": text(10).encode("utf-16"),
        "11 NFD.txt": unicodedata.normalize("NFD", text(11)),
        # records
        "12 bản ghi.jsonl": "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (record(12), record(13))),
        "13 bản ghi hỏng.jsonl": f'{json.dumps(record(14))}\n{{"text": \n{{"title": "không có bài"}}\n',
        "14 danh sách.json": json.dumps([record(15), record(16)]),
        "15 bảng.csv": 'id,title,text\n17,"{}","{} {} {} {}"\n'.format(*lines(17)),
        # documents of offices
        "16 công văn.docx": docx("".join(p(line) for line in lines(18))),
        "17 công văn.odt": odt("".join(f"<text:p>{line}</text:p>" for line in lines(19))),
        "18 báo in.pdf": pdf(page(*lines(20))),
        # letters
        "19 thư.eml": letter(
            21, bài_docx=docx("".join(p(line) for line in lines(22))), ảnh_jpg=b"\xff\xd8\xff"
        ).as_bytes(),
        "20 hộp thư.mbox": b"".join(
            b"From a@b Mon May 15 08:00:00 2023\n%b\n" % letter(n).as_bytes() for n in (23, 24)
        ),
        "21 trang đã lưu.mht": saved_page(25),
        # archives
        "22 kho.zip": zipped(
            {"a.txt": text(26), "b/c.html": html(27), "b/d.css": "p{}", "e.zip": zipped({"f.txt": text(28)})}
        ),
        "23 kho.tar.gz": tarred({"a.txt": text(29), "b.html": html(30)}),
        "24 nén.txt.gz": gzip.compress(text(31).encode()),
        "25 nén.html.bz2": bz2.compress(html(32).encode()),
        "26 nén.txt.xz": lzma.compress(text(33).encode()),
        "27 lưu trữ.warc": web_archive(35, 36),
        "28 lưu trữ.warc.gz": gzip.compress(web_archive(37)),
        "29 tin.rss": feed(38, 39),
        # copies
        "30 chép.txt": text(1),
        "31 chép.html": html(1),
        "32 in lại.txt": text(2).replace("mỗi tháng một lần", "mỗi quý một lần"),
        # what is no article, or cannot be read
        "33 trống.txt": "",
        "34 ảnh.jpg": b"\xff\xd8\xff\xe0",
        "35 nhị phân.txt": bytes(range(256)) * 20,
        "36 ảnh chụp.pdf": pdf([], pictures=True),
        "37 khóa.pdf": pdf(page(*lines(40)), locked=True),
        "38 dở dang.pdf": pdf(page(*lines(41)))[:300],
        "39 dở dang.zip": zipped({"a.txt": text(42)})[:-60],
        "40 dở dang.docx": docx(p("Một"))[:-200],
        "41 đời cũ.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000),
        "42 trang chủ.html": f"<title>Báo</title><ul>{'<li><a href=/a>Tin mới nhất trong ngày</a></li>' * 30}</ul>",
        # what means harm
        "43 bom.zip": zipped({"a.txt": b"0" * 110_000_000}),
        "44 thoát.zip": zipped({"../../a.txt": text(90), "/etc/b.txt": text(91), "c.txt": text(34)}),
        "45 cười.docx": docx(p("&l9;"), head=f"<!DOCTYPE a [{LAUGHS}]>"),
        "46 sâu.html": "<div>" * 100_000 + text(43),
        "47 màu.txt": "\x1b[31m\u202e" + text(44),
        # the parts of a saved page beside it
        "03 trang_files/quảng cáo.html": html(99),
        "03 trang_files/kiểu.css": "p{}",
    }


def make(folder: Path) -> None:
    """Write the pile; beside it a database, tables that libraries write, and a folder that holds itself."""
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with closing(sqlite3.connect(folder / "48 bảng.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE bài (id, title, text)")
        connection.execute("INSERT INTO bài VALUES (:id, :title, :text)", record(45))
    _workbook(folder / "49 bảng.xlsx")
    _parquet(folder / "50 bảng.parquet")
    (folder / "vòng").symlink_to(folder, target_is_directory=True)


def _workbook(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("id", "title", "text"), tuple(record(46).values())):
        book.active.append(row)
    book.save(path)


def _parquet(path: Path) -> None:
    import duckdb

    one = record(47)
    duckdb.sql("SELECT ? AS id, ? AS title, ? AS text", params=list(one.values())).write_parquet(str(path))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
