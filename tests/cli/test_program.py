"""The program as a process of its own: what it begins with, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README
from tests.support.terminal import on_terminal

from plaindesk.cli.main import COMMANDS, TASKS
from plaindesk.core.model.vocabulary import LinkKind

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.desks import Desk

DESK = f"{sys.executable} -m plaindesk"


def shell(desk: Desk, command: str) -> tuple[int, str, str]:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PLAINDESK_NOW": "2026-11-21T12:00:00Z"},
    )
    return done.returncode, done.stdout, done.stderr


def test_the_code_and_both_outputs_are_those_of_the_command(desk: Desk) -> None:
    assert shell(desk, f"{DESK} show {ID} --json") == (0, desk.ok("show", ID, "--json"), "")
    code, out, said = shell(desk, f"{DESK} show 9999")
    assert (code, out) == (1, "")
    assert said == "desk: There is no ticket '9999'.\nList them: desk list\n"
    assert shell(desk, f"{DESK} nothing")[:2] == (2, "")


def test_an_answer_that_nobody_can_take_is_told_of(desk: Desk) -> None:
    assert shell(desk, f"{DESK} list > /dev/full") == (
        1,
        "",
        "desk: the system: No space left on device\n",
    )
    assert shell(desk, f"{DESK} list | true") == (0, "", "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_caller_may_leave_nothing_open(desk: Desk, closed: str) -> None:
    desk.ok("list")  # so that there is an index, and Git is begun before anything else
    assert shell(desk, f"{DESK} list --json {closed}")[0] == 0
    written = f"{DESK} note {ID} -m words --as alice {closed}"
    assert shell(desk, written)[0] == 0
    (name,) = desk.entries(ID)
    assert desk.read(f"tickets/2611/{ID}/{name}").endswith("words\n")


def test_git_is_begun_by_nothing_but_what_asks(desk: Desk) -> None:
    desk.ok("list")
    code = (
        "import sys; sys.argv = ['desk', *sys.argv[1:]]\n"
        "from plaindesk import headstart\nfrom plaindesk.store.git import early_status\n"
        "headstart.begin(sys.argv)\nprint(list(early_status._begun))"
    )
    begun = {
        ("list",): [str(desk.root)],
        ("index",): [str(desk.root)],
        ("list", "--fields"): [],
        ("note", ID): [],
        ("search", "--kb", "x"): [],
        (): [],
    }
    for words, roots in begun.items():
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=desk.root / "tickets",
            capture_output=True,
            text=True,
            check=True,
            env={name: held for name, held in os.environ.items() if name != "PLAINDESK_INDEX"},
        )
        assert done.stdout == f"{roots}\n", words


def test_whoever_reads_only_the_beginning_sees_no_failure(desk: Desk) -> None:
    for command in ("list", "list --json", "--help", "show 7k3"):
        code, _, said = shell(desk, f"set -o pipefail; {DESK} {command} | true")
        assert (code, said) == (0, ""), command


def test_words_may_be_piped_in(desk: Desk) -> None:
    for command in ("reply", "note", "message"):
        before = set(desk.entries())
        code, _, said = shell(desk, f"echo 'Some words' | {DESK} {command} {ID}")
        assert (code, said) == (0, "")
        (name,) = set(desk.entries()) - before
        assert desk.read(f"tickets/2611/{ID}/{name}").endswith("---\n\nSome words\n")
    out = shell(desk, f"echo 'It hums' | {DESK} new 'A printer'")[1]
    assert desk.read(f"tickets/2611/{out.split()[1][:-1]}/README.md").endswith("\n\nIt hums\n")
    assert shell(desk, f"{DESK} reply {ID} < /dev/null")[::2] == (
        1,
        "desk: There are no words to write.\nSay them with -m TEXT or --from FILE.\n",
    )


def test_what_a_loop_reads_is_never_an_answer(desk: Desk) -> None:
    before = desk.read(README)
    calls = (f"resolve {ID}", f"reopen {ID}", f"set {ID} priority=P1", f"approve {ID}")
    for call in (*calls, f"snooze {ID} 3d", f"survey {ID} 5"):
        code, _, said = shell(desk, f"echo 2611-AQPAB | {DESK} {call}")
        assert code == 1
        assert said == (
            "desk: Words wait on standard input, and nobody said that they are the answer.\n"
            "Take them with --from -, or leave them with < /dev/null.\n"
        )
    assert desk.read(README) == before
    assert shell(desk, f"echo Done | {DESK} resolve {ID} --from -")[0] == 0


@pytest.mark.parametrize("where", ["GIT_EDITOR", "core.editor", "VISUAL", "EDITOR"])
def test_an_editor_is_opened_on_a_terminal(desk: Desk, tmp_path: Path, where: str) -> None:
    editor = tmp_path / "the editor"
    editor.write_text(f"#!/bin/sh\necho 'Typed in {where}' > \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    env = dict.fromkeys(("GIT_EDITOR", "VISUAL", "EDITOR"), "")
    if where == "core.editor":
        desk.git("config", "core.editor", f'"{editor}"')
        env["EDITOR"] = "false"
    else:
        env[where] = f'"{editor}"'
    on_terminal(desk.root, "reply", ID, env={name: held for name, held in env.items() if held})
    said = desk.read(f"tickets/2611/{ID}/{desk.entries()[0]}")
    assert said.endswith(f"---\n\nTyped in {where}\n")


def test_a_slip_leads_to_nothing_that_destroys(desk: Desk) -> None:
    for slip, meant in (("edit", "set"), ("ls", "list"), ("comment", "note"), ("lst", "list")):
        said = shell(desk, f"{DESK} {slip}")[2]
        assert said.endswith(f"Error: No such command '{slip}'. Did you mean '{meant}'?\n")
    for slip in ("redac", "react", "edact"):
        assert "redact" not in shell(desk, f"{DESK} {slip}")[2]


def test_help_names_every_command_once_and_cuts_nothing(desk: Desk) -> None:
    listed = [name for names in TASKS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS)
    for group in ("", "kb", "site", "calendar", "config", "forge"):
        out = desk.ok(*filter(None, [group, "--help"]))
        assert "..." not in out.partition("ommands")[2].replace("[ARGS]...", "")


def test_a_usage_line_breaks_at_spaces_only(desk: Desk) -> None:
    assert desk.ok("link", "--help").startswith("Usage: desk link [OPTIONS] TICKET KIND TARGET\n")
    for kind in LinkKind:
        assert kind in desk.ok("link", "--help")
