"""`make bench`: time everyday commands beside their floor, and write the table.

The floor is Python with click, one SQLite query and twenty printed rows: what any such
command costs before it does anything. Rows are interleaved, so that a busy machine slows
all of them alike; figures are medians.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.report import put, told
from tests.support.desks import SETTINGS, Desk, make_desk

from plaindesk.core.model import ids
from plaindesk.core.model.ticket import Ticket
from plaindesk.core.model.vocabulary import Priority, Status, TicketType
from plaindesk.text import ticket as ticket_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZES = (100, 1_000)
ROUNDS = 7
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FLOOR = """
import sqlite3, click
@click.command()
def main():
    rows = sqlite3.connect(':memory:').execute(
        'with recursive n(i) as (select 1 union all select i + 1 from n where i < 20) '
        'select i from n')
    for (i,) in rows:
        click.echo(f'2611-{i:05} open P2 alice network a subject of some length')
main()
"""
_WORDS = [
    "printer",
    "vpn",
    "mail",
    "login",
    "slow",
    "error",
    "update",
    "screen",
    "network",
    "password",
    "build",
    "site",
]


def main() -> None:
    """Measure each size and write the table."""
    environment = {**os.environ, "PLAINDESK_NOW": "2026-11-21T12:00:00Z"}
    how = f"Medians of {ROUNDS} interleaved runs; the ratio is to the floor."
    lines = [
        f"{told('python -m tests.bench')} {how}",
        "",
        "| command | tickets | ms | x floor |",
        "|---|---|---|---|",
    ]
    for size in SIZES:
        folder = Path(tempfile.mkdtemp(prefix="desk-bench-"))
        try:
            desk = _desk(folder / "desk", size)
            lines += _rows(_medians(_commands(desk), desk.root, environment), size)
        finally:
            shutil.rmtree(folder)
    text = "\n".join(lines)
    put("Everyday commands", text)
    print(text)  # noqa: T201 - this is its output


def _desk(root: Path, size: int) -> Desk:
    chance = random.Random(size)  # noqa: S311 - the same tickets each time
    files = {"desk.yml": SETTINGS}
    for _ in range(size):
        created = NOW - timedelta(seconds=chance.randrange(60 * 86400))
        ticket = Ticket(
            id=ids.mint(created, [chance.randrange(32) for _ in range(4)]),
            status=chance.choice(list(Status)),
            created=created,
            subject=" ".join(chance.choices(_WORDS, k=4)),
            priority=chance.choice(list(Priority)),
            type=chance.choice(list(TicketType)),
            requester="jana@acme.example",
            queue=chance.choice(["support", "network"]),
            body=" ".join(chance.choices(_WORDS, k=200)),
        )
        files[ticket.path] = ticket_text.render_new(ticket)
    return make_desk(root, files)


def _commands(desk: Desk) -> dict[str, Sequence[str]]:
    some = next(iter(sorted((desk.root / "tickets").glob("*/*")))).name
    run = [sys.executable, "-m", "plaindesk"]
    return {
        "floor": [sys.executable, "-c", FLOOR],
        "desk --version": [*run, "--version"],
        "desk list": [*run, "list"],
        "desk list QUERY": [*run, "list", "status:open", "queue:network", "printer"],
        "desk show": [*run, "show", some],
        "desk explain": [*run, "explain", some],
        "desk check": [*run, "check"],
        "desk age --dry-run": [*run, "age", "--dry-run"],
        "desk search --tickets": [*run, "search", "--tickets", "printer"],
        "desk note, with commit": [*run, "note", some, "-m", "words", "--as", "alice"],
        "git add and git commit": [
            "sh", "-c", "echo x >> plain.txt && git add plain.txt && git commit -qm x plain.txt",
        ],
    }  # fmt: skip


def _medians(
    commands: Mapping[str, Sequence[str]], root: Path, environment: Mapping[str, str]
) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(
                command, cwd=root, env=environment, capture_output=True, check=False
            )
            times[name].append(time.perf_counter() - start)
            if done.returncode:
                sys.exit(f"{name} failed: {done.stderr.decode()}")
    return {name: statistics.median(held) * 1000 for name, held in times.items()}


def _rows(medians: Mapping[str, float], size: int) -> list[str]:
    floor = medians["floor"]
    return [f"| {name} | {size:,} | {ms:.0f} | {ms / floor:.1f} |" for name, ms in medians.items()]


if __name__ == "__main__":
    main()
