"""A clone is hostile: a repository that is hidden in it names programs, and none may run."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = {
    "alias.status": "!touch {proof}",
    "core.alternateRefsCommand": "touch {proof}",
    "core.askPass": "{script}",
    "core.editor": "touch {proof}; true",
    "core.fsmonitor": "touch {proof}; false",
    "core.gitProxy": "{script}",
    "core.hooksPath": "{hooks}",
    "core.pager": "touch {proof}",
    "core.sshCommand": "touch {proof}",
    "credential.helper": "!touch {proof}",
    "diff.external": "{script}",
    "diff.evil.command": "{script}",
    "diff.evil.textconv": "touch {proof}; cat",
    "filter.evil.clean": "touch {proof}; cat",
    "filter.evil.process": "{script}",
    "filter.evil.smudge": "touch {proof}; cat",
    "gc.recentObjectsHook": "{script}",
    "gpg.program": "{script}",
    "gpg.ssh.defaultKeyCommand": "{script}",
    "gpg.ssh.program": "{script}",
    "interactive.diffFilter": "touch {proof}; cat",
    "merge.evil.driver": "touch {proof}",
    "pager.log": "touch {proof}",
    "remote.origin.receivepack": "touch {proof}; git-receive-pack",
    "remote.origin.uploadpack": "touch {proof}; git-upload-pack",
    "remote.origin.vcs": "ext",
    "sequence.editor": "touch {proof}; true",
    "submodule.evil.update": "!touch {proof}",
    "trailer.evil.command": "touch {proof}",
    "uploadpack.packObjectsHook": "{script}",
    "url.ext::sh -c touch% {proof}.insteadOf": "https://",
}
"""What Git's documentation lists as settings that name a program."""
SWITCHES = {
    "commit.gpgSign": "true",
    "core.bare": "false",
    "core.repositoryFormatVersion": "0",
    "core.worktree": ".",
    "protocol.ext.allow": "always",
    "remote.origin.url": "https://desk.example/help.git",
    "user.email": "alice@example.com",
    "user.name": "Alice Novak",
}
HOOKS = (
    "applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-checkout", "post-commit",
    "post-index-change", "post-merge", "post-rewrite", "pre-commit", "pre-merge-commit",
    "pre-push", "pre-rebase", "prepare-commit-msg", "reference-transaction", "update",
)  # fmt: skip
COMMANDS = (
    ("list",),
    ("list", "status:open"),
    ("search", "printer"),
    ("show", ID),
    ("explain", ID),
    ("check",),
    ("doctor",),
    ("index",),
    ("new", "Printer"),
    ("note", ID, "-m", "words", "--as", "alice"),
    ("route",),
    ("age",),
    ("record",),
    ("fold",),
    ("sync",),
    ("resolve",),
    ("notify", "--since", "HEAD", "--dry-run"),
    ("worklog",),
    ("kb", "list"),
    ("kb", "check"),
    ("generate",),
    ("init", "--yes"),
)


@pytest.fixture
def clone(tmp_path: Path) -> Desk:
    """A clone of a repository in whose folder `sub` both a desk and a repository lie."""
    origin = Desk(tmp_path / "origin" / "sub")
    origin.write("desk.yml", SETTINGS)
    origin.write(README, TICKET)
    _hide_repository(origin.root, tmp_path)
    _git(tmp_path / "origin", "init", "--quiet", "--initial-branch=main")
    _git(tmp_path / "origin", "add", "--all", "--force")
    _git(tmp_path / "origin", "commit", "--quiet", "--message=Open the desk")
    _git(tmp_path, "clone", "--quiet", "origin", "clone")
    return Desk(tmp_path / "clone" / "sub")


def _hide_repository(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/proof\n", "utf-8")
    script.chmod(0o755)
    hooks = folder / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        (hooks / name).symlink_to(script)
    (folder / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    (folder / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n", "utf-8")
    for kept in ("objects", "refs/heads"):
        (folder / kept).mkdir(parents=True)
        (folder / kept / ".k").write_text("", "utf-8")
    words = {"proof": f"{tmp_path}/proof", "script": script, "hooks": hooks}
    for name, value in (PROGRAMS | SWITCHES).items():
        _git(folder, "config", f"--file={folder}/config", name, value.format(**words))


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def _desk(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plaindesk", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PLAINDESK_INDEX": "on"},
    )


def test_git_itself_would_run_a_program_there(clone: Desk, tmp_path: Path) -> None:
    subprocess.run(["git", "status"], cwd=clone.root, check=False, capture_output=True)
    assert (tmp_path / "proof").exists()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_runs_what_a_hidden_repository_names(
    clone: Desk, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = _desk(clone.root, *words)
    assert not (tmp_path / "proof").exists()
    assert done.returncode == 1
    assert f"{clone.root} looks like a repository of its own (HEAD, objects)" in (
        done.stdout + done.stderr
    )


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_repository_in_a_tickets_folder_is_never_entered(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    desk = make_desk(tmp_path / "desk")
    inner = desk.root / "tickets" / "2611" / ID
    _hide_repository(inner, tmp_path)
    desk.git("add", "--all", "--force")
    desk.git("commit", "--quiet", "--message=Hide it")
    _desk(inner, *words)
    assert not (tmp_path / "proof").exists()
