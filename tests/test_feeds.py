"""Feeds and sitemaps: which pages they name, which entries hold their article, what is refused."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.models import Document, Refusal
from danvan_cli.readers.feed_xml import day, moment
from danvan_cli.readers.inputs import Input
from danvan_cli.readers.listing import Entry, linked_feeds, listing
from danvan_cli.readers.read import read, read_content
from tests.sites import rss

HOME = "https://tin.example/"
SENTENCE = "Sáng 3/5, bản Nà Phát ra mắt tổ dân vận khéo với 12 thành viên, mỗi người phụ trách vài hộ dân trong bản. "
TEXT = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 3}</p>"
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
RSS2 = f"""<?xml version="1.0" encoding="UTF-8"?><!-- <rss> --><rss version="2.0" {CONTENT}
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Tin&nbsp;bản</title><atom:link href="https://tin.example/rss" rel="self"/><link>{HOME}</link>
<item><media:title>Ảnh</media:title><title>Nà Phát ra mắt tổ dân vận</title><link> /bai/1 </link>
  <pubDate>Sat, 04 May 2024 20:15:00 GMT</pubDate><dc:creator>Lò Văn Thử</dc:creator>
  <description>Một đoạn ngắn…</description><media:content url="https://tin.example/a.jpg"/>
  <content:encoded><![CDATA[{TEXT}]]></content:encoded></item>
<item><title>Tin vắn</title><link>/bai/2</link><description><![CDATA[<p>Một đoạn ngắn</p>]]></description></item>
<item><title>Bài dài</title><guid>https://tin.example/bai/3</guid><description>{SENTENCE * 12}</description></item>
<item><title>Cắt ngang</title><link>/bai/4</link><description>{SENTENCE * 12}…</description></item>
<item><title>Không đường dẫn</title><guid isPermaLink="false">https://tin.example/bai/5</guid></item>
</channel></rss>"""
RSS1 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" {CONTENT}><channel rdf:about="{HOME}"><title>Tin bản</title>
  <link>{HOME}</link><items><rdf:Seq/></items></channel>
<item rdf:about="{HOME}bai/1"><title>Nà Phát</title><link>{HOME}bai/1</link><dc:date>2024-05-04T20:15:00Z</dc:date>
  <content:encoded><![CDATA[{TEXT}]]></content:encoded></item></rdf:RDF>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="http://www.w3.org/1999/xhtml"><title>Tin bản</title>
<link rel="self" href="{HOME}atom"/><link href="{HOME}"/>
<entry><title type="html">Nà &lt;b&gt;Phát&lt;/b&gt;</title><link rel="edit" href="/sua/1"/><link href="/bai/1"/>
  <id>tag:1</id><published>2024-05-04T20:15:00Z</published><updated>2024-05-06T01:00:00+07:00</updated>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{TEXT}</div></content></entry>
<entry><title>Hai</title><id>{HOME}bai/2</id><updated>2024-05-05</updated>
  <content type="html">{TEXT.replace("<", "&lt;")}</content></entry>
<entry><title>Ba</title><link href="{HOME}bai/3"/><content src="{HOME}bai/3.html"/></entry></feed>"""


def taken(text: str, uri: str = f"{HOME}rss", format: str | None = "feed") -> list[Document | Refusal]:
    return list(read_content(uri, text.encode(), format))


def articles(text: str) -> dict[str, Document]:
    return {found.source.uri: found for found in taken(text) if isinstance(found, Document)}


@pytest.mark.parametrize(
    ("text", "addresses"),
    [(RSS2, ["bai/1", "bai/3"]), (RSS1, ["bai/1"]), (ATOM, ["bai/1", "bai/2"])],
    ids=["RSS 2.0", "RSS 1.0", "Atom"],
)
def test_entries_that_hold_their_article_become_articles(text: str, addresses: list[str]) -> None:
    found = articles(text)
    assert list(found) == [HOME + address for address in addresses]
    for address, document in found.items():
        assert (document.location, document.site, document.source.format) == (address, "tin.example", "feed")
        assert document.text.count(SENTENCE.strip()) >= 6
        assert "<" not in document.text
    assert found[f"{HOME}bai/1"].published == "2024-05-05"  # in Vietnam


def test_titles_and_authors_are_those_of_the_entry() -> None:
    first = articles(RSS2)[f"{HOME}bai/1"]
    assert (first.title, first.byline) == ("Nà Phát ra mắt tổ dân vận", "Lò Văn Thử")


def test_teasers_are_skipped_with_the_way_to_their_pages() -> None:
    refused = [found for found in taken(RSS2) if isinstance(found, Refusal)]
    assert [(one.uri, one.outcome) for one in refused] == [
        (f"{HOME}bai/2", "skipped"),
        (f"{HOME}bai/4", "skipped"),
        (f"{HOME}rss#5", "skipped"),
    ]
    assert "danvan follow add" in refused[0].reason
    assert refused[2].reason == "an entry that links to no page"


def test_a_feed_of_the_web_does_not_speak_for_another_site(tmp_path: Path) -> None:
    for found in taken(RSS1, "https://khac.example/rss"):
        assert isinstance(found, Refusal)
        assert (found.uri, found.outcome) == (f"{HOME}bai/1", "skipped")
    path = tmp_path / "tin.rss"
    path.write_text(RSS1, encoding="utf-8")
    assert all(isinstance(found, Document) for found in read(Input("tin.rss", path)))


def test_an_entry_is_read_again_from_its_own_bytes() -> None:
    for text in (RSS2, RSS1, ATOM):
        for uri, document in articles(text).items():
            (again,) = read_content(uri, document.content, "feed")
            assert isinstance(again, Document)
            assert (again.text, again.title, again.published) == (document.text, document.title, document.published)
            assert again.source == document.source


@pytest.mark.parametrize("name", ["tin.rss", "tin.atom", "tin.xml", "tin"])
@pytest.mark.parametrize("text", [RSS2, RSS1, ATOM])
def test_a_feed_is_told_from_a_page_in_a_file(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = list(read(Input(name, path)))
    assert f"{HOME}bai/1" in [one.source.uri for one in found if isinstance(one, Document)]


def test_a_file_of_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "tin.xml"
    path.write_bytes(RSS2.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert sum(isinstance(found, Document) for found in read(Input("tin.xml", path))) == 2


# ---------------------------------------------------------------- hostile XML

LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><title>&c;</title></channel></rss>"""
OUTSIDE = (
    """<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><title>&x;</title></channel></rss>"""
)
PARAMETER = """<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">%x;]><rss><channel/></rss>"""


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, PARAMETER])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_not_defined(text: str, encoding: str) -> None:
    for format in ("feed", None):
        (found,) = read_content(f"{HOME}rss", text.encode(encoding), format)
        assert isinstance(found, Refusal)
        assert found.outcome == "failed"
    with pytest.raises(ValueError, match="entities"):
        listing(HOME, text.encode(encoding))


def test_a_dtd_is_not_loaded_and_names_of_html_are_read() -> None:
    dtd = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">'
    text = f"{dtd}<rss version='0.91'><channel><title>&ocirc;&nbsp;t&khong; &amp;</title></channel></rss>"
    assert listing(HOME, text.encode()).title == "ô t&khong; &"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<rss", "without entries"),
        ("không có gì", "no XML"),
        ("<html><body><p>a</p></body></html>", "XML, but no feed"),
        ("<rss><channel/></rss>", "a feed without entries"),
        (f"<urlset><url><loc>{HOME}</loc></url></urlset>", "danvan follow add"),
        ("<sitemapindex/>", "danvan follow add"),
        ("<rss>" + "<a>" * 5000, "without entries"),
        ("\0" * 100, "binary data"),
    ],
)
def test_what_is_no_feed(text: str, reason: str) -> None:
    (found,) = taken(text)
    assert isinstance(found, Refusal)
    assert reason in found.reason


@given(st.binary(max_size=300) | st.text(alphabet="<>/!-[]?&;'\"=rssitemfeedENTITY ", max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for content_ in (content, b"<rss>" + content, b"<rss><item>" + content):
        assert list(read_content(f"{HOME}rss", content_, "feed"))
        with suppress(ValueError):
            assert listing(HOME, content_).kind in ("feed", "sitemap")


def test_comments_before_the_root_cost_no_time() -> None:
    text = "<!--a-->" * 1000 + "<p>" + SENTENCE * 3 + "</p>"
    (found,) = taken(text, format=None)
    assert isinstance(found, Document)
    assert found.source.format == "html"


# ---------------------------------------------------------------- listings


def test_a_feed_names_each_page_once_with_its_last_change() -> None:
    assert listing(f"{HOME}atom", ATOM.encode()).entries == (
        Entry(f"{HOME}bai/1", "2024-05-05T18:00:00+00:00"),
        Entry(f"{HOME}bai/2", "2024-05-04T17:00:00+00:00"),
        Entry(f"{HOME}bai/3", None),
    )
    twice = rss(("/bai/1", ""), ("/bai/1", ""), ("mailto:a@b", ""), ("", ""), ("http://[", ""))
    named = listing(f"{HOME}rss", twice.content)
    assert (named.kind, named.title, named.entries) == ("feed", "Tin bản", (Entry(f"{HOME}bai/1", None),))


def test_sitemaps_name_pages_and_an_index_names_sitemaps() -> None:
    news = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    text = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {news}>
      <url><loc> {HOME}bai/1 </loc><lastmod>2024-05-04T08:00+07:00</lastmod></url>
      <url><loc>{HOME}bai/2</loc><news:news><news:publication_date>2024-05-05</news:publication_date></news:news></url>
      <url><loc>{HOME}bai/3</loc></url><url><loc>file:///etc/passwd</loc></url><url/></urlset>"""
    named = listing(f"{HOME}sitemap.xml", text.encode())
    assert (named.kind, named.parts) == ("sitemap", ())
    assert [entry.changed for entry in named.entries] == [
        "2024-05-04T01:00:00+00:00",
        "2024-05-04T17:00:00+00:00",
        None,
    ]
    index = f"""<sitemapindex><sitemap><loc>{HOME}1.xml</loc><lastmod>2024-01-01</lastmod></sitemap>
      <sitemap><loc>{HOME}2.xml</loc><lastmod>2024-02-01</lastmod></sitemap></sitemapindex>"""
    assert [part.address for part in listing(HOME, index.encode()).parts] == [f"{HOME}2.xml", f"{HOME}1.xml"]


def test_the_feeds_of_a_page() -> None:
    page = """<html><head><base href="/tin/"><link rel="stylesheet" href="a.css">
      <link rel="ALTERNATE" type="application/rss+xml" href="rss" title="Tin">
      <link rel="alternate" type="application/atom+xml; charset=utf-8" href="https://khac.example/atom">
      <link rel="alternate" type="text/html" hreflang="en" href="/en"><link rel="alternate" type="application/rss+xml">
      <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head></html>"""
    found = linked_feeds(HOME, page.encode())
    assert [link.address for link in found] == [f"{HOME}tin/rss", "https://khac.example/atom"]
    assert linked_feeds(HOME, b" ") == linked_feeds(HOME, b"<p>a") == []


@pytest.mark.parametrize(
    ("written", "utc", "local"),
    [
        ("Sat, 04 May 2024 20:15:00 +0700", "2024-05-04T13:15:00+00:00", "2024-05-04"),
        ("Sat, 04 May 2024 20:15:00 GMT", "2024-05-04T20:15:00+00:00", "2024-05-05"),
        ("Sat, 04 May 2024 20:15:00 GMT+7", "2024-05-04T13:15:00+00:00", "2024-05-04"),
        ("2024-05-04T20:15:00Z", "2024-05-04T20:15:00+00:00", "2024-05-05"),
        ("2024-05-04T20:15:00", "2024-05-04T13:15:00+00:00", "2024-05-04"),
        ("2024-05-04", "2024-05-03T17:00:00+00:00", "2024-05-04"),
        ("4/5/2024 20:15", None, "2024-05-04"),
        ("5/4/2024 8:15:00 PM", None, None),
        ("Mon, 31 Feb 2024 00:00:00 GMT", None, None),
        ("hôm qua", None, None),
        ("", None, None),
    ],
)
def test_moments_of_feeds(written: str, utc: str | None, local: str | None) -> None:
    assert (moment(written), day(written)) == (utc, local)
