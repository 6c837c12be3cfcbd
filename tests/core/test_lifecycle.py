"""Requests that become entries, and those that are refused with what would be allowed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.strategies import TICKETS, values_of
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request, changes_to, decide, follow
from plaindesk.core.model.fields import CHANGEABLE, FIELDS
from plaindesk.core.model.ticket import Change, Ticket
from plaindesk.core.model.vocabulary import EntryKind, Level, Priority, Status

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DESK = settings_of("name: x\n")
TICKET = """\
---
id: 2611-7K3MX
status: {status}
created: 2026-11-20T09:00:00Z
requester: jana@example.com
priority: P3
impact: low
tags: [vpn]
subject: VPN drops
---

It drops.

---
at: 2026-11-21T11:00:00Z
by: alice
kind: note
---

Looking.
"""


def ticket(status: str = "open") -> Ticket:
    return ticket_of(TICKET.format(status=status))


def refusal(asked: Ticket, request: Request, now: datetime = NOW, **more: datetime) -> str:
    with pytest.raises(DeskError) as refused:
        decide(asked, request, DESK, now, **more)
    return str(refused.value)


LEGAL = {
    "new": "open pending on-hold resolved closed",
    "open": "pending on-hold resolved",
    "pending": "open on-hold resolved",
    "on-hold": "open pending resolved",
    "resolved": "open closed",
    "closed": "",
}


@pytest.mark.parametrize("old", LEGAL)
@pytest.mark.parametrize("new", Status)
def test_a_status_may_follow_only_some(old: str, new: Status) -> None:
    request = Request(by="alice", values={"status": new})
    if new in LEGAL[old].split():
        entry = decide(ticket(old), request, DESK, NOW)
        assert entry.changes == (Change(field="status", old=Status(old), new=new),)
    elif new == old:
        assert refusal(ticket(old), request) == "Nothing would change: 2611-7K3MX is so already."
    elif old == "closed":
        assert refusal(ticket(old), request) == (
            "2611-7K3MX is closed, and closed tickets stay so.\n"
            'Open a new one that names it: desk new "..." --related 2611-7K3MX'
        )
    else:
        assert refusal(ticket(old), request) == (
            f"2611-7K3MX is {old}: it can't become {new}.\n"
            f"It can become: {', '.join(LEGAL[old].split())}."
        )


def test_a_desk_has_its_own_transitions_and_the_usual_ones_besides() -> None:
    desk = settings_of("name: x\nworkflow: {transitions: {closed: [open], new: []}}\n")
    assert follow(desk, None, Status.CLOSED) == (Status.OPEN,)
    assert follow(desk, None, Status.NEW) == ()
    assert follow(desk, None, Status.RESOLVED) == (Status.OPEN, Status.CLOSED)
    reopened = Request(by="alice", values={"status": Status.OPEN})
    assert decide(ticket("closed"), reopened, desk, NOW).changes[0].new is Status.OPEN


@pytest.mark.parametrize(
    ("status", "kind", "by", "becomes"),
    [
        ("new", EntryKind.REPLY, "alice", "open"),
        ("new", EntryKind.NOTE, "alice", "new"),
        ("new", EntryKind.MESSAGE, "jana@example.com", "new"),
        ("open", EntryKind.REPLY, "alice", "open"),
        ("pending", EntryKind.MESSAGE, "jana@example.com", "open"),
        ("pending", EntryKind.REPLY, "alice", "pending"),
        ("on-hold", EntryKind.MESSAGE, "jana@example.com", "on-hold"),
        ("resolved", EntryKind.MESSAGE, "jana@example.com", "open"),
        ("resolved", EntryKind.REPLY, "alice", "resolved"),
        ("resolved", EntryKind.NOTE, "alice", "resolved"),
        ("closed", EntryKind.MESSAGE, "jana@example.com", "closed"),
        ("closed", EntryKind.NOTE, "alice", "closed"),
    ],
)
def test_words_move_a_ticket_along(status: str, kind: EntryKind, by: str, becomes: str) -> None:
    entry = decide(ticket(status), Request(by=by, kind=kind, body="Words."), DESK, NOW)
    assert ticket(status).with_entry(entry).status == becomes


def test_a_status_that_is_named_is_not_guessed() -> None:
    request = Request(
        by="alice", kind=EntryKind.REPLY, body="Words.", values={"status": Status.PENDING}
    )
    assert decide(ticket("new"), request, DESK, NOW).changes == (
        Change(field="status", old=Status.NEW, new=Status.PENDING),
    )


def test_priority_follows_from_impact_and_urgency_unless_it_is_named() -> None:
    urgent = Request(by="alice", values={"urgency": Level.LOW})
    assert decide(ticket(), urgent, DESK, NOW).changes == (
        Change(field="priority", old=Priority.P3, new=Priority.P4),
        Change(field="urgency", old=None, new=Level.LOW),
    )
    values = {"urgency": Level.LOW, "priority": Priority.P1}
    named = Request(by="alice", values=values, body="The director waits.")
    assert decide(ticket(), named, DESK, NOW).changes[0].new is Priority.P1
    assert refusal(ticket(), Request(by="alice", values=values)) == (
        "Impact low and urgency low make P4, not P1.\n"
        "Say why: -m REASON. Or set impact and urgency."
    )


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (Request(by="a", values={"id": "x"}), "'id' never changes."),
        (Request(by="a", values={"created": NOW}), "'created' never changes."),
        (Request(by="a", values={"source": "x"}), "'source' never changes."),
        (Request(by="a", values={"colour": "red"}), "No field 'colour'."),
        (Request(by="a", values={"status": None}), "'status' can't be empty."),
        (Request(by="a", values={"subject": None}), "'subject' can't be empty."),
        (
            Request(by="a", values={"priority": None}),
            "'priority' can't be empty.\nKnown: P1, P2, P3, P4.",
        ),
        (Request(by="a"), "Nothing would change: 2611-7K3MX is so already."),
        (Request(by="a", body=" \n"), "Nothing would change: 2611-7K3MX is so already."),
        (
            Request(by="a", values={"tags": ("vpn",), "impact": Level.LOW}),
            "Nothing would change: 2611-7K3MX is so already.",
        ),
    ],
)
def test_what_would_make_no_sense_is_refused(request_: Request, told: str) -> None:
    assert refusal(ticket(), request_) == told


LAST = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)


def test_an_entry_comes_after_the_last_one() -> None:
    note = Request(by="bob", kind=EntryKind.NOTE, body="Words.")
    assert decide(ticket(), note, DESK, NOW).at == NOW
    for behind in (0, 1, 300):
        entry = decide(ticket(), note, DESK, LAST - timedelta(seconds=behind))
        assert entry.at == LAST + timedelta(seconds=1)
    assert refusal(ticket(), note, LAST - timedelta(seconds=301)) == (
        "The last entry of 2611-7K3MX is of 2026-11-21T11:00:00Z, "
        "but it is 2026-11-21T10:54:59Z by this clock.\n"
        "Put the clock right, or say when it happened: --at TIME."
    )


def test_words_may_come_in_late_and_changes_may_not() -> None:
    early = LAST - timedelta(hours=1)
    call = Request(by="jana@example.com", kind=EntryKind.MESSAGE, body="I called.")
    assert decide(ticket(), call, DESK, NOW, at=early).at == early
    take = Request(by="alice", values={"assignee": "alice"})
    assert refusal(ticket(), take, at=early) == (
        "assignee can't be changed before 2026-11-21T11:00:00Z: something happened since.\n"
        "Leave --at out, or write only words."
    )
    assert refusal(ticket(), call, at=NOW + timedelta(minutes=6)) == (
        "2026-11-21T12:06:00Z has not come yet.\nSay an earlier time: --at TIME."
    )
    assert refusal(ticket(), call, at=datetime(2026, 11, 20, tzinfo=UTC)) == (
        "2611-7K3MX was created at 2026-11-20T09:00:00Z, after that.\nSay a later time: --at TIME."
    )


@given(TICKETS, st.data())
def test_changes_are_what_differs_and_lead_there(asked: Ticket, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(CHANGEABLE), unique=True, max_size=6))
    wanted = {name: data.draw(values_of(FIELDS[name])) for name in names}
    changes = changes_to(asked, wanted)
    assert [change.field for change in changes] == [
        name for name in CHANGEABLE if name in wanted and wanted[name] != asked.value(name)
    ]
    assert asked.changed({change.field: change.new for change in changes}) == asked.changed(wanted)
    assert changes_to(asked.changed(wanted), wanted) == ()
