"""A page put together at random from the ways of newspapers, and what must come out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.crawler.extraction.layouts import furniture, pieces
from tests.crawler.extraction.layouts.choices import Dice
from tests.crawler.extraction.layouts.heads import VIETNAM, Claims, head
from tests.crawler.extraction.layouts.manuscripts import Manuscript, Part, written
from tests.crawler.extraction.layouts.shells import (
    BODIES,
    BYLINES,
    DATELINES,
    DATES,
    FRAMES,
    HEADLINES,
    LEADS,
    TAGS,
    TRAILS,
    WEEKDAYS,
)

URL = "https://baomuongkhe.vn/bai-4711.html"


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
        form = self.dice.pick("date form", DATES).format(when=local, day=day, number=local.weekday() + 2)
        if local.weekday() == 6:
            form = form.replace("Thứ Hai", "Chủ nhật").replace("T8, ", "CN, ")
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
