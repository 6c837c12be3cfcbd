"""A command in a process of its own that counts its work: files read, programs started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.support.desks import Desk

_CODE = """
import json, os, sys
opened, started = [], []
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.append(os.path.relpath(arguments[0]))
    elif event == "subprocess.Popen":
        started.append([str(word) for word in arguments[1]])
    elif event == "os.posix_spawn":
        started.append([str(word) for word in arguments[1] if word != os.getcwd()])
sys.addaudithook(hear)
from plaindesk import headstart
from plaindesk.cli.main import main
headstart.begin(sys.argv)
try:
    main()
finally:
    print(json.dumps([opened, started]), file=sys.stderr)
"""


class Work(NamedTuple):
    """What a command did: files of tickets and articles that it opened, and verbs of Git."""

    tickets: int
    articles: int
    programs: tuple[str, ...]


def work_of(desk: Desk, *arguments: str, now: str) -> Work:
    """Run a command that must succeed, and count."""
    done = subprocess.run(
        [sys.executable, "-c", _CODE, *arguments],
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PLAINDESK_NOW": now},
    )
    *said, counted = done.stderr.splitlines()
    assert done.returncode == 0, "\n".join(said)
    opened, started = json.loads(counted)
    return Work(
        tickets=sum(path.startswith("tickets/") for path in opened),
        articles=sum(path.startswith("kb/") for path in opened),
        programs=tuple(" ".join(_verb(words)) for words in started),
    )


def _verb(words: list[str]) -> list[str]:
    """Leave the program and what it is to do, without options."""
    plain = [word for word in words if not word.startswith("-") and "=" not in word]
    return [os.path.basename(plain[0]), *plain[1:2]]  # noqa: PTH119 - of a program's name
