"""Where pages are ambiguous: what was decided, one page each. The reasons are in docs/design-notes.md."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.source import Source
from tests.crawler.page import TITLE, page, read

A = "Chiều 3/3, xã Hòa Sơn Thượng khai trương điểm truy cập mạng miễn phí thứ mười, đặt ngay chợ trung tâm để bà con tiện tra giá."
B = "Bà con đi chợ có thể ngồi nghỉ, sạc điện thoại và tra giá nông sản trên màn hình lớn do tổ công nghệ số quản lý."
C = "Theo kế hoạch, từ nay đến cuối năm xã sẽ mở thêm bốn điểm tại các thôn xa trung tâm."
L = "Mười điểm truy cập mạng miễn phí giúp người dân Hòa Sơn Thượng làm quen với dịch vụ số."


def written(body: str, *, described: str = "", after: str = "", above: str = "") -> str:
    head = f'<meta property="og:description" content="{described}">' if described else ""
    return page(f"<h1>{TITLE}</h1>{above}<div class='detail-content'>{body}</div>{after}", head=head)


def text(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


# --- leads ------------------------------------------------------------------------------------------------------------

LEADS = {
    "brief news: the description is the first paragraph cut short": (written(text(A, B), described=A[:70] + "…"), "", (A, B)),
    "cut short without dots": (written(text(A, B), described=A[:69].rsplit(" ", 1)[0]), "", (A, B)),
    "the first paragraph has a dateline that the description lacks": (written(text("(Baothu.vn) - " + A, B), described=A[:70] + "…"), "", (A, B)),
    "one paragraph, described in full": (written(text(A), described=A), "", (A,)),
    "a bold first paragraph, described in part": (written(text(f"<b>{L}</b>", A, B), described=L[:50] + "..."), L, (A, B)),
    "a plain first paragraph, described in full": (written(text(L, A, B), described=L), L, (A, B)),
    "a lead above the text, described in part": (written(text(A, B), described=L[:50] + "...", above=f"<div>{L}</div>"), L, (A, B)),
    "only the cut description": (written(text(A, B, C), described=L[:50] + "…"), "", (A, B, C)),
    "a place set before the lead by its template": (written(text(A, B), described=L, above=f"<p class='description'><span class='stamp'>Hòa Sơn</span>{L}</p>"), L, (A, B)),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "lead", "paragraphs"), LEADS.values(), ids=LEADS)
def test_a_lead_is_what_a_writer_set_apart_and_never_cut_short(
    markup: str, lead: str, paragraphs: tuple[str, ...]
) -> None:
    got = read(markup)
    assert (got.lead, got.paragraphs) == (lead, paragraphs)


@pytest.mark.parametrize("dateline", ["TKO - ", "BTK - ", "(TKĐT) – ", "Báo Trà Kha – ", "baotrakha.vn - ", "TKO- "])
def test_a_newspaper_s_own_name_and_initials_are_datelines_without_being_listed(dateline: str) -> None:
    paper = Source("trakha", "Báo và Phát thanh, Truyền hình Trà Kha", "https://baotrakha.vn/")
    head = '<meta property="og:site_name" content="Báo Trà Kha">'
    got = read(page(f"<h1>{TITLE}</h1><div class='nd'>{text(dateline + A, B, C)}</div>", head=head), paper)
    assert got.paragraphs == (A, B, C)


@pytest.mark.parametrize("opening", ["VNPT - ", "AI - ", "TKV - "])
def test_other_capitals_before_a_dash_are_the_text_s(opening: str) -> None:
    assert read(written(text(opening + A, B, C))).paragraphs == (opening + A, B, C)


# --- films ------------------------------------------------------------------------------------------------------------

FILM = "Video: Một ngày ở chợ trung tâm"
PLAYERS = {
    "under the player": f"<p><iframe src='/p/1'></iframe></p><p>{FILM}</p>",
    "over the player": f"<p><b>{FILM}</b></p><p><iframe src='/p/1'></iframe></p>",
    "a player made by a script": f"<div class='player-js' data-src='/v.mp4'></div><p>{FILM}</p>",
    "in one wrapper": f"<div class='video'><video src='/v.mp4'></video><div>{FILM}</div></div>",
}


@pytest.mark.parametrize("markup", PLAYERS.values(), ids=PLAYERS)
def test_what_a_film_shows_is_its_caption(markup: str) -> None:
    got = read(written(text(A) + markup + text(B, C)))
    assert (got.paragraphs, got.captions) == ((A, B, C), (FILM,))


def test_who_filmed_is_no_caption() -> None:
    got = read(written(text(A, B) + "<p>Video: Minh Đức</p>"))
    assert (got.paragraphs, got.captions, got.authors) == ((A, B), (), ("Minh Đức",))


def test_a_newspaper_s_name_beside_a_film_is_neither_caption_nor_text() -> None:
    got = read(
        written(
            text(A) + "<figure><iframe src='/p/1'></iframe><figcaption>Video: Báo Thử</figcaption></figure>" + text(B)
        )
    )
    assert (got.paragraphs, got.captions) == ((A, B), ())


# --- lines ------------------------------------------------------------------------------------------------------------


def test_the_lines_of_a_stanza_are_one_paragraph_of_several_lines() -> None:
    stanza = "Chợ quê nắng trải bên cầu<br>Mã vuông ai dán trên đầu thúng xôi<br>Quét xong khách đã đi rồi"
    got = read(written(text(A, stanza, B)))
    assert got.paragraphs == (A, stanza.replace("<br>", "\n"), B)


def test_points_parted_by_line_breaks_are_paragraphs() -> None:
    got = read(written(text(A, "- Điểm chợ trung tâm<br>- Điểm nhà văn hóa thôn Cả<br>- Điểm trường cũ", B)))
    assert got.paragraphs == (A, "- Điểm chợ trung tâm", "- Điểm nhà văn hóa thôn Cả", "- Điểm trường cũ", B)


def test_lines_broken_in_the_middle_of_a_sentence_are_joined() -> None:
    assert read(written(text(A.replace(", đặt", ",<br>đặt"), B))).paragraphs == (A, B)


# --- authors ----------------------------------------------------------------------------------------------------------

BYLINES = {
    "a box with a link to the author's page": ("", "<div class='bio'><a href='/tac-gia/thu-lan'>Thu Lan</a><p>Phóng viên theo dõi mảng đời sống ở các xã</p></div>"),
    "a box within the text's element": ("<div class='author-info'><div class='author-name'>Thu Lan</div><div class='author-desc'>Phóng viên theo dõi mảng đời sống.</div></div>", ""),
    "a hidden byline": ("", "<div class='author' style='display:none'>Thu Lan</div>"),
    "a hidden print copy": ("", f"<div style='display: none'><h1>{TITLE}</h1><p>{A}</p><p>{B}</p><p align='right'><b>Thu Lan</b></p></div>"),
    "a link by its relation": ("", "<p><a rel='author' href='/u/77'>Thu Lan</a></p>"),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "after"), BYLINES.values(), ids=BYLINES)
def test_an_author_is_found_in_boxes_and_hidden_copies(inside: str, after: str) -> None:
    got = read(written(text(A, B, C) + inside, after=after))
    assert (got.paragraphs, got.authors) == ((A, B, C), ("Thu Lan",))


def test_those_who_laid_out_a_page_are_no_authors() -> None:
    got = read(written(text(A, B, C, "Nội dung: Thu Lan", "Trình bày: Minh Đức")))
    assert (got.paragraphs, got.authors) == ((A, B, C), ("Thu Lan",))


def test_administrators_and_comment_counts_are_no_authors() -> None:
    above = "<div class='entry-meta'><span class='author'>admin</span><a href='#respond'>Để lại bình luận</a></div>"
    assert read(written(text(A, B, C, "<b>Thu Lan</b>"), above=above)).authors == ("Thu Lan",)


# --- titles, times, pictures ------------------------------------------------------------------------------------------


def test_a_hidden_heading_is_not_the_title_s_place() -> None:
    got = read(
        page(
            f"<div style='display:none'><h1>{TITLE}</h1></div><h2>{TITLE}</h2><p>03/03/2026 16:40</p><div>{text(A, B, C)}</div>"
        )
    )
    assert (got.title, got.published_at) == (TITLE, datetime(2026, 3, 3, 9, 40, tzinfo=UTC))


@pytest.mark.parametrize("window", ["Báo Thử điện tử", "Báo Thử | Tin tức"])
def test_a_window_title_of_the_newspaper_alone_does_not_hide_the_page_s_own(window: str) -> None:
    inside = f"<h1 class='logo'><a href='/'>Báo Thử</a></h1><h2 class='title'>{TITLE}</h2><div>{text(A, B, C)}</div>"
    assert read(page(inside, title=window)).title == TITLE


def test_a_section_between_title_and_newspaper_goes_if_the_page_shows_the_title_without_it() -> None:
    inside = f"<h3>{TITLE}</h3><div>{text(A, B, C)}</div>"
    assert read(page(inside, title=f"{TITLE} | Xã hội | baothu.vn")).title == TITLE


def test_linked_data_are_the_article_s_if_they_name_a_heading_of_the_page() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"%s","datePublished":"2026-03-03T16:40:00+07:00"}</script>'
    got = read(page(f"<h1>{TITLE}</h1><div>{text(A, B, C)}</div>", head=head % TITLE, title="Báo Thử điện tử"))
    assert got.published_at == datetime(2026, 3, 3, 9, 40, tzinfo=UTC)


def test_a_year_of_two_digits_is_read_beside_a_time_and_apart_from_the_views() -> None:
    above = "<div><span class='publish-date'>03/03/26 16:40</span><span>512 lượt xem</span></div>"
    assert read(written(text(A, B, C), above=above)).published_at == datetime(2026, 3, 3, 9, 40, tzinfo=UTC)


def test_a_page_without_pictures_has_none() -> None:
    assert read(written(text(A, B, C))).images == ()


def test_short_news_set_into_a_table_with_their_picture_are_text() -> None:
    body = f"<table><tr><td><p><img src='/1.jpg'></p><p><i>Chợ trung tâm</i></p>{text(A, B, C)}</td></tr></table>"
    got = read(page(f"<h1>{TITLE}</h1>{body}"))
    assert (got.paragraphs, got.captions) == ((A, B, C), ("Chợ trung tâm",))


def test_a_colon_after_a_screen_is_no_picture_s_credit() -> None:
    line = "Một phút sau, kết quả hiện trên màn hình: giá cà chua tăng nhẹ."
    got = read(written(text(A) + "<p><img src='/1.jpg'></p>" + text(line, B)))
    assert (got.paragraphs, got.captions) == ((A, line, B), ())


# --- what stands between and below ------------------------------------------------------------------------------------

OTHER = "<a href='/khac-9.html'>Giá lợn hơi nhích lên sau ba tuần giảm</a>"
NEXT = f"<article class='post next'><h1>{OTHER}</h1><div>18/11/2026 07:00</div>" + text(
    "Người nuôi vẫn dè dặt tái đàn vì giá thức ăn chưa giảm, dù thương lái đã quay lại hỏi mua từ đầu tuần.",
    "Ở chợ đầu mối, thịt mông sấn được chào 118 nghìn đồng một cân, cao nhất kể từ Tết, sức mua vẫn chậm lắm.",
    "Chi cục Chăn nuôi khuyên bà con giữ đàn nái, tiêm phòng đủ mũi và theo dõi thời tiết trước khi thả thêm.",
) + "</article>"  # fmt: skip


def test_the_next_article_on_an_endless_page_is_another() -> None:
    got = read(
        page(f"<article class='post'><h1>{TITLE}</h1><div>03/03/2026 16:40</div>{text(A, B, C)}</article>{NEXT}")
    )
    assert (got.title, got.paragraphs, got.lead) == (TITLE, (A, B, C), "")


def test_the_chapters_of_a_long_story_are_one_article() -> None:
    chapters = (
        f"<section><h1>{TITLE}</h1>{text(A, B, C)}</section><section><h1>Mạng về chợ</h1>{text(B, C, A)}</section>"
    )
    assert read(page(chapters)).paragraphs == (A, B, C, "Mạng về chợ", B, C, A)


def test_a_short_last_paragraph_after_a_box_is_kept() -> None:
    body = text(A, B, "<b>Tin liên quan</b>", f"- {OTHER}", f"- {OTHER.replace('9', '8')}", "Vụ việc đang được làm rõ.")
    assert read(written(body)).paragraphs == (A, B, "Vụ việc đang được làm rõ.")


def test_paragraphs_in_wrappers_of_their_own_go_on_after_a_box() -> None:
    body = "".join(f"<div class='row'><div class='col'>{text(each)}</div></div>" for each in (A, B, C))
    box = f"<p><b>Tin liên quan</b></p><p>- {OTHER}</p><p>- {OTHER.replace('9', '8')}</p>"
    assert read(written(body.replace(text(B), f"{text(B)}</div></div>{box}<div><div>", 1))).paragraphs == (A, B, C)


def test_inline_elements_set_as_blocks_are_paragraphs() -> None:
    body = "".join(f"<span style='display:block'>{each}</span>" for each in (A, B, C))
    assert read(written(body)).paragraphs == (A, B, C)


def test_a_time_called_utc_that_the_page_prints_as_local_is_local() -> None:
    head = '<meta property="article:published_time" content="2026-03-03T16:40:00Z">'
    got = read(page(f"<h1>{TITLE}</h1><div>03/03/2026 16:40 (GMT+7)</div><div>{text(A, B, C)}</div>", head=head))
    assert got.published_at == datetime(2026, 3, 3, 9, 40, tzinfo=UTC)
