"""Text in an encoding from before Unicode, or encoded twice, becomes Vietnamese; nothing else is touched."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_cli.text.legacy import looks_legacy, restored
from danvan_cli.text.letters import TONES, nfc_or_legacy
from danvan_cli.text.syllables import bases, is_syllable, with_tone
from tests.growth import grows_with_length
from tests.legacy_bytes import ENCODERS, KEEP_CAPITALS, VOWELS, as_read, tcvn3, vni, vps, western, windows_1258

TEXTS = [
    "Sáng 3/6, Đảng uỷ xã Tân Hoà sơ kết phong trào “Dân vận khéo”: 14 mô hình, hơn 1.200 hộ hiến đất làm đường.",
    "Bà con thôn Đoài góp ý kỹ lưỡng, cởi mở – việc gì khó mấy cũng xong; ai nấy đều phấn khởi, tự giác vượt rẫy.",
    "Tổ trưởng kể: “Xe ô tô chở gạch về, cả xóm ra đỡ, trẻ nhỏ thì hát, các cụ ngồi xỉa trầu, pha nước chè đặc”.",
    "Chủ tịch HĐND huyện dặn cán bộ phải gặp gỡ, lắng nghe, bàn bạc kĩ; ở đâu dân bức xúc thì tới tận nhà ở đó.",
]
TITLE = "Công tác dân vận"
FOREIGN = [
    "Où est-il né ? Là-bas, où l'été déjà fut très beau, près du thé, à côté de la fenêtre.",
    "« Le comité a été créé à l'hôtel », dit l'élève âgé ; ça coûte 5 € — même à Noël, l'œuvre naît où naîtra l'âme.",
    "Das Mädchen fährt für fünf Tage über Köln; schöne Grüße an die Bürger, Öl und Käse müßten genügen.",
    "El niño pequeño comió después; mañana será día de fútbol: ¿qué pasó aquí? ¡Sí, señor, más café!",
    "Não há informação; a educação está à mão, até amanhã. As crianças vêm às três.",
    "Så må du gå på tur nå, så blir det gøy; æ, ø og å er bokstaver på norsk.",
    "På ön är en å; där får de öl och går så gärna på gator som på små vägar.",
    "The naïve café owner’s résumé, per the Müller–Söhne façade: 20 °C, 5 µm, ½ cup, ±3 %, 4 × 2 ÷ 1.",
    'print(f"{µ:.2f} ± {σ}", s.encode("latin-1"), "©", "®")  # ¬x, «y», a·b, n², § 5, ¶, ¤, ¦',
    'char *s = "\\xc3\\xa9"; /* ©® ¸ */ if (a ¬ b) { ß = ä + ö + ü; }',
    "<p class='é'>&copy; &laquo;Công ty&raquo; ® 2020 — Ünïcödé</p>",
    "© 2020 ® ™ § 5 ¶ «x» ¸ ¹ ² ³ ½ ¼ ¾ µ ª º ° · × ÷ ± ¬ ¦ ¤ ¥ £ €",
    "Giá: 5.000 ₫; 20 µg/m³; 3 × 4; ±2 %; 37,5 °C; ½ kg; «Dân vận khéo»; © Báo; TCVN®",
]
VIETNAMESE = [
    *TEXTS,
    TITLE,
    "«Công tác dân vận» · Hà Nam · Bình Phú · Cà Mau – không có gì là quá khó",
    "Hôm nay, xã có hai bà cô là giáo viên; tháng ba, tháng tám",
    "© Trang thông tin xã Tân Thông, giữ bản quyền ® – Ðảng bộ và nhân dân",
    "Ông Müller thăm xã và khen món phở; bà Dupré, ông Hernández và cô Søren cũng khen",
    "dân vâ\u0323n kheo\u0301",
]


def lone(text: str) -> str:
    (only,) = restored([nfc_or_legacy(text)])
    return only.text


def lower_first(text: str) -> str:
    """The text with no letter that an encoding without capitals loses."""
    return "".join(letter if letter.isascii() or letter == "Đ" else letter.lower() for letter in text)


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("text", "encode", "expected"),
    [
        # The registration of TCVN 5712 (ISO-IR 180) and glibc's TCVN5712-1 have these codes.
        ("Việt", tcvn3, "56 69 d6 74"),
        ("đường", tcvn3, "ae ad ea 6e 67"),
        ("Đảng uỷ", tcvn3, "a7 b6 6e 67 20 75 fb"),
        ("nghĩa", tcvn3, "6e 67 68 dc 61"),
        ("Việt", vni, "56 69 65 e4 74"),
        ("đường", vni, "f1 f6 f4 f8 6e 67"),
        ("ĐẢNG UỶ", vni, "d1 41 db 4e 47 20 55 59 db"),
        ("nghĩa", vni, "6e 67 68 f3 61"),
        ("Việt", vps, "56 69 8c 74"),
        ("đường", vps, "c7 dc a9 6e 67"),
        ("Đảng uỷ", vps, "f1 e4 6e 67 20 75 9b"),
        ("Việt", windows_1258, "56 69 ea f2 74"),
        ("đường", windows_1258, "f0 fd f5 cc 6e 67"),
    ],
)
def test_known_bytes(text: str, encode: object, expected: str) -> None:
    content = bytes.fromhex(expected)
    assert encode(text) == content  # type: ignore[operator]
    proof, short = as_read(TEXTS[0], encode.__name__.replace("_", "-")), western(content)  # type: ignore[attr-defined]
    (_, found) = restored([proof, short])
    assert found.text == text


@pytest.mark.parametrize("encoding", ENCODERS)
def test_every_letter_comes_back(encoding: str) -> None:
    """Each vowel with each tone in a syllable that ends in it or in n, beside a paragraph that proves the encoding."""
    proof = as_read(lower_first(TEXTS[0]), encoding)
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONES)]
    for letter in letters:
        syllable = next(word for word in (f"đ{letter}", f"đ{letter}n", f"qu{letter}") if is_syllable(word))
        spellings = (syllable, syllable.upper()) if encoding in KEEP_CAPITALS else (syllable,)
        for word in spellings:
            line = f"{word} vận"
            assert restored([proof, as_read(line, encoding)])[1].text == line


def syllables() -> st.SearchStrategy[str]:
    toned = (with_tone(base, tone) for base in sorted(bases()) for tone in TONES)
    return st.sampled_from([syllable for syllable in toned if syllable and len(syllable) > 1])


@settings(deadline=None)
@given(st.lists(syllables(), min_size=12, max_size=30), st.sampled_from(list(ENCODERS)))
def test_any_syllables_come_back(words: list[str], encoding: str) -> None:
    line = " ".join(words)
    proof = lower_first(TEXTS[1])
    assert [one.text for one in restored([as_read(proof, encoding), as_read(line, encoding)])] == [proof, line]


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_paragraph_proves_its_encoding(text: str, encoding: str) -> None:
    text = text if encoding in KEEP_CAPITALS else lower_first(text)
    (found,) = restored([as_read(text, encoding)])
    assert (found.text, found.encoding) == (text, encoding)
    assert found.share.after == found.share.words >= found.share.before + 6


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "vps", "utf-8 twice"])
def test_codes_may_have_become_control_characters(encoding: str) -> None:
    text = lower_first(TEXTS[2]).replace("“", '"').replace("”", '"')
    content = ENCODERS[encoding](text)
    latin = content.decode() if encoding == "utf-8 twice" else content.decode("latin-1")
    assert lone(text.encode().decode("latin-1") if encoding == "utf-8 twice" else latin) == text


@pytest.mark.parametrize("encoding", ENCODERS)
def test_a_short_paragraph_needs_others_beside_it(encoding: str) -> None:
    short, long = as_read("vận", encoding), lower_first(TEXTS[0])
    assert [one.text for one in restored([short])] == [short]
    assert [one.text for one in restored([short, as_read(long, encoding), ""])] == ["vận", long, ""]


def test_what_is_vietnamese_as_it_stands_stays_even_beside_restored_paragraphs() -> None:
    beside = ["Thanh Tróc", *VIETNAMESE[4:8], *FOREIGN[:5]]
    found = restored([as_read(lower_first(TEXTS[0]), "tcvn3"), *map(nfc_or_legacy, beside)])
    assert found[0].encoding == "tcvn3"
    assert [one.text for one in found[1:]] == [nfc_or_legacy(text) for text in beside]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Uû BAN NH¢N D¢N TØNH Hµ Nam", "UỶ BAN NHÂN DÂN TỈNH Hà Nam"),
        ("§¶NG Uû X· T¢N HOµ", "ĐẢNG UỶ XÃ TÂN HOÀ"),
        ("§¶NG Uû X· T©n Hoµ", "ĐẢNG UỶ Xã Tân Hoà"),
        ("Së Y TÕ TØNH, Bé GD&§T, H§ND", "SỞ Y TẾ TỈNH, Bộ GD&ĐT, HĐND"),
        ("céng hoµ x· héi chñ nghÜa", "cộng hoà xã hội chủ nghĩa"),
    ],
)
def test_capitals_of_tcvn3_come_back_where_their_neighbours_tell(typed: str, text: str) -> None:
    found = restored([typed, as_read(TEXTS[0], "tcvn3")])[0]
    assert found.text == text
    assert found.small == text.islower()


def test_the_capitals_of_vps_are_told_from_quotation_marks() -> None:
    text = "VỀ VIỆC ĐỂ ĐẤT: “Đảng uỷ” nói “để đó…” – các cụ “gật gù”"
    typed = "V“ VI\u0152C \xf1” \xf1ƒT: “\xf1äng u›” nói “ÇŽ Çó…” – các cø “g§t gù”".replace("Ž", "‹").replace(
        "g§t", "gÆt"
    )
    assert restored([as_read(lower_first(TEXTS[0]), "vps"), typed])[1].text == text


def test_signs_that_stand_alone_stay() -> None:
    signs = "· C«ng t¸c d©n vËn khÐo © 2020 × 3 – xe « t« · §· xong §iÒu 5"
    assert lone(signs) == "· Công tác dân vận khéo © 2020 × 3 – xe ô tô · Đã xong Điều 5"


def test_a_document_may_mix_everything() -> None:
    lines = [
        as_read(TITLE, "tcvn3"),
        as_read(TEXTS[1], "vni"),
        TEXTS[1],
        as_read(TEXTS[2], "utf-8 twice"),
        "",
        FOREIGN[0],
        "© Cổng thông tin điện tử",
    ]
    found = restored(lines)
    assert [one.text for one in found] == [TITLE, TEXTS[1], TEXTS[1], TEXTS[2], "", FOREIGN[0], lines[-1]]
    assert [one.encoding for one in found] == ["tcvn3", "vni", None, "utf-8 twice", None, None, None]


def test_a_paragraph_of_two_encodings_stays_unless_one_is_utf8() -> None:
    mixed = "Hội §ång nh©n d©n mừng c«ng t¸c d©n vËn"
    assert restored([as_read(TEXTS[0], "tcvn3"), mixed])[1].text == mixed
    assert lone(f"Tác giả: {as_read(TEXTS[2], 'utf-8 twice')}") == f"Tác giả: {TEXTS[2]}"


def test_the_no_break_space_of_utf8_may_have_become_a_blank_or_be_gone() -> None:
    text = "Bà cụ là người làm bánh chè đãi cả nhà"
    typed = as_read(text, "utf-8 twice").replace("\xa0", " ")
    assert lone(typed) == text
    assert lone(as_read(f"{text} là", "utf-8 twice").strip("\xa0")) == f"{text} là"


def test_signs_of_utf8_are_told_by_their_looks_beside_restored_paragraphs() -> None:
    signs = "• 1.200 – “A”\xa0…"
    found = restored([as_read(TEXTS[0], "utf-8 twice"), as_read(signs, "utf-8 twice"), as_read("\xa0", "utf-8 twice")])
    assert [one.text for one in found[1:]] == [signs, "\xa0"]


# ---------------------------------------------------------------- what is not touched


@pytest.mark.parametrize("text", FOREIGN + VIETNAMESE)
def test_nothing_else_is_converted(text: str) -> None:
    read = nfc_or_legacy(text)
    assert lone(text) == read
    assert [one.text for one in restored([read, *read.split(), read])] == [read, *read.split(), read]


def test_foreign_text_that_was_encoded_twice_stays() -> None:
    for text in FOREIGN[:5]:
        assert lone(as_read(text, "utf-8 twice")) == as_read(text, "utf-8 twice")


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=0x2122), max_size=200))
def test_any_text_is_restored_or_stays(text: str) -> None:
    (found,) = restored([text])
    assert found.encoding or found.text == text


@settings(deadline=None)
@given(st.lists(syllables(), max_size=20))
def test_vietnamese_never_looks_legacy(words: list[str]) -> None:
    assert not looks_legacy(" ".join(words))


# ---------------------------------------------------------------- size


@pytest.mark.parametrize(
    "unit",
    ["c«ng t¸c d©n vËn ", "d©n\n", "©", "Ã ", "Ã\xa0", "á»", "aâ", "ý\xfeÌ", "©« ¸\n", "vËnxyz«", "Dân vâòn "],
)
def test_the_time_grows_with_the_text(unit: str) -> None:
    assert grows_with_length(lambda text: restored(text.split("\n")), unit)


def test_five_hundred_thousand_letters_are_restored() -> None:
    text = as_read(f"{lower_first(TEXTS[0])}\n", "tcvn3") * (500_000 // len(TEXTS[0]))
    assert {one.encoding for one in restored(text.splitlines())} == {"tcvn3"}
    assert lone(text.replace("\n", " ")) == (lower_first(TEXTS[0]) + " ") * (500_000 // len(TEXTS[0]))
