"""What `desk doctor` says of a clone: what is shared, and whether time is looked after."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.desks import Desk


def said(desk: Desk, what: str, now: str = "2026-11-21T12:00:00Z") -> list[str]:
    """Return the line of one symptom, and the hint below it."""
    lines = desk.run("doctor", now=now).out.splitlines()
    at = next(n for n, line in enumerate(lines) if line[6:].startswith(f"{what} "))
    hints = [line.strip() for line in lines[at + 1 : at + 2] if line.startswith(" ")]
    return [lines[at], *hints]


def test_a_desk_that_only_this_clone_has_is_told_how_to_share_it(desk: Desk) -> None:
    assert said(desk, "remote") == [
        "ok    remote       none",
        "Only this clone has the desk. Share it: git remote add origin ADDRESS",
    ]
    desk.git("remote", "add", "origin", "https://git.example.com/acme/desk")
    assert said(desk, "remote") == ["ok    remote       origin"]


def test_steps_that_wait_for_days_ask_for_the_job(desk: Desk) -> None:
    assert said(desk, "schedule") == ["ok    schedule     nothing has waited for long"]
    late = "2026-11-28T12:00:00Z"
    waits = [
        "1 step waits, the oldest since 2026-11-25 09:04 UTC",
        "Is the job 'age' running? By hand: desk age",
    ]
    assert said(desk, "schedule", late) == [f"ok    schedule     {waits[0]}", waits[1]]
    desk.git("remote", "add", "origin", "https://git.example.com/acme/desk")
    assert said(desk, "schedule", late) == [f"WRONG schedule     {waits[0]}", waits[1]]
    assert desk.run("doctor", now=late).code == 1
    desk.ok("age", now=late)
    assert said(desk, "schedule", late) == ["ok    schedule     nothing has waited for long"]


def test_a_clock_that_was_set_back_is_told(desk: Desk) -> None:
    desk.ok("note", "2611-7K3MX", "-m", "x")
    assert said(desk, "clock", "2026-11-20T12:00:00Z") == [
        "WRONG clock        2026-11-20 12:00 UTC, desk in Europe/Bratislava",
        "The newest entry is of 2026-11-21 12:00 UTC: is your clock right?",
    ]
