"""`desk.yml` <-> the settings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml as pyyaml

from plaindesk.core.model.fields import CHANGEABLE, changeable
from plaindesk.core.model.finding import Finding
from plaindesk.core.model.settings import Calendar, Jobs, Settings
from plaindesk.core.model.settings.base import (
    MOST_YEARS,
    CountryCode,
    DayRange,
    FieldValues,
    Promised,
    QueryText,
    Share,
    Shift,
    SupportLine,
    Week,
    YearCount,
    ZoneName,
)
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.time.moments import parse_day
from plaindesk.core.model.vocabulary import Priority
from plaindesk.text.codecs import field_values
from plaindesk.text.suggest import did_you_mean
from plaindesk.text.yaml import strict_yaml
from plaindesk.text.yaml.records import WRONG, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plaindesk.text.codecs.decoding import Source

FALLBACK_LANGUAGE = "en"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHIFT = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?-(\d{1,2}):(\d{2})(?::(\d{2}))?")
_DAY_SECONDS = 86400


def read(source: Source) -> tuple[Settings | None, tuple[Finding, ...]]:
    """Read the settings; None where the file is no YAML or says no name."""
    reader = Reader(path=source.path, leaves=LEAVES, findings=list(source.findings))
    if source.text is None:
        return None, tuple(reader.findings)
    try:
        node = strict_yaml.compose(source.text) or strict_yaml.compose("{}")
    except strict_yaml.YamlError as error:
        finding = Finding(
            path=source.path,
            code="broken-yaml",
            line=error.line,
            column=error.column,
            message=error.message,
        )
        return None, (*reader.findings, finding)
    settings = reader.record(node, Settings) if node else WRONG
    found = settings if isinstance(settings, Settings) else None
    if node and found and not found.languages:
        reader.tell(_language_place(node), "bad-value", "Name one language at least.")
        found = replace(found, languages=(FALLBACK_LANGUAGE,))
    findings = tuple(reader.findings)
    return replace(found, unread=findings) if found and findings else found, findings


def _language_place(node: pyyaml.Node) -> pyyaml.Node:
    return next((value for key, value in node.value if key.value == "languages"), node)


def _text(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - str or WRONG
    return reader.text(node)


def _flag(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - bool or WRONG
    text = reader.text(node)
    if text in ("true", "false"):
        return text == "true"
    return reader.tell(node, "bad-value", f"'{text}' is neither true nor false.")


def _number(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - int or WRONG
    """Read a whole number; `+1` raises by one, `180d` is a number of days."""
    text = reader.text(node)
    if text is not WRONG and re.fullmatch(r"\+?\d{1,9}d?", text):
        return int(text.strip("+d"))
    return reader.tell(node, "bad-value", f"'{text}' is no whole number.")


def _guarded(parse: Callable[[str], Any], what: str) -> Callable[[Reader, pyyaml.Node], Any]:
    """Read a text by a function that raises ValueError for what it can't take."""

    def leaf(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - the value or WRONG
        text = reader.text(node)
        if text is WRONG:
            return WRONG
        try:
            return parse(text)
        except (ValueError, KeyError, OSError):
            return reader.tell(node, "bad-value", f"'{text}' is no {what}.")

    return leaf


def _share(text: str) -> Share:
    if not re.fullmatch(r"\d{1,4}%", text):
        raise ValueError
    return Share(int(text[:-1]) / 100)


def _days(text: str) -> DayRange:
    first, _, last = text.partition("..")
    days = DayRange((parse_day(first), parse_day(last or first)))
    if days[1] < days[0]:
        raise ValueError
    return days


def _zone(text: str) -> ZoneName:
    ZoneInfo(text)  # raises ZoneInfoNotFoundError, a KeyError, or ValueError
    return ZoneName(text)


def _country(text: str) -> CountryCode:
    if not re.fullmatch("[A-Z]{2}", text):
        raise ValueError
    return CountryCode(text)


def _years(text: str) -> YearCount:
    if not re.fullmatch(r"\d{1,2}", text) or not 1 <= int(text) <= MOST_YEARS:
        raise ValueError
    return YearCount(int(text))


def _promised(text: str) -> Promised:
    if text not in {*Priority, "default"}:
        raise ValueError
    return Promised(text)


def _line(text: str) -> SupportLine:
    if text not in ("1", "2", "3"):
        raise ValueError
    return SupportLine(int(text))


def parse_shift(text: str) -> Shift:
    """Read `22:00-06:00` into seconds after midnight; raises ValueError."""
    found = _SHIFT.fullmatch(text.replace(" ", ""))
    if not found:
        raise ValueError
    numbers = [int(part or 0) for part in found.groups()]
    start, end = (
        hour * 3600 + minute * 60 + second for hour, minute, second in (numbers[:3], numbers[3:])
    )
    wrong_minute = any(number > 59 for number in (*numbers[1:3], *numbers[4:]))  # noqa: PLR2004
    if wrong_minute or start >= _DAY_SECONDS or end > _DAY_SECONDS or start == end:
        raise ValueError
    return Shift((start, end if end > start else end + _DAY_SECONDS))


def _seconds(hour: int, minute: int, second: int) -> int:
    return hour * 3600 + minute * 60 + second


def _week(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - Week or WRONG
    week: dict[int, tuple[Shift, ...]] = {}
    for key, (key_node, value) in reader.pairs(node).items():
        days = _weekdays(key)
        if not days:
            hint = "Days are mon, tue, wed, thu, fri, sat, sun, or a span such as mon-fri."
            reader.tell(key_node, "bad-value", f"'{key}' is no weekday.", hint)
            continue
        shifts = reader.sequence(value, Shift)
        for day in days if shifts is not WRONG else ():
            week[day] = shifts
    return Week(MappingProxyType(week))


def _weekdays(text: str) -> list[int]:
    first, _, last = text.partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        return []
    start, end = DAYS.index(first), DAYS.index(last or first)
    return [day % 7 for day in range(start, (end if end >= start else end + 7) + 1)]


def _calendar(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - Calendar or WRONG
    if isinstance(node, pyyaml.ScalarNode):
        if node.value == "24/7":
            return Calendar(always=True)
        return reader.tell(node, "bad-value", "A calendar is hours in a mapping, or 24/7.")
    calendar = reader.record(node, Calendar)
    if calendar is not WRONG and not _opens(calendar):
        hint = 'Give it hours, such as hours: {mon-fri: ["09:00-17:00"]}.'
        reader.tell(node, "empty-calendar", "This calendar never opens.", hint)
        return WRONG
    return calendar


def _jobs(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - Jobs or WRONG
    """Read the jobs; a list is of the addresses that they commit with."""
    if not isinstance(node, pyyaml.SequenceNode):
        return reader.record(node, Jobs)
    addresses = reader.sequence(node, str)
    return addresses if addresses is WRONG else Jobs(addresses=addresses)


def _opens(calendar: Calendar) -> bool:
    """Tell whether it is ever open: days of their own may be closed by breaks again."""
    if any(calendar.hours.values()) or not calendar.exceptions:
        return any(calendar.hours.values())
    from plaindesk.core.calendar import Hours
    from plaindesk.core.calendar.hours import FIRST

    return any(True for _ in Hours(calendar, "UTC").after(FIRST))


def _field_values(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - mapping or WRONG
    read: dict[str, Any] = {}
    for name, (key_node, value) in reader.pairs(node).items():
        field = changeable(name)
        if field is None:
            reader.tell(
                key_node,
                "bad-value",
                f"'{name}' is no field that can be set.",
                did_you_mean(name, CHANGEABLE),
            )
            continue
        try:
            read[name] = field_values.decode(field, _raw(value))
        except field_values.BadValueError as error:
            reader.tell(value, "bad-value", str(error))
    return MappingProxyType(read)


def _raw(node: pyyaml.Node) -> Any:  # noqa: ANN401 - what YAML can hold
    """Build what a node holds, as `yaml.load` would."""
    if isinstance(node, pyyaml.SequenceNode):
        return [_raw(item) for item in node.value]
    if isinstance(node, pyyaml.MappingNode):
        return {key.value: _raw(value) for key, value in node.value}
    return None if node.value in ("", "null", "~") else node.value


LEAVES: Mapping[Any, Callable[[Reader, pyyaml.Node], Any]] = {
    str: _text,
    QueryText: _text,
    bool: _flag,
    int: _number,
    Duration: _guarded(Duration.parse, "duration, such as 90m, 4h, 1h30m or 2d"),
    Share: _guarded(_share, "share, such as 80%"),
    DayRange: _guarded(_days, "day or span of days, such as 2026-12-24..2026-12-31"),
    date: _guarded(parse_day, "date, such as 2026-12-24"),
    ZoneName: _guarded(_zone, "time zone, such as Europe/Bratislava"),
    Shift: _guarded(parse_shift, "shift, such as 08:00-16:30 or 22:00-06:00"),
    CountryCode: _guarded(_country, "country: two capital letters, such as SK"),
    YearCount: _guarded(_years, f"number of years from 1 to {MOST_YEARS}"),
    Promised: _guarded(_promised, f"priority: {', '.join(Priority)} or default"),
    SupportLine: _guarded(_line, "support line: 1, 2 or 3"),
    Week: _week,
    Calendar: _calendar,
    Jobs: _jobs,
    FieldValues: _field_values,
}
