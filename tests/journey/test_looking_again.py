"""Articles that are looked at again: edited, only touched up, taken down; and what a person decided in between."""

from __future__ import annotations

import re
import sqlite3
from datetime import date

import pytest

from tests.journey.conftest import Program
from tests.newspapers.press import Newspapers
from tests.newspapers.site import TakeDown

OUTLET, EDITED, OFF_TOPIC = "songthu", "bao-tang-song-hien-tham-quan-so", "ngap-nang-an-cam"
NAMES_A_RESOLUTION = "Thành phố mở kho dữ liệu, mời doanh nghiệp cùng khai thác"
TAKEN_DOWN: dict[TakeDown, str] = {
    "410": "tro-ly-ao-lop-hoc-tra-khuong",
    "home": "ioc-my-giang-mot-dem-mua",
    "not found with 200": "nha-thuoc-chuyen-doi-so",
}
ANSWERS = {"410": "HTTP 410", "home": "home page", "not found with 200": "HTTP 200"}


@pytest.fixture
def press():
    with Newspapers(date(2026, 11, 20)) as newspapers:
        yield newspapers


@pytest.fixture
def installed(program, press) -> Program:
    ready = program(press.sources)
    ready.run("crawl", OUTLET)
    return ready


def an_hour_later(program: Program) -> None:
    """Whatever waits for its next look is due."""
    with sqlite3.connect(program.folder / "archive.db") as database:
        database.execute("UPDATE frontier SET due_at = '2026-01-01 00:00:00.000000' WHERE due_at IS NOT NULL")
    database.close()


def look_again(program: Program, press: Newspapers) -> dict:
    """A cycle in which every article is due. Returns the report's totals."""
    an_hour_later(program)
    del press.requests[:]
    return program.json("crawl", OUTLET, expect=(0, 1))["total"]


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def titles(program: Program, *query: str) -> list[str]:
    return [found["title"] for found in program.json("search", *query)]


def test_unchanged_articles_cost_a_conditional_request_touched_up_ones_no_revision_and_edited_ones_no_new_article(
    installed, press
):
    addresses = {path_of(url) for row in press.ledger if row.outlet == OUTLET for url in row.urls}
    total = look_again(installed, press)
    pages = [request for request in press.requests if request.path in addresses]
    assert len(pages) > 5
    assert {request.status for request in pages} == {304}
    assert (total["unchanged"], total["kept"], total["revised"]) == (len(pages), 0, 0)

    touched, edited = press.truth(f"{OUTLET}/lang-gom-ban-hang-mang"), press.truth(f"{OUTLET}/{EDITED}")
    paragraphs = tuple(f"{p.rstrip('.')} ." for p in touched.paragraphs)
    press.edit(OUTLET, touched.id, paragraphs=paragraphs, lead=touched.lead.replace(",", " ,").replace("hóa", "hoá"))
    press.edit(OUTLET, edited.id, title=f"{edited.title} từ hôm nay")
    before = len(titles(installed, ""))
    total = look_again(installed, press)
    assert (total["revised"], total["kept"], total["fetched"] > 1) == (1, 0, True)
    assert len(titles(installed, "")) == before
    assert installed.json("show", touched.url)["status"] == "current"
    last = installed.json("show", edited.url, "--revisions")[-1]
    assert (last["revision"], [change["field"] for change in last["changes"]]) == (2, ["title"])
    assert "{+từ hôm nay+}" in installed.run("show", edited.url, "--revisions").stdout


def test_articles_that_are_gone_twice_in_a_row_are_withdrawn_and_their_texts_stay(installed, press):
    rows = {way: press.truth(f"{OUTLET}/{article}") for way, article in TAKEN_DOWN.items()}
    texts = {way: installed.json("show", row.url)["text"] for way, row in rows.items()}
    for way, row in rows.items():
        press.withdraw(OUTLET, row.id, way)
    look_again(installed, press)
    assert titles(installed, "trangthai:withdrawn") == []
    look_again(installed, press)
    assert set(titles(installed, "trangthai:withdrawn")) == {row.title for row in rows.values()}
    for way, row in rows.items():
        shown = installed.json("show", row.url)
        assert (shown["status"], shown["text"]) == ("withdrawn", texts[way])
        line = re.search(r"^đã gỡ \d\d/.*$", installed.run("show", row.url).stdout, re.MULTILINE)
        assert line
        assert ANSWERS[way] in line[0]


def test_organisations_are_labelled_and_an_off_topic_article_that_a_person_wants_is_fetched_and_stays(installed, press):
    assert NAMES_A_RESOLUTION in titles(installed, "tochuc:nq-57")
    row = press.truth(f"{OUTLET}/{OFF_TOPIC}")
    assert installed.json("verdict", row.url, "lien-quan", "--by", "Lan")["standing"] == "waits for its page"
    installed.run("crawl", OUTLET, expect=(0, 1))
    assert row.title in titles(installed, "")
    look_again(installed, press)
    assert row.title in titles(installed, "")
    measured = installed.json("topic", "evaluate", "--from-verdicts")
    assert (measured["n"], measured["recall"]) == (1, 0.0)
