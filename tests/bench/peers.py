"""`python -m tests.bench.peers`: list, create and search beside other trackers that keep files.

Each gets the same tickets with the same text, written in its own format, in a repository of
its own. Peers are installed into an ignored folder; what can't be had is said and left out.
A peer that doesn't list all that it was given is left out, too.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.desks import desk_of, tickets
from tests.bench.report import environment, put, told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from plaindesk.core.model.ticket import Ticket

SIZES = (1_000, 10_000)
ROUNDS = 3
WORD = "printer"
HOME = Path(__file__).parents[2] / "build" / "peers"
_PYTHON = ("todoman", "dogcat", "backlog-md-py")
_RUN = [str(Path(sys.executable).with_name("desk"))]
_INSTALLED = "from importlib.metadata import version; print(version({!r}))"
_TRIES = 3


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A tracker: how it is filled, and what it is asked."""

    name: str
    program: str
    version: Sequence[str]
    fill: Callable[[Path, Sequence[Ticket]], None]
    list: Sequence[str]
    create: Sequence[str]
    search: Sequence[str] | None = None
    more: Mapping[str, str] = field(default_factory=dict)


def main() -> None:
    """Measure each size and write the table."""
    install()
    lines = [
        f"{told('python -m tests.bench.peers')} Medians of {ROUNDS} interleaved runs, in seconds.",
        "",
        "| tracker | version | tickets | list | create | search |",
        "|---|---|---|---|---|---|",
    ]
    for size in map(int, sys.argv[1:] or SIZES):
        lines += measured(size)
    text = "\n".join(lines)
    put("Beside other trackers", text)
    print(text)  # noqa: T201 - this is its output


def install() -> None:
    """Put the peers that can be had into our own folder."""
    HOME.mkdir(parents=True, exist_ok=True)
    if not (HOME / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", HOME / "venv"], check=True)
    for name in _PYTHON:
        _try(HOME / "venv/bin/python", "-m", "pip", "install", "--quiet", name)
    if shutil.which("npm"):
        _try("npm", "install", "--silent", "--prefix", HOME / "npm", "backlog.md")


def _try(*command: str | Path) -> None:
    subprocess.run(command, check=False, capture_output=True)


def peers() -> list[Peer]:
    """List the peers, installed or not."""
    python, node = HOME / "venv/bin", HOME / "npm/node_modules/.bin"
    backlog, again = str(node / "backlog"), str(python / "backlog-py")
    dogcat, todo = str(python / "dcat"), str(python / "todo")
    task = shutil.which("task") or "task"
    rc = {"TASKRC": "taskrc", "TASKDATA": "data"}
    return [
        Peer(
            name="desk",
            program=_RUN[0],
            version=[*_RUN, "--version"],
            fill=_desk,
            list=[*_RUN, "list", "id:*", "--limit", "1000000"],
            create=[*_RUN, "new", "Another printer", "-m", "It jams.", "--no-commit"],
            search=[*_RUN, "search", "--tickets", WORD],
        ),
        Peer(
            name="Backlog.md",
            program=backlog,
            version=[backlog, "--version"],
            fill=_backlog,
            list=[backlog, "task", "list", "--plain"],
            create=[backlog, "task", "create", "Another printer", "-d", "It jams.", "--plain"],
            search=[backlog, "search", WORD, "--plain"],
        ),
        Peer(
            name="backlog-md-py",
            program=again,
            version=[again, "--version"],
            fill=_backlog,
            list=[again, "task", "list", "--plain"],
            create=[again, "task", "create", "Another printer", "-d", "It jams."],
            search=[again, "search", WORD],
        ),
        Peer(
            name="dogcat",
            program=dogcat,
            version=[str(python / "python"), "-c", _INSTALLED.format("dogcat")],
            fill=_dogcat,
            list=[dogcat, "list"],
            create=[dogcat, "create", "Another printer", "-d", "It jams."],
            search=[dogcat, "search", WORD],
        ),
        Peer(
            name="todoman",
            program=todo,
            version=[todo, "--version"],
            fill=_todoman,
            list=[todo, "--config", "config.py", "list"],
            create=[todo, "--config", "config.py", "new", "-l", "desk", "Another printer"],
            search=[todo, "--config", "config.py", "list", "--grep", WORD],
        ),
        Peer(
            name="taskwarrior (in C++)",
            program=task,
            version=[task, "--version"],
            fill=_taskwarrior,
            list=[task, "rc.verbose=nothing", "rc.defaultwidth=200", "list"],
            create=[task, "rc.verbose=nothing", "add", "Another printer"],
            search=[task, "rc.verbose=nothing", "rc.defaultwidth=200", WORD, "list"],
            more=rc,
        ),
    ]


def _desk(root: Path, found: Sequence[Ticket]) -> None:
    desk_of(root / "desk", len(found))
    for item in (root / "desk").iterdir():
        shutil.move(item, root / item.name)
    subprocess.run([*_RUN, "index"], cwd=root, check=True, capture_output=True)


def _repository(root: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)


def _committed(root: Path) -> None:
    subprocess.run(["git", "add", "--all"], cwd=root, check=True)
    subprocess.run(["git", "commit", "--quiet", "--message=Fill"], cwd=root, check=True)


def _backlog(root: Path, found: Sequence[Ticket]) -> None:
    _repository(root)
    program = str(HOME / "npm/node_modules/.bin/backlog")
    begin = [program, "init", "Desk", "--defaults", "--integration-mode", "none"]
    subprocess.run(begin, cwd=root, check=True, capture_output=True)
    folder = root / "backlog/tasks"
    folder.mkdir(parents=True, exist_ok=True)
    for number, ticket in enumerate(found, 1):
        name = f"task-{number} - {ticket.subject.replace(' ', '-')}.md"
        text = (
            f"---\nid: TASK-{number}\ntitle: {ticket.subject}\nstatus: To Do\nassignee: []\n"
            f"created_date: '{ticket.created:%Y-%m-%d %H:%M}'\nlabels: []\ndependencies: []\n"
            f"ordinal: {number}000\n---\n\n## Description\n\n<!-- SECTION:DESCRIPTION:BEGIN -->\n"
            f"{ticket.body}\n<!-- SECTION:DESCRIPTION:END -->\n"
        )
        (folder / name).write_text(text, "utf-8")
    _committed(root)


def _dogcat(root: Path, found: Sequence[Ticket]) -> None:
    _repository(root)
    program = str(HOME / "venv/bin/dcat")
    subprocess.run([program, "init"], cwd=root, check=True, capture_output=True)
    subprocess.run([program, "create", "An example"], cwd=root, check=True, capture_output=True)
    store = root / ".dogcats/issues.jsonl"
    issue = json.loads(store.read_text("utf-8").splitlines()[0])
    lines = []
    for number, ticket in enumerate(found):
        own = {"id": f"{number:05x}", "title": ticket.subject, "description": ticket.body}
        lines.append(json.dumps({**issue, **own}))
    store.write_text("\n".join(lines) + "\n", "utf-8")
    _committed(root)


def _todoman(root: Path, found: Sequence[Ticket]) -> None:
    _repository(root)
    (root / "config.py").write_text(
        f'path = "{root}/lists/*"\ndefault_list = "desk"\ncache_path = "{root}/cache.db"\n', "utf-8"
    )
    folder = root / "lists/desk"
    folder.mkdir(parents=True)
    for number, ticket in enumerate(found):
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bench\r\nBEGIN:VTODO\r\n"
            f"UID:{number}@bench\r\nDTSTAMP:{ticket.created:%Y%m%dT%H%M%SZ}\r\n"
            f"SUMMARY:{ticket.subject}\r\nDESCRIPTION:{ticket.body}\r\n"
            "END:VTODO\r\nEND:VCALENDAR\r\n"
        )
        (folder / f"{number}.ics").write_bytes(text.encode())
    _committed(root)


def _taskwarrior(root: Path, found: Sequence[Ticket]) -> None:
    _repository(root)
    (root / "taskrc").write_text("confirmation=off\n", "utf-8")
    (root / "data").mkdir()
    rows = [
        {"description": f"{ticket.subject}: {ticket.body}", "status": "pending"} for ticket in found
    ]
    inside = environment(TASKRC=str(root / "taskrc"), TASKDATA=str(root / "data"))
    command = [shutil.which("task") or "task", "import", "-"]
    text = json.dumps(rows).encode()
    subprocess.run(command, input=text, env=inside, check=True, capture_output=True)


def measured(size: int) -> list[str]:
    """Fill every peer with so many tickets, and time them in turn."""
    found = [ticket for ticket, _ in tickets(size)]
    rows: list[str] = []
    ready: list[tuple[Peer, Path]] = []
    with tempfile.TemporaryDirectory(prefix="desk-peers-") as folder:
        for peer in peers():
            root = Path(folder) / peer.name.split()[0].lower().replace(".", "")
            root.mkdir()
            problem = _prepared(peer, root, found)
            if problem:
                rows.append(f"| {peer.name} | | {size:,} | {problem} | | |")
            else:
                ready.append((peer, root))
        times = {peer.name: _times(peer, root) for peer, root in ready}
        for peer, root in ready:
            for what, took in _times(peer, root, ROUNDS - 1).items():
                times[peer.name][what] += took
            figures = [_median(times[peer.name][what]) for what in ("list", "create", "search")]
            rows.append(f"| {peer.name} | {_version(peer)} | {size:,} | {' | '.join(figures)} |")
    return rows


def _prepared(peer: Peer, root: Path, found: Sequence[Ticket]) -> str:
    """Fill a peer; says in a plain word what is wrong, and nothing where all is well."""
    if not (Path(peer.program).exists()):
        return "not to be had here"
    try:
        peer.fill(root, found)
    except (subprocess.CalledProcessError, OSError) as error:
        return f"could not be filled ({type(error).__name__})"
    # One of them ends at times before its whole answer is out.
    is_whole = any(_lists_all(peer, root, found) for _ in range(_TRIES))
    return "" if is_whole else "doesn't list all that it was given"


def _lists_all(peer: Peer, root: Path, found: Sequence[Ticket]) -> bool:
    out = _asked(peer, root, peer.list)[1]
    last = found[-1].subject
    listed = sum(ticket.subject[:20] in out for ticket in (found[0], found[len(found) // 2]))
    return out.count("\n") >= len(found) and (last[:20] in out or bool(listed))


def _times(peer: Peer, root: Path, rounds: int = 1) -> dict[str, list[float]]:
    asked = {"list": peer.list, "create": peer.create, "search": peer.search}
    return {
        what: [_asked(peer, root, command)[0] for _ in range(rounds)] if command else []
        for what, command in asked.items()
    }


def _asked(peer: Peer, root: Path, command: Sequence[str]) -> tuple[float, str]:
    own = {name: str(root / value) for name, value in peer.more.items()}
    inside = environment(COLUMNS="200", PLAINDESK_NOW="2026-11-21T12:00:00Z", **own)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=root, env=inside, capture_output=True, check=False)
    took = time.perf_counter() - start
    return took, done.stdout.decode("utf-8", "replace")


def _median(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.2f}" if times else "-"


def _version(peer: Peer) -> str:
    done = subprocess.run(peer.version, capture_output=True, text=True, check=False)
    said = (done.stdout or done.stderr).split()
    return next((word.strip(",") for word in said if word[:1].isdigit()), "?")


if __name__ == "__main__":
    main()
