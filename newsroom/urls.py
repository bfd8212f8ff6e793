"""Addresses of articles: which are worth asking for, which to show, and which of them are one article.

A newspaper gives one article many addresses: http and https, www., m. and amp. hosts, the domain of before a merger,
an AMP and a print form, a slug that an editor corrected, and whatever trackers the sharing left on it.
`canonical_key` is what stays the same through all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from ipaddress import IPv6Address
from typing import NamedTuple
from urllib.parse import unquote_plus, urlsplit

from w3lib.url import canonicalize_url, safe_url_string

from newsroom.source import Source

LONGEST = 2048  # bytes, percent-encoded: the limit of the sitemap protocol, and below what a database index can hold

_DEFAULT_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_ENCODED = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z|~]")  # what becomes %XX, three characters for each byte
_HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
)
_COPY_HOST = re.compile(r"^(?:(?:www\d?|m|mobile|wap|amp)\.)+(?=[^.]+\.)")
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*", re.IGNORECASE)
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_PATH_END = re.compile(r"(?:/(?:index\.html?|amp)?)+$", re.IGNORECASE)
_AMP_FILE = re.compile(r"\.amp$", re.IGNORECASE)

# Parameters that say who shared a link, where and in which session, never which article it is. gidzl and zarsrc are
# Zalo's, the most common ones on Vietnamese addresses.
_TRACKERS = re.compile(
    r"""
      gidzl | zarsrc | zalo_(?:source|campaign)
    | fbclid | fb_(?:ref|source|action_ids|action_types) | fb_comment_?id
    | utm(?:_.*)? | mtm_.* | hsa_.* | pk_(?:campaign|kwd|source|medium) | at_(?:medium|campaign) | wt_?mc
    | [dgy]clid | ysclid | gclsrc | [gw]braid | msclkid | twclid | ttclid | igshid | igsh | li_fat_id | epik | srsltid
    | _g[al] | _gac | mc_[ce]id | mkt_tok | _hsenc | _hsmi | hsctatracking | vero_id | oly_(?:anon|enc)_id
    | s_cid | cmpid | icid | spm | __twitter_impression | __cf_chl.*
    | ref | ref_(?:src|url) | referr?er
    | phpsessid | jsessionid | aspsessionid.* | session_?id | sid | cfid | cftoken
    """,
    re.VERBOSE,
)
_AMP_PARAMETERS = frozenset({"amp", "outputtype", "amp_js_v", "usqp"})


class _Address(NamedTuple):
    scheme: str
    host: str  # ASCII, lower case, without a last dot; IPv6 in brackets
    port: int | None  # None: the scheme's own
    path: str
    query: str

    @property
    def authority(self) -> str:
        return self.host if self.port is None else f"{self.host}:{self.port}"


def is_web(url: str) -> bool:
    """Whether this is an absolute http(s) address with a plain host that can be asked for, shown and stored.

    Refused: other schemes, no host, user names and passwords, control characters, outer white space, backslashes, lone
    surrogates, and addresses longer than `LONGEST`. Whether the host may be reached is another question (the crawler's guard).
    """
    return _read(url) is not None


def origin(url: str) -> str:
    """`scheme://host[:port]` of an address, without the scheme's default port; empty for what is no web address."""
    address = _read(url.strip())
    return f"{address.scheme}://{address.authority}" if address else ""


def clean(url: str) -> str:
    """The address to show people and to ask for: same page, without fragment, trackers, session and default port.

    Host in ASCII (IDNA) and lower case, percent-encoding normalised, dot segments resolved; scheme, www., order of
    parameters and everything else stay. What is no web address comes back stripped of outer white space.
    """
    text = url.strip()
    address = _read(text)
    if address is None:
        return text
    page = canonicalize_url(f"{address.scheme}://{address.authority}{address.path}")
    query = "&".join(_telling_parameters(address.query))
    if not query:
        return page
    safe = safe_url_string(f"{page}?{query}").partition("?")[2]
    return f"{page}?{_PERCENT.sub(lambda code: code[0].upper(), safe)}"


def belongs(url: str, source: Source) -> bool:
    """Whether an address is on one of the newspaper's hosts (www., m. and amp. forms included) and its port."""
    address = _read(url.strip())
    return address is not None and _newspaper_host(address, source) is not None


def is_article(url: str, source: Source) -> bool:
    """Whether an address is on the newspaper's hosts and has the form of its articles (any form, if none is given)."""
    address = _read(url.strip())
    if address is None or _newspaper_host(address, source) is None:
        return False
    return not source.article_url or _match(address, source) is not None


def canonical_key(url: str, source: Source) -> str:
    """The identity of an article address for one newspaper: addresses of one article give one key.

    Two shapes, both without a scheme, so that a key given again is returned as it is:

    - `baohatinh.vn#id=291960` when `article_url` matches and has groups whose names begin with `id`: the newspaper's
      home host and every such group that took part. The group's name keeps two numberings apart.
    - `baohatinh.vn/path?query` otherwise: home host, path without `/index.html`, `/amp` and last slash, parameters
      sorted, without trackers.

    A host in `absorbed` keeps its own name, as its numbers are its own. Never raises: what is no web address comes back
    stripped of outer white space.
    """
    text = url.strip()
    address = _read(text)
    if address is None:
        return text
    host = _newspaper_host(address, source)
    match = _match(address, source) if host is not None and source.article_url else None
    identity = _identity(match) if match else ""
    host = host or _without_copy_prefix(address)
    if identity:
        return f"{host}#{identity}"
    path, query = _canonical_path(address)
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def page_key(url: str, sources: Iterable[Source]) -> str:
    """The identity of an address of any newspaper: as `canonical_key` for one of `sources`, by host and path for others.

    Empty for a home page and for what is no web address: neither says which article it is.
    """
    address = _read(url.strip())
    if address is None or not "".join(_canonical_path(address)).strip("/"):
        return ""
    owner = next((source for source in sources if _newspaper_host(address, source) is not None), None)
    return canonical_key(url, owner or Source(id="", name="", home=f"{address.scheme}://{address.authority}/"))


def _read(url: str) -> _Address | None:
    if len(url) > LONGEST or _FORBIDDEN.search(url.replace(" ", "")) or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
        scheme, port = parts.scheme.lower(), parts.port
        host = _ascii_host(parts.hostname or "")
    except ValueError:  # a bracket that is not closed, a port that is no number, a label IDNA refuses
        return None
    if scheme not in _DEFAULT_PORTS or not host or "@" in parts.netloc or port == 0:
        return None
    if len(url) + sum(2 + 3 * (len(letter.encode()) - 1) for letter in _ENCODED.findall(url)) > LONGEST:
        return None
    path = _SESSION_IN_PATH.sub("", parts.path).replace(" ", "%20")
    query = parts.query.replace(" ", "%20")
    return _Address(scheme, host, None if port == _DEFAULT_PORTS[scheme] else port, path, query)


def _ascii_host(host: str) -> str:
    """The host as it is asked for, or empty if it is none. Raises UnicodeError, which is a ValueError."""
    if ":" in host:
        return f"[{IPv6Address(host).compressed}]"
    name = host.rstrip(".")
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    name = name.lower()
    return name if _HOST.fullmatch(name) else ""


def _telling_parameters(query: str) -> Iterator[str]:
    """The parameters that may say which page this is, in their order."""
    for parameter in query.split("&"):
        name = unquote_plus(parameter.partition("=")[0]).casefold()
        if parameter and not _TRACKERS.fullmatch(name):
            yield parameter


def _without_copy_prefix(address: _Address) -> str:
    return _COPY_HOST.sub("", address.authority)


def _newspaper_host(address: _Address, source: Source) -> str | None:
    """The host that stands for the newspaper in keys, or None if the address is not the newspaper's."""
    return _hosts_of(source).get((_COPY_HOST.sub("", address.host), address.port))


@lru_cache(maxsize=4096)
def _hosts_of(source: Source) -> Mapping[tuple[str, int | None], str]:
    """(host without copy prefix, port) → host in keys. A host named without a port is meant at the home page's port too."""
    home = _read(source.home)
    if home is None:
        return {}
    hosts: dict[tuple[str, int | None], str] = {}
    for name, canonical in (
        *((host, "") for host in source.absorbed),
        *((host, _without_copy_prefix(home)) for host in source.aliases),
    ):
        address = _read(f"{home.scheme}://{name}")
        if address is None:
            continue
        ports = {address.port} if address.port else {None, home.port}
        bare = _COPY_HOST.sub("", address.host)
        hosts.update({(bare, port): canonical or bare for port in ports})
    hosts[_COPY_HOST.sub("", home.host), home.port] = _without_copy_prefix(home)
    return hosts


def _canonical_path(address: _Address) -> tuple[str, str]:
    """Path and query of a page, the same for its AMP form."""
    telling = "&".join(
        parameter
        for parameter in _telling_parameters(address.query)
        if unquote_plus(parameter.partition("=")[0]).casefold() not in _AMP_PARAMETERS
    )
    normal = canonicalize_url(f"http://h{re.sub('/{2,}', '/', address.path)}?{telling}")
    path, _, query = normal.removeprefix("http://h").partition("?")
    path = _AMP_FILE.sub(".html", _PATH_END.sub("", re.sub("/{2,}", "/", path)))
    return path, query


def _match(address: _Address, source: Source) -> re.Match[str] | None:
    """Where the article pattern fits: the canonical path, with its query first, then the path as it came."""
    path, query = _canonical_path(address)
    forms = [f"{path}?{query}", path, f"{path}/"] if query else [path, f"{path}/"]
    if address.path not in forms:
        forms.append(address.path)
    matches = (source.article_pattern.search(form) for form in forms)
    return next((match for match in matches if match), None)


def _identity(match: re.Match[str]) -> str:
    return "&".join(f"{name}={text}" for name, text in match.groupdict().items() if name.startswith("id") and text)
