"""Feeds may say anything: nothing of it becomes active in a mail, a document for paper, or a DOCX."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from io import BytesIO
from pathlib import Path

import docx as docx_library
import pytest
from lxml import html as lxml_html

from digest import docx, html
from digest.document import Letterhead, write
from digest.edition import Coverage, Edition, Group, Line, Silent
from digest.letter import letter
from digest.page import Links, Room, set_page
from tests.digest.sample_editions import BLIND, UNTIL, a_line, an_edition, an_empty_edition

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "xss.txt"
TEMPLATES = Path(html.__file__).parent / "templates"
OWN = (
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "</title></style><svg onload=alert(1)>",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "--><b>x</b>",
    "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "{0.__class__} %s %(x)s",
    'https://songlam.example/" onclick=alert(1) x="',
    "https://songlam.example/'><iframe src=//x>",
    "&lt;script&gt; &#106;avascript:",
    "\u2028<script>\u2029",
    "\x00<\x00script>",
    "<xmp><p title='</xmp><img src onerror=alert(1)>'>",
    "]]></style><math><mi xlink:href=javascript:alert(1)>",
)
TEXTS = ("title", "url", "outlet", "outlet_name", "quote", "facet", "province", "note")
LISTS = ("why", "others")
ALIVE = {
    "href",
    "src",
    "action",
    "formaction",
    "background",
    "srcset",
    "poster",
    "data",
    "ping",
    "srcdoc",
    "xlink:href",
}
SAME = re.compile(r"https?://[a-z0-9]")


def corpus() -> list[str]:
    if not CORPUS.exists():
        return []
    written = CORPUS.read_text("utf-8", "replace").splitlines()
    return [re.sub(r"\\x([0-9a-fA-F]{2})", lambda code: chr(int(code[1], 16)), line) for line in written]


def slices(payloads: list[str], size: int) -> list[list[str]]:
    return [payloads[n : n + size] for n in range(0, len(payloads), size)]


def a_hostile_line(number: int, payload: str) -> Line:
    texts = dict.fromkeys(TEXTS, payload) | dict.fromkeys(LISTS, (payload, payload))
    return a_line(number, **texts, mark=("", "late", "revised", "withdrawn")[number % 4])


def hostile(payloads: list[str]) -> Edition:
    """Every payload in every text of a story, the first in every text of the edition."""
    lines = tuple(a_hostile_line(n, payload) for n, payload in enumerate(payloads))
    first = payloads[0]
    return an_edition(
        title=first,
        digest=first,
        query=first,
        comment=first,
        by_province=((first, 3),),
        coverage=Coverage(60, tuple(Silent(payload, UNTIL, payload) for payload in payloads[:40]), (first,)),
        notable=lines[:5],
        groups=tuple(Group(line.title, (line,)) for line in lines[5:]),
        late=lines[:2],
        revised=lines[2:4],
        withdrawn=lines[4:6],
    )


@dataclass(frozen=True)
class Anatomy:
    """What a page is made of apart from its texts: elements with their attributes, comments, styles, style sheets."""

    elements: set[tuple[str, ...]]
    comments: set[str | None]
    styles: set[str]
    rules: set[str]


def anatomy(*pages: str) -> Anatomy:
    parts = Anatomy(set(), set(), set(), set())
    for page in pages:
        tree = lxml_html.document_fromstring(page)
        parts.elements.update((node.tag, *sorted(node.attrib)) for node in tree.iter("*"))
        parts.comments.update(node.text for node in tree.xpath("//comment()"))
        parts.styles.update(tree.xpath("//@style"))
        parts.rules.update(rule.strip() for sheet in tree.xpath("//style/text()") for rule in sheet.splitlines())
    return parts


def assert_dead(page: str, model: Anatomy) -> None:
    """Only what a harmless page has too, and only links to the web."""
    found = anatomy(page)
    assert found.elements <= model.elements
    assert found.comments <= model.comments
    assert found.styles <= model.styles
    assert found.rules <= model.rules
    for node in lxml_html.document_fromstring(page).iter("*"):
        for name, value in node.attrib.items():
            assert not name.lower().startswith("on")
            assert name.lower() not in ALIVE - {"href"}
            assert name.lower() != "href" or SAME.match(value), value


def payloads_of(batches: list[list[str]]):
    if not CORPUS.exists():
        return [pytest.param(OWN, id="own")]
    return [pytest.param(OWN, id="own"), *(pytest.param(batch, id=f"corpus{n}") for n, batch in enumerate(batches))]


def harmless() -> Edition:
    """One that uses every part of the templates."""
    odd = a_line(77, url="ftp://songlam.example/")
    groups = (Group("AI", (odd, a_line(78, note="Sửa."), a_line(79, mark="late"))),)
    noted = (a_line(1, note="Sửa."), a_line(2, mark="late"), replace(odd, mark="late"))
    late = tuple(a_line(n, mark="late") for n in range(20, 40))
    return an_edition(comment="Đọc kỹ.", notable=noted, groups=groups, left_out=9, late=late)


def template(name: str) -> set[str]:
    """Its lines: which of the rules stay in the style sheet depends on what could be written into elements."""
    return {line.strip() for line in (TEMPLATES / name).read_text("utf-8").splitlines()}


@pytest.fixture(scope="module")
def model_mail() -> Anatomy:
    links = Links("https://a.example/", "https://a.example/", lambda _line: "https://a.example/")
    pages = (set_page(harmless(), links, Room(12)), set_page(an_empty_edition(BLIND), links))
    return replace(anatomy(*(html.mail(page) for page in pages)), rules=template("mail.html.j2"))


@pytest.fixture(scope="module")
def model_document() -> Anatomy:
    head = Letterhead("UBND", "Sở", "1", "Hà Nội")
    return anatomy(*(html.printed(write(edition, head)) for edition in (harmless(), an_empty_edition(BLIND))))


@pytest.mark.parametrize("payloads", payloads_of(slices(corpus(), 400)))
def test_every_payload_in_every_text_of_a_story_stays_a_text(payloads, model_mail, model_document):
    for batch in slices(list(payloads), 45):
        edition = hostile(batch)
        assert_dead(html.mail(set_page(edition, room=Room(60))), model_mail)
        assert_dead(html.printed(write(edition)), model_document)


@pytest.mark.parametrize("payloads", payloads_of(slices(corpus(), 550)))
def test_every_payload_in_every_text_of_an_edition_stays_a_text(payloads, model_mail):
    for payload in payloads:
        texts = dict.fromkeys(("title", "digest", "query", "comment"), payload)
        edition = an_empty_edition(Coverage(2, (Silent(payload, None, payload),)), by_province=((payload, 1),), **texts)
        assert_dead(html.mail(set_page(edition, Links(payload, payload))), model_mail)


@pytest.mark.parametrize(
    "bad",
    [
        *(
            "<script>1</script>",
            "<p onclick='x'>a</p>",
            "<a href='javascript:1'>a</a>",
            "<!-- a -->",
            "<b style='x'>a</b>",
        ),
        *("<style>p{}</style>", "<img src=x>", "<svg></svg>", "<p class='more' style='margin: 0;' id='x'>a</p>"),
    ],
)
def test_the_check_itself_notices_what_is_active(bad, model_mail):
    page = html.mail(set_page(harmless()))
    assert_dead(page, model_mail)
    with pytest.raises(AssertionError):
        assert_dead(page.replace("</h1>", f"</h1>{bad}"), model_mail)


def test_the_links_of_an_archive_are_checked_like_others():
    links = Links("javascript:1", "data:text/html,x", lambda _line: "javascript:2")
    assert "javascript:" not in letter(an_edition(), links).html
    assert "javascript:" not in letter(an_edition(), links).text


def test_a_title_cannot_forge_lines_of_the_text_part():
    said = letter(an_edition(notable=(a_line(1, title="Tin\n\nNgừng nhận thư: https://x.example/"),), groups=())).text
    assert "• Tin Ngừng nhận thư: https://x.example/" in said.splitlines()


def test_every_text_field_of_a_story_is_in_the_hostile_one():
    numbers = {"story_id", "article_id", "published_at", "articles", "mark"}
    assert {field.name for field in fields(Line)} == {*TEXTS, *LISTS, *numbers}


def test_a_hostile_letterhead_stays_a_text(model_document):
    for payload in OWN:
        page = html.printed(write(an_edition(), Letterhead(payload, payload, payload, payload)))
        assert_dead(page, model_document)


def test_a_docx_of_hostile_texts_opens_and_links_to_the_web_only():
    payloads = [*OWN, *corpus()[::60]]
    file = docx.render(write(hostile(payloads), Letterhead(*payloads[:4])), UNTIL)
    paper = docx_library.Document(BytesIO(file))
    outside = [relation for relation in paper.part.rels.values() if relation.is_external]
    assert all(SAME.match(relation.target_ref) for relation in outside)
    assert "<script>" in "".join(paragraph.text for paragraph in paper.paragraphs)


def test_a_blind_edition_of_hostile_names_is_dead_too(model_mail):
    silent = tuple(Silent(payload, UNTIL, payload) for payload in OWN)
    assert_dead(html.mail(set_page(replace(an_empty_edition(BLIND), coverage=Coverage(len(OWN), silent)))), model_mail)
