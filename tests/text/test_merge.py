"""The merge experiment: two branches change two fields of one ticket, and stock Git merges them."""

from __future__ import annotations

import subprocess
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from plaindesk.core.model.fields import FIELDS
from plaindesk.core.model.vocabulary import (
    Channel,
    Level,
    LinkKind,
    Priority,
    Status,
    TicketType,
)
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.front_matter import append
from plaindesk.text.codecs.ticket import read
from plaindesk.text.yaml.front_matter_edit import set_fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from plaindesk.core.model.ticket import Ticket, Value

FIRST: Mapping[str, Value] = {
    "status": Status.OPEN,
    "assignee": "alice",
    "channel": Channel.EMAIL,
    "priority": Priority.P2,
    "requester": "jana@example.com",
    "queue": "network",
    "organisation": "acme",
    "line": 1,
    "language": "sk",
    "service": "vpn",
    "type": TicketType.INCIDENT,
    "impact": Level.HIGH,
    "urgency": Level.LOW,
    "sla": "gold",
    "tags": ("vpn",),
    "subject": "VPN drops every hour",
    "links": {LinkKind.ARTICLE: ("en/network/vpn",)},
    "fields": {"device": "laptop"},
}
OTHER: Mapping[str, Value] = {
    "status": Status.PENDING,
    "assignee": "bob",
    "channel": Channel.PHONE,
    "priority": Priority.P1,
    "requester": "eva@example.com",
    "queue": "support",
    "organisation": "tatra",
    "line": 2,
    "language": "en",
    "service": "wifi",
    "type": TicketType.PROBLEM,
    "impact": Level.LOW,
    "urgency": Level.HIGH,
    "sla": "standard",
    "tags": ("wifi", "vpn"),
    "subject": "VPN: drops, at night",
    "links": {LinkKind.FIXES: ("2611-AAAAA",)},
    "fields": {"device": "phone", "floor": "3"},
}
LEAST = """\
---
id: 2611-7K3MX
status: new
created: 2026-11-21T09:00:00Z
assignee:

channel:

priority:

requester:

queue:

organisation:

line:

language:

service:
source:
type:

impact:

urgency:

sla:

tags:

subject: VPN

links:

fields:
---
"""
BODY = "\nThe tunnel drops.\n"
FOLDED = "---\nat: 2026-11-21T09:10:00Z\nby: bob\nkind: note\n---\n\nEarlier.\n"
ENTRY = "---\nat: 2026-11-21T09:30:00Z\nby: alice\nkind: reply\n---\n\nHi Jana.\n"
BASES = {
    "a ticket with nothing": LEAST,
    "a ticket with a body": LEAST + BODY,
    "a full ticket without a body": set_fields(LEAST, FIRST),
    "a full ticket with entries": append(set_fields(LEAST + BODY, FIRST), FOLDED),
}
LINES = tuple(name for name, field in FIELDS.items() if not field.fixed)
PAIRS = list(permutations(LINES, 2))


def merge(folder: Path, ours: str, base: str, theirs: str) -> str:
    """Merge as Git does; fails where there is a conflict."""
    names = ("ours", "base", "theirs")
    for name, text in zip(names, (ours, base, theirs), strict=True):
        (folder / name).write_bytes(text.encode())
    done = subprocess.run(
        ["git", "merge-file", "-p", *names], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()
    return done.stdout.decode()


def ticket(text: str) -> Ticket:
    """Read a README that must be sound."""
    found = read(decode("README.md", text.encode()))
    assert found.findings == ()
    assert found.ticket is not None
    return found.ticket


def value_for(name: str, base: str) -> Value:
    """Choose a value that the field doesn't have."""
    return FIRST[name] if ticket(base).value(name) != FIRST[name] else OTHER[name]


def test_the_values_are_for_every_field_that_changes() -> None:
    assert tuple(FIRST) == tuple(OTHER) == LINES


def test_every_field_that_changes_is_tried_with_every_other() -> None:
    assert len(PAIRS) == 18 * 17


@pytest.mark.parametrize("what", BASES)
def test_two_changes_of_two_fields_merge(tmp_path: Path, what: str) -> None:
    base = BASES[what]
    for one, other in PAIRS:
        values = {one: value_for(one, base), other: value_for(other, base)}
        ours, theirs = (set_fields(base, {name: value}) for name, value in values.items())
        merged = merge(tmp_path, ours, base, theirs)
        assert merged == set_fields(base, values)
        assert ticket(merged) == ticket(base).changed(values)


@pytest.mark.parametrize("what", BASES)
def test_two_changes_and_a_fold_merge(tmp_path: Path, what: str) -> None:
    base = BASES[what]
    for one, other in PAIRS:
        values = {one: value_for(one, base), other: value_for(other, base)}
        ours = set_fields(base, {one: values[one]})
        theirs = append(set_fields(base, {other: values[other]}), ENTRY)
        merged = merge(tmp_path, ours, base, theirs)
        assert merged == append(set_fields(base, values), ENTRY)
        assert ticket(merged).entries[-1].body == "Hi Jana."


@pytest.mark.parametrize("name", LINES)
def test_emptying_a_field_and_a_fold_merge(tmp_path: Path, name: str) -> None:
    base = BASES["a full ticket without a body"]
    ours = set_fields(base, {name: None if name not in ("status", "subject") else OTHER[name]})
    assert merge(tmp_path, ours, base, append(base, ENTRY)) == append(ours, ENTRY)
    assert merge(tmp_path, append(base, ENTRY), base, ours) == append(ours, ENTRY)


@pytest.mark.parametrize("name", LINES)
def test_two_changes_of_one_field_do_not_merge_in_silence(tmp_path: Path, name: str) -> None:
    base = LEAST
    ours, theirs = (set_fields(base, {name: held[name]}) for held in (FIRST, OTHER))
    with pytest.raises(AssertionError, match="<<<<<<< ours"):
        merge(tmp_path, ours, base, theirs)


def test_all_fields_on_one_side_and_a_fold_on_the_other_merge(tmp_path: Path) -> None:
    for base in BASES.values():
        ours = set_fields(base, OTHER)
        assert merge(tmp_path, ours, base, append(base, ENTRY)) == append(ours, ENTRY)


@pytest.mark.parametrize("strategy", ["ort", "recursive", "resolve"])
def test_branches_with_two_changes_and_entries_merge(tmp_path: Path, strategy: str) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    folder = tmp_path / "tickets/2611/2611-7K3MX"
    folder.mkdir(parents=True)
    readme = folder / "README.md"
    base = BASES["a full ticket with entries"]
    git("init", "-q", "-b", "main")
    readme.write_text(base)
    git("add", "-A")
    git("commit", "-qm", "Open")
    git("switch", "-qc", "other")
    (folder / "20260101T000000Z-bob-aaaa.md").write_text(ENTRY)
    readme.write_text(set_fields(base, {"assignee": "bob"}))
    git("add", "-A")
    git("commit", "-qm", "Answer")
    git("switch", "-q", "main")
    readme.write_text(append(set_fields(base, {"queue": "support", "status": "pending"}), ENTRY))
    git("commit", "-qam", "Fold")
    git("merge", "-q", "-s", strategy, "--no-edit", "other")
    assert readme.read_text() == append(
        set_fields(base, {"assignee": "bob", "queue": "support", "status": "pending"}), ENTRY
    )
