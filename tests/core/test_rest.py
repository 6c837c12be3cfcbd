"""A ticket in which nothing is due stays so until its next step, whoever looks and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.desks import README, SETTINGS, TICKET
from tests.support.histories import HAPPENINGS, MOMENTS, Happening, told

from plaindesk.core.escalation import Step, steps, upcoming
from plaindesk.core.sla import Book, clocks
from plaindesk.services.sla.ageing import may_rest
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.ticket import read
from plaindesk.text.settings import desk_yml as settings_text

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Ticket

POLICIES = """\
  - name: quick
    when: "priority:P1"
    calendar: always
    pause_in: [pending]
    targets: {default: {first_response: 1h, next_response: 2h, update: 3h, resolution: 8h}}
    warn_at: [50%, 80%]
    escalate:
      - {of: resolution, at: 50%, do: {line: +1}}
      - {of: update, after: 30m, do: {notify: [queue-lead]}}
  - name: standard
    calendar: office
    pause_in: [pending, on-hold]
    targets: {default: {first_response: 4h, next_response: 1d, update: 2d, resolution: 3d}}
    escalate:
      - {of: first_response, at: 0%, do: {notify: [assignee]}}
      - {of: resolution, at: 100%, do: {line: +1}}
      - {of: resolution, after: 1d, do: {notify: [queue-lead]}}
workflow:
  gates:
    - {to: closed, when: "-tag:vpn", needs: [queue]}
"""
_text = SETTINGS[: SETTINGS.index("sla:\n")] + "sla:\n" + POLICIES
DESK, FOUND = settings_text.read(decode("desk.yml", _text.encode()))
assert DESK is not None, FOUND
SET = DESK
BOOK = Book(SET)
START = datetime(2026, 11, 20, 9, 4, 12, tzinfo=UTC)
BASE = read(decode(README, TICKET.encode())).ticket
assert BASE is not None
FIRST = BASE


def at(ticket: Ticket, now: datetime) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Steps that are due, and those that are to come."""
    promise = BOOK.promise(ticket, now)
    measured = clocks(ticket, promise, SET, now)
    return (
        steps(ticket, measured, promise, BOOK, now),
        upcoming(ticket, measured, promise, BOOK, now),
    )


@settings(max_examples=300, deadline=None)
@given(
    happened=HAPPENINGS,
    priority=st.sampled_from(["P1", "P3"]),
    first=MOMENTS,
    later=st.lists(st.one_of(MOMENTS, st.integers(0, 90 * 86400)), min_size=1, max_size=4),
)
def test_nothing_is_due_before_the_next_step(
    happened: list[Happening], priority: str, first: int, later: list[int]
) -> None:
    ticket = told(FIRST.changed({"priority": priority}), START, happened)
    seen = ticket.last_activity + timedelta(seconds=first)
    due, to_come = at(ticket, seen)
    if due or not may_rest(ticket, seen):
        return
    moments = [seen + timedelta(seconds=passed) for passed in later]
    edges = [to_come[0].since + timedelta(seconds=n) for n in (-1, 0, 1)] if to_come else []
    for now in (*moments, *(edge for edge in edges if edge >= seen)):
        if not to_come or now < to_come[0].since:
            assert at(ticket, now)[0] == ()
