"""The steps of a policy: what each changes, whom it tells, and when its time comes."""

from __future__ import annotations

import pytest
from tests.support.ageing import aged, coming, named_steps, told

DESK = """\
name: x
agents: {{alice: {{}}, bob: {{}}}}
queues:
  support: {{lead: bob}}
  network: {{lead: alice}}
calendars:
  office: {{hours: {{mon-fri: ["09:00-17:00"]}}}}
macros:
  aside: {{text: "\\nWe are late.\\n", note: true}}
  wordless: {{set: {{tags: [late], priority: P1}}}}
  empty: {{set: {{status: null}}}}
sla:
  - name: gold
    targets: {{default: {targets}}}
    escalate: [{rules}]
workflow: {workflow}
"""
TICKET = """\
---
id: 2611-7K3MX
status: {status}
created: 2026-11-23T09:00:00Z
requester: jana@example.com
queue: support
{fields}
subject: VPN drops
---
"""
ENTRY = """\

---
at: 2026-11-{at}:00Z
by: {by}
kind: {kind}
{rest}
---

Words.
"""


def desk(*rules: str, targets: str = "{resolution: 4h}", workflow: str = "{}") -> str:
    return DESK.format(rules=", ".join(rules), targets=targets, workflow=workflow)


def ticket(fields: str = "", status: str = "open") -> str:
    return TICKET.format(status=status, fields=fields)


def entry(at: str, by: str = "alice", kind: str = "change", **rest: str) -> str:
    lines = "\n".join(f"{key}: {value}" for key, value in rest.items())
    return ENTRY.format(at=at, by=by, kind=kind, rest=lines)


CHANGES = {
    "a line more than there is none of": ("line: +1", "", "changes: {line: [null, 2]}"),
    "a line more": ("line: +1", "line: 2", "changes: {line: [2, 3]}"),
    "the third line is the last": ("line: +2", "line: 2", "changes: {line: [2, 3]}"),
    "a ticket of the last line": ("line: +1", "line: 3", ""),
    "a line that nobody asked for": ("notify: [bob]", "", ""),
    "a priority more than none, which is as good as P3": (
        "priority: +1",
        "",
        "changes: {priority: [null, P2]}",
    ),
    "a priority more": ("priority: +1", "priority: P4", "changes: {priority: [P4, P3]}"),
    "the first priority stays": ("priority: +1", "priority: P1", ""),
    "a tag besides others": (
        "tags: [late, old]",
        "tags: [old]",
        "changes: {tags: [[old], [old, late]]}",
    ),
    "an agent": ("assignee: bob", "assignee: alice", "changes: {assignee: [alice, bob]}"),
    "a status": ("status: on-hold", "", "changes: {status: [open, on-hold]}"),
    "a status that can't follow": ("status: new", "", ""),
    "a status that a gate is before": ("status: resolved", "", ""),
    "a status with what its gate needs": (
        "status: resolved, assignee: bob",
        "fields: {root_cause: a worn cable}",
        "changes: {status: [open, resolved], assignee: [null, bob]}",
    ),
}
GATE = "{gates: [{name: end, to: [resolved], needs: [root_cause, assignee]}]}"


@pytest.mark.parametrize("what", CHANGES)
def test_a_step_changes_what_it_can(what: str) -> None:
    do, fields, changes = CHANGES[what]
    text = desk(f"{{of: resolution, at: 100%, do: {{{do}}}}}", workflow=GATE)
    (entry_,) = told(text, ticket(fields), "11-23 13:00")
    found = [line for line in entry_.splitlines() if line.startswith("changes:")]
    assert found == ([changes] if changes else [])


MOVES = [
    "{of: resolution, at: 50%, do: {queue: network}}",
    "{of: resolution, at: 60%, do: {queue: support}}",
]
STAYS = "Jobs have moved it 2 times: it stays in 'support' until a person moves it."


def moved(last: str) -> str:
    """Return what the last step says about a ticket that jobs have moved to and fro."""
    text = desk(*MOVES, last, workflow="{hop_limit: 2}")
    return told(text, ticket(), "11-23 13:00")[-1]


def test_only_a_move_is_stopped_by_the_hop_limit() -> None:
    assert STAYS in moved("{of: resolution, at: 70%, do: {queue: network}}")
    assert STAYS not in moved("{of: resolution, at: 70%, do: {queue: support}}")
    assert STAYS not in moved("{of: resolution, at: 70%, do: {tags: [late]}}")


def test_a_person_who_moves_a_ticket_starts_the_count_anew() -> None:
    back = entry("23T10:00", by="desk", changes="{queue: [network, support]}")
    by_hand = entry("23T10:30", changes="{queue: [network, support]}")
    text = desk(*MOVES[:1], workflow="{hop_limit: 1}")
    assert "Jobs have" in told(text, ticket() + back, "11-23 13:00")[0]
    assert "Jobs have" not in told(text, ticket() + back + by_hand, "11-23 13:00")[0]
    once_more = "{of: resolution, at: 60%, do: {queue: support}}"
    text = desk(*MOVES[:1], once_more, workflow="{hop_limit: 1}")
    found = told(text, ticket() + back + by_hand, "11-23 13:00")
    assert ["Jobs have" in entry_ for entry_ in found] == [False, True]


def test_where_a_ticket_first_came_and_other_changes_are_no_moves() -> None:
    routed = entry("23T09:10", by="desk", changes="{queue: [null, support]}")
    tagged = entry("23T09:20", by="desk", changes="{tags: [[x], []]}")
    text = desk(*MOVES[:1], workflow="{hop_limit: 1}")
    (only,) = told(text, ticket() + routed + tagged, "11-23 13:00")
    assert "changes: {queue: [support, network]}" in only


PEOPLE = {
    "nobody": ("tags: [late]", ""),
    "the assignee of a ticket without one is the queue's lead": ("notify: [assignee]", "[bob]"),
    "the lead of the queue that it goes to": ("notify: [queue-lead], queue: network", "[alice]"),
    "each once": ("notify: [bob, queue-lead, manager, bob]", "[bob]"),
}


@pytest.mark.parametrize("what", PEOPLE)
def test_a_step_tells_people(what: str) -> None:
    do, people = PEOPLE[what]
    (only,) = told(desk(f"{{of: resolution, do: {{{do}}}}}"), ticket(), "11-23 13:00")
    found = [line for line in only.splitlines() if line.startswith("notify:")]
    assert found == ([f"notify: {people}"] if people else [])


def test_a_rule_without_a_point_is_for_the_deadline() -> None:
    assert told(desk("{of: resolution, do: {}}"), ticket(), "11-23 13:00") == [
        """\
---
at: 2026-11-23T13:00:00Z
by: desk
kind: escalation
step: gold/resolution/100%/20261123T090000Z
---

The resolution target of policy 'gold' is at 100%.
"""
    ]


def test_two_rules_at_one_point_are_both_taken_in_their_order() -> None:
    rules = [
        "{of: resolution, at: 50%, do: {tags: [first]}}",
        "{of: resolution, at: 50%, do: {tags: [second]}}",
        "{of: first_response, at: 50%, do: {tags: [third]}}",
    ]
    text = desk(*rules, targets="{resolution: 4h, first_response: 4h}")
    asked, taken = aged(text, ticket(), "11-23 11:00", "11-23 12:00")
    assert [one.step for one in taken] == [
        "gold/first_response/50%/20261123T090000Z",
        "gold/resolution/50%/20261123T090000Z",
        "gold/resolution/50%/20261123T090000Z-2",
    ]
    assert asked.tags == ("third", "first", "second")


def test_a_step_is_taken_again_for_the_next_question() -> None:
    """Two hours for an answer: half of it after 10:00, and after the question of 12:00."""
    text = desk("{of: next_response, at: 50%, do: {}}", targets="{next_response: 2h}")
    asked = (
        ticket()
        + entry("23T10:30", kind="reply")
        + entry("23T12:00", by="jana@example.com", kind="message")
        + entry("23T12:30", by="jana@example.com", kind="message")
    )
    first = ticket()
    assert named_steps(text, first, "11-23 09:59") == []
    assert named_steps(text, first, "11-23 10:00") == ["gold/next_response/50%/20261123T090000Z"]
    assert named_steps(text, asked, "11-23 12:59") == []
    assert named_steps(text, asked, "11-23 13:00", "11-23 16:00") == [
        "gold/next_response/50%/20261123T120000Z"
    ]


PAUSED = ticket(status="pending") + entry("23T14:00", changes="{status: [open, pending]}")
WOKEN = (
    ticket()
    + entry("23T14:00", changes="{status: [open, pending]}")
    + entry("24T10:00", changes="{status: [pending, open]}")
)
LATE = [
    "{of: resolution, at: 150%, do: {}}",
    "{of: resolution, after: 3h, do: {}}",
    "{of: resolution, after: 1d, do: {}}",
]


def test_no_step_comes_closer_while_the_ticket_waits() -> None:
    """Due on Monday at 13, an hour late when it began to wait, and again from Tuesday at 10.

    Six hours of the target, and two after the deadline: one on Monday, one on Tuesday.
    Three after the deadline: two on Tuesday. A day after it is Tuesday at 13, eight
    open hours: one was on Monday, seven on Tuesday until it closes.
    """
    text = desk(*LATE, workflow="{remind_after: 90d, resolve_after: 90d}")
    assert coming(text, WOKEN, "11-24 10:30") == [
        "2026-11-24T11:00:00Z gold/resolution/150%/20261123T090000Z",
        "2026-11-24T12:00:00Z gold/resolution/+3h/20261123T090000Z",
        "2026-11-24T17:00:00Z gold/resolution/+1d/20261123T090000Z",
    ]
    for now in ("11-23 15:00", "11-24 12:00", "12-04 12:00"):
        assert named_steps(text, PAUSED, now) == []


def test_a_step_before_the_deadline_is_due_since_its_share_was_used() -> None:
    """Three of four hours at noon; the pause from 14 to 10 is behind that."""
    text = desk("{of: resolution, at: 75%, do: {}}", targets="{resolution: 6h}")
    # Four and a half hours are half past one: before the ticket began to wait.
    assert coming(text, WOKEN, "11-23 13:29") == [
        "2026-11-23T13:30:00Z gold/resolution/75%/20261123T090000Z"
    ]
    assert named_steps(text, WOKEN, "11-24 10:00") == ["gold/resolution/75%/20261123T090000Z"]


def test_the_whole_of_a_target_in_days_is_its_deadline() -> None:
    """Eight open hours end at 17 o'clock; a day ends at 9 the next day, where it began."""
    text = desk("{of: resolution, at: 100%, do: {}}", targets="{resolution: 1d}")
    assert coming(text, ticket(), "11-23 10:00") == [
        "2026-11-24T09:00:00Z gold/resolution/100%/20261123T090000Z"
    ]


def test_a_share_of_a_second_is_rounded() -> None:
    text = desk("{of: resolution, at: 33%, do: {}}", targets="{resolution: 10s}")
    assert coming(text, ticket(), "11-23 09:00") == [
        "2026-11-23T09:00:03Z gold/resolution/33%/20261123T090000Z"
    ]


def test_a_step_whose_time_is_now_is_not_to_come() -> None:
    text = desk("{of: resolution, at: 100%, do: {}}")
    assert coming(text, ticket(), "11-23 13:00") == []
    assert len(named_steps(text, ticket(), "11-23 13:00")) == 1


MACROS = {
    "aside": "kind: note\nstep: gold/resolution/100%/20261123T090000Z/aside\n---\n\nWe are late.",
    "wordless": (
        "kind: note\nchanges: {priority: [null, P1], tags: [[], [late]]}\n"
        "step: gold/resolution/100%/20261123T090000Z/wordless\n---\n\nMacro 'wordless'."
    ),
    "empty": (
        "kind: note\nstep: gold/resolution/100%/20261123T090000Z/empty\n---\n\nMacro 'empty'."
    ),
}


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_writes_what_it_has(name: str) -> None:
    rule = f"{{of: resolution, do: {{macro: {name}}}}}"
    fields = "impact: low\nurgency: low"
    last = told(desk(rule), ticket(fields), "11-23 13:00")[1]
    assert last == f"---\nat: 2026-11-23T13:00:01Z\nby: desk\n{MACROS[name]}\n"


def test_a_macro_that_is_gone_stops_no_step() -> None:
    rule = "{of: resolution, do: {macro: gone, tags: [late]}}"
    assert named_steps(desk(rule), ticket(), "11-23 13:00") == [
        "gold/resolution/100%/20261123T090000Z"
    ]
