"""Many hands on one desk, through real Git: agents and jobs on clones of one repository.

Once everybody sends with `desk sync`; once every change goes through a branch that plain
`git merge` puts into the main branch, as a forge does. The order is random; commands are
killed half way and pushes are rejected. In the end every change has to be there once, and
nobody may have been asked to settle a conflict.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.bench import merging, report
from tests.bench.changing import Agent
from tests.bench.crowd import Crowd, dice, opened, run, sync

AGENTS, JOBS = 20, 3
AT_ONCE = 4
"""Commands at a time: more than cores, so that somebody is always faster."""
_EVERY = 20
"""Changes between two runs of a job."""
_DUTIES = ((("record",), ("route",)), (("age",), ("fold",)), (("fold",), ("route",)))
HEAD = (
    "| way | changes | a second | there once | lost | doubled | killed | pushes rejected "
    "| merges refused | settled alone | conflicts for a person |\n|" + "---|" * 11
)


def main(changes: int = 2_000, tickets: int = 200) -> None:
    """Run both ways, and keep their table."""
    rows, clashes = [HEAD], []
    for way in (Synced, Merged):
        with tempfile.TemporaryDirectory(prefix="desk-hands-") as folder:
            crowd, names = opened(Path(folder), AGENTS, tickets)
            rows.append(measured(crowd, way(crowd), changes, names))
        clashes += [f"- {what}: {n}" for what, n in crowd.clashes.most_common()]
        sys.stdout.write(f"{rows[-1]}\n")
        sys.stdout.flush()
    who = f"{AGENTS} agents and {JOBS} jobs, {AT_ONCE} at a time, on {tickets} tickets."
    made = report.told(f"python -m tests.bench.hands {changes} {tickets}")
    listed = ["What `git merge` refused, and `desk resolve` settled:", "", *clashes]
    report.put("Many hands", "\n".join([made, who, "", *rows, "", *listed]))


class Synced:
    """Everybody commits to the main branch, and sends it now and then."""

    name = "`desk sync`"

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd

    def before(self, agent: Agent, number: int) -> None:
        """Nothing has to be begun."""

    def after(self, agent: Agent, number: int) -> None:
        """Send one time in three; some of these are killed."""
        cast = dice("sync", number)
        if cast.randrange(3) == 0:
            dies = cast.random() / 2 if cast.randrange(20) == 0 else None
            sync(self.crowd, agent.clone, agent.who, dies=dies)

    def end(self, agent: Agent) -> None:
        """Send what was killed or declined."""
        while not sync(self.crowd, agent.clone, agent.who):
            pass


class Merged:
    """Every change goes through a branch, of two changes as a rule."""

    name = "branches, `git merge`"

    def __init__(self, crowd: Crowd) -> None:
        self.server = merging.Server(crowd, crowd.clone("server"))

    def before(self, agent: Agent, number: int) -> None:
        """Be on a branch."""
        merging.start(agent, number)

    def after(self, agent: Agent, number: int) -> None:
        """Ask for a merge every other time."""
        if dice("send", number).randrange(2) == 0:
            merging.propose(agent, self.server)

    def end(self, agent: Agent) -> None:
        """Ask for what is left."""
        merging.propose(agent, self.server)


def measured(crowd: Crowd, way: Synced | Merged, changes: int, names: list[str]) -> str:
    """Let everybody do their share in a random order, and count what arrived."""
    agents = [Agent(crowd, crowd.clone(f"agent{n}"), f"agent{n}") for n in range(AGENTS)]
    begin = time.perf_counter()
    tasks = [partial(turn, way, agents[n % AGENTS], n, names) for n in range(changes)]
    locks = [threading.Lock() for _ in range(JOBS)]
    tasks += [partial(job, crowd, n % JOBS, locks[n % JOBS]) for n in range(changes // _EVERY)]
    dice("order", changes).shuffle(tasks)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(task) for task in tasks]:
            done.result()
    for agent in agents:
        way.end(agent)
    while not duties(crowd, 0, None):
        pass
    seconds = time.perf_counter() - begin
    return row(crowd, way.name, [words for agent in agents for words in agent.said], seconds)


def turn(way: Synced | Merged, agent: Agent, number: int, names: list[str]) -> None:
    """Make one change; one clone has one pair of hands."""
    with agent.busy:
        way.before(agent, number)
        agent.change(number, names)
        way.after(agent, number)


def job(crowd: Crowd, number: int, busy: threading.Lock) -> None:
    """Run a job; some are killed."""
    cast = dice("job", crowd.turn)
    with busy:
        duties(crowd, number, cast.random() if cast.randrange(10) == 0 else None)


def duties(crowd: Crowd, number: int, dies: float | None) -> bool:
    """Do what a job does, in a fresh clone; what is killed leaves nothing but that clone."""
    name = f"job{number}"
    shutil.rmtree(crowd.top / name, ignore_errors=True)
    clone, now = crowd.clone(name), crowd.moment()
    for command in _DUTIES[number]:
        done = run(clone, "desk", now, *command, dies=dies)
        if done.returncode:
            crowd.count("killed" if done.returncode < 0 else "refused")
            sys.stderr.write(done.stderr)
            return False
    return sync(crowd, clone, "desk", dies=dies)


def row(crowd: Crowd, way: str, said: list[str], seconds: float) -> str:
    """Count what arrived."""
    look = crowd.clone("look")
    text = "\n".join(path.read_text("utf-8") for path in look.rglob("*.md"))
    times = [text.count(f"{words}\n") for words in said]
    checked = run(look, "agent0", crowd.moment(), "check")
    if checked.returncode:
        sys.stderr.write(checked.stdout)
    count = crowd.counts
    cells = (
        way,
        f"{len(said):,}",
        f"{len(said) / seconds:.1f}",
        f"{times.count(1):,}",
        times.count(0),
        sum(n > 1 for n in times),
        count["killed"],
        count["rejected"] + count["declined"],
        count["refused merges"],
        count["settled"],
        count["for a person"] + count["refused"],
    )
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
