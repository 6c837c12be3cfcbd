"""Clones of one repository for many hands: what they run, what dies, what came of it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

DESK = str(Path(sys.executable).with_name("desk"))
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
QUEUES = ("support", "network")
SETTINGS = """\
name: Many hands
languages: [en]
timezone: UTC
agents:
{agents}
queues: {{support: {{lead: agent0}}, network: {{line: 2, lead: agent1}}}}
calendars: {{always: 24/7}}
sla:
  - name: standard
    calendar: always
    targets: {{default: {{first_response: 2h, next_response: 8h, resolution: 2d}}}}
    escalate: [{{of: first_response, at: 100%, do: {{line: +1, notify: [queue-lead]}}}}]
routing: [{{name: all, when: "-queue:*", set: {{queue: support}}}}]
"""
# A forge that has a bad moment now and then: it refuses the push, and takes the next one.
REFUSES = "#!/bin/sh\ntest $(($$ % 40)) -ne 0 || { echo 'Try again later.' >&2; exit 1; }\n"


@dataclass(slots=True)
class Crowd:
    """One bare repository, a clock that goes on by half a minute, and counts."""

    top: Path
    counts: Counter[str] = field(default_factory=Counter)
    clashes: Counter[str] = field(default_factory=Counter)
    """What a merge on the server could not settle, by what it was about."""
    turn: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def moment(self) -> str:
        """Move the clock on; no two changes have one time."""
        with self.lock:
            self.turn += 1
            return f"{START + timedelta(seconds=30 * self.turn):%Y-%m-%dT%H:%M:%SZ}"

    def count(self, what: str, times: int = 1) -> None:
        """Count something that happened."""
        with self.lock:
            self.counts[what] += times

    def clone(self, name: str) -> Path:
        """Clone it for one pair of hands."""
        git(self.top, "clone", "--quiet", "desk.git", name)
        return self.top / name


def opened(top: Path, agents: int, tickets: int) -> tuple[Crowd, list[str]]:
    """Open a desk with tickets, and a bare repository for it."""
    desk = top / "desk"
    desk.mkdir()
    git(top, "init", "--quiet", "--initial-branch=main", "desk")
    listed = [f"  agent{n}: {{email: agent{n}@example.com}}" for n in range(agents)]
    (desk / "desk.yml").write_text(SETTINGS.format(agents="\n".join(listed)), "utf-8")
    git(desk, "add", "--all")
    git(desk, "commit", "--quiet", "--message=Open the desk")
    said = [run(desk, "agent0", None, *new(n)).stdout for n in range(tickets)]
    git(top, "clone", "--quiet", "--bare", "desk", "desk.git")
    hook = top / "desk.git/hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(REFUSES, "utf-8")
    hook.chmod(0o755)
    return Crowd(top), [line.split()[1].rstrip(":") for line in said]


def new(number: int) -> tuple[str, ...]:
    """Write the command that opens a ticket."""
    requester = f"jana{number}@example.com"
    queue = QUEUES[number % 2]
    return (
        "new",
        f"Request {number}",
        "-m",
        "It fails.",
        "--requester",
        requester,
        "--queue",
        queue,
    )


def run(
    folder: Path, who: str, now: str | None, *command: str, dies: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `desk` as somebody; with `dies`, kill it after so many seconds."""
    process = subprocess.Popen(
        [DESK, *command],
        cwd=folder,
        env=environment(who, now),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if dies is not None:
        time.sleep(dies)
        process.send_signal(signal.SIGKILL)
    out, err = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def git(folder: Path, *command: str, who: str = "agent0", now: str | None = None) -> str:
    """Run Git, which must succeed."""
    done = subprocess.run(
        ["git", *command],
        cwd=folder,
        env=environment(who, now),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"git {command}: {done.stdout}{done.stderr}")
    return done.stdout


def environment(who: str, now: str | None) -> dict[str, str]:
    """Give somebody a name, and the moment at which all happens."""
    moment = now or f"{START:%Y-%m-%dT%H:%M:%SZ}"
    held = {"NAME": who, "EMAIL": f"{who}@example.com", "DATE": moment}
    person = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in held.items()}
    # Git would look after its store in the background, while we wait for the next command.
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    return {**os.environ, **person, **quiet, "PLAINDESK_NOW": moment}


def sync(crowd: Crowd, clone: Path, who: str, *, dies: float | None = None) -> bool:
    """Send and get, and count what it took; tells whether all is sent."""
    done = run(clone, who, None, "sync", "--json", dies=dies)
    if done.returncode < 0:
        crowd.count("killed")
        return False
    if not done.stdout:
        what = "for a person" if "takes a person" in done.stderr else "refused"
        crowd.count(what)
        sys.stderr.write(f"{who}: {done.stderr}")
        return False
    report: dict[str, Any] = json.loads(done.stdout)
    crowd.count("rejected", max(0, report["tries"] - 1))
    crowd.count("settled", len(report["resolved"]))
    crowd.count("declined", int(report["problem"] is not None))
    return report["problem"] is None


def dice(*seed: object) -> random.Random:
    """Make dice that fall the same way each time."""
    return random.Random(repr(seed))  # noqa: S311 - to repeat it, not to hide it
