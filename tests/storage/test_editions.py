"""The edition ledger: frozen once, each delivery put down before it is made, nothing told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from newsroom.errors import FailureKind, FixConfiguration, WaitForOther
from storage import Archive, Changed, NewEdition, Stage, Told
from tests.storage.samples import DAY, HOUR, NOW, extracted, failure, keep

TODAY = date(2026, 11, 22)
ADDRESSES = (("a@example.vn", "<1@x>"), ("b@example.vn", "<2@x>"))
NEW = NewEdition("sang", TODAY, NOW - DAY, NOW, '{"title": "Điểm báo"}', to=ADDRESSES)


def stages(archive: Archive, edition_id: int) -> list[Stage]:
    return [delivery.stage for delivery in archive.deliveries.of(edition_id)]


def first_due(archive: Archive, now=NOW):
    return archive.deliveries.due(now)[0]


def test_an_edition_is_made_once_however_often_it_is_asked_for(archive: Archive) -> None:
    first = archive.editions.make(NEW, draft=False, now=NOW)
    again = archive.editions.make(replace(NEW, content="{}", to=()), draft=False, now=NOW + HOUR)
    assert again == first
    assert (first.state, first.frozen_at, first.content) == ("frozen", NOW, NEW.content)
    assert [d.address for d in archive.deliveries.of(first.id)] == ["a@example.vn", "b@example.vn"]


def test_an_address_listed_twice_gets_one_delivery(archive: Archive) -> None:
    made = archive.editions.make(replace(NEW, to=(*ADDRESSES, ADDRESSES[0])), draft=False, now=NOW)
    assert len(archive.deliveries.of(made.id)) == 2


def test_a_draft_is_sent_only_when_it_is_frozen_and_never_changes_after(archive: Archive) -> None:
    draft = archive.editions.make(NEW, draft=True, now=NOW)
    assert archive.deliveries.due(NOW + DAY) == ()
    archive.editions.rewrite(draft.id, '{"title": "Sửa"}', ())
    frozen = archive.editions.freeze(draft.id, now=NOW + HOUR)
    assert (frozen.state, frozen.content, frozen.frozen_at) == ("frozen", '{"title": "Sửa"}', NOW + HOUR)
    assert len(archive.deliveries.due(NOW + HOUR)) == 2
    assert archive.editions.freeze(draft.id, now=NOW + DAY) == frozen
    with pytest.raises(FixConfiguration, match="only a draft can be changed"):
        archive.editions.rewrite(draft.id, "{}", ())


def test_what_was_told_as_news_is_known_until_it_is_too_old(archive: Archive) -> None:
    one, other = keep(archive, extracted(1)), keep(archive, extracted(2))
    told = (Told(one.article_id, 11), Told(other.article_id, 12, "revised"), Told(one.article_id, 11))
    archive.editions.make(replace(NEW, told=told), draft=False, now=NOW)
    assert archive.editions.told_stories("sang", NOW - DAY) == {11}
    assert archive.editions.told_stories("sang", NOW + HOUR) == frozenset()
    assert archive.editions.told_stories("chieu", NOW - DAY) == frozenset()


def test_editions_are_listed_newest_first(archive: Archive) -> None:
    for days in (0, 2, 1):
        archive.editions.make(replace(NEW, day=TODAY + timedelta(days=days)), draft=False, now=NOW)
    archive.editions.make(replace(NEW, digest="chieu"), draft=False, now=NOW)
    assert [one.day.day for one in archive.editions.newest("sang", 2)] == [24, 23]
    last = archive.editions.last("sang")
    assert last is not None
    assert (last.day.day, len(archive.editions.newest())) == (24, 4)
    assert archive.editions.get("sang", date(2020, 1, 1)) is None


def test_a_delivery_is_handed_over_by_one_sender_only(archive: Archive) -> None:
    archive.editions.make(NEW, draft=False, now=NOW)
    delivery = first_due(archive)
    assert archive.deliveries.hand_over(delivery.id, now=NOW)
    assert not archive.deliveries.hand_over(delivery.id, now=NOW)
    assert [d.id for d in archive.deliveries.due(NOW)] == [delivery.id + 1]


def test_an_accepted_or_refused_delivery_is_never_due_again(archive: Archive) -> None:
    made = archive.editions.make(NEW, draft=False, now=NOW)
    for delivery, stage in zip(archive.deliveries.due(NOW), (Stage.ACCEPTED, Stage.FAILED), strict=True):
        archive.deliveries.hand_over(delivery.id, now=NOW)
        archive.deliveries.settle(delivery.id, stage, "250 OK", now=NOW)
    assert stages(archive, made.id) == [Stage.ACCEPTED, Stage.FAILED]
    assert archive.deliveries.due(NOW + 30 * DAY) == ()


def test_an_uncertain_delivery_is_tried_once_more_and_no_third_time(archive: Archive) -> None:
    archive.editions.make(replace(NEW, to=ADDRESSES[:1]), draft=False, now=NOW)
    for wait in (HOUR, 2 * HOUR):
        delivery = first_due(archive, NOW + wait)
        archive.deliveries.hand_over(delivery.id, now=NOW + wait)
        archive.deliveries.settle(delivery.id, Stage.UNCERTAIN, "no answer", now=NOW + wait, again_at=NOW + 2 * HOUR)
    assert archive.deliveries.due(NOW + DAY) == ()


def test_what_a_dead_process_had_handed_over_is_uncertain(archive: Archive) -> None:
    made = archive.editions.make(NEW, draft=False, now=NOW)
    archive.deliveries.hand_over(first_due(archive).id, now=NOW)
    assert archive.deliveries.doubt_abandoned(now=NOW + HOUR, wait=HOUR) == 1
    assert stages(archive, made.id) == [Stage.UNCERTAIN, Stage.FROZEN]
    assert len(archive.deliveries.due(NOW + HOUR)) == 1
    assert len(archive.deliveries.due(NOW + 2 * HOUR)) == 2


def test_a_person_may_ask_for_one_address_again(archive: Archive) -> None:
    made = archive.editions.make(NEW, draft=False, now=NOW)
    for delivery in archive.deliveries.due(NOW):
        archive.deliveries.hand_over(delivery.id, now=NOW)
        archive.deliveries.settle(delivery.id, Stage.ACCEPTED, "250 OK", now=NOW)
    assert archive.deliveries.resend(made.id, "b@example.vn", now=NOW + HOUR) == 1
    assert archive.deliveries.resend(made.id, "c@example.vn", now=NOW + HOUR) == 0
    (due,) = archive.deliveries.due(NOW + HOUR)
    assert (due.address, due.message_id) == ADDRESSES[1]


def test_a_sender_that_lost_its_lease_writes_nothing(archive: Archive) -> None:
    lost = archive.leases.acquire("digest", holder="a/1", ttl=HOUR, now=NOW)
    archive.leases.acquire("digest", holder="b/2", ttl=HOUR, now=NOW + DAY)
    with pytest.raises(WaitForOther):
        archive.editions.make(NEW, draft=False, now=NOW, lease=lost)
    made = archive.editions.make(NEW, draft=False, now=NOW)
    with pytest.raises(WaitForOther):
        archive.deliveries.hand_over(first_due(archive).id, now=NOW, lease=lost)
    assert stages(archive, made.id) == [Stage.FROZEN, Stage.FROZEN]


def test_an_article_with_a_newer_text_than_was_told_is_known_until_it_is_told(archive: Archive) -> None:
    kept = keep(archive, extracted(1))
    archive.editions.make(replace(NEW, told=(Told(kept.article_id, 1),)), draft=False, now=NOW)
    assert archive.editions.changed("sang", NOW - DAY) == ()
    keep(archive, extracted(1, title="Nhan đề đã sửa"), at=NOW + HOUR)
    assert archive.editions.changed("sang", NOW - DAY) == (Changed(kept.article_id, 1, 2),)
    assert archive.editions.changed("chieu", NOW - DAY) == ()
    again = replace(NEW, day=TODAY + DAY, told=(Told(kept.article_id, 1, "revised"),))
    archive.editions.make(again, draft=False, now=NOW)
    assert archive.editions.changed("sang", NOW - DAY) == ()


def test_a_withdrawn_article_is_to_be_told_once(archive: Archive) -> None:
    kept = keep(archive, extracted(1))
    archive.editions.make(replace(NEW, told=(Told(kept.article_id, 1),)), draft=False, now=NOW)
    assert archive.editions.gone("sang", NOW - DAY) == ()
    for hours in (1, 2):
        archive.fail(failure(1, FailureKind.GONE, status=404, failed_at=NOW + hours * HOUR))
    assert archive.editions.gone("sang", NOW - DAY) == (kept.article_id,)
    told = replace(NEW, day=TODAY + DAY, told=(Told(kept.article_id, 1, "withdrawn"),))
    archive.editions.make(told, draft=False, now=NOW)
    assert archive.editions.gone("sang", NOW - DAY) == ()
