"""The marks in front of a text that say where it appeared: "(Baohatinh.vn) - ", "QTO - ", "Hà Nội (TTXVN 11/5/2024) – "."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_DASH = r"\s*[-–—]+\s*"
_IN_BRACKETS = re.compile(rf"^\(\s*(?P<token>[^()]{{2,40}}?)\s*\){_DASH}")
# "Hà Nội (TTXVN 11/5/2024) – ": the place belongs to the agency's dateline.
_AGENCY = re.compile(
    rf"^[^\W\d_][\w\s.,]{{1,40}}?\s*\(\s*(?P<token>TTXVN|VNA|VNS|VOV|Xinhua|AFP|Reuters)\b[^()]*\){_DASH}"
)
_KIND_OF_PAPER = re.compile(
    r"\b(?:cơ\s+quan|báo|đài|tạp\s+chí|và|phát\s+thanh|truyền\s+hình|ptth|pt-th|điện\s+tử|online|tỉnh|thành\s+phố)\b|[-,&]",
    re.IGNORECASE,
)


def strip_dateline(text: str, datelines: Sequence[str]) -> tuple[str, str]:
    """The text without the datelines in front of it (up to two: "PNO - PNO - "), and the agency one of them named.

    `datelines` are the newspaper's own, with or without brackets. Others are only known by their brackets: a bare
    "VNPT - " may be the beginning of a sentence.
    """
    agency = ""
    for _ in range(2):
        match = next(
            (found for form in (*_own(tuple(datelines)), _AGENCY, _IN_BRACKETS) if (found := form.match(text))), None
        )
        if match is None or (match.re is _IN_BRACKETS and not _is_dateline(match["token"])):
            break
        agency = agency or (match["token"] if match.re is _AGENCY or match[0].lstrip("(").startswith("TTXVN") else "")
        text = text[match.end() :]
    return text, agency


def likely_datelines(names: Iterable[str], hosts: Iterable[str]) -> tuple[str, ...]:
    """What newspapers of these names and hosts put in front of their texts: the name, the host, and initials.

    "Báo Quảng Trị" signs with "QTO" (online) or "BQT" (báo): nine of the eleven bare datelines seen are formed so.
    """
    found: list[str] = []
    for name in names:
        words = _KIND_OF_PAPER.sub(" ", name).split()
        initials = "".join(word[0].upper() for word in words)
        found += [name] if len(name.split()) >= 2 else []
        found += [f"{initials}O", f"B{initials}", f"{initials}ĐT"] if 2 <= len(initials) <= 4 else []
    return (*dict.fromkeys(found), *hosts)


def _is_dateline(token: str) -> bool:
    return (
        len(token.split()) <= 5
        and bool(re.match(r"[A-ZĐÂÊÔƠƯĂÀ-Ý\u1ea0-\u1ef8]|\S+\.\w{2,4}$", token))
        and not token.isdigit()
    )


@lru_cache(maxsize=256)
def _own(datelines: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    forms: list[re.Pattern[str]] = []
    for token in datelines:
        core = token.strip(" -–—()[]:")
        if core:
            flexible = r"\s*".join(map(re.escape, core.split()))
            forms.append(
                re.compile(rf"^[(\[]?\s*{flexible}\s*[)\]]?\s*[-–—:]+\s*|^[(\[]\s*{flexible}\s*[)\]]\s*", re.IGNORECASE)
            )
    return tuple(forms)
