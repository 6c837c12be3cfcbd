"""`kill -9` at every step, and at any moment with the Git that is at work.

What was said to be done is done, and the rest is there as a whole or not at all.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, Desk, make_desk

if TYPE_CHECKING:
    from collections.abc import Iterator

KILLING = Path(__file__).parents[1] / "support/killing.py"


class Killer:
    """Runs commands in children, and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def run(self, desk: Desk, *arguments: str, **how: float) -> int:
        """Run a command until its end, or until it is killed: then less than zero."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"root": str(desk.root), "arguments": arguments, **how}
        self.process.stdin.write(f"{json.dumps(order)}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    command = [sys.executable, str(KILLING)]
    # Python tries a temporary folder out with a file; whoever is killed just then leaves it.
    environment = os.environ | {"TMPDIR": str(tmp_path_factory.mktemp("killed"))}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield Killer(process)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk")


def copied(desk: Desk, name: str) -> Desk:
    """Copy a desk with its repository."""
    return Desk(shutil.copytree(desk.root, desk.root.parent / name))


def finish(desk: Desk, *arguments: str) -> None:
    """Run a command after one that was killed; it may have to be told to try again."""
    answer = desk.run(*arguments)
    if "one was killed" in answer.err:
        for lock in (desk.root / ".git").rglob("*.lock"):
            lock.unlink()
        answer = desk.run(*arguments)
    if answer.code:
        assert answer.err.endswith("Look at it and try again.\n")
        answer = desk.run(*arguments)
    assert answer.code == 0, answer.err


def assert_whole(desk: Desk) -> None:
    """What was begun is finished; nothing is broken, half there, staged, dirty or left over."""
    assert desk.ok("check").endswith(": no findings\n")
    assert [*desk.root.glob("tickets/**/.*.desk-tmp"), *desk.root.glob("kb/**/.*.desk-tmp")] == []
    assert desk.git("status", "--porcelain") == ""
    assert not (desk.root / ".git/plaindesk/journal.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("reply", ID, "-m", "Killed words.", "--status", "pending"),
        ("new", "Printer offline", "-m", "Killed words."),
    ],
)
def test_killed_at_every_step(desk: Desk, killer: Killer, arguments: tuple[str, ...]) -> None:
    code = -1
    outcomes: list[int] = []
    while code < 0:
        one = copied(desk, f"step-{len(outcomes)}")
        code = killer.run(one, *arguments, step=len(outcomes) + 1)
        assert_whole(one)
        is_there = sum(b"Killed words." in text for text in one.snapshot().values())
        assert len(one.git("log", "--format=%s").splitlines()) == 1 + is_there
        outcomes.append(is_there)
    # From the journal on every kill is made good; before it nothing had happened.
    assert outcomes == sorted(outcomes)
    assert outcomes[0] == 0
    assert outcomes[-1] == 1
    assert outcomes.count(1) > 4


def test_a_fold_killed_at_every_step(desk: Desk, killer: Killer) -> None:
    desk.ok("reply", ID, "-m", "First.")
    desk.ok("note", ID, "-m", "Second.")
    shown = desk.ok("show", ID)
    code, step = -1, 0
    while code < 0:
        step += 1
        one = copied(desk, f"step-{step}")
        code = killer.run(one, "fold", step=step)
        assert one.ok("show", ID) == shown
        assert_whole(one)
        assert len(one.entries()) == (0 if "Second." in one.read(README) else 2)


def test_a_recording_killed_at_every_third_step(desk: Desk, killer: Killer) -> None:
    desk.write(f"tickets/2611/{ID}/reply.md", "Killed words.\n")
    desk.write("tickets/new/printer.md", "# Killed printer\n\nKilled words.\n")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand", "--date=2026-11-21T11:00:00Z")
    code, step = -1, 0
    while code < 0:
        step += 3
        one = copied(desk, f"step-{step}")
        code = killer.run(one, "record", step=step)
        finish(one, "record")
        assert_whole(one)
        assert sum(text.count(b"Killed words.") for text in one.snapshot().values()) == 2
        assert len(one.git("log", "--format=%s").splitlines()) == 3
        assert one.entries() == ["20261121T110000Z-alice-" + one.entries()[0][-7:]]


def test_a_sync_killed_at_every_step(tmp_path: Path, killer: Killer) -> None:
    start = make_desk(tmp_path / "0/desk")
    start.git("clone", "--quiet", "--bare", ".", "../remote.git")
    start.git("clone", "--quiet", "../remote.git", "../other")
    start.git("remote", "add", "origin", "../remote.git")
    start.git("push", "--quiet", "--set-upstream", "origin", "main")
    other = Desk(tmp_path / "0/other")
    other.ok("reply", ID, "-m", "Their words.", now="2026-11-21T11:00:00Z")
    other.git("push", "--quiet")
    start.ok("note", ID, "-m", "Killed words.", now="2026-11-21T11:30:00Z")
    start.ok("set", ID, "status=pending", now="2026-11-21T11:31:00Z")
    code, step = -1, 0
    while code < 0:
        step += 1
        one = Desk(shutil.copytree(tmp_path / "0", tmp_path / str(step)) / "desk")
        code = killer.run(one, "sync", step=step)
        go_on(one)
        head = Desk(one.root.parent / "remote.git").git("rev-parse", "main")
        assert one.git("rev-parse", "HEAD") == head
        assert one.git("status", "--porcelain") == ""
        assert len(one.entries()) == 3
        assert "status: pending\n" in one.read(README)
    assert step > 10


def go_on(desk: Desk) -> None:
    """End what a killed sync left, as its messages say, and sync again."""
    for lock in (desk.root / ".git").rglob("*.lock"):
        lock.unlink()
    answer = desk.run("sync")
    while "in the middle of a rebase" in answer.err:
        desk.ok("resolve")
        desk.git("-c", "core.editor=true", "rebase", "--continue")
        answer = desk.run("sync")
    assert answer.code == 0, answer


def test_killed_at_any_moment_with_the_git_it_started(desk: Desk, killer: Killer) -> None:
    chance = random.Random(2611)  # noqa: S311 - moments, not secrets
    said: list[str] = []
    for number in range(25):
        status = ("pending", "open")[number % 2]
        words = f"Words number {number}."
        code = killer.run(
            desk, "reply", ID, "-m", words, "--status", status, seconds=chance.uniform(0, 0.12)
        )
        if code == 0:
            said.append(words)
        finish(desk, "note", ID, "-m", f"Note number {number}.")
        said.append(f"Note number {number}.")
    assert_whole(desk)
    shown = desk.ok("show", ID)
    assert [words for words in said if words not in shown] == []
    assert len(desk.git("log", "--format=%s").splitlines()) == 1 + len(desk.entries())
    assert list((desk.root / ".git/plaindesk").glob("*journal*")) == []
    desk.git("fsck", "--strict")
