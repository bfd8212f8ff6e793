"""Invented editions: people, places and newspapers do not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from digest.edition import Coverage, Edition, Figures, Group, Line, Silent

UNTIL = datetime(2026, 8, 24, 0, 0, tzinfo=UTC)  # 07:00 in Hà Nội
DAY = timedelta(days=1)
FACETS = ("chính quyền số", "kinh tế số", "xã hội số", "khác")
BLIND = Coverage(
    2, (Silent("Báo Sông Lam", UNTIL - 2 * DAY, "máy chủ không trả lời"), Silent("Báo Núi Hồng", None, ""))
)


def a_line(number: int = 1, **more) -> Line:
    base = {
        "story_id": number,
        "article_id": number,
        "title": f"Xã Yên Hợp mở lớp học số thứ {number} cho người cao tuổi",
        "url": f"https://songlam.example/chuyen-doi-so/xa-yen-hop-mo-lop-hoc-so-cho-nguoi-cao-tuoi-{number}.html",
        "outlet": "songlam",
        "outlet_name": "Báo Sông Lam",
        "published_at": UNTIL - timedelta(hours=2, minutes=20),
        "quote": "Lớp học mở ba buổi một tuần ngay tại nhà văn hóa thôn. Người học nhiều tuổi nhất năm nay tám mươi hai.",
        "why": ("chuyển đổi số", "kỹ năng số"),
        "facet": "xã hội số",
        "province": "nghe-an",
        "others": ("Báo Núi Hồng", "Báo Bến Ninh Kiều"),
        "articles": 3,
    }
    return Line(**{**base, **more})


def an_edition(stories: int = 9, **more) -> Edition:
    """Five notable stories, the others in groups, one of each change."""
    rest = [a_line(n, facet=FACETS[n % len(FACETS)]) for n in range(6, stories + 1)]
    groups = [Group(facet, tuple(line for line in rest if line.facet == facet)) for facet in FACETS]
    base = {
        "digest": "phòng truyền thông",
        "title": "Điểm báo CĐS",
        "day": date(2026, 8, 24),
        "since": UNTIL - DAY,
        "until": UNTIL,
        "figures": Figures(stories + 5, stories, 3, 9.5),
        "coverage": Coverage(
            28, (Silent("Báo Vịnh Bái Tử", UNTIL - timedelta(hours=16, minutes=55), "hết giờ chờ"),), ("Báo Sông Lam",)
        ),
        "query": "tinh:ha-tinh OR tinh:nghe-an",
        "by_province": (("Hà Tĩnh", 6), ("Nghệ An", 5)),
        "notable": tuple(a_line(n) for n in range(1, min(5, stories) + 1)),
        "groups": tuple(group for group in groups if group.lines),
        "late": (a_line(901, mark="late", published_at=UNTIL - DAY),),
        "revised": (a_line(902, mark="revised", note="Tiêu đề đổi “40 tấn” thành “400 tấn”."),),
        "withdrawn": (a_line(903, mark="withdrawn"),),
    }
    return Edition(**{**base, **more})


def an_empty_edition(coverage: Coverage, **more) -> Edition:
    nothing = {"by_province": (), "notable": (), "groups": (), "late": (), "revised": (), "withdrawn": ()}
    return an_edition(0, figures=Figures(0, 0, 0, 9.5), coverage=coverage, **{**nothing, **more})
