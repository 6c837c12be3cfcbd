"""What a shell offers while somebody types, asked as the shells ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, SETTINGS

if TYPE_CHECKING:
    from tests.support.desks import Desk


def offered(desk: Desk, line: str, *, kind: str = "zsh", bash_words: str = "") -> list[str]:
    """Ask for what may stand at the end of a line; bash parts words at colons, too."""
    words = bash_words or line
    count = len(words.split(" ")) - 1
    env = {
        **os.environ,
        "_DESK_COMPLETE": f"{kind}_complete",
        "COMP_WORDS": words.rstrip(),
        "COMP_CWORD": str(count),
    }
    # The completion finds the program by its name, as the installed one is called.
    program = "import sys; sys.argv[0] = 'desk'; from plaindesk.__main__ import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=desk.root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    if kind == "bash":
        return [line.partition(",")[2] for line in lines]
    return lines[1::3]  # type, value, help


CASES = {
    "desk list sta": [
        f"status:{s}" for s in ("closed", "new", "on-hold", "open", "pending", "resolved")
    ],
    "desk list status:o": ["status:open", "status:on-hold"],
    "desk list status:open,pen": ["status:open,pending"],
    "desk list assignee:": ["assignee:@me", "assignee:alice", "assignee:bob"],
    "desk list tag:": ["tag:vpn"],
    "desk list sla:w": ["sla:waiting", "sla:warn"],
    "desk list @": ["@mine"],
    "desk list is:open so": ["source:", "sort:"],
    "desk list sort:cre": ["sort:created"],
    "desk list --columns id,st": ["id,status"],
    "desk list --sort due,cr": ["due,created"],
    "desk worklog queue:n": ["queue:network"],
    "desk set 7k3 pri": [f"priority=P{n}" for n in range(1, 5)],
    "desk set 7k3 queue=": ["queue=support", "queue=network"],
    "desk set 7k3 priority=P1 service=": ["service=vpn"],
    "desk set 7k3 root": ["root_cause="],
    "desk set 7k3 language=": ["language=en", "language=fa"],
    "desk new x --set impact=h": ["impact=high"],
    "desk reply 7k3 --macro ": ["more-info"],
    "desk note 7k3 --as ": ["alice", "bob"],
    "desk link 7k3 relates-to 2611": [ID],
    "desk check --explain broken-": ["broken-file", "broken-yaml", "broken-chain"],
    "desk config help workflow.rem": [
        "workflow.remind_after",
        "workflow.reminders",
        "workflow.reminder",
    ],
    "desk config help nothing.x": [],
}


@pytest.mark.parametrize("line", CASES)
def test_what_may_stand_there_is_offered(desk: Desk, line: str) -> None:
    assert offered(desk, line) == CASES[line]


def test_bash_takes_a_colon_and_an_equals_sign_for_words(desk: Desk) -> None:
    for words, expected in (
        ("desk list status : o", ["open", "on-hold"]),
        ("desk list queue : ", ["support", "network"]),
        ("desk list status :", ["new", "open", "pending", "on-hold", "resolved", "closed"]),
        ("desk set 7k3 impact = h", ["high"]),
    ):
        assert offered(desk, "", kind="bash", bash_words=words) == expected


def test_nothing_is_offered_where_there_is_no_desk(desk: Desk) -> None:
    (desk.root / "desk.yml").rename(desk.root / "other.yml")
    assert offered(desk, "desk list sta") == []
    desk.write("desk.yml", SETTINGS + "agents: [\n")
    assert offered(desk, "desk list sta") == []


def test_json_is_there_for_what_is_looked_up(desk: Desk) -> None:
    fields = json.loads(desk.ok("list", "--fields", "--json"))["fields"]
    assert fields[1] == {
        "field": "status",
        "finds_by": "Where it stands.",
        "values": "new, open, pending, on-hold, resolved, closed",
        "example": "status:open,pending",
    }
    told = json.loads(desk.ok("config", "help", "workflow.close_after", "--json"))
    assert told == {
        "key": "workflow.close_after",
        "doc": told["doc"],
        "holds": told["holds"],
        "required": False,
        "default": "3d",
        "keys": {},
    }
    assert told["doc"] in desk.ok("config", "help", "workflow.close_after")
    assert "attachments" in json.loads(desk.ok("config", "help", "--json"))["keys"]
    assert desk.run("check", "--json").out == desk.run("check", "--format", "json").out
