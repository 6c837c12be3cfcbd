"""`desk.yml`: what it means, and what is wrong with it, by line and column."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from plaindesk.core.checks import check_settings
from plaindesk.core.model.settings import Calendar, Policy, Settings, Targets
from plaindesk.core.model.settings.base import Shift, Week, ZoneName
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.vocabulary import Priority, Status, Target
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.settings.desk_yml import read
from plaindesk.text.settings.help import json_schema
from plaindesk.text.yaml import strict_yaml
from plaindesk.text.yaml.records import fields_of

ROOT = Path(__file__).parents[2]


def settings(text: str) -> Settings:
    """Read settings that must be sound."""
    found, findings = read(decode("desk.yml", text.encode()))
    assert findings == ()
    assert found is not None
    return found


def told(text: str) -> str:
    """Write what is wrong, one finding a line, its hint indented under it."""
    _, findings = read(decode("desk.yml", text.encode()))
    return "\n".join(
        f"{f.line}:{f.column}: {f.code}: {f.message}" + (f"\n    {f.hint}" if f.hint else "")
        for f in findings
    )


def test_a_name_is_enough() -> None:
    found = settings("name: Help\n")
    assert found == Settings(name="Help")
    assert (found.default_language, found.timezone, list(found.calendars)) == (
        "en",
        "UTC",
        ["office", "always"],
    )


def test_values_are_what_was_typed() -> None:
    found = settings("""\
name: 'no'
languages: [no, sk]
timezone: Europe/Bratislava
agents:
  "007":
    name: 0123
    email: Bond@Example.com
    line: 3
    away: [2026-12-24, "2026-12-27..2026-12-31"]
organisations: {acme: {domains: [ACME.example]}}
views: {mine: "assignee:@me"}
""")
    assert (found.name, found.languages) == ("no", ("no", "sk"))
    assert found.agents["007"].name == "0123"
    assert found.agents["007"].away == (
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 27), date(2026, 12, 31)),
    )
    assert found.agent_of("bond@example.COM") == "007"
    assert found.organisation_of("Jana@acme.example") == "acme"
    assert found.organisation_of("jana@sub.acme.example") is None


def test_calendars_hold_shifts_by_weekday() -> None:
    found = settings("""\
name: x
calendars:
  office:
    timezone: Asia/Tehran
    hours:
      sat-wed: ["08:00-12:00", "12:30-16:30"]
      thu: [8:00-13:00:30]
    breaks: {2026-12-23: ["12:00-24:00"]}
    exceptions: {2026-12-19: ["10:00-14:00"], 2026-12-20: []}
    holidays: [2026-12-24]
  nights: {hours: {mon-sun: ["22:00-06:00"]}}
  always: 24/7
""")
    hour = 3600
    day = (Shift((8 * hour, 12 * hour)), Shift((12 * hour + 1800, 16 * hour + 1800)))
    assert found.calendars["office"] == Calendar(
        timezone=ZoneName("Asia/Tehran"),
        hours=Week({5: day, 6: day, 0: day, 1: day, 2: day, 3: (Shift((8 * hour, 46830)),)}),
        breaks={date(2026, 12, 23): (Shift((12 * hour, 24 * hour)),)},
        exceptions={date(2026, 12, 19): (Shift((10 * hour, 14 * hour)),), date(2026, 12, 20): ()},
        holidays=(date(2026, 12, 24),),
    )
    assert found.calendars["nights"].hours[6] == (Shift((22 * hour, 30 * hour)),)
    assert found.calendars["always"].always


def test_targets_of_a_priority_fall_back_one_by_one() -> None:
    found = settings("""\
name: x
sla:
  - name: gold
    targets:
      P1: {first_response: 15m, resolution: 1h30m}
      default: {first_response: 1h, update: 2d}
    escalate: [{at: 80%, of: resolution}, {after: 90s, of: update, do: {line: +1}}]
""")
    policy: Policy = found.sla[0]
    assert policy.targets_of(Priority.P1) == Targets(
        first_response=Duration(seconds=900),
        update=Duration(days=2),
        resolution=Duration(seconds=5400),
    )
    assert policy.targets_of(None).of(Target.RESOLUTION) is None
    assert [rule.at for rule in policy.escalate] == [0.8, None]
    assert policy.escalate[1].do.line == 1
    assert policy.pause_in == (Status.PENDING, Status.ON_HOLD)


WRONG = {
    "languages: [en]\n": """\
1:1: missing-setting: 'name' is missing.
    What this desk is called.""",
    "": """\
1:1: missing-setting: 'name' is missing.
    What this desk is called.""",
    "name:\n": """\
1:6: bad-value: Here stands one text, not a list or mapping.""",
    "- name: x\n": """\
1:1: bad-value: Here stands a mapping: lines of 'key: value'.
1:1: missing-setting: 'name' is missing.
    What this desk is called.""",
    "name: x\nlanguage: [en]\nagent: {}\nsla: standard\n": """\
2:1: unknown-setting: 'language' is no key here.
    Did you mean 'languages'?
3:1: unknown-setting: 'agent' is no key here.
    Did you mean 'agents'?
4:6: bad-value: Here stands a list, such as [a, b].""",
    "name: x\nagents:\n  alice: {emial: a@example.com, line: first, away: [tomorrow]}\n": """\
3:11: unknown-setting: 'emial' is no key here.
    Did you mean 'email'?
3:39: bad-value: 'first' is no support line: 1, 2 or 3.
3:53: bad-value: 'tomorrow' is no day or span of days, such as 2026-12-24..2026-12-31.""",
    "name: x\nname: y\nagents: {a: {}, a: {}}\n": """\
2:1: duplicate-key: The key 'name' stands here twice.
3:17: duplicate-key: The key 'a' stands here twice.""",
    "name: x\ntimezone: Europe/Bratislva\n": """\
2:11: bad-value: 'Europe/Bratislva' is no time zone, such as Europe/Bratislava.""",
    "name: x\ntimezone: ../../etc/passwd\n": """\
2:11: bad-value: '../../etc/passwd' is no time zone, such as Europe/Bratislava.""",
    'name: x\ncalendars: {a: {hours: {moon: ["9:00-17:00"], fri: ["17:00-17:00", "8-9"]}}}\n': """\
2:25: bad-value: 'moon' is no weekday.
    Days are mon, tue, wed, thu, fri, sat, sun, or a span such as mon-fri.
2:53: bad-value: '17:00-17:00' is no shift, such as 08:00-16:30 or 22:00-06:00.
2:68: bad-value: '8-9' is no shift, such as 08:00-16:30 or 22:00-06:00.
2:16: empty-calendar: This calendar never opens.
    Give it hours, such as hours: {mon-fri: ["09:00-17:00"]}.""",
    "name: x\ncalendars: {a: always, b: {hours: {mon: [09:60-10:00, 25:00-26:00]}}}\n": """\
2:16: bad-value: A calendar is hours in a mapping, or 24/7.
2:42: bad-value: '09:60-10:00' is no shift, such as 08:00-16:30 or 22:00-06:00.
2:55: bad-value: '25:00-26:00' is no shift, such as 08:00-16:30 or 22:00-06:00.
2:27: empty-calendar: This calendar never opens.
    Give it hours, such as hours: {mon-fri: ["09:00-17:00"]}.""",
    "name: x\nsla: [{name: a, pause_in: [pendign], warn_at: [80], escalate: [{at: 50%}]}]\n": """\
2:28: bad-value: 'pendign' is none of: new, open, pending, on-hold, resolved, closed.
    Did you mean 'pending'?
2:48: bad-value: '80' is no share, such as 80%.
2:64: missing-setting: 'of' is missing.
    Which target.""",
    "name: x\nsla: [{name: a, targets: {P11: {resolution: 4h}}}]\nqueues: {a: {line: 9}}\n": """\
2:27: bad-value: 'P11' is no priority: P1, P2, P3, P4 or default.
3:20: bad-value: '9' is no support line: 1, 2 or 3.""",
    "name: x\nSLA: []\npriorites: {}\n": """\
2:1: unknown-setting: 'SLA' is no key here.
    Did you mean 'sla'?
3:1: unknown-setting: 'priorites' is no key here.
    Did you mean 'priorities'?""",
    "name: x\nrouting: [{name: a, stop: no, set: {prority: P1, priority: P9, id: x}}]\n": """\
2:27: bad-value: 'no' is neither true nor false.
2:37: bad-value: 'prority' is no field that can be set.
    Did you mean 'priority'?
2:60: bad-value: 'P9' is no priority. Known: P1, P2, P3, P4.
2:64: bad-value: 'id' is no field that can be set.""",
    "name: x\nworkflow: {close_after: 3 days, transitions: {open: [shut]}}\n": """\
2:25: bad-value: '3 days' is no duration, such as 90m, 4h, 1h30m or 2d.
2:54: bad-value: 'shut' is none of: new, open, pending, on-hold, resolved, closed.""",
    "name: x\ncalendars: {a: {exceptions: {2026-12-19: [10:00-14:00]}, "
    "breaks: {2026-12-19: [09:00-15:00]}}, b: {exceptions: {9999-12-31: [10:00-14:00]}}}\n": """\
2:16: empty-calendar: This calendar never opens.
    Give it hours, such as hours: {mon-fri: ["09:00-17:00"]}.
2:99: empty-calendar: This calendar never opens.
    Give it hours, such as hours: {mon-fri: ["09:00-17:00"]}.""",
    'name: x\ncalendars: {a: {hours: {mon: ["9:00-17:00"]}, holidays_from: {country: Slovakia, '
    "years: 21}}}\n": """\
2:72: bad-value: 'Slovakia' is no country: two capital letters, such as SK.
2:89: bad-value: '21' is no number of years from 1 to 20.""",
    'name: x\ncalendars: {a: {hours: {mon: ["9:00-17:00"]}, holidays_from: {years: 2d}}}\n': """\
2:70: bad-value: '2d' is no number of years from 1 to 20.
2:62: missing-setting: 'country' is missing.
    Two letters, such as SK.""",
    "name: x\nlanguages: []\n": """\
2:12: bad-value: Name one language at least.""",
    "name: [x\n": """\
1:7: broken-yaml: The [ that opens here is never closed.""",
    "name: x\nagents: &a {}\nqueues: *a\n": """\
2:9: broken-yaml: Anchors (&), aliases (*) and tags (!) have no meaning here. Quote the text.""",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_a_near_miss(text: str) -> None:
    assert told(text) == WRONG[text]


def test_what_can_be_read_is_read_all_the_same() -> None:
    found, findings = read(
        decode("desk.yml", b"name: x\ntimezone: Nowhere\nagents: {a: {line: x, name: A}, b: 1}\n")
    )
    assert found is not None
    assert (found.name, found.timezone, found.agents["a"].name) == ("x", "UTC", "A")
    assert len(findings) == 3


EXTREMES = [
    "", "~", "[]", "{}", "[[]]", "[{}]", "{a: b}", "{a: {}}", "{a: []}", "x", "''", "no", "true",
    "-1", "0", "99999999999999999999", "1" * 5000, "[1, [2]]", "0001-01-01", "9999-12-31",
    "[9999-12-31]", "0001-01-01..9999-12-31", "0%", "9999%", "0d", "999999999d", "0s",
    "00:00-24:00", "{mon-sun: [00:00-24:00]}", "{mon-sun: [00:00-00:00]}",
    "{9999-12-31: [10:00-11:00]}", "24/7", "UTC",
    "'('", "'@me'", '"\\0"', '"\\u2028"', "{? [a]\n: b}", "{null: null}", "|\n a",
]  # fmt: skip


def places(kind: Any, depth: int = 0) -> list[str]:  # noqa: ANN401 - a record's class
    """List the text before every value that the settings can hold, `%` stands for it."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not Duration:
        return [
            "{" + f"{key.name}: {inner}" + "}"
            for key in fields_of(kind).values()
            for inner in places(key.type, depth + 1)
        ]
    inner = [arg for arg in typing.get_args(kind) if arg not in (type(None), ...)]
    origin = typing.get_origin(kind)
    if origin is tuple:
        return ["%", *(f"[{place}]" for place in places(inner[0]))]
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return ["%", "{%: {}}", *("{P1: " + f"{place}" + "}" for place in places(inner[1]))]
    return places(inner[0]) if inner else ["%"]


def test_no_value_is_too_odd_to_be_told() -> None:
    lines = [place[1:-1] for place in places(Settings)]
    assert len(lines) > 100
    for line, odd in product(lines, EXTREMES):
        name = "" if line.startswith("name:") else "name: x\n"
        found, findings = read(decode("desk.yml", f"{name}{line.replace('%', odd)}\n".encode()))
        assert found is not None or findings
        if found is not None:
            assert isinstance(found.default_language, str)
            assert all(
                finding.path == "desk.yml"
                for finding in check_settings(found, datetime(2026, 11, 21, tzinfo=UTC))
            )


def test_our_own_settings_are_sound_and_say_nothing_else_than_their_schema() -> None:
    text = (ROOT / "desk.yml").read_text("utf-8")
    assert told(text) == ""
    assert set(strict_yaml.load(text)) <= set(json_schema()["properties"])
