"""A pipe in the place of a file is told of, and waited for by no command."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ARTICLE, ID, README, SETTINGS, TICKET, Desk, make_desk

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = f"tickets/2611/{ID}"
PLACES = (
    README,
    f"{FOLDER}/20261121T120000Z-alice-abcd.md",
    f"{FOLDER}/files/a.log",
    "kb/en/start/print.md",
    "desk.yml",
)
COMMANDS = (
    ("note", ID, "-m", "words", "--attach", "a.log=-", "--as", "alice"),
    ("show", ID),
    ("list",),
    ("search", "words"),
    ("check",),
    ("fold",),
    ("age",),
    ("generate",),
    ("redact", ID, "-m", "asked for"),
)


@pytest.mark.parametrize("place", PLACES)
def test_no_command_waits_for_a_pipe(tmp_path: Path, place: str) -> None:
    files = {"desk.yml": SETTINGS, README: TICKET, "kb/en/start/print.md": ARTICLE}
    desk = make_desk(tmp_path, files)
    path = desk.root / place
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    for command in COMMANDS:
        answer = desk.run(*command, stdin="down")
        assert answer.code in (0, 1), (command, answer)
    assert path.is_fifo()


def test_the_build_warns_of_articles_that_it_leaves_out(tmp_path: Path) -> None:
    files = {"desk.yml": SETTINGS, "kb/en/start/print.md": ARTICLE, "kb/en/start/odd.md": "odd"}
    desk: Desk = make_desk(tmp_path, files)
    desk.ok("init", "--yes")
    assert desk.run("site", "build").err == (
        "  warning: kb/en/start/odd.md can't be read and is left out: desk check kb\n"
    )
