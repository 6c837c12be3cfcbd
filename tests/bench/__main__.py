"""`make bench`: time everyday commands beside their floor, and write the table.

The floor is Python with click, one SQLite query and twenty printed rows: what any such
command costs before it does anything. Rows are interleaved, so that a busy machine slows
all of them alike; figures are medians.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from tests.bench.desks import desk_of
from tests.bench.everyday import Cost, cold, commands, medians, once, plain, with_articles
from tests.bench.growth import growth
from tests.bench.report import put, told
from tests.bench.watched import MONITORED, leave, watch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.desks import Desk

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 7
LARGE_ROUNDS = 3
COLD_ROUNDS = 3
LARGE = 50_000


def main() -> None:
    """Measure each size and write its table."""
    for size in map(int, sys.argv[1:] or SIZES):
        folder = Path(tempfile.mkdtemp(prefix="desk-bench-"))
        try:
            text = _table(size, folder / "desk")
        finally:
            shutil.rmtree(folder)
        put(f"Everyday commands, {size:,} tickets", text)
        print(text)  # noqa: T201 - this is its output


def _table(size: int, root: Path) -> str:
    desk = desk_of(root, size)
    with_articles(desk)
    rounds = LARGE_ROUNDS if size > LARGE else ROUNDS
    before = _loader(desk)
    first = cold(desk, plain(), COLD_ROUNDS if rounds == ROUNDS else 1) | once(desk, plain())
    loader = (before + _loader(desk)) / 2  # a machine may be slower by then
    found = medians(commands(desk), root, plain(), rounds)
    watched = _watched(desk, rounds)
    how = f"Medians of {rounds} interleaved runs; the ratio is to the floor."
    return "\n".join(
        [
            f"{told(f'python -m tests.bench {size}')} {how}",
            "",
            "| command | ms | x floor | peak MB |",
            "|---|---|---|---|",
            *_rows(found, found["floor"].seconds),
            "",
            f"From nothing; CSafeLoader is PyYAML's, on the front matter alone: {loader:.2f} s.",
            "",
            "| command | ms | x CSafeLoader | peak MB |",
            "|---|---|---|---|",
            *_rows(first, loader),
            *watched,
            "",
            "| Git | |",
            "|---|---|",
            *growth(desk),
        ]
    )


def _watched(desk: Desk, rounds: int) -> list[str]:
    """Time some again with a file monitor, where there is one."""
    if not watch(desk):
        return ["", "With a file monitor: not measured, as Watchman isn't here."]
    timed = commands(desk)
    found = medians({name: timed[name] for name in MONITORED}, desk.root, plain(), rounds)
    leave(desk)
    return [
        "",
        "With Git's file monitor (`core.fsmonitor`, Watchman):",
        "",
        "| command | ms | x floor | peak MB |",
        "|---|---|---|---|",
        *_rows(found, found["floor"].seconds),
    ]


def _loader(desk: Desk) -> float:
    """Time PyYAML's loader in C on the front matter of all tickets, in seconds.

    One after the other: what this process holds would count as the memory of those it starts.
    """
    took = 0.0
    for path in desk.root.glob("tickets/*/*/README.md"):
        heads = re.split(r"^---\n", path.read_text("utf-8"), flags=re.MULTILINE)[1::2]
        start = time.perf_counter()
        for head in heads:
            yaml.load(head, yaml.CSafeLoader)
        took += time.perf_counter() - start
    return took


def _rows(costs: Mapping[str, Cost], unit: float) -> list[str]:
    return [
        f"| {name} | {took * 1000:,.0f} | {took / unit:.2f} | {megabytes:.0f} |"
        for name, (took, megabytes) in costs.items()
    ]


if __name__ == "__main__":
    main()
