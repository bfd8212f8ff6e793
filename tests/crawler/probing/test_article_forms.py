"""The form of a paper's article addresses, concluded from a front page."""

from __future__ import annotations

import re
import time

import pytest

from crawler.probing.article_forms import infer_article_url

MENU = ["/", "/kinh-te/", "/chuyen-doi-so", "/lien-he.html", "/rss", "/cai-cach-hanh-chinh.html", "/dat-bao-2026.html"]
WORDS = ["hoi-nghi", "ra-mat-to-cong-nghe-so", "tap-huan-ky-nang", "doan-cong-tac-lam-viec", "mua-lua-moi"]

FORMS = {
    "number": ("/{}-{}.html", r"^/[^/]+-(?P<id>\d{5,})\.html$"),
    "post": ("/{}-post{}.html", r"^/[^/]+-post(?P<id>\d{5,})\.html$"),
    "letter a": ("/{}-a{}.html", r"^/[^/]+-a(?P<id>\d{5,})\.html$"),
    "htm": ("/{}-{}.htm", r"^/[^/]+-(?P<id>\d{5,})\.htm$"),
    "odd ending": ("/{}-postid{}.bbg", r"^/[^/]+-postid(?P<id>\d{5,})\.bbg$"),
    "section": ("/xa-hoi/{}-{}.html", r"^/(?:[^/]+/){1,2}[^/]+-(?P<id>\d{5,})\.html$"),
    "number alone": ("/xa-hoi/{}/{}.htm", r"^/(?:[^/]+/){2,3}(?P<id>\d{5,})\.htm$"),
    "day in the path": ("/2026/11/22/{}-{}", r"^/\d{4}/\d{2}/\d{2}/[^/]+-(?P<id>\d{5,})/?$"),
}


def urls(shape: str, first: int = 291960) -> list[str]:
    return [f"https://bao.vn{shape.format(word, first + 7 * n)}" for n, word in enumerate(WORDS)]


@pytest.mark.parametrize(("shape", "expected"), FORMS.values(), ids=FORMS)
def test_a_form_is_told_from_the_menu(shape, expected):
    pages = [f"https://bao.vn{path}" for path in MENU]
    form = infer_article_url([*pages, *urls(shape)])
    assert form == expected
    assert all(re.search(form, url.removeprefix("https://bao.vn")) for url in urls(shape))
    assert not any(re.search(form, path) for path in MENU)


def test_a_month_and_seven_hexadecimal_characters_are_an_identity_together():
    found = [
        f"https://bao.vn/{section}/202605/tin-moi-{n:07x}/" for n, section in enumerate(["xa-hoi", "y-te/tin", "a"])
    ]
    assert infer_article_url(found) == r"^/(?:[^/]+/){1,3}(?P<id_month>\d{6})/[^/]+-(?P<id>[0-9a-f]{7})/?$"


def test_a_mixed_hash_is_a_number():
    found = [f"https://bao.vn/thoi-su/le-hoi-{code}.html" for code in ("51YnYvXDR", "ePsn3l4vg", "hSBGmcVDg")]
    assert infer_article_url(found) == r"^/(?:[^/]+/){1,2}[^/]+-(?P<id>[A-Za-z0-9]{8,10})\.html$"


def test_two_generations_have_two_groups():
    form = infer_article_url([*urls("/{}-post{}.html"), *urls("/x/{}/{}.htm", 235275)[:3]])
    assert form == r"^/(?:[^/]+-post(?P<id>\d{5,})\.html|(?:[^/]+/){2,3}(?P<id_2>\d{5,})\.htm)$"


def test_tags_and_events_are_no_articles():
    assert infer_article_url(urls("/{}-tag{}.html") + urls("/{}-event{}.html")) == ""


def test_slugs_alone_are_taken_only_where_nothing_has_a_number():
    slugs = [f"https://bao.vn/tin-bai/xa-hoi/{word}-o-xa-vung-cao" for word in WORDS]
    assert infer_article_url(slugs) == r"^/(?:[^/]+/){2}[^/]+/?$"
    assert infer_article_url([*slugs, *urls("/{}-{}.html")]) == r"^/[^/]+-(?P<id>\d{5,})\.html$"


@pytest.mark.parametrize("urls", [[], MENU, ["https://bao.vn/a-12345.html"] * 5, ["rác", "mailto:a@bao.vn"]])
def test_too_little_gives_no_form(urls):
    assert infer_article_url(urls) == ""


def test_hostile_addresses_take_no_time():
    hostile = ["/" + "a-" * 1000 + "1", "/" + "1" * 2000, "/" + "a" * 2000 + ".", "/" + "-" * 2000, "/" * 2000]
    started = time.process_time()
    infer_article_url(hostile * 20)
    assert time.process_time() - started < 0.5
