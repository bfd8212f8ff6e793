"""The form of a newspaper's article addresses, concluded from addresses of its articles.

The systems of the provincial press end an article's address in a number, behind a slug: `-538828.html`,
`-post291960.html`, `-a169010.html`, `/202605/slug-f362256/`, `/235275.htm`. Such a form is described by what repeats:
how deep the path is, what stands before the number, what behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

MOST_FORMS = 3  # generations of addresses in use at the same time; four have been seen at one paper, over ten years
FEWEST = 3  # addresses that make a form
SHARE = 0.08  # … and their share: a front page links a few pages of its own with numbers

_Kind = Literal["number", "hash", "month", "slug"]

_FILE = re.compile(r"(?P<base>.+?)(?P<suffix>\.[a-z]{2,5})?")
_MONTHLY = re.compile(r"[^/]+-(?P<number>[0-9a-f]{7})")
_NUMBERED = re.compile(r"(?:(?P<slug>[^/]+)-)?(?P<mark>[a-z]{0,8})(?P<number>\d{4,})")
_HASHED = re.compile(r"[^/]+-(?=[A-Za-z]*\d|[A-Z]*[a-z]+[A-Z])(?P<number>[A-Za-z0-9]{8,10})")
_WORDS = re.compile(r"(?:[^-]+-){3,}[^-]+")
_NO_ARTICLE = frozenset({"tag", "tags", "event", "topic", "cat", "page", "trang", "p", "t", "ptag", "tacgia", "author"})


@dataclass(frozen=True)
class _Form:
    """Addresses that differ in nothing but their words and numbers."""

    kind: _Kind
    folders: tuple[str, ...]  # "" for a word, else a pattern of digits; words in front may be more or fewer
    head: str  # "slug" or nothing before the number
    mark: str  # letters glued to the number
    suffix: str


def infer_article_url(urls: Iterable[str]) -> str:
    """A regular expression for `article_url`, with groups for the numbers; empty if no form repeats.

    The addresses may hold some that are no articles (menus, tags): a form counts when several have it.
    """
    found: dict[_Form, dict[str, tuple[int, int]]] = defaultdict(dict)
    for path in dict.fromkeys(urlsplit(url).path for url in urls):
        if (read := _read(path)) is not None:
            form, words, digits = read
            found[form][path] = words, digits
    total = sum(len(paths) for paths in found.values())
    ranked = sorted(found.items(), key=lambda item: len(item[1]), reverse=True)
    kept = [
        (form, list(paths.values())) for form, paths in ranked if len(paths) >= FEWEST and len(paths) >= SHARE * total
    ]
    if any(form.kind != "slug" for form, _ in kept):  # a form without a number fits a section's page, too
        kept = [(form, measures) for form, measures in kept if form.kind != "slug"]
    written = [_written(form, measures, rank) for rank, (form, measures) in enumerate(kept[:MOST_FORMS])]
    if not written:
        return ""
    return f"^/{written[0]}$" if len(written) == 1 else f"^/(?:{'|'.join(written)})$"


def _read(path: str) -> tuple[_Form, int, int] | None:
    """The form of one path, how many words its folders begin with, and how long its number is."""
    *folders, last = path.strip("/").split("/")
    kinds = [_folder(folder) for folder in folders]
    words = next((number for number, kind in enumerate(kinds) if kind), len(kinds))
    dated = tuple(kinds[words:])
    file = _FILE.fullmatch(last)
    read = _file(file["base"], file["suffix"] or "", dated) if file else None
    return (read[0], words, read[1]) if read else None


def _file(base: str, suffix: str, dated: tuple[str, ...]) -> tuple[_Form, int] | None:
    """The form of the last part of a path, and how long its number is."""
    if r"\d{6}" in dated and _MONTHLY.fullmatch(base):
        return _Form("month", dated, "slug", "", suffix), 7
    if match := _NUMBERED.fullmatch(base):
        head = "slug" if match["slug"] else ""
        form = _Form("number", dated, head, match["mark"], suffix)
        return None if match["mark"] in _NO_ARTICLE else (form, len(match["number"]))
    if match := _HASHED.fullmatch(base):
        return _Form("hash", dated, "slug", "", suffix), len(match["number"])
    return (_Form("slug", dated, "slug", "", suffix), 0) if _WORDS.fullmatch(base) else None


def _folder(name: str) -> str:
    return rf"\d{{{len(name)}}}" if name.isdecimal() and name.isascii() else ""


def _written(form: _Form, measures: list[tuple[int, int]], rank: int) -> str:
    name = "id" if rank == 0 else f"id_{rank + 1}"
    fewest, most = _usual(words for words, _ in measures), max(words for words, _ in measures)
    path = _words(fewest, most, exactly=form.kind == "slug")
    for folder in form.folders:
        monthly = form.kind == "month" and folder == r"\d{6}"
        path += (rf"(?P<{name}_month>\d{{6}})" if monthly else folder or "[^/]+") + "/"
    shortest = _usual(length for _, length in measures)
    number = {
        "number": rf"{form.mark}(?P<{name}>\d{{{max(4, shortest - 1)},}})",
        "hash": rf"(?P<{name}>[A-Za-z0-9]{{8,10}})",
        "month": rf"(?P<{name}>[0-9a-f]{{7}})",
        "slug": "",
    }[form.kind]
    head = "[^/]+-" if form.head and number else "[^/]+" * (not number)
    return path + head + number + (re.escape(form.suffix) or "/?")


def _words(fewest: int, most: int, *, exactly: bool) -> str:
    """Folders of words. Where a number tells articles from pages, one folder more is let in: a section of a section."""
    if most == 0:
        return ""
    most += not exactly
    if fewest == most:
        return "[^/]+/" if most == 1 else rf"(?:[^/]+/){{{most}}}"
    return rf"(?:[^/]+/){{{fewest},{most}}}"


def _usual(measures: Iterable[int]) -> int:
    """The lower quartile: what is below it are pages that look like articles by chance, such as /dat-bao-2026.html."""
    ordered = sorted(measures)
    return ordered[len(ordered) // 4]
