"""The everyday commands that are timed, and those that are timed once, from nothing."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.invented import articles
from tests.bench.report import environment

from plaindesk.text.codecs.article import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.support.desks import Desk

RUN = [str(Path(sys.executable).with_name("desk"))]
ARTICLES = 1_000
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
_PLAIN = (
    "mkdir -p plain && echo x >> plain/$$.txt && git add plain && git commit -qm x plain/$$.txt"
)


class Cost(NamedTuple):
    """What a command took: seconds, and megabytes of its largest process."""

    seconds: float
    megabytes: float


def commands(desk: Desk) -> dict[str, Sequence[str]]:
    """Name what is timed again and again; what writes is made so that it can be repeated."""
    some = next(iter(sorted((desk.root / "tickets").glob("*/*")))).name
    new = next(iter(sorted((desk.root / "tickets/2611").glob("*")))).name
    written = ["env", "PLAINDESK_NOW=2026-11-21T12:00:00Z", *RUN]
    words = ["-m", "words", "--as", "alice"]
    return {
        "floor": [sys.executable, "-c", FLOOR],
        "desk --version": [*RUN, "--version"],
        "desk list, after a commit": [*RUN, "list"],
        "desk list": [*RUN, "list"],
        "desk list QUERY": [*RUN, "list", "status:open", "queue:network", "priority:<=P2"],
        "desk list QUERY with words": [*RUN, "list", "status:open", "printer"],
        "desk show": [*RUN, "show", new],
        "desk explain": [*RUN, "explain", new],
        "desk search --tickets": [*RUN, "search", "--tickets", "printer"],
        "desk search --kb, 1,000 articles": [*RUN, "search", "--kb", "report ununset"],
        "desk check": [*RUN, "check"],
        "desk check --since, one commit": [*RUN, "check", "--since", "HEAD~1"],
        "desk age, nothing due": [*RUN, "age"],
        "desk new, with commit": [*written, "new", "Subject", "-m", "words"],
        "desk reply, with commit": [*written, "reply", some, *words],
        "desk note, with commit": [*written, "note", some, *words],
        "git add and git commit": ["sh", "-c", _PLAIN],
    }


def with_articles(desk: Desk) -> None:
    """Put articles beside the tickets."""
    for item in articles(ARTICLES):
        desk.write(f"kb/{item.key}.md", render(item))
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Write articles")


def cold(desk: Desk, inside: Mapping[str, str], rounds: int) -> dict[str, Cost]:
    """Time what reads everything, each time from nothing."""
    os.sync()  # what was written to make the desk is none of the commands' work
    costs: dict[str, list[Cost]] = {"desk check, cold": [], "first index": []}
    for _ in range(rounds):
        for command, held in zip(("check", "index"), costs.values(), strict=True):
            shutil.rmtree(desk.root / ".git/plaindesk", ignore_errors=True)
            held.append(cost([*RUN, command], desk.root, inside))
    return _middle(costs)


def once(desk: Desk, inside: Mapping[str, str]) -> dict[str, Cost]:
    """Time what is only done the first time, and leave all as warm as after a first day."""
    found = {
        "first search for words": cost([*RUN, "search", "--tickets", "printer"], desk.root, inside),
        "first search of articles": cost([*RUN, "search", "--kb", "set"], desk.root, inside),
        "first desk age, with what it writes": cost([*RUN, "age"], desk.root, inside),
    }
    for _ in range(2):  # the tickets that were changed, and what the index has of them
        cost([*RUN, "age"], desk.root, inside)
        cost([*RUN, "check"], desk.root, inside)
    return found


def medians(
    timed: Mapping[str, Sequence[str]], root: Path, inside: Mapping[str, str], rounds: int
) -> dict[str, Cost]:
    """Run everything by turns, so that a busy machine slows all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in timed}
    for number in range(rounds + 1):
        for name, command in timed.items():
            found = cost(command, root, inside)
            if number:  # the first round warms up
                costs[name].append(found)
    return _middle(costs)


def _middle(costs: Mapping[str, Sequence[Cost]]) -> dict[str, Cost]:
    return {
        name: Cost(
            statistics.median(item.seconds for item in held),
            max(item.megabytes for item in held),
        )
        for name, held in costs.items()
    }


def cost(command: Sequence[str], root: Path, inside: Mapping[str, str]) -> Cost:
    """Run a command, which must succeed, and say what it took."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=root, env=inside, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as running:
        said = running.stderr.read() if running.stderr else b""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        sys.exit(f"{command} failed: {said.decode()}")
    return Cost(time.perf_counter() - start, used.ru_maxrss / 1024)


def plain() -> dict[str, str]:
    """Return what commands run with: an hour after the writes, each a second after the other."""
    return environment(PLAINDESK_NOW="2026-11-21T13:00:00Z")
