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
