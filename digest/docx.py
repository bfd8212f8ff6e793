"""A document as DOCX, for offices that edit it before they pass it on. A4, Times New Roman, margins as decree 30/2020/NĐ-CP has them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor

from digest.document import Cell, Document, Head, Table
from digest.entries import Entry, Section

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.section import Section as Sheet
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

_FONT = "Times New Roman"
_STORY, _SOURCE, _CELL, _HEAD, _CENTRED, _LINK = "Story", "Source", "Cell", "Head", "Centred", "Link"
_UPRIGHT, _WIDE = (Mm(210), Mm(297)), (Mm(297), Mm(210))
_BINDING, _RIGHT, _EDGE = Mm(30), Mm(17), Mm(20)


def render(document: Document, made_at: datetime) -> bytes:
    """The file. `made_at` (with zone) is written into its properties."""
    paper = docx.Document()
    _properties(paper, document, made_at)
    _styles(paper, document)
    _orient(paper.sections[0], wide=False)
    _page_numbers(paper.sections[0])
    if document.head:
        _letterhead(paper, document.head)
    _opening(paper, document)
    paper.add_heading(document.chapters.notable, 1)
    if document.nothing:
        paper.add_paragraph(document.nothing)
    for entry in document.notable:
        _story(paper, entry, document.why)
    _groups(paper, document)
    _orient(paper.add_section(WD_SECTION.NEW_PAGE), wide=True)
    paper.add_heading(document.chapters.issues, 1)
    _grid(paper, document.issues)
    _orient(paper.add_section(WD_SECTION.NEW_PAGE), wide=False)
    _appendix(paper, document)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _properties(paper: Paper, document: Document, made_at: datetime) -> None:
    properties = paper.core_properties
    properties.title = f"{document.title} – {document.subtitle}"[:255]
    properties.author = properties.last_modified_by = "Điểm báo"
    properties.language = document.language
    properties.comments = ""
    properties.created = properties.modified = made_at


def _styles(paper: Paper, document: Document) -> None:
    """Everything is set by style, so that an office changes the look in one place."""
    for name, size in (("Normal", Pt(13)), ("Title", Pt(17)), ("Heading 1", Pt(14)), ("Heading 2", Pt(13))):
        _style(paper.styles[name], size, bold=name != "Normal")
    for name, size in ((_STORY, Pt(13)), (_SOURCE, Pt(11.5)), (_CELL, Pt(11)), (_HEAD, Pt(11)), (_CENTRED, Pt(12))):
        style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = paper.styles["Normal"]
        _style(style, size, bold=name in {_STORY, _HEAD})
    story, cell, head, centred = (paper.styles[name].paragraph_format for name in (_STORY, _CELL, _HEAD, _CENTRED))
    story.space_before, story.keep_with_next = Pt(6), True
    cell.space_before = cell.space_after = head.space_before = head.space_after = Pt(2)
    centred.space_after = Pt(0)
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper.styles.add_style(_LINK, WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor.from_string("163F6B")
    language = _element("w:lang")
    language.set(qn("w:val"), "vi-VN" if document.language == "vi" else "en-GB")
    paper.styles["Normal"].element.get_or_add_rPr().append(language)


def _style(style: Any, size: Pt, *, bold: bool) -> None:
    """One font for all scripts: themes have others for headings and for what is not Latin."""
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = _FONT, size, bold, RGBColor(0, 0, 0)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(4), 1.15
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _orient(sheet: Sheet, *, wide: bool) -> None:
    sheet.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    sheet.page_width, sheet.page_height = _WIDE if wide else _UPRIGHT
    sheet.left_margin = _EDGE if wide else _BINDING
    sheet.right_margin, sheet.top_margin, sheet.bottom_margin = _RIGHT, _EDGE, _EDGE


def _page_numbers(sheet: Sheet) -> None:
    """At the foot; the sections that follow have the same foot."""
    paragraph = _styled(sheet.footer.paragraphs[0], _CENTRED)
    number = _element("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    inside: Any = paragraph._p  # noqa: SLF001
    inside.append(number)


def _letterhead(paper: Paper, head: Head) -> None:
    """Who issues it on the left, the nation and the date on the right."""
    table = paper.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    table.autofit = False
    for side, width in enumerate((Mm(70), Mm(93))):  # the nation's name needs one line
        table.columns[side].width = table.rows[0].cells[side].width = width
    _column(left, ((head.authority, ""), (head.office, "ruled"), (head.number, "")))
    _column(right, ((head.nation, "bold"), (head.motto, "ruled"), (head.date, "italic")))
    paper.add_paragraph()


def _column(cell: _Cell, lines: tuple[tuple[str, str], ...]) -> None:
    for text, manner in lines:
        if text:
            paragraph = cell.add_paragraph() if cell.paragraphs[0].text else cell.paragraphs[0]
            run = _styled(paragraph, _CENTRED).add_run(text)
            run.bold, run.italic, run.underline = manner in {"bold", "ruled"}, manner == "italic", manner == "ruled"


def _opening(paper: Paper, document: Document) -> None:
    title = paper.add_paragraph(document.title.upper())
    title.style = "Title"
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _without_border(title)
    paper.add_paragraph(document.subtitle).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if document.comment:
        paper.add_paragraph(document.comment)
    paper.add_heading(document.chapters.figures, 1)
    paper.add_paragraph(document.window)
    _grid(paper, document.figures)
    if document.provinces:
        paper.add_paragraph()
        _grid(paper, document.provinces)


def _without_border(paragraph: Paragraph) -> None:
    """The library's title style draws a blue line below."""
    borders = _element("w:pBdr")
    bottom = _element("w:bottom")
    bottom.set(qn("w:val"), "nil")
    borders.append(bottom)
    inside: Any = paragraph._p  # noqa: SLF001
    inside.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _groups(paper: Paper, document: Document) -> None:
    paper.add_heading(document.chapters.groups, 1)
    for group in document.groups:
        _group(paper, group, document.why)
    if not document.groups:
        paper.add_paragraph("–")


def _group(paper: Paper, group: Section, why: str) -> None:
    paper.add_heading(f"{group.name} ({group.number})", 2)
    for entry in group.entries:
        _story(paper, entry, why)


def _story(paper: Paper, entry: Entry, why: str) -> None:
    headline = _styled(paper.add_paragraph(), _STORY)
    if entry.mark:
        headline.add_run(f"[{entry.mark}] ").italic = True
    _write(headline, Cell(entry.title, entry.url))
    source = " · ".join(part for part in (entry.where, entry.others, entry.address) if part)
    _styled(paper.add_paragraph(source), _SOURCE)
    if entry.quote:
        paper.add_paragraph(f"“{entry.quote}”")
    if entry.why:
        _styled(paper.add_paragraph(f"{why}: {entry.why}"), _SOURCE)
    if entry.note:
        _styled(paper.add_paragraph(entry.note), _SOURCE)


def _appendix(paper: Paper, document: Document) -> None:
    paper.add_heading(document.chapters.appendix, 1)
    paper.add_heading(document.chapters.stories, 2)
    _grid(paper, document.stories)
    if document.left_out:
        paper.add_paragraph(f"… {document.left_out}")
    paper.add_heading(document.chapters.sources, 2)
    paper.add_paragraph(f"{document.sources}: {document.read}." if document.read else f"{document.sources}.")
    for source in document.unread:
        paper.add_paragraph(f"– {source}")


def _grid(paper: Paper, content: Table) -> None:
    """A table whose head is repeated on every page and whose rows are not torn apart."""
    table = paper.add_table(rows=1, cols=len(content.heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    sheet = paper.sections[-1]
    room = (sheet.page_width or 0) - (sheet.left_margin or 0) - (sheet.right_margin or 0)
    for column, share in zip(table.columns, content.shares, strict=True):
        column.width = Emu(room * share // 100)
    first = table.rows[0]
    _row(first, tuple(Cell(head) for head in content.heads), _HEAD)
    first._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001
    for cells in content.rows:
        _row(table.add_row(), cells, _CELL)


def _row(row: _Row, cells: tuple[Cell, ...], style: str) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001  # the library has no method for it
    for place, cell in zip(row.cells, cells, strict=True):
        _write(_styled(place.paragraphs[0], style), cell)


def _styled(paragraph: Paragraph, style: str) -> Paragraph:
    """A style by its id (that of ours is its name): the library's own way reads all styles again for each paragraph."""
    inside: Any = paragraph._p  # noqa: SLF001
    inside.style = style
    return paragraph


def _write(paragraph: Paragraph, cell: Cell) -> None:
    """A text, as a link if it has an address. The library reads links but cannot write them."""
    run: Any = paragraph.add_run(cell.text)._r  # noqa: SLF001
    if not cell.url:
        return
    run.style = _LINK
    inside: Any = paragraph._p  # noqa: SLF001
    anchor = _element("w:hyperlink")
    anchor.set(qn("r:id"), paragraph.part.relate_to(cell.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    inside.replace(run, anchor)
    anchor.append(run)


def _element(tag: str) -> Any:
    """A bare element, where the library has no method. Any: its stubs know only the kinds it writes itself."""
    return OxmlElement(tag)
