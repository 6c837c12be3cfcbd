"""JSON is a promise: the keys that the help centre documents, no fewer and no more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID

from plaindesk.core.model.fields import FIELDS

if TYPE_CHECKING:
    from tests.support.desks import Desk

ARTICLE = Path(__file__).parents[2] / "kb/en/reference/json-output.md"
ROW = re.compile(r"^\| (`[a-z ]+`.*?) \| (.*`) \|$", re.MULTILINE)
CALLS = {
    "new": ("new", "Another", "-m", "x"),
    "message": ("message", ID, "-m", "x"),
    "reply": ("reply", ID, "-m", "x"),
    "note": ("note", ID, "-m", "x"),
    "survey": ("survey", ID, "5"),
    "take": ("take", ID),
    "assign": ("assign", ID, "bob"),
    "set": ("set", ID, "priority=P1"),
    "snooze": ("snooze", ID, "2026-11-30T09:00"),
    "resolve": ("resolve", ID),
    "close": ("close", ID),
    "reopen": ("reopen", ID),
    "link": ("link", ID, "external", "https://status.example.com"),
    "approve": ("approve", ID),
    "merge": ("merge", ID, "@"),
    "split": ("split", ID, "rjeg"),
    "list": ("list",),
    "show": ("show", ID),
    "explain": ("explain", ID),
    "route": ("route",),
    "age": ("age",),
    "forge take": ("forge", "take", "event.json"),
    "forge failed": ("forge", "failed", "age"),
    "forge answer": ("forge", "answer", "--api", "https://api.example.com"),
    "generate": ("generate",),
    "redact": ("redact", ID, "-m", "A test"),
    "fold": ("fold",),
    "watch": ("watch", ID),
    "notify": ("notify", "--since", "3d"),
    "index": ("index",),
    "record": ("record",),
    "check": ("check", "--format", "json"),
    "search": ("search", "vpn"),
    "worklog": ("worklog",),
    "import": ("import", "rows.csv", "--map", "map.yml"),
    "kb list": ("kb", "list"),
    "kb check": ("kb", "check"),
    "kb eval": ("kb", "eval", "questions.yml"),
    "kb suggest": ("kb", "suggest", ID),
    "kb gaps": ("kb", "gaps"),
    "macro": ("macro",),
    "doctor": ("doctor",),
}


BEFORE = {
    "survey": ("resolve", ID),
    "reopen": ("resolve", ID),
    "merge": ("new", "Another", "-m", "x"),
    "split": ("reply", ID, "-m", "x", "--as", "bob"),
}
EVENT = """\
{"action": "opened", "repository": {"full_name": "acme/desk"}, "issue": {"number": 1,
"title": "x", "body": "x", "html_url": "https://git.example.com/acme/desk/issues/1",
"user": {"login": "jana"}, "created_at": "2026-11-21T09:00:00Z"}}
"""
GATE = "workflow: {gates: [{name: both heads, to: [pending], approvals: 1}]}\n"


def documented() -> dict[str, set[str]]:
    """Read the table of the article: commands, and the keys of their answers."""
    text = ARTICLE.read_text("utf-8")
    table = text[text.index("## The keys of each answer") : text.index("## Calendars")]
    found: dict[str, set[str]] = {}
    for commands, keys in ROW.findall(table):
        named = {*re.findall(r"`(\w+)`", keys)}
        named |= {*FIELDS} if "the ticket's fields" in keys else set()
        for command in re.findall(r"`([a-z ]+)`", commands):
            found[command] = named
    return found


def test_every_documented_command_is_tried() -> None:
    assert {*documented()} == {*CALLS}


@pytest.mark.parametrize("command", CALLS)
def test_an_answer_has_the_documented_keys(
    command: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("rows.csv", "No,Title,Opened\n1,Old,2026-11-01T09:00:00Z\n")
    desk.write(
        "map.yml",
        "fields: {source: {column: No}, subject: {column: Title}, created: {column: Opened}}\n",
    )
    desk.write("event.json", EVENT)
    (desk.root / "kb").mkdir()
    desk.write("questions.yml", "en: []")
    monkeypatch.setenv("DESK_FORGE_TOKEN", "x")
    desk.write("desk.yml", desk.read("desk.yml") + GATE)
    desk.git("commit", "--quiet", "--all", "--message=Ask for approvals")
    if command in BEFORE:
        desk.ok(*BEFORE[command], now="2026-11-21T11:00:00Z")
    options = () if command == "check" else ("--json",)
    data = json.loads(desk.ok(*CALLS[command], *options))
    assert {*data} == documented()[command]
