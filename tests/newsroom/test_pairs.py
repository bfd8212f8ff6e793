"""The bars of copies and stories on the project's own pairs, and what each part of the decision is for."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.duplicates import likeness
from newsroom.errors import FixConfiguration
from newsroom.filing import RelationKind
from newsroom.pair_evaluation import RELATIONS, Pair, evaluate, read_pairs
from newsroom.pieces import Piece
from newsroom.urls import page_key
from tests.newsroom.pair_set import Told, own_pairs


@pytest.fixture(scope="module")
def told() -> list[Told]:
    return own_pairs()


@pytest.fixture(scope="module")
def result(told):
    return evaluate([Pair(one.a, one.b, one.relation, line) for line, one in enumerate(told)])


def test_the_set_is_large_and_has_every_relation(told):
    counts = Counter(one.relation for one in told)
    assert len(told) >= 200
    assert min(counts[relation] for relation in RELATIONS) >= 25


def test_no_different_articles_are_called_one_text(result):
    assert result.table["different"]["same-article"] == 0


def test_copies_are_recognised(told, result):
    missed = [told[wrong.line].kind for wrong in result.mistakes if wrong.truth == "same-article"]
    assert result.recall("same-article") >= 0.99, missed


def test_reports_of_one_event_are_recognised(told, result):
    wrong = [told[one.line].kind for one in result.mistakes]
    assert result.f1("same-event") >= 0.95, wrong


def test_it_makes_no_difference_which_of_the_two_comes_first(told):
    for one in told:
        assert likeness(one.a, one.b).kind is likeness(one.b, one.a).kind, one.kind


def test_reports_farther_apart_than_three_days_are_of_two_events(told):
    event = next(one for one in told if one.relation == "same-event" and one.b.published_at and one.a.published_at)
    late = Piece(event.b.title, event.b.text, "", event.b.published_at + timedelta(days=4))
    assert likeness(event.a, event.b).kind is RelationKind.SAME_STORY
    assert likeness(event.a, late).kind is RelationKind.NEW


def test_one_address_is_one_article_whatever_its_text():
    a, b = (Piece(f"Nhan đề {n}", f"Nội dung {n}", "bao.vn/tin-1.html") for n in (1, 2))
    assert likeness(a, b).kind is RelationKind.COPY


@pytest.mark.parametrize(
    "text", ["", "Ảnh đẹp.", "😀" * 50, "\u202e\u200b", "Only English words here, and not many of them."]
)
def test_next_to_nothing_is_no_copy_of_the_same(text):
    assert likeness(Piece("", text), Piece("", text)).kind is RelationKind.NEW


def test_a_megabyte_of_title_is_compared_like_any_other():
    long = Piece("chuyển đổi số " * 80_000, "chuyển đổi số " * 80_000)
    assert likeness(long, Piece("Khác", "Khác")).kind is RelationKind.NEW


pieces = st.builds(
    Piece,
    st.text(st.characters(), max_size=80),
    st.text(st.characters(), max_size=400),
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(pieces, pieces)
def test_any_two_texts_can_be_compared(one, other):
    assert likeness(one, other).kind is likeness(other, one).kind


# reading a set


def line(**changes):
    article = {"title": "Nhan đề", "text": "Nội dung", "url": "https://bao.vn/a-1.html", "published_at": "2026-03-12"}
    return json.dumps({"a": article, "b": article, "relation": "same-article"} | changes).encode()


def read(*lines):
    return read_pairs(b"\n".join(lines), "set.jsonl", lambda url: page_key(url, ()))


def test_a_set_is_read_line_by_line():
    pairs = read(line(), b"", line(relation="different"))
    assert [(pair.line, pair.relation) for pair in pairs] == [(1, "same-article"), (3, "different")]
    assert pairs[0].a.key == "bao.vn/a-1.html"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (None, None),
        ("", None),
        ("2026-03-12", datetime(2026, 3, 11, 17, tzinfo=UTC)),
        ("2026-03-12T16:20:00Z", datetime(2026, 3, 12, 16, 20, tzinfo=UTC)),
        ("2026-03-12T16:20:00+07:00", datetime(2026, 3, 12, 9, 20, tzinfo=UTC)),
        ("12/03/2026 16:20 GMT+7", datetime(2026, 3, 12, 9, 20, tzinfo=UTC)),
        ("Thu, 12 Mar 2026 16:20:00 +0700", datetime(2026, 3, 12, 9, 20, tzinfo=UTC)),
    ],
)
def test_times_are_read_as_they_are_found(written, meant):
    (pair,) = read(line(b={"title": "Nhan đề", "text": "", "published_at": written}))
    assert pair.b.published_at == meant


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{", "is not JSON"),
        (b"[]", "no object"),
        (line(relation="copy"), "'copy'; allowed: same-article, same-event, different"),
        (line(a=None), '"a" is no object'),
        (line(b={"title": 7}), '"b": "title" is no text'),
        (line(b={"title": " ", "text": None}), '"b" has neither title nor text'),
        (line(a={"title": "x", "published_at": "hôm qua"}), "'hôm qua'; write 2026-03-12"),
    ],
)
def test_a_bad_line_is_named_with_its_number(bad, says):
    with pytest.raises(FixConfiguration, match=r"set\.jsonl: line 2: ") as refused:
        read(line(), bad)
    assert says in str(refused.value)


def test_an_empty_set_is_refused():
    with pytest.raises(FixConfiguration, match="holds no pair"):
        read(b"")
