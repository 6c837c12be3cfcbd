"""Changing fields of a front matter: the wanted lines, and not one byte more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.strategies import TICKETS, values_of

from plaindesk.core.errors import DeskError
from plaindesk.core.model.fields import CHANGEABLE, FIELDS
from plaindesk.core.model.vocabulary import LinkKind, Priority, Status
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.ticket import read
from plaindesk.text.yaml.front_matter_edit import set_fields, set_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaindesk.core.model.ticket import Ticket, Value

NEVER_EMPTY = {"status", "subject"}
FREE = [name for name in CHANGEABLE if name not in NEVER_EMPTY]


@given(TICKETS, st.sampled_from(CHANGEABLE), st.data())
def test_an_edit_changes_one_line_and_means_what_it_should(
    ticket: Ticket, name: str, data: st.DataObject
) -> None:
    value = data.draw(values_of(FIELDS[name]).filter(lambda held: name not in NEVER_EMPTY or held))
    before = ticket_text.render(ticket)
    after = set_fields(before, {name: value})
    assert read(decode("README.md", after.encode())).ticket == ticket.changed(
        {name: value}
    )._replace(entries=ticket.entries)
    old, new = before.split("\n"), after.split("\n")
    at = next(number for number, line in enumerate(old) if line.partition(":")[0] == name)
    assert new[at].startswith(f"{name}:")
    assert (new[:at], new[at + 1 :]) == (old[:at], old[at + 1 :])


@given(TICKETS, st.data())
def test_several_edits_at_once_are_the_same_as_one_by_one(
    ticket: Ticket, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(FREE), min_size=2, max_size=5, unique=True))
    values = {name: data.draw(values_of(FIELDS[name])) for name in names}
    text = ticket_text.render(ticket)
    step_by_step = text
    for name, value in values.items():
        step_by_step = set_fields(step_by_step, {name: value})
    assert set_fields(text, values) == step_by_step


HAND_WRITTEN = """\
---
# Kept by hand since the move.
id:    2611-7K3MX
status:   new        # as it came in
created: 2026-11-21T09:00:00Z
"assignee": 'bob'
priority:            # nobody has said
tags:
  - vpn
  - "no"   # the country
mood: {good: [yes, no]}
subject: >-
  VPN drops
  every hour
links: {
  article: [en/network/vpn],   # the usual one
  relates-to: [2611-AAAAA] }
custom: |
  status: closed
---

status: closed
"""


def edited(old: str, new: str) -> str:
    """Say what the text above becomes where one piece of it is replaced."""
    assert HAND_WRITTEN.count(old) == 1
    return HAND_WRITTEN.replace(old, new)


EDITS: Mapping[str, tuple[Mapping[str, Value], str]] = {
    "a value before a comment": (
        {"status": Status.OPEN},
        edited("status:   new        #", "status: open        #"),
    ),
    "quotes": ({"assignee": "alice"}, edited("\"assignee\": 'bob'", '"assignee": alice')),
    "nothing": ({"assignee": None}, edited("\"assignee\": 'bob'", '"assignee":')),
    "nothing before": (
        {"priority": Priority.P1},
        edited("priority:            #", "priority: P1            #"),
    ),
    "a list of lines": (
        {"tags": ("vpn", "wifi")},
        edited('tags:\n  - vpn\n  - "no"   #', "tags: [vpn, wifi]   #"),
    ),
    "a folded text": (
        {"subject": "no"},
        edited("subject: >-\n  VPN drops\n  every hour\n", 'subject: "no"\n'),
    ),
    "a mapping over lines": (
        {"links": {LinkKind.FIXES: ("2611-AAAAA",)}},
        edited(
            "links: {\n  article: [en/network/vpn],   # the usual one\n"
            "  relates-to: [2611-AAAAA] }",
            "links: {fixes: [2611-AAAAA]}",
        ),
    ),
    "a new key behind its neighbour": (
        {"channel": "phone"},
        edited("'bob'\n", "'bob'\nchannel: phone\n"),
    ),
    "a new key behind a list": (
        {"type": None},
        edited("# nobody has said\n", "# nobody has said\ntype:\n"),
    ),
    "a new key behind a list of lines": (
        {"queue": "network", "service": "vpn"},
        edited("# nobody has said\n", "# nobody has said\nqueue: network\nservice: vpn\n"),
    ),
    "several": (
        {"status": Status.PENDING, "urgency": "high", "tags": ()},
        edited("status:   new        #", "status: pending        #")
        .replace("# nobody has said\n", "# nobody has said\nurgency: high\n")
        .replace('tags:\n  - vpn\n  - "no"   #', "tags:   #"),
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_was_written_by_hand_stays_around_an_edit(what: str) -> None:
    changes, expected = EDITS[what]
    assert set_fields(HAND_WRITTEN, changes) == expected


LEAST = "---\nid: 2611-7K3MX\nstatus: new\ncreated: 2026-11-21T09:00:00Z\nsubject: X\n---"
REFUSED = {
    "no front matter": "words",
    "no end": "---\nid: x\n",
    "nothing in it": "---\n---\n",
    "a list": "---\n- id\n---\n",
    "one text": "---\nid\n---\n",
    "broken": "---\nid: [\n---\n",
    "a key twice": "---\nstatus: new\nstatus: open\n---\n",
    "an alias": "---\nstatus: &a new\nqueue: *a\n---\n",
    "all in one line": "---\n{id: 2611-7K3MX, status: new}\n---\n",
    "two documents": "---\nid: x\n...\nstatus: new\n---\n",
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_edit_that_is_not_safe_is_refused(what: str) -> None:
    with pytest.raises(DeskError, match=r"^The front matter "):
        set_fields(REFUSED[what], {"status": Status.OPEN, "queue": "network"})


def test_an_edit_works_where_the_file_ends_without_a_newline() -> None:
    assert set_fields(LEAST, {"line": 2}) == LEAST.replace("subject", "line: 2\nsubject")


ODD = {
    "---\n? status\n: new\n---\n": "---\n? status\n: open\n---\n",
    "---\nid: 'a\u2028\x85😀'\nstatus: new\n---\n": "---\nid: 'a\u2028\x85😀'\nstatus: open\n---\n",
    "---\n# \u2029\nstatus :  new\n---\n": "---\n# \u2029\nstatus : open\n---\n",
    "---\nx: a\r\nstatus: new\r\n---\n": "---\nx: a\r\nstatus: open\r\n---\n",
}


@pytest.mark.parametrize("text", ODD)
def test_an_edit_finds_its_place_in_odd_yaml(text: str) -> None:
    assert set_fields(text, {"status": Status.OPEN}) == ODD[text]


def test_a_key_is_set_by_its_own_order() -> None:
    text = "---\ntitle: A\nowner: alice\n---\n\nBody.\n"
    assert set_keys(text, {"reviewed": "2026-11-21"}, ("title", "reviewed", "owner")) == (
        "---\ntitle: A\nreviewed: 2026-11-21\nowner: alice\n---\n\nBody.\n"
    )
    assert set_keys(text, {"summary": "a"}, ("summary", "title")) == (
        "---\nsummary: a\ntitle: A\nowner: alice\n---\n\nBody.\n"
    )
