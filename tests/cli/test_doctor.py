"""What `desk doctor` says of a clone: what is shared, and whether time is looked after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

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
    desk.git("init", "--quiet", "--bare", "../desk.git")
    desk.git("remote", "add", "origin", "../desk.git")
    assert said(desk, "remote") == [
        "ok    remote       origin; the branch 'main' is not sent anywhere yet.",
        "Say where to, once: git push --set-upstream origin main",
    ]
    desk.git("push", "--quiet", "--set-upstream", "origin", "main")
    assert said(desk, "remote") == ["ok    remote       origin"]


def test_somebody_whom_git_or_the_desk_doesnt_know_is_told_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(desk, "repository") == ["ok    repository   ready to commit"]
    assert said(desk, "you") == ["ok    you          agent alice"]
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "eva@example.com")
    assert said(desk, "you")[0].startswith("WRONG you          ")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    assert said(desk, "repository") == [
        "WRONG repository   Git doesn't know who you are, so a change would have no author.",
        'Tell it: git config user.name "Your Name"; git config user.email you@example.com',
    ]
    assert desk.run("doctor").code == 1


@pytest.mark.parametrize("name", [".", "tickets", ".git", ".git/objects", ".git/index"])
def test_what_cant_be_written_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Root may write anything, so the answer of the system is played here."""
    assert said(desk, "permissions") == ["ok    permissions  can be written"]
    locked = desk.root / name
    monkeypatch.setattr("os.access", lambda path, _: path != locked)
    assert said(desk, "permissions") == [
        f"WRONG permissions  can't be written: {locked}",
        f"Look at its owner: ls -ld {locked}",
    ]


def test_a_clone_on_no_branch_is_told_so(desk: Desk) -> None:
    desk.git("switch", "--quiet", "--detach")
    assert "detached HEAD" in said(desk, "repository")[0]


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


def test_jobs_that_know_no_source_or_another_branch_are_told(desk: Desk) -> None:
    desk.ok("init", "--yes")
    assert "jobs         they don't know where to get the program\n" in desk.run("doctor").out
    job = desk.root / ".github/workflows/check.yml"
    for path in job.parent.iterdir():
        path.write_text(re.sub("echo '.*", "pip install plaindesk==1", path.read_text("utf-8")))
    assert "jobs         they know program and branch\n" in desk.run("doctor").out
    desk.git("branch", "--move", "trunk")
    assert "jobs         they are for 'main', and the main branch is 'trunk'\n" in (
        desk.run("doctor").out
    )
