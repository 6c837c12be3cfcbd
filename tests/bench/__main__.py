"""`make bench`: time everyday commands beside their floor, and write the table.

The floor is Python with click, one SQLite query and twenty printed rows: what any such
command costs before it does anything. Rows are interleaved, so that a busy machine slows
all of them alike; figures are medians.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from tests.bench.desks import desk_of
from tests.bench.report import environment, put, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.support.desks import Desk

SIZES = (1_000, 10_000)
ROUNDS = 7
_RUN = [sys.executable, "-m", "plaindesk"]
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


def main() -> None:
    """Measure each size and write the table."""
    # An hour after the notes, each of which comes a second after the one before.
    inside = environment(PLAINDESK_NOW="2026-11-21T13:00:00Z")
    how = f"Medians of {ROUNDS} interleaved runs; the ratio is to the floor."
    lines = [
        f"{told('python -m tests.bench')} {how}",
        "",
        "| command | tickets | ms | x floor |",
        "|---|---|---|---|",
    ]
    for size in map(int, sys.argv[1:] or SIZES):
        folder = Path(tempfile.mkdtemp(prefix="desk-bench-"))
        try:
            desk = desk_of(folder / "desk", size)
            made = _index(desk)
            lines += _rows(_medians(_commands(desk), desk.root, inside), size)
            lines += [f"| first index | {size} | {made[0]:.0f} | {made[1]:.2f} x CSafeLoader |"]
        finally:
            shutil.rmtree(folder)
    text = "\n".join(lines)
    put("Everyday commands", text)
    print(text)  # noqa: T201 - this is its output


def _commands(desk: Desk) -> dict[str, Sequence[str]]:
    some = next(iter(sorted((desk.root / "tickets").glob("*/*")))).name
    run = _RUN
    return {
        "floor": [sys.executable, "-c", FLOOR],
        "desk --version": [*run, "--version"],
        "desk list, after a commit": [*run, "list"],
        "desk list": [*run, "list"],
        "desk list QUERY": [*run, "list", "status:open", "queue:network", "priority:<=P2"],
        "desk list QUERY with words": [*run, "list", "status:open", "printer"],
        "desk show": [*run, "show", some],
        "desk explain": [*run, "explain", some],
        "desk check": [*run, "check"],
        "desk age --dry-run": [*run, "age", "--dry-run"],
        "desk search --tickets": [*run, "search", "--tickets", "printer"],
        "desk note, with commit": [
            "env", "PLAINDESK_NOW=2026-11-21T12:00:00Z", *run,
            "note", some, "-m", "words", "--as", "alice",
        ],
        "git add and git commit": [
            "sh", "-c", "echo x >> plain.txt && git add plain.txt && git commit -qm x plain.txt",
        ],
    }  # fmt: skip


def _index(desk: Desk) -> tuple[float, float]:
    """Time the first index, beside PyYAML's loader in C on the front matter alone."""
    start = time.perf_counter()
    subprocess.run(
        [*_RUN, "index"], cwd=desk.root, check=True, capture_output=True, env=environment()
    )
    took = time.perf_counter() - start
    pages = [path.read_text("utf-8") for path in desk.root.glob("tickets/*/*/README.md")]
    heads = [head for page in pages for head in re.split(r"^---\n", page, flags=re.MULTILINE)[1::2]]
    start = time.perf_counter()
    for head in heads:
        yaml.load(head, yaml.CSafeLoader)
    return took * 1000, took / (time.perf_counter() - start)


def _medians(
    commands: Mapping[str, Sequence[str]], root: Path, inside: Mapping[str, str]
) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(command, cwd=root, env=inside, capture_output=True, check=False)
            if number:  # the first round warms up
                times[name].append(time.perf_counter() - start)
            if done.returncode:
                sys.exit(f"{name} failed: {done.stderr.decode()}")
    return {name: statistics.median(held) * 1000 for name, held in times.items()}


def _rows(medians: Mapping[str, float], size: int) -> list[str]:
    floor = medians["floor"]
    return [f"| {name} | {size:,} | {ms:.0f} | {ms / floor:.1f} |" for name, ms in medians.items()]


if __name__ == "__main__":
    main()
