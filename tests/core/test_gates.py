"""What a step of a ticket asks for, and refusals that say what is missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request, decide, gates_of, holders, plays, refuse_approval
from plaindesk.core.model.vocabulary import EntryKind, Status, Verdict

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DESK = settings_of("""\
name: x
agents:
  alice: {email: alice@example.com, line: 1}
  bob: {email: bob@example.com, line: 2}
  carol: {email: carol@example.com, line: 3}
  dave: {email: dave@example.com, line: 1}
queues:
  network: {lead: bob}
organisations:
  acme: {contact: it@acme.example}
manager: carol
fields:
  device: {words: [laptop, phone]}
workflow:
  types:
    change: {new: [open, closed], open: [resolved], resolved: [open, closed], closed: []}
  gates:
    - name: start of a change
      when: type:change
      to: [open]
      needs: [plan, window]
      approvals: 1
      approvers: [queue-lead, manager]
    - {name: a known error, when: "type:problem", to: [resolved], needs: [root_cause, article]}
    - {name: the end of a P1, when: "type:incident priority:P1", to: [closed], needs: [root_cause]}
    - {name: closing by hand, to: [closed], by: [queue-lead, line-3]}
    - {name: two heads, when: "tag:pair", to: [pending], approvals: 2}
    - {name: their word, when: "tag:theirs", to: [open, resolved], by: [requester, assignee]}
""")
HEAD = """\
---
id: 2611-7K3MX
status: {status}
created: 2026-11-23T09:00:00Z
assignee: {assignee}
requester: jana@acme.example
queue: network
organisation: acme
type: {type}
priority: {priority}
tags: [{tags}]
subject: x
links: {links}
fields: {fields}
---
"""
ENTRY = """\

---
at: 2026-11-23T{time}:00Z
by: {by}
kind: {kind}
{rest}
---
"""
PLANNED = '{plan: swap it at night, window: "2026-12-01T20:00:00Z/2026-12-01T22:00:00Z"}'


def head(**fields: str) -> str:
    usual = {"status": "new", "assignee": "alice", "type": "change", "priority": "P3"}
    return HEAD.format(**{**usual, "tags": "", "links": "", "fields": "", **fields})


def said(time: str, by: str, verdict: str) -> str:
    return ENTRY.format(time=time, by=by, kind="approval", rest=f"verdict: {verdict}")


def changed(time: str, changes: str) -> str:
    return ENTRY.format(time=time, by="dave", kind="change", rest=f"changes: {changes}")


def refusal(text: str, status: str, by: str = "dave") -> str:
    """Ask for a status, and return what is said against it; empty where nothing is."""
    request = Request(by=by, values={"status": Status(status)})
    try:
        decide(ticket_of(text), request, DESK, NOW)
    except DeskError as error:
        return error.message
    return ""


CASES = {
    "a change without anything": (
        head(),
        "open",
        (
            "2611-7K3MX can't become open yet. "
            "'start of a change' needs plan and window, which are empty. "
            "'start of a change' needs an approval of queue-lead, manager; it has none."
        ),
    ),
    "a change without a window": (
        head(fields="{plan: swap it}") + said("10:00", "bob", "approved"),
        "open",
        "2611-7K3MX can't become open yet. 'start of a change' needs window, which is empty.",
    ),
    "a change that the queue's lead approved": (
        head(fields=PLANNED) + said("10:00", "bob", "approved"),
        "open",
        "",
    ),
    "a change that the manager approved": (
        head(fields=PLANNED) + said("10:00", "carol", "approved"),
        "open",
        "",
    ),
    "a change that somebody else approved": (
        head(fields=PLANNED) + said("10:00", "dave", "approved"),
        "open",
        (
            "2611-7K3MX can't become open yet. "
            "'start of a change' needs an approval of queue-lead, manager; it has none."
        ),
    ),
    "a change approved by who works on it": (
        head(fields=PLANNED, assignee="bob") + said("10:00", "bob", "approved"),
        "open",
        (
            "2611-7K3MX can't become open yet. "
            "'start of a change' needs an approval of queue-lead, manager; it has none."
        ),
    ),
    "a change that was approved and then rejected": (
        head(fields=PLANNED)
        + said("10:00", "bob", "approved")
        + said("10:05", "carol", "rejected"),
        "open",
        "2611-7K3MX can't become open yet. 'start of a change' was rejected by carol.",
    ),
    "a change that was rejected and then approved": (
        head(fields=PLANNED) + said("10:00", "bob", "rejected") + said("10:05", "bob", "approved"),
        "open",
        "",
    ),
    "a change whose plan changed after the approval": (
        head(fields=PLANNED)
        + said("10:00", "bob", "approved")
        + changed("10:05", "{fields.plan: [swap it by day, swap it at night]}"),
        "open",
        (
            "2611-7K3MX can't become open yet. "
            "'start of a change' needs an approval of queue-lead, manager; it has none."
        ),
    ),
    "a change of something else after the approval": (
        head(fields=PLANNED)
        + said("10:00", "bob", "approved")
        + changed("10:05", "{tags: [[x], []]}"),
        "open",
        "",
    ),
    "a change has no such status": (
        head(),
        "pending",
        "2611-7K3MX is new: it can't become pending.",
    ),
    "a change that became one while it was on hold": (
        head(status="on-hold"),
        "pending",
        "2611-7K3MX is on-hold: it can't become pending.",
    ),
    "a problem without a cause and an article": (
        head(status="open", type="problem"),
        "resolved",
        (
            "2611-7K3MX can't become resolved yet. "
            "'a known error' needs root_cause and article, which are empty."
        ),
    ),
    "a problem with both": (
        head(
            status="open",
            type="problem",
            links="{article: [en/network/vpn]}",
            fields="{root_cause: a worn cable}",
        ),
        "resolved",
        "",
    ),
    "a P1 without a cause": (
        head(status="resolved", type="incident", priority="P1"),
        "closed",
        (
            "2611-7K3MX can't become closed yet. "
            "'the end of a P1' needs root_cause, which is empty. "
            "'closing by hand' lets only queue-lead, line-3 do it, and dave is none of them."
        ),
    ),
    "a P2": (
        head(status="resolved", type="incident", priority="P2"),
        "closed",
        (
            "2611-7K3MX can't become closed yet. "
            "'closing by hand' lets only queue-lead, line-3 do it, and dave is none of them."
        ),
    ),
    "two approvals where one was given": (
        head(status="open", type="request", tags="pair") + said("10:00", "bob", "approved"),
        "pending",
        "2611-7K3MX can't become pending yet. 'two heads' needs 2 approvals; it has 1.",
    ),
    "two approvals of one person": (
        head(status="open", type="request", tags="pair")
        + said("10:00", "bob", "approved")
        + said("10:05", "bob", "approved"),
        "pending",
        "2611-7K3MX can't become pending yet. 'two heads' needs 2 approvals; it has 1.",
    ),
    "two approvals": (
        head(status="open", type="request", tags="pair")
        + said("10:00", "bob", "approved")
        + said("10:05", "dave", "approved"),
        "pending",
        "",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_gate_says_what_is_missing(case: str) -> None:
    text, status, told = CASES[case]
    assert refusal(text, status) == told


@pytest.mark.parametrize(("by", "may"), [("bob", True), ("carol", True), ("alice", False)])
def test_only_some_may_close(by: str, may: bool) -> None:  # noqa: FBT001 - pytest's
    told = refusal(head(status="resolved", type="incident"), "closed", by)
    assert (told == "") is may


def test_jobs_may_what_any_person_may_and_miss_nothing_else() -> None:
    assert refusal(head(status="resolved", type="incident"), "closed", "desk") == ""
    assert refusal(head(status="resolved", type="incident", priority="P1"), "closed", "desk") == (
        "2611-7K3MX can't become closed yet. 'the end of a P1' needs root_cause, which is empty."
    )


def test_an_answer_is_never_refused_for_a_status_that_would_follow() -> None:
    asked = ticket_of(head())
    entry = decide(asked, Request(by="bob", kind=EntryKind.REPLY, body="Hi."), DESK, NOW)
    assert (entry.body, entry.changes) == ("Hi.", ())
    theirs = ticket_of(head(status="resolved", type="request", tags="theirs"))
    for by, opens in (("jana@acme.example", True), ("eva@acme.example", False)):
        entry = decide(theirs, Request(by=by, kind=EntryKind.MESSAGE, body="Hi."), DESK, NOW)
        assert bool(entry.changes) is opens


def test_what_a_step_needs_may_come_with_it() -> None:
    values = {"status": Status.RESOLVED, "fields.root_cause": "a worn cable"}
    linked = head(status="open", type="problem", links="{article: [en/network/vpn]}")
    entry = decide(ticket_of(linked), Request(by="bob", values=values), DESK, NOW)
    assert [change.field for change in entry.changes] == ["status", "fields.root_cause"]


def approving(text: str, by: str) -> str:
    asked = ticket_of(text)
    try:
        refuse_approval(asked, by, gates_of(asked, None, DESK, NOW), DESK)
    except DeskError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "by", "told"),
    [
        (head(), "bob", ""),
        (head(), "dave", "dave may not approve 2611-7K3MX.\nWho may: queue-lead, manager."),
        (head(assignee="bob"), "bob", "bob works on 2611-7K3MX: somebody else has to approve it."),
        (
            head().replace("jana@acme.example", "bob@example.com"),
            "bob",
            "bob asked for 2611-7K3MX: somebody else has to approve it.",
        ),
        (
            head(type="incident"),
            "bob",
            "Nothing about 2611-7K3MX needs an approval.\nSee: desk config help workflow.gates",
        ),
        (head(type="request", tags="pair"), "dave", ""),
    ],
)
def test_who_may_approve(text: str, by: str, told: str) -> None:
    assert approving(text, by) == told


def test_a_role_is_held_by_whom_the_ticket_and_the_desk_say() -> None:
    asked = ticket_of(head())
    assert {role: holders(role, asked, DESK) for role in ("assignee", "queue-lead", "manager")} == {
        "assignee": ("alice",),
        "queue-lead": ("bob",),
        "manager": ("carol",),
    }
    assert holders("organisation", asked, DESK) == ("it@acme.example",)
    assert holders("requester", asked, DESK) == ("jana@acme.example",)
    assert holders("agent", asked, DESK) == ("alice", "bob", "carol", "dave")
    assert holders("line-2", asked, DESK) == ("bob", "carol")
    assert holders("line-4", asked, DESK) == ("line-4",)
    assert holders("dave", asked, DESK) == ("dave",)
    bare = asked.changed({"assignee": None, "queue": None, "organisation": None})
    for role in ("assignee", "queue-lead", "organisation"):
        assert holders(role, bare, DESK) == ()


def test_an_agent_is_known_by_address_too() -> None:
    asked = ticket_of(head()).changed({"requester": "Bob@Example.com"})
    assert plays("bob", "requester", asked, DESK)
    assert not plays("alice", "requester", asked, DESK)


def test_an_entry_tells_the_verdict() -> None:
    entry = ticket_of(head() + said("10:00", "bob", "rejected")).entries[0]
    assert (entry.kind, entry.verdict) == (EntryKind.APPROVAL, Verdict.REJECTED)
