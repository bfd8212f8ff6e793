"""`diembao sources`: what a person is told before and after a newspaper was looked at."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cli.check_report import WIDTH, print_check, shortened
from cli.sources import slug_of, with_origin
from crawler.catalogue import parse_source, render_source
from crawler.probing.probe_report import ProbeReport, Sample
from crawler.probing.survey import Rung
from newsroom.article import Found
from newsroom.discovery import Way
from newsroom.errors import FailureKind, FixConfiguration
from newsroom.source import Source
from tests.cli.test_errors import assert_one_line, diembao

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
PAPER = Source(id="songmoi", name="Báo Sông Mới", home="https://songmoi.example/", province="ha-tinh")


@pytest.mark.parametrize(
    ("written", "slug"),
    [("ha-tinh", "ha-tinh"), ("Hà Tĩnh", "ha-tinh"), ("ha tinh", "ha-tinh"), ("Hà Giang", "tuyen-quang")],
)
def test_a_province_is_known_by_slug_or_name_with_or_without_accents(written, slug):
    assert slug_of(written) == slug


@pytest.mark.parametrize(
    ("written", "near"),
    [("hatinhh", "ha-tinh (Hà Tĩnh)"), ("Nghệ Ann", "nghe-an (Nghệ An)"), ("xyz", "such as ha-tinh or 'Hà Tĩnh'")],
)
def test_an_unknown_province_is_an_error_with_the_nearest_names(written, near):
    with pytest.raises(FixConfiguration) as caught:
        slug_of(written)
    assert str(caught.value).startswith(f"--province: no province '{written}'; ")
    assert near in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--id", "Sông Mới"], "--id: must be small letters"),
        (["--province", "hatinhh"], "near to it: ha-tinh"),
        (["--id", "songmoi"], "songmoi.toml is there already"),
    ],
)
def test_a_mistake_in_an_option_is_told_before_anything_is_asked(tmp_path, arguments, said):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "songmoi.toml").write_text(render_source(PAPER), encoding="utf-8")
    nobody = "http://127.0.0.1:1/"  # asking it would be told as that
    assert_one_line(diembao(tmp_path, "sources", "add", nobody, *arguments), 2, said)


def test_a_guessed_province_is_marked_and_a_missing_one_asked_for():
    guessed = with_origin(render_source(PAPER), "guessed")
    (line,) = [line for line in guessed.splitlines() if line.startswith("province")]
    assert line == 'province = "ha-tinh"  # A GUESS from the paper\'s name or address: check it'
    missing = with_origin(render_source(replace(PAPER, province="")), "unknown")
    assert '# province = "…"  # NOT FOUND OUT' in missing
    assert "province" not in tomllib.loads(missing)
    for text in (guessed, missing):
        assert parse_source(text, "").home == PAPER.home


def found(path: str) -> Found:
    url = f"{PAPER.home}{path}"
    return Found(url, key=url, source=PAPER.id, found_in=PAPER.home, published_at=NOW - timedelta(hours=2))


def looked_at(
    *rungs: Rung, sample: Sample | None = None, stopped: str = "", advice: tuple[str, ...] = ()
) -> ProbeReport:
    return ProbeReport(PAPER, NOW, None, rungs, None, sample, (), (), advice, PAPER, 3, stopped)


SAMPLE = Sample(
    "https://songmoi.example/" + "mot-dia-chi-rat-dai-" * 8 + "post1.html", "Nhan đề dài " * 12, "Lời dẫn dài " * 20, NOW,
    "Đoạn đầu " * 40, 4, 1200, 1, ("An Bình",), (),
)  # fmt: skip


def test_the_report_fits_a_terminal_and_tells_each_reason_once(capsys):
    gone = "the server answered 404: the page is gone"
    rungs = [
        Rung(f"{PAPER.home}rss/{'chuyen-muc-' * 9}{n}.rss", Way.FEED, status=404, error=FailureKind.GONE, reason=gone)
        for n in range(3)
    ]
    good = Rung("https://tin.songmoi.example/moi.rss", Way.FEED, status=200, items=9, links=(found("bai-1.html"),))
    print_check(looked_at(good, *rungs, sample=SAMPLE, advice=("lists: " + "một lời khuyên dài " * 12,)), HERE)
    out = capsys.readouterr().out.partition("The file as it should be")[0]
    words = [line for line in out.splitlines() if len(line.split()) > 1]
    assert max(map(len, words)) <= WIDTH
    assert out.count(gone) == 1
    assert "tin.songmoi.example/moi.rss" in out


def test_a_newspaper_out_of_reach_is_told_once_and_without_a_file(capsys):
    reason = "https://songmoi.example/robots.txt was not answered (the name of the host is not known)"
    rungs = [
        Rung(f"{PAPER.home}{n}", Way.LISTING, error=FailureKind.ROBOTS_UNREACHABLE, reason=reason) for n in range(3)
    ]
    print_check(looked_at(*rungs, stopped=reason, advice=("see whether this machine is online",)), HERE)
    out = capsys.readouterr().out
    assert " ".join(out.split()) == f"songmoi: {reason} • see whether this machine is online"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://songmoi.example", "/"),
        ("https://songmoi.example/tin?p={page}", "/tin?p={page}"),
        ("https://khac.example/tin", "khac.example/tin"),
    ],
)
def test_an_address_is_shown_without_the_newspapers_own_host(url, shown):
    assert shortened(url, PAPER.home) == shown
