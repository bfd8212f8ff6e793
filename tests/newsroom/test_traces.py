"""Traces: stable numbers that look-alikes share, with the version of their recipe."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.minhash import BANDS, BINS, bands, signature
from newsroom.pieces import Piece, Profile, shingles_of
from newsroom.traces import REACH, own_traces, signature_of, traces_to_look_for
from tests.newsroom.pair_set import own_pairs

AT = datetime(2026, 3, 12, 9, 20, tzinfo=UTC)


def shared(a, b, apart=timedelta(0)):
    one, other = (signature_of(Profile(piece)) for piece in (a, b))
    return set(own_traces(one, AT)) & set(traces_to_look_for(other, AT + apart))


def of_kind(kind):
    return [pair for pair in own_pairs() if pair.kind == kind]


def test_a_signature_is_the_same_every_time_and_begins_with_its_version():
    pair = of_kind("credit line")[0]
    one, again = (signature_of(Profile(pair.a)) for _ in range(2))
    assert one == again
    assert one[0] == 1


def test_this_recipe_does_not_change_unnoticed():
    text = Piece("Xã Tân Lập mở điểm dịch vụ công", "Sáng 12/3, xã Tân Lập khai trương điểm hỗ trợ, có 120 hồ sơ. " * 3)
    traces = own_traces(signature_of(Profile(text)), AT)
    assert (len(traces), sum(traces) % 1_000_003) == (23, 521992), "a changed recipe needs a new RECIPE number"


@pytest.mark.parametrize("signature", [b"", b"\x01", b"\x02" + b"\x00" * 400])
def test_what_another_recipe_left_has_no_traces(signature):
    assert own_traces(signature, AT) == ()


def test_edited_copies_share_bands_at_any_distance_in_time():
    lost = [pair.kind for pair in of_kind("one word in ten changed") if not shared(pair.a, pair.b, timedelta(days=900))]
    assert lost == []


def test_reports_of_one_event_share_clues_within_reach_only():
    events = [pair for pair in own_pairs() if pair.relation == "same-event"]
    near = [len(shared(pair.a, pair.b, timedelta(days=REACH))) for pair in events]
    far = [len(shared(pair.a, pair.b, timedelta(days=REACH + 1))) for pair in events]
    assert min(near) >= 1
    assert sum(count >= 2 for count in near) >= 0.9 * len(near)
    assert sum(far) <= len(far)


def test_neighbours_on_one_topic_share_next_to_nothing():
    counts = [len(shared(pair.a, pair.b)) for pair in of_kind("neighbours")]
    assert sum(counts) / len(counts) < 2


def test_minhash_agrees_as_often_as_texts_share_shingles():
    words = tuple(str(n) for n in range(2000))
    one, other = (signature(set(shingles_of(part))) for part in (words[:1500], words[500:]))
    agreeing = sum(a == b for a, b in zip(one, other, strict=True)) / BINS
    assert agreeing == pytest.approx(0.5, abs=0.15)


def test_a_text_of_a_few_words_has_no_row():
    assert signature(shingles_of(("a", "b", "c", "d"))) == ()
    assert bands(()) == ()
    assert len(bands(tuple(range(BINS)))) == BANDS


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_any_time_can_be_looked_for(at):
    mark = signature_of(Profile(of_kind("credit line")[0].a))
    assert all(0 <= trace < 1 << 63 for trace in (*own_traces(mark, at), *traces_to_look_for(mark, at)))
