"""What ends a wait: a grace, a patience, a sleep; and what stands in its way."""

from __future__ import annotations

import pytest
from tests.support.ageing import at, coming, named_steps, told
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.checks import Known, check_ticket
from plaindesk.core.errors import DeskError
from plaindesk.core.escalation import closes_at
from plaindesk.core.lifecycle import Request, decide
from plaindesk.core.model.vocabulary import Status

DESK = """\
name: x
languages: [sk, en]
agents: {{alice: {{}}, bob: {{}}}}
queues:
  support: {{lead: bob}}
  slow: {{remind_after: 6h, reminders: 2}}
calendars: {{office: {calendar}, always: 24/7}}
sla: []
workflow:
  close_after: 4h
  remind_after: 2h
  reminders: {reminders}
  resolve_after: 4h
  {flow}
"""
OFFICE = '{hours: {mon-fri: ["09:00-17:00"]}}'
TICKET = """\
---
id: 2611-7K3MX
status: {status}
created: 2026-11-23T09:00:00Z
assignee: alice
requester: jana@example.com
queue: {queue}
{more}
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


def desk(flow: str = "", calendar: str = OFFICE, reminders: int = 1) -> str:
    return DESK.format(flow=flow, calendar=calendar, reminders=reminders)


def ticket(status: str, *entries: str, queue: str = "support", more: str = "") -> str:
    return TICKET.format(status=status, queue=queue, more=more) + "".join(entries)


def entry(at: str, rest: str = "", by: str = "alice", kind: str = "note") -> str:
    return ENTRY.format(at=at, by=by, kind=kind, rest=rest)


PENDING = entry("23T10:00", "changes: {status: [open, pending]}")
RESOLVED = entry("23T10:00", "changes: {status: [open, resolved]}")
ASLEEP = entry("23T10:00", "changes: {status: [open, on-hold]}\nuntil: 2026-11-24T10:30:00Z")


def test_patience_is_counted_in_open_time_from_step_to_step() -> None:
    """Two hours from 10, then four from 12; where the queue says so, six and six more."""
    assert coming(desk(), ticket("pending", PENDING), "11-23 10:00") == [
        "2026-11-23T12:00:00Z remind/20261123T100000Z",
        "2026-11-23T16:00:00Z resolve/20261123T100000Z",
    ]
    # 16 o'clock; an hour is left of Monday; then from 14 on Tuesday, three and one.
    assert coming(desk(), ticket("pending", PENDING, queue="slow"), "11-23 10:00") == [
        "2026-11-23T16:00:00Z remind/20261123T100000Z",
        "2026-11-24T14:00:00Z remind-2/20261123T100000Z",
        "2026-11-25T10:00:00Z resolve/20261123T100000Z",
    ]


def test_a_ticket_without_a_queue_has_the_desks_patience() -> None:
    text = ticket("pending", PENDING).replace("queue: support\n", "")
    assert named_steps(desk(), text, "11-23 12:00") == ["remind/20261123T100000Z"]


def test_a_desk_may_resolve_without_a_reminder() -> None:
    text = desk(reminders=0)
    assert coming(text, ticket("pending", PENDING), "11-23 10:00") == [
        "2026-11-23T14:00:00Z resolve/20261123T100000Z"
    ]


FAREWELL = """\
---
at: 2026-11-23T14:00:00Z
by: desk
kind: reply
changes: {status: [pending, resolved]}
step: resolve/20261123T100000Z
---

We close this now.
"""


def test_a_desk_says_goodbye_in_its_own_words() -> None:
    text = desk('farewell: {sk: "We close this now."}', reminders=0)
    assert told(text, ticket("pending", PENDING), "11-23 14:00") == [FAREWELL]


def test_each_step_is_counted_from_when_the_one_before_it_was_taken() -> None:
    """The job came at 15 and not at 12: four hours more are 11 o'clock on Tuesday."""
    late = entry("23T15:00", "step: remind/20261123T100000Z", by="desk", kind="reply")
    assert coming(desk(), ticket("pending", PENDING, late), "11-23 15:00") == [
        "2026-11-24T11:00:00Z resolve/20261123T100000Z"
    ]
    earlier = entry("23T15:00", "step: remind/20261120T100000Z", by="desk", kind="reply")
    assert coming(desk(), ticket("pending", PENDING, earlier), "11-23 10:00") == [
        "2026-11-23T12:00:00Z remind/20261123T100000Z",
        "2026-11-23T16:00:00Z resolve/20261123T100000Z",
    ]


def test_only_words_after_the_question_end_the_wait_for_an_answer() -> None:
    def said(at: str, kind: str = "message", by: str = "jana@example.com") -> list[str]:
        told = entry(at, by=by, kind=kind)
        return named_steps(desk(), ticket("pending", PENDING, told), "11-23 12:00")

    assert said("23T10:00") == ["remind/20261123T100000Z"]
    assert said("23T09:30") == ["remind/20261123T100000Z"]
    assert said("23T11:00", kind="note") == ["remind/20261123T100000Z"]
    assert said("23T10:01") == []
    # An agent who asks may say it as a reply; a colleague's reply is no answer to it.
    assert said("23T10:01", kind="reply") == []
    assert said("23T10:01", kind="reply", by="alice") == ["remind/20261123T100000Z"]
    assert said("23T10:01", kind="reply", by="desk") == ["remind/20261123T100000Z"]


@pytest.mark.parametrize(
    ("language", "flow", "words"),
    [
        ("en", "", "We are still waiting for your answer"),
        ("xx", "", "Stále čakáme"),
        ("en", 'reminder: {en: " ", sk: "Haló?"}', "We are still waiting for your answer"),
        ("xx", 'reminder: {en: "Hello?", sk: "Haló?"}', "Haló?"),
    ],
)
def test_a_reminder_has_words_in_a_language_there_is(language: str, flow: str, words: str) -> None:
    text = ticket("pending", PENDING, more=f"language: {language}")
    (reminder,) = told(desk(flow), text, "11-23 12:00")
    assert reminder.partition("\n---\n\n")[2].startswith(words)


def test_no_language_at_all_is_english() -> None:
    text = desk().replace("languages: [sk, en]", "languages: [xx]")
    (reminder,) = told(text, ticket("pending", PENDING), "11-23 12:00")
    assert "We are still waiting" in reminder


def grace(text: str, desk_text: str = "") -> str | None:
    found = closes_at(ticket_of(text), settings_of(desk_text or desk()))
    return f"{found:%m-%d %H:%M}" if found else None


def test_a_grace_ends_in_open_time_and_only_after_resolving() -> None:
    assert grace(ticket("resolved", RESOLVED)) == "11-23 14:00"
    assert coming(desk(), ticket("resolved", RESOLVED), "11-23 13:59") == [
        "2026-11-23T14:00:00Z close/20261123T100000Z"
    ]
    for status, entry_ in (("pending", PENDING), ("on-hold", ASLEEP), ("open", "")):
        assert grace(ticket(status, entry_)) is None


def test_a_calendar_that_never_opens_ends_no_wait() -> None:
    never = desk(calendar='{exceptions: {2026-11-23: ["09:00-09:30"]}}')
    assert grace(ticket("resolved", RESOLVED), never) is None
    assert coming(never, ticket("resolved", RESOLVED), "11-23 10:00") == []
    assert coming(never, ticket("pending", PENDING), "11-23 10:00") == []


WAKING = """\
---
at: 2026-11-24T10:30:00Z
by: desk
kind: change
changes: {status: [on-hold, open]}
step: wake/20261123T100000Z
---

Its time has come.
"""


def test_a_sleep_ends_at_its_time_once() -> None:
    asleep = ticket("on-hold", ASLEEP)
    assert coming(desk(), asleep, "11-24 10:29") == ["2026-11-24T10:30:00Z wake/20261123T100000Z"]
    assert told(desk(), asleep, "11-24 10:30", "11-25 10:30") == [WAKING]


def test_a_ticket_on_hold_without_a_time_sleeps_on() -> None:
    held = entry("23T11:00", "changes: {status: [open, on-hold]}")
    woken = entry("23T10:30", "changes: {status: [on-hold, open]}")
    assert coming(desk(), ticket("on-hold", held), "11-23 11:00") == []
    assert coming(desk(), ticket("on-hold", ASLEEP, woken, held), "11-23 11:00") == []
    assert coming(desk(), ticket("open", ASLEEP, woken), "11-23 11:00") == []
    by_hand = entry("23T11:00", "until: 2026-11-24T10:30:00Z")
    assert coming(desk(), ticket("open", by_hand), "11-23 11:00") == []


def test_who_puts_a_ticket_to_sleep_again_says_when_it_wakes() -> None:
    note = entry("23T10:30")
    for until in ("24T09:00", "27T09:00"):
        again = entry("23T11:00", f"until: 2026-11-{until}:00Z")
        asleep = ticket("on-hold", ASLEEP, again, note)
        assert coming(desk(), asleep, "11-23 11:00") == [
            f"2026-11-{until}:00Z wake/20261123T110000Z"
        ]


def test_another_time_is_enough_to_put_a_ticket_to_sleep_again() -> None:
    asleep = ticket_of(ticket("on-hold", ASLEEP))
    values = {"status": Status.ON_HOLD}
    settings = settings_of(desk())
    again = Request(by="alice", values=values, until=at("11-30 09:00"))
    entry_ = decide(asleep, again, settings, at("11-23 12:00"))
    assert (entry_.changes, entry_.until) == ((), at("11-30 09:00"))
    after = asleep.with_entry(entry_)
    assert (
        list(check_ticket(after, after.path, Known(settings=settings, now=at("11-23 12:00")))) == []
    )
    with pytest.raises(DeskError, match="Nothing would change"):
        decide(asleep, Request(by="alice", values=values), settings, at("11-23 12:00"))


HELD = """\
---
at: 2026-11-{at}:00Z
by: desk
kind: escalation
step: held-{step}/20261123T100000Z
notify: [alice, bob]
---

It would be {status} now. {why}
"""
GATE = "gates: [{name: four eyes, to: [open, closed], needs: [plan]}]"
NEEDS = "'four eyes' needs plan, which is empty."
NO_STEP = "The workflow has no such step."


def test_what_a_gate_stops_is_told_once_and_happens_when_it_may() -> None:
    held = HELD.format(at="24T10:30", step="wake", status="open", why=NEEDS)
    asleep = ticket("on-hold", ASLEEP)
    assert told(desk(GATE), asleep, "11-24 10:30", "11-25 10:30") == [held]
    planned = ticket("on-hold", ASLEEP, "\n" + held, more="fields: {plan: swap it}")
    assert named_steps(desk(GATE), planned, "11-25 10:30") == ["wake/20261123T100000Z"]
    closing = HELD.format(at="23T14:00", step="close", status="closed", why=NEEDS)
    assert told(desk(GATE), ticket("resolved", RESOLVED), "11-23 14:00") == [closing]


def test_everything_that_is_missing_is_told() -> None:
    gates = "{name: a, to: [closed], needs: [plan]}, {name: b, to: [closed], approvals: 1}"
    why = "'a' needs plan, which is empty. 'b' needs an approval; it has none."
    text = desk(f"gates: [{gates}]")
    assert told(text, ticket("resolved", RESOLVED), "11-23 14:00") == [
        HELD.format(at="23T14:00", step="close", status="closed", why=why)
    ]


def test_a_workflow_without_an_end_has_none_but_a_sleeper_is_told_of() -> None:
    flow = "types: {change: {pending: [open], on-hold: [resolved], resolved: [open]}}"
    more = "type: change"
    for status, entry_, steps in (
        ("resolved", RESOLVED, []),
        ("pending", PENDING, ["remind/20261123T100000Z"]),
        ("on-hold", ASLEEP, ["held-wake/20261123T100000Z"]),
    ):
        text = ticket(status, entry_, more=more)
        assert named_steps(desk(flow), text, "11-30 09:00", "12-30 09:00") == steps
    (held,) = told(desk(flow), ticket("on-hold", ASLEEP, more=more), "11-24 10:30")
    assert held == HELD.format(at="24T10:30", step="wake", status="open", why=NO_STEP)


def test_a_desk_that_resolves_nothing_by_itself_says_so_with_no_time() -> None:
    never = desk().replace("resolve_after: 4h", "resolve_after: 0s")
    steps = named_steps(never, ticket("pending", PENDING), "11-23 12:00", "12-23 12:00")
    assert steps == ["remind/20261123T100000Z"]
    patient = desk().replace("slow: {", "slow: {resolve_after: 0s, ")
    slow = ticket("pending", PENDING, queue="slow")
    assert [
        s.partition("/")[0] for s in named_steps(patient, slow, "11-24 12:00", "12-23 12:00")
    ] == [
        "remind",
        "remind-2",
    ]
