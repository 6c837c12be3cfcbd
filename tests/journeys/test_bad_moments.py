"""Moments at which a change must not happen, or must be told apart from one that did."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"desk.yml": SETTINGS, README: TICKET}


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take Git's identity away."""
    for role in ("AUTHOR", "COMMITTER"):
        for part in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{part}")


def test_no_repository(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "plain")
    for path, text in FILES.items():
        desk.write(path, text)
    assert "VPN drops" in desk.ok("list")
    assert desk.refused("note", ID, "-m", "x", "--as", "alice") == (
        f"desk: {desk.root} is not in a Git repository.\n"
        "A desk lives in one: git init, then the command again.\n"
    )
    assert desk.snapshot() == {path: text.encode() for path, text in FILES.items()}


def test_no_desk(tmp_path: Path) -> None:
    said = Desk(tmp_path).refused("list")
    assert said == (
        f"desk: {tmp_path} is in no desk: there is no desk.yml here or above.\n"
        "Open one with: desk init\n"
    )


def test_no_identity(desk: Desk, nobody: None) -> None:  # noqa: ARG001 - used by being there
    said = desk.refused("note", ID, "-m", "x", "--as", "alice")
    assert said.startswith("desk: Git doesn't know who you are, so a change would have no author.")
    assert desk.entries() == []


def test_a_detached_head(desk: Desk) -> None:
    desk.git("checkout", "--quiet", "--detach")
    assert "detached HEAD" in desk.refused("note", ID, "-m", "x")
    assert desk.entries() == []
    desk.ok("note", ID, "-m", "x", "--no-commit")
    assert len(desk.entries()) == 1


def test_a_merge_in_progress(desk: Desk) -> None:
    desk.git("switch", "--quiet", "--create", "other")
    desk.write("x.txt", "a\n")
    desk.git("add", "x.txt")
    desk.git("commit", "-qm", "a")
    desk.git("switch", "--quiet", "main")
    desk.write("x.txt", "b\n")
    desk.git("add", "x.txt")
    desk.git("commit", "-qm", "b")
    subprocess.run(["git", "merge", "other"], cwd=desk.root, capture_output=True, check=False)
    assert desk.refused("note", ID, "-m", "x") == (
        "desk: Git is in the middle of a merge.\n"
        "Finish it first (git status tells how; desk resolve puts tickets together), "
        "or call it off: git merge --abort\n"
    )
    assert desk.entries() == []


def test_a_clock_that_was_set_back(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "First")
    assert desk.refused("reply", ID, "-m", "Second", now="2026-11-20T12:00:00Z") == (
        "desk: The last entry of 2611-7K3MX is of 2026-11-21T12:00:00Z, "
        "but it is 2026-11-20T12:00:00Z by this clock.\n"
        "Put the clock right, or say when it happened: --at TIME.\n"
    )
    # A few seconds are the difference of two machines: the words come after all the same.
    desk.ok("reply", ID, "-m", "Second", now="2026-11-21T11:59:50Z")
    assert desk.entries()[-1].startswith("20261121T120001Z-alice-")


def test_words_may_come_in_late_but_changes_may_not(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "First")
    desk.ok("message", ID, "-m", "I called before", "--at", "2026-11-20T14:00Z")
    assert [line for line in desk.ok("show", ID).splitlines() if line.startswith("---")] == [
        "--- jana@acme.example, Fri 2026-11-20 10:04",
        "--- jana@acme.example, Fri 2026-11-20 15:00  #yz54",
        "--- alice (reply), Sat 2026-11-21 13:00  #dx6y",
    ]
    assert "something happened since" in desk.refused("take", ID, "--at", "2026-11-20T14:00Z")
    assert "was created at" in desk.refused("note", ID, "-m", "x", "--at", "2026-11-19T14:00Z")


def test_no_git(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = subprocess.run(
        [sys.executable, "-m", "plaindesk", "note", ID, "-m", "x", "--as", "alice"],
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        1,
        "desk: The program 'git' was not found.\nInstall Git 2.30 or newer.\n",
    )


def test_a_hook_that_refuses_takes_all_back_and_keeps_the_words(desk: Desk) -> None:
    hook = desk.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    before = desk.snapshot()
    for _ in range(2):  # a second try doubles nothing
        assert desk.refused("reply", ID, "-m", "Precious words") == (
            "desk: Nothing was changed. Git refused: not on a Friday\n"
            "Your words are kept: give the same command with --again in place of -m.\n"
        )
        assert desk.snapshot() == before
        assert desk.git("status", "--porcelain") == ""
    hook.unlink()
    desk.ok("reply", ID, "--again")
    (name,) = desk.entries()
    assert desk.read(f"tickets/2611/{ID}/{name}").endswith("\nPrecious words\n")
    assert "No words were kept" in desk.refused("reply", ID, "--again")


HOOKS = ("pre-commit", "commit-msg", "post-commit", "post-index-change", "prepare-commit-msg")
READS = (
    ("check",),
    ("list",),
    ("show", ID),
    ("explain", ID),
    ("search", "--tickets", "vpn"),
    ("kb", "check"),
    ("index",),
    ("record", "--dry-run"),
    ("route", "--dry-run"),
    ("age", "--dry-run"),
    ("doctor",),
)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_may_read_the_desk_while_it_is_written(desk: Desk, hook: str) -> None:
    """It neither waits for the command that started it, nor takes its journal for a dead one's."""
    path = desk.root / ".git/hooks" / hook
    path.parent.mkdir(exist_ok=True)
    calls = "\n".join(
        f"{sys.executable} -m plaindesk {' '.join(words)} >>out 2>&1; echo $? >>codes"
        for words in READS
    )
    path.write_text(f"#!/bin/sh\n[ -e codes ] && exit 0\n{calls}\n")
    path.chmod(0o755)
    desk.ok("note", ID, "-m", "x")
    assert {*desk.read("codes").split()} <= {"0", "1"}
    assert "has been writing" not in desk.read("out")
    assert "Traceback" not in desk.read("out")
    assert desk.git("log", "--format=%s", "-1").startswith("Note on")


def test_a_hook_can_not_write_and_is_told_so_at_once(desk: Desk) -> None:
    path = desk.root / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{sys.executable} -m plaindesk note {ID} -m y --as alice 2>out\n")
    path.chmod(0o755)
    assert "Nothing was changed. Git refused" in desk.refused("note", ID, "-m", "x")
    assert desk.read("out") == (
        "desk: A desk command is at work, and this was started by one of its hooks.\n"
        "A hook may read, as with: desk check, desk list. It can't write.\n"
    )


def test_another_git_at_work(desk: Desk) -> None:
    (desk.root / ".git/index.lock").write_text("")
    said = desk.refused("note", ID, "-m", "x")
    assert "remove the file: .git/index.lock" in said
    (desk.root / ".git/index.lock").unlink()
    desk.git("add", "--all")
    desk.git("commit", "-qm", "The note")
    assert desk.run("check").code == 0


def test_a_full_disk_changes_nothing(desk: Desk) -> None:
    """A limit on file size stands for the disk: writing the long entry fails half way."""
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from plaindesk.cli.main import main\nmain()\n"
    )
    before = desk.snapshot()
    done = subprocess.run(
        [sys.executable, "-c", limited, "reply", ID, "-m", "w" * 90_000],
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.startswith("desk: Nothing was changed")) == (1, True)
    assert desk.snapshot() == before
    assert desk.git("status", "--porcelain") == ""
    desk.ok("reply", ID, "-m", "short")


def test_a_place_that_cannot_be_written_changes_nothing(desk: Desk) -> None:
    """A file where a folder should be stands for a read-only one: root may write anywhere."""
    (desk.root / "tickets/2612").write_text("")
    before = desk.snapshot()
    said = desk.refused("new", "In December", "-m", "x", now="2026-12-01T12:00:00Z")
    assert said.startswith("desk: Nothing was changed: ")
    assert desk.snapshot() == before


def test_two_commands_at_once_both_get_through(desk: Desk) -> None:
    command = [sys.executable, "-m", "plaindesk", "note", ID, "-m"]
    running = [
        subprocess.Popen([*command, f"note {n}"], cwd=desk.root, stdout=subprocess.DEVNULL)
        for n in range(4)
    ]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    shown = desk.ok("show", ID)
    assert all(f"note {n}" in shown for n in range(4))
    assert len(desk.git("log", "--oneline").splitlines()) == 5
    assert desk.run("check").code == 0


def test_a_command_in_a_hook_does_not_write_into_that_commit(desk: Desk) -> None:
    hook = desk.root / ".git/hooks/post-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec {sys.executable} -m plaindesk list\n")
    hook.chmod(0o755)
    desk.write("x.txt", "a\n")
    desk.git("add", "x.txt")
    done = subprocess.run(
        ["git", "commit", "-m", "x"], cwd=desk.root, capture_output=True, text=True, check=True
    )
    assert "2611-7K3MX" in done.stdout + done.stderr


def test_a_desk_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    outer = make_desk(tmp_path / "outer", {"code.py": "x = 1\n"})
    desk = Desk(outer.root / "support")
    for path, text in FILES.items():
        desk.write(path, text)
    outer.git("add", "--all")
    outer.git("commit", "-qm", "Open the desk")
    desk.ok("take", ID)
    names = outer.git("show", "--name-only", "--format=", "HEAD").splitlines()
    assert f"support/{README}" in names
    assert len(names) == 2
    assert os.listdir(outer.root / ".git" / "plaindesk")  # noqa: PTH208 - any name will do
