"""A week of a small team on the settings that `desk init` writes: who hears what, and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import Desk

if TYPE_CHECKING:
    from pathlib import Path

SATURDAY = "2026-11-21T10:00:00Z"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    Desk(tmp_path).ok(
        "init", "my", "--yes", "--agent", "alice", "--timezone", "UTC", now="2026-11-20T10:00:00Z"
    )
    return Desk(tmp_path / "my")


def told(desk: Desk, ticket: str) -> list[str]:
    """Each step that a job took, with whom it names."""
    entries = json.loads(desk.ok("show", ticket, "--json"))["entries"]
    steps = [e for e in entries if e["kind"] == "escalation"]
    return [f"{e['body']} {', '.join(e['notify'])}" for e in steps]


def opened(desk: Desk, *more: str) -> str:
    said = desk.ok(
        "new", "It is broken", "-m", "x", "--requester", "eva@a.example", *more, now=SATURDAY
    )
    return said.split()[1].rstrip(":")


def clocks(desk: Desk, ticket: str, now: str) -> list[tuple[str, str, str | None]]:
    found = json.loads(desk.ok("show", ticket, "--json", now=now))["clocks"]
    return [(clock["target"], clock["state"], clock["due"]) for clock in found]


def test_a_request_of_a_saturday_is_promised_from_monday_on(desk: Desk) -> None:
    ticket = opened(desk)
    desk.ok("route", now=SATURDAY)
    assert clocks(desk, ticket, SATURDAY) == [
        ("first_response", "running", "2026-11-23T17:00:00Z"),
        ("next_response", "waiting", None),
        ("resolution", "running", "2026-11-30T09:00:00Z"),
    ]


def test_a_request_that_nobody_answers_is_told_before_and_after_it_is_late(desk: Desk) -> None:
    ticket = opened(desk)
    desk.ok("route", now=SATURDAY)
    for moment in ("22T12:00", "23T15:00", "23T15:30", "24T09:00", "24T12:00"):
        desk.ok("age", now=f"2026-11-{moment}:00Z")
    assert told(desk, ticket) == [
        "The first response target of policy 'standard' is at 80%. alice",
        "The first response target of policy 'standard' is at 100%. alice",
    ]


def test_somebody_is_told_of_a_ticket_without_a_queue(desk: Desk) -> None:
    ticket = opened(desk)
    desk.ok("age", now="2026-11-24T09:00:00Z")
    assert told(desk, ticket)[-1].endswith(" alice")
    assert json.loads(desk.ok("show", ticket, "--json"))["line"] is None


def test_a_ticket_of_a_service_goes_to_its_queue(desk: Desk) -> None:
    text = desk.read("desk.yml").replace(
        "queues:\n  support:", "queues:\n  network: {}\n  support:"
    )
    services = text.replace("\nservices:\n", "\nservices: {vpn: {queue: network}}\n")
    assert services.count("vpn: {queue") == 1
    desk.write("desk.yml", services)
    ticket = opened(desk, "--service", "vpn")
    desk.ok("route", now=SATURDAY)
    assert json.loads(desk.ok("show", ticket, "--json"))["queue"] == "network"
