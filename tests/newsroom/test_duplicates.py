from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.article import Extracted, Found
from newsroom.duplicates import compare, fingerprint
from newsroom.filing import Known, KnownArticle, RelationKind

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LEAD = (
    "Xã Tân Lập vừa khai trương điểm hỗ trợ dịch vụ công trực tuyến tại nhà văn hóa thôn, giúp bà con khỏi phải đi xa."
)
BODY = (
    "Theo Chủ tịch UBND xã, trong tuần đầu đã có hơn 120 hồ sơ được nộp tại điểm hỗ trợ này, phần lớn là khai sinh và đăng ký tạm trú.",
    "Các thành viên tổ công nghệ số cộng đồng thay nhau trực từ sáng đến tối, hướng dẫn từng người thao tác trên điện thoại.",
    "Thời gian tới, xã sẽ mở thêm hai điểm ở các thôn vùng cao.",
)


def page(**changes):
    return replace(
        Extracted(
            found=Found("https://bao.vn/a-1.html", "bao:1", "bao", "https://bao.vn/rss"),
            url="https://bao.vn/a-1.html",
            key="bao:1",
            source="bao",
            title="Tân Lập đưa dịch vụ công về tận thôn",
            lead=LEAD,
            paragraphs=BODY,
            fetched_at=NOW,
            published_at=NOW - timedelta(hours=3),
            captions=("Bà con làm thủ tục tại điểm hỗ trợ",),
        ),
        **changes,
    )


def known(extracted, **changes):
    article = KnownArticle(
        id=7,
        key=extracted.key,
        url=extracted.url,
        source=extracted.source,
        fingerprint=fingerprint(extracted),
        title=extracted.title,
        lead=extracted.lead,
        published_at=extracted.published_at,
        first_seen_at=NOW,
        fetched_at=NOW,
        relevant=True,
    )
    return replace(article, **changes)


def against(new, **what_is_known):
    return compare(new, fingerprint(new), Known(**what_is_known))


def test_a_text_of_which_nothing_is_known_is_new():
    assert against(page()).kind is RelationKind.NEW


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "Tân Lập  đưa dịch vụ công về tận thôn "},
        {"lead": LEAD.replace("văn hóa", "văn hoá").replace(", giúp", " - giúp")},
        {"paragraphs": (" ".join(BODY),)},
        {"paragraphs": (*BODY[:2], BODY[2].replace(".", "!"))},
        {"lead": "", "paragraphs": (LEAD, *BODY)},
        {"published_at": None},
        {"modified_at": NOW},
        {"tags": ("mới",), "section": "Xã hội"},
    ],
    ids=[
        "nothing",
        "blanks",
        "tone and comma",
        "one paragraph",
        "stop",
        "lead found as paragraph",
        "time lost",
        "modified",
        "tags",
    ],
)
def test_cosmetic_changes_leave_an_article_unchanged(changes):
    relation = against(page(**changes), by_key=known(page()))
    assert relation.kind is RelationKind.UNCHANGED
    assert relation.of is not None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": "Tân Lập mở điểm dịch vụ công ở thôn"}, "tiêu đề"),
        ({"lead": LEAD.replace("thôn", "bản")}, "sapo"),
        ({"paragraphs": BODY[:2]}, "nội dung"),
        ({"paragraphs": (BODY[0].replace("120", "210"), *BODY[1:])}, "nội dung"),
        ({"paragraphs": (BODY[0].replace("tạm trú", "tạm trủ"), *BODY[1:])}, "vài chữ"),
        ({"captions": ("Ảnh khác",)}, "chú thích ảnh"),
        ({"published_at": NOW}, "giờ đăng từ 12:00 02-03-2026 sang 15:00 02-03-2026"),
    ],
    ids=["title", "lead", "shorter", "figure", "accent", "caption", "time"],
)
def test_what_a_reader_would_see_is_a_revision(changes, says):
    relation = against(page(**changes), by_key=known(page()))
    assert relation.kind is RelationKind.REVISION
    assert says in relation.why


def test_pictures_in_another_order_leave_an_article_unchanged():
    before = known(page(captions=("Lớp học ở nhà văn hóa", "Bà con xem điện thoại")))
    after = page(captions=("Bà con xem điện thoại", "Lớp học ở nhà văn hoá"))
    assert against(after, by_key=before).kind is RelationKind.UNCHANGED


def test_a_publication_time_that_appears_is_a_revision():
    relation = against(page(), by_key=known(page(published_at=None)))
    assert relation.kind is RelationKind.REVISION
    assert "từ chưa rõ" in relation.why


ELSEWHERE = {"key": "khac:9", "url": "https://khac.vn/b-9.html", "source": "khac"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "Dịch vụ công về thôn"},
        {"lead": "(Baokhac.vn) - " + LEAD},
        {"lead": "(KH)– " + LEAD},
        {"lead": "PNO - PNO - " + LEAD},
        {"lead": "", "paragraphs": ("Hà Nội (TTXVN) - " + LEAD, *BODY)},
        {"paragraphs": (*BODY, "MINH ANH")},
        {"paragraphs": (*BODY, "Theo Báo Bao", "Tin, ảnh: P.Y")},
        {"lead": LEAD.replace("văn hóa", "văn hoá"), "paragraphs": tuple(p.replace(",", "") for p in BODY)},
        {"captions": ()},
    ],
    ids=[
        "verbatim",
        "title",
        "dateline",
        "short dateline",
        "doubled",
        "agency",
        "byline",
        "credit",
        "tone",
        "captions",
    ],
)
def test_the_same_text_at_another_address_is_a_copy(changes):
    relation = against(page(**ELSEWHERE, **changes), same_text=(known(page()),))
    assert relation.kind is RelationKind.COPY
    assert relation.of is not None
    assert relation.of.id == 7
    assert "https://bao.vn/a-1.html" in relation.why


def test_the_same_paper_under_another_address_is_a_copy_too_and_says_so():
    relation = against(page(key="bao:2", url="https://bao.vn/a-2.html"), same_text=(known(page()),))
    assert relation.kind is RelationKind.COPY
    assert "cùng báo" in relation.why


def test_the_earliest_of_several_is_the_origin():
    first, second = known(page(), id=3), known(page(), id=4)
    relation = against(page(**ELSEWHERE), same_text=(first, second))
    assert relation.of == first


def test_the_address_is_stronger_than_the_text():
    new = page(paragraphs=BODY[:2])
    relation = against(new, by_key=known(page()), same_text=(known(new, id=8, key="x"),))
    assert relation.kind is RelationKind.REVISION


def test_a_text_offered_as_the_same_is_checked():
    assert against(page(**ELSEWHERE), same_text=(known(page(paragraphs=BODY[:1])),)).kind is RelationKind.NEW


@pytest.mark.parametrize("paragraphs", [(), ("",), ("Ảnh đẹp trong ngày.",), ("MINH ANH",)])
def test_short_and_empty_texts_are_nobodys_copy(paragraphs):
    one = page(lead="", paragraphs=paragraphs)
    other = page(**ELSEWHERE, lead="", paragraphs=paragraphs, title="Khác")
    assert fingerprint(one).text == ""
    assert against(other, same_text=(known(one),)).kind is RelationKind.NEW


def test_one_changed_figure_is_no_verbatim_copy():
    other = page(**ELSEWHERE, paragraphs=(BODY[0].replace("120", "121"), *BODY[1:]))
    assert fingerprint(other).text != fingerprint(page()).text


@given(st.text(st.characters()), st.text(st.characters()), st.lists(st.text(st.characters()), max_size=4))
def test_any_text_has_a_fingerprint(title, lead, paragraphs):
    new = page(title=title, lead=lead, paragraphs=tuple(paragraphs))
    assert fingerprint(new).content
    assert against(new, by_key=known(new)).kind is RelationKind.UNCHANGED
