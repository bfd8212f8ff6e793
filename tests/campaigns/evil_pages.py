"""Article pages that attack their reader, each by its name, and the honest ones between them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import partial

from tests.campaigns.evil import Outlet, Reply, answer, dripping, endless, reset

CAP = 3 * 1024 * 1024
NEAR = 2_900_000  # bytes: just under the cap
HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
TRUTH = (
    "Huyện số {n} vừa đưa {m} thủ tục hành chính lên môi trường mạng, theo báo cáo chuyển đổi số tháng này.",
    "Tổ công nghệ số cộng đồng của xã thứ {n} đã đến {m} hộ dân để hướng dẫn nộp hồ sơ trực tuyến tại nhà.",
    "Lãnh đạo địa phương số {n} cho biết {m} cán bộ sẽ được tập huấn kỹ năng số trong quý tới.",
)


def words(n: int) -> str:
    return "".join(f"<p>{line.format(n=n, m=n * 17 + 40)}</p>" for line in TRUTH)


def page(n: int, body: str = "", head: str = "", title: str = "") -> bytes:
    """An article about digital transformation, with something in it."""
    title = title or f"Bản tin chuyển đổi số cấp huyện kỳ thứ {n}"
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="2026-11-20T07:{n % 60:02}:00+07:00">{head}</head>'
        f'<body><article><h1>{title}</h1><div class="body">{words(n)}{body}</div></article></body></html>'
    ).encode()


def filled(piece: str, size: int = NEAR) -> str:
    return piece * (size // len(piece.encode()))


def packed_blanks(before: bytes) -> bytes:
    """gzip that unpacks to `before` and 900 MB of blanks. A packed chunk is repeated: a full flush ends each on a byte."""
    packer = zlib.compressobj(9, wbits=31)
    first = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    chunk = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + chunk * 900


def bomb(n: int) -> bytes:
    return answer(packed_blanks(page(n)), more="Content-Encoding: gzip\r\n")


def wrapped(n: int, times: int) -> bytes:
    body = page(n)
    for _ in range(times):
        body = gzip.compress(body, mtime=0)
    return answer(body, more=f"Content-Encoding: {', '.join(['gzip'] * times)}\r\n")


def lying(n: int, off: int) -> bytes:
    body = page(n)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\nContent-Length: {len(body) + off}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def two_lengths(n: int) -> bytes:
    body = page(n)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\nContent-Length: {len(body)}\r\nContent-Length: 7\r\n\r\n"
    return head.encode() + body


def moved(where: str) -> bytes:
    return answer(b"", status="302 Found", more=f"Location: {where}\r\n")


def listed(piece: str) -> Callable[[int], bytes]:
    """A page filled up with one piece of markup."""
    return lambda n: answer(page(n, filled(piece)))


def inside(body: Callable[[], str]) -> Callable[[int], bytes]:
    return lambda n: answer(page(n, body()))


def in_head(head: Callable[[], str]) -> Callable[[int], bytes]:
    return lambda n: answer(page(n, head=head()))


def attributes(count: int) -> str:
    return " ".join(f"a{n}" for n in range(count))


MARKUP: dict[str, Callable[[int], Reply]] = {
    "attributes-1m": inside(lambda: f"<p {attributes(1_000_000)}>x</p>"),
    "attributes-350k": inside(lambda: f"<p {attributes(350_000)}>x</p>"),
    "attributes-hidden": inside(lambda: f'<p x=">" {attributes(350_000)}>x</p>'),
    "attributes-1999-each": inside(lambda: filled(f"<p {attributes(1_999)}>x</p>")),
    "siblings-200k": inside(lambda: "<b></b>" * 200_000),
    "siblings-149k": inside(lambda: "<p>x</p>" * 149_000),
    "formatting-bomb": inside(lambda: "<b><i>x" * 100_000 + "</b></i>" * 100_000),
    "formatting-p": inside(lambda: "<b><p><i>x</b>" * 100_000),
    "entities-2m": inside(lambda: "&amp;" * 2_000_000),
    "entities-near": inside(lambda: f"<p>{filled('&lt;')}</p>"),
    "divs-50k": inside(lambda: "<div>" * 50_000 + "x" + "</div>" * 50_000),
    "divs-900": inside(lambda: "<div>" * 900 + words(7) + "</div>" * 900),
    "tables-nested": inside(lambda: filled("<table><tr><td>x")),
    "list-near": listed("<li>Chuyển đổi số cấp xã, tin vắn trong ngày.\n"),
    "links-near": listed('<a href="/bai/x-1.html">Tin mới về chuyển đổi số</a> '),
    "paragraphs-near": listed("<p>Chuyển đổi số là việc của mọi nhà, mọi xã, mọi huyện trong tỉnh.</p>"),
    "one-text-node": lambda n: answer(page(n, "<p>" + "chuyển đổi số " * 9)[:-30].ljust(CAP, b"a")),
    "words-near": inside(lambda: f"<p>{filled('chuyển đổi số ')}</p>"),
    "blanks-near": inside(lambda: f"<p>a{filled(' ')}b</p>"),
    "breaks-near": inside(lambda: f"<p>{filled('<br>')}</p>"),
    "dashes-near": inside(lambda: f"<p>{filled('- ')}</p>"),
    "dots-near": inside(lambda: f"<p>{filled('a.')}</p>"),
    "digits-near": inside(lambda: f"<p>{filled('20/11/2026 ')}</p>"),
    "lessthan-near": listed("<"),
    "open-tags-near": listed("<a "),
    "comments-near": listed("<!-- -->"),
    "comment-open": inside(lambda: "<!--" + filled("- ")),
    "script-open": inside(lambda: "<script>" + filled("</scrip ")),
    "title-near": lambda n: answer(page(n, title=filled("Chuyển đổi số ", 1_300_000))),
    "metas-near": in_head(lambda: filled('<meta property="article:tag" content="chuyển đổi số">')),
    "metas-distinct": in_head(
        lambda: "".join(f'<meta property="article:tag" content="nhãn {n}">' for n in range(50_000))
    ),
    "links-distinct": inside(lambda: "".join(f'<a href="/bai/x-{n}.html">Tin số {n}</a> ' for n in range(60_000))),
    "images-distinct": inside(lambda: "".join(f'<img src="/{n}.jpg">' for n in range(120_000))),
    "ld-json-deep": in_head(lambda: f'<script type="application/ld+json">{"[" * 200_000}</script>'),
    "ld-json-many": in_head(
        lambda: filled('<script type="application/ld+json">{"@type":"NewsArticle"}</script>', 900_000)
    ),
    "ld-json-wide": in_head(
        lambda: f'<script type="application/ld+json">[{filled(chr(123) + chr(125) + ",")}{{}}]</script>'
    ),
    "combining-near": inside(lambda: f"<p>a{filled(chr(0x301))}</p>"),
    "nul-near": inside(lambda: f"<p>{filled(chr(0))}</p>"),
}

WIRE: dict[str, Callable[[int], Reply]] = {
    "gzip-bomb": bomb,
    "gzip-3-times": partial(wrapped, times=3),
    "gzip-4-times": partial(wrapped, times=4),
    "endless-body": lambda _: endless(HTML, b"<p>x</p>" * 4096),
    "endless-slow": lambda n: endless(HTML, b"x", 0.05, page(n)),
    "drip-body": lambda n: dripping(answer(page(n)), 0.2),
    "drip-head": lambda _: dripping(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500, 0.1),
    "redirect-30": lambda _: moved("/r/1"),
    "redirect-self": lambda _: moved("?"),
    "redirect-file": lambda _: moved("file:///etc/passwd"),
    "redirect-broken": lambda _: moved("http://[::1"),
    "redirect-long": lambda _: moved("/" + "a" * 12_000),
    "header-1mb": lambda n: answer(page(n), more="X-Long: " + "a" * 1_000_000 + "\r\n"),
    "headers-100k": lambda n: answer(page(n), more="".join(f"X-{i}: a\r\n" for i in range(100_000))),
    "http-0.9": page,
    "longer-than-said": partial(lying, off=-200),
    "shorter-than-said": partial(lying, off=5_000),
    "two-lengths": two_lengths,
    "length-negative": lambda n: lying(n, -99_999),
    "204-with-body": lambda n: answer(page(n), status="204 No Content"),
    "bad-chunk": lambda _: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n<html>\r\n",
    "chunk-huge": lambda _: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFF\r\n<html>",
    "reset": lambda _: reset,
    "status-999": lambda n: answer(page(n), status="999 Odd"),
    "status-letters": lambda _: b"HTTP/1.1 abc\r\n\r\n",
    "nothing": lambda _: b"",
}


def feed(paths: list[str], base: str = "") -> bytes:
    items = "".join(f"<item><title>{path}</title><link>{base}{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def page_outlet(name: str, tricks: dict[str, Callable[[int], Reply]], first: int) -> Outlet:
    """A newspaper with an honest article behind each attack."""
    outlet = Outlet(name, feeds=("/feed.xml",))
    paths: list[str] = []
    for n, (trick, reply) in enumerate(tricks.items(), first):
        evil, good = f"/bai/{trick}-{2 * n}.html", f"/bai/that-{2 * n + 1}.html"
        outlet.routes[evil] = partial(reply, 2 * n)
        outlet.routes[good] = partial(_honest, 2 * n + 1)
        paths += [evil, good]
    outlet.routes["/feed.xml"] = lambda: answer(feed(paths, outlet.base), RSS)
    outlet.routes |= {f"/r/{hop}": partial(moved, f"/r/{hop + 1}") for hop in range(1, 30)}
    outlet.routes["/r/30"] = partial(_honest, 2)
    return outlet


def _honest(n: int) -> bytes:
    return answer(page(n))
