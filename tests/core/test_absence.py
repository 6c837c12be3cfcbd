"""Agents who are away: until when, who stands in, and what becomes of their tickets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.calendar.absence import absence, away_now, stand_in
from plaindesk.core.escalation.handover import handovers
from plaindesk.core.notices import Happened, notices_of

if TYPE_CHECKING:
    from plaindesk.core.escalation.model import Step
    from plaindesk.core.model.settings import Settings

TEAM = """\
name: The desk
timezone: Europe/Bratislava
agents:
  alice: {email: alice@example.com, queues: [support]}
  bob:
    email: bob@example.com
    queues: [support]
    deputy: carol
    away: ["2026-11-23..2026-11-25", "2026-11-26"]
  carol: {email: carol@example.com, deputy: dan, away: ["2026-11-24"]}
  dan: {email: dan@example.com, deputy: bob, calendar: far}
  eva: {email: eva@example.com, queues: [support], away: ["2026-11-24"]}
calendars: {far: {timezone: Pacific/Auckland, hours: {mon-fri: ["09:00-17:00"]}}}
queues: {support: {when_away: HOW}, network: {}}
notify:
  rules:
    - {about: [message], to: [assignee], via: [mail]}
    - {about: [note], to: [manager], via: [mail]}
manager: eva
"""
HEAD = """\
---
id: 2611-7K3MX
status: open
created: 2026-11-23T09:00:00Z
requester: jana@example.com
assignee: bob
queue: support
subject: VPN drops
---

It drops.
"""
ANSWER = "\n---\nat: 2026-11-23T10:00:00Z\nby: alice\nkind: reply\n---\n\nSince when?\n"
ASKED = "\n---\nat: 2026-11-24T10:00:00Z\nby: jana@example.com\nkind: message\n---\n\nWell?\n"
NOTED = "\n---\nat: 2026-11-24T10:00:00Z\nby: alice\nkind: note\n---\n\nLook.\n"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=UTC)


def desk(how: str = "deputy") -> Settings:
    return settings_of(TEAM.replace("HOW", how))


def test_days_that_follow_on_each_other_are_one_absence() -> None:
    found = absence("bob", desk(), at("20T12:00"))
    assert found == (date(2026, 11, 23), date(2026, 11, 26), at("22T23:00"))
    assert away_now("bob", desk(), at("22T22:59")) is None
    assert away_now("bob", desk(), at("22T23:00")) == found
    assert away_now("bob", desk(), at("26T22:59")) == found
    assert absence("bob", desk(), at("26T23:00")) is None
    assert absence("nobody", desk(), at("24T12:00")) is None


def test_the_deputy_stands_in_or_the_deputy_of_one_who_is_away_too() -> None:
    assert stand_in("bob", desk(), at("23T12:00")) == "carol"
    assert stand_in("bob", desk(), at("24T12:00")) == "dan"
    assert stand_in("dan", desk(), at("24T12:00")) is None  # bob and carol are away
    assert stand_in("eva", desk(), at("24T12:00")) is None


def steps(text: str, how: str, now: str) -> list[tuple[datetime, str, object, str]]:
    def told(step: Step) -> tuple[datetime, str, object, str]:
        return (step.since, step.name, step.request.values["assignee"], step.request.body)

    return [told(step) for step in handovers(ticket_of(text), desk(how), at(now))]


NAME = "away-bob/20261122T230000Z"


@pytest.mark.parametrize(
    ("text", "how", "now", "expected"),
    [
        (HEAD, "keep", "24T12:00", None),
        (HEAD, "release", "23T12:00", ("23T09:00", None, "back to the queue 'support'.")),
        (HEAD, "deputy", "23T12:00", ("23T09:00", "carol", "carol stands in.")),
        (HEAD, "deputy", "24T12:00", ("23T09:00", "dan", "dan stands in.")),
        (HEAD + ANSWER, "deputy", "24T12:00", None),
        (HEAD + ANSWER + ASKED, "deputy", "24T12:00", ("24T10:00", "dan", "dan stands in.")),
        (HEAD.replace("open", "pending", 1), "deputy", "24T12:00", None),
        (HEAD.replace("assignee: bob", "assignee:"), "deputy", "24T12:00", None),
        (HEAD.replace("queue: support", "queue: network"), "deputy", "24T12:00", None),
        (HEAD.replace("bob", "eva"), "deputy", "25T12:00", None),
    ],
)
def test_what_waits_for_an_answer_is_handed_on(
    text: str, how: str, now: str, expected: tuple[str, str | None, str] | None
) -> None:
    wanted = []
    if expected:
        since, to, why = expected
        wanted = [(at(since), NAME, to, f"bob is away until 2026-11-26: {why}")]
    assert steps(text, how, now) == wanted


def test_an_absence_to_come_is_a_step_to_come() -> None:
    early = HEAD.replace("11-23T09:00", "11-20T09:00")
    assert steps(early, "release", "20T12:00") == [
        (at("22T23:00"), NAME, None, "bob is away until 2026-11-26: back to the queue 'support'.")
    ]


def test_nobody_who_stands_in_means_the_queue() -> None:
    text = HEAD.replace("bob", "eva").replace("11-23T09", "11-24T09")
    assert steps(text, "deputy", "24T12:00") == [
        (
            at("24T09:00"),
            "away-eva/20261123T230000Z",
            None,
            "eva is away until 2026-11-24: back to the queue 'support'.",
        )
    ]


def told(text: str, now: str) -> list[str]:
    ticket = ticket_of(text)
    happened = Happened(ticket=ticket, entry=ticket.entries[-1])
    return [notice.to for notice in notices_of(happened, desk(), at(now))]


def test_who_stands_in_hears_too_and_without_one_the_queue() -> None:
    assert told(HEAD + ASKED, "23T12:00") == ["bob", "carol"]
    assert told(HEAD + ASKED, "24T12:00") == ["bob", "dan"]
    assert told(HEAD + ASKED, "28T12:00") == ["bob"]
    assert told(HEAD.replace("bob", "eva") + ASKED, "24T12:00") == ["eva", "alice"]
    # Who is no agent of the ticket leaves no queue behind.
    assert told(HEAD + NOTED, "24T12:00") == ["eva"]
