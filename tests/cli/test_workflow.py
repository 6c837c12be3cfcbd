"""Fields of the desk's own, approvals, gates and the calendar of changes, from the command line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, SETTINGS, TICKET, Desk, make_desk

if TYPE_CHECKING:
    from pathlib import Path

FLOW = """\
manager: bob
fields:
  device: {words: [laptop, phone]}
  delivery: {holds: date}
workflow:
  types:
    change: {new: [open, closed], open: [resolved], resolved: [open, closed]}
  gates:
    - name: start of a change
      when: type:change
      to: [open]
      needs: [window, risk]
      approvals: 1
      approvers: [manager]
    - {name: end of a change, when: "type:change", to: [resolved], needs: [resolution]}
"""
README = f"tickets/2611/{ID}/README.md"


@pytest.fixture
def flow(tmp_path: Path) -> Desk:
    """Make a desk whose changes need a window, a risk and an approval."""
    return make_desk(tmp_path / "desk", {"desk.yml": SETTINGS + FLOW, README: TICKET})


def changed(desk: Desk, subject: str, *fields: str, now: str = "2026-11-21T12:00:00Z") -> str:
    """Open a change; returns its id."""
    pairs = [word for field in fields for word in ("--set", field)]
    out = desk.ok(
        "new", subject, "-m", "x", "--type", "change", "--requester", "eva@acme.example", *pairs,
        now=now,
    )  # fmt: skip
    return str(re.findall(r"\b2611-\w{5}", out)[0])


def test_a_field_of_the_desks_own_is_set_shown_found_and_emptied(flow: Desk) -> None:
    assert flow.ok("set", ID, "device=laptop", "delivery=2026-12-01").splitlines()[:3] == [
        f"Set delivery, device of {ID}: VPN drops every hour",
        "  delivery: - -> 2026-12-01",
        "  device: - -> laptop",
    ]
    assert '\nfields: {delivery: "2026-12-01", device: laptop}\n' in flow.read(README)
    assert "\ndelivery 2026-12-01\ndevice laptop\n" in flow.ok("show", ID)
    assert json.loads(flow.ok("show", ID, "--json"))["fields"] == {
        "delivery": "2026-12-01",
        "device": "laptop",
    }
    assert flow.ok("list", "fields.delivery:<2026-12-24", "--columns", "id") == (
        "ID\n2611-7K3MX\n1 ticket\n"
    )
    flow.ok("set", ID, "fields.device=", "delivery=", now="2026-11-21T12:01:00Z")
    assert "\nfields:\n" in flow.read(README)
    assert flow.ok("check") == "1 ticket, 0 articles: no findings\n"


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ("device=lptop", "device: 'lptop' is none of: laptop, phone.\nDid you mean 'laptop'?\n"),
        ("device+=laptop", "'device' holds one value.\nWrite device=laptop\n"),
        ("delivery=tomorrow", "delivery: 'tomorrow' is no date, such as 2026-12-24.\n"),
        (
            "window=2026-12-01T22:00/2026-12-01T20:00",
            (
                "window: '2026-12-01T21:00:00Z/2026-12-01T19:00:00Z' is no start and later end, "
                "such as 2026-12-01T20:00:00Z/2026-12-01T22:00:00Z.\n"
            ),
        ),
        ("devcie=phone", "'devcie' is no field.\nDid you mean 'device'?\n"),
        ("fields=x", "'fields' is no field.\nDid you mean 'fields.device'?\n"),
        ("sla=golden", "'golden' is no policy of this desk.\nKnown: standard.\n"),
    ],
)
def test_what_a_field_cant_hold_is_refused(flow: Desk, pair: str, told: str) -> None:
    before = flow.snapshot()
    answer = flow.refused("set", ID, pair)
    if pair.startswith("fields="):
        assert answer.startswith("desk: 'fields' is no field.\n")
    else:
        assert answer == f"desk: {told}"
    assert flow.snapshot() == before


def test_a_change_from_its_plan_to_its_end(flow: Desk) -> None:
    change = changed(flow, "Replace the switch", "risk=low")
    flow.ok("take", change)
    assert f"/{change}/" in flow.git("log", "-1", "--name-only", "--format=")
    assert json.loads(flow.ok("show", change, "--json"))["status"] == "new"
    assert flow.refused("set", change, "status=open", now="2026-11-21T12:01:00Z") == (
        f"desk: {change} can't become open yet. "
        "'start of a change' needs window, which is empty. "
        "'start of a change' needs an approval of manager; it has none.\n"
        f"desk set {change} window=VALUE\ndesk approve {change}\n"
    )
    flow.ok("set", change, "window=2026-12-01T20:00/2026-12-01T22:00", now="2026-11-21T12:02:00Z")
    assert flow.refused("approve", change, now="2026-11-21T12:03:00Z") == (
        f"desk: alice works on {change}: somebody else has to approve it.\n"
    )
    said = flow.ok("approve", change, "--as", "bob", "-m", "Fine.", now="2026-11-21T12:03:00Z")
    assert said.startswith(f"Approve {change}: Replace the switch\n")
    flow.ok("set", change, "status=open", now="2026-11-21T12:04:00Z")
    assert "--- bob (approved), Sat 2026-11-21 13:03  #edaf\nFine.\n" in flow.ok("show", change)
    assert "needs resolution, which is empty." in flow.refused("resolve", change)
    flow.ok("resolve", change, "--set", "resolution=fixed", now="2026-11-21T12:05:00Z")
    assert flow.ok("check").endswith(": no findings\n")


def test_a_rejection_stands_until_its_author_approves(flow: Desk) -> None:
    change = changed(flow, "Move the desk", "risk=low", "window=2026-12-01T20:00/2026-12-01T22:00")
    out = flow.ok("approve", change, "--as", "bob", "--reject", "-m", "Not on a Tuesday.")
    assert out.startswith(f"Reject {change}: Move the desk\n")
    assert flow.refused("set", change, "status=open").startswith(
        f"desk: {change} can't become open yet. 'start of a change' was rejected by bob."
    )
    flow.ok("approve", change, "--as", "bob", now="2026-11-21T12:05:00Z")
    flow.ok("set", change, "status=open", now="2026-11-21T12:06:00Z")


def test_the_calendar_of_changes_marks_what_overlaps(flow: Desk) -> None:
    late = changed(flow, "Late", "risk=high", "window=2026-12-03T23:00/2026-12-04T01:00")
    one = changed(flow, "One", "risk=low", "window=2026-12-01T20:00/2026-12-01T22:00")
    two = changed(flow, "Two", "window=2026-12-01T21:00/2026-12-01T23:00")
    after = changed(flow, "After", "window=2026-12-01T23:00/2026-12-01T23:30")
    idea = changed(flow, "Some day")
    flow.ok("approve", one, "--as", "bob")
    assert flow.ok("list", "type:change", "--calendar") == (
        "Tue 2026-12-01\n"
        f"  20:00-22:00      {one}  new  low   -  approved  One\n"
        f"    overlaps {two}\n"
        f"  21:00-23:00      {two}  new  -     -  waiting   Two\n"
        f"    overlaps {one}\n"
        f"  23:00-23:30      {after}  new  -     -  waiting   After\n"
        "Thu 2026-12-03\n"
        f"  23:00-Fri 01:00  {late}  new  high  -  waiting   Late\n"
        "No window yet\n"
        f"  {idea}  new  -  -  -  Some day\n"
    )
    data = json.loads(flow.ok("list", "--calendar", "--json"))["changes"]
    assert data[0] == {
        "id": one,
        "subject": "One",
        "status": "new",
        "service": None,
        "risk": "low",
        "start": "2026-12-01T19:00:00Z",
        "end": "2026-12-01T21:00:00Z",
        "approval": "approved",
        "overlaps": [two],
    }
    assert [item["id"] for item in data] == [one, two, after, late, idea]
    flow.ok("set", two, "status=closed")
    assert "overlaps" not in flow.ok("list", "--calendar")


def test_a_calendar_takes_no_other_option(flow: Desk) -> None:
    answer = flow.run("list", "--calendar", "--limit", "3")
    assert answer.code == 2
    assert "--calendar shows every change by day" in answer.err
    assert flow.ok("list", "--calendar") == "No changes.\n"


def test_a_priority_that_isnt_the_usual_one_needs_a_reason(flow: Desk) -> None:
    flow.ok("set", ID, "impact=low", "urgency=low")
    assert flow.refused("set", ID, "priority=P1", now="2026-11-21T12:01:00Z") == (
        "desk: Impact low and urgency low make P4, not P1.\n"
        "Say why: -m REASON. Or set impact and urgency.\n"
    )
    flow.ok("set", ID, "priority=P1", "-m", "The director waits.", now="2026-11-21T12:01:00Z")
    assert "The director waits." in flow.ok("show", ID)


def test_a_policy_that_a_ticket_names_is_shown(flow: Desk) -> None:
    flow.ok("set", ID, "sla=standard")
    assert "\npolicy standard, as the ticket names it\n" in flow.ok("show", ID)
    assert "the ticket names it" in flow.ok("explain", ID)


def test_a_refusal_names_the_commands_that_give_what_is_missing(flow: Desk) -> None:
    change = changed(flow, "Switch", "risk=low", "window=2026-12-01T20:00/2026-12-01T22:00")
    taken = flow.run("take", change, now="2026-11-21T12:01:00Z")
    assert taken.err == (
        "It stays new for now.\n"
        "'start of a change' needs an approval of manager; it has none.\n"
        f"desk approve {change}\n"
    )
    assert flow.refused("take", change, now="2026-11-21T12:02:00Z") == (
        f"desk: {change} can't become open yet. "
        "'start of a change' needs an approval of manager; it has none.\n"
        f"desk approve {change}\n"
    )
    flow.ok("approve", change, "--as", "bob", now="2026-11-21T12:03:00Z")
    flow.ok("take", change, now="2026-11-21T12:04:00Z")
    assert flow.refused("resolve", change, now="2026-11-21T12:05:00Z") == (
        f"desk: {change} can't become resolved yet. "
        "'end of a change' needs resolution, which is empty.\n"
        f"desk set {change} resolution=VALUE\n"
    )
