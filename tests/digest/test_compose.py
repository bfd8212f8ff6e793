"""An edition as text: the count first, each story once, and no news told apart from a blind crawler."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from digest.compose import LISTED, Coverage, Names, compose, subject
from digest.select import select
from newsroom.article import Article

DAY = date(2026, 8, 24)
MORNING = datetime(2026, 8, 24, 1, tzinfo=UTC)
NAMES = Names(
    {"songlam": "Báo Sông Lam", "nuihong": "Báo Núi Hồng"}, ZoneInfo("Asia/Ho_Chi_Minh"), untold=frozenset({"core"})
)
ALL_SEEN = Coverage(2, {})
ARTICLE = Article(
    id=1,
    url="http://songlam.example/1.html",
    title="Xã Yên Hợp mở lớp học số",
    lead="Lớp học mở ba buổi một tuần.",
    text="",
    captions=(),
    outlet="songlam",
    province="nghe-an",
    province_then="nghe-an",
    published_at=MORNING,
    first_seen_at=MORNING,
    updated_at=MORNING,
    authors=(),
    section="",
    tags=(),
    score=9.0,
    facets=("core", "nhân lực-kỹ năng số"),
    evidence=(),
    story_id=1,
    story_size=1,
    origin=True,
    status="current",
)
COPY = replace(ARTICLE, id=2, outlet="nuihong", origin=False, published_at=MORNING - timedelta(hours=1))


def articles(number: int) -> list[Article]:
    return [replace(ARTICLE, id=n, story_id=n, title=f"Tin số {n}") for n in range(1, number + 1)]


def test_a_story_is_led_by_its_origin_and_names_who_else_carried_it():
    (item,) = select([COPY, ARTICLE])
    assert (item.lead, item.outlets) == (ARTICLE, ("songlam", "nuihong"))
    text = compose([item], DAY, ALL_SEEN, NAMES)
    assert "Báo Sông Lam, 08:00 24/08" in text
    assert "Cùng đăng: Báo Núi Hồng" in text


def test_stories_of_many_newspapers_come_first_then_strong_ones():
    strong = replace(ARTICLE, id=3, story_id=3, score=20.0)
    weak = replace(ARTICLE, id=4, story_id=4, score=6.0)
    assert [item.lead.id for item in select([weak, strong, ARTICLE, COPY])] == [1, 3, 4]


def test_the_subject_counts_articles_and_stories_and_fits_seventy_characters():
    assert subject(select([ARTICLE, COPY]), DAY) == "Điểm báo CĐS 24/8: 2 bài, 1 tin – Nghệ An 1"
    slugs = ("nghe-an", "ha-tinh", "thanh-hoa", "quang-ninh", "thai-nguyen", "can-tho")
    many = [replace(ARTICLE, id=n, story_id=n, province=slug) for n, slug in enumerate(slugs)]
    assert len(subject(select(many), DAY)) <= 70


def test_the_facet_that_is_the_topic_itself_explains_nothing():
    assert "Vì sao: nhân lực-kỹ năng số" in compose(select([ARTICLE]), DAY, ALL_SEEN, NAMES)


def test_no_news_is_told_apart_from_a_blind_crawler():
    assert "Không có tin mới." in compose([], DAY, ALL_SEEN, NAMES)
    blind = compose([], DAY, Coverage(1, {"songlam": "máy chủ không trả lời"}), NAMES)
    assert "Không đọc được Báo Sông Lam: máy chủ không trả lời" in blind
    assert "không biết có tin hay không" in blind


def test_a_long_edition_says_how_much_it_left_out():
    assert "… và 3 tin nữa" in compose(select(articles(LISTED + 3)), DAY, ALL_SEEN, NAMES)
