from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.errors import FixConfiguration
from newsroom.query import And, Everything, Filter, Not, Or, Phrase, QueryError, explain, parse

TERMS = (
    "chuyển đổi số",
    "chính quyền số",
    "Viettel",
    "Hà Tĩnh",
    "Quảng Ninh",
    "số hóa",
    "AI",
    "chuyển đổi số quốc gia",
)


def exact(words, field=None):
    return Phrase(tuple(words.split()), "exact", field)


def folded(words, field=None):
    return Phrase(tuple(words.split()), "folded", field)


def read(text):
    return parse(text, known_terms=TERMS)


@pytest.mark.parametrize("text", ["", "   ", "\t\n\u00a0"])
def test_an_empty_query_is_everything(text):
    assert read(text) == Everything()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("thoả thuận hợp tác", exact("thỏa thuận hợp tác")),
        ('"thoả thuận hợp tác"', exact("thỏa thuận hợp tác")),
        ("“thỏa thuận hợp tác”", exact("thỏa thuận hợp tác")),
        ("thoa thuan hop tac chien luoc", folded("thoa thuan hop tac chien luoc")),
        ("chuyển đổi số", exact("chuyển đổi số")),
        ("chuyển đổi sổ", exact("chuyển đổi sổ")),
        ("Chuyen Doi So", folded("chuyen doi so")),
        ("chuyển đổi so", exact("chuyển đổi so")),
        ("Ðắk Lắk", exact("đắk lắk")),
        ("57-NQ/TW", folded("57 nq tw")),
        ("Sở TT&TT", exact("sở tt tt")),
        ("KT-XH 2022 - 2025", folded("kt xh 2022 2025")),
        ("cập nhật lúc 14:05", exact("cập nhật lúc 14 05")),
        ("https://baohatinh.vn/a", folded("https baohatinh vn a")),
        ("Ghi chú: họp", exact("ghi chú họp")),
        ("and or not", folded("and or not")),
        ("và hoặc không", exact("và hoặc không")),
    ],
)
def test_words_alone_are_one_phrase(text, tree):
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("chuyen doi so viettel", And((folded("chuyen doi so"), folded("viettel")))),
        ("Viettel chuyển đổi số", And((folded("viettel"), exact("chuyển đổi số")))),
        ("chuyen doi so quoc gia", folded("chuyen doi so quoc gia")),
        (
            "ký kết chuyển đổi số với Hà Tĩnh",
            And((exact("ký kết"), exact("chuyển đổi số"), exact("với"), exact("hà tĩnh"))),
        ),
        ("số hoá hồ sơ", And((exact("số hóa"), exact("hồ sơ")))),
        ("AI là gì", exact("ai là gì")),
        ('"chuyen doi so viettel"', folded("chuyen doi so viettel")),
        ("title:chuyển đổi số viettel", And((exact("chuyển đổi số", "title"), folded("viettel", "title")))),
    ],
)
def test_known_terms_are_cut_out_of_a_run_of_words(text, tree):
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("vnpt AND fpt", And((folded("vnpt"), folded("fpt")))),
        ("vnpt VÀ fpt", And((folded("vnpt"), folded("fpt")))),
        ("vnpt OR fpt HOẶC mobifone", Or((folded("vnpt"), folded("fpt"), folded("mobifone")))),
        ("vnpt NOT fpt", And((folded("vnpt"), Not(folded("fpt"))))),
        ("vnpt -fpt", And((folded("vnpt"), Not(folded("fpt"))))),
        ('-"bầu cử"', Not(exact("bầu cử"))),
        ("KHÔNG bầu cử", Not(exact("bầu cử"))),
        ("NOT NOT fpt", folded("fpt")),
        ("-viettel chuyen doi so", And((Not(folded("viettel")), folded("chuyen doi so")))),
        ("(vnpt OR fpt) AND 5g", And((Or((folded("vnpt"), folded("fpt"))), folded("5g")))),
        ("(vnpt fpt)", folded("vnpt fpt")),
        ("NOT (vnpt OR fpt)", Not(Or((folded("vnpt"), folded("fpt"))))),
        ('"a b" "c"', And((folded("a b"), folded("c")))),
        ("vnpt OR chuyen doi so viettel", Or((folded("vnpt"), And((folded("chuyen doi so"), folded("viettel")))))),
        ("a AND (b AND c)", And((folded("a"), folded("b"), folded("c")))),
    ],
)
def test_operators_join_phrases(text, tree):
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("tinh:ha-tinh viettel", And((Filter("province", "ha-tinh"), folded("viettel")))),
        ("tỉnh:Hà Tĩnh họp", And((Filter("province", "Hà Tĩnh"), exact("họp")))),
        ('province:"Thừa Thiên Huế"', Filter("province", "Thừa Thiên Huế")),
        ("bao:baohatinh -linhvuc:AI", And((Filter("outlet", "baohatinh"), Not(Filter("facet", "AI"))))),
        ("tinh:(ha-tinh OR quảng ninh)", Or((Filter("province", "ha-tinh"), Filter("province", "quảng ninh")))),
        ("TacGia:“Vĩnh Phúc”", Filter("author", "Vĩnh Phúc")),
        ("nhan:viettel", Filter("tag", "viettel")),
        ("trangthai:withdrawn", Filter("status", "withdrawn")),
        ("chuyenmuc:chinh-tri", Filter("section", "chinh-tri")),
        ("tieude:họp không giấy", exact("họp không giấy", "title")),
        ("sapo:(vnpt OR fpt)", Or((folded("vnpt", "lead"), folded("fpt", "lead")))),
        ('noidung:"hop khong giay"', folded("hop khong giay", "body")),
    ],
)
def test_fields_narrow_a_query(text, tree):
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("a AND b OR c", 8, "(a AND b) OR c"),
        ("a AND b OR c", 8, "a AND (b OR c)"),
        ('tinh:ha-tinh "x" OR y', 17, '(tinh:ha-tinh AND "x") OR y'),
        ("a OR b -c", 7, "a OR (b AND -c)"),
        ("(vnpt OR fpt", 0, "không được đóng"),
        ("vnpt)", 4, "không có ngoặc mở"),
        ('vnpt "họp', 5, "không được đóng"),
        ("vnpt AND", 8, "sau AND thiếu"),
        ("OR vnpt", 0, "thiếu"),
        ("vnpt AND OR fpt", 9, "sau AND thiếu"),
        ("()", 1, "thiếu"),
        ("NOT", 3, "sau NOT thiếu"),
        ('""', 0, "không có chữ"),
        ("…", 0, "không có chữ"),
        ("thanhpho:huế", 0, "các trường: title"),
        ("tinh: huế", 0, "thiếu giá trị"),
        ("title:(tinh:hue)", 7, "trường khác"),
        ("vnpt chuy*", 5, "chưa dùng được"),
        ("a NEAR/5 b", 2, "chưa dùng được"),
        ("=năm", 0, "chưa dùng được"),
        ("tinh:\x00a", 5, "không in được"),
        ("tinh:\ud800a", 5, "không in được"),
        ("(" * 50 + "a" + ")" * 50, 20, "lồng nhau"),
        ("a OR " * 100 + "a", 300, "quá 60"),
        ("a" * 5000, 2000, "tối đa 2000"),
    ],
)
def test_a_query_that_cannot_be_read_says_where_and_why(text, position, says):
    with pytest.raises(QueryError, match="Câu tìm sai") as caught:
        read(text)
    assert caught.value.position == position
    assert says in str(caught.value)
    assert f"ký tự {position + 1}" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, FixConfiguration)


def test_the_caret_stands_under_the_fault():
    with pytest.raises(QueryError, match="AND và OR") as caught:
        read("vnpt AND fpt OR 5g")
    assert caught.value.caret == "vnpt AND fpt OR 5g\n             ^^"


def test_the_caret_of_a_long_or_many_lined_query_shows_its_own_line():
    with pytest.raises(QueryError, match="Câu tìm sai") as caught:
        read("dòng một\n" + "dài " * 60 + '"mở')
    line, marker = caught.value.caret.split("\n")
    assert len(line) <= 120
    assert line[marker.index("^")] == '"'


OPERATORS = [
    "AND",
    "OR",
    "NOT",
    "VÀ",
    "-",
    "(",
    ")",
    '"',
    "“",
    ":",
    "tinh:",
    "title:",
    " ",
    "*",
    "NEAR/3",
    "số",
    "hà tĩnh",
    "viettel",
    "\x00",
]


@given(
    st.one_of(
        st.text(st.characters()),
        st.lists(st.sampled_from(OPERATORS), max_size=30).map(" ".join),
        st.lists(st.sampled_from(OPERATORS), max_size=30).map("".join),
    )
)
def test_any_text_is_read_or_refused_with_a_place(text):
    node, error = outcome(text)
    if error:
        assert 0 <= error.position <= len(error.query)
        assert "^" in error.caret
    else:
        assert explain(node)
        assert_searchable(node)


def outcome(text):
    try:
        return read(text), None
    except QueryError as error:
        return None, error


def assert_searchable(node):
    match node:
        case And(parts) | Or(parts):
            assert len(parts) > 1
            for part in parts:
                assert_searchable(part)
        case Not(part):
            assert_searchable(part)
        case Phrase(words):
            assert words
            assert all(word.isalnum() for word in words)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text", ["(" * 1_000_000, "\u0301" * 1_000_000, '"' * 2000, "- " * 1000, "NOT " * 500, "a:" * 1000]
)
def test_hostile_text_is_refused_quickly(text):
    with pytest.raises(QueryError, match="ký tự"):
        read(text)


def test_an_error_shows_no_escape_sequence_or_surrogate_of_the_query():
    with pytest.raises(QueryError, match="AND và OR") as caught:
        read("\x1b[31mvnpt\ud800 AND fpt OR 5g")
    for text in (str(caught.value), caught.value.caret.replace("\n", "")):
        assert text.isprintable()


def test_explain_tells_how_a_query_was_read():
    node = read('tinh:ha-tinh (viettel OR tieude:"chuyển đổi số") -"bầu cử"')
    assert explain(node) == (
        "tỉnh, thành phố là “ha-tinh” VÀ (“viettel” (không phân biệt dấu) HOẶC “chuyển đổi số” (hay “cđs”) trong tiêu đề (đúng dấu)) "
        "VÀ KHÔNG “bầu cử” (đúng dấu)"
    )
    assert explain(Everything()) == "mọi bài"


def test_a_filter_takes_a_known_name_of_several_words_without_quotes():
    values = {"Báo Sông Mã", "chính sách số"}
    node = parse("linhvuc:chính sách số viettel", known_terms=TERMS, known_values=values)
    assert node == And((Filter("facet", "chính sách số"), folded("viettel")))
    assert parse("bao:bao song ma", known_terms=TERMS, known_values=values) == Filter("outlet", "bao song ma")


def test_the_names_that_a_filter_may_take_do_not_cut_a_run_of_words():
    assert parse("noi chinh sach so moi", known_terms=(), known_values={"chính sách số"}) == folded(
        "noi chinh sach so moi"
    )


def test_a_phrase_knows_its_other_spellings():
    assert ("kĩ", "năng", "số") in exact("kỹ năng số").spellings
    assert ("chuyen", "doi", "so") in folded("cds").spellings
