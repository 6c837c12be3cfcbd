"""Who gets a ticket: there, able, not full, and fair."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from plaindesk.core.assignment import Roster
from plaindesk.core.model.ids import mint
from plaindesk.core.model.ticket import Ticket
from plaindesk.core.model.vocabulary import Status
from plaindesk.text import settings as settings_text
from plaindesk.text.source import decode

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)  # a Friday
TEAM = """\
name: Test
agents:
  alice: {queues: [support], languages: [en, sk], calendar: office}
  bob: {queues: [support], languages: [en], skills: [vpn, wifi], capacity: 2}
  carol: {queues: [support], away: ["2026-11-18..2026-11-20"]}
  dan: {queues: [network]}
queues: {support: {assign: load}, network: {}}
calendars: {office: {hours: {mon-fri: ["09:00-17:00"]}}}
"""


def team(how: str = "load", text: str = TEAM) -> Settings:
    found, findings = settings_text.read(
        decode("desk.yml", text.replace(": load", f": {how}").encode())
    )
    assert found is not None, findings
    return found


def ticket(**values: object) -> Ticket:
    made = Ticket(
        id=mint(NOW, [1, 2, 3, 4]), status=Status.NEW, created=NOW, subject="Help", queue="support"
    )
    return replace(made, **values)  # type: ignore[arg-type]


def given_to(settings: Settings, wanted: Ticket, now: datetime = NOW) -> tuple[str | None, ...]:
    found = Roster(settings, []).assign(wanted, now)
    assert found is not None
    return (found.agent, *found.reasons)


def test_the_one_with_the_fewest_open_tickets_gets_it_and_the_others_are_told_why_not() -> None:
    assert given_to(team(), ticket(language="sk")) == (
        "alice",
        "Assigned to alice: has the fewest open tickets (0).",
        "bob doesn't answer in 'sk'.",
        "carol is away until 2026-11-20.",
    )


def test_nobody_gets_what_nobody_can_take() -> None:
    saturday = NOW + timedelta(days=1)
    wanted = ticket(service="printing")
    assert given_to(
        team(text=TEAM.replace("carol: {queues: [support], ", "carol: {")), wanted, saturday
    ) == (
        None,
        "Nobody can take it.",
        "alice is off shift by the calendar 'office'.",
        "bob doesn't know 'printing'.",
    )


def test_a_full_agent_gets_no_more() -> None:
    held = [ticket(assignee="bob", status=Status.OPEN) for _ in range(2)]
    roster = Roster(team(), held)
    found = roster.assign(ticket(service="vpn", language="en"), NOW)
    assert found is not None
    assert found.agent == "alice"
    assert "bob has 2 open tickets, as many as agreed." in found.reasons


def test_a_queue_that_assigns_nobody_and_a_ticket_that_has_somebody_are_left_alone() -> None:
    roster = Roster(team(), [])
    assert roster.assign(ticket(queue="network"), NOW) is None
    assert roster.assign(ticket(queue=None), NOW) is None
    assert roster.assign(ticket(assignee="dan"), NOW) is None


EQUALS = """\
name: Test
agents: {a: {queues: [q]}, b: {queues: [q]}, c: {queues: [q]}, d: {queues: [q]}}
queues: {q: {assign: load}}
"""


def test_over_a_thousand_tickets_equal_agents_differ_by_one_at_most() -> None:
    for how in ("load", "round-robin", "sticky"):
        roster = Roster(team(how, EQUALS), [])
        given = Counter()  # type: Counter[str | None]
        for _ in range(1001):
            found = roster.assign(ticket(queue="q"), NOW)
            assert found is not None
            given[found.agent] += 1
            assert max(given.values()) - min(given[name] for name in "abcd") <= 1, how
        assert given.total() == 1001


@given(st.lists(st.sampled_from("abcd"), max_size=12))
def test_load_never_goes_past_somebody_with_less(held: list[str]) -> None:
    settings = team(text=EQUALS)
    roster = Roster(settings, [ticket(queue="q", assignee=name) for name in held])
    found = roster.assign(ticket(queue="q"), NOW)
    assert found is not None
    counts = Counter(held)
    assert counts[str(found.agent)] == min(counts[name] for name in "abcd")
