"""What a reader of the mail finds in it, in both parts alike, and how large it may become."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html as lxml_html

from digest.edition import Coverage, Edition, Figures, Group, Silent, from_json, to_json
from digest.letter import LARGEST, Letter, letter, sent_bytes
from digest.mail import message
from digest.page import Links
from tests.digest.sample_editions import BLIND, DAY, UNTIL, a_line, an_edition, an_empty_edition
from tests.digest.test_mail import envelope

LINKS = Links(
    archive="https://diembao.example.vn/so/2026-08-24",
    unsubscribe="https://diembao.example.vn/u/abc",
    irrelevant=lambda line: f"https://diembao.example.vn/n/{line.article_id}",
)


def shown(said: Letter) -> str:
    """What the HTML part shows, as one line."""
    tree = lxml_html.fromstring(said.html)
    for unseen in tree.cssselect(".preheader, style, title"):
        unseen.drop_tree()
    return " ".join(tree.text_content().split())


def flat(said: Letter) -> str:
    return " ".join(said.text.split())


def both(edition: Edition, links: Links = LINKS) -> tuple[str, str]:
    said = letter(edition, links)
    return flat(said), shown(said)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thứ Hai, 24/8/2026",
        "14 bài, 9 tin, 3 báo",
        "Nhiều hơn trung bình 7 ngày trước (9,5 bài/ngày)",
        "27/28 nguồn; Báo Vịnh Bái Tử im từ 14:05",
        "Xã Yên Hợp mở lớp học số thứ 1 cho người cao tuổi",
        "Báo Sông Lam, 04:40 24/8 · cùng đăng: 2 báo (Báo Núi Hồng, Báo Bến Ninh Kiều)",
        "“Lớp học mở ba buổi một tuần ngay tại nhà văn hóa thôn.",
        "Vì sao: chuyển đổi số, kỹ năng số",
        "Xã Yên Hợp mở lớp học số thứ 9 cho người cao tuổi",
        "[đã sửa] Xã Yên Hợp mở lớp học số thứ 902",
        "Tiêu đề đổi “40 tấn” thành “400 tấn”.",
        "[đã gỡ] Xã Yên Hợp mở lớp học số thứ 903",
        "[đăng hôm qua] Xã Yên Hợp mở lớp học số thứ 901",
        "Báo Vịnh Bái Tử im từ 14:05: hết giờ chờ",
        "Bài thấy lần đầu từ 07:00 23/8 đến 07:00 24/8.",
        "Truy vấn: tinh:ha-tinh OR tinh:nghe-an",
        "danh sách “phòng truyền thông”",
    ],
)
def test_both_parts_say_it(sentence):
    text, page = both(an_edition())
    assert sentence in text
    assert sentence in page


def test_both_parts_link_to_the_same_addresses():
    said = letter(an_edition(40), LINKS)
    linked = set(lxml_html.fromstring(said.html).xpath("//@href"))
    assert linked == set(re.findall(r"https?://\S+", said.text))
    assert {LINKS.archive, LINKS.unsubscribe, "https://diembao.example.vn/n/1"} < linked


def test_an_edition_from_the_ledger_says_the_same():
    assert letter(from_json(to_json(an_edition())), LINKS) == letter(an_edition(), LINKS)


def test_without_an_archive_page_nothing_is_linked_but_the_newspapers():
    said = letter(an_edition())
    assert {url.split("/")[2] for url in lxml_html.fromstring(said.html).xpath("//@href")} == {"songlam.example"}


def test_what_was_told_before_is_not_asked_about_again():
    linked = lxml_html.fromstring(letter(an_edition(), LINKS).html).xpath("//@href")
    asked = {url.rsplit("/", 1)[1] for url in linked if "/n/" in url}
    assert asked == {*map(str, range(1, 10)), "901"}


def test_a_mail_shows_thirty_lines_below_the_notable_ones_and_counts_the_rest():
    text, page = both(an_edition(400))
    assert text.count("• Xã Yên Hợp") == 5 + 30
    assert "… và 365 tin nữa" in text
    assert "… và 365 tin nữa · Xem tất cả" in page


def test_a_large_group_does_not_hide_a_small_one():
    groups = (Group("kinh tế số", tuple(a_line(n) for n in range(10, 90))), Group("AI", (a_line(90), a_line(91))))
    text, _ = both(an_edition(groups=groups))
    assert "KINH TẾ SỐ (28/80)" in text
    assert "AI (2)" in text


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (Coverage(28), "Không có tin mới. Đã đọc đủ 28 nguồn."),
        (BLIND, "Không đọc được nguồn nào: không biết có tin hay không."),
        (
            Coverage(28, (Silent("Báo Núi Hồng", None, "hết giờ chờ"),)),
            "Không có tin mới ở 27 nguồn đọc được. 1 nguồn không đọc được có thể đã đăng tin.",
        ),
        (Coverage(0), "Không đọc được nguồn nào"),
    ],
)
def test_an_empty_edition_tells_no_news_from_a_blind_crawler(coverage, said):
    text, page = both(an_empty_edition(coverage))
    assert said in text
    assert said in page
    assert "0 bài" not in text
    assert "Xem tất cả" not in text
    assert len(text) < 900


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"figures": Figures(10, 8, 3, 9.5)}, "Ngang mức trung bình 7 ngày trước (9,5 bài/ngày)"),
        ({"figures": Figures(4, 3, 3, 9.5)}, "Ít hơn trung bình 7 ngày trước (9,5 bài/ngày)"),
        ({"figures": Figures(4, 3, 3)}, "Chưa có số liệu 7 ngày trước để so sánh"),
        (
            {"figures": Figures(30, 20, 3, 9.5), "since": UNTIL - 3 * DAY, "missed_days": 2},
            "10 bài/ngày. Ngang mức trung bình 7 ngày trước (9,5 bài/ngày)",
        ),
        ({"missed_days": 2}, "Số này gộp cả 2 ngày trước đó chưa gửi."),
        ({"coverage": Coverage(28)}, "28/28 nguồn"),
        ({"coverage": BLIND}, "0/2 nguồn; Báo Sông Lam im từ 07:00 22/8; Báo Núi Hồng không đọc được"),
        (
            {"coverage": Coverage(28, tuple(Silent(f"Báo {n}", None, "") for n in range(5)))},
            "23/28 nguồn; Báo 0 không đọc được; Báo 1 không đọc được; 3 nguồn khác không đọc được",
        ),
        ({"late": (a_line(1, mark="late", published_at=UNTIL - timedelta(days=40)),)}, "[đăng 15/7]"),
        ({"late": (a_line(1, mark="late", published_at=None),)}, "[tìm thấy muộn]"),
        ({"comment": "Đọc kỹ tin thứ hai."}, "Đọc kỹ tin thứ hai."),
        ({"query": ""}, "Truy vấn: mọi bài thuộc chủ đề"),
        ({"period": "week", "since": UNTIL - 7 * DAY}, "Tuần 17–23/8"),
        ({"notable": (a_line(1, title="\u200b"),)}, "(không có tiêu đề)"),
        ({"language": "en"}, "27/28 sources; Báo Vịnh Bái Tử silent since 14:05"),
        ({"language": "en"}, "[published yesterday]"),
        ({"language": "en"}, "also in 2 newspapers (Báo Núi Hồng, Báo Bến Ninh Kiều)"),
    ],
)
def test_the_sentence_fits_the_figures(more, said):
    text, page = both(an_edition(**more))
    assert said in text
    assert said in page


def test_an_address_that_is_none_is_shown_and_not_linked():
    text, page = both(an_edition(notable=(a_line(1, url="javascript:alert(1)"),), groups=()), Links())
    assert "javascript:alert(1)" in text
    assert "javascript:alert(1)" in page


def test_four_hundred_stories_stay_below_ninety_kilobytes_and_are_written_within_a_second():
    token = "t" * 120
    links = replace(LINKS, irrelevant=lambda line: f"https://diembao.example.vn/n/{line.article_id}.{token}")
    edition = an_edition(400)
    letter(edition, links)
    began = time.process_time()
    said = letter(edition, links)
    assert time.process_time() - began < 1
    assert len(message(envelope(), said.subject, said.text, said.html)) <= 90_000


@pytest.mark.parametrize("title", ["🎉" * 400, "&" * 400, "=" * 400, "Ễ " * 400])
def test_huge_texts_cost_lines_and_never_the_limit(title):
    line = a_line(1, title=title, quote=title, why=(title,) * 9, others=(title,) * 9, outlet_name=title, note=title)
    huge = replace(line, url="https://songlam.example/" + "a" * 900)
    silent = tuple(Silent(title, None, title) for _ in range(40))
    edition = an_edition(
        title=title,
        query=title,
        digest=title,
        comment=title * 10,
        coverage=Coverage(60, silent),
        notable=(huge,) * 5,
        groups=(Group(title, (huge,) * 100),),
        late=(huge,) * 50,
    )
    said = letter(edition, LINKS)
    assert len(message(envelope(), said.subject, said.text, said.html)) <= 90_000
    assert "tin nữa" in said.text


def test_the_size_as_sent_is_not_underestimated():
    for said in (letter(an_edition(400), LINKS), letter(an_edition(3, title="=" * 300, comment="a" * 900))):
        raw = message(envelope(), said.subject, said.text, said.html)
        assert sent_bytes(said.text) + sent_bytes(said.html) >= len(raw) - 1200
    assert LARGEST + 1200 <= 90_000


def test_a_mail_asks_for_nothing_from_outside_and_has_no_picture_or_script():
    tree = lxml_html.fromstring(letter(an_edition(40), LINKS).html)
    assert not tree.xpath("//script | //img | //link | //iframe | //object | //form | //svg | //base")
    assert "url(" not in letter(an_edition(40), LINKS).html
    assert not tree.xpath("//@src | //@background")


def test_every_seen_element_carries_its_own_style():
    tree = lxml_html.fromstring(letter(an_edition(40), LINKS).html)
    assert all(node.get("style") for node in tree.xpath("//a | //p | //h1 | //h2 | //td[@class]"))
    assert "prefers-color-scheme: dark" in tree.xpath("string(//style[2])")
