"""Instants and spans of time, as files and people write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.strategies import INSTANTS

from plaindesk.channels.import_map import ImportMap, moment_of
from plaindesk.channels.rows import Refused
from plaindesk.core.model.settings.base import ZoneName
from plaindesk.core.model.time.duration import Duration, format_seconds
from plaindesk.core.model.time.future_moment import parse_coming
from plaindesk.core.model.time.moments import (
    format_instant,
    parse_day,
    parse_instant,
    parse_moment,
    stamp,
)
from plaindesk.core.query.time_spans import bounds, span

NINE = datetime(2026, 11, 21, 9, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T09:04:12Z",
        "2026-11-21t09:04:12z",
        "2026-11-21 09:04:12 Z",
        "2026-11-21T10:04:12+01:00",
        "2026-11-21T10:04:12.999+0100",
        "2026-11-20T23:34:12-09:30",
        "2026-11-21T14:49:12+05:45",
    ],
)
def test_an_instant_with_its_offset_is_read(text: str) -> None:
    assert parse_instant(text) == NINE


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T09:04:12", "2026-11-21", "09:04", "2026-11-31T09:00:00Z", "yesterday", "",
        "2026-11-21T24:30:00Z", "2026-11-21T09:04:12 CET", "2026-11-21T09:04:60Z",
        "2026-11-21T09:04:12Z ", "2026-11-21T09:04:12+25:00", "٢٠٢٦-11-21T09:04:12Z",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2999-01-01T00:00:00Z",
    ],
)  # fmt: skip
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_instant(text)


@given(INSTANTS)
def test_an_instant_reads_as_it_was_written(moment: datetime) -> None:
    assert parse_instant(format_instant(moment)) == moment
    assert stamp(moment) == format_instant(moment).replace("-", "").replace(":", "")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("45s", Duration(seconds=45)),
        ("90m", Duration(seconds=5400)),
        ("4h", Duration(seconds=14400)),
        ("1h30m", Duration(seconds=5400)),
        ("1h0m5s", Duration(seconds=3605)),
        ("2d", Duration(days=2)),
        ("0d", Duration()),
    ],
)
def test_a_duration_is_read(text: str, meant: Duration) -> None:
    assert Duration.parse(text) == meant


@pytest.mark.parametrize("text", ["", "4", "h", "4 h", "30m1h", "1d4h", "-4h", "1.5h", "2w", "4H"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^'.*' is no duration$"):
        Duration.parse(text)


@given(st.integers(0, 10**9))
def test_a_duration_reads_as_it_was_written(seconds: int) -> None:
    assert Duration.parse(format_seconds(seconds)) == Duration(seconds=seconds)
    assert Duration.parse(str(Duration(days=seconds + 1))) == Duration(days=seconds + 1)


def test_a_day_is_a_day_of_the_calendar() -> None:
    assert parse_day("2028-02-29") == date(2028, 2, 29)
    for text in ("2027-02-29", "2026-1-1", "2026-11", "20261121", "", "2026-11-21T00:00"):
        with pytest.raises(ValueError, match=r"."):
            parse_day(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("3d", 259200), ("1h30m", 5400), ("2w", 1209600), ("1d1d", 172800)],
)
def test_a_span_of_a_query_is_clock_time(text: str, seconds: int) -> None:
    assert span(text) == seconds


@pytest.mark.parametrize("text", ["", "3", "d", "3 d", "-3d", "3y", "9999999999d"])
def test_what_is_no_span_is_none(text: str) -> None:
    assert span(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("2026-12", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("2026-11-21", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"),
        ("2028-02-29", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"),
        ("2026-10..2026-11", "2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z"),
        ("2026-10..2026-11-05", "2026-10-01T00:00:00Z", "2026-11-06T00:00:00Z"),
        ("2025..2026", "2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    ],
)
def test_days_of_a_query_have_bounds(text: str, start: str, end: str) -> None:
    assert bounds(text) == (parse_instant(start), parse_instant(end))


@pytest.mark.parametrize(
    "text",
    ["", "..", "2026-13", "2026-11-31", "2026-12..2026-11", "2026..", "..2026", "9999", "0000"],
)
def test_what_has_no_bounds_is_none(text: str) -> None:
    assert bounds(text) is None


@pytest.mark.parametrize(
    ("text", "zone", "instant"),
    [
        ("2026-03-29T01:59", "Europe/Bratislava", "2026-03-29T00:59:00Z"),
        ("2026-03-29T02:00", "Europe/Bratislava", "2026-03-29T01:00:00Z"),
        ("2026-03-29T02:30", "Europe/Bratislava", "2026-03-29T01:30:00Z"),
        ("2026-03-29T03:15", "Europe/Bratislava", "2026-03-29T01:15:00Z"),
        ("2026-10-25T02:30", "Europe/Bratislava", "2026-10-25T00:30:00Z"),
        ("2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00Z"),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00Z"),
        ("2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00Z"),
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-30T22:00:00Z"),
        ("2026-03-29T02:30+01:00", "Europe/Bratislava", "2026-03-29T01:30:00Z"),
    ],
)
def test_a_typed_time_that_clocks_skip_is_read_by_the_offset_before(
    text: str, zone: str, instant: str
) -> None:
    """RFC 5545, 3.3.5: wherever somebody types it."""
    meant = parse_instant(instant)
    plan = ImportMap(timezone=ZoneName(zone), fields={})
    assert parse_moment(text, zone) == meant
    assert moment_of(text, plan) == meant
    assert parse_coming(text, meant, zone) == meant
    if len(text) == len("2026-03-29T02:30"):
        start, end = f"{text}:00".split("T")
        assert moment_of(f"{start} {end}", replace(plan, dates=("%Y-%m-%d %H:%M:%S",))) == meant


def test_a_day_later_by_the_calendar_may_be_a_time_that_clocks_skip() -> None:
    before = parse_instant("2026-03-28T01:30:00Z")
    after = parse_instant("2026-03-29T01:30:00Z")
    assert parse_coming("1d", before, "Europe/Bratislava") == after
    assert parse_coming("tomorrow 2:30", before, "Europe/Bratislava") == after


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    for zone in ("Asia/Tokyo", "America/New_York"):
        with pytest.raises(ValueError, match=r"."):
            parse_moment(text, zone)
        with pytest.raises(Refused):
            moment_of(text, ImportMap(timezone=ZoneName(zone), fields={}))
