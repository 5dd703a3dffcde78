"""Word, OpenDocument and PDF files, written by hand, so that a test says what is in them."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def docx(body: str, *, styles: dict[str, str] | None = None, part: str = "word/document.xml", head: str = "") -> bytes:
    """A Word file. body: what stands in w:body; styles: names by id; head: what stands before the root element."""
    folder, _slash, name = part.rpartition("/")
    names = "".join(
        f'<w:style w:styleId="{id}"><w:name w:val="{name}"/></w:style>' for id, name in (styles or {}).items()
    )
    return packed({
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{KIND}/officeDocument" '
        f'Target="/{part}"/></Relationships>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" '
        f'Type="{KIND}/styles" Target="styles.xml"/></Relationships>',
        f"{folder}/styles.xml": f'<w:styles xmlns:w="{W}">{names}</w:styles>',
        part: f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}" xmlns:mc="http://schemas.'
        'openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><w:body>{body}</w:body></w:document>',
    })  # fmt: skip


def p(*runs: str, style: str = "") -> str:
    """A paragraph of Word; a run that is no element is text."""
    inside = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/><w:tabs><w:tab w:pos="720"/></w:tabs></w:pPr>' if style else ""
    return f"<w:p>{properties}{inside}</w:p>"


def table(*rows: list[str]) -> str:
    """A table of Word; a cell that is no element is a paragraph."""
    cells = (["".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)] for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for (row,) in cells)}</w:tbl>"


def odt(text: str, *, styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text. text: what stands in office:text; styles: in office:automatic-styles."""
    spaces = " ".join(
        f'xmlns:{name}="{ODF}:{space}:1.0"'
        for name, space in {
            "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
            "svg": "svg-compatible",
        }.items()
    )  # fmt: skip
    return packed({
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">{manifest}'
        "</manifest:manifest>",
        "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
    })  # fmt: skip


Page = list[tuple[float, float, str]]  # lines with their places, in points from the lower left corner

PICTURE = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"


def page(*lines: str, left: float = 50, top: float = 780) -> Page:
    return [(left, top - 15 * i, line) for i, line in enumerate(lines)]


def pdf(*pages: Page, pictures: bool = False, locked: bool = False) -> bytes:
    """A PDF file. Each letter is half as wide as high, and has a code that a table translates to Unicode.

    pictures: each page has one as well; locked: a password is asked for.
    """
    letters = sorted({letter for lines in pages for _x, _y, line in lines for letter in line})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    names = "".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <00> <ff> "
        f"endcodespacerange {len(codes)} beginbfchar\n{names}endbfchar endcmap end end"
    )
    widths = f"/Widths [{' '.join(['500'] * 256)}]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Arial /FirstChar 0 /LastChar 255 /ToUnicode 4 0 R {widths} >>",
        _stream(cmap),
    ]
    for number, lines in enumerate(pages):
        shown = (f"BT /F 10 Tf {x} {y} Td <{bytes(map(codes.__getitem__, line)).hex()}> Tj ET" for x, y, line in lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(_stream("\n".join([*shown, *([PICTURE] if pictures else [])])))
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'1f' * 32}> /U <{'2e' * 32}> >>" if locked else ""
    return _file(objects, lock)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >> stream\n{content}\nendstream"


def _file(objects: list[str], lock: str) -> bytes:
    text, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    index = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /ID [<00> <00>] {lock} >>"
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{index}{trailer}\nstartxref\n{len(text)}\n%%EOF\n"
    return text.encode("latin-1")
