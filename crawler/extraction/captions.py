"""Captions parted from paragraphs: by their frame, by what they stand under, by their looks, by what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from crawler.extraction.bylines import byline_names
from crawler.extraction.characters import likeness
from crawler.extraction.class_names import Sort
from crawler.extraction.headlines import same_title
from crawler.extraction.items import Item
from crawler.extraction.phrases import plain

_LONG = 60  # characters of a text that is no label
_LINE = 250  # … of one that can say what a film shows
_CAPTION = 300  # characters of a text that can be a caption because of its looks
# "… Ảnh: VINH ANH / ĐVCC": with a capital or in brackets; "trên màn hình: …" is text.
_CREDITED = re.compile(
    r"(?:(?:^|[\s.(])(?:Ảnh|Hình|Photo|Nguồn ảnh|Đồ h[oọ][aạ]|Infographic|ẢNH|HÌNH|PHOTO)|\(\s*(?:ảnh|hình|nguồn))(?: minh h[oọ][aạ])?\s*:\s*(?:[^.:]|\.(?!\s+\w{3})){1,60}\)?$"
)
_FILM = re.compile(r"\W*(?:video|clip|video clip|phóng sự truyền hình)\s*:\s*\S")
_COUNTER = re.compile(r"\d{1,3}\s*/\s*\d{1,3}")  # "3/12" on its own, above what a picture of a gallery shows
PHOTO_NAME = re.compile(r"[\w\s.()%-]+\.(?:jpe?g|png|gif|webp|bmp|jfif|heic)", re.IGNORECASE)
_CAMERA_NAME = re.compile(
    r"(?:bna|bqbht|img|dsc|dscn?f?|image|photo|untitled|screenshot|z)[_-]?[\w-]*\d[\w-]*", re.IGNORECASE
)
PLACEHOLDER = re.compile(
    r"\[?\s*(?:nhập\s+chú\s+thích(?:\s+ảnh)?|chú\s+thích\s+ảnh|caption|ảnh\s*\d*|hình\s*\d*|image|null|undefined)\s*\]?\.?"
)


@dataclass(slots=True)
class Story:
    """The parts of an article, as far as its own region of the page tells."""

    paragraphs: list[Item] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)  # (address as written, caption)
    authors: list[str] = field(default_factory=list)
    credit: str = ""


def part_captions(items: Sequence[Item], title: str, story: Story) -> Iterator[Item]:
    """Put captions and pictures into the story; yield the texts, and pictures as marks of where they stood."""
    styled = _styles_that_tell(items)
    waiting: list[str] = []  # pictures that no caption has been found for
    just_shown = False
    for at, item in enumerate(items):
        if item.kind != "text":
            waiting += [item.src] if item.src else []
            just_shown = True
            yield item
        elif item.frame or (just_shown and _looks_like_caption(item, styled)) or _names_film(items, at):
            just_shown = False
            if item.frame and at and items[at - 1].frame == item.frame:
                _extend(story, item.text)
            elif usable_caption(item.text, title, waiting):
                _settle(story, waiting, item.text)
        else:
            repeated = at and items[at - 1].frame and story.captions and item.text == story.captions[-1]
            just_shown = False
            _settle(story, waiting, "")
            if not repeated:
                yield item
    _settle(story, waiting, "")


def _settle(story: Story, waiting: list[str], caption: str) -> None:
    """Give the pictures shown since the last text their caption."""
    if caption and caption in story.captions:
        caption = ""  # printed twice by its template
    if caption:
        story.captions.append(caption)
    story.images += [(src, "") for src in waiting[:-1]]
    story.images += [(src, caption) for src in waiting[-1:]]
    waiting.clear()


def _extend(story: Story, text: str) -> None:
    """A caption in several lines is one."""
    if not story.captions or text in story.captions[-1]:
        return
    before = story.captions[-1]
    story.captions[-1] = text if _COUNTER.fullmatch(before) else f"{before} {text}"
    if story.images and story.images[-1][1] == before:
        story.images[-1] = (story.images[-1][0], story.captions[-1])


def _styles_that_tell(items: Sequence[Item]) -> set[str]:
    """The looks that set captions apart: none that most of the text has."""
    texts = [
        item
        for before, item in zip([None, *items], items, strict=False)
        if item.kind == "text"
        and not item.frame
        and len(item.text) >= _LONG
        and (before is None or before.kind != "picture")
    ]
    looks: dict[str, Callable[[Item], bool]] = {
        "italic": lambda item: item.italic,
        "center": lambda item: item.align == "center",
        "named": lambda item: bool(item.sort & Sort.FIGURE),
    }
    telling = {name for name, has in looks.items() if sum(map(has, texts)) <= 0.5 * len(texts)}
    pairs = zip([None, *items], items, strict=False)
    under = [before is not None and before.kind == "picture" for before, item in pairs if _is_small_heading(item)]
    return telling | ({"small heading"} if under and all(under) else set())


def _is_small_heading(item: Item) -> bool:
    return item.tag == "h" and item.made_of[:2] in {"h5", "h6"}


def _looks_like_caption(item: Item, styled: set[str]) -> bool:
    small_heading = "small heading" in styled and _is_small_heading(item)
    if (
        item.tag == "row"
        or (item.tag == "h" and not small_heading)
        or (item.tag == "li" and not item.near)
        or len(item.text) > _CAPTION
        or item.linked > 0.5
    ):
        return False
    if small_heading or _CREDITED.search(item.text):
        return True
    if item.near:
        return len(item.text) <= 200 or item.italic
    if item.bold and not item.italic:  # a heading under a picture
        return False
    if "named" in styled and item.sort & Sort.FIGURE:  # the picture's paragraph and its caption's bear one name
        return True
    return ("italic" in styled and item.italic) or ("center" in styled and item.align == "center")


def _names_film(items: Sequence[Item], at: int) -> bool:
    """Whether a line says what a player shows ("Video: …"). Beside a player any such line does; else only what names nobody."""
    item = items[at]
    if len(item.text) > _LINE or not _FILM.match(plain(item.text)):
        return False
    beside = any(other.kind == "film" for other in items[max(0, at - 1) : at + 2])
    return beside or not byline_names(item.text)


def usable_caption(text: str, title: str, sources: Sequence[str] = ()) -> bool:
    """Whether a text under a picture says something: no repeated title, file name, placeholder or lone point."""
    letters = likeness(text)
    if not letters or same_title(text, title) or PHOTO_NAME.fullmatch(text) or _CAMERA_NAME.fullmatch(text):
        return False
    if PLACEHOLDER.fullmatch(plain(text)):
        return False
    stems = {re.sub(r"[\W_]+", "", source.rpartition("/")[2].partition(".")[0].lower()) for source in sources}
    return letters.replace(" ", "") not in stems
