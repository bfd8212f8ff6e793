"""Pages that answer 200 and are no articles: "not found", maintenance, log-in, challenges, the home page instead."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.extraction.characters import likeness
from newsroom.errors import FailureKind

_NOT_FOUND = re.compile(
    r"\b(?:404|error 404|page not found|not found|khong tim thay|khong ton tai|khong co noi dung|da bi (?:xoa|go)|da duoc go|khong con ton tai"
    r"|khong the truy cap|bai viet (?:nay )?khong|trang (?:nay|ban (?:tim|yeu cau|dang tim|can)).{0,20} khong|da het han|noi dung khong)\b"
)
_CLOSED = re.compile(
    r"\b(?:bao tri|dang nang cap|tam ngung|under maintenance|maintenance|site offline|coming soon|service unavailable|he thong dang ban)\b"
)
_CHALLENGE = re.compile(
    r"\b(?:just a moment|checking your browser|attention required|verify(?:ing)? you are (?:a )?human|security check|access denied|are you a robot"
    r"|ddos|captcha|recaptcha|xac minh (?:ban|rang ban|truy cap)|ban khong phai (?:la )?(?:nguoi may|robot)|enable javascript|bat javascript"
    r"|please wait|unusual traffic|request blocked|forbidden)\b"
)
_LOGIN = re.compile(
    r"\b(?:dang nhap|login|sign in|log in|vui long dang nhap|dang ky thanh vien|doc tiep bang tai khoan)\b"
)


class Refusal(NamedTuple):
    """Whether the article is gone or only not shown now, and what the page is, for people."""

    kind: FailureKind
    what: str


_ABSENT = Refusal(FailureKind.SOFT_404, "a “not found” page")
_FRONT = Refusal(FailureKind.SOFT_404, "the home page instead of an article")
_KINDS = (
    (_CHALLENGE, Refusal(FailureKind.BARRED, "a challenge")),
    (_NOT_FOUND, _ABSENT),
    (_CLOSED, Refusal(FailureKind.BARRED, "a maintenance page")),
    (_LOGIN, Refusal(FailureKind.BARRED, "a log-in page")),
)
_LITTLE = 600  # characters: refusals seen say less, and an article about lost things says more
_LABEL = 80  # characters of a title that a refusal has


def refusal(title: str, text: str, *, url: str, dated: bool) -> Refusal | None:
    """What kind of refusal a page is, if it is one. `text` is all that would be kept, `dated` whether it bears a date of its own."""
    path = urlsplit(url).path.strip("/").lower()
    if path in {"", "index.html", "index.htm", "default.aspx", "home", "trang-chu"} and not urlsplit(url).query:
        return _FRONT
    if path in {"404", "404.html", "error", "error.html", "not-found", "notfound"}:
        return _ABSENT
    if len(text) > _LITTLE:
        return None
    heading, body = likeness(title)[:_LABEL], likeness(text)
    for phrase, said in _KINDS:
        if phrase.search(heading) and (not dated or phrase.fullmatch(heading)):
            return said
        if not dated and len(body) < 400 and phrase.search(body):
            return said
    return None
