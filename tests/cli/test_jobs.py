"""Routing and ageing: what they do once, they do once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, normal

if TYPE_CHECKING:
    from tests.support.desks import Desk


def test_route_says_why_and_does_it_once(desk: Desk) -> None:
    desk.ok("new", "Urgent: the tunnel is down", "-m", "x", "--requester", "eva@acme.example")
    dry = desk.ok("route", "--dry-run")
    assert dry.endswith("1 of 1 routed (dry run: nothing was written)\n")
    out = desk.ok("route")
    assert (
        normal(out)
        == """\
NEW-ID  Urgent: the tunnel is down
  priority: - -> P1
  queue: - -> support
  line: - -> 1
  service: - -> vpn
  because: The words 'tunnel' point to service 'vpn'.
  because: Rule 'shouting' fits: subject:urgent.
1 of 1 routed
"""
    )
    head = desk.git("rev-parse", "HEAD")
    assert desk.ok("route") == "Nothing to do.\n"
    assert desk.git("rev-parse", "HEAD") == head


RULE_TESTS = (
    "[{ticket: {subject: Urgent}, expect: {queue: support, priority: P1}}, "
    "{ticket: {subject: Calm, service: vpn}, expect: {queue: support}}]"
)


def test_rules_carry_their_own_tests(desk: Desk) -> None:
    assert desk.ok("route", "--test") == "0 of 0 examples routed as expected\n"
    settings = desk.read("desk.yml").replace(
        "set: {queue: support, priority: P1}}",
        f"set: {{queue: support, priority: P1}}, tests: {RULE_TESTS}}}",
    )
    desk.write("desk.yml", settings)
    answer = desk.run("route", "--test")
    assert answer.code == 1
    assert answer.out == (
        "shouting: test 2: 'queue' is 'network', not 'support'\n"
        "1 of 2 examples routed as expected\n"
    )
    out = desk.run("check", "desk.yml").out
    assert (
        "error: routing shouting: test 2: 'queue' is 'network', not 'support'. [rule-test]" in out
    )


def test_what_if_routes_tickets_as_they_came_in_and_writes_nothing(desk: Desk) -> None:
    desk.ok("new", "The tunnel is down", "-m", "x")
    desk.ok("new", "Urgent: paper", "-m", "x")
    desk.ok("assign", "@", "bob", "--queue", "network", "--as", "alice")
    before = desk.snapshot()
    out = normal(desk.ok("route", "--what-if", "created:2026-11-21"))
    assert out == (
        "RULE      QUEUE    TICKETS  ELSEWHERE NOW  SUCH AS\n"
        "-         network  1        1              NEW-ID\n"
        "shouting  support  1        1              NEW-ID\n"
    )
    assert desk.snapshot() == before


def test_a_queue_that_assigns_finds_the_agent_and_says_why(desk: Desk) -> None:
    settings = desk.read("desk.yml").replace("lead: alice}", "lead: alice, assign: load}")
    desk.write("desk.yml", settings)
    desk.ok("new", "Urgent: paper", "-m", "x")
    out = desk.ok("route")
    assert "  assignee: - -> alice\n" in out
    assert "  because: Assigned to alice: has the fewest open tickets (0).\n" in out


SLOVAK = """\
Dobrý deň,

od rána sa neviem prihlásiť do systému, hlási mi neplatné heslo. Viete mi ho obnoviť?

> Please answer in this thread.
"""


def test_a_ticket_is_read_for_its_language_and_assigned_by_it(desk: Desk) -> None:
    settings = desk.read("desk.yml")
    for old, new in (
        ("queues: [support]}", "queues: [support], languages: [en]}"),
        ("bob@example.com, line: 2}", "bob@example.com, queues: [support], languages: [sk]}"),
        ("lead: alice}", "lead: alice, assign: load}"),
        (
            "routing:\n",
            'routing:\n  - {name: slovak, when: "language:sk", set: {queue: support}}\n',
        ),
    ):
        assert old in settings
        settings = settings.replace(old, new, 1)
    desk.write("desk.yml", settings)
    desk.ok("new", "Prihlásenie", "-m", SLOVAK)
    assert "  The text reads as Slovak (sk).\n  slovak: fits" in desk.ok("explain", "@")
    assert "slovak  support  1 " in desk.ok("route", "--what-if", "-language:*")
    assert (
        normal(desk.ok("route"))
        == """\
NEW-ID  Prihlásenie
  assignee: - -> bob
  priority: - -> P3
  queue: - -> support
  line: - -> 1
  language: - -> sk
  because: The text reads as Slovak (sk).
  because: Rule 'slovak' fits: language:sk.
  because: Priority P3 by default.
  because: Assigned to bob: has the fewest open tickets (0).
  because: alice doesn't answer in 'sk'.
1 of 1 routed
"""
    )
    assert desk.ok("route") == "Nothing to do.\n"


def test_an_example_may_leave_its_language_to_be_found(desk: Desk) -> None:
    tests = "[{ticket: {subject: Urgent}, text: Tlačiareň zase netlačí, expect: {language: sk}}]"
    settings = desk.read("desk.yml")
    desk.write("desk.yml", settings.replace("priority: P1}}", f"priority: P1}}, tests: {tests}}}"))
    assert desk.ok("route", "--test") == "1 of 1 examples routed as expected\n"
    assert desk.ok("check", "desk.yml").endswith(": no findings\n")


def test_age_escalates_once_even_after_a_week(desk: Desk) -> None:
    late = "2026-12-02T12:00:00Z"
    out = desk.ok("age", now=late)
    assert "breached" in out
    assert out.endswith(
        "2611-7K3MX: The resolution target of policy 'standard' is at 100%. "
        "line: 1 -> 2; for alice\n1 ticket, 1 breached, 1 step taken\n"
    )
    (name,) = desk.entries()
    assert desk.read(f"tickets/2611/{ID}/{name}") == (
        "---\nat: 2026-12-02T12:00:00Z\nby: desk\nkind: escalation\nchanges: {line: [1, 2]}\n"
        "step: standard/resolution/100%/20261120T090412Z\nnotify: [alice]\n---\n\n"
        "The resolution target of policy 'standard' is at 100%.\n"
    )
    before = desk.snapshot()
    head = desk.git("rev-parse", "HEAD")
    assert desk.ok("age", now="2026-12-09T12:00:00Z").endswith("0 steps taken\n")
    assert (desk.snapshot(), desk.git("rev-parse", "HEAD")) == (before, head)


def test_a_quiet_run_changes_no_byte(desk: Desk) -> None:
    before = desk.snapshot()
    head = desk.git("rev-parse", "HEAD")
    desk.ok("age")
    desk.ok("age", "--dry-run", "--at", "2027-01-01T00:00:00Z")
    assert (desk.snapshot(), desk.git("rev-parse", "HEAD")) == (before, head)


def test_age_closes_what_was_resolved_and_reminds_of_what_waits(desk: Desk) -> None:
    desk.ok("resolve", ID, "-m", "Done.")
    desk.ok("age", now="2026-11-26T07:59:59Z")
    assert "status: resolved\n" in desk.read(README)
    desk.ok("age", now="2026-11-26T08:00:01Z")
    assert "status: closed\n" in desk.read(README)


def test_a_reminder_is_one_public_reply(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Which version?", "--status", "pending")
    desk.ok("age", now="2026-11-30T12:00:00Z")
    desk.ok("age", now="2026-12-01T12:00:00Z")
    assert len(desk.entries()) == 2
    last = desk.read(f"tickets/2611/{ID}/{desk.entries()[-1]}")
    assert "kind: reply\n" in last
    assert "We are still waiting" in last


def test_a_snooze_ends_once_at_its_time(desk: Desk) -> None:
    desk.ok("take", ID)
    desk.ok("snooze", ID, "2026-11-24T09:00", "-m", "The part comes.", now="2026-11-21T12:01:00Z")
    assert "status: on-hold\n" in desk.read(README)
    assert "sleeps until Tue 2026-11-24 09:00" in desk.ok("show", ID)
    assert "Tue 2026-11-24 09:00: Its time has come." in desk.ok("explain", ID)
    desk.ok("age", now="2026-11-24T07:59:59Z")
    assert "status: on-hold\n" in desk.read(README)
    desk.ok("age", now="2026-11-24T08:00:00Z")
    assert "status: open\n" in desk.read(README)
    desk.ok("set", ID, "status=on-hold", now="2026-11-24T09:00:00Z")
    desk.ok("age", now="2026-11-25T12:00:00Z")
    assert "status: on-hold\n" in desk.read(README)
    assert "has passed" in desk.refused("snooze", ID, "2026-11-20T09:00")


def test_a_calendar_that_never_opens_again_stops_no_run(desk: Desk) -> None:
    settings = desk.read("desk.yml").replace(
        'office: {hours: {mon-fri: ["09:00-17:00"]}}',
        'office: {exceptions: {2020-01-01: ["09:00-17:00"]}}',
    )
    desk.write("desk.yml", settings)
    assert desk.ok("age").endswith("1 ticket, 0 breached, 0 steps taken\n")
    assert "first response  4h  never due" in desk.ok("show", ID)
    assert "waiting" in desk.ok("explain", ID)
    desk.ok("reply", ID, "-m", "x", "--status", "pending")
    desk.ok("age", now="2026-12-24T12:00:00Z")


def test_age_of_the_past_takes_no_steps(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Which version?")
    data = json.loads(desk.ok("age", "--at", "2026-11-20T10:00:00Z", "--json"))
    assert data["tickets"][0]["clocks"][0]["state"] == "running"
    assert data["tickets"][0]["steps"] == []


def test_a_broken_ticket_stops_no_other_and_is_told(desk: Desk) -> None:
    desk.write("tickets/2611/2611-00000/README.md", TICKET.replace("status: new", "status: [new"))
    out = desk.ok("age")
    assert "2611-7K3MX" in out
    assert "Not readable, so left alone: tickets/2611/2611-00000/README.md:" in out


def test_a_time_to_sleep_may_be_said_with_until_and_with_a_space(desk: Desk) -> None:
    for words in (("until", "2026-11-30T09:00"), ("2026-11-30", "09:00"), ("until", "2026-12-01")):
        before = json.loads(desk.ok("show", ID, "--json"))["entries"]
        desk.ok("snooze", ID, *words, "-m", "x", now=f"2026-11-21T12:0{len(before)}:00Z")
    entries = json.loads(desk.ok("show", ID, "--json"))["entries"]
    assert [entry["until"] for entry in entries] == [
        "2026-11-30T08:00:00Z",
        "2026-11-30T08:00:00Z",
        "2026-11-30T23:00:00Z",
    ]
    answer = desk.run("snooze", ID, "until", "Someday")
    assert answer.code == 2
    assert "'Someday' is no time" in answer.err


AHEAD = "2026-11-21T12:01:01Z"


@pytest.mark.parametrize(
    "words",
    [
        ("age",),
        ("new", "Help", "-m", "x"),
        ("message", ID, "-m", "x"),
        ("reply", ID, "-m", "x"),
        ("note", ID, "-m", "x"),
        ("take", ID),
        ("set", ID, "priority=P3"),
        ("resolve", ID),
        ("close", ID),
    ],
)
def test_nothing_is_written_ahead_of_time(desk: Desk, words: tuple[str, ...]) -> None:
    head = desk.git("rev-parse", "HEAD")
    said = desk.refused(*words, "--at", AHEAD)
    assert said.startswith(f"desk: {AHEAD} has not come yet.\n")
    assert ("--dry-run" in said) == (words == ("age",))
    assert desk.git("rev-parse", "HEAD") == head


def test_a_look_ahead_writes_nothing(desk: Desk) -> None:
    assert "1 step taken (dry run: nothing was written)" in desk.ok(
        "age", "--dry-run", "--at", "2027-01-05T08:00"
    )
    assert desk.git("status", "--porcelain") == ""


def test_a_ticket_of_somebody_away_is_told_of_and_handed_on_once(desk: Desk) -> None:
    settings = SETTINGS.replace(
        "  bob: {", '  bob: {deputy: alice, away: ["2026-11-20..2026-11-30"], '
    )
    settings = settings.replace("  support: {", "  support: {when_away: deputy, ")
    assert settings.count("away") == 2
    desk.write("desk.yml", settings)
    desk.git("commit", "--quiet", "--all", "--message=Bob is away")
    answer = desk.run("assign", ID, "bob")
    assert (answer.code, answer.err) == (0, "bob is away until 2026-11-30: alice stands in.\n")
    assert "  with the next desk age: bob is away until 2026-11-30" in desk.ok("explain", ID)
    aged = desk.ok("age", now="2026-11-21T12:05:00Z")
    assert "bob is away until 2026-11-30: alice stands in." in aged
    entry = desk.read(f"tickets/2611/{ID}/{desk.entries()[-1]}")
    assert "changes: {assignee: [bob, alice]}" in entry
    assert "away-bob/20261119T230000Z" in entry
    desk.ok("assign", ID, "bob", now="2026-11-21T12:06:00Z")  # somebody knows better
    assert "0 steps taken" in desk.ok("age", now="2026-11-21T12:07:00Z")


def test_a_deputy_is_an_agent(desk: Desk) -> None:
    desk.write("desk.yml", SETTINGS.replace("  bob: {", "  bob: {deputy: nobody, "))
    assert "agents bob: 'nobody' is no agent of this desk." in desk.run("check").out


def test_deputies_that_lead_back_are_told(desk: Desk) -> None:
    settings = SETTINGS.replace("  bob: {", "  bob: {deputy: alice, ")
    desk.write("desk.yml", settings.replace("  alice: {", "  alice: {deputy: bob, "))
    told = desk.run("check").out
    assert "agents alice: the deputies lead back: alice -> bob -> alice." in told
