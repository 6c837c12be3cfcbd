"""What Git keeps: of a whole desk, and of one more reply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.desks import Desk

_REPLIES = 100


def growth(desk: Desk) -> list[str]:
    """Pack a desk, reply in many tickets, and pack it again; returns rows of a table."""
    desk.git("gc", "--quiet")
    before = _sizes(desk)
    names = sorted(path.name for path in (desk.root / "tickets/2611").iterdir())
    for number in range(_REPLIES):
        name = names[number % len(names)]
        moment = f"2026-11-21T14:{number // 60:02}:{number % 60:02}Z"
        desk.ok("reply", name, "-m", f"Try it once more, {number}.", "--as", "alice", now=moment)
    loose = _sizes(desk)
    desk.git("gc", "--quiet")
    after = _sizes(desk)
    each = loose["loose_kb"] / loose["loose"]
    grown = (after["pack_kb"] - before["pack_kb"]) / _REPLIES
    return [
        f"| packed Git of the whole desk | {before['pack_kb'] / 1024:.1f} MB |",
        f"| loose objects of a reply | {loose['loose'] / _REPLIES:.1f} |",
        f"| a reply in a pack | {grown:.2f} kB, {grown / each:.2f} loose objects' worth |",
    ]


def _sizes(desk: Desk) -> dict[str, float]:
    told = dict(re.findall(r"^(\S+): (\d+)", desk.git("count-objects", "-v"), re.MULTILINE))
    loose = desk.root.glob(".git/objects/[0-9a-f][0-9a-f]/*")
    return {
        "pack_kb": float(told["size-pack"]),
        "loose": float(told["count"]),
        "loose_kb": sum(path.stat().st_size for path in loose) / 1024,
    }
