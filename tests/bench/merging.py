"""A forge's merge button: `git merge` of a branch, with nothing of ours, and what it refuses."""

from __future__ import annotations

import re
import subprocess
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bench.crowd import Crowd, environment, git, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.changing import Agent

_TRIES = 20
_HUNK = re.compile(r"^<<<<<<< .*?^>>>>>>> ", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"^(\w+):", re.MULTILINE)


@dataclass(slots=True)
class Server:
    """The place where branches are merged: a work tree with stock Git, one merge at a time."""

    crowd: Crowd
    tree: Path
    turn: threading.Lock = field(default_factory=threading.Lock)

    def merge(self, branch: str) -> bool:
        """Merge a branch that was pushed; False where Git calls it a conflict."""
        with self.turn:
            while True:
                git(self.tree, "fetch", "--quiet", "origin")
                git(self.tree, "reset", "--quiet", "--hard", "origin/main")
                if not _git(self.tree, "merge", "--quiet", "--no-edit", f"origin/{branch}"):
                    self._tell()
                    return False
                if _git(self.tree, "push", "--quiet", "origin", "HEAD:main"):
                    return True
                self.crowd.count("rejected")

    def _tell(self) -> None:
        """Count what each conflict is about, and call the merge off."""
        for path in git(self.tree, "diff", "--name-only", "--diff-filter=U").split():
            self.crowd.clashes[about(self.tree / path)] += 1
        git(self.tree, "merge", "--abort")


def about(path: Path) -> str:
    """Say what a conflict is about: the fields between the marks, or the kind of file."""
    if path.name != "README.md":
        return "a file of one name on both sides"
    keys = {key for hunk in _HUNK.findall(path.read_text("utf-8")) for key in _KEY.findall(hunk)}
    return f"one field on both sides: {', '.join(sorted(keys))}" if keys else "the conversation"


def start(agent: Agent, number: int) -> None:
    """Begin a branch where the main branch is, if the agent isn't on one."""
    if current(agent) == "main":
        git(agent.clone, "fetch", "--quiet", "origin")
        branch = ("--no-track", "--create", f"work-{number}", "origin/main")
        git(agent.clone, "switch", "--quiet", *branch)


def current(agent: Agent) -> str:
    """Name the branch that an agent is on."""
    return git(agent.clone, "branch", "--show-current").strip()


def propose(agent: Agent, server: Server) -> None:
    """Push a branch and have it merged; where Git can't, the agent's own clone brings it up."""
    branch = current(agent)
    for _ in range(0 if branch == "main" else _TRIES):
        while not _git(agent.clone, "push", "--quiet", "origin", branch):
            agent.crowd.count("declined")
        if server.merge(branch):
            break
        agent.crowd.count("refused merges")
        git(agent.clone, "fetch", "--quiet", "origin")
        _bring_up(agent)
    else:
        agent.crowd.count("for a person", int(branch != "main"))
    git(agent.clone, "switch", "--quiet", "main")


def _bring_up(agent: Agent) -> None:
    """What the article says: merge the main branch, `desk resolve`, commit."""
    if _git(agent.clone, "merge", "--quiet", "--no-edit", "origin/main"):
        return
    done = run(agent.clone, agent.who, None, "resolve")
    agent.crowd.count("settled" if done.returncode == 0 else "for a person")
    git(agent.clone, "commit", "--quiet", "--no-edit", who=agent.who)


def _git(folder: Path, *command: str) -> bool:
    """Run Git; False where it refuses."""
    done = subprocess.run(
        ["git", *command],
        cwd=folder,
        env=environment("forge", None),
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
