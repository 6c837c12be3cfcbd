"""A setting that can't be read changes no promise: what needs it is refused or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk

if TYPE_CHECKING:
    from pathlib import Path

GOOD = 'hours: {mon-fri: ["09:00-17:00"]}'
FRIDAY = "2026-11-20T13:00:00Z"
LATE = "2026-11-20T20:30:00Z"


def desk_with(tmp_path: Path, settings: str) -> Desk:
    page = TICKET.replace("2026-11-20T09:04:12Z", FRIDAY).replace("priority: P2", "priority: P1")
    return make_desk(tmp_path / "desk", {"desk.yml": settings, README: page})


MISTAKES = {
    "a shift without an end": 'hours: {mon-fri: ["09:00-09:00"]}',
    "a day": 'hours: {munday: ["09:00-17:00"]}',
    "a zone": f"timezone: Europe/Bratislva, {GOOD}",
    "a key": f"{GOOD}, holiday: [2026-11-20]",
    "a date": f"{GOOD}, holidays: [2026-11-31]",
    "no hours": "timezone: Europe/Bratislava",
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_calendar_with_a_mistake_moves_no_deadline(tmp_path: Path, name: str) -> None:
    desk = desk_with(tmp_path, SETTINGS.replace(GOOD, MISTAKES[name]))
    head = desk.git("rev-parse", "HEAD")
    for words in (("age",), ("list",), ("show", ID)):
        answer = desk.run(*words, now=LATE)
        assert answer.code == 1, words
        assert "desk.yml:15:" in answer.out + answer.err
        assert "escalat" not in answer.out.lower()
    assert "desk.yml:15:" in desk.refused("explain", ID, now=LATE)
    assert "desk.yml:15:" in desk.refused("calendar", "show", "office", now=LATE)
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.git("status", "--porcelain") == ""
    assert "2611-7K3MX" in desk.run("list", now=LATE).out


JOBS = {
    "age": {
        "agents:": "agents:\n  eve: {emial: eve@example.com}",
        "queues:": "queues:\n  night: {lead: nobody}",
        "line: +1": "line: up",
        "at: 100%": "at: half",
        "{of: resolution, at": "{of: solution, at",
        "notify: [queue-lead]": "notify: [queue-leed]",
        "views:": "workflow: {hop_limit: few}\nviews:",
        "macros:": "macros:\n  broken: {txt: Hello}",
        "P1: {first_response: 1h": "P1: {first_response: soon",
        "calendar: office": "calendar: ofice",
    },
    "route": {
        '"subject:urgent"': '"subjec:urgent"',
        "set: {queue: support, ": "set: {queue: suport, ",
        "priority: P1}": "priority: P9}",
        "queue: network, keywords": "queue: netwrk, keywords",
        "routing:": "priority_matrix: {high: {high: P1}}\nrouting:",
        "mine:": "mine: [a]\n  other:",
    },
    "notify": {
        "views:": "notify: {rules: [{about: [replies], to: [requester], via: [mail]}]}\nviews:",
        "macros:": "notify: {rules: [{about: [reply], hours: offce, via: [mail]}]}\nmacros:",
    },
}
CASES = [(job, old, new) for job, changes in JOBS.items() for old, new in changes.items()]


@pytest.mark.parametrize(("job", "old", "new"), CASES)
def test_a_job_refuses_what_it_cannot_follow(tmp_path: Path, job: str, old: str, new: str) -> None:
    assert old in SETTINGS
    desk = desk_with(tmp_path, SETTINGS.replace(old, new, 1))
    head = desk.git("rev-parse", "HEAD")
    more = ("--since", "3d") if job == "notify" else ()
    said = desk.refused(job, *more, now=LATE)
    assert said.startswith("desk: desk.yml:"), said
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.git("status", "--porcelain") == ""


def test_a_person_can_answer_whatever_is_wrong_with_calendars(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, SETTINGS.replace(GOOD, MISTAKES["a day"]))
    desk.ok("reply", ID, "-m", "Hello", now=LATE)
    desk.ok("note", ID, "-m", "Look at it", now=LATE)


@pytest.mark.parametrize(
    "wrong",
    [
        "workflow: {close_after: soon}",
        "fields: {device: {words: laptop}}",
        "priorites: {default: P1}",
    ],
)
def test_what_decides_a_change_has_to_be_readable(tmp_path: Path, wrong: str) -> None:
    desk = desk_with(tmp_path, f"{SETTINGS}{wrong}\n")
    for words in (("reply", ID, "-m", "Hello"), ("set", ID, "priority=P2"), ("take", ID)):
        assert desk.refused(*words, now=LATE).startswith("desk: desk.yml:"), words


TWICE = {
    "calendars": ("route", "notify --since 3d", "explain 7K3MX", "calendar show office"),
    "sla": ("age", "explain 7K3MX"),
    "routing": ("route", "route --what-if is:open", "route --test", "explain 7K3MX"),
    "workflow": ("age", "route", "reply 7K3MX -m Hello", "notify --since 3d"),
    "manager": ("age", "notify --since 3d", "generate"),
    "agents": ("age", "route", "generate", "kb new en/network/vpn Why"),
    "queues": ("age", "route", "generate"),
    "services": ("route", "generate"),
    "organisations": ("route", "new Printer --requester a@example.com"),
    "priorities": ("age", "route", "take 7K3MX"),
    "fields": ("age", "route", "generate"),
    "macros": ("age", "macro 7K3MX more-info"),
    "views": ("route", "notify --since 3d", "list @mine", "worklog @mine", "list --calendar @mine"),
    "languages": ("kb new en/network/vpn Why", "site stage build/staged"),
    "site": ("site stage build/staged",),
    "search": ("search printer", "site stage build/staged"),
    "notify": ("notify --since 3d",),
    "id_symbols": ("new Printer --requester a@example.com",),
    "attachments": ("note 7K3MX -m Look --attach desk.yml",),
}
LEFT_ALONE = {
    "calendars": ("list", "show 7K3MX", "age"),
    "timezone": ("list", "show 7K3MX", "age"),
    "sla": ("list", "show 7K3MX"),
    "organisations": ("list", "show 7K3MX", "age"),
    "agents": ("list assignee:@me",),
    "search": ("show 7K3MX",),
}


def told(desk: Desk, command: str) -> str:
    """Run a command that has to fail; returns what it said, and holds that it wrote nothing."""
    said = desk.refused(*command.split(), now=LATE)
    assert desk.git("log", "--format=%s") == "Open the desk\n", command
    assert desk.git("status", "--porcelain") == "", command
    return said


@pytest.mark.parametrize("key", TWICE)
def test_a_key_that_stands_twice_is_no_guess(tmp_path: Path, key: str) -> None:
    has_it = f"\n{key}:" in SETTINGS
    desk = desk_with(tmp_path, SETTINGS + f"{key}:\n" * (1 if has_it else 2))
    line = 32 if has_it else 33
    for command in TWICE[key]:
        said = told(desk, command)
        assert said.startswith(f"desk: desk.yml:{line}:1: The key '{key}' stands here twice.\n"), (
            said
        )


@pytest.mark.parametrize("key", LEFT_ALONE)
def test_what_is_shown_says_what_it_leaves_out(tmp_path: Path, key: str) -> None:
    has_it = f"\n{key}:" in SETTINGS
    desk = desk_with(tmp_path, SETTINGS + f"{key}:\n" * (1 if has_it else 2))
    for command in LEFT_ALONE[key]:
        assert f"desk: left alone: desk.yml:{32 if has_it else 33}:1: " in told(desk, command)


@pytest.mark.parametrize("wrong", ["calendars: 5", "Calendars: {}", "calender: {}", "sla: gold"])
def test_a_top_level_key_that_was_meant_otherwise_is_no_guess(tmp_path: Path, wrong: str) -> None:
    key = "sla" if wrong.startswith("sla") else "calendars"
    kept = SETTINGS.replace(f"\n{key}:", "\nviews_of_old:", 1)
    desk = desk_with(tmp_path, f"{kept}{wrong}\n")
    assert "desk: left alone: desk.yml:" in told(desk, "list")
    assert "desk.yml:32:" in told(desk, "explain 7K3MX")


def test_a_list_says_that_a_promise_names_no_priority(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, SETTINGS.replace("P1: {first", "P11: {first"))
    place = "desk.yml:21:7: 'P11' is no priority: P1, P2, P3, P4 or default.\n"
    assert told(desk, "list").startswith(f"desk: left alone: {place}")
    assert told(desk, "age").startswith(f"desk: {place}")


UNCLOSED = """This parenthesis is never closed.
  (is:open
  ^
"""


@pytest.mark.parametrize("command", ["list", "show 7K3MX", "explain 7K3MX", "worklog", "list -P1"])
def test_a_policy_whose_query_cannot_be_read_is_named(tmp_path: Path, command: str) -> None:
    desk = desk_with(tmp_path, SETTINGS.replace("standard\n", 'standard\n    when: "(is:open"\n'))
    assert told(desk, command) == f"desk: desk.yml: sla standard: {UNCLOSED}"


def test_a_view_whose_query_cannot_be_read_is_named(tmp_path: Path) -> None:
    views = 'mine: "(is:open"\n  ours: "queue:network @mine"'
    desk = desk_with(tmp_path, SETTINGS.replace('mine: "assignee:@me is:open"', views))
    for command in ("list @mine", "list @ours", "worklog -@ours"):
        assert told(desk, command) == f"desk: desk.yml: views mine: {UNCLOSED}"


def test_a_gate_whose_query_cannot_be_read_is_named(tmp_path: Path) -> None:
    gate = 'workflow: {gates: [{name: plan, when: "(is:open", to: [open]}]}\n'
    desk = desk_with(tmp_path, SETTINGS + gate)
    assert told(desk, "take 7K3MX") == f"desk: desk.yml: workflow plan: {UNCLOSED}"


@pytest.mark.parametrize("job", ["age", "list"])
def test_a_policy_cannot_go_by_a_view(tmp_path: Path, job: str) -> None:
    desk = desk_with(tmp_path, SETTINGS.replace("standard\n", 'standard\n    when: "@mine"\n'))
    assert "There is no view 'mine'." in told(desk, job)
    assert "There is no view 'mine'." in desk.run("check", "desk.yml").out
