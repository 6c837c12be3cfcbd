"""Who gets a ticket: there, able, not full, and fair."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaindesk.core.assignment import Roster
from plaindesk.core.model.ids import mint
from plaindesk.core.model.ticket import Change, Entry, Ticket
from plaindesk.core.model.vocabulary import EntryKind, Status
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.settings import desk_yml as settings_text

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
    return made._replace(**values)  # type: ignore[arg-type]


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


def entry(hour: int, by: str, kind: EntryKind = EntryKind.CHANGE, **changes: str | None) -> Entry:
    """Make an entry of the day's hour that sets those fields."""
    made = tuple(Change(field=name, old=None, new=new) for name, new in changes.items())
    return Entry(at=NOW.replace(hour=hour), by=by, kind=kind, changes=made)


def chosen(how: str, held: list[Ticket], **values: object) -> tuple[str | None, ...]:
    roster = Roster(team(how, EQUALS), held)
    found = roster.assign(ticket(queue="q", **values), NOW)
    assert found is not None
    return (found.agent, *found.reasons)


def test_load_counts_open_tickets_of_the_desks_own_agents() -> None:
    held = [
        ticket(assignee="a", status=Status.ON_HOLD),
        ticket(assignee="b", status=Status.RESOLVED),
        ticket(assignee="b", status=Status.CLOSED),
        ticket(assignee="gone", status=Status.OPEN),
        ticket(status=Status.OPEN),
    ]
    assert Roster(team(text=EQUALS), held).loads == {"a": 1, "b": 0, "c": 0, "d": 0}
    assert chosen("load", held) == ("b", "Assigned to b: has the fewest open tickets (0).")


def test_a_choice_counts_for_the_next_one() -> None:
    roster = Roster(team(text=EQUALS), [ticket(queue="q", assignee=name) for name in "aabcd"])
    found = [roster.assign(ticket(queue="q"), NOW) for _ in range(4)]
    assert [choice.reasons for choice in found if choice] == [
        ("Assigned to b: has the fewest open tickets (1).",),
        ("Assigned to c: has the fewest open tickets (1).",),
        ("Assigned to d: has the fewest open tickets (1).",),
        ("Assigned to a: has the fewest open tickets (2).",),
    ]
    assert roster.loads == {"a": 3, "b": 2, "c": 2, "d": 2}


TURNS = {
    "nobody had one": ([], "a"),
    "the latest counts, in whatever order the tickets are read": (
        [
            ticket(queue="q", entries=(entry(9, "desk", assignee="b"),)),
            ticket(
                queue="q",
                entries=(entry(7, "desk", assignee="d"), entry(8, "desk", assignee="a")),
            ),
        ],
        "c",
    ),
    "behind the last comes the first": (
        [ticket(queue="q", entries=(entry(9, "desk", assignee="d"),))],
        "a",
    ),
    "who is no agent any more had no turn": (
        [ticket(queue="q", entries=(entry(9, "desk", assignee="gone"),))],
        "a",
    ),
    "another queue's turn is its own": (
        [ticket(queue="other", entries=(entry(9, "desk", assignee="b"),))],
        "a",
    ),
    "it went to the queue then, and is elsewhere now": (
        [ticket(queue="other", entries=(entry(9, "desk", queue="q", assignee="b"),))],
        "c",
    ),
    "it was elsewhere then, and is in the queue now": (
        [ticket(queue="q", entries=(entry(9, "desk", queue="other", assignee="b"),))],
        "a",
    ),
    "a person's choice is nobody's turn": (
        [ticket(queue="q", entries=(entry(9, "a", assignee="b"),))],
        "a",
    ),
    "nor is taking it from somebody": (
        [
            ticket(
                queue="q",
                entries=(entry(8, "desk", assignee="b"), entry(9, "desk", assignee=None)),
            )
        ],
        "c",
    ),
    "nor any other change": ([ticket(queue="q", entries=(entry(9, "desk", queue="q"),))], "a"),
}


@pytest.mark.parametrize("what", TURNS)
def test_in_turn_goes_on_behind_the_queues_last(what: str) -> None:
    held, agent = TURNS[what]
    assert chosen("round-robin", held) == (agent, f"Assigned to {agent}: next in turn.")


def test_in_turn_leaves_out_who_cannot_take_it() -> None:
    text = EQUALS.replace("c: {queues: [q]}", 'c: {queues: [q], away: ["2026-11-20"]}')
    held = [ticket(queue="q", entries=(entry(9, "desk", assignee="b"),))]
    found = Roster(team("round-robin", text), held).assign(ticket(queue="q"), NOW)
    assert found is not None
    assert (found.agent, *found.reasons) == (
        "d",
        "Assigned to d: next in turn.",
        "c is away until 2026-11-20.",
    )


def test_each_queue_has_turns_of_its_own_in_one_run() -> None:
    text = """\
name: Test
agents: {a: {queues: [p, q]}, b: {queues: [p, q]}}
queues: {p: {assign: load}, q: {assign: load}}
"""
    roster = Roster(team("round-robin", text), [])
    found = [roster.assign(ticket(queue=queue), NOW) for queue in "ppqqp"]
    assert [choice.agent for choice in found if choice] == ["a", "b", "a", "b", "a"]


HELPED = {
    "who answered last": (
        [
            ticket(requester="jana@example.com", entries=(entry(9, "c", EntryKind.REPLY),)),
            ticket(
                requester="jana@example.com",
                entries=(entry(7, "d", EntryKind.REPLY), entry(8, "b", EntryKind.REPLY)),
            ),
        ],
        "c",
    ),
    "however the address is written": (
        [ticket(requester="JANA@example.com", entries=(entry(9, "c", EntryKind.REPLY),))],
        "c",
    ),
    "a note helps nobody": (
        [ticket(requester="jana@example.com", entries=(entry(9, "c", EntryKind.NOTE),))],
        None,
    ),
    "somebody else was helped": (
        [ticket(requester="olga@example.com", entries=(entry(9, "c", EntryKind.REPLY),))],
        None,
    ),
    "the helper has left": (
        [ticket(requester="jana@example.com", entries=(entry(9, "gone", EntryKind.REPLY),))],
        None,
    ),
    "the helper before one who has left": (
        [
            ticket(
                requester="jana@example.com",
                entries=(entry(8, "c", EntryKind.REPLY), entry(9, "gone", EntryKind.REPLY)),
            )
        ],
        "c",
    ),
}


@pytest.mark.parametrize("what", HELPED)
def test_sticky_goes_to_who_helped_before_else_by_load(what: str) -> None:
    held, agent = HELPED[what]
    expected = (
        (agent, f"Assigned to {agent}: helped Jana@Example.com last.")
        if agent
        else ("a", "Assigned to a: has the fewest open tickets (0).")
    )
    assert chosen("sticky", held, requester="Jana@Example.com") == expected
    assert chosen("load", held, requester="Jana@Example.com")[0] == "a"


def test_sticky_does_not_know_who_nobody_names() -> None:
    held = [ticket(entries=(entry(9, "c", EntryKind.REPLY),))]
    assert chosen("sticky", held)[0] == "a"


def test_the_helper_who_cannot_take_it_does_not_get_it() -> None:
    held = [
        ticket(requester="jana@example.com", entries=(entry(9, "carol", EntryKind.REPLY),)),
    ]
    found = Roster(team("sticky"), held).assign(ticket(requester="jana@example.com"), NOW)
    assert found is not None
    assert (found.agent, *found.reasons) == (
        "alice",
        "Assigned to alice: has the fewest open tickets (0).",
        "carol is away until 2026-11-20.",
    )


@pytest.mark.parametrize(
    ("now", "agent"),
    [
        # In Auckland it is thirteen hours later: the 18th begins at eleven on the 17th.
        (datetime(2026, 11, 17, 10, 59, 59, tzinfo=UTC), "carol"),
        (datetime(2026, 11, 17, 11, tzinfo=UTC), None),
        (datetime(2026, 11, 20, 10, 59, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 20, 11, tzinfo=UTC), "carol"),
    ],
)
def test_days_away_are_the_agents_own_from_the_first_to_the_last(
    now: datetime, agent: str | None
) -> None:
    text = """\
name: Test
agents: {carol: {queues: [q], calendar: home, away: ["2026-11-18..2026-11-20"]}}
queues: {q: {assign: load}}
calendars: {home: {timezone: Pacific/Auckland, hours: {mon-sun: ["00:00-24:00"]}}}
"""
    found = Roster(team(text=text), []).assign(ticket(queue="q"), now)
    assert found is not None
    assert (found.agent, *found.reasons) == (
        ("carol", "Assigned to carol: has the fewest open tickets (0).")
        if agent
        else (None, "Nobody can take it.", "carol is away until 2026-11-20.")
    )


ABLE = """\
name: Test
agents: {bob: {queues: [q], languages: [en], skills: [vpn, wifi], capacity: 2}}
queues: {q: {assign: load}}
"""


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, None),
        ({"language": "en", "service": "vpn"}, None),
        ({"service": "printing", "tags": ("slow", "wifi")}, None),
        ({"tags": ("printing",)}, None),
        ({"service": "printing", "tags": ("slow",)}, "doesn't know 'printing'"),
        ({"language": "sk", "service": "printing"}, "doesn't answer in 'sk'"),
    ],
)
def test_skills_and_languages_matter_where_the_ticket_names_some(
    values: dict[str, object], problem: str | None
) -> None:
    held = [ticket(assignee="bob")]
    found = Roster(team(text=ABLE), held).assign(ticket(queue="q", **values), NOW)
    assert found is not None
    assert (found.agent, *found.reasons) == (
        (None, "Nobody can take it.", f"bob {problem}.")
        if problem
        else ("bob", "Assigned to bob: has the fewest open tickets (1).")
    )


def test_who_agreed_on_no_tickets_gets_none() -> None:
    text = ABLE.replace("capacity: 2", "capacity: 0")
    found = Roster(team(text=text), []).assign(ticket(queue="q"), NOW)
    assert found is not None
    assert found.reasons == (
        "Nobody can take it.",
        "bob has 0 open tickets, as many as agreed.",
    )


def test_who_names_no_skills_or_languages_has_them_all() -> None:
    assert chosen("load", [], language="sk", service="printing") == (
        "a",
        "Assigned to a: has the fewest open tickets (0).",
    )


def test_agents_of_other_queues_are_passed_over() -> None:
    text = """\
name: Test
agents: {dan: {queues: [network]}, eve: {}, bob: {queues: [q]}}
queues: {q: {assign: load}}
"""
    found = Roster(team(text=text), []).assign(ticket(queue="q"), NOW)
    assert found is not None
    assert (found.agent, *found.reasons) == (
        "bob",
        "Assigned to bob: has the fewest open tickets (0).",
    )
