"""A server may ask for patience in two ways, and in many wrong ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.politeness.retry_after import retry_at

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        pytest.param("120", timedelta(minutes=2), id="seconds"),
        pytest.param(" 120 ", timedelta(minutes=2), id="with white space"),
        pytest.param("00000000000120", timedelta(minutes=2), id="with zeros"),
        pytest.param("86401", timedelta(days=1), id="a day and a second is a day"),
        pytest.param("1000000000", timedelta(days=1), id="thirty years are a day"),
        pytest.param("9" * 5000, timedelta(days=1), id="a number too long to be read is a day"),
        pytest.param("Sun, 22 Nov 2026 09:30:00 GMT", timedelta(minutes=90), id="date"),
        pytest.param("Sunday, 22-Nov-26 09:30:00 GMT", timedelta(minutes=90), id="date of RFC 850"),
        pytest.param("Sun, 22 Nov 2026 16:30:00 +0700", timedelta(minutes=90), id="date in another zone"),
        pytest.param("Fri, 22 Nov 2099 09:30:00 GMT", timedelta(days=1), id="a far date is a day"),
    ],
)
def test_the_wait_a_server_asks_for_is_kept_up_to_a_day(header: str, wait: timedelta):
    assert retry_at(header, NOW) == NOW + wait


@pytest.mark.parametrize(
    "header",
    [
        "",
        "0",
        "-5",
        "-1000000000",
        "3.5",
        "soon",
        "²",
        "١٢٠",
        "Sun, 22 Nov 2020 09:30:00 GMT",
        "Sun, 99 Nov 2026",
        "\x00",
    ],
)
def test_what_names_no_time_ahead_is_no_wait(header: str):
    assert retry_at(header, NOW) is None
