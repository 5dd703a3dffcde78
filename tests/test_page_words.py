"""Forms of single lines of a page: site names, date lines, authors, chrome, hard wraps."""

import pytest

from danvan_cli.extraction.chrome import chrome_kind
from danvan_cli.text.bylines import author_names, bare_author, labelled_author
from danvan_cli.text.date_lines import day_of, is_clock, is_date_line, is_posting_line, label_rank, other_fields
from danvan_cli.text.site_names import is_site_name
from danvan_cli.text.wrapped import paragraphs

SITES = """
Cổng thông tin điện tử tỉnh Hà Nam
ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH BẠC LIÊU
Báo Sông Hiếu điện tử
Ban Dân vận Tỉnh ủy Thái Bình
UBND huyện Đồng Văn
HUYỆN CAO LỘC - TỈNH LẠNG SƠN
PHÒNG Y TẾ QUẬN HẢI CHÂU
BÁO ĐIỆN TỬ - CƠ QUAN CỦA ĐẢNG BỘ ĐẢNG CỘNG SẢN VIỆT NAM TỈNH BÌNH PHƯỚC
"""
HEADLINES = """
Báo động tình trạng tảo hôn vùng cao
Huyện Cao Lộc dồn sức cho nông thôn mới
ĐẢNG BỘ HUYỆN KRÔNG PẮC VỮNG BƯỚC ĐI LÊN
Phường Vĩnh Hòa nở rộ phong trào hiến đất
Ban Dân vận Tỉnh ủy Thái Bình thăm, tặng quà gia đình chính sách
Thị Mơ – Hữu Lộc
Đoàn Thị Mơ
"""


@pytest.mark.parametrize("line", SITES.strip().split("\n"))
def test_names_of_sites(line):
    assert is_site_name(line)


@pytest.mark.parametrize("line", HEADLINES.strip().split("\n"))
def test_headlines_are_no_names_of_sites(line):
    assert not is_site_name(line)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ ba - 10/11/2020 08:12", "2020-11-10"),
        ("Ngày đăng: 02/05/2013 - Lượt xem: 87", "2013-05-02"),
        ("(Cập nhật lúc 09:32 ngày 17/4/2007)", "2007-04-17"),
        ("Được đăng: 13 Tháng 5 2016", "2016-05-13"),
        ("14:30 - 27/02/2023 1.023 lượt xem", "2023-02-27"),
        ("Thứ Năm, 08/12/2022, 23:40 [GMT+7]", "2022-12-08"),
        ("23 Tháng Tám, 2019", "2019-08-23"),
        ("Thứ Bảy, Tháng Ba 13, 2021", "2021-03-13"),
        ("09/07/2020 | 2522", "2020-07-09"),
        ("Đăng bởi: admin | 12.03.2019", "2019-03-12"),
        ("Ngày 12 tháng 8 năm 2020", "2020-08-12"),
        ("Cập nhật ngày: 17/8/2018 (GMT+7) | Xem cỡ chữ", "2018-08-17"),
        ("Ngày đăng: 09-02-2024. Lượt xem: 87. Người đăng: vanphong", "2024-02-09"),
        ("Đăng ngày 25 - 09 - 2020 | Lượt xem: 204 lượt", "2020-09-25"),
        ("Đăng ngày 05/06/2017 - Lượt xem: 12 - Đăng bởi: Tổ biên tập", "2017-06-05"),
        ("05/06/2013, 09:45 [GMT+7] - Đọc: 45", "2013-06-05"),
        ("Gửi bởi vanphong vào T.6, 10/06/2011 - 15:42", "2011-06-10"),
        ("Sat, 11/22/2014 - 01:30", "2014-11-22"),
        ("7 April 2023", "2023-04-07"),
        ("Sept 3, 2021 | 4 min read", "2021-09-03"),
        ("17/02/14 33 Số lần xem", "2014-02-17"),
        ("Thứ tư 08.06.16", "2016-06-08"),
        ("(Thứ Sáu, 23/12/2016-09:17:43 AM)", "2016-12-23"),
        ("5 thg 3, 2022", "2022-03-05"),
        ("12/08/2020 Ban biên tập", "2020-08-12"),
        ("Quản trị viên 12-08-2020", "2020-08-12"),
        ("31/02/2020", None),
    ],
)
def test_date_lines(line, day):
    assert is_date_line(line)
    assert day_of(line) == day


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 12/8/2020, Huyện ủy tổ chức",
        "Đua ghe ngo (12/04/2007)",
        "Quyết định 22 ngày 12/3/2018",
        "12/8",
        "Năm 2020",
    ],
)
def test_lines_with_a_date_that_say_more(line):
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("LÊ THỊ SEN   17/08/2025 19:20 (GMT+7)", ["LÊ THỊ SEN"]),
        ("17/08/2025 - Lê Thị Sen", ["Lê Thị Sen"]),
        ("vanphong2 - 17/08/2025", ["vanphong2"]),
        ("Báo Bến Sông Xuất bản: 17/08/2025 16:20", ["Báo Bến Sông"]),
        ("07:30 | 17/08/2016 Y Nhàn", ["Y Nhàn"]),
        (
            "Tác giả: Lê Thị Sen .Ngày đăng: 17/08/2018 .Lượt xem: 46 lượt. [In bài] [RSS]",
            ["Tác giả: Lê Thị Sen", "RSS"],
        ),
        ("Phóng viên | 17/08/2017 | 1204 lượt xem | Hoạt động của Ban", ["Phóng viên", "Hoạt động của Ban"]),
        ("17 tháng 8, 2021 lúc 07:15 · Công khai", ["Công khai"]),
        ("17-08-2021 642 Quản trị viên", ["642"]),
    ],
)
def test_posting_lines(line, fields):
    assert is_posting_line(line)
    assert other_fields(line) == fields


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 12/8/2020, Huyện ủy tổ chức",
        "Lúc 8:30 ngày 12/3/2020, tại Hội trường UBND xã",
        "Đua ghe ngo (12/04/2007)",
        "Ảnh chụp ngày 12/3/2020",
        "Chủ nhật 12/3/2020: ngày hội hiến máu",
        "Kỷ niệm 90 năm ngày truyền thống công tác dân vận (15/10/1930 - 15/10/2020)",
        "Điện thoại: 0200 38.25.16.47",
        "Lê Thị Sen",
    ],
)
def test_lines_that_are_no_posting(line):
    assert not is_posting_line(line)


def test_label_of_a_date():
    assert [label_rank(words) for words in ("Ngày đăng:", "ngày", "Cập nhật lúc")] == [0, 1, 2]


def test_clock_has_weekday_and_seconds_or_says_so():
    assert is_clock("Bây giờ là: 16:45, Thứ năm, 11/08/2016")
    assert is_clock("Thứ hai, 23/11/2020 10:20:35")
    assert not is_clock("23/11/2020 10:20:35")
    assert not is_clock("Thứ hai, 23/11/2020 10:20")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Tin, ảnh:  Y Moan Êban", "Y Moan Êban"),
        ("Bài, ảnh: KHÁNH NGỌC - DUY TÂN", "KHÁNH NGỌC - DUY TÂN"),
        ("Tin và ảnh Lù Phương", "Lù Phương"),
        ("Tác giả: Triệu Thị Sen", "Triệu Thị Sen"),
        ("Tin: Thu Hà - Ảnh: Minh Đức", "Thu Hà"),
        ("Ảnh: Minh Đức; bài: Lê Thị Na", "Lê Thị Na"),
        ("Tin: T.H", "T.H"),
        ("Bút ký của NGÔ HẢI", "NGÔ HẢI"),
        ("Tin, ảnh: Minh Hà - Huyện đoàn", "Minh Hà"),
        ("Ảnh: Hải Lăng", ""),
        ("Ảnh: Anh Thư", ""),
        ("Ảnh: Ban Dân vận Huyện ủy cung cấp", ""),
        ("Ảnh: Bà Lù Thị Sến, Phó Bí thư Đảng ủy xã đắp mương", None),
        ("Ảnh 2: Đồng chí Vi Thị Bình - Trưởng Ban Dân vận phát biểu", None),
        ("Ảnh: Lò Thị Hặc, Trưởng thôn Nà Sa", None),
        ("Hình: Quang cảnh hội nghị", None),
        ("(Ảnh: Đoàn viên giúp dân gặt lúa)", None),
        ("Tác giả: admin", ""),
        ("Được viết bởi: Super User", ""),
        ("Thực hiện: Nhóm PV", ""),
        ("(Theo Báo đảo)", ""),
        ("Theo Lù Phương/baobensong.vn", "Lù Phương"),
        ("(Theo Lù Phương - Minh Đức/Báo Bến Sông)", "Lù Phương - Minh Đức"),
        ("Theo Bến Sông/baobensong.vn", ""),
        ("Theo Đài Bến Sông/bensong.org.vn", ""),
        ("Theo Lù Phương/ấp 3", None),
        ("Theo ông Nam, tin ấy đúng", None),
        ("Các bạn vừa nghe phản ánh do phóng viên Hà Thu gửi về.", "Hà Thu"),
        ("Vừa rồi là phóng sự của Y Moan", "Y Moan"),
        ("Đó là mong muốn của Y Moan", None),
        ("Người viết; Hoàng Phúc", "Hoàng Phúc"),
        ("Tác giả; Ban Biên tập", ""),
        ("Hoàng Phúc", None),
    ],
)
def test_labelled_authors(line, names):
    assert labelled_author(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Hoàng Phúc", "Hoàng Phúc"),
        ("HÀ SƠN", "HÀ SƠN"),
        ("( Văn Tuấn- MT tỉnh)", "Văn Tuấn"),
        ("Phương Hà – Công Lý (Đài Truyền thanh huyện Ea Súp)", "Phương Hà – Công Lý"),
        ("Nguyễn Văn Toàn, Ban Dân vận Huyện ủy", "Nguyễn Văn Toàn"),
        ("H’Linh - Quốc Tuấn", "H’Linh - Quốc Tuấn"),
        ("LÊ HOA, Ảnh: DUY ANH", "LÊ HOA"),
        ("P.V - Thu Anh", "P.V - Thu Anh"),
        ("Thu Thủy (t/h)", "Thu Thủy"),
        ("V.Toàn", "V.Toàn"),
        ("TH. SEN", "TH. SEN"),
        ("Hà Thị Xon/VP Huyện ủy", "Hà Thị Xon"),
        ("Minh Tâm •", "Minh Tâm"),
        ("CTV Minh Tâm – Y Đông", "Minh Tâm – Y Đông"),
        ("PV Lê Hà (Đài huyện)", "Lê Hà"),
        ("Lý Văn Hạ – HND tỉnh", "Lý Văn Hạ"),
        ("Minh Tâm – CTV", "Minh Tâm"),
        ("LÒ THỊ PÀNH thực hiện", "LÒ THỊ PÀNH"),
        ("Lò Thị Pành - Vì Tâm ghi", "Lò Thị Pành - Vì Tâm"),
        ("(Lò Pành lược ghi)", "Lò Pành"),
        ("Hội Nông dân thực hiện", None),
        ("Cán bộ xã thực hiện", None),
        ("TP.Vinh", None),
        ("Ban Dân vận Tỉnh ủy", None),
        ("BAN BIÊN TẬP", None),
        ("Cán bộ đi trước", None),
        ("Công an huyện", None),
        ("PV", None),
        ("Kết quả:", None),
        ("LÊ NA. Ảnh: VÌ TÂM", "LÊ NA"),
        ("Lê Thị Na. ẢNH: CTV", "Lê Thị Na"),
    ],
)
def test_bare_authors(line, names):
    assert bare_author(line) == names


def test_author_names_stop_at_bodies():
    assert author_names("Lê Na (Đài huyện)") == "Lê Na"
    assert author_names("Sen") is None
    assert author_names("Sen", labelled=True) == "Sen"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Bản in / Gởi bài viết", "tool"),
        ("[Trở về]", "tool"),
        ("A- A A+", "tool"),
        ("Lượt xem: 87", "tool"),
        ("Tổng lượt truy cập: 2.103.771", "tool"),
        (">>> TẢI VỀ", "tool"),
        ("No title...", "tool"),
        ("© 2020 VNPT", "tool"),
        ("Hà Nội 23°C", "tool"),
        ("Xem thêm: Chợ phiên vùng cao", "tool"),
        ("Trang chủ > Tin tức > Lễ hội Gò Tháp", "tool"),
        ("Về trang chủ · Tin khác: Lịch trực tháng 3", "tool"),
        ("DSC_0123.JPG", "media"),
        ("[img]", "media"),
        ("Trang chủ | Giới thiệu | Tin tức", "menu"),
        ("Chợ quê | Chuyện phố | Góc nhỏ", "menu"),
        ("Kinh tế", "menu"),
        ("Trang này có ích cho bạn không?", "menu"),
        ("bientap_3", "tool"),
        ("0 12 3 minutes read", "tool"),
        ("5 ngày · Công khai", "tool"),
        ("2 giờ trước", "tool"),
        ("Hội làng • Cách đây 2 ngày • 4 phút đọc", "tool"),
        ("Vi Mỷ•Cách đây 6 giờ•3 phút đọc", "tool"),
        ("Đăng 5 giờ trước - 1.204 lượt xem", "tool"),
        ("Cách đây 20 năm", None),
        ("Mục lục", "tool"),
        ("Nội dung bài viết [Ẩn]", "tool"),
        ("Nội dung chính", "menu"),
        ("Theo baobensong.vn Copy Link https://baobensong.vn/hoi-lang-21.html", "tool"),
        ("Link gốc Copy link", "tool"),
        ("Theo Báo Bến Sông Lấy link!", "tool"),
        ("https://bensong.example/hoi-lang.html", "tool"),
        ("Theo ông Sảo, cứ lấy link mà xem", None),
        ("Giọng nữ miền Bắc   Giọng nam miền Nam", "tool"),
        ("Click để xem video", "tool"),
        ("Hội Phụ nữ xã Bến Sông đã chia sẻ một bài viết.", "tool"),
        ("CÁC TIN ĐÃ ĐƯA", "related"),
        ("Các tin tiếp", "related"),
        ("Những tin cũ hơn", "related"),
        ("Bài viết cùng chuyên mục:", "related"),
        ("Từ khóa: môi trường, tự quản", "end"),
        ("Ý KIẾN BẠN ĐỌC (2)", "end"),
        ("Chia sẻ với chúng tôi, ông Nam nói", None),
        ("Tin vui đến với bản làng", None),
        ("Kết quả bước đầu", None),
        ("5 ngày", None),
        ("5 ngày ra quân", None),
        ("Cán bộ đã chia sẻ một bài học quý", None),
        ("Bài học kinh nghiệm", None),
        ("Ý kiến của nhân dân là thước đo", None),
        ("Vì sao trai bản không uống rượu?", None),
    ],
)
def test_chrome(line, kind):
    assert chrome_kind(line) == kind


WRAPPED = """Làng Vi Rơ Ngheo hiện có 46 hộ người Xơ Đăng, nhiều năm liền không để
xảy ra vụ phá rừng nào. Bà con chia nhau tuần tra theo lịch của già làng
và ghi sổ từng chuyến đi, ai vắng phải làm bù vào chuyến sau.
Già A Đeo nói: rừng là cái bụng của làng, bụng đói thì làng mất. Nhờ giữ
được rừng, làng nhận gần 300 triệu đồng tiền dịch vụ môi trường mỗi năm,
chia đều cho từng hộ và trích một phần mua trống, chiêng.

Y Nga"""


def test_hard_wrapped_lines_are_joined():
    first, second, author = paragraphs(WRAPPED)
    assert first.endswith("chuyến sau.")
    assert second.startswith("Già A Đeo")
    assert second.endswith("trống, chiêng.")
    assert author == "Y Nga"


def test_other_lines_are_not_joined():
    lines = [f"Dòng số {i} của danh sách này dài vừa phải, mỗi dòng một ý {'thêm ' * (i % 5)}." for i in range(20)]
    assert paragraphs("\n\n".join(lines)) == lines
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("line", "after", "joined"),
    [
        ("Thực hiện Chỉ thị số 31-CT/TU, ngày 3/4/2017 của", "Ban Thường vụ Tỉnh ủy về dân vận.", True),
        ("Thực hiện Chỉ thị số 31-CT/TU của Ban Thường vụ", "Tỉnh ủy về công tác dân vận.", True),
        ("Thực hiện Chỉ thị số 31-CT/TU của Tỉnh ủy, ngày", "3/4/2017 về công tác dân vận.", True),
        ("Xã làm theo Kế hoạch số 31 ngày 3/4/2017 của UBND", "tỉnh về công tác dân vận.", True),
        ("Hội nghị tổng kết phong trào thi đua dân vận", "Tỉnh ủy vừa tổ chức hội nghị.", False),
        ("TM. BAN THƯỜNG VỤ", "TỈNH ỦY", False),
        ("Các tin của", "Ban Dân vận", False),
    ],
)
def test_a_line_that_ends_inside_a_phrase_goes_on_in_the_next_one(line, after, joined):
    assert paragraphs(f"{line}\n{after}") == ([f"{line} {after}"] if joined else [line, after])
    assert paragraphs(f"{line}\n\n{after}") == [line, after]
