"""What a file is: by its first bytes, else by its name, else by how its text begins; and what is not read."""

import re
from pathlib import PurePosixPath

from danvan_cli.messages import _

SUFFIXES = {
    "txt": ".txt",
    "md": ".md .markdown",
    "html": ".html .htm .xhtml",
    "mht": ".mht .mhtml",
    "jsonl": ".jsonl .ndjson",
    "json": ".json",
    "csv": ".csv .tsv",
    "feed": ".rss .atom",
    "zip": ".zip",
    "tar": ".tar",
    "gz": ".gz .tgz",
    "bz2": ".bz2 .tbz .tbz2",
    "xz": ".xz .txz",
    "warc": ".warc",
    "eml": ".eml",
    "mbox": ".mbox",
    "docx": ".docx .docm",
    "odt": ".odt",
    "pdf": ".pdf",
    "xlsx": ".xlsx .xlsm",
    "parquet": ".parquet",
    "sqlite": ".db .sqlite .sqlite3",
    # not read
    "doc": ".doc .dot",
    "rtf": ".rtf",
    "xls": ".xls .xlsb",
    "ods": ".ods",
    "ppt": ".ppt",
    "pptx": ".pptx",
    "odp": ".odp",
    "epub": ".epub",
    "mobi": ".mobi",
    "msg": ".msg",
    "webarchive": ".webarchive",
    "rar": ".rar",
    "7z": ".7z",
}
FORMATS = {suffix: format for format, suffixes in SUFFIXES.items() for suffix in suffixes.split()}
PACKED = ("gz", "bz2", "xz", "zip", "tar", "eml", "mbox", "warc")  # what holds other files

MAGIC = (
    *((b"PK\3\4", "zip"), (b"PK\5\6", "zip"), (b"\x1f\x8b\x08", "gz"), (b"\xfd7zXZ\0", "xz"), (b"%PDF-", "pdf")),
    *((b"Rar!\x1a\7", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "ole")),
    *((b"WARC/1.", "warc"), (b"WARC/0.", "warc"), (b"bplist00", "webarchive")),
    *((b"SQLite format 3\0", "sqlite"), (b"PAR1", "parquet")),
)
BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
TAR = slice(257, 262), b"ustar"
SAVED_PAGE = re.compile(rb"From: <?Saved by ", re.IGNORECASE)
SAVED_BY_WORD = re.compile(rb"MIME-Version: 1\.0\r?\nContent-Type: multipart/related", re.IGNORECASE)
WITHIN = {"zip": ("docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"), "ole": ("doc", "xls", "ppt", "msg")}
BINARY = {format for _bytes, format in MAGIC} | {name for names in WITHIN.values() for name in names}

NOT_LETTERS = b"\0\xef\xbb\xbf\xfe\xff"  # byte order marks, and the zero bytes of UTF-16
MARKUP = re.compile(rb"<[A-Za-z!?]")
LIST = re.compile(rb"\[\s{0,100}\{")
FEED = re.compile(
    rb"(?>\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*+<(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex)\b", re.DOTALL
)
MAILBOX = re.compile(rb"From \S{1,200} [^\n]{0,60}\d\d:\d\d[^\n]{0,40}\n")
HEADER = rb"[A-Za-z][\w-]{1,40}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,50}"
MAIL = re.compile(rb"(?:%b){0,30}?(?:Message-ID|MIME-Version|Received):" % HEADER, re.IGNORECASE)

INSIDE = "!/"  # between the address of an archive and the name of a file in it
ADDRESS = re.compile(r"https?://[^/?#]*([^?#]*)", re.IGNORECASE)
COMPRESSED = re.compile(r"(?:\.gz|\.bz2|\.xz|(\.tgz|\.tbz2?|\.txz))$", re.IGNORECASE)


def format_of(name: str, head: bytes) -> str:
    """What a file of this name, or at this address, is, by its first bytes: "html", "zip", "pdf"."""
    named = FORMATS.get(_suffix(name))
    told = _told(head)
    if told:
        return named if named and named in WITHIN.get(told, ()) else told
    start = head.translate(None, NOT_LETTERS).lstrip()
    if named in BINARY and MARKUP.match(start):
        return "html"  # a page that an office program saved, or a server sent instead of a file
    if named in BINARY and SAVED_BY_WORD.match(start):
        return "mht"
    return named or _sniffed(start)


def name_unpacked(name: str) -> str:
    """The name of what a compressed file holds: "bài.html.gz" -> "bài.html", "kho.tgz" -> "kho.tar"."""
    return COMPRESSED.sub(lambda found: ".tar" if found[1] else "", name)


def _suffix(name: str) -> str:
    own = name.rpartition(INSIDE)[2]
    address = ADDRESS.match(own)
    return PurePosixPath(address[1] if address else own).suffix.lower()


def _told(head: bytes) -> str | None:
    """The format by the bytes that no text begins with."""
    place, ustar = TAR
    if BZIP2.match(head):
        return "bz2"
    if head[place] == ustar:
        return "tar"
    if SAVED_PAGE.match(head):
        return "mht"
    return next((format for magic, format in MAGIC if head.startswith(magic)), None)


def _sniffed(start: bytes) -> str:
    """The format by the beginning of a text whose name tells nothing."""
    if FEED.match(start):
        return "feed"
    if MARKUP.match(start):
        return "html"
    if start.startswith(b"{"):
        return "jsonl"
    if LIST.match(start):
        return "json"
    if MAILBOX.match(start):
        return "mbox"
    return "eml" if MAIL.match(start) else "txt"


def unread(name: str, format: str) -> str | None:
    """Why a format is not read and what to do; None where it is read."""
    advice = _advice(format)
    if advice and FORMATS.get(_suffix(name), format) != format:
        return _("not what its name says: {advice}").format(advice=advice)
    return advice


def _advice(format: str) -> str | None:
    match format:
        case "doc" | "rtf":
            return _("old Word files are not read; save the file as .docx")
        case "xls" | "ods":
            return _("such spreadsheets are not read; save the file as .xlsx or .csv")
        case "ppt" | "pptx" | "odp":
            return _("presentations are not read yet; save its text as .txt")
        case "ole":
            return _("files of old office programs are not read; save the file as .docx or .xlsx")
        case "msg":
            return _("e-mails of Outlook are not read yet; save the file as .eml")
        case "webarchive":
            return _("web archives of Safari are not read yet; save the page as .html")
        case "epub" | "mobi":
            return _("books are not read yet; save its text as .txt")
        case "rar" | "7z":
            return _(".{format} files are not read; unpack it first").format(format=format)
    return None
