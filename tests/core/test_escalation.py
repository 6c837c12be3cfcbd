"""Steps that jobs take as time passes: each once, however late the job comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.escalation import steps, upcoming
from plaindesk.core.lifecycle import decide
from plaindesk.core.model.time.moments import format_instant, parse_instant
from plaindesk.core.sla import Book, clocks
from plaindesk.text.codecs.entry import named, render

if TYPE_CHECKING:
    from plaindesk.core.escalation import Step
    from plaindesk.core.model.ticket import Entry, Ticket

SETTINGS = """\
name: x
agents:
  alice: {name: Alice, email: alice@example.com}
  bob: {name: Bob, email: bob@example.com}
queues:
  support: {lead: bob}
  network: {lead: alice}
organisations:
  acme: {contact: it@acme.example}
calendars:
  office: {hours: {mon-fri: ["09:00-17:00"]}}
sla:
  - name: gold
    calendar: office
    pause_in: [pending]
    targets:
      P1: {first_response: 1h, resolution: 4h}
      default: {first_response: 2h, resolution: 8h}
    escalate:
      - {of: first_response, after: 1h, do: {notify: [queue-lead, bob, organisation], line: +1}}
      - {of: resolution, at: 50%, do: {notify: [assignee, queue-lead], tags: [half, vpn]}}
      - {of: resolution, at: 100%, do: {priority: +5, queue: network, notify: [queue-lead]}}
      - {of: resolution, at: 150%, do: {assignee: alice, status: on-hold}}
workflow:
  close_after: 1d
  remind_after: 4h
  reminder: {en: "Are you still there?", sk: "Ste tam ešte?"}
"""
TICKET = """\
---
id: 2611-7K3MX
status: open
created: 2026-11-23T09:00:00Z
queue: support

organisation: acme

line: 1

language: sk
priority: P3
tags: [vpn]
subject: VPN drops
---
"""
BOOK = Book(settings_of(SETTINGS))


def at(text: str) -> datetime:
    return parse_instant(f"2026-{text.replace(' ', 'T')}:00Z")


def ripe(asked: Ticket, now: datetime) -> tuple[Step, ...]:
    promise = BOOK.promise(asked, now)
    return steps(asked, clocks(asked, promise, BOOK.settings, now), promise, BOOK, now)


def coming(asked: Ticket, now: datetime) -> list[str]:
    promise = BOOK.promise(asked, now)
    found = upcoming(asked, clocks(asked, promise, BOOK.settings, now), promise, BOOK, now)
    return [f"{format_instant(step.since)} {step.name}" for step in found]


def aged(asked: Ticket, now: datetime) -> tuple[Ticket, list[Entry]]:
    """Take steps one by one, as a job's run does."""
    taken: list[Entry] = []
    while found := ripe(asked, now):
        entry = named(decide(asked, found[0].request, BOOK.settings, now))
        asked = asked.with_entry(entry)
        taken.append(entry)
        assert len(taken) < 20
    return asked, taken


FIRST = """\
---
at: 2026-11-23T12:00:00Z
by: desk
kind: escalation
changes: {line: [1, 2]}
step: gold/first_response/+1h/20261123T090000Z
notify: [bob, it@acme.example]
---

The first response target of policy 'gold' is 1h after its deadline.
"""
HALF = """\
---
at: 2026-11-23T13:00:00Z
by: desk
kind: escalation
changes: {tags: [[vpn], [vpn, half]]}
step: gold/resolution/50%/20261123T090000Z
notify: [bob]
---

The resolution target of policy 'gold' is at 50%.
"""


def test_steps_come_at_their_time_and_once() -> None:
    asked = ticket_of(TICKET)
    assert ripe(asked, at("11-23 11:59")) == ()
    asked, taken = aged(asked, at("11-23 12:00"))
    assert [render(entry) for entry in taken] == [FIRST]
    assert aged(asked, at("11-23 12:59")) == (asked, [])
    asked, taken = aged(asked, at("11-23 13:00"))
    assert [render(entry) for entry in taken] == [HALF]
    for later in ("11-23 13:00", "11-23 16:59"):
        assert aged(asked, at(later)) == (asked, [])
    # At P1 half as much time was promised, so that the last step is due with this one.
    asked, taken = aged(asked, at("11-23 17:00"))
    assert [entry.step for entry in taken] == [
        "gold/resolution/100%/20261123T090000Z",
        "gold/resolution/150%/20261123T090000Z",
    ]
    assert (asked.priority, asked.queue, taken[0].notify) == ("P1", "network", ("alice",))


def test_after_a_weeks_outage_each_step_is_taken_once_and_in_order() -> None:
    now = at("11-30 12:00")
    asked, taken = aged(ticket_of(TICKET), now)
    assert [entry.step for entry in taken] == [
        "gold/first_response/+1h/20261123T090000Z",
        "gold/resolution/50%/20261123T090000Z",
        "gold/resolution/100%/20261123T090000Z",
        "gold/resolution/150%/20261123T090000Z",
    ]
    assert [entry.at - now for entry in taken] == [timedelta(seconds=n) for n in range(4)]
    assert (asked.line, asked.queue, asked.assignee, asked.status) == (
        2,
        "network",
        "alice",
        "on-hold",
    )
    assert aged(asked, now + timedelta(minutes=1)) == (asked, [])
    assert aged(asked, now + timedelta(days=300)) == (asked, [])


def test_what_is_coming_is_told_with_its_time() -> None:
    assert coming(ticket_of(TICKET), at("11-23 12:30")) == [
        "2026-11-23T13:00:00Z gold/resolution/50%/20261123T090000Z",
        "2026-11-23T17:00:00Z gold/resolution/100%/20261123T090000Z",
        "2026-11-24T13:00:00Z gold/resolution/150%/20261123T090000Z",
    ]


ANSWERED = """\

---
at: 2026-11-23T09:30:00Z
by: alice
kind: reply
---

Hello.
"""


def test_what_was_met_escalates_no_more() -> None:
    asked = ticket_of(TICKET + ANSWERED)
    _, taken = aged(asked, at("11-23 12:30"))
    assert taken == []


def test_a_pause_puts_steps_off() -> None:
    pending = ANSWERED.replace("reply\n", "reply\nchanges: {status: [open, pending]}\n")
    asked = ticket_of(TICKET.replace("status: open", "status: pending") + pending)
    _, taken = aged(asked, at("11-23 13:20"))
    assert taken == []
    woken = asked._replace(status=asked.status)
    assert coming(woken, at("11-23 12:30"))[0] == ("2026-11-23T13:30:00Z remind/20261123T093000Z")
    opened = """\

---
at: 2026-11-23T12:30:00Z
by: jana@example.com
kind: message
changes: {status: [pending, open]}
---

Back.
"""
    again = ticket_of(TICKET + pending + opened)
    assert coming(again, at("11-23 12:30")) == [
        "2026-11-23T16:00:00Z gold/resolution/50%/20261123T090000Z",
        "2026-11-24T12:00:00Z gold/resolution/100%/20261123T090000Z",
        "2026-11-24T16:00:00Z gold/resolution/150%/20261123T090000Z",
    ]


PENDING = TICKET.replace("status: open", "status: pending") + ANSWERED.replace(
    "reply\n", "reply\nchanges: {status: [open, pending]}\n"
)
REMINDER = """\
---
at: 2026-11-23T13:30:00Z
by: desk
kind: reply
step: remind/20261123T093000Z
---

Ste tam ešte?
"""


def test_a_pending_ticket_is_reminded_of_once_each_time_in_its_language() -> None:
    asked, taken = aged(ticket_of(PENDING), at("11-23 13:30"))
    assert [render(entry) for entry in taken] == [REMINDER]
    assert aged(asked, at("11-27 13:30")) == (asked, [])


@pytest.mark.parametrize(("language", "words"), [("en", "Are"), ("ru", "Мы"), ("xx", "Are")])
def test_a_reminder_is_in_a_language_there_is(language: str, words: str) -> None:
    asked = ticket_of(PENDING.replace("language: sk", f"language: {language}"))
    (entry,) = aged(asked, at("11-23 13:30"))[1]
    assert entry.body.startswith(words)


CLOSING = """\
---
at: 2026-11-24T09:30:00Z
by: desk
kind: change
changes: {status: [resolved, closed]}
step: close/20261123T093000Z
---

Closed: nobody came back to it for 1d.
"""


def test_a_resolved_ticket_closes_after_its_grace() -> None:
    asked = ticket_of(PENDING.replace("pending", "resolved"))
    assert aged(asked, at("11-24 09:29"))[1] == []
    closed, taken = aged(asked, at("11-24 09:30"))
    assert [render(entry) for entry in taken] == [CLOSING]
    assert closed.status == "closed"
    assert aged(closed, at("11-29 09:30")) == (closed, [])


def test_what_the_workflow_forbids_is_left_as_it_is() -> None:
    asked = ticket_of(TICKET.replace("status: open", "status: on-hold"))
    _, taken = aged(asked, at("11-30 12:00"))
    assert [change.field for change in taken[-1].changes] == ["assignee"]


@given(st.lists(st.integers(0, 20 * 24 * 60), min_size=1, max_size=12).map(sorted))
@settings(max_examples=60)
def test_however_often_and_late_a_job_runs_each_step_is_taken_once(minutes: list[int]) -> None:
    asked = ticket_of(TICKET)
    seen: list[str] = []
    for minute in minutes:
        now = at("11-23 09:00") + timedelta(minutes=minute)
        if asked.last_activity > now:
            continue
        asked, taken = aged(asked, now)
        seen += [entry.step for entry in taken]
        assert aged(asked, max(now, asked.last_activity)) == (asked, [])
    assert len(seen) == len(set(seen))


ASKING = """\
name: x
agents:
  alice: {name: Alice, email: alice@example.com}
  bob: {name: Bob, email: bob@example.com}
manager: alice
queues:
  support: {lead: bob}
  slow: {remind_after: 1d, reminders: 0, resolve_after: 2d}
  patient: {reminders: 1, resolve_after: 10d}
calendars:
  office: {hours: {mon-fri: ["09:00-17:00"]}}
sla:
  - name: standard
    targets: {default: {first_response: 2h, resolution: 4h}}
    escalate:
      - {of: first_response, at: 100%, do: {notify: [manager], macro: sorry}}
      - {of: resolution, at: 50%, do: {queue: slow}}
      - {of: resolution, at: 75%, do: {queue: support}}
      - {of: resolution, at: 100%, do: {queue: slow, notify: [assignee]}}
macros:
  sorry:
    text: |
      Hello {requester}, we are late with {id}.

      {agent}
    set: {tags: [late], status: closed}
workflow:
  remind_after: 4h
  reminders: 2
  resolve_after: 1d
  reminder: {en: "Are you still there?"}
  farewell: {en: "We close this now."}
  hop_limit: 2
  gates:
    - {name: the end of it, when: "tag:audit", to: [resolved, closed], needs: [resolution]}
"""
WAITING = """\
---
id: 2611-7K3MX
status: pending
created: 2026-11-23T09:00:00Z
assignee: alice
requester: jana@acme.example
queue: support
tags: []
subject: VPN drops
---

---
at: 2026-11-23T09:30:00Z
by: alice
kind: reply
changes: {status: [open, pending]}
---

Which version?
"""


def asking(text: str = WAITING, days: int = 40, hours: int = 24) -> list[str]:
    """Run the job every so many hours for some days, and tell what it did."""
    book = Book(settings_of(ASKING))
    asked, told = ticket_of(text), []
    for passed in range(0, days * 24, hours):
        now = at("11-23 09:30") + timedelta(hours=passed)
        while True:
            promise = book.promise(asked, now)
            found = steps(asked, clocks(asked, promise, book.settings, now), promise, book, now)
            if not found:
                break
            entry = named(decide(asked, found[0].request, book.settings, now))
            asked = asked.with_entry(entry)
            status = entry.change_of("status")
            moved = f" {status.new}" if status else ""
            told.append(f"{entry.at:%m-%d %H:%M} {entry.step.rpartition('/')[0]}{moved}")
    return told


def test_a_pending_ticket_is_reminded_twice_resolved_and_closed() -> None:
    assert asking(hours=1) == [
        "11-23 13:30 remind",
        "11-24 09:30 remind-2",
        "11-25 09:30 resolve resolved",
        "11-30 09:30 close closed",
    ]


def test_reminders_keep_their_distance_when_the_job_was_down() -> None:
    assert asking(hours=7 * 24) == [
        "11-30 09:30 remind",
        "12-07 09:30 remind-2",
        "12-14 09:30 resolve resolved",
        "12-21 09:30 close closed",
    ]


def test_a_queue_has_its_own_patience() -> None:
    assert asking(WAITING.replace("queue: support", "queue: slow"), hours=1)[0] == (
        "11-25 09:30 resolve resolved"
    )
    assert asking(WAITING.replace("queue: support", "queue: patient"), hours=1)[:2] == [
        "11-23 13:30 remind",
        "12-07 13:30 resolve resolved",
    ]


MESSAGE = """\

---
at: 2026-11-23T10:00:00Z
by: jana@acme.example
kind: message
---

Version 4.
"""


def test_whoever_answered_is_not_reminded() -> None:
    assert [step for step in asking(WAITING + MESSAGE) if "remind" in step] == []


def test_what_a_gate_stops_is_told_once_to_who_works_on_it() -> None:
    audited = WAITING.replace("tags: []", "tags: [audit]")
    assert asking(audited, hours=1) == [
        "11-23 13:30 remind",
        "11-24 09:30 remind-2",
        "11-25 09:30 held-resolve",
    ]
    book = Book(settings_of(ASKING))
    asked = ticket_of(audited.replace("pending", "resolved"))
    (held,) = steps(asked, (), None, book, at("11-30 09:00"))
    assert (held.name, held.request.notify, held.request.values) == (
        "held-close/20261123T093000Z",
        ("alice", "bob"),
        {},
    )
    assert held.request.body == (
        "It would be closed now. 'the end of it' needs resolution, which is empty."
    )


LATE = WAITING.replace("status: pending", "status: open").partition("\n---\nat:")[0] + "\n"
SORRY = """\
---
at: 2026-11-23T11:00:01Z
by: desk
kind: reply
changes: {tags: [[], [late]]}
step: standard/first_response/100%/20261123T090000Z/sorry
---

Hello jana, we are late with 2611-7K3MX.

x
"""


def test_a_step_may_answer_with_a_macro_and_tell_the_manager() -> None:
    book = Book(settings_of(ASKING))
    asked, now, taken = ticket_of(LATE), at("11-23 11:00"), []
    for _ in range(3):
        promise = book.promise(asked, now)
        found = steps(asked, clocks(asked, promise, book.settings, now), promise, book, now)
        taken.append(named(decide(asked, found[0].request, book.settings, now)))
        asked = asked.with_entry(taken[-1])
    assert taken[0].step == "standard/first_response/100%/20261123T090000Z"
    assert taken[0].notify == ("alice",)
    assert render(taken[1]) == SORRY
    # The canned words are no answer: the clock runs on.
    promise = book.promise(asked, now)
    assert clocks(asked, promise, book.settings, now)[0].met_at is None


STUCK = """\
---
at: 2026-11-23T13:00:02Z
by: desk
kind: escalation
step: standard/resolution/100%/20261123T090000Z
notify: [alice, bob]
---

The resolution target of policy 'standard' is at 100%. Jobs have moved it 2 times: \
it stays in 'support' until a person moves it.
"""


def test_jobs_move_a_ticket_between_queues_only_so_often() -> None:
    book = Book(settings_of(ASKING))
    answered = LATE + ANSWERED.replace("11-23T09:30", "11-23T09:20")
    asked, now = ticket_of(answered), at("11-23 13:00")
    moved = []
    for _ in range(3):
        promise = book.promise(asked, now)
        found = steps(asked, clocks(asked, promise, book.settings, now), promise, book, now)
        entry = named(decide(asked, found[0].request, book.settings, now))
        asked = asked.with_entry(entry)
        moved.append(asked.queue)
    assert moved == ["slow", "support", "support"]
    assert render(entry) == STUCK


def test_what_would_be_told_to_nobody_is_told_to_the_queues_lead() -> None:
    nobody = TICKET.replace("queue: support\n", "queue: support\nassignee:\n")
    book = Book(settings_of(SETTINGS.replace("[assignee, queue-lead]", "[assignee]")))
    asked, now = ticket_of(nobody), at("11-23 13:00")
    promise = book.promise(asked, now)
    found = steps(asked, clocks(asked, promise, book.settings, now), promise, book, now)
    assert [step.request.notify for step in found] == [("bob", "it@acme.example"), ("bob",)]


def test_a_step_that_a_calendar_has_no_time_for_stops_no_other() -> None:
    """The office is open on one day only: nine hours behind the deadline never come."""
    text = SETTINGS.replace(
        '{hours: {mon-fri: ["09:00-17:00"]}}', '{exceptions: {2026-11-23: ["09:00-17:00"]}}'
    )
    book = Book(
        settings_of(text.replace("after: 1h", "after: 9h").replace("at: 150%", "after: 1h"))
    )
    asked, now = ticket_of(TICKET), at("11-23 17:00")
    promise = book.promise(asked, now)
    found = steps(asked, clocks(asked, promise, book.settings, now), promise, book, now)
    assert [step.name for step in found] == [
        "gold/resolution/50%/20261123T090000Z",
        "gold/resolution/100%/20261123T090000Z",
    ]
