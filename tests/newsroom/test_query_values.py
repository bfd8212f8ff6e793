from __future__ import annotations

import pytest

from newsroom import provinces
from newsroom.organisations import Organisation
from newsroom.query import Filter, Not, Or, parse
from newsroom.query_values import UnknownValue, Values, ended_provinces, settled

VALUES = Values(
    {"baosongma": "Báo Sông Mã", "songlam": "Báo và Đài Sông Lam"},
    ("core", "chính quyền số", "nhân lực-kỹ năng số", "AI"),
    (
        Organisation("viettel", "Viettel", "doanh nghiệp"),
        Organisation("so-khcn", "Sở Khoa học và Công nghệ", "cơ quan", ("Sở KH&CN",)),
    ),
)


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("facet", "chinh-quyen-so", "chính quyền số"),
        ("facet", "chinh quyen so", "chính quyền số"),
        ("facet", "CHÍNH QUYỀN SỐ", "chính quyền số"),
        ("facet", "nhan luc ky nang so", "nhân lực-kỹ năng số"),
        ("facet", "ai", "AI"),
        ("outlet", "baosongma", "baosongma"),
        ("outlet", "BaoSongMa", "baosongma"),
        ("outlet", "bao song ma", "baosongma"),
        ("outlet", "Báo và đài Sông Lam", "songlam"),
        ("province", "ha-tinh", "Hà Tĩnh"),
        ("province", "ha tinh", "Hà Tĩnh"),
        ("province", "Tỉnh Hà Tĩnh", "Hà Tĩnh"),
        ("province", "vinh-phuc", "Vĩnh Phúc"),
        ("status", "Withdrawn", "withdrawn"),
        ("org", "VIETTEL", "viettel"),
        ("org", "so khoa hoc va cong nghe", "so-khcn"),
        ("org", "so-khcn", "so-khcn"),
        ("org", "Sở KH&CN", "so-khcn"),
        ("author", "ai đó", "ai đó"),
        ("tag", "bất kỳ", "bất kỳ"),
    ],
)
def test_a_value_is_meant_by_slug_or_name_with_or_without_accents(kind, written, meant):
    assert VALUES.named(kind, written) == meant


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        ("facet", "chinh quyen sp", "did you mean chính quyền số?"),
        ("facet", "chính quyền", "did you mean chính quyền số?"),
        ("facet", "thể thao", "known: core, chính quyền số, nhân lực-kỹ năng số, AI"),
        ("outlet", "baosongna", "did you mean baosongma"),
        ("outlet", "đài sông lam", "did you mean songlam"),
        ("province", "ha-tinn", "did you mean ha-tinh"),
        ("province", "thien hue", "did you mean thua-thien-hue?"),
        ("province", "qqq", "known: tuyen-quang, "),
        ("status", "curent", "did you mean current?"),
    ],
)
def test_an_unknown_value_is_refused_with_the_nearest(kind, written, said):
    with pytest.raises(UnknownValue) as caught:
        VALUES.named(kind, written)
    assert str(caught.value).startswith(f"no {kind} is called {written!r}; {said}")


def test_every_province_of_now_and_then_is_known_by_slug_and_by_the_name_that_is_stored():
    for province in (*provinces.current(), *provinces.at(provinces.MERGED.replace(month=6))):
        name = VALUES.named("province", province.slug)
        assert provinces.find(name) == provinces.find(province.slug)


def test_every_filter_of_a_tree_is_settled():
    node = parse("(bao:songma OR -linhvuc:AI) tinh:hue trangthai:revised số", known_terms=())
    with pytest.raises(UnknownValue, match="songma"):
        settled(node, VALUES)
    known = settled(parse("(bao:SONGLAM OR -linhvuc:ai) tinh:hue số", known_terms=()), VALUES)
    assert known.parts[:2] == (Or((Filter("outlet", "songlam"), Not(Filter("facet", "AI")))), Filter("province", "Huế"))


@pytest.mark.parametrize(
    ("query", "ended"),
    [
        ("tinh:vinh-phuc", ["vinh-phuc"]),
        ("tinh:phu-tho", []),
        ("(tinh:hoa-binh OR tinh:ha-nam) số", ["hoa-binh", "ha-nam"]),
        ("-tinh:vinh-phuc", []),
        ("vinh phuc", []),
    ],
)
def test_old_provinces_that_are_looked_for_are_told(query, ended):
    assert [old.slug for old in ended_provinces(parse(query, known_terms=()))] == ended
