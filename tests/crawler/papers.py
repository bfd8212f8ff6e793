"""Newspapers for tests that need no server."""

from __future__ import annotations

from typing import Any

from newsroom.source import Source

HOME = "https://baothu.vn"


def paper(**more: Any) -> Source:
    told = {"id": "baothu", "name": "Báo Thử", "home": f"{HOME}/", "article_url": r"-post(?P<id>\d+)\.html$"}
    return Source(**(told | more))
