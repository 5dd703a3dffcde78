"""Which files of a folder or an archive are left out, by their names."""

import re

PAGE_PARTS = ("_files", ".files", "-Dateien", "_fichiers")  # the parts of NAME.html are in NAME_files; Word: NAME.files
PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")
NO_ARTICLE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|tiff?|heic|psd|mp[34]|wav|m4a|ogg|wma|avi|mov|mkv|webm|wmv|flv"
    r"|css|m?js|map|woff2?|ttf|otf|eot|swf|pyc?|sh|bat|exe|msi|dll|so|dmg|apk|iso|lnk|ini|bak|tmp"
    r"|db|sqlite3?|(?:db|sqlite3?)-(?:wal|shm|journal|ingest|ingest-journal)"
    r"|before-\d{4}_\w+(?:-\d+)?)",  # with -ingest what danvan puts beside its archives
    re.IGNORECASE,
)


def is_hidden(name: str) -> bool:
    """Whether people do not see it: ".git", the "~$Bài.docx" of a file open in Word, the "__MACOSX" of a Mac's zip."""
    return name.startswith((".", "~$")) or name == "__MACOSX"


def holds_no_article(suffix: str) -> bool:
    """Whether files with this suffix (".JPG") hold no text."""
    return bool(NO_ARTICLE.fullmatch(suffix))


def pages_of(folder: str) -> list[str]:
    """The names that a page may have whose parts a folder beside it holds: "bài_files" -> "bài.html", "bài.htm"."""
    pages = (folder.removesuffix(parts) for parts in PAGE_PARTS if folder.endswith(parts))
    return [page + suffix for page in pages if page for suffix in PAGES]
