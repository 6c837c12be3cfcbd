"""The four targets on literal histories; the office is open Monday to Friday, 9 to 17."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.model.time.duration import format_seconds
from plaindesk.core.model.time.moments import parse_instant
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.query.evaluate import SlaFacts
from plaindesk.core.sla import Book, Clock, clocks, facts_of, next_due
from plaindesk.core.sla.history import is_answer, resolved_at, spent_in, stretches
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.front_matter import append
from plaindesk.text.codecs.ticket import read
from plaindesk.text.settings import desk_yml as settings_text

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket

SETTINGS = """\
name: x
agents:
  alice: {name: Alice, email: alice@example.com}
  bob: {name: Bob, email: bob@example.com, git: [robert@example.com]}
organisations:
  acme: {calendar: always}
  tatra: {sla: plus}
calendars:
  office: {hours: {mon-fri: ["09:00-17:00"]}}
  always: 24/7
sla:
  - name: standard
    when: "-tag:none -tag:days"
    targets:
      default: {first_response: 2h, next_response: 4h, update: 6h, resolution: 16h}
    warn_at: [50%]
  - name: days
    when: tag:days
    pause_in: [on-hold]
    targets: {default: {next_response: 1d, resolution: 2d}}
  - name: plus
    when: tag:never
    targets: {P1: {resolution: 1h}, default: {resolution: 2h}}
"""
HEAD = """\
---
id: 2611-7K3MX
status: {status}
created: {created}
requester: {requester}
tags: [{tags}]
organisation: {organisation}
priority: {priority}
subject: VPN drops
---

It drops.
"""
KINDS = {
    "asks": "by: jana@example.com\nkind: message",
    "says": "by: alice\nkind: reply",
    "bob says": "by: bob\nkind: reply",
    "notes": "by: alice\nkind: note",
    "the desk says": "by: desk\nkind: reply",
    "escalates": "by: desk\nkind: escalation",
    "sets": "by: alice\nkind: change",
}


def loaded() -> Settings:
    found, findings = settings_text.read(decode("desk.yml", SETTINGS.encode()))
    assert findings == ()
    assert found is not None
    return found


DESK = loaded()


def ticket(history: str, **head: str) -> Ticket:
    """Make a ticket from lines such as `11-23 09:30 says, new to open`; the first is its creation.

    2026-11-23 is a Monday; all times are UTC.
    """
    first, *lines = [line.strip() for line in history.strip().splitlines()]
    status = "new"
    entries = []
    for line in lines:
        found = re.fullmatch(r"(\d\d-\d\d) (\d\d:\d\d) ([a-z ]+)(?:, ([\w-]+) to ([\w-]+))?", line)
        assert found is not None, line
        day, time, what, old, new = found.groups()
        changes = f"changes: {{status: [{old}, {new}]}}\n" if new else ""
        status = new or status
        entries.append(f"---\nat: 2026-{day}T{time}:00Z\n{KINDS[what]}\n{changes}---\n\nWords.\n")
    usual = {
        "status": status,
        "created": f"2026-{first[:5]}T{first[6:11]}:00Z",
        "requester": "jana@example.com",
        "tags": "",
        "organisation": "",
        "priority": "",
    }
    text = HEAD.format(**(usual | head))
    for entry in entries:
        text = append(text, entry)
    reading = read(decode("README.md", text.encode()))
    assert reading.findings == ()
    assert reading.ticket is not None
    return reading.ticket


def measured(asked: Ticket, now: str) -> tuple[Clock, ...]:
    moment = parse_instant(f"2026-{now.replace(' ', 'T')}:00Z")
    return clocks(asked, Book(DESK).promise(asked, moment), DESK, moment)


def told(asked: Ticket, now: str) -> str:
    """Write each clock as a line."""
    return "\n".join(line(clock) for clock in measured(asked, now))


def line(clock: Clock) -> str:
    start, due = (f"{moment:%m-%d %H:%M}" if moment else "-" for moment in (clock.start, clock.due))
    met = f" by {clock.met_at:%m-%d %H:%M}" if clock.met_at else ""
    marks = (" warns" if clock.warns else "") + (" live" if clock.is_live else "")
    return (
        f"{clock.target}: {clock.state}{met}, {start} to {due}, "
        f"{format_seconds(clock.used_seconds)} of {format_seconds(clock.target_seconds)}{marks}"
    )


HISTORIES = {
    "nobody has answered": (
        "11-23 09:00",
        "11-23 10:00",
        """\
first_response: running, 11-23 09:00 to 11-23 11:00, 1h of 2h warns live
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: waiting, 11-23 09:00 to -, 0s of 0s
resolution: running, 11-23 09:00 to 11-24 17:00, 1h of 16h live""",
    ),
    "nobody has answered to the second": (
        "11-23 09:00",
        "11-23 11:00",
        """\
first_response: running, 11-23 09:00 to 11-23 11:00, 2h of 2h warns live
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: waiting, 11-23 09:00 to -, 0s of 0s
resolution: running, 11-23 09:00 to 11-24 17:00, 2h of 16h live""",
    ),
    "it came at night and nobody has answered for days": (
        "11-20 23:00",
        "11-24 12:00",
        """\
first_response: breached, 11-20 23:00 to 11-23 11:00, 11h of 2h live
next_response: waiting, 11-20 23:00 to -, 0s of 0s
update: waiting, 11-20 23:00 to -, 0s of 0s
resolution: running, 11-20 23:00 to 11-24 17:00, 11h of 16h warns live""",
    ),
    "an answer in time": (
        """\
        11-23 09:00
        11-23 10:30 says, new to open""",
        "11-23 12:00",
        """\
first_response: met by 11-23 10:30, 11-23 09:00 to 11-23 11:00, 1h30m of 2h
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: running, 11-23 10:30 to 11-23 16:30, 1h30m of 6h live
resolution: running, 11-23 09:00 to 11-24 17:00, 3h of 16h live""",
    ),
    "an answer on the deadline is in time": (
        """\
        11-23 09:00
        11-23 11:00 says, new to open""",
        "11-23 11:00",
        """\
first_response: met by 11-23 11:00, 11-23 09:00 to 11-23 11:00, 2h of 2h
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: running, 11-23 11:00 to 11-23 17:00, 0s of 6h live
resolution: running, 11-23 09:00 to 11-24 17:00, 2h of 16h live""",
    ),
    "a late answer stays late": (
        """\
        11-23 09:00
        11-23 14:00 says, new to open""",
        "11-23 15:00",
        """\
first_response: breached by 11-23 14:00, 11-23 09:00 to 11-23 11:00, 5h of 2h
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: running, 11-23 14:00 to 11-24 12:00, 1h of 6h live
resolution: running, 11-23 09:00 to 11-24 17:00, 6h of 16h live""",
    ),
    "notes, changes and the desk's own words are no answers": (
        """\
        11-23 09:00
        11-23 09:10 the desk says
        11-23 09:20 notes
        11-23 09:30 escalates
        11-23 09:40 sets, new to open""",
        "11-23 10:00",
        """\
first_response: running, 11-23 09:00 to 11-23 11:00, 1h of 2h warns live
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: waiting, 11-23 09:00 to -, 0s of 0s
resolution: running, 11-23 09:00 to 11-24 17:00, 1h of 16h live""",
    ),
    "the requester writes three times before an answer": (
        """\
        11-23 09:00
        11-23 09:30 says, new to open
        11-23 10:00 asks
        11-23 11:00 asks
        11-23 12:00 asks""",
        "11-23 13:00",
        """\
first_response: met by 11-23 09:30, 11-23 09:00 to 11-23 11:00, 30m of 2h
next_response: running, 11-23 10:00 to 11-23 14:00, 3h of 4h warns live
update: running, 11-23 09:30 to 11-23 15:30, 3h30m of 6h warns live
resolution: running, 11-23 09:00 to 11-24 17:00, 4h of 16h live""",
    ),
    "the second question was answered late, the third is open": (
        """\
        11-23 09:00
        11-23 09:30 says, new to open
        11-23 10:00 asks
        11-23 15:00 says
        11-23 16:00 asks""",
        "11-24 10:00",
        """\
first_response: met by 11-23 09:30, 11-23 09:00 to 11-23 11:00, 30m of 2h
next_response: running, 11-23 16:00 to 11-24 12:00, 2h of 4h warns live
update: running, 11-23 15:00 to 11-24 13:00, 3h of 6h warns live
resolution: running, 11-23 09:00 to 11-24 17:00, 9h of 16h warns live""",
    ),
    "the requester writes before the first answer": (
        """\
        11-23 09:00
        11-23 10:00 asks
        11-23 10:30 says, new to open""",
        "11-23 11:00",
        """\
first_response: met by 11-23 10:30, 11-23 09:00 to 11-23 11:00, 1h30m of 2h
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: running, 11-23 10:30 to 11-23 16:30, 30m of 6h live
resolution: running, 11-23 09:00 to 11-24 17:00, 2h of 16h live""",
    ),
    "it waits for the requester": (
        """\
        11-23 09:00
        11-23 10:00 says, new to pending""",
        "11-24 10:00",
        """\
first_response: met by 11-23 10:00, 11-23 09:00 to 11-23 11:00, 1h of 2h
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: paused, 11-23 10:00 to 11-24 16:00, 0s of 6h live
resolution: paused, 11-23 09:00 to 11-25 17:00, 1h of 16h live""",
    ),
    "it waited and goes on": (
        """\
        11-23 09:00
        11-23 10:00 says, new to pending
        11-23 12:00 asks, pending to open
        11-23 13:00 sets, open to on-hold
        11-23 20:00 sets, on-hold to open""",
        "11-24 10:00",
        """\
first_response: met by 11-23 10:00, 11-23 09:00 to 11-23 11:00, 1h of 2h
next_response: running, 11-23 12:00 to 11-24 12:00, 2h of 4h warns live
update: running, 11-23 10:00 to 11-24 14:00, 2h of 6h live
resolution: running, 11-23 09:00 to 11-25 15:00, 3h of 16h live""",
    ),
    "a pause over the weekend moves nothing": (
        """\
        11-20 15:00
        11-20 16:00 says, new to open
        11-20 17:30 sets, open to pending
        11-22 20:00 asks, pending to open""",
        "11-23 10:00",
        """\
first_response: met by 11-20 16:00, 11-20 15:00 to 11-20 17:00, 1h of 2h
next_response: running, 11-22 20:00 to 11-23 13:00, 1h of 4h live
update: running, 11-20 16:00 to 11-23 14:00, 2h of 6h live
resolution: running, 11-20 15:00 to 11-24 15:00, 3h of 16h live""",
    ),
    "it is resolved without a word": (
        """\
        11-23 09:00
        11-23 10:00 sets, new to resolved""",
        "11-27 10:00",
        """\
first_response: cancelled, 11-23 09:00 to 11-23 11:00, 1h of 2h
next_response: cancelled, 11-23 09:00 to -, 0s of 0s
update: cancelled, 11-23 09:00 to -, 0s of 0s
resolution: met by 11-23 10:00, 11-23 09:00 to 11-24 17:00, 1h of 16h""",
    ),
    "it is resolved late and without a word": (
        """\
        11-23 09:00
        11-25 10:00 sets, new to resolved""",
        "11-27 10:00",
        """\
first_response: breached, 11-23 09:00 to 11-23 11:00, 17h of 2h
next_response: cancelled, 11-23 09:00 to -, 0s of 0s
update: cancelled, 11-23 09:00 to -, 0s of 0s
resolution: breached by 11-25 10:00, 11-23 09:00 to 11-24 17:00, 17h of 16h""",
    ),
    "it is resolved with the last answer, and closed": (
        """\
        11-23 09:00
        11-23 10:00 says, new to open
        11-23 12:00 says, open to resolved
        11-26 12:00 sets, resolved to closed""",
        "11-27 10:00",
        """\
first_response: met by 11-23 10:00, 11-23 09:00 to 11-23 11:00, 1h of 2h
next_response: cancelled, 11-23 09:00 to -, 0s of 0s
update: cancelled, 11-23 12:00 to 11-24 10:00, 0s of 6h
resolution: met by 11-23 12:00, 11-23 09:00 to 11-24 17:00, 3h of 16h""",
    ),
    "it came back and was resolved again": (
        """\
        11-23 09:00
        11-23 10:00 says, new to resolved
        11-24 09:00 asks, resolved to open
        11-24 10:00 says, open to resolved""",
        "11-27 12:00",
        """\
first_response: met by 11-23 10:00, 11-23 09:00 to 11-23 11:00, 1h of 2h
next_response: met by 11-24 10:00, 11-24 09:00 to 11-24 13:00, 1h of 4h
update: cancelled, 11-24 10:00 to 11-24 16:00, 0s of 6h
resolution: met by 11-24 10:00, 11-23 09:00 to 11-25 16:00, 2h of 16h""",
    ),
}


@pytest.mark.parametrize("what", HISTORIES)
def test_the_clocks_of_a_history(what: str) -> None:
    history, now, expected = HISTORIES[what]
    assert told(ticket(history), now) == expected


REOPENED = {
    "it was resolved and came back": (
        """\
        11-23 09:00
        11-23 10:00 says, new to open
        11-23 12:00 says, open to resolved
        11-24 11:00 asks, resolved to open""",
        "11-24 12:00",
        """\
first_response: met by 11-23 10:00, 11-23 09:00 to 11-23 11:00, 1h of 2h
next_response: running, 11-24 11:00 to 11-24 15:00, 1h of 4h live
update: running, 11-23 12:00 to 11-24 17:00, 1h of 6h live
resolution: running, 11-23 09:00 to 11-25 16:00, 4h of 16h live""",
    ),
    "it was resolved without a word and came back": (
        """\
        11-23 09:00
        11-23 10:00 sets, new to resolved
        11-24 10:00 sets, resolved to open""",
        "11-24 10:30",
        """\
first_response: running, 11-23 09:00 to 11-24 11:00, 1h30m of 2h warns live
next_response: waiting, 11-23 09:00 to -, 0s of 0s
update: waiting, 11-23 09:00 to -, 0s of 0s
resolution: running, 11-23 09:00 to 11-25 17:00, 1h30m of 16h live""",
    ),
}


@pytest.mark.parametrize("what", REOPENED)
def test_time_between_resolving_and_reopening_does_not_count(what: str) -> None:
    history, now, expected = REOPENED[what]
    assert told(ticket(history), now) == expected


def test_an_agent_who_asks_needs_a_colleague_to_answer() -> None:
    history = """\
        11-23 09:00
        11-23 09:30 says, new to open
        11-23 10:30 bob says"""
    for requester in ("alice@example.com", "Alice@Example.com", "alice"):
        assert told(ticket(history, requester=requester), "11-23 11:00").startswith(
            "first_response: met by 11-23 10:30"
        )
    for requester in ("robert@example.com", "bob"):
        assert told(ticket(history, requester=requester), "11-23 11:00").startswith(
            "first_response: met by 11-23 09:30"
        )


def test_only_who_asks_gives_no_answer_to_it() -> None:
    asked = ticket("11-23 09:00\n11-23 09:30 says, new to open")
    reply = asked.entries[0]
    authors = ("Jana@Example.com", "somebody@example.com", "alice")
    given = [is_answer(reply._replace(by=author), asked, DESK) for author in authors]
    assert given == [False, True, True]
    assert is_answer(reply, asked._replace(requester=None), DESK)


def test_a_status_never_ends_before_it_began() -> None:
    """An entry that is older than the ticket counts from its creation on."""
    asked = ticket("""
        11-23 09:00
        11-23 08:00 sets, new to pending
        11-23 10:00 sets, pending to open""")
    assert [
        f"{s.status}: {s.start:%m-%d %H:%M} to {s.end:%m-%d %H:%M}" for s in stretches(asked)
    ] == [
        "new: 11-23 09:00 to 11-23 09:00",
        "pending: 11-23 09:00 to 11-23 10:00",
        "open: 11-23 10:00 to 01-01 00:00",
    ]
    nine, ten = (parse_instant(f"2026-11-23T{hour}:00:00Z") for hour in ("09", "10"))
    assert spent_in(asked, (Status.PENDING,)) == ((nine, ten),)


def test_a_ticket_that_came_resolved_was_so_from_its_creation() -> None:
    came = parse_instant("2026-11-23T09:00:00Z")
    assert resolved_at(ticket("11-23 09:00", status="resolved")) == came
    assert resolved_at(ticket("11-23 09:00\n11-23 10:00 sets, resolved to closed")) == came
    assert resolved_at(ticket("11-23 09:00\n11-23 10:00 sets, resolved to open")) is None


def test_days_are_open_days_and_pauses_are_the_policys_own() -> None:
    history = """\
        11-19 15:00
        11-19 15:30 says, new to pending
        11-20 10:00 asks"""
    assert (
        told(ticket(history, tags="days"), "11-20 12:00")
        == """\
next_response: running, 11-20 10:00 to 11-23 10:00, 2h of 8h live
resolution: running, 11-19 15:00 to 11-23 15:00, 5h of 16h live"""
    )


def test_the_organisation_chooses_calendar_and_policy() -> None:
    asked = ticket("11-20 23:00", organisation="acme")
    assert told(asked, "11-21 00:30").startswith(
        "first_response: running, 11-20 23:00 to 11-21 01:00, 1h30m of 2h"
    )
    agreed = ticket("11-23 09:00", organisation="tatra")
    assert told(agreed, "11-23 09:30") == (
        "resolution: running, 11-23 09:00 to 11-23 11:00, 30m of 2h live"
    )
    urgent = ticket("11-23 09:00", organisation="tatra", priority="P1")
    assert told(urgent, "11-23 09:30") == (
        "resolution: running, 11-23 09:00 to 11-23 10:00, 30m of 1h live"
    )


def test_where_no_policy_fits_nothing_was_promised() -> None:
    assert measured(ticket("11-23 09:00", tags="none"), "11-23 10:00") == ()


def test_a_ticket_of_tomorrow_has_used_nothing() -> None:
    assert told(ticket("11-25 09:00"), "11-24 12:00").splitlines()[0] == (
        "first_response: running, 11-25 09:00 to 11-25 11:00, 0s of 2h live"
    )


def test_the_past_is_told_as_it_was() -> None:
    history = """\
        11-23 09:00
        11-23 10:00 says, new to pending
        11-23 12:00 asks, pending to open
        11-23 13:00 says, open to resolved"""
    whole = history.strip().splitlines()
    for count, now in ((1, "11-23 09:30"), (2, "11-23 11:00"), (3, "11-23 12:30")):
        then = ticket("\n".join(whole[:count]))
        assert told(ticket(history), now) == told(then, now)


def test_the_next_deadline_is_of_what_still_counts() -> None:
    history = """\
        11-23 09:00
        11-23 10:00 says, new to open"""
    found = measured(ticket(history), "11-23 12:00")
    assert next_due(found) == parse_instant("2026-11-23T16:00:00Z")
    assert facts_of(found) == SlaFacts(
        states=frozenset(
            {
                ("first_response", "met"),
                ("next_response", "waiting"),
                ("update", "running"),
                ("resolution", "running"),
            }
        ),
        due=parse_instant("2026-11-23T16:00:00Z"),
    )
    done = measured(ticket(f"{history}\n11-23 11:00 sets, open to resolved"), "11-23 12:00")
    assert next_due(done) is None


MOMENTS = st.integers(0, 5 * 24 * 12).map(
    lambda n: f"11-{23 + n // 288:02} {n // 12 % 24:02}:{n % 12 * 5:02}"
)
STEPS = [
    "says", "asks", "notes", "new to open", "open to pending", "pending to open", "open to on-hold",
    "on-hold to open", "open to resolved", "resolved to open",
]  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> Ticket:
    """Make a ticket that was open and paused, answered and asked about at random."""
    moments = sorted(draw(st.lists(MOMENTS, min_size=2, max_size=8, unique=True)))
    status = "new"
    lines = [moments[0]]
    for moment in moments[1:]:
        legal = [step for step in STEPS if " to " not in step or step.startswith(f"{status} to ")]
        step = draw(st.sampled_from(legal))
        if " to " in step:
            status = step.rpartition(" ")[2]
            step = f"sets, {step}"
        lines.append(f"{moment} {step}")
    return ticket("\n".join(lines))


@given(histories(), st.lists(MOMENTS, min_size=2, max_size=2).map(sorted))
@settings(max_examples=150)
def test_clocks_keep_their_promises_on_any_history(asked: Ticket, moments: list[str]) -> None:
    for clock in measured(asked, moments[0]):
        if clock.due is None:
            assert clock.state in ("waiting", "cancelled")
            assert clock.target in ("next_response", "update")
            continue
        assert clock.start <= clock.due
        assert clock.used_seconds >= 0
        ended = clock.met_at or parse_instant(f"2026-{moments[0].replace(' ', 'T')}:00Z")
        if clock.is_live or clock.met_at:
            assert (clock.state == "breached") == (ended > clock.due)
        assert clock.left_seconds <= 0 or clock.state != "breached"
        assert clock.left_seconds >= 0 or clock.state == "breached"
    before, after = (measured(asked, moment) for moment in moments)
    untouched = all(not moments[0] < f"{e.at:%m-%d %H:%M}" <= moments[1] for e in asked.entries)
    for one, other in zip(before, after, strict=True):
        if untouched and one.due and other.due:
            assert one.used_seconds <= other.used_seconds
            assert one.due <= other.due
    assert measured(asked._replace(body="Other words."), moments[0]) == before


PINNED = SETTINGS.replace("  - name: days\n", "  - name: days\n    pin: true\n")
CHANGED = """\

---
at: 2026-11-23T{hour}:00:00Z
by: alice
kind: change
changes: {changes}
---
"""


def policy_of(text: str, *changes: str) -> tuple[str, str]:
    """Say which policy holds, and why, after changes in the order given."""
    desk = settings_of(text)
    asked = ticket("11-23 09:00")
    for number, change in enumerate(changes):
        entry = CHANGED.format(hour=10 + number, changes=change)
        asked = asked.with_entry(ticket_of(HEAD_ALONE + entry).entries[0])
    promise = Book(desk).promise(asked, parse_instant("2026-11-24T09:00:00Z"))
    assert promise is not None
    return promise.policy.name, promise.reason


HEAD_ALONE = """\
---
id: 2611-7K3MX
status: new
created: 2026-11-23T09:00:00Z
subject: x
---
"""
TO_DAYS = "{tags: [[], [days]]}"
TO_STANDARD = "{tags: [[days], []]}"
QUEUED = "{queue: [null, support]}"
TATRA = "{organisation: [null, tatra]}"


def test_a_ticket_may_name_its_policy() -> None:
    named = "{sla: [null, plus]}"
    assert policy_of(SETTINGS, named) == ("plus", "the ticket names it")
    assert policy_of(SETTINGS, TATRA, "{sla: [null, days]}") == ("days", "the ticket names it")
    with pytest.raises(UnreadSettingError, match=r"^desk\.yml has no SLA policy 'gone'\."):
        policy_of(SETTINGS, "{sla: [null, gone]}")
    assert policy_of(PINNED, TO_DAYS, QUEUED, named)[0] == "plus"


def test_a_policy_that_is_pinned_stays_from_the_first_queue_on() -> None:
    why = "pinned: when the ticket started, it fits: tag:days"
    assert policy_of(PINNED, TO_DAYS, QUEUED, TO_STANDARD) == ("days", why)
    assert policy_of(SETTINGS, TO_DAYS, QUEUED, TO_STANDARD)[0] == "standard"
    assert policy_of(PINNED, TO_DAYS, QUEUED, TATRA)[0] == "days"
    # Before it stands in a queue it hasn't started: routing still finds out what it is.
    assert policy_of(PINNED, TO_DAYS, TO_STANDARD, QUEUED)[0] == "standard"
    assert policy_of(PINNED, TO_DAYS, TO_STANDARD)[0] == "standard"
    # What it started with has to be pinned, not what fitted later.
    assert policy_of(PINNED, QUEUED, TO_DAYS, TO_STANDARD)[0] == "standard"


def test_a_ticket_that_was_merged_away_has_no_clocks_of_its_own() -> None:
    merge = (
        "\n---\nat: 2026-11-24T10:00:00Z\nby: alice\nkind: note\nmerge: 2611-AQPAB\n"
        "changes: {status: [new, resolved], links: [{}, {duplicate-of: [2611-AQPAB]}]}\n---\n\nx\n"
    )
    text = HEAD.format(
        status="resolved",
        created="2026-11-23T09:00:00Z",
        requester="jana@example.com",
        tags="",
        organisation="",
        priority="",
    ).replace("subject: VPN drops\n", "subject: VPN drops\nlinks: {duplicate-of: [2611-AQPAB]}\n")
    found = measured(ticket_of(text + merge), "11-25 12:00")
    assert {(clock.state, clock.is_live) for clock in found} == {("cancelled", False)}
    assert {clock.ended_at for clock in found} == {parse_instant("2026-11-24T10:00:00Z")}
    before = measured(ticket_of(text + merge), "11-24 09:00")
    assert before[0].state == "breached"
    by_hand = (
        "\n---\nat: 2026-11-24T12:00:00Z\nby: alice\nkind: change\n"
        "changes: {status: [resolved, open]}\n---\n"
    )
    opened = ticket_of(text.replace("status: resolved", "status: open") + merge + by_hand)
    found = measured(opened, "11-30 12:00")
    assert {(clock.state, clock.is_live) for clock in found} == {("cancelled", False)}
    assert {clock.ended_at for clock in found} == {parse_instant("2026-11-24T10:00:00Z")}
