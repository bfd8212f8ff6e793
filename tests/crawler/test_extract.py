"""What the extraction decides about addresses, times, letters, doubts and odd places, page by page."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime

import pytest

from newsroom.errors import SkipPage
from newsroom.source import Source
from tests.crawler.page import FIRST, NOW, PAPER, SECOND, TEXT, TITLE, URL, article, fetched, page, read

HINT = datetime(2026, 10, 1, 3, tzinfo=UTC)


def test_a_plain_page_gives_title_paragraphs_and_nothing_else() -> None:
    got = read(article())
    assert (got.title, got.lead, got.paragraphs, got.captions) == (TITLE, "", (FIRST, SECOND), ())
    assert (got.source, got.fetched_at, got.language, got.flags) == ("baothu", NOW, "vi", ())


def test_result_and_arguments_travel_by_pickle() -> None:
    sent = pickle.loads(pickle.dumps((fetched(article()), PAPER)))
    assert pickle.loads(pickle.dumps(read(sent[0].body, sent[1]))) == read(article())


# --- addresses


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param(
            "/lop-hoc-77.html?utm_source=zalo", "https://baothu.vn/lop-hoc-77.html", id="own, relative, with a tracker"
        ),
        pytest.param(
            "https://www.baothu.com.vn/lop-hoc-77.html", "https://www.baothu.com.vn/lop-hoc-77.html", id="an alias"
        ),
        pytest.param("https://khac.vn/lop-hoc-77.html", URL, id="another newspaper"),
        pytest.param("https://baothu.vn/", URL, id="the home page"),
        pytest.param("javascript:void(0)", URL, id="no address"),
    ],
)
def test_the_canonical_link_counts_only_within_the_newspaper(link: str, url: str) -> None:
    got = read(article(head=f"<link rel='canonical' href='{link}'>"))
    assert got.url == url
    assert got.key == ("baothu.vn#id=77" if url != URL else "baothu.vn#id=1")


def test_image_addresses_are_absolute_and_of_the_web() -> None:
    pictures = "<figure><img src='data:image/gif;base64,R0' data-src='../anh/1.jpg'><figcaption>Lớp học buổi tối.</figcaption></figure><img src='javascript:x'>"
    got = read(article(TEXT + pictures, head="<base href='https://cdn.baothu.vn/a/b/'>"))
    assert [(image.url, image.caption) for image in got.images] == [
        ("https://cdn.baothu.vn/a/anh/1.jpg", "Lớp học buổi tối.")
    ]


# --- times

PUBLISHED = "<meta property='article:published_time' content='{}'>"
LD = "<script type='application/ld+json'>{}</script>"


@pytest.mark.parametrize(
    ("head", "above", "published"),
    [
        pytest.param(PUBLISHED.format("2026-03-04T06:30:00+07:00"), "", "2026-03-03T23:30", id="meta"),
        pytest.param(
            PUBLISHED.format("2026-03-04 06:30:00"), "", "2026-03-03T23:30", id="meta without zone is Vietnamese"
        ),
        pytest.param(PUBLISHED.format("2026-03-04T06:30:00Z"), "", "2026-03-04T06:30", id="meta in UTC is honoured"),
        pytest.param(
            "", "<time datetime='2026-03-04T06:30:00+07:00'>hôm qua</time>", "2026-03-03T23:30", id="time element"
        ),
        pytest.param(
            "",
            "<span itemprop='datePublished' content='2026-03-04T06:30:00'>hôm qua</span>",
            "2026-03-03T23:30",
            id="microdata",
        ),
        pytest.param("", "<div>06h30 04/03/2026</div>", "2026-03-03T23:30", id="dated line under the title"),
        pytest.param("", "<div>Cập nhật lúc 06:30, 4/3/2026</div>", "2026-03-03T23:30", id="only an update"),
        pytest.param(
            PUBLISHED.format("0001-01-01T00:00:00"),
            "<div>06:30 04/03/2026</div>",
            "2026-03-03T23:30",
            id="default of a database",
        ),
        pytest.param(
            PUBLISHED.format("2031-03-04T06:30:00"),
            "<div>06:30 04/03/2026</div>",
            "2026-03-03T23:30",
            id="in the far future",
        ),
        pytest.param(
            PUBLISHED.format("2026-11-20T18:59:50+07:00"),
            "<div>06:30 04/03/2026</div>",
            "2026-03-03T23:30",
            id="the clock of the server in the metadata",
        ),
    ],
)
def test_the_time_of_publication(head: str, above: str, published: str) -> None:
    got = read(article(head=head, above=above)).published_at
    assert got is not None
    assert got.isoformat().startswith(published)


def test_the_clock_in_the_page_header_is_never_the_time_of_publication() -> None:
    assert read(article()).published_at is None
    for clock in ("<div class='clock'>17/10/2022 09:10</div>", "<div>Hôm nay: 17/10/2022 09:10</div>"):
        assert read(page(f"{clock}<h1>{TITLE}</h1>{TEXT}")).published_at is None


def test_a_feed_is_believed_about_the_time_only_where_the_page_says_nothing() -> None:
    silent, speaking = read(article(), hint=HINT), read(article(above="<p>06:30 04/03/2026</p>"), hint=HINT)
    assert (silent.published_at, silent.flags) == (HINT, ("date-from-feed",))
    assert speaking.published_at != HINT
    assert speaking.flags == ()


def test_a_dated_line_over_the_title_counts_and_the_menu_ends_the_search() -> None:
    body = page(f"<div class='b'><div>Thu Hà - 04/03/2026 06:30</div><h1>{TITLE}</h1>{TEXT}</div>")
    got = read(body)
    assert got.published_at == datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    assert got.authors == ("Thu Hà",)


def test_a_change_is_told_from_the_first_publication() -> None:
    head = PUBLISHED.format("2026-03-04T06:30:00+07:00")
    changed = head + "<meta property='article:modified_time' content='2026-03-05T08:00:00+07:00'>"
    unchanged = head + "<meta property='article:modified_time' content='2026-03-04T06:30:00+07:00'>"
    assert read(article(head=changed)).modified_at == datetime(2026, 3, 5, 1, tzinfo=UTC)
    assert read(article(head=unchanged)).modified_at is None


def test_the_linked_data_of_another_article_is_not_believed() -> None:
    data = {"@type": "NewsArticle", "headline": "Một bài khác hẳn về giá cá tra", "datePublished": "2020-01-01"}
    assert read(article(head=LD.format(json.dumps(data)), above="<p>06:30 04/03/2026</p>")).published_at.year == 2026  # type: ignore[union-attr]


# --- title and lead


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(page(f"<h1>{TITLE}</h1>{TEXT}", title="Báo Thử - Tin tức"), id="heading only"),
        pytest.param(page(f"<div class='t'><b>{TITLE}</b></div>{TEXT}"), id="window title and a bold line"),
        pytest.param(
            page(f"<h1><a href='/xh'>Xã hội</a></h1><h1>{TITLE}</h1>{TEXT}"), id="the first heading is the section"
        ),
        pytest.param(
            page(
                f"<h1>Báo Thử</h1><h2>{TITLE}</h2>{TEXT}",
                head=f"<meta property='og:title' content='{TITLE} | Báo Thử'>",
            ),
            id="the heading is the newspaper",
        ),
        pytest.param(
            page(
                TEXT, title=f"{TITLE} - Xã hội - Báo Thử điện tử", head=f"<meta property='og:title' content='{TITLE}'>"
            ),
            id="metadata only",
        ),
    ],
)
def test_the_title_once_and_without_the_newspapers_name(shown: str) -> None:
    got = read(shown)
    assert got.title == TITLE
    assert TITLE not in got.paragraphs


def test_a_title_with_a_dash_and_a_report_keeps_both() -> None:
    title = "Chuyển đổi số ở thôn Đông - Báo cáo của một trưởng thôn"
    assert read(page(f"<h1>{title}</h1>{TEXT}", title=title)).title == title


LEAD = "Bốn mươi hai học viên của thôn Đông thắp đèn học cách dùng điện thoại thông minh, từ tra giá lúa đến nộp hồ sơ trực tuyến."
DESCRIPTION = "<meta property='og:description' content='{}'>"


@pytest.mark.parametrize(
    ("head", "above", "text"),
    [
        pytest.param("", f"<p class='sapo'>(Baothu.vn) - {LEAD}</p>", TEXT, id="marked, with a dateline"),
        pytest.param("", f"<h2>BTH - BTH - {LEAD}</h2>", TEXT, id="heading under the title, dateline twice"),
        pytest.param(
            "",
            "",
            f"<p><strong>(Baothu.vn)</strong><b> - {LEAD}</b></p>{TEXT}",
            id="first bold paragraph, dateline over two nodes",
        ),
        pytest.param(
            DESCRIPTION.format(LEAD), "", f"<p>{LEAD}</p>{TEXT}", id="description repeated by the first paragraph"
        ),
        pytest.param(
            DESCRIPTION.format(LEAD[:60] + "..."),
            f"<div class='summary'>{LEAD}</div>",
            TEXT,
            id="description cut short, lead on the page",
        ),
        pytest.param("", f"<p class='sapo'>{LEAD}</p>", f"<p>{LEAD}</p>{TEXT}", id="twice on the page"),
        pytest.param(
            DESCRIPTION.format(f"Hà Nội (TTXVN 4/3/2026) - {LEAD}"),
            "",
            TEXT,
            id="description only, dateline of an agency",
        ),
        pytest.param(
            DESCRIPTION.format("Báo Thử - Tin tức mới nhất, cập nhật liên tục 24/7"),
            f"<p class='lead'>{LEAD}</p>",
            TEXT,
            id="slogan as description",
        ),
    ],
)
def test_the_lead_whole_without_dateline_and_not_among_the_paragraphs(head: str, above: str, text: str) -> None:
    got = read(article(text, head=head, above=above))
    assert got.lead == LEAD
    assert got.paragraphs == (FIRST, SECOND)


def test_the_description_of_another_article_is_no_lead() -> None:
    other = "Đội bóng chuyền nữ của tỉnh thắng trận thứ tư liên tiếp, chạm một tay vào chức vô địch giải quốc gia."
    long = (
        TEXT
        + "<p>Mỗi buổi học kéo dài chín mươi phút, học viên thực hành ngay trên máy của mình dưới sự kèm cặp của đoàn viên.</p>"
    )
    got = read(article(long, head=DESCRIPTION.format(other)))
    assert (got.lead, got.flags) == ("", ("body-mismatch",))


@pytest.mark.parametrize(
    "opening", ["VNPT - đơn vị tài trợ đường truyền - ", "AI - trợ giảng của lớp - ", "IOC của tỉnh - "]
)
def test_an_opening_that_only_looks_like_a_dateline_stays(opening: str) -> None:
    first = f"{opening}giúp lớp học có thêm hai mươi máy tính bảng và một đường truyền riêng."
    assert read(article(f"<p>{first}</p>{TEXT}")).paragraphs[0] == first


# --- letters


def test_text_is_composed_and_free_of_invisible_characters() -> None:
    dirty = "Lo\u031b\u0301p\u200b học\u00a0 đầu\u00ad tiên\u202e khai\u2028giảng\x07 tối thứ Hai tại nhà văn hóa thôn Đông."
    assert (
        read(article(f"<p>{dirty}</p>{TEXT}")).paragraphs[0]
        == "Lớp học đầu tiên khai giảng tối thứ Hai tại nhà văn hóa thôn Đông."
    )


def test_wrong_letters_are_flagged() -> None:
    assert read(article(TEXT + "<p>Một đoạn có chữ bị h\ufffdng ở giữa câu.</p>")).flags == ("charset-doubtful",)


def test_a_page_of_200_kb_in_its_title_is_cut() -> None:
    assert len(read(page(f"<h1>{'x ' * 100_000}</h1>{TEXT}", title="x " * 100_000)).title) <= 400


def test_tags_and_pictures_without_number_are_cut() -> None:
    tags = "".join(f"<meta property='article:tag' content='nhãn {n}'>" for n in range(2_000))
    pictures = "".join(f"<img src='/anh-{n}.jpg'>" for n in range(2_000))
    read_page = read(article(TEXT + pictures, head=tags))
    assert (len(read_page.tags), len(read_page.images)) == (100, 500)


# --- odd places


def test_a_body_that_the_source_names_wins() -> None:
    body = page(f"<h1>{TITLE}</h1><div id='a'>{TEXT}{TEXT}</div><div id='noi-dung-that'><p>{SECOND}</p></div>")
    named = Source(id="x", name="Báo Thử", home="https://baothu.vn/", body="#noi-dung-that")
    assert read(body, named).paragraphs == (SECOND,)


@pytest.mark.parametrize("selector", ["#khong-co", "[[", ""])
def test_a_selector_that_finds_nothing_does_no_harm(selector: str) -> None:
    paper = Source(id="x", name="Báo Thử", home="https://baothu.vn/", body=selector)
    assert read(article(), paper).paragraphs == (FIRST, SECOND)


def test_a_scrambled_body_leaves_title_and_lead() -> None:
    got = read(article(f"<p>{'QmFvVGh1' * 40}</p>", above=f"<p class='sapo'>{LEAD}</p>"))
    assert (got.lead, got.paragraphs, got.flags) == (LEAD, (), ("body-unreadable",))


def test_text_in_the_state_of_a_client_side_page_is_found() -> None:
    state = {
        "props": {
            "article": {"title": TITLE, "body": TEXT + TEXT.replace("Hai", "Ba")},
            "more": [{"title": "Khác", "body": TEXT * 9}],
        }
    }
    script = json.dumps(state, ensure_ascii=False).replace("</", "<\\/")
    got = read(
        f"<html><head><title>{TITLE}</title></head><body><div id='app'></div><script type='application/json'>{script}</script></body></html>"
    )
    assert got.paragraphs[:2] == (FIRST, SECOND)
    assert len(got.paragraphs) == 4


def test_hidden_text_is_not_read() -> None:
    got = read(
        article(
            f"<div style='display: none'><p>{LEAD}</p></div><p hidden>{LEAD}</p>{TEXT}<noscript><p>{LEAD}</p></noscript>"
        )
    )
    assert got.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    "body",
    [
        article("<p>\x00</p>" + TEXT),
        article(TEXT).replace("</p>", ""),
        article(TEXT) + "</div></html><p>",
        "\ufeff" + article(TEXT),
    ],
)
def test_broken_markup_gives_the_text_all_the_same(body: str) -> None:
    assert read(body).paragraphs == (FIRST, SECOND)


def test_pages_that_cannot_be_read_raise_nothing_but_skips() -> None:
    for body in (b"<html>" + bytes(range(256)) * 20, b"<p" * 5000, b"<!DOCTYPE html>" + b"\xff" * 500, b"<div>" * 300):
        with pytest.raises(SkipPage):
            read(body)
