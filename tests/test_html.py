"""Web pages of many templates -> the article, its headline, day, author and owner."""

import json
import time
from pathlib import Path

import pytest

from danvan_cli.errors import NotAnArticle
from danvan_cli.extraction import body, dates, places
from danvan_cli.models import Source
from danvan_cli.readers import html

PAGES = Path(__file__).parent / "pages"
EXPECTED = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


def read(content: bytes, uri: str = "page.html"):
    return html.read(Source(uri=uri, sha256="", format="html", encoding=None), content)


@pytest.fixture(params=EXPECTED)
def page(request):
    document = read((PAGES / request.param).read_bytes())
    return EXPECTED[request.param], document, body.read(document)


def test_title(page):
    expected, _, cleaned = page
    assert cleaned.prose.title == expected["title"]


def test_published(page):
    expected, document, _ = page
    assert document.published == expected["published"]


def test_byline(page):
    expected, _, cleaned = page
    assert cleaned.byline == expected["byline"]


def test_owner(page):
    expected, _, cleaned = page
    assert expected["owner"].lower() in " ".join(cleaned.owner).lower()


def test_body_is_whole(page):
    expected, _, cleaned = page
    text = cleaned.prose.text[cleaned.prose.body :]
    assert [words for words in expected["body"] if words not in text] == []


def test_chrome_is_gone(page):
    expected, _, cleaned = page
    text = cleaned.prose.text[cleaned.prose.body :]
    assert [words for words in expected["chrome"] if words in text] == []


PICTURE = {
    "figcaption": "<figure><img src='/a.jpg'><figcaption>{}</figcaption></figure>",
    "class": "<div class='PhotoCMS_Caption'><p>{}</p></div>",
}
CAPTION = "Đường hoa ở xã Vân Nham. Ảnh: Vi Sen"
LEAD = "Ủy ban MTTQ Việt Nam xã Thất Khê vận động bà con hiến đất mở đường suốt ba tháng qua."
MORE = "<p>Bà con các thôn góp hơn 300 ngày công, dọn cỏ và trồng hoa hai bên đường trong xã.</p>"


@pytest.mark.parametrize("picture", PICTURE.values(), ids=PICTURE)
def test_a_caption_before_the_text_is_no_lead(picture):
    page = f"<body><h1>Dân hiến đất mở đường</h1>{picture.format(CAPTION)}<p>{LEAD}</p>{MORE}</body>"
    document = read(page.encode())
    prose = body.read(document).prose
    assert document.captions == (CAPTION,)
    assert CAPTION in prose.text
    assert prose.text[slice(*prose.lead)] == LEAD
    assert [unit.name for unit in places.find(prose, ["baolangson.vn"], (), (), "2026-01-10").communes] == ["Thất Khê"]


def test_a_caption_that_is_all_there_is_leads():
    document = read(f"<body><figcaption>{LEAD}</figcaption><figcaption>{MORE}</figcaption></body>".encode())
    prose = body.read(document).prose
    assert prose.lead.start == prose.body


@pytest.mark.parametrize("lead", ["<div class='post-caption'>{}</div>", "<p class='sapo caption'>{}</p>"])
def test_a_lead_that_calls_itself_caption_is_none_without_a_picture(lead):
    assert read(f"<body><h1>Dân hiến đất mở đường</h1>{lead.format(LEAD)}{MORE}</body>".encode()).captions == ()


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><img><p class=caption>{}</p></figure>",
        "<p><a><img></a></p><p class=caption>{}</p>",
        "<p><img><br><em class=caption>{}</em></p>",
        "<div class=caption><img>{}</div>",
        "<table><tr><td><img></td></tr><tr><td><p id=pcaption>{}</p></td></tr></table>",
        "<div class=wp-caption-text>{}</div>",
    ],
)
def test_a_caption_has_a_picture(picture):
    page = f"<body><h1>Dân hiến đất mở đường</h1>{picture.format(CAPTION)}<p>{LEAD}</p>{MORE}</body>"
    assert read(page.encode()).captions == (CAPTION,)


@pytest.mark.parametrize("day", ["12/8/2020", "2/9/2020"])
def test_a_caption_tells_the_day_where_the_text_does_not(day):
    told = "" if day.startswith("12") else f"Sáng {day}, xã họp dân. "
    caption = "Ngày 12/8/2020, xã Thất Khê ra quân mở đường cùng bà con các thôn."
    picture = f"<figure><img><figcaption>{caption}</figcaption></figure>"
    page = f"<body><h1>Dân hiến đất mở đường</h1>{picture}<p>{told}{LEAD}</p>{MORE}</body>"
    event = dates.event(body.read(read(page.encode())).prose, None)
    assert event.date == ("2020-08-12" if not told else "2020-09-02")


@pytest.mark.parametrize("name", ["listing.html", "home.html"])
def test_lists_are_refused(name):
    with pytest.raises(NotAnArticle, match=r"a list of \d+ links"):
        read((PAGES / name).read_bytes())


PROSE = (
    "<p>Sáng 5/6, hội nghị bàn việc vận động nhân dân hiến đất mở rộng tuyến đường liên thôn dài hơn hai cây số.</p>"
    "<p>Các đại biểu thống nhất công khai từng hạng mục, để dân biết, dân bàn, dân kiểm tra ngay từ đầu.</p>"
    "<p>Sau hội nghị, 35 hộ đã ký cam kết bàn giao mặt bằng trước mùa mưa năm nay.</p>"
)
TITLE = "Vận động nhân dân hiến đất mở đường liên thôn"


def page_of(body_html, head=f"<title>{TITLE}</title>"):
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body_html}</body></html>".encode()


def article_of(body_html, head=f"<title>{TITLE}</title>"):
    document = read(page_of(body_html, head))
    return document, body.read(document)


@pytest.mark.parametrize(
    ("head", "shown", "day"),
    [
        ('<meta property="article:published_time" content="2020-11-10T17:30:00Z">', "", "2020-11-11"),
        ('<meta property="article:published_time" content="2020-11-10T16:30:00+00:00">', "", "2020-11-10"),
        ('<meta property="article:published_time" content="2020-11-10T23:30:00+07:00">', "", "2020-11-10"),
        ('<meta name="pubdate" content="10/11/2020">', "", "2020-11-10"),
        ('<meta name="DC.date.issued" content="2020-11-10">', "", "2020-11-10"),
        ('<meta name="pubdate" content="11/10/2020 8:12:00 AM">', "", None),
        ('<meta property="article:modified_time" content="2020-11-12T08:00:00+07:00">', "", None),
        ('<meta property="article:published_time" content="2020-11-10T22:00:00Z">', "Thứ ba, 10/11/2020", "2020-11-10"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-02-03"}</script>',
            "",
            "2021-02-03",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-02-03",}</script>',
            "",
            "2021-02-03",
        ),
        ('<script type="application/ld+json">{"@type":"ItemList","datePublished":"2021-02-03"}</script>', "", None),
        ("", "Được đăng: 13 Tháng 5 2016", "2016-05-13"),
        ("", "Thứ ba - 10/11/2020 08:12", "2020-11-10"),
        ("", "Ngày đăng: 5-2-2024 | Lượt xem: 1.044", "2024-02-05"),
        ("", "<time datetime='2020-11-10T19:00:00.000Z'>hôm kia</time>", "2020-11-11"),
        ("", "Tháng Ba 13, 2021", "2021-03-13"),
        (
            "",
            "<time class=updated datetime=2021-06-01>01/06/2021</time><time class=published>15/03/2021</time>",
            "2021-03-15",
        ),
        (
            "",
            "<time class=entry-modified datetime=2021-06-01>vừa sửa</time><time datetime=2021-03-15>rằm</time>",
            "2021-03-15",
        ),
        ("", "<span>Cập nhật: 01/06/2021</span> <span>Đăng ngày: 15/03/2021</span>", "2021-03-15"),
        ("", "Ngày sửa: 01/06/2021 | Ngày đăng: 15/03/2021", "2021-03-15"),
        ("", "15/03/2021 (Cập nhật: 01/06/2021)", "2021-03-15"),
        ("", "31/02/2021", None),
        ("", '<span property="dc:date dc:created" content="2014-11-21T18:30:00Z">hôm kia</span>', "2014-11-22"),
        ("", '<abbr class="published" title="2012-10-21T20:14:00+07:00">20:14</abbr>', "2012-10-21"),
        ('<meta name="dcterms.created" content="2014-11-21">', "", "2014-11-21"),
        ('<meta name="vnp:publish_time" content="21/11/2014">', "", "2014-11-21"),
        ('<meta name="publisher-date-of-birth" content="1954-10-10">', "", None),
        ("", "Posted on <a href=#>18 Tháng Tám, 2022</a>", "2022-08-18"),
        ("", "17/08/2018 (GMT+7) | <span>Xem cỡ chữ</span>", "2018-08-17"),
        ("", "Báo Bến Sông <b>Xuất bản: 13/05/2020 16:20</b>", "2020-05-13"),
        ("", "Thứ hai, 18/03/2019 09:05:33", "2019-03-18"),
        ("", "<i>Cập nhật: 19/03/2019</i><br><i>18/03/2019</i>", "2019-03-18"),
    ],
)
def test_day_of_publication(head, shown, day):
    document, _ = article_of(f"<h1>{TITLE}</h1><div>{shown}</div>{PROSE}", head)
    assert document.published == day


@pytest.mark.parametrize(
    "around",
    [
        f"<div class=clock>Thứ hai, 01/02/2021</div><h1>{TITLE}</h1>{PROSE}",
        f"<div>Thứ hai, 01/02/2021 10:11:12</div><h1>{TITLE}</h1>{PROSE}",
        f"<div>Thứ hai, 01/02/2021</div><h1>{TITLE}</h1>{PROSE}<p>Cập nhật lúc: 29/01/2021</p>{PROSE}",
        f"<h1>{TITLE}</h1>{PROSE}<div><a href=1>Một bài viết khác của trang này</a><div>02/02/2021</div></div>",
        f"<h1>{TITLE}</h1>{PROSE}<div class=related><h4>Lớp học nghề</h4><time>2/2/2021</time></div>",
        f"<h1>{TITLE}</h1>{PROSE}<footer><p>Bản quyền 2021. Giấy phép ngày 02/02/2021</p></footer>",
    ],
)
def test_dates_of_other_things(around):
    assert article_of(around)[0].published is None


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (
            "<title>Cổng thông tin điện tử tỉnh An Giang</title>",
            f"<h1>Cổng thông tin điện tử tỉnh An Giang</h1><h2>{TITLE}</h2>",
        ),
        ("<title>Chi tiết tin</title>", f"<h1>Tin tức - Sự kiện</h1><p class=news-title>{TITLE}</p>"),
        ("<title>Chi tiết bài viết</title>", f"<h1>Tin tức</h1><p class=title>{TITLE}</p>"),
        (f"<title>{TITLE} | Báo Bến Sông</title>", f"<div><a href=/><h1>Báo Bến Sông</h1></a></div><div>{TITLE}</div>"),
        ("<title>Trang chủ</title>", f"<font size=5><b>{TITLE}</b></font><br>"),
        (f'<meta property="og:title" content="{TITLE}"><title>Báo Bến Sông</title>', "<h1>BÁO BẾN SÔNG</h1>"),
        (f"<title>{TITLE}</title>", f"<h1><a href=#>{TITLE}</a></h1>"),
        (
            "<title>UBND huyện Tri Tôn</title>",
            f"<h1>UBND HUYỆN TRI TÔN</h1><h3>Tin mới</h3><h2>{TITLE}</h2><h3>12/3/2020</h3>",
        ),
        (f"<title>Blog bến sông: {TITLE}</title>", f"<h1 class=title>Blog bến sông</h1><h3 class=title>{TITLE}</h3>"),
        (
            "<title>Giáo hạt Bến Sông - Tin giáo xứ</title>",
            f"<h2 itemprop=headline><a href=/t>{TITLE}</a></h2><dl><dt>Chi tiết</dt><dd>Lượt truy cập: 733</dd></dl>",
        ),
        (
            f"<title>{TITLE} - Công an tỉnh An Giang</title>",
            f"<p>BỘ CÔNG AN<br>CÔNG AN TỈNH AN GIANG<br>“Vì dân quên mình”</p><p>Truy nã</p><h1>{TITLE}</h1>",
        ),
        (f"<title>Huyện Tri Tôn - {TITLE}</title>", f"<span class=lblTieuDe>{TITLE}</span>"),
        ("<title>Trang chi tiết tin - Báo Bến Sông</title>", f"<div class=x>{TITLE}</div><div>12/3/2020 8:05</div>"),
        (
            "<title>Chi tiết bài viết tin tức</title>",
            f"<div class=ArticleHeader>{TITLE}</div><div>Chữ to, chữ nhỏ</div>",
        ),
        (
            "<title>Chuyện ở các xóm - Báo Bến Sông</title>",
            f"<a href=/x>Chuyện ở các xóm</a><div>{TITLE}</div><div>12/3/2020 8:05</div>",
        ),
    ],
)
def test_headline_not_the_site(head, above):
    assert article_of(above + PROSE, head)[0].title == TITLE


@pytest.mark.parametrize("home", ["/", "https://bensong.example/", "index.html"])
def test_a_heading_that_leads_to_the_front_page_is_the_site(home):
    title = "TP Huế: Hai bên ký kết phối hợp và trao quà cho bà con vùng lũ quét"
    above = f"<h1 class=title><a href='{home}'>NẺO ĐƯỜNG CỐ ĐÔ</a></h1><h3 class='post-title entry-title'>{title}</h3>"
    head = "<title>Giáo hạt TP Huế: Mục vụ</title>"
    assert article_of(above + PROSE, head)[0].title == title


def test_a_slogan_above_the_headline_is_no_text():
    banner = "<div>CÔNG AN TỈNH AN GIANG<br>“Vì dân quên mình, vì nước hy sinh”</div><div>Truy nã</div>"
    head = f"<title>{TITLE} - Công an tỉnh An Giang</title>"
    _, cleaned = article_of(f"{banner}<div><h1>{TITLE}</h1>{PROSE}</div>", head)
    assert cleaned.prose.text.startswith(f"{TITLE}\n\nSáng 5/6")


@pytest.mark.parametrize("again", [f"<h1>{TITLE}</h1>", f"<div class=title>{TITLE}</div>"])
def test_a_headline_that_is_repeated_below_the_text_cuts_nothing_off(again):
    document, _ = article_of(f"<h2>{TITLE}</h2>{PROSE}{again}<p>Mời bạn đọc gửi ý kiến về hòm thư của trang.</p>")
    assert document.text.startswith("Sáng 5/6")


@pytest.mark.parametrize("name", ["Hệ thống cổng thông tin điện tử", "Xem chi tiết bài viết", "Chuyện ở các xóm"])
def test_the_name_that_pages_of_a_site_share_is_no_headline(name):
    document, cleaned = article_of(
        f"<a href=/x>» Chuyện ở các xóm</a><div><div>{TITLE}</div>{PROSE}</div>", f"<title>{name}</title>"
    )
    assert (document.title, cleaned.prose.title) == (None, TITLE)


def test_links_to_other_articles_are_no_headline():
    others = "".join(f"<h2><a href={i}>Bài viết số {i} nói về một chuyện khác</a></h2>" for i in range(3))
    document, _ = article_of(others + PROSE, f"<title>{TITLE} - Tin xã</title>")
    assert document.title.startswith(TITLE)


def test_headline_of_a_post_below_the_name_of_a_site():
    head = "<title>Báo Bến Sông - Dân vận khéo</title>"
    _, cleaned = article_of(f"<b>Hội Phụ nữ</b><div><div>{TITLE.upper()}</div>{PROSE}</div>", head)
    assert cleaned.prose.title == TITLE.upper()


def test_the_name_of_a_newspaper_before_the_headline_is_cut():
    assert article_of(f"<div>{PROSE}</div>", f"<title>Báo Bến Sông - {TITLE}</title>")[0].title == TITLE


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        ("<h1>ONE<br>TWO</h1>", "<title>Tin</title>"),
        ("<h1><div>ONE</div><div>TWO</div></h1>", "<title>ONE TWO - Hội làng</title>"),
        ("<h2 class=entry-title>ONE<br/>TWO<br/></h2>", ""),
        ("<p><span class=lblTieuDe>ONE<br>TWO</span></p>", ""),
        ("<table><tr><td align=center><font size=4><b>ONE<br>TWO</b></font></td></tr></table>", ""),
        ("<h1>ONE</h1><div>TWO</div>", "<meta property=og:title content='ONE TWO'>"),
    ],
)
def test_lines_of_a_headline(heading, head):
    one, two = "Vận động nhân dân hiến đất,", "mở đường liên thôn"
    page, head = (words.replace("ONE", one).replace("TWO", two) for words in (heading, head))
    document, cleaned = article_of(f"{page}<p>15/03/2024</p>{PROSE}", head)
    assert (document.title, document.published) == (f"{one} {two}", "2024-03-15")
    assert cleaned.prose.text.startswith(f"{one} {two}\n\nSáng 5/6")


@pytest.mark.parametrize("below", ["<small>15/03/2024</small>", "<a href=/>Bản in của bài</a>"])
def test_lines_in_a_heading_that_are_not_the_headline(below):
    assert article_of(f"<h1>{TITLE}<br>{below}</h1>{PROSE}", "")[0].title == TITLE


def test_a_body_above_a_headline_is_no_line_of_it():
    title = "Hội nghị dân vận xã Tân Lập năm nay"
    page = f"<div><b>Ủy ban nhân dân xã Tân Lập</b><br><b>{title}</b></div>{PROSE}"
    assert article_of(page, "")[0].title == title


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>{TITLE}</h1><h2 class=sapo>LEAD</h2>{PROSE}",
        f"<div><h1>{TITLE}</h1><div class=sapo><strong>LEAD</strong></div></div><div>{PROSE}</div>",
        f"<h1>{TITLE}</h1><p>LEAD</p><a href=1>Bài thứ nhất có liên quan</a><br><a href=2>Bài thứ hai</a>{PROSE}",
        f"<header><h1>{TITLE}</h1><p class=description>LEAD</p></header><main>{PROSE}</main>",
        f"<table><tr><td>{TITLE}<br><br>LEAD<br><br>{PROSE}</td></tr></table>",
    ],
)
def test_lead_is_kept(page):
    lead = "Con đường liên thôn sẽ mở rộng nhờ 35 hộ dân tự nguyện hiến hơn một nghìn mét vuông đất"
    _, cleaned = article_of(page.replace("LEAD", lead))
    assert cleaned.prose.text.startswith(f"{TITLE}\n\n{lead}\nSáng 5/6")


OTHERS = "".join(
    f"<div><a href={i}>Bài viết số {i} nói về một chuyện khác</a><p>Đoạn dẫn của bài số {i} dài vừa phải, có dấu chấm"
    " câu, kể đôi điều về một chuyện không dính dáng gì tới con đường.</p></div>"
    for i in range(6)
)


@pytest.mark.parametrize("label", ["", "<h4>Có thể bạn quan tâm</h4>", "<div>TIN CÙNG CHUYÊN MỤC</div>"])
def test_teasers_of_other_articles(label):
    _, cleaned = article_of(f"<h1>{TITLE}</h1>{PROSE}{label}{OTHERS}")
    assert cleaned.prose.text.endswith("trước mùa mưa năm nay.")


def test_teasers_that_stand_in_the_page_as_the_text_does():
    teaser = "Bà con bản bên vui hội, ném còn, múa xòe quanh đống lửa giữa sân. " * 4
    others = "".join(
        f"<div class=item><h3><a href={i}>Bản Nà Sa khai hội mùa xuân lần thứ {i}</a></h3></div><p>{teaser}</p>"
        for i in range(3)
    )
    _, cleaned = article_of(f"<div><h1>{TITLE}</h1>{PROSE}{others}</div>")
    assert cleaned.prose.text.endswith("trước mùa mưa năm nay.")


@pytest.mark.parametrize("label", ["<b>Bài liên quan</b>", "<h4>Tin cùng chuyên mục</h4>"])
def test_last_paragraph_below_a_box_of_links(label):
    last = "Đường làm xong, chợ phiên họp lại ngay đầu xóm, vui như hội."
    box = f"<div>{label}<div><a href=1>Bài viết số 1 nói về một chuyện khác</a></div></div>"
    _, cleaned = article_of(f"<h1>{TITLE}</h1>{PROSE}{box}<p>{last}</p><p align=right><b>Vi Thị Mỷ</b></p>")
    assert cleaned.prose.text.endswith(f"trước mùa mưa năm nay.\n{last}")
    assert cleaned.byline == "Vi Thị Mỷ"


@pytest.mark.parametrize(
    "labelled",
    [
        "<div><div>Tác giả</div><div>Vi Thị Mỷ</div></div>",
        "<dl><dt>Tác giả:</dt><dd>Vi Thị Mỷ</dd></dl>",
        "<table><tr><td>Người viết</td><td>Vi Thị Mỷ</td></tr></table>",
        "<p><b>VI THỊ MỶ thực hiện</b></p>",
    ],
)
def test_author_below_a_label(labelled):
    _, cleaned = article_of(f"<h1>{TITLE}</h1><div>{PROSE}</div>{labelled}")
    assert cleaned.byline.title() == "Vi Thị Mỷ"
    assert cleaned.prose.text.endswith("trước mùa mưa năm nay.")


def test_table_of_contents_is_no_text():
    contents = "<div class=ez-toc-container><p>Trong bài này</p><ul><li><a href=#1>Hội nghị bàn gì</a></li></ul></div>"
    _, cleaned = article_of(f"<h1>{TITLE}</h1>{contents}{PROSE}")
    assert cleaned.prose.text.startswith(f"{TITLE}\n\nSáng 5/6")


def test_list_of_teasers_is_refused():
    with pytest.raises(NotAnArticle, match="a list of 6 links"):
        read(page_of(f"<h1>Tin tức</h1>{OTHERS}"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        b"<div>" * 100_000 + b"x",
        b"<!--" + b"-" * 1_000_000,
        b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>',
        b"<table><tr><td>" * 30_000,
        b"<a href=x>Tin</a><br>" * 50_000,
    ],
    ids=["empty", "no body", "nested", "comment", "entities", "tables", "links"],
)
def test_pages_without_article_are_refused(content):
    start = time.process_time()
    with pytest.raises(NotAnArticle):
        read(content)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "content",
    [
        b"<p>" + b"w" * 5_000_000,
        b"<p>" + b"1/1/2020 " * 200_000,
        ("<font>" * 3 + PROSE).encode() * 500,
        page_of(PROSE, '<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
        page_of(
            PROSE, '<link rel=canonical href="http://[::1"><base href="//"><title>' + "a - " * 100_000 + "</title>"
        ),
        page_of(f"<div class='{'a-' * 100_000}' style='{'display ' * 10_000}'>{PROSE}"),
        page_of('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;' + PROSE),
    ],
    ids=["word", "dates", "unclosed", "json", "addresses", "names", "external entity"],
)
def test_hostile_pages_are_read_in_bounded_time(content):
    start = time.process_time()
    document = read(content)
    assert time.process_time() - start < 2
    assert "root:" not in document.text
