"""Whose word counts at a gate, for how long, and what roles there are."""

from __future__ import annotations

import pytest
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.lifecycle import is_role, lacking, plays, verdicts
from plaindesk.core.lifecycle.roles import ROLES

DESK = settings_of("""\
name: x
agents:
  alice: {email: alice@example.com}
  bob: {email: bob@example.com}
  carol: {email: carol@example.com, line: 2}
organisations:
  acme: {contact: it@acme.example}
fields:
  device: {words: [laptop, phone]}
workflow:
  gates:
    - {name: plan, to: [open], needs: [plan, article, service], approvals: 2}
    - {name: contact, to: [open], approvals: 1, approvers: [organisation, line-2]}
    - {name: nothing, to: [closed], needs: [device]}
""")
TICKET = """\
---
id: 2611-7K3MX
status: new
created: 2026-11-23T09:00:00Z
assignee: alice
requester: jana@acme.example
organisation: acme
service: vpn
subject: x
links: {article: [en/network/vpn]}
fields: {plan: swap it}
---
"""
ENTRY = """\

---
at: 2026-11-23T{time}:00Z
by: {by}
kind: {kind}
{rest}
---

Words.
"""


def said(time: str, by: str, verdict: str = "approved", more: str = "") -> str:
    rest = f"verdict: {verdict}" + (f"\nchanges: {more}" if more else "")
    return ENTRY.format(time=time, by=by, kind="approval", rest=rest)


def changed(time: str, changes: str, by: str = "alice") -> str:
    return ENTRY.format(time=time, by=by, kind="change", rest=f"changes: {changes}")


def words(*entries: str) -> dict[str, str]:
    found = verdicts(ticket_of(TICKET + "".join(entries)), DESK.workflow.gates[0], DESK)
    return {who: verdict.value for who, verdict in found.items()}


BOTH = said("10:00", "bob") + said("10:10", "carol", "rejected")
VOID = {
    "the plan": "{fields.plan: [swap it by day, swap it]}",
    "an article": "{links: [null, {article: [en/network/vpn]}]}",
    "another article": "{links: [{article: [en/vpn]}, {article: [en/network/vpn]}]}",
    "a field of every ticket": "{service: [mail, vpn]}",
    "this and that": "{tags: [[x], []], service: [null, vpn]}",
}
STANDING = {
    "tags": "{tags: [[x], []]}",
    "another field of the desk": "{fields.device: [phone, null]}",
    "links of another kind": (
        "{links: [{article: [en/network/vpn], fixes: [2611-MV740]}, {article: [en/network/vpn]}]}"
    ),
}


@pytest.mark.parametrize("what", VOID)
def test_an_approval_is_void_once_what_it_was_given_to_changes(what: str) -> None:
    assert words(BOTH, changed("10:20", VOID[what])) == {}


@pytest.mark.parametrize("what", STANDING)
def test_an_approval_stands_whatever_else_changes(what: str) -> None:
    both = {"bob": "approved", "carol": "rejected"}
    assert words(BOTH, changed("10:20", STANDING[what])) == both


def test_who_changes_the_plan_and_approves_it_at_once_speaks_alone() -> None:
    assert words(BOTH, said("10:20", "bob", more=VOID["the plan"])) == {"bob": "approved"}


def test_the_last_word_of_each_counts_and_other_words_take_none_back() -> None:
    note = ENTRY.format(time="10:20", by="bob", kind="note", rest="spent: 5m")
    assert words(BOTH, note) == {"bob": "approved", "carol": "rejected"}
    assert words(BOTH, note, said("10:30", "bob", "rejected"), said("10:30", "carol")) == {
        "bob": "rejected",
        "carol": "approved",
    }


def test_one_person_is_one_however_the_name_is_written() -> None:
    assert words(said("10:00", "bob"), said("10:10", "Bob")) == {"bob": "approved"}
    assert words(said("10:00", "Bob"), said("10:10", "bob", "rejected")) == {"Bob": "rejected"}


def test_who_works_on_it_or_asked_for_it_has_no_vote() -> None:
    for name in ("alice", "Alice", "jana@acme.example", "Jana@ACME.example", "somebody"):
        assert words(said("10:00", name)) == {}


def missing(text: str, gate: int) -> list[str]:
    return list(lacking(ticket_of(text), DESK.workflow.gates[gate], DESK))


def test_a_gate_says_how_many_approvals_it_has_besides_rejections() -> None:
    assert missing(TICKET + BOTH, 0) == [
        "'plan' was rejected by carol.",
        "'plan' needs 2 approvals; it has 1.",
    ]
    assert missing(TICKET + said("10:00", "bob") + said("10:10", "carol"), 0) == []


def test_a_contact_outside_the_desk_may_approve_where_a_gate_says_so() -> None:
    assert missing(TICKET + said("10:00", "it@acme.example"), 1) == []
    assert missing(TICKET + said("10:00", "carol"), 1) == []
    assert missing(TICKET + said("10:00", "bob"), 1) == [
        "'contact' needs an approval of organisation, line-2; it has none."
    ]


def test_a_gate_that_asks_for_no_approval_hears_no_rejection() -> None:
    rejected = TICKET + said("10:00", "bob", "rejected")
    assert missing(rejected, 2) == ["'nothing' needs device, which is empty."]
    assert missing(rejected.replace("plan: swap it", "device: phone"), 2) == []


def test_a_gate_asks_for_fields_of_every_ticket_too() -> None:
    bare = TICKET.replace("service: vpn\n", "").replace("plan: swap it", "")
    assert missing(bare, 0)[0] == "'plan' needs plan and service, which are empty."


def test_roles_are_told_from_names() -> None:
    assert ROLES == (
        "agent", "assignee", "queue", "queue-lead", "manager", "organisation", "requester",
        "watchers",
    )  # fmt: skip
    assert all(map(is_role, (*ROLES, "line-1", "line-2", "line-3")))
    for name in ("alice", "line-4", "line-0", "line-22", "line", "agents", ""):
        assert not is_role(name)


def test_somebody_outside_plays_a_role_by_address() -> None:
    asked = ticket_of(TICKET)
    for address in ("jana@acme.example", "Jana@Acme.example"):
        assert plays(address, "requester", asked, DESK)
    assert not plays("eva@acme.example", "requester", asked, DESK)
    assert not plays("", "manager", asked, DESK)
