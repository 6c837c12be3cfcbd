"""The short way to read what we write ourselves and the codecs never differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.strategies import ENTRIES, TICKETS

from plaindesk.core.model.fields import FIELDS
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import fast_blocks
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.entry import BadEntryError
from plaindesk.text.codecs.front_matter import DocumentError, split
from plaindesk.text.codecs.ticket import read
from plaindesk.text.yaml import strict_yaml

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.text.codecs.front_matter import Block

TIMES = st.sampled_from([
    "2026-11-21T09:30:00Z", "2026-11-21T24:00:00Z", "2026-02-30T09:30:00Z", "2026-11-21T09:30Z",
    "2026-11-21T09:30:60Z", "1926-11-21T09:30:00Z", "2026-11-21T10:30:00+01:00",
    "2026-11-21T09:30:00.5Z", "2026-11-21t09:30:00z", "٢026-11-21T09:30:00Z", "noon", "",
])  # fmt: skip
ENTRY_LINES = st.sampled_from([
    "by: alice", "by: jana@example.com", 'by: "Al"', "by:", "by: [al]", "kind: reply", "kind: no",
    "kind:", "changes: {status: [new, open]}", "changes: {status: [new]}", "changes: {id: [a, b]}",
    "changes: {tags: [null, null]}", "changes:", "changes: []", "step: x/1", "notify: [al]",
    "notify: al", "spent: 1h30m", "spent: 1d", "score: 6", "score: 5", "verdict: yes",
    "origin: 2611-7K3MX", "origin: x", "until: 2026-11-21T09:30:00Z", "until: later", "colour: red",
    "at: 2026-11-21T09:30:00Z", "", "# said", "  by: al", "by: a: b", "x", "extra: x", "name: x",
    "body: x",
])  # fmt: skip
TICKET_LINES = st.sampled_from([
    "id: 2611-7K3MX", "id:", "status: open", "status: odd", "status:", "subject: VPN drops",
    f"subject: {'long ' * 30}drops", "subject: [a]", "created: 2026-11-21T09:04:12Z",
    "created: today", "created: 2026-11-21T09:04:12+02:00", "line: 2", "line: two", "line: ٢",
    "tags: [vpn, wifi]", "tags: [null]", "tags: vpn", "tags:", "links: {fixes: [2611-7K3MX]}",
    "links: {odd: [x]}", "links: {article: [a], article: [b]}", "links:", "fields:",
    "fields: {a: [b]}", "fields: {a: b}", "extra: x", "body: x", "colour: red", "", "# said", "x",
    "queue: null", "queue: ~", 'queue: "a"', "entries: [a]",
])  # fmt: skip


def block_of(front: str) -> Block:
    return split(f"---\n{front}---\n\nHello\n")[0]


def by_the_codec(block: Block) -> Entry | None:
    try:
        return entry_text.decode(block, strict_yaml.load_any(block.front))
    except (strict_yaml.YamlError, BadEntryError):
        return None


@given(TIMES, st.lists(ENTRY_LINES, max_size=7), st.booleans())
@settings(max_examples=600)
def test_an_entry_is_what_the_codec_makes_of_it(at: str, more: list[str], whole: bool) -> None:  # noqa: FBT001 - drawn
    lines = [f"at: {at}", *(["by: alice", "kind: note"] if whole else []), *more]
    block = block_of("".join(f"{line}\n" for line in lines))
    fast = fast_blocks.entry(block)
    assert fast is None or fast == by_the_codec(block)


@given(ENTRIES)
@settings(max_examples=80)
def test_every_entry_is_read_the_same(entry: Entry) -> None:
    block = split(entry_text.render(entry))[0]
    assert fast_blocks.entry(block) in (None, by_the_codec(block))


def read_slowly(text: str, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a reading
    with monkeypatch.context() as patch:
        patch.setattr(fast_blocks, "fields", lambda _front: None)
        patch.setattr(fast_blocks, "entry", lambda _block: None)
        return read(decode("README.md", text.encode()))


NEEDED = ("id: 2611-7K3MX", "status: open", "created: 2026-11-21T09:04:12Z", "subject: VPN")


@given(st.lists(TICKET_LINES, max_size=8), st.booleans())
@settings(max_examples=600)
def test_a_ticket_is_what_the_codec_makes_of_it(more: list[str], whole: bool) -> None:  # noqa: FBT001 - drawn
    lines = [*(NEEDED if whole else ()), *more]
    text = "---\n" + "".join(f"{line}\n" for line in lines) + "---\n\nHello\n"
    with pytest.MonkeyPatch.context() as patch:
        assert read(decode("README.md", text.encode())) == read_slowly(text, patch)


@given(TICKETS)
@settings(max_examples=80)
def test_every_ticket_is_read_the_same(ticket: Ticket) -> None:
    text = ticket_text.render(ticket)
    with pytest.MonkeyPatch.context() as patch:
        assert read(decode("README.md", text.encode())) == read_slowly(text, patch)


OURS = """\
---
id: 2611-7K3MX
status: closed
created: 2026-11-21T09:04:12Z
assignee: alice

tags: [vpn, wi-fi]

subject: VPN drops every hour

links: {article: [en/network/vpn]}
---

It drops.

---
at: 2026-11-21T09:30:00Z
by: alice
kind: escalation
changes: {status: [new, closed], assignee: [null, alice]}
step: raise
notify: [bob]
---

Hello
"""


def test_our_own_blocks_need_no_codec(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = read_slowly(OURS, monkeypatch)
    monkeypatch.setattr(strict_yaml, "load", None)
    found = read(decode("README.md", OURS.encode()))
    assert found == wanted
    assert found.ticket is not None
    assert found.ticket.entries[0].notify == ("bob",)


def test_all_fields_are_read_so() -> None:
    front = "".join(f"{line}\n" for line in NEEDED)
    rest = "".join(f"{name}:\n" for name in FIELDS if f"{name}: " not in front)
    assert list(fast_blocks.fields(front + rest) or ()) == [*[n.split(":")[0] for n in NEEDED], *(
        name for name in FIELDS if f"{name}: " not in front
    )]  # fmt: skip


PIECES = st.sampled_from(["---", "at: x", "at:", "", "words", "\\---", "---\r", " ---", "----"])
START = re.compile(r"^---\nat: ", re.MULTILINE)
CLOSE = re.compile(r"^---(?:\n|\Z)", re.MULTILINE)


def fronts_by_pattern(text: str) -> list[str] | int:
    """Find every front matter as the format defines it; the line where one has no end."""
    fronts, start = [], 0
    while True:
        close = CLOSE.search(text, start + 4)
        if not text.startswith("---\n", start) or not close:
            return text.count("\n", 0, start) + 1
        fronts.append(text[start + 4 : close.start()])
        following = START.search(text, close.end())
        if not following:
            return fronts
        start = following.start()


@given(st.lists(PIECES, max_size=14), st.booleans())
@example(["---"], True)  # noqa: FBT003 - a file that ends with its front matter
@example(["---", "---", "at: x", "---"], True)  # noqa: FBT003 - and one without a body
@settings(max_examples=600)
def test_blocks_begin_and_end_where_the_format_says(lines: list[str], ours: bool) -> None:  # noqa: FBT001 - drawn
    text = "\n".join([*(["---"] if ours else []), *lines])
    try:
        found: list[str] | int = [block.front for block in split(text)]
    except DocumentError as error:
        found = error.line
    assert found == fronts_by_pattern(text)
