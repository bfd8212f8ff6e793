"""Packed bodies are unpacked in bounded steps."""

from __future__ import annotations

import gzip
import random
import sys
import zlib

import brotli
import pytest

from crawler.politeness.unpack import unpack, unpack_file
from newsroom.errors import FailureKind, SkipPage

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = ("Người dân nộp hồ sơ trực tuyến ngay tại nhà văn hóa thôn. " * 50).encode()
MIB = 1024 * 1024


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("encodings", "packed"),
    [
        pytest.param("gzip", gzip.compress(TEXT), id="gzip"),
        pytest.param("x-gzip", gzip.compress(TEXT), id="x-gzip"),
        pytest.param("GZIP", gzip.compress(TEXT), id="in capitals"),
        pytest.param("gzip", gzip.compress(TEXT[:500]) + gzip.compress(TEXT[500:]), id="gzip in two members"),
        pytest.param("gzip", gzip.compress(TEXT) + b"\0\0rubbish", id="gzip with something behind"),
        pytest.param("deflate", zlib.compress(TEXT), id="deflate"),
        pytest.param("deflate", bare_deflate(TEXT), id="deflate without zlib's frame"),
        pytest.param("br", brotli.compress(TEXT), id="brotli"),
        pytest.param("zstd", zstd.compress(TEXT), id="zstd"),
        pytest.param("gzip, br", brotli.compress(gzip.compress(TEXT)), id="one over the other"),
        pytest.param("", TEXT, id="not packed"),
        pytest.param("identity", TEXT, id="said to be not packed"),
        pytest.param("gzip", TEXT, id="not packed although the header says so"),
    ],
)
def test_a_packed_body_is_unpacked(encodings: str, packed: bytes):
    assert unpack(packed, encodings, MIB) == TEXT


@pytest.mark.parametrize(
    ("encodings", "packed"),
    [
        pytest.param("gzip", gzip.compress(bytes(20 * MIB)), id="gzip"),
        pytest.param("deflate", zlib.compress(bytes(20 * MIB)), id="deflate"),
        pytest.param("br", brotli.compress(bytes(20 * MIB)), id="brotli"),
        pytest.param("zstd", zstd.compress(bytes(20 * MIB)), id="zstd"),
        pytest.param("gzip, gzip", gzip.compress(gzip.compress(bytes(20 * MIB))), id="twice"),
    ],
)
def test_a_bomb_ends_at_the_cap(encodings: str, packed: bytes):
    with pytest.raises(SkipPage) as caught:
        unpack(packed, encodings, MIB)
    assert caught.value.kind is FailureKind.TOO_LARGE
    assert unpack(packed, encodings, MIB, cut=True) in {bytes(MIB), gzip.compress(bytes(20 * MIB))[:MIB]}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_cut_short_gives_what_there_is_of_it(encoding: str):
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}[encoding]
    noise = random.Random(7).randbytes(200_000)
    whole = unpack(pack(noise), encoding, MIB)
    part = unpack(pack(noise)[:-2000], encoding, MIB)
    assert whole == noise
    assert noise.startswith(part)
    assert part


@pytest.mark.parametrize(
    ("encodings", "body"),
    [
        pytest.param("deflate", b"<html>", id="no deflate"),
        pytest.param("br", b"<html>", id="no brotli"),
        pytest.param("zstd", b"<html>", id="no zstd"),
        pytest.param("gzip", b"\x1f\x8b\x08rubbish", id="the first bytes of gzip, then rubbish"),
        pytest.param("br", b"abc", id="nothing comes out"),
        pytest.param("lzma", TEXT, id="an encoding nobody asked for"),
        pytest.param("gzip,gzip,gzip,gzip", TEXT, id="four times over"),
    ],
)
def test_what_cannot_be_unpacked_is_unreadable(encodings: str, body: bytes):
    with pytest.raises(SkipPage) as caught:
        unpack(body, encodings, MIB)
    assert caught.value.kind is FailureKind.UNREADABLE


def test_a_file_is_known_as_packed_by_its_first_bytes():
    assert unpack_file(gzip.compress(TEXT), MIB) == TEXT
    assert unpack_file(TEXT, MIB) == TEXT
