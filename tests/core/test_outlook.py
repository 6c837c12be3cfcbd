"""What is stored of a clock says the same at any moment as the clock itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.desks import README, SETTINGS, TICKET
from tests.support.histories import HAPPENINGS, MOMENTS, Happening, told

from plaindesk.core.calendar import add
from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.query import parse
from plaindesk.core.sla import Book, clocks, facts_of
from plaindesk.core.sla.outlooks import is_timeless, outlook
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.ticket import read
from plaindesk.text.settings import desk_yml as settings_text

POLICIES = """\
  - name: quick
    when: "priority:P1"
    calendar: always
    pause_in: [pending]
    targets: {default: {first_response: 1h, next_response: 2h, update: 3h, resolution: 8h}}
    warn_at: [50%, 80%]
  - name: odd
    when: "priority:P2"
    calendar: office
    targets: {default: {first_response: 0s, next_response: 1s, resolution: 1d}}
    warn_at: [0%]
  - name: standard
    calendar: office
    targets: {default: {first_response: 4h, next_response: 1d, update: 2d, resolution: 3d}}
    warn_at: [80%]
"""
_text = SETTINGS[: SETTINGS.index("sla:\n")] + "sla:\n" + POLICIES
DESK, FOUND = settings_text.read(decode("desk.yml", _text.encode()))
assert DESK is not None
SET = DESK
BOOK = Book(SET)
START = datetime(2026, 11, 20, 9, 4, 12, tzinfo=UTC)
BASE = read(decode(README, TICKET.encode())).ticket
assert BASE is not None
FIRST = BASE


@settings(max_examples=400, deadline=None)
@given(
    happened=HAPPENINGS,
    priority=st.sampled_from(["P1", "P2", "P3"]),
    later=st.lists(st.one_of(MOMENTS, st.integers(0, 90 * 86400)), min_size=1, max_size=4),
)
def test_the_outlook_is_the_clocks_at_any_moment(
    happened: list[Happening], priority: str, later: list[int]
) -> None:
    ticket = told(FIRST.changed({"priority": priority}), START, happened)
    at = START + timedelta(seconds=sum(happening.passed for happening in happened))
    found = outlook(ticket, BOOK.promise(ticket, at), SET)
    assert found is not None
    for passed in later:
        now = at + timedelta(seconds=passed)
        measured = clocks(ticket, BOOK.promise(ticket, now), SET, now)
        facts = facts_of(measured)
        states = {(o.target, s) for o in found for s in o.states_at(now.timestamp(), open_time)}
        dues = [due for o in found if o.is_live and (due := o.due_at(now.timestamp(), open_time))]
        assert states == facts.states
        assert (min(dues) if dues else None) == (int(facts.due.timestamp()) if facts.due else None)


def open_time(calendar: str, now: int, left: int) -> int | None:
    try:
        return add(BOOK.hours(calendar), now, Duration(seconds=left))
    except DeskError:
        return None


def test_conditions_that_depend_on_the_present_are_known() -> None:
    timeless = ("priority:P1", "tag:a or -queue:b", "created:2026", '"words" /x/')
    bound = ("age:>3d", "priority:P1 or -(tag:a idle:>1d)")
    assert [is_timeless(parse(query).where) for query in timeless] == [True] * len(timeless)
    assert [is_timeless(parse(query).where) for query in bound] == [False] * len(bound)
