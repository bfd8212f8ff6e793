"""The bundled newspapers hold to the facts, and a bad file is refused in one line that says what to do."""

from __future__ import annotations

import csv
import os
import re
import time
from dataclasses import fields
from pathlib import Path

import pytest

from crawler.catalogue import bundled_directory, load_catalogue, national_directory, parse_source, render_source
from newsroom.errors import FixConfiguration
from newsroom.provinces import current, find
from newsroom.source import Certainties, Source
from newsroom.urls import belongs, is_article, is_web

FACTS = Path(__file__).parents[3] / "shared" / "facts"
EVERYTHING = load_catalogue(national=True)
PROVINCIAL = load_catalogue()
OUTLETS = pytest.mark.parametrize("source", EVERYTHING.values(), ids=EVERYTHING)

MINIMAL = 'id = "baomau"\nname = "Báo Mẫu"\nhome = "https://baomau.vn/"\n'


def test_each_of_the_34_provinces_has_one_newspaper():
    assert sorted(source.province for source in PROVINCIAL.values()) == sorted(place.slug for place in current())
    assert {place.slug: place.paper for place in current()} == {s.province: s.id for s in PROVINCIAL.values()}


def test_national_outlets_are_a_second_set():
    national = EVERYTHING.keys() - PROVINCIAL.keys()
    assert len(national) == len(list(national_directory().glob("*.toml"))) > 0
    assert {EVERYTHING[outlet].province for outlet in national} == {""}


@OUTLETS
def test_the_file_is_named_after_the_outlet(source):
    assert Path(source.file).stem == source.id


@OUTLETS
def test_no_feed_is_guessed_and_no_test_host_is_read(source):
    addresses = [source.home, *source.feeds, *source.sitemaps, *source.listings]
    assert not [address for address in addresses if "/rss/home.rss" in address]
    assert not [host for host in (*source.hosts, *addresses) if "mediatech.vn" in host or "danviet" in host]


@OUTLETS
def test_lists_without_entries_are_not_called_known(source):
    for name in ("feeds", "sitemaps", "listings", "article_url"):
        filled = bool(getattr(source, name))
        if not filled:
            assert source.certainty(name) == "unknown", name


@OUTLETS
def test_lists_are_on_the_newspapers_own_hosts(source):
    for address in (*source.feeds, *source.sitemaps, *source.listings):
        assert belongs(address.replace("{page}", "1"), source), address
        assert not source.article_url or not is_article(address.replace("{page}", "1"), source), address


@OUTLETS
def test_the_front_page_as_a_listing_is_another_address_than_home(source):
    """Else the home page counts as asked, and nobody looks there for feeds."""
    assert source.home not in source.listings
    assert source.home.endswith("/")


@OUTLETS
def test_no_two_newspapers_share_a_host(source):
    others = [other for other in EVERYTHING.values() if other.id != source.id]
    assert not [other.id for other in others if source.hosts & other.hosts]


@OUTLETS
def test_the_article_pattern_is_fast_on_hostile_addresses(source):
    hostile = [
        "/" + "a-" * 1000, "/" + "1-" * 1000, "/" + "a/" * 1000, "/" + "-1" * 1000 + ".htm", "/" + "1" * 2000,
        "/x/202603/" + "a-" * 950 + "1234567", "/print/" + "1" * 1990, "/" + "a1" * 1000 + ".html",
        "/" + "-post1" * 330, "-postid" + "1" * 1990, "-postid1" * 250, "/channel/" + "1" * 1990, "/x/" + "-a" * 990,
    ]  # fmt: skip
    started = time.process_time()
    for path in hostile:
        source.article_pattern.search(path)
    assert time.process_time() - started < 0.05


@OUTLETS
def test_a_file_says_the_same_after_being_written_again(source):
    assert parse_source(render_source(source), "again.toml") == source
    assert Path(source.file).read_text(encoding="utf-8") == render_source(source)


# Not the newspaper's Vietnamese articles: English editions on their own hosts, and addresses the facts shortened.
NOT_CURRENT = re.compile(r"^https?://(?:en|news)\.|\.\.\.$")


@pytest.mark.skipif(not FACTS.is_dir(), reason="the facts are kept beside the repository")
@pytest.mark.parametrize("file", ["sources.csv", "sources_national_optional.csv"])
def test_every_example_of_the_facts_is_an_article(file):
    papers = {source.province: source for source in PROVINCIAL.values()}
    national = [source for source in EVERYTHING.values() if not source.province]
    for row in csv.DictReader((FACTS / file).read_text(encoding="utf-8").splitlines()):
        place = find(row["province"]) if "province" in row else None
        candidates = [papers[place.slug]] if place else [s for s in national if s.hosts & _hosts(row["domain"])]
        for url in re.findall(r"https?://[^\s|)]+", row["article_url_examples"]):
            if candidates and not NOT_CURRENT.search(url) and (place or belongs(url, candidates[0])):
                assert is_article(url, candidates[0]), url


def _hosts(domains: str) -> set[str]:
    return {part.strip() for part in domains.split(";")}


def test_a_users_file_replaces_the_bundled_one(tmp_path):
    (tmp_path / "a.toml").write_text(MINIMAL.replace("baomau", "baohatinh"), encoding="utf-8")
    (tmp_path / "b.toml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "README.md").write_text("không phải báo", encoding="utf-8")
    catalogue = load_catalogue([tmp_path])
    assert catalogue["baohatinh"].name == "Báo Mẫu"
    assert len(catalogue) == 35
    assert list(load_catalogue([tmp_path], bundled=False)) == ["baohatinh", "baomau"]


def test_a_later_folder_wins(tmp_path):
    for name, title in (("mot", "Một"), ("hai", "Hai")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.toml").write_text(MINIMAL.replace("Báo Mẫu", title), encoding="utf-8")
    assert load_catalogue([tmp_path / "mot", tmp_path / "hai"], bundled=False)["baomau"].name == "Hai"


def test_two_files_of_one_folder_must_not_share_an_id(tmp_path):
    (tmp_path / "a.toml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "b.toml").write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(FixConfiguration, match=r"b\.toml: id: 'baomau' is also the id in .*a\.toml"):
        load_catalogue([tmp_path])


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FixConfiguration, match=r"khong-co.*sources\.dir"):
        load_catalogue([tmp_path / "khong-co"])


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "a.toml").write_bytes(b'id = "\xff"')
    with pytest.raises(FixConfiguration, match=r"a\.toml: is not UTF-8"):
        load_catalogue([tmp_path])
    (tmp_path / "a.toml").unlink()
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(FixConfiguration, match=r"a\.toml: cannot be read"):
        load_catalogue([tmp_path])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param('id = \nname = "X"', "not TOML: .*line 1, column", id="not TOML"),
        pytest.param("a = " + "[" * 5000, "not TOML", id="deep TOML"),
        pytest.param("a = 1" + "0" * 5000, "not TOML", id="endless number"),
        pytest.param('id = "x"\nname = "X"', "home is missing", id="no home"),
        pytest.param('id = "x"\nhome = "https://x.vn"', "name is missing", id="no name"),
        pytest.param('name = "X"\nhome = "https://x.vn"', "id is missing", id="no id"),
        pytest.param(MINIMAL + "feed = []", "unknown key 'feed'; allowed are id, name", id="unknown key"),
        pytest.param(MINIMAL.replace("baomau", "../x"), "id: must be small letters", id="id with a path"),
        pytest.param(MINIMAL.replace('"Báo Mẫu"', "7"), "name: must be a text in quotes, not 7", id="name of another type"),
        pytest.param(MINIMAL.replace("Báo Mẫu", "  "), "name: must be one line of text", id="empty name"),
        pytest.param(MINIMAL.replace("https:", "ftp:"), "home: must be an address beginning with http", id="other scheme"),
        pytest.param(MINIMAL + 'feeds = "https://x.vn/rss"', "feeds: must be a list of texts", id="no list"),
        pytest.param(MINIMAL + "feeds = [1]", "feeds: must be a text in quotes, not 1", id="list of another type"),
        pytest.param(MINIMAL + 'feeds = ["/rss"]', "feeds: must be an address.*not '/rss'", id="relative feed"),
        pytest.param(MINIMAL + 'sitemaps = ["https://x.vn/{page}"]', "sitemaps: {page} is for listings only", id="paged sitemap"),
        pytest.param(MINIMAL + 'aliases = ["https://x.vn"]', "aliases: must be hosts like", id="alias with scheme"),
        pytest.param(MINIMAL + 'province = "ha tinh"', "province: write 'ha-tinh'", id="province by name"),
        pytest.param(MINIMAL + 'province = "quang-binh"', "province: 'quang-binh' is part of 'quang-tri'", id="ended province"),
        pytest.param(MINIMAL + 'province = "atlantis"', "province: 'atlantis' is no province", id="no province"),
        pytest.param(MINIMAL + 'article_url = "("', "article_url: is no regular expression", id="bad pattern"),
        pytest.param(MINIMAL + 'body = "div["', "body: is no CSS selector", id="bad selector"),
        pytest.param(MINIMAL + 'enabled = "yes"', "enabled: must be true or false", id="no switch"),
        pytest.param(MINIMAL + "delay = -1", "delay: must be seconds from 0 to 3600", id="negative delay"),
        pytest.param(MINIMAL + "delay = nan", "delay: must be seconds from 0 to 3600", id="no delay"),
        pytest.param(MINIMAL + "listing_pages = 0", "listing_pages: must be a whole number from 1", id="no pages"),
        pytest.param(MINIMAL + 'language = "Việt"', "language: must be a language code", id="language by name"),
        pytest.param(MINIMAL + 'verified = "maybe"', "verified: must be one of seen, inferred, unknown", id="other mark"),
        pytest.param(MINIMAL + 'verified = { feed = "seen" }', "verified: unknown key 'feed'; allowed are feeds", id="other list"),
        pytest.param(MINIMAL + "verified = 1", "verified: must be one of seen", id="mark of another type"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_line(text, complaint):
    with pytest.raises(FixConfiguration) as refused:
        parse_source(text, "nguon/x.toml")
    message = str(refused.value)
    assert message.startswith("nguon/x.toml: ")
    assert re.search(complaint, message)
    assert "\n" not in message


def test_the_marks_are_for_all_lists_or_for_each():
    assert parse_source(MINIMAL + 'verified = "seen"', "x").certainty("feeds") == "seen"
    each = parse_source(MINIMAL + 'verified = { feeds = "seen", listings = "inferred" }', "x")
    assert [each.certainty(name) for name in ("feeds", "listings", "sitemaps")] == ["seen", "inferred", "unknown"]


def test_every_key_of_a_newspaper_survives_writing():
    full = Source(
        id="bao_mau-1",
        name='Báo "Mẫu" \\ Đông',
        home="http://127.0.0.1:8001/",
        province="ha-tinh",
        aliases=("127.0.0.2:8001", "cu.vn"),
        absorbed=("sapnhap.vn",),
        feeds=("https://x.vn/a'b.rss",),
        sitemaps=("https://x.vn/sitemap.xml", "https://x.vn/news.xml.gz"),
        listings=("https://x.vn/?p={page}",),
        article_url=r"^/it's-\d+\.html$",
        datelines=("(GLO)", "BHG"),
        body='div[itemprop="articleBody"] > p',
        language="en",
        enabled=False,
        delay=2.5,
        listing_pages=3,
        verified=Certainties(feeds="seen"),
        notes="hai dòng\nvà một tab\t\x7f",
    )
    assert parse_source(render_source(full), "x") == full
    plain = Source(id="", name="", home="")
    left = [part.name for part in fields(Source) if getattr(full, part.name) == getattr(plain, part.name)]
    assert left == ["file"]


def test_the_bundled_files_are_where_the_program_says():
    assert (bundled_directory() / "baohatinh.toml").is_file()
    assert all(is_web(source.home) for source in EVERYTHING.values())
    assert os.fspath(national_directory()).startswith(os.fspath(bundled_directory()))
