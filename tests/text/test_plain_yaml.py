"""The fast way to read our own YAML and the library never differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.strategies import ENTRIES, TEXTS, TICKETS

from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.yaml import plain_yaml, strict_yaml

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Entry, Ticket

SIGNS = st.sampled_from([
    *"abzAZ019éя۱ِي _-.,:;/@+()%?!'\"’=«»…–#&*|>[]{}\\~^`$<\t\r\n",
    "\u200c", "\u00a0", "\u0085", "\u2028", "\ufeff", ": ", ", ", " #", "- ", "null", "Null",
    "key: ", "tags: [", "]\n", "{a: [", "]}", "\n\n", "---\n", '"', "'", "\n  ", "~",
])  # fmt: skip
LINES = st.one_of(
    st.lists(SIGNS, max_size=14).map("".join),
    st.lists(SIGNS, max_size=8).map(lambda parts: f"key: {''.join(parts)}"),
    st.lists(SIGNS, max_size=8).map(lambda parts: f'key: "{"".join(parts)}"'),
    st.lists(SIGNS, max_size=8).map(lambda parts: f"tags: [{''.join(parts)}]"),
    st.lists(SIGNS, max_size=8).map(lambda parts: f"changes: {{status: [{''.join(parts)}]}}"),
    TEXTS.map("key: {}".format),
)


def by_the_library(text: str) -> Any:  # noqa: ANN401 - YAML can be anything
    try:
        return strict_yaml.load_any(text)
    except strict_yaml.YamlError:
        return "refused"


@given(st.lists(LINES, min_size=1, max_size=4).map("\n".join))
@example("key: a - b\nother: x ? y")
@example("key: Null\ntags: [null, NULL, nULL]")
@example("changes: {status: [new, open], status: [open, new]}")
@example("a: b\na: c")
@example("key: a:b\n")
@settings(max_examples=600)
def test_what_is_read_fast_is_what_the_library_reads(text: str) -> None:
    fast = plain_yaml.read(text)
    assert fast is None or fast == by_the_library(text)


@given(TICKETS)
@settings(max_examples=60)
def test_every_ticket_is_read_the_same(ticket: Ticket) -> None:
    front = ticket_text.front(ticket)
    fast = plain_yaml.read(front)
    assert fast is None or fast == by_the_library(front)


@given(ENTRIES)
@settings(max_examples=60)
def test_every_entry_is_read_the_same(entry: Entry) -> None:
    front = entry_text.render(entry).split("---\n")[1]
    fast = plain_yaml.read(front)
    assert fast is None or fast == by_the_library(front)


OURS = """\
id: 2611-7K3MX
status: open
created: 2026-11-21T09:04:12Z
assignee:

requester: jana.kovacova@acme.example

tags: [vpn, wi-fi]

subject: VPN drops every hour (again!), says Jana's boss: no

links: {article: [en/network/vpn, en/network/wifi], fixes: []}

fields:
"""


def test_our_own_lines_are_read_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = OURS.replace(": no", "")
    wanted = by_the_library(ours)
    monkeypatch.setattr(strict_yaml, "load_any", None)
    assert strict_yaml.load(ours) == wanted
    assert wanted["links"] == {"article": ["en/network/vpn", "en/network/wifi"], "fixes": []}
    entry = "at: 2026-11-21T09:30:00Z\nby: alice\nkind: reply\nchanges: {line: [null, 2]}\n"
    assert strict_yaml.load(entry)["changes"] == {"line": [None, "2"]}


@pytest.mark.parametrize(
    "text", ["", "key: 'x'", "key: x # y", "- a", "key:  x", "key: x\n  y", "Key: x", "key: |\n x"]
)
def test_the_rest_is_left_to_the_library(text: str) -> None:
    assert plain_yaml.read(text) is None
