"""Many hands on one desk, through real Git: agents and jobs on clones of one repository.

Each works a ticket or runs a job in its own clone and sends it with `desk sync`, in a random
but repeatable order; now and then one is killed half way. At the end every word has to be
there once, and nobody may have been asked to settle a conflict.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

AGENTS, JOBS = 20, 3
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
DESK = str(Path(sys.executable).with_name("desk"))
_KILLED = 40
"""One change in so many is killed."""


def main(changes: int = 200, tickets: int = 40) -> None:
    """Run it, and print a row for the table."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        names = opened(top, tickets)
        clones = [cloned(top, f"hand{n}") for n in range(AGENTS + JOBS)]
        shares = [changes // AGENTS] * AGENTS
        start = time.perf_counter()
        with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            agents = [
                pool.submit(agent, clone, n, share, names)
                for n, (clone, share) in enumerate(zip(clones, shares, strict=False))
            ]
            jobs = [pool.submit(job, clone) for clone in clones[AGENTS:]]
            said = [words for done in agents for words in done.result()]
            conflicts = sum(done.result() for done in jobs)
        for clone in clones:  # what was killed or refused goes out in the end
            conflicts += synced(clone)
        seconds = time.perf_counter() - start
        sys.stdout.write(f"{row(top, said, conflicts, seconds)}\n")


def opened(top: Path, tickets: int) -> list[str]:
    """Open a desk with tickets, and a bare repository for it."""
    run(top, "init", "desk", "--yes", "--agent", "alice")
    desk = top / "desk"
    names = [
        run(desk, "new", f"Request {n}", "-m", "x", "--requester", "jana@example.com").split()[1]
        for n in range(tickets)
    ]
    git(top, "clone", "--quiet", "--bare", "desk", "desk.git")
    return [name.rstrip(":") for name in names]


def cloned(top: Path, name: str) -> Path:
    """Clone it for one pair of hands."""
    git(top, "clone", "--quiet", "desk.git", name)
    return top / name


def agent(clone: Path, number: int, changes: int, names: list[str]) -> list[str]:
    """Say things on tickets; returns what was said and kept by this clone."""
    dice, said = random.Random(number), []  # noqa: S311 - to repeat it, not to hide it
    for count in range(changes):
        words = f"words {number} {count}"
        ticket = dice.choice(names)
        kind, *more = dice.choice([["note"], ["reply", "--status", "pending"], ["reply"]])
        command = [kind, ticket, "-m", words, "--as", "alice", *more]
        if dice.randrange(_KILLED) == 0:
            killed(clone, command, dice.random() / 3)
        else:
            run(clone, *command, must=False)
        if words in git(clone, "log", "--all", "-p", "-1", "--format=%H"):
            said.append(words)
        if dice.randrange(3) == 0:
            synced(clone)
    return said


def job(clone: Path) -> int:
    """Age and fold; returns how often somebody was asked to settle a conflict."""
    asked = 0
    for _ in range(6):
        asked += synced(clone)
        run(clone, "age", must=False)
        run(clone, "fold", must=False)
        asked += synced(clone)
    return asked


def synced(clone: Path) -> int:
    """Send and get; 1 where a conflict needs a person."""
    return int("conflict" in run(clone, "sync", must=False).lower())


def killed(clone: Path, command: list[str], after: float) -> None:
    """Start a command and kill it half way."""
    process = subprocess.Popen(
        [DESK, *command],
        cwd=clone,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def row(top: Path, said: list[str], conflicts: int, seconds: float) -> str:
    """Count what arrived."""
    look = cloned(top, "look")
    text = "\n".join(path.read_text("utf-8") for path in look.rglob("*.md"))
    counts = [text.count(f"{words}\n") for words in said]
    cells = (
        f"{AGENTS} agents, {JOBS} jobs",
        f"{len(said)} changes",
        f"{len(said) / seconds:.1f} a second",
        f"lost {counts.count(0)}",
        f"doubled {sum(count > 1 for count in counts)}",
        f"conflicts for a person {conflicts}",
    )
    return f"| {' | '.join(cells)} |"


def run(folder: Path, *command: str, must: bool = True) -> str:
    """Run `desk`."""
    done = subprocess.run(
        [DESK, *command], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if must and done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout + done.stderr


def git(folder: Path, *command: str) -> str:
    """Run Git."""
    done = subprocess.run(
        ["git", *command], cwd=folder, env=environment(), capture_output=True, text=True, check=True
    )
    return done.stdout


def environment() -> dict[str, str]:
    """Give everybody one name and a clock that goes on."""
    moment = START + timedelta(seconds=time.monotonic() % 10_000_000)
    alice = {"NAME": "Alice", "EMAIL": "alice@example.com"}
    person = {f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in alice.items()}
    return {**os.environ, **person, "PLAINDESK_NOW": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
