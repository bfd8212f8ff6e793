"""The TOML file of one newspaper: read strictly, written with a word on each list.

Every complaint is one line that names the file, the key and what is allowed there.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from typing import Any, cast, get_args

from cssselect import HTMLTranslator, SelectorError

from newsroom.errors import FixConfiguration
from newsroom.provinces import by_slug, find
from newsroom.source import Certainties, Certainty, Source
from newsroom.urls import is_web
from newsroom.vietnamese import nfc

PAGE = "{page}"  # in a listing's address: its number, from 1

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_CERTAINTIES = get_args(Certainty)
_LISTS = tuple(part.name for part in fields(Certainties))
_NEEDED = ("id", "name", "home")

# What each key is for, written above it in a new file.
_COMMENTS = {
    "province": "slug of newsroom/provinces.toml; leave out for a national outlet",
    "aliases": "hosts with the same articles under the same numbers: www., m., amp., old domains",
    "absorbed": "hosts of newspapers merged into this one, with numbers of their own",
    "feeds": "RSS or Atom, asked in this order; others are looked for on the home page",
    "sitemaps": "sitemaps, sitemap indexes and news sitemaps; robots.txt may name more",
    "listings": "section and tag pages or JSON end points; {page} becomes 1, 2, 3 …",
    "article_url": "regular expression for path and query of an article; groups named id… are its identity",
    "datelines": "what the first paragraph may begin with and is cut off",
    "body": "CSS selector of the article body, where the program finds the wrong one",
    "verified": "how sure we are of the lists: seen, inferred or unknown",
    "notes": "what a maintainer has to know",
}


class _NotAllowed(Exception):
    """A value of the wrong kind. The text goes on after the name of the key."""


def parse_source(text: str, file: str) -> Source:
    """The newspaper that `text` (TOML) declares; `file` names it in messages. Raises FixConfiguration."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # TOMLDecodeError, a number of 5,000 digits, 1,000 open brackets
        raise FixConfiguration(f"{file}: not TOML: {problem}") from problem
    unknown = sorted(data.keys() - _READERS.keys())
    if unknown:
        raise FixConfiguration(f"{file}: unknown key {unknown[0]!r}; allowed are {', '.join(_READERS)}")
    missing = [key for key in _NEEDED if key not in data]
    if missing:
        raise FixConfiguration(f"{file}: {missing[0]} is missing; every newspaper needs {', '.join(_NEEDED)}")
    values: dict[str, Any] = {}
    for key, value in data.items():
        try:
            values[key] = _READERS[key](value)
        except _NotAllowed as problem:
            raise FixConfiguration(f"{file}: {key}: {problem}") from problem
    return Source(**values, file=file)


def check_identifier(text: str, where: str) -> None:
    """Raise FixConfiguration, naming `where` it was written, if `text` cannot be a newspaper's id."""
    try:
        _identifier(text)
    except _NotAllowed as problem:
        raise FixConfiguration(f"{where}: {problem}") from None


def render_source(source: Source) -> str:
    """The newspaper as TOML; `parse_source` of it gives an equal Source. Keys with their default are left out,
    except the lists, which a maintainer will want to fill."""
    plain = Source(id="", name="", home="")
    lines: list[str] = []
    for key in _READERS:
        value = getattr(source, key)
        if key not in _NEEDED and key not in _ALWAYS and value == getattr(plain, key):
            continue
        if key in _COMMENTS:
            lines.append(f"# {_COMMENTS[key]}")
        lines.append(f"{key} = {_toml(value)}")
    return "\n".join(lines) + "\n"


_ALWAYS = frozenset({"feeds", "sitemaps", "listings", "article_url", "verified"})


def _toml(value: object) -> str:
    match value:
        case Certainties():
            return "{ " + ", ".join(f'{name} = "{getattr(value, name)}"' for name in _LISTS) + " }"
        case bool():
            return "true" if value else "false"
        case str():
            return _toml_string(value)
        case tuple():
            parts = [_toml_string(part) for part in value]
            return (
                f"[{parts[0]}]"
                if len(parts) == 1
                else "[" + "".join(f"\n  {part}," for part in parts) + "\n" * bool(parts) + "]"
            )
    return repr(value)


def _toml_string(text: str) -> str:
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _NotAllowed(f"must be a text in quotes, not {_shown(value)}")
    return value


def _line(value: object) -> str:
    text = _text(value)
    if not text.strip() or not text.isprintable():
        raise _NotAllowed(f"must be one line of text, not {_shown(value)}")
    return nfc(text)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _NotAllowed(f'must be a list of texts like ["…", "…"], not {_shown(value)}')
    return tuple(_line(part) for part in value)


def _identifier(value: object) -> str:
    if not _ID.fullmatch(_text(value)):
        raise _NotAllowed(f"must be small letters, digits, - and _ (at most 64), not {_shown(value)}")
    return cast("str", value)


def _address(value: object) -> str:
    if not is_web(_text(value)):
        raise _NotAllowed(f"must be an address beginning with http:// or https://, not {_shown(value)}")
    return cast("str", value)


def _addresses(value: object) -> tuple[str, ...]:
    addresses = _texts(value)
    for address in addresses:
        _address(address.replace(PAGE, "1"))
    return addresses


def _fixed_addresses(value: object) -> tuple[str, ...]:
    addresses = _addresses(value)
    if any(PAGE in address for address in addresses):
        raise _NotAllowed(f"{PAGE} is for listings only")
    return addresses


def _hosts(value: object) -> tuple[str, ...]:
    hosts = _texts(value)
    for host in hosts:
        if not is_web(f"https://{host}/") or "/" in host or "?" in host or "#" in host:
            raise _NotAllowed(f"must be hosts like www.example.vn, without https:// and path, not {_shown(host)}")
    return hosts


def _province(value: object) -> str:
    slug = _text(value)
    known = by_slug(slug) if slug else None
    if not slug or (known and known.until is None):
        return slug
    meant = known or find(slug)
    if meant is None:
        raise _NotAllowed(f"{slug!r} is no province; write a slug of newsroom/provinces.toml such as ha-tinh")
    if known:
        raise _NotAllowed(f"{slug!r} is part of {known.successor!r} since 01-07-2025; write {known.successor!r}")
    raise _NotAllowed(f"write {meant.successor!r}, not {slug!r}")


def _pattern(value: object) -> str:
    text = _text(value)
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as problem:
        raise _NotAllowed(f"is no regular expression: {problem}") from problem
    return text


def _selector(value: object) -> str:
    text = _text(value)
    try:
        if text:
            HTMLTranslator().css_to_xpath(text)
    except SelectorError as problem:
        raise _NotAllowed(f"is no CSS selector: {problem}") from problem
    return text


def _language(value: object) -> str:
    if not _LANGUAGE.fullmatch(_text(value)):
        raise _NotAllowed(f'must be a language code like "vi" or "en", not {_shown(value)}')
    return cast("str", value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise _NotAllowed(f"must be true or false, not {_shown(value)}")
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600:
        raise _NotAllowed(f"must be seconds from 0 to 3600, not {_shown(value)}")
    return float(value)


def _pages(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 10_000:
        raise _NotAllowed(f"must be a whole number from 1 to 10000, not {_shown(value)}")
    return value


def _verified(value: object) -> Certainty | Certainties:
    if isinstance(value, dict):
        strange = sorted(value.keys() - set(_LISTS))
        if strange:
            raise _NotAllowed(f"unknown key {strange[0]!r}; allowed are {', '.join(_LISTS)}")
        return Certainties(**{name: _certainty(word) for name, word in value.items()})
    return _certainty(value)


def _certainty(value: object) -> Certainty:
    if value not in _CERTAINTIES:
        raise _NotAllowed(f"must be one of {', '.join(_CERTAINTIES)}, not {_shown(value)}")
    return cast("Certainty", value)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"


# Every key of a file, in the order they are written.
_READERS: dict[str, Callable[[object], object]] = {
    "id": _identifier,
    "name": _line,
    "province": _province,
    "home": _address,
    "language": _language,
    "enabled": _switch,
    "aliases": _hosts,
    "absorbed": _hosts,
    "feeds": _fixed_addresses,
    "sitemaps": _fixed_addresses,
    "listings": _addresses,
    "listing_pages": _pages,
    "article_url": _pattern,
    "datelines": _texts,
    "body": _selector,
    "delay": _seconds,
    "verified": _verified,
    "notes": _text,
}
