"""A page put together at random from the ways of newspapers, and what must come out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.crawler.extraction.layouts import furniture, pieces
from tests.crawler.extraction.layouts.choices import Dice
from tests.crawler.extraction.layouts.heads import VIETNAM, Claims, head
from tests.crawler.extraction.layouts.manuscripts import Manuscript, Part, written

URL = "https://baomuongkhe.vn/bai-4711.html"

DATES: dict[str, str] = {
    "weekday first": "Thứ {day}, {when:%d/%m/%Y %H:%M} (GMT+7)",
    "clock first": "{when:%H:%M}, {when:%d/%m/%Y}",
    "bar": "{when:%d/%m/%Y} | {when:%H:%M} GMT+7",
    "dash": "{when:%d/%m/%Y} - {when:%H:%M}",
    "h": "{when:%H}h{when:%M} {when:%d/%m/%Y}",
    "ngày": "{when:%H:%M} ngày {when:%d/%m/%Y}",
    "dashes": "{when:%d-%m-%Y}, {when:%H:%M} (GMT+7)",
    "bullet": "{when:%d/%m/%Y} • {when:%H:%M}",
    "posted": "Ngày đăng: {when:%d/%m/%Y %H:%M}",
    "square": "Thứ {day}, {when:%d/%m/%Y}, {when:%H:%M} [GMT+7]",
    "parts": "<span>{when:%d/%m/%Y}</span> <span>{when:%H:%M}</span>",
}
WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")

DATELINES = {
    "none": "", "none at all": "", "brackets": "(Baomuongkhe.vn) - ", "brackets and no blank": "(Baomuongkhe.vn)- ", "initials": "MKO - ", "glued": "BMK- ",
    "bracketed initials": "(MKO) – ", "bold": "<strong>(Baomuongkhe.vn) -</strong> ", "paper": "Báo Mường Khe – ", "foreign": "(GLO)- ",
}  # fmt: skip

LEADS: dict[str, tuple[str, bool]] = {  # the markup, and whether it stands in the body
    "h2.sapo": ('<h2 class="detail__sapo">{}</h2>', False),
    "p.sapo strong": ('<p class="sapo"><strong>{}</strong></p>', False),
    "nameless div": ("<div>{}</div>", False),
    "nameless bold div": ("<div><b>{}</b></div>", False),
    "nameless h2": ("<h2>{}</h2>", False),
    "description": ('<div class="article-description"><p>{}</p></div>', False),
    "italic p": ("<p><em>{}</em></p>", False),
    "bold p in the body": ("<p><strong>{}</strong></p>", True),
    "bold span in the body": ('<p style="text-align:justify"><span style="font-weight: bold">{}</span></p>', True),
    "bold div in the body": ("<div><b>{}</b></div>", True),
    "h4 in the body": ("<h4>{}</h4>", True),
    "named, in the body": ('<div class="chapeau">{}</div>', True),
}
BODIES = (
    "detail-content afcbc-body", "article__body cms-body", "b-maincontent", "entry", "content-fck", "newscontents", "fck_detail", "td-post-content", "post-content",
    "news-bodyhtml", "content_detail", "journal-content-article", "field-item even", "ctl00_content", "col-md-8", "nd", "x7q", "", "", "tin-noi-dung", "detail",
)  # fmt: skip
HEADLINES: dict[str, str] = {
    "h1": "{trail}<h1>{title}</h1>",
    "h1.title": '{trail}<h1 class="article__title cms-title">{title}</h1>',
    "h1 in a header": '{trail}<header class="article-header"><h1><span>{title}</span></h1></header>',
    "h1 beside the trail": '<div class="breadcrumb-box">{trail}<h1>{title}</h1></div>',
    "h1 for the logo": '<h1 class="logo"><a href="/">Báo Mường Khe</a></h1>{trail}<h2 class="title">{title}</h2>',
    "h2": '{trail}<h2 class="news-title">{title}</h2>',
    "div.title": '{trail}<div class="tieude">{title}</div>',
    "h3": "{trail}<h3>{title}</h3>",
    "td": '{trail}<table><tr><td class="TitleNews">{title}</td></tr></table>',
}
TRAILS = {
    "none": ("", False),
    "breadcrumb": (
        '<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/s">{section}</a></li></ul>',
        True,
    ),
    "nameless": ('<div><a href="/">Trang chủ</a> › <a href="/s">{section}</a></div>', True),
    "one link": ('<div class="bread-crumb"><a href="/s">{section}</a></div>', True),
}
FRAMES: dict[str, str] = {
    "div soup": "<div>{top}<div>{article}</div>{side}</div>{footer}",
    "columns": '{top}<div class="container"><div class="row"><div class="col-left">{article}</div><div class="col-right">{side}</div></div></div>{footer}',
    "main and aside": "{top}<main><article>{article}</article><aside>{side}</aside></main>{footer}",
    "table": '{top}<table width="100%"><tr><td valign="top">{side}</td><td valign="top">{article}</td></tr></table>{footer}',
    "form": '<form id="aspnetForm" action="x.aspx">{top}<div id="ctl00_main">{article}</div><div>{side}</div>{footer}</form>',
    "sections": '<div id="app"><section>{top}</section><section class="detail-page"><div class="wrap"><div class="inner">{article}</div></div></section><section>{side}</section>{footer}</div>',
    "custom elements": "<news-app>{top}<news-page><div>{article}</div></news-page>{side}{footer}</news-app>",
    "side first": '{top}<div class="wrap"><div class="lft">{side}</div><div class="ctr">{article}</div></div>{footer}',
}
BYLINES: dict[str, tuple[str, str, str]] = {  # above the text, at its end, after the body
    "none": ("", "", ""),
    "named, above": ('<div class="author">{names}</div>', "", ""),
    "by link, above": ('<div class="detail-info"><a href="/tac-gia/x">{names}</a></div>', "", ""),
    "right, bold": ("", '<p style="text-align: right;"><strong>{names}</strong></p>', ""),
    "bold": ("", "<p><strong>{NAMES}</strong></p>", ""),
    "plain": ("", "<p>{NAMES}</p>", ""),
    "tasks": ("", "<p>Bài, ảnh: {names}</p>", ""),
    "tasks, right": ("", '<div style="text-align:right"><em>Thực hiện: {names}</em></div>', ""),
    "after the body": ("", "", '<div class="article-author">{names}</div>'),
    "task after the body": ("", "", "<p>Tác giả: {names}</p>"),
    "box after the body": (
        "",
        "",
        '<div class="author-box"><a href="/tac-gia/x"><img src="/avatar/x.jpg"></a><a href="/tac-gia/x">{names}</a><p>Phóng viên theo dõi mảng đời sống ở các xã vùng cao</p></div>',
    ),
    "box in the body": (
        "",
        '<div class="author-info"><div class="author-name"><a href="/tac-gia/x">{names}</a></div><div class="author-desc">Phóng viên theo dõi mảng đời sống ở các xã vùng cao.</div></div>',
        "",
    ),
    "hidden": ("", "", '<div style="display:none" class="author">{names}</div>'),
    "print copy": (
        "",
        "",
        '<div class="print-area" style="display: none"><h1>{title}</h1><p>{first}</p><p>{second}</p><p style="text-align:right"><b>{names}</b></p></div>',
    ),
    "both ends": ('<div class="author">{names}</div>', '<p align="right"><b>{NAMES}</b></p>', ""),
}
TAGS: dict[str, Callable[[str], str]] = {
    "none": lambda _links: "",
    "named list": lambda links: (
        f'<div class="article__tags"><span>Từ khóa:</span><ul><li>{links.replace("</a>", "</a></li><li>")}</li></ul></div>'
    ),
    "line": lambda links: f"<p>Từ khóa: {links}</p>",
    "commas": lambda links: f"<div>Tags: {links.replace('</a><a', '</a>, <a')}</div>",
}


@dataclass(frozen=True)
class Sheet:
    """A page with what must come out of it; None where the page does not say."""

    markup: str
    expected: dict[str, object]
    choices: tuple[str, ...]


def assembled(seed: int) -> Sheet:
    """The page of a seed, always the same."""
    dice = Dice(seed)
    return _Setter(dice, written(dice)).sheet()


class _Setter:
    def __init__(self, dice: Dice, text: Manuscript) -> None:
        self.dice, self.text = dice, text
        self.image = dice.pick("image", pieces.IMAGES)
        self.dateline = dice.pick("dateline", DATELINES)

    def sheet(self) -> Sheet:
        dice, text = self.dice, self.text
        printed = dice.decide("date on the page", 0.85)
        claims = head(dice, text, URL, must_date=not printed)
        trail, trailed = dice.pick("trail", TRAILS)
        byline = dice.pick("byline", BYLINES) if text.authors else ("", "", "")
        tags = dice.pick("tags", TAGS)
        page = dice.pick("frame", FRAMES).format(
            top=dice.pick("header", furniture.HEADERS),
            article=self._article(trail.format(section=text.section), byline, tags, printed=printed),
            side=dice.pick("side", furniture.SIDES),
            footer=dice.pick("footer", furniture.FOOTERS),
        )
        markup = f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{claims.markup}</head><body>{page}</body></html>'
        tagged = tags("x") != "" or claims.tagged
        signed = any(byline) or claims.signed
        return Sheet(markup, self._truth(claims, trailed=trailed, tagged=tagged, signed=signed), tuple(dice.made))

    def _article(self, trail: str, byline: tuple[str, str, str], tags: Callable[[str], str], *, printed: bool) -> str:
        dice, text = self.dice, self.text
        names, texts = self._names(), [part.lines[0] for part in text.parts if part.kind == "paragraph"]
        above, at_end, after = (
            part.format(names=names, NAMES=names.upper(), title=text.title, first=texts[0], second=texts[1])
            for part in byline
        )
        date = self._date() if printed else ""
        title = dice.pick("headline", HEADLINES).format(trail=trail, title=text.title)
        under = dice.pick("byline order", {"author, date": above + date, "date, author": date + above})
        lead, inside = dice.pick("lead", LEADS) if text.lead else ("", False)
        lead = lead.format(self.dateline + text.lead)
        over = "".join(dice.some("above", furniture.ABOVE, 2))
        order = {
            "date, lead": under + over + ("" if inside else lead),
            "lead, date": ("" if inside else lead) + under + over,
        }
        tail = "".join(dice.some("below", furniture.BELOW, 5))
        links = "".join(f'<a href="/tag/{at}">{tag}</a>' for at, tag in enumerate(text.tags))
        end = (f"<p>{text.credit}</p>" if text.credit else "") + at_end
        body = (lead if inside else "") + self._body() + end
        name = dice.choice(BODIES)
        dice.made.append(f"body: {name}")
        tail_inside = dice.decide("tail in the body", 0.25)
        tail = tags(links) + tail
        body = (
            f'<div class="{name}">{body}{tail if tail_inside else ""}</div>'
            if name
            else f"<div>{body}{tail if tail_inside else ''}</div>"
        )
        wrap = dice.pick(
            "body wrapper",
            {
                "none": "{}",
                "two": '<div class="w1"><div>{}</div></div>',
                "article": "<article>{}</article>",
                "td": "<table><tr><td>{}</td></tr></table>",
            },
        )
        return title + dice.pick("order", order) + wrap.format(body) + after + ("" if tail_inside else tail)

    def _names(self) -> str:
        return self.dice.choice((" - ", ", ", " – ", " và ")).join(self.text.authors)

    def _date(self) -> str:
        local = self.text.published.astimezone(VIETNAM)
        day = f"{WEEKDAYS[local.weekday()]}" if local.weekday() < 6 else "Hai"
        form = self.dice.pick("date form", DATES).format(when=local, day=day)
        if local.weekday() == 6:
            form = form.replace("Thứ Hai", "Chủ nhật")
        frames = {
            "div": "<div>{}</div>",
            "named": '<div class="article-date">{}</div>',
            "span": "<span>{}</span>",
            "time": f'<time datetime="{local.isoformat()}">{{}}</time>',
        }
        return f"<div>{self.dice.pick('date frame', frames).format(form)}</div>"

    def _body(self) -> str:
        style = self.dice.pick("paragraph", pieces.PARAGRAPHS)
        boxes = list(self.dice.some("inside", furniture.INSIDE, 2))
        made, written_so_far = [], 0
        count = sum(part.kind == "paragraph" for part in self.text.parts)
        for part in self.text.parts:
            dateline = self.dateline if not self.text.lead and not written_so_far else ""
            made.append(self._part(part, style, dateline))
            written_so_far += part.kind == "paragraph"
            if boxes and part.kind == "paragraph" and 1 < written_so_far < count:
                made.append(boxes.pop())
        return "".join(made)

    def _part(self, part: Part, style: pieces.Way, dateline: str) -> str:
        dice, lines = self.dice, part.lines
        plain = dateline and style is pieces.PARAGRAPHS["drop cap"]
        dashed = "".join(style(f"- {line}") for line in lines)
        ways: dict[str, Callable[[], str]] = {
            "paragraph": lambda: (pieces.PARAGRAPHS["p"] if plain else style)(dateline + lines[0]),
            "heading": lambda: dice.pick("heading", pieces.HEADINGS)(lines[0]),
            "points": lambda: dice.pick("points", {"ul": pieces.points(lines, "ul"), "dashes": dashed}),
            "numbers": lambda: "".join(map(style, lines)),
            "quote": lambda: dice.pick("quote", pieces.QUOTES)(lines[0]),
            "table": lambda: pieces.table(lines, headed=dice.decide("table headed", 0.5)),
            "film": lambda: dice.pick("film", pieces.FILMS)(lines[0]),
            "picture": lambda: self._picture(part),
        }
        return ways[part.kind]()

    def _picture(self, part: Part) -> str:
        image = self.image(part.src, self.text.title)
        if part.lines:
            return self.dice.pick("caption", pieces.CAPTIONED)(image, part.lines[0])
        return self.dice.pick("bare picture", pieces.BARE)(image)

    def _truth(self, claims: Claims, *, trailed: bool, tagged: bool, signed: bool) -> dict[str, object]:
        text = self.text
        return {
            "url": URL,
            "title": text.title,
            "lead": text.lead,
            "paragraphs": self._lines(),
            "captions": list(dict.fromkeys(text.captions)),
            "authors": sorted(name.casefold() for name in text.authors) if signed else [],
            "section": text.section if trailed or claims.sectioned else None,
            "tags": list(text.tags) if tagged else [],
            "images": [f"https://baomuongkhe.vn{src}" for src in text.pictures],
            "published": text.published,
            "modified": text.modified if claims.updated else None,
            "credit": text.credit,
            "language": "vi",
        }

    def _lines(self) -> list[str]:
        """The paragraphs as they stand on the page: points written as lines keep their dashes."""
        dashed = "points: dashes" in self.dice.made
        marked = [
            (line, part.kind) for part in self.text.parts if part.kind not in {"picture", "film"} for line in part.lines
        ]
        return [f"- {line}" if kind == "points" and dashed else line for line, kind in marked]
