"""A live look at a newspaper: real requests to a real server on loopback, made in a child process."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crawler.catalogue import parse_source
from newsroom.source import Source
from newsroom.urls import is_article
from tests.crawler.journeys import ROOT
from tests.crawler.site import Site, article

TITLES = [
    "Cán bộ xã hướng dẫn người dân nộp hồ sơ trực tuyến",
    "Chợ quê quen dần với mã thanh toán",
    "Trạm y tế lập sổ sức khỏe điện tử cho từng nhà",
    "Lớp học tối dạy người cao tuổi dùng điện thoại thông minh",
    "Hợp tác xã chè đưa hàng lên sàn thương mại điện tử",
    "Bộ phận một cửa trả kết quả qua tin nhắn",
    "Thôn vùng cao có sóng di động ổn định",
    "Đoàn viên số hóa di tích đình làng",
]
SLUGS = [f"tin-trong-tinh-so-{n}-hom-nay-post{2910 + n}.html" for n in range(len(TITLES))]
FORM = r"'^/[^/]+-post(?P<id>\d+)\.html$'"

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def site():
    with Site() as running:
        running.add("/robots.txt", "User-agent: *\nDisallow: /quan-tri/\nCrawl-delay: 0\n", kind="text/plain")
        running.add("/", home(SLUGS))
        publish(running, SLUGS)
        yield running


def publish(site: Site, slugs: list[str]) -> None:
    for number, (slug, title) in enumerate(zip(slugs, TITLES, strict=False)):
        site.add(f"/{slug}", article(title, number))


def home(slugs: list[str], head: str = "") -> str:
    menu = "".join(f"<a href='/{name}/'>{name}</a>" for name in ("chinh-tri", "kinh-te", "chuyen-doi-so", "lien-he"))
    links = "".join(f"<h3><a href='/{slug}'>{title}</a></h3>" for slug, title in zip(slugs, TITLES, strict=False))
    return f"<!doctype html><html><head><title>Báo Hà Tĩnh điện tử | Tin trong tỉnh</title>{head}</head><body>{menu}{links}</body></html>"


def feed(site: Site, slugs: list[str], year: int = 2026) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{site.base}/{slug}</link><pubDate>Sun, 22 Nov {year} 08:30:00 +0700</pubDate></item>"
        for slug, title in zip(slugs, TITLES, strict=False)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title>{items}</channel></rss>"


def sitemap(site: Site, slugs: list[str]) -> str:
    urls = "".join(f"<url><loc>{site.base}/{slug}</loc><lastmod>2026-11-22</lastmod></url>" for slug in slugs)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"


def file(site: Site, **keys: Any) -> str:
    lists = {name: [site.base + path for path in keys.pop(name, [])] for name in ("feeds", "sitemaps", "listings")}
    lines = ['id = "baothu"', 'name = "Báo Thử"', f'home = "{site.base}/"', f"article_url = {keys.pop('form', FORM)}"]
    return "\n".join([*lines, *(f"{name} = {json.dumps(urls)}" for name, urls in lists.items()), *keys.values()])


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """`run("probe", file)` and `run("discover", address)`, in a process that lives as long as this module's tests."""
    command = [sys.executable, "-W", "error", "-m", "tests.crawler.probe_driver"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:

        def ask(verb: str, text: str, **limits: Any) -> dict[str, Any]:
            child.stdin.write(json.dumps({"verb": verb, "text": text, "limits": limits}) + "\n")
            child.stdin.flush()
            return json.loads(child.stdout.readline())

        yield ask
        child.stdin.close()
        assert child.wait(timeout=10) == 0


def proposed(result: dict[str, Any]) -> Source:
    return parse_source(result["toml"], "proposal.toml")


def lists(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"/" + rung["url"].split("/", 3)[3]: rung for rung in result["lists"]}


def test_every_rung_is_tried_and_the_file_follows_from_it(site: Site, run: Run):
    site.add("/rss/chuyen-doi-so.rss", feed(site, SLUGS[:3]), kind="application/rss+xml")
    site.add("/rss/hong.rss", "<html><body>Trang lỗi</body></html>")
    site.add("/sitemap-news.xml", sitemap(site, SLUGS), kind="application/xml")
    site.add("/tin?p=1", home(SLUGS[:4]))
    site.add("/tin?p=2", home(SLUGS[4:]))
    site.add("/trong", "<html><body><a href='/lien-he/'>Liên hệ</a></body></html>")
    text = file(
        site,
        feeds=["/rss/mat.rss", "/rss/hong.rss", "/rss/chuyen-doi-so.rss"],
        sitemaps=["/sitemap-news.xml"],
        listings=["/tin?p={page}", "/trong"],
        verified='verified = "inferred"',
    )
    result = run("probe", text)
    rungs = lists(result)
    assert result["healthy"] is True
    assert result["robots"] == {
        "url": f"{site.base}/robots.txt", "status": 200, "allows_home": True, "pause": 0.0, "sitemaps": [],
    }  # fmt: skip
    assert (rungs["/rss/mat.rss"]["error"], rungs["/rss/hong.rss"]["error"]) == ("gone", "unreadable")
    assert (rungs["/rss/chuyen-doi-so.rss"]["items"], rungs["/rss/chuyen-doi-so.rss"]["articles"]) == (3, 3)
    assert rungs["/rss/chuyen-doi-so.rss"]["newest"] == "2026-11-22T01:30:00Z"
    assert rungs["/rss/chuyen-doi-so.rss"]["titles"] == TITLES[:3]
    assert rungs["/sitemap-news.xml"]["articles"] == len(SLUGS)
    assert (rungs["/tin?p={page}"]["pages"], rungs["/tin?p={page}"]["articles"]) == (2, len(SLUGS))
    assert rungs["/trong"]["error"] == "empty"
    assert result["sample"]["title"] == TITLES[0]
    assert result["sample"]["paragraphs"] == 5
    assert result["sample"]["first_paragraph"].startswith("Đoạn 1 của bài số 0")
    proposal = proposed(result)
    assert proposal.feeds == (f"{site.base}/rss/chuyen-doi-so.rss",)
    assert proposal.sitemaps == (f"{site.base}/sitemap-news.xml",)
    assert proposal.listings == (f"{site.base}/tin?p={{page}}",)
    assert {proposal.certainty(name) for name in ("feeds", "sitemaps", "listings", "article_url")} == {"seen"}
    assert sum("take out" in advice for advice in result["advice"]) == 3


def test_feeds_and_sitemaps_that_the_site_names_are_found(site: Site, run: Run):
    link = "<link rel='alternate' type='application/rss+xml' href='/rss/{}.rss'>"
    names = ("the-thao", "khoa-hoc-cong-nghe", "trung-lap")
    site.add("/", home(SLUGS, "".join(link.format(name) for name in names) + link.format("loi")))
    site.add("/rss/the-thao.rss", feed(site, SLUGS[:3]), kind="application/rss+xml")
    site.add("/rss/trung-lap.rss", feed(site, SLUGS[1:3]), kind="application/rss+xml")
    site.add("/rss/khoa-hoc-cong-nghe.rss", feed(site, SLUGS[3:]), kind="application/rss+xml")
    site.add("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.base}/muc-luc.xml\n", kind="text/plain")
    children = "".join(
        f"<sitemap><loc>{site.base}/bai-{month}.xml</loc><lastmod>2026-{month}-01</lastmod></sitemap>"
        for month in ("09", "10", "11")
    )
    site.add("/muc-luc.xml", f"<sitemapindex>{children}</sitemapindex>", kind="application/xml")
    site.add("/bai-11.xml", sitemap(site, SLUGS), kind="application/xml")
    result = run("probe", file(site))
    assert result["healthy"] is True
    proposal = proposed(result)
    assert proposal.feeds == (f"{site.base}/rss/khoa-hoc-cong-nghe.rss", f"{site.base}/rss/the-thao.rss")
    assert proposal.sitemaps == (f"{site.base}/muc-luc.xml",)
    assert proposal.listings == ()
    assert proposal.certainty("feeds") == "seen"
    assert "/bai-10.xml" not in site.paths()
    assert site.paths().count("/") == 1


def test_a_section_that_was_given_up_goes(site: Site, run: Run):
    site.add("/rss/moi.rss", feed(site, SLUGS[:2]), kind="application/rss+xml")
    site.add("/rss/cu.rss", feed(site, SLUGS[2:], year=2023), kind="application/rss+xml")
    result = run("probe", file(site, feeds=["/rss/cu.rss", "/rss/moi.rss"]))
    assert proposed(result).feeds == (f"{site.base}/rss/moi.rss",)
    assert any("its newest item is of 22-11-2023" in advice for advice in result["advice"])


def test_a_site_in_trouble_leaves_the_file_as_it_was(site: Site, run: Run):
    site.add("/robots.txt", "", status=503)
    text = file(site, feeds=["/rss/moi.rss"], listings=["/tin"], verified='verified = { feeds = "inferred" }')
    result = run("probe", text)
    assert result["healthy"] is False
    assert result["robots"]["status"] == 503
    assert result["robots"]["allows_home"] is False
    assert all("robots.txt" in rung["reason"] for rung in result["lists"])
    assert (result["reached"], result["toml"]) == (False, "")
    assert len(result["advice"]) == 1
    assert "stays as it is" in result["advice"][0]
    assert "recovered" in result["advice"][0]
    assert set(site.paths()) == {"/robots.txt"}


def test_a_host_that_is_not_there_is_told_once_and_nothing_is_proposed(site: Site, run: Run):
    text = file(site, feeds=["/rss/moi.rss"], listings=["/tin", "/trong"]).replace(site.base, "http://127.0.0.1:1")
    result = run("probe", text)
    assert (result["reached"], result["healthy"], result["toml"]) == (False, False, "")
    (advice,) = result["advice"]
    assert "online" in advice
    assert "diembao sources check baothu" in advice


def test_an_article_form_that_fits_nothing_is_replaced(site: Site, run: Run):
    site.add("/rss/moi.rss", feed(site, SLUGS), kind="application/rss+xml")
    result = run("probe", file(site, feeds=["/rss/moi.rss"], form=r"'-a(?P<id>\d+)\.html$'"))
    proposal = proposed(result)
    assert proposal.feeds == (f"{site.base}/rss/moi.rss",)
    assert all(is_article(f"{site.base}/{slug}", proposal) for slug in SLUGS)
    assert not is_article(f"{site.base}/chuyen-doi-so/", proposal)
    assert any("nothing on the site has the declared form" in advice for advice in result["advice"])


def test_without_any_list_the_front_page_is_the_listing(site: Site, run: Run):
    result = run("probe", file(site))
    assert proposed(result).listings == (site.base,)
    assert result["front_page"]["articles"] == len(SLUGS)
    assert result["front_page"]["items"] == len(SLUGS) + 4


def test_a_front_page_that_is_also_a_listing_is_asked_once(site: Site, run: Run):
    result = run("probe", file(site, listings=[""]))
    assert lists_by_way(result)["listing"]["articles"] == len(SLUGS)
    assert site.paths().count("/") == 1


def lists_by_way(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {rung["way"]: rung for rung in result["lists"]}


def test_a_page_filled_in_the_browser_is_called_that(site: Site, run: Run):
    site.add("/", "<html><head><title>Báo</title></head><body><div id='app'></div></body></html>")
    result = run("probe", file(site))
    assert any("JavaScript" in advice for advice in result["advice"])


def test_an_article_that_cannot_be_read_is_named(site: Site, run: Run):
    for slug in SLUGS:
        site.add(f"/{slug}", "", status=404)
    site.add("/rss/moi.rss", feed(site, SLUGS), kind="application/rss+xml")
    result = run("probe", file(site, feeds=["/rss/moi.rss"]))
    assert result["sample"] is None
    assert [trouble["reason"] for trouble in result["unread"]] == ["the server answered 404: the page is gone"] * 3
    assert result["healthy"] is False


def test_a_private_address_is_refused(site: Site, run: Run):
    site.add("/rss/moi.rss", feed(site, SLUGS), kind="application/rss+xml")
    result = run("probe", file(site, feeds=["/rss/moi.rss"]), allow_private_addresses=False)
    assert result["healthy"] is False
    assert "public addresses" in result["advice"][0]
    assert site.asked == []


def test_a_look_ends_at_the_time_limit(site: Site, run: Run):
    site.add("/rss/moi.rss", raw=_never)
    result = run("probe", file(site, feeds=["/rss/moi.rss"]), source_timeout=1.0)
    assert "time limit" in result["stopped"]
    assert "was not asked" in lists(result)["/rss/moi.rss"]["reason"]


async def _never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


def test_a_new_newspaper_is_described_from_its_home_page(site: Site, run: Run):
    head = (
        "<meta property='og:site_name' content='Báo Đắk Nông &amp; bạn đọc'>"
        "<link rel='alternate' type='application/atom+xml' href='/rss/moi.rss'>"
    )
    site.add("/", home(SLUGS, head))
    site.add("/rss/moi.rss", feed(site, SLUGS), kind="application/rss+xml")
    source = proposed(run("discover", f"{site.base}/mot-trang-nao-do"))
    assert source.id == f"127-0-0-1-{site.port}"
    assert source.name == "Báo Đắk Nông & bạn đọc"
    assert source.province == "lam-dong"
    assert source.home == f"{site.base}/"
    assert source.feeds == (f"{site.base}/rss/moi.rss",)
    assert source.article_url == r"^/[^/]+-post(?P<id>\d{4,})\.html$"
    assert (source.certainty("feeds"), source.certainty("article_url")) == ("seen", "inferred")


def test_a_newspaper_without_feeds_is_described_by_its_front_page(site: Site, run: Run):
    source = proposed(run("discover", site.base))
    assert source.name == "Báo Hà Tĩnh điện tử"
    assert source.province == "ha-tinh"
    assert source.listings == (site.base,)
    assert all(is_article(f"{site.base}/{slug}", source) for slug in SLUGS)
    assert not is_article(f"{site.base}/kinh-te/", source)


def test_a_home_page_that_moved_is_followed_and_the_old_host_becomes_an_alias(site: Site, run: Run):
    with Site("127.0.0.2") as old:
        old.add("/", "", status=301, headers={"Location": f"{site.base}/"})
        source = proposed(run("discover", old.base))
    assert source.home == f"{site.base}/"
    assert source.aliases == (old.base.removeprefix("http://"),)


@pytest.mark.parametrize(
    ("address", "raised", "message"),
    [
        ("ftp://baohatinh.vn", "FixConfiguration", "is no web address"),
        ("không phải địa chỉ", "FixConfiguration", "is no web address"),
        ("http://127.0.0.1:1/", "SkipPage", "refused the connection"),
    ],
)
def test_what_cannot_be_described_is_said_in_one_line(run: Run, address, raised, message):
    result = run("discover", address)
    assert result["raised"] == raised
    assert message in result["message"]
    assert "\n" not in result["message"]
