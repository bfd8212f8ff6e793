"""Searching: the same hits in the same order on both engines, and user text is never syntax."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.article import Article
from newsroom.errors import FixConfiguration
from newsroom.query import And, Everything, Filter, Node, Not, Or, Phrase, parse
from newsroom.vietnamese import exact_form, folded_form, syllables
from storage import Archive, Filters, open_archive
from tests.storage.samples import DAY, HOUR, IRRELEVANT, NOW, extracted, filing, found, keep, verdict

TERMS = ("chuyển đổi số", "chính quyền số", "thỏa thuận hợp tác")

# of each number: title, lead, paragraphs, captions
TEXTS = {
    1: ("Hà Tĩnh ký kết thoả thuận hợp tác chuyển đổi số", "UBND tỉnh làm việc với Viettel.", ("Năm nay.",), ()),
    2: ("Đường về bản", "Con đường mới mở ra hi vọng.", ("Dưỡng sinh cho người già.", "Nam nữ đều vui."), ()),
    3: ("Chuyển đối sổ hộ khẩu", "Sổ giấy được thay bằng VNeID.", ("Người dân đổi số điện thoại.",), ("Ảnh: Văn Anh",)),
    4: ("Kỹ năng số cho nông dân", "Lớp học kĩ năng số đầu tiên.", ("Viettel tặng máy.", "Hợp tác xã vui."), ()),
    5: (
        "Nghị quyết 57",
        "Về khoa học, công nghệ.",
        ("Kết thúc đoạn này. Chuyển", "đổi số bắt đầu đoạn sau."),
        ("Chuyển", "đổi số"),
    ),
    6: ("Tin 24/7 từ baohatinh.vn", "Số hoá 4.0 và AI.", ("TP.HCM, KT-XH; O'Brien “nói”.", "not and or near"), ()),
}


@pytest.fixture
def full(archive: Archive) -> Archive:
    fill(archive)
    return archive


def fill(archive: Archive) -> None:
    for number, (title, lead, paragraphs, captions) in TEXTS.items():
        page = extracted(number, title=title, lead=lead, paragraphs=paragraphs, captions=captions)
        archive.keep(filing(page), now=NOW)
    archive.keep(filing(extracted(9), verdict=IRRELEVANT), now=NOW)


def hits(archive: Archive, query: str | Node, filters: Filters | None = None, **window) -> list[int]:
    node = parse(query, known_terms=TERMS) if isinstance(query, str) else query
    return [number_of(hit.article) for hit in archive.search(node, filters, **window).hits]


def number_of(article: Article) -> int:
    return int(article.url.rpartition("-")[2].removesuffix(".html"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("chuyển đổi số", [1]),
        ("chuyen doi so", [1, 3]),
        ("chuyen doi so viettel", [1]),
        ('"thỏa thuận hợp tác"', [1]),
        ('"thoả thuận hợp tác"', [1]),
        ("thoa thuan hop tac", [1]),
        ("chuyển đổi sổ", []),
        ("chuyển đối sổ", [3]),
        ("đường", [2]),
        ("duong", [2]),
        ("dưỡng", [2]),
        ("năm", [1]),
        ("nam", [1, 2]),
        ("kỹ năng số", [4]),
        ("kĩ năng số", [4]),
        ("viettel", [1, 4]),
        ("VIETTEL", [1, 4]),
        ("viettel -hợp tác xã", [1]),
        ("NOT viettel", [2, 3, 5, 6]),
        ("viettel OR dưỡng", [1, 2, 4]),
        ("title:viettel", []),
        ("lead:viettel", [1]),
        ("body:viettel", [4]),
        ('"24/7"', [6]),
        ('"4.0"', [6]),
        ("baohatinh.vn", [6]),
        ("tp.hcm", [6]),
        ('"o\'brien"', [6]),
        ('"not and or"', [6]),
        ('"near"', [6]),
        ('"Văn Anh"', [3]),
        ("tinh:thanh-hoa viettel", [1, 4]),
        ("tinh:nghe-an viettel", []),
        ('tinh:"Thanh Hoá"', [1, 2, 3, 4, 5, 6]),
        ("bao:baosongma nam", [1, 2]),
        ("bao:baokhac", []),
        ('linhvuc:"chính quyền số" duong', [2]),
        ('linhvuc:"chinh quyen so" -linhvuc:"kinh tế số" duong', [2]),
        ("trangthai:current duong", [2]),
        ("trangthai:withdrawn", []),
    ],
)
def test_a_query_finds(full: Archive, query: str, expected: list[int]) -> None:
    assert hits(full, query) == expected


def test_a_phrase_does_not_run_across_paragraphs_captions_or_fields(full: Archive) -> None:
    assert 5 not in hits(full, '"chuyển đổi số"')
    assert hits(full, '"tác chuyển đổi số ubnd"') == []


# narrowing


def test_filters_narrow(archive: Archive) -> None:
    for number in range(1, 5):
        outlet = "baosongma" if number < 3 else "baolam"
        page = extracted(number, source=outlet, found=found(number, source=outlet), published_at=NOW - number * DAY)
        facets = ("kinh tế số",) if number == 4 else ("xã hội số",)
        place = ("da-nang", "quang-nam") if number == 1 else ("da-nang", "da-nang")
        made = filing(page, verdict=verdict(facets=facets), province=place[0], province_then=place[1])
        archive.keep(made, now=NOW)

    assert hits(archive, "", Filters(since=NOW - 3 * DAY)) == [1, 2, 3]
    assert hits(archive, "", Filters(until=NOW - 2 * DAY)) == [3, 4]
    assert hits(archive, "", Filters(outlets=("baolam",))) == [3, 4]
    assert hits(archive, "", Filters(outlets=("baolam", "baosongma"))) == [1, 2, 3, 4]
    assert hits(archive, "", Filters(facets=("Kinh tế số",))) == [4]
    assert hits(archive, "", Filters(provinces=("quang-nam",))) == [1]
    assert hits(archive, "", Filters(provinces=("da-nang",))) == [1, 2, 3, 4]
    assert hits(archive, "tinh:quang-nam") == [1]


def test_irrelevant_articles_are_found_only_when_asked_for(full: Archive) -> None:
    assert 9 not in hits(full, "")
    assert hits(full, "", Filters(relevant=False)) == [9]
    assert 9 in hits(full, "", Filters(relevant=None))
    assert 9 in hits(full, "NOT viettel", Filters(relevant=None))


def test_only_the_current_text_of_an_article_is_found(archive: Archive) -> None:
    keep(archive, extracted(1, title="Nhan đề thứ nhất"))
    keep(archive, extracted(1, title="Nhan đề thứ hai"), at=NOW + HOUR)
    assert hits(archive, "thứ nhất") == []
    assert hits(archive, "thứ hai") == [1]


# order and pages


def test_order_and_pages(archive: Archive) -> None:
    for number in range(1, 8):
        # two articles share each moment, so that the order has to be decided by the number
        archive.keep(filing(extracted(number, published_at=NOW - (number // 2) * HOUR)), now=NOW)
    newest = [1, 3, 2, 5, 4, 7, 6]
    assert hits(archive, "", limit=100) == newest
    assert hits(archive, "", order="oldest") == newest[::-1]
    assert hits(archive, "", limit=3, offset=2) == newest[2:5]
    for order in ("newest", "oldest", "relevance"):
        walked, after = [], ""
        while True:
            page = archive.search(Everything(), limit=3, after=after, order=order)
            walked += [number_of(hit.article) for hit in page.hits]
            assert (page.total, page.exact) == (7, True)
            after = page.next
            if not after:
                break
        assert walked == hits(archive, "", order=order)


def test_a_page_goes_on_where_it_ended_although_news_came_in(archive: Archive) -> None:
    for number in range(1, 5):
        keep(archive, extracted(number))
    first = archive.search(Everything(), limit=2)
    keep(archive, extracted(0))
    rest = archive.search(Everything(), limit=2, after=first.next)
    assert [number_of(hit.article) for hit in (*first.hits, *rest.hits)] == [1, 2, 3, 4]


def test_relevance_puts_titles_before_leads_before_bodies(archive: Archive) -> None:
    parts = {
        1: ("a", "b", "viettel"),
        2: ("a", "viettel", "c"),
        3: ("viettel", "b", "c"),
        4: ("viettel", "viettel", "c"),
    }
    for number, (title, lead, body) in parts.items():
        page = extracted(number, title=title, lead=lead, paragraphs=(body,), published_at=NOW - number * HOUR)
        archive.keep(filing(page), now=NOW)
    assert hits(archive, "viettel", order="relevance") == [4, 3, 2, 1]
    assert [hit.rank for hit in archive.search(parse("viettel", known_terms=()), order="relevance").hits] == [
        6,
        4,
        2,
        0,
    ]


@pytest.mark.parametrize("window", [{"limit": 10**9}, {"limit": 0}, {"limit": -5}, {"offset": -1}, {"offset": 10**9}])
def test_absurd_windows_are_harmless(full: Archive, window: dict[str, int]) -> None:
    assert full.search(Everything(), **window).total == 6


@pytest.mark.parametrize(
    "after", ["x", "k", "k1", "k1.x", "o-1", "o1e9", "k99999999999999999999999.1", "'; DROP TABLE texts"]
)
@pytest.mark.parametrize("order", ["newest", "relevance"])
def test_a_cursor_that_is_not_ours_is_refused(full: Archive, after: str, order) -> None:
    with pytest.raises(FixConfiguration, match="after"):
        full.search(Everything(), after=after, order=order)


# snippets


def test_the_snippet_shows_and_marks_the_hit(archive: Archive) -> None:
    long = "Câu mở đầu rất dài. " * 20 + "Ở đây có thoả thuận hợp tác với doanh nghiệp. " + "Câu cuối. " * 30
    archive.keep(filing(extracted(1, paragraphs=("Đoạn đầu.", long))), now=NOW)
    shown = archive.search(parse('"thỏa thuận hợp tác"', known_terms=())).hits[0].snippet
    assert len(shown.text) < 230
    assert [shown.text[at : at + length] for at, length in shown.marks] == ["thoả thuận hợp tác"]
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")


def test_without_a_hit_in_the_text_the_snippet_is_its_beginning(full: Archive) -> None:
    first = full.search(parse("title:chuyển đổi số", known_terms=TERMS)).hits[0]
    assert (first.snippet.text, first.snippet.marks) == ("UBND tỉnh làm việc với Viettel.", ())


# hostile queries


NASTY = [
    '"',
    '""',
    "'",
    "''; DROP TABLE articles; --",
    "NEAR(a b)",
    "* OR *",
    "title:*",
    "{title body}: x",
    "a:1A & !b <-> c | (",
    "\\",
    "\x00",
    "\ud800",
    "x\x00y",
    "%",
    "_",
    "viettel*",
    "^viettel",
    "😀",
    "x" * 1_000_000,
    "a b " * 250_000,
]


@pytest.mark.parametrize("text", NASTY, ids=[ascii(text)[:20] for text in NASTY])
def test_no_text_is_syntax(full: Archive, text: str) -> None:
    words = syllables(exact_form(text))
    for node in (
        Phrase(words),
        Phrase((text,)),
        Phrase(words, "folded", "title"),
        *(Filter(field, text) for field in ("province", "outlet", "facet", "author", "section", "tag", "status")),
    ):
        full.search(node)
        full.search(Not(node), order="relevance")
        full.search(And((node, Phrase(("viettel",)))))
    full.search(Everything(), Filters(provinces=(text,), outlets=(text,), facets=(text,)))
    assert full.article(text) is None
    assert full.explain(text) is None


def test_a_phrase_without_a_word_finds_nothing(full: Archive) -> None:
    assert hits(full, Phrase(())) == []
    assert hits(full, Or(())) == []
    assert hits(full, And(())) == [1, 2, 3, 4, 5, 6]


def test_very_many_phrases_are_looked_up_and_too_many_refused(full: Archive) -> None:
    many = tuple(Phrase((f"tu{number}",), "folded") for number in range(250))
    assert hits(full, Or((*many, Phrase(("viettel",))))) == [1, 4]
    assert hits(full, And((Phrase(("viettel",)), *map(Not, many)))) == [1, 4]
    assert hits(full, And(many)) == []
    with pytest.raises(FixConfiguration, match="300 are the most"):
        full.search(Or(many + many))


# both engines against a plain reading of the tree


WORDS = ("chuyển", "đổi", "số", "sổ", "viettel", "nam", "năm", "hợp", "tác", "xã", "đường", "kỹ", "kĩ")
FIELDS = (None, "title", "lead", "body")


@st.composite
def phrases(draw: st.DrawFn) -> Phrase:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    form = draw(st.sampled_from(("exact", "folded")))
    shape = exact_form if form == "exact" else folded_form
    return Phrase(tuple(map(shape, words)), form, draw(st.sampled_from(FIELDS)))


def branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(several.map(And), several.map(Or), inner.map(Not))


trees = st.recursive(
    phrases() | st.just(Everything()) | st.just(Filter("province", "nghe-an")) | st.just(Filter("outlet", "baosongma")),
    branches,
    max_leaves=8,
)


def matches(node: Node, text: tuple[str, str, tuple[str, ...], tuple[str, ...]]) -> bool:
    match node:
        case Everything():
            return True
        case Filter(field=field):
            return field == "outlet"
        case Not(part=part):
            return not matches(part, text)
        case And(parts=parts):
            return all(matches(part, text) for part in parts)
        case Or(parts=parts):
            return any(matches(part, text) for part in parts)
    title, lead, paragraphs, captions = text
    pieces = {"title": (title,), "lead": (lead,), "body": (*paragraphs, *captions)}
    searched = pieces[node.field] if node.field else [piece for some in pieces.values() for piece in some]
    shape = exact_form if node.form == "exact" else folded_form
    cut = [f" {' '.join(syllables(shape(piece)))} " for piece in searched]
    return any(f" {' '.join(way)} " in piece for way in node.spellings for piece in cut)


@pytest.fixture(scope="module")
def both(tmp_path_factory, postgres_admin: str) -> Iterator[list[Archive]]:
    from tests.storage.conftest import _drop, _named, _new_database

    name = _new_database(postgres_admin)
    urls = [f"sqlite:///{tmp_path_factory.mktemp('both') / 'a.db'}", _named(postgres_admin, name)]
    archives = [open_archive(url, now=NOW) for url in urls]
    for archive in archives:
        fill(archive)
    yield archives
    for archive in archives:
        archive.close()
    _drop(postgres_admin, name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(node=trees, order=st.sampled_from(["newest", "relevance"]))
def test_both_engines_find_what_a_plain_reading_of_the_tree_finds(both: list[Archive], node: Node, order) -> None:
    expected = [number for number, text in TEXTS.items() if matches(node, text)]
    found_by = [hits(archive, node, order=order) for archive in both]
    assert found_by[0] == found_by[1]
    assert sorted(found_by[0]) == expected
