"""Which stories an edition holds, where they stand, and what is said of late, changed and withdrawn ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.calendar import Due
from digest.edition import Coverage, Edition, Silent, from_json, to_json
from digest.layout import NOTABLE, OTHER, Brief, Material, Reworded, lay_out
from newsroom.article import Article, Evidence

UNTIL = datetime(2026, 8, 24, 0, tzinfo=UTC)
DUE = Due(date(2026, 8, 24), UNTIL - timedelta(days=1), UNTIL)
MORNING = UNTIL - timedelta(hours=5)
ALL_SEEN = Coverage(2)
BRIEF = Brief(
    "sang",
    "Điểm báo CĐS",
    ZoneInfo("Asia/Ho_Chi_Minh"),
    {"songlam": "Báo Sông Lam", "nuihong": "Báo Núi Hồng", "thoiso": "Báo Thời Số"},
    national=frozenset({"thoiso"}),
    untold=frozenset({"core"}),
)
TERM = Evidence("dịch vụ công", "chính quyền số", "body", 3, 12, 2.0)
ARTICLE = Article(
    id=1,
    url="http://songlam.example/1.html",
    title="Xã Yên Hợp mở lớp học số",
    lead="Lớp học mở ba buổi một tuần.",
    text="Có dịch vụ công cho bà con.",
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
    evidence=(
        TERM,
        replace(TERM, field="title", offset=14, length=10),
        replace(TERM, offset=0, length=2, ruled_out_by="x"),
    ),
    story_id=1,
    story_size=1,
    origin=True,
    status="current",
)


def story(number: int, **more) -> Article:
    return replace(ARTICLE, id=number, story_id=number, title=f"Tin {number}", **more)


def edition(*articles: Article, coverage: Coverage = ALL_SEEN, brief: Brief = BRIEF, **material) -> Edition:
    return lay_out(Material(articles, **material), brief, DUE, coverage, 4.5)


def ids(lines) -> list[int]:
    return [line.article_id for line in lines]


def test_a_line_says_where_when_why_and_who_else():
    copy = replace(ARTICLE, id=2, outlet="nuihong", origin=False)
    (line,) = edition(ARTICLE, copy).notable
    assert (line.title, line.outlet_name, line.others, line.articles) == (ARTICLE.title, "Báo Sông Lam", ("Báo Núi Hồng",), 2)  # fmt: skip
    assert (line.quote, line.why, line.facet) == (ARTICLE.lead, ("lớp học số", "dịch vụ công"), "nhân lực-kỹ năng số")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"score": 5.0, "twice": True}, {"score": 20.0}, id="two outlets before a strong one"),
        pytest.param({"outlet": "thoiso", "score": 5.0}, {"score": 20.0}, id="a national outlet counts twice"),
        pytest.param({"score": 9.5}, {"score": 9.0}, id="then the stronger"),
        pytest.param({"published_at": MORNING + timedelta(hours=1)}, {}, id="then the newer"),
    ],
)
def test_notable_is_what_spreads_then_what_is_strong_then_what_is_new(first, second):
    twice = first.pop("twice", False)
    one, other = story(7, **first), story(3, **second)
    also = [replace(one, id=8, outlet="nuihong", origin=False)] if twice else []
    assert ids(edition(other, one, *also).notable) == [7, 3]


def test_the_notable_ones_are_few_and_the_groups_hold_all_others():
    full = edition(*(story(n) for n in range(1, 60)))
    assert len(full.notable) == NOTABLE
    assert sorted(ids(full.lines)) == list(range(1, 60))
    assert full.zone == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(("by", "expected"), [("facet", ["xã hội số", "hạ tầng số", OTHER]), ("province", ["Hà Tĩnh", "Nghệ An"])])  # fmt: skip
def test_the_rest_is_grouped_as_the_reader_chose(by, expected):
    rest = [
        story(11, facets=("core", "xã hội số"), province="ha-tinh"),
        story(12, facets=("core", "xã hội số"), province="ha-tinh"),
        story(13, facets=("core", "hạ tầng số")),
        story(14, facets=("core",), province="ha-tinh"),
    ]
    top = [story(n, score=20.0) for n in range(1, NOTABLE + 1)]
    assert [group.name for group in edition(*top, *rest, brief=replace(BRIEF, group_by=by)).groups] == expected


def test_what_appeared_before_the_window_is_a_late_find():
    late = story(5, published_at=DUE.since - timedelta(hours=7))
    found = edition(late, ARTICLE)
    assert (ids(found.notable), ids(found.late), found.late[0].mark) == ([1], [5], "late")
    assert ids(edition(story(5, published_at=DUE.since - timedelta(hours=5))).notable) == [5]


def test_what_appeared_days_before_fills_the_archive_and_is_no_news():
    old = edition(story(5, published_at=DUE.since - timedelta(days=4)), ARTICLE)
    assert (ids(old.lines), old.figures.stories, old.older) == ([1], 1, 1)


def test_a_story_that_was_told_is_no_news_again():
    again = edition(replace(ARTICLE, id=9, outlet="nuihong", origin=False), told=frozenset({1}))
    assert (again.lines, again.figures.articles) == ((), 0)


def test_changed_and_withdrawn_articles_are_named_with_what_changed():
    found = edition(reworded=[Reworded(ARTICLE, "12.480 → 12.840")], withdrawn=[story(4)])
    assert [(line.mark, line.note) for line in found.revised] == [("revised", "12.480 → 12.840")]
    assert [line.mark for line in found.withdrawn] == ["withdrawn"]


def test_the_figures_count_articles_stories_outlets_and_provinces():
    copy = replace(ARTICLE, id=2, outlet="nuihong", origin=False, province="ha-tinh")
    found = edition(ARTICLE, copy, story(3))
    assert (found.figures.articles, found.figures.stories, found.figures.outlets, found.figures.mean_articles) == (3, 2, 2, 4.5)  # fmt: skip
    assert found.by_province == (("Nghệ An", 2), ("Hà Tĩnh", 1))


def test_an_edition_is_the_same_after_it_was_in_the_ledger():
    silent = Coverage(2, (Silent("Báo Núi Hồng", MORNING, "máy chủ không trả lời"),))
    whole = edition(ARTICLE, *(story(n) for n in range(2, 12)), withdrawn=[ARTICLE], coverage=silent)
    assert from_json(to_json(whole)) == whole


def test_the_same_articles_in_any_order_make_the_same_edition():
    articles = [story(n, score=5.0 + n % 3) for n in range(1, 20)]
    assert edition(*articles) == edition(*reversed(articles))
