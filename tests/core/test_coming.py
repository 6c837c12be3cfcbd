"""Moments to come, as people say them."""

from __future__ import annotations

import pytest

from plaindesk.core.model.time.future_moment import parse_coming
from plaindesk.core.model.time.moments import format_instant, parse_instant

NOW = parse_instant("2026-11-21T12:00:00Z")  # a Saturday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tomorrow", "2026-11-22T08:00:00Z"),
        ("Tomorrow at 7:30", "2026-11-22T06:30:00Z"),
        ("today 18:00", "2026-11-21T17:00:00Z"),
        ("monday", "2026-11-23T08:00:00Z"),
        ("mon 14:00", "2026-11-23T13:00:00Z"),
        ("saturday", "2026-11-28T08:00:00Z"),
        ("3d", "2026-11-24T12:00:00Z"),
        ("in 2h", "2026-11-21T14:00:00Z"),
        ("90m", "2026-11-21T13:30:00Z"),
        ("1w", "2026-11-28T12:00:00Z"),
        ("2026-11-30", "2026-11-29T23:00:00Z"),
        ("2026-11-30 09:00", "2026-11-30T08:00:00Z"),
        ("2026-11-30T09:00", "2026-11-30T08:00:00Z"),
        ("2026-11-30T09:00Z", "2026-11-30T09:00:00Z"),
    ],
)
def test_a_moment_is_read_as_people_say_it(said: str, meant: str) -> None:
    assert format_instant(parse_coming(said, NOW, "Europe/Bratislava")) == meant


def test_days_are_those_of_the_calendar_where_clocks_change() -> None:
    before = parse_instant("2026-10-24T10:00:00Z")  # noon; the night has 25 hours of day
    assert format_instant(parse_coming("1d", before, "Europe/Bratislava")) == "2026-10-25T11:00:00Z"


@pytest.mark.parametrize(
    "said", ["", "later", "mo", "tomorrow 25:00", "9999w", "3", "m", "monday x"]
)
def test_anything_else_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_coming(said, NOW, "Europe/Bratislava")
