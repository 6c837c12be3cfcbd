"""Runs desk commands in children that are killed: at their n-th step, or after a while.

A program of its own, so that a child is a fork of a small process in which everything is
imported already. It reads orders as lines of JSON and answers each with a line: the
child's exit code, or less than zero where it was killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module
from typing import Any

STEPS = {"os.rename", "os.remove", "os.rmdir", "subprocess.Popen"}


def is_step(event: str, arguments: tuple[Any, ...], root: str) -> bool:
    """Tell whether an audit event is about to change a file of the desk, or to start Git."""
    if event == "open":
        path, mode, flags = arguments
        writes = bool(set(mode or "") & set("wax+")) or bool(flags & (os.O_WRONLY | os.O_RDWR))
        return writes and str(path).startswith(root)
    if event == "os.mkdir":
        return not os.path.isdir(arguments[0])  # noqa: PTH112 - any kind of path
    return event in STEPS


def die_at(step: int, root: str) -> None:
    """Kill this process just before its n-th step."""
    left = step

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if is_step(event, arguments, root):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def work(order: dict[str, Any]) -> None:
    """Be the child: run one command."""
    from plaindesk.cli.main import main

    os.setsid()
    os.chdir(order["root"])
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    if "step" in order:
        die_at(order["step"], order["root"])
    sys.argv = ["desk", *order["arguments"]]
    main()


def run(order: dict[str, Any]) -> int:
    """Start a child and wait for its end; after `seconds` it is killed with what it started."""
    child = os.fork()
    if child == 0:
        work(order)
    if "seconds" in order:
        time.sleep(order["seconds"])
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def serve() -> None:
    """Answer orders until there are no more."""
    for name in (
        "git.cmd",
        "filelock",
        "plaindesk.services.tickets.actions",
        "plaindesk.cli.tickets.messages",
    ):
        import_module(name)
    for line in sys.stdin:
        sys.stdout.write(f"{run(json.loads(line))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
