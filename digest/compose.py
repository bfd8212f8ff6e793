"""An edition as plain text: subject, three lines on top, the stories, why each matched. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from digest.select import Item
from newsroom.provinces import name_of

NOTABLE = 5
LISTED = 30
SUBJECT_LENGTH = 70


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the press an edition could see: sources asked, and those that did not answer, with the reason."""

    asked: int
    unreachable: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """How outlets and times are written for people. `untold` facets are the topic itself and explain nothing."""

    outlets: Mapping[str, str]
    zone: ZoneInfo
    untold: frozenset[str] = frozenset()


def subject(items: Sequence[Item], day: date) -> str:
    """`Điểm báo CĐS 24/8: 17 bài, 12 tin – Hà Tĩnh 6, Nghệ An 5`, at most 70 characters."""
    articles = sum(1 + len(item.others) for item in items)
    line = f"Điểm báo CĐS {day.day}/{day.month}: {articles} bài, {len(items)} tin"
    provinces = Counter(item.lead.province for item in items if item.lead.province)
    joiner = " – "
    for slug, number in provinces.most_common():
        longer = f"{line}{joiner}{name_of(slug)} {number}"
        if len(longer) > SUBJECT_LENGTH:
            break
        line, joiner = longer, ", "
    return line


def compose(items: Sequence[Item], day: date, coverage: Coverage, names: Names) -> str:
    """The edition of `day` as text. An empty one says whether there was no news or nothing could be seen."""
    answered = coverage.asked - len(coverage.unreachable)
    lines = [subject(items, day), "", f"Đã đọc {answered}/{coverage.asked} nguồn."]
    lines += [f"  Không đọc được {names.outlets.get(name, name)}: {why}" for name, why in coverage.unreachable.items()]
    if not items:
        blind = answered == 0
        lines += ["", "Không nguồn nào trả lời: không biết có tin hay không." if blind else "Không có tin mới."]
        return "\n".join(lines)
    lines += ["", "ĐÁNG CHÚ Ý"]
    for item in items[:NOTABLE]:
        lines += ["", *_story(item, names)]
    rest = items[NOTABLE:LISTED]
    if rest:
        lines += ["", "TIN KHÁC"]
        lines += [f"• {item.lead.title} ({_where(item, names)})" for item in rest]
    if len(items) > LISTED:
        lines.append(f"… và {len(items) - LISTED} tin nữa")
    return "\n".join(lines)


def _story(item: Item, names: Names) -> list[str]:
    lead = item.lead
    lines = [f"• {lead.title}", f"  {_where(item, names)}", f"  {lead.url}"]
    if lead.lead:
        lines.append(f"  “{lead.lead}”")
    facets = [facet for facet in lead.facets if facet not in names.untold]
    if facets:
        lines.append(f"  Vì sao: {', '.join(facets[:4])}")
    others = [names.outlets.get(outlet, outlet) for outlet in item.outlets[1:]]
    if others:
        lines.append(f"  Cùng đăng: {', '.join(others)}")
    return lines


def _where(item: Item, names: Names) -> str:
    published = item.lead.published_at
    outlet = names.outlets.get(item.lead.outlet, item.lead.outlet)
    return outlet if published is None else f"{outlet}, {published.astimezone(names.zone):%H:%M %d/%m}"
