"""Unpacking what came packed, in bounded steps: a bomb ends at the cap, not in memory."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator

import brotli

from newsroom.errors import FailureKind, SkipPage

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, deflate, br, zstd"
_STEP = 64 * 1024
_MOST_LAYERS = 3  # nobody honest packs a page twice; a proxy may do it once more
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_WINDOW = 23  # log2: 8 MiB, what RFC 9659 allows senders; the library would take 128 MiB


def unpack(body: bytes, encodings: str, cap: int, *, cut: bool = False) -> bytes:
    """Undo a Content-Encoding header. What is truncated gives what there is of it.

    More than `cap` bytes raise SkipPage(TOO_LARGE), or end there quietly if `cut`; an encoding we never asked for and
    bytes that are not what the header says raise SkipPage(UNREADABLE).
    """
    layers = [name for part in encodings.split(",") if (name := part.strip().lower()) not in {"", "identity"}]
    if len(layers) > _MOST_LAYERS:
        raise SkipPage(FailureKind.UNREADABLE, f"packed {len(layers)} times over: {', '.join(layers)}")
    for name in reversed(layers):
        if name not in _UNPACKERS:
            raise SkipPage(FailureKind.UNREADABLE, f"packed as {name!r}, which was not asked for")
        body = _bounded(_UNPACKERS[name](body), name, len(body), cap, cut=cut)
    return body


def unpack_file(body: bytes, cap: int) -> bytes:
    """Undo gzip by its first bytes, as sitemaps are often files that are packed themselves. Raises as `unpack` does."""
    return unpack(body, "gzip", cap) if body.startswith(_GZIP_MAGIC) else body


def _bounded(pieces: Iterator[bytes], name: str, packed: int, cap: int, *, cut: bool) -> bytes:
    whole = bytearray()
    try:
        for piece in pieces:
            whole += piece
            if len(whole) > cap:
                break
    except (zlib.error, brotli.error, zstd.ZstdError) as problem:
        if not whole:
            raise SkipPage(FailureKind.UNREADABLE, f"not the {name} its header says ({problem})") from problem
    if packed and not whole:
        raise SkipPage(FailureKind.UNREADABLE, f"{packed:,} bytes of {name} unpack to nothing")
    if len(whole) > cap and not cut:
        reason = f"{packed:,} bytes of {name} unpack to more than {cap:,} bytes"
        raise SkipPage(FailureKind.TOO_LARGE, reason)
    return bytes(whole[:cap])


def _gunzip(body: bytes) -> Iterator[bytes]:
    if not body.startswith(_GZIP_MAGIC):  # the header says packed, the body is not: a common server mistake
        yield body
        return
    while body.startswith(_GZIP_MAGIC):
        member = zlib.decompressobj(wbits=31)
        yield from _inflate(member, body)
        body = member.unused_data


def _undeflate(body: bytes) -> Iterator[bytes]:
    """RFC 9110 means zlib, some servers send bare deflate."""
    try:
        zlib.decompressobj().decompress(body, 1)
    except zlib.error:
        yield from _inflate(zlib.decompressobj(wbits=-15), body)
    else:
        yield from _inflate(zlib.decompressobj(), body)


def _inflate(stream: zlib._Decompress, body: bytes) -> Iterator[bytes]:
    while body and not stream.eof:
        yield stream.decompress(body, _STEP)
        body = stream.unconsumed_tail


def _unbrotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    piece = stream.process(body, output_buffer_limit=_STEP)
    while piece:
        yield piece
        piece = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=_STEP)


def _unzstd(body: bytes) -> Iterator[bytes]:
    stream = zstd.ZstdDecompressor(options={int(zstd.DecompressionParameter.window_log_max): _ZSTD_WINDOW})
    piece = stream.decompress(body, _STEP)
    while piece:
        yield piece
        piece = b"" if stream.eof or stream.needs_input else stream.decompress(b"", _STEP)


_UNPACKERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
