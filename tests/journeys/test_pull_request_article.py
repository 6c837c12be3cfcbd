"""A new user follows the article on pull requests, as it is written, to the letter."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support.desks import Desk
from tests.support.forge import program

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "kb/en/teamwork/pull-requests.md"
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def typed(folder: Path, block: str, clock: str) -> str:
    """Type a block into a shell, as Alice; every line must do what it is there for."""
    alice = {"NAME": "Alice Novak", "EMAIL": "alice@example.com"}
    env = {
        **os.environ,
        **{
            f"GIT_{who}_{key}": value
            for who in ("AUTHOR", "COMMITTER")
            for key, value in alice.items()
        },
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": alice["NAME"],
        "GIT_CONFIG_KEY_1": "user.email",
        "GIT_CONFIG_VALUE_1": alice["EMAIL"],
        "PLAINDESK_NOW": f"2026-11-21T{clock}:00Z",
    }
    done = subprocess.run(
        ["bash", "-e", "-u", "-o", "pipefail", "-c", block],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done
    return done.stdout


def test_the_article_goes_as_it_is_written_from_nothing(tmp_path: Path) -> None:
    open_it, propose, bring_up, merge = SHELL.findall(ARTICLE.read_text("utf-8"))
    typed(tmp_path, open_it, "09:00")
    desk, remote = Desk(tmp_path / "help"), Desk(tmp_path / "help.git")
    said = typed(desk.root, propose, "09:10")
    assert "1 ticket, 0 articles: no findings\n" in said
    (ticket,) = re.findall(r"\b2611-\w{5}\b", said.splitlines()[0])
    assert remote.git("branch", "--format=%(refname:short)").split() == ["answer-jana", "main"]

    # Somebody else is faster with the same field, and the merge button refuses.
    remote.git("clone", "--quiet", ".", "../other")
    other = Desk(tmp_path / "other")
    program(other, "alice", "2026-11-21T09:20:00Z", "set", ticket, "status=pending")
    program(other, "alice", "2026-11-21T09:20:00Z", "sync")
    refused = subprocess.run(
        ["git", "merge", "--quiet", "origin/answer-jana"],
        cwd=other.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (refused.returncode, "CONFLICT (content)" in refused.stdout) == (1, True)
    other.git("merge", "--abort")

    assert "put together from both sides" in typed(desk.root, bring_up, "09:30")
    other.git("fetch", "--quiet")
    other.git("merge", "--quiet", "--no-edit", "origin/answer-jana")  # now it takes it
    assert "sent 2 commits" in typed(desk.root, merge, "09:40")
    assert desk.git("rev-parse", "main") == remote.git("rev-parse", "main")
    shown = json.loads(desk.ok("show", ticket, "--json"))
    assert (shown["status"], [entry["kind"] for entry in shown["entries"]]) == (
        "pending",
        ["reply", "change"],
    )
    assert "0 errors, 0 warnings" in desk.ok("check")
    assert typed(desk.root, bring_up.replace("git push\n", ""), "09:50") == "Already up to date.\n"
