"""Searching the articles without reading the settings."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ARTICLE, SETTINGS

if TYPE_CHECKING:
    from tests.support.desks import Desk

FOUND = """\
How do I print?  kb/en/start/print.md
    Switch it on with the green button.
"""
NOTHING = "Nothing found. Try other words, or fewer.\n"
KEPT = ".git/plaindesk/settings.json"


@pytest.fixture
def asked(desk: Desk) -> Desk:
    desk.write("kb/en/start/print.md", ARTICLE)
    assert desk.ok("search", "--kb", "button") == FOUND
    return desk


def test_other_settings_count_at_once(asked: Desk) -> None:
    assert asked.ok("search", "--kb", "umbrella") == NOTHING
    asked.write("desk.yml", f"{SETTINGS}search: {{synonyms: {{en: [[umbrella, button]]}}}}\n")
    for _ in range(2):  # read, then remembered
        assert asked.ok("search", "--kb", "umbrella") == FOUND
    asked.write("desk.yml", SETTINGS.replace("[en, fa]", "[fa]"))
    for _ in range(2):
        assert asked.ok("search", "--kb", "button") == NOTHING
        assert asked.ok("search", "--kb", "button", "--language", "en") == FOUND


def test_settings_that_cannot_be_read_are_told(asked: Desk) -> None:
    asked.write("desk.yml", f"{SETTINGS}nonsense: [\n")
    assert asked.run("search", "--kb", "button").code == 1


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b'["", 1, 2]', b"\xff"])
def test_what_was_remembered_may_be_damaged(asked: Desk, damage: bytes) -> None:
    (asked.root / KEPT).write_bytes(damage)
    assert asked.ok("search", "--kb", "button") == FOUND


def test_a_question_imports_neither_what_makes_indexes_nor_what_reads_files(asked: Desk) -> None:
    read = (
        "plaindesk.text.yaml.records",
        "plaindesk.text.codecs.article",
        "plaindesk.core.query",
        "yaml",
    )
    heavy = "filelock", "whoosh.searching", *read
    code = (
        "import os, sys; sys.argv[0] = 'desk'\n"
        "from plaindesk.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    wanted = f"{FOUND}[]\n"
    for _ in range(50):  # until the files are old enough to be told by their times
        done = subprocess.run(
            [sys.executable, "-c", code, "search", "--kb", "button"],
            cwd=asked.root,
            capture_output=True,
            text=True,
            check=True,
            env=dict(os.environ),
        )
        if done.stdout == wanted:
            break
    assert done.stdout == wanted
