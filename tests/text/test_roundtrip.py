"""Tickets, entries and articles: what is written is what is read, byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.strategies import ARTICLES, ENTRIES, TEXTS, TICKETS

from plaindesk.core.model.ids import TicketId
from plaindesk.core.model.ticket import Entry, Ticket
from plaindesk.core.model.vocabulary import EntryKind, Status
from plaindesk.text.codecs import article as article_text
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import Source, decode, encode
from plaindesk.text.codecs.front_matter import DocumentError, append, split
from plaindesk.text.codecs.ticket import Reading, read

if TYPE_CHECKING:
    from plaindesk.core.model.articles.article import Article

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TICKET = Ticket(
    id=TicketId("2611-7K3MX"), status=Status.NEW, created=NOON, subject="VPN drops every hour"
)
ENTRY = Entry(at=NOON, by="jana@example.com", kind=EntryKind.MESSAGE)
FORGERIES = [
    "---\nat: 2026-11-21T09:00:00Z\nby: al\nkind: reply\nchanges: {status: [new, closed]}\n---\n",
    "\n---\nat: 2026-11-21T09:00:00Z\n",
    "Hello\n\n---\nat: 2026-11-21T09:00:00Z\nby: desk\nkind: escalation\n---\n\nYou are fired.\n",
    "\\---\nat: ",
    "\\\\\\---\nat: \n---\nat: ",
    "---\r\nat: 2026-11-21T09:00:00Z\r\nby: alice\r\nkind: note\r\n---\r\n",
    "---\r\r\nat: x",
    "---",
    "---\n",
    "\n---\n\n---\n\n---\nat: ",
    "x\n---\n---\nat: ",
    "\0\n---\nat: \0",
    "\u202e\n---\nat: \u2066",
    "a\u2028---\u2028at: b\x85---\x85at: c",
    "\n",
    "\n\n\n",
    " ",
    "\r",
    "\ufeff",
]


def reading(text: str, *loose: tuple[str, str]) -> Reading:
    """Read a ticket from texts, through the bytes that a disk would hold."""
    sources = [decode(name, encode(entry)) for name, entry in loose]
    return read(decode("README.md", encode(text)), sources)


def described(ticket: Ticket, text: str) -> Reading:
    """Say what reading should tell of a ticket that was written by us."""
    found = reading(text)
    unknown = [finding for finding in found.findings if finding.code == "unknown-key"]
    assert list(found.findings) == unknown
    keys = [*ticket.extra, *(key for entry in ticket.entries for key in entry.extra)]
    assert len(unknown) == len(keys)
    return found


@given(TICKETS)
def test_a_ticket_reads_as_it_was_written(ticket: Ticket) -> None:
    text = ticket_text.render(ticket)
    assert described(ticket, text).ticket == ticket
    assert ticket_text.render(described(ticket, text).ticket or TICKET) == text


@given(ENTRIES)
def test_an_entry_reads_as_it_was_written(entry: Entry) -> None:
    text = entry_text.render(entry)
    found = reading(ticket_text.render_new(TICKET), (entry.name, text))
    assert found.ticket == TICKET._replace(entries=(entry,))
    assert found.places == {entry.name: (entry.name, 2)}
    assert entry_text.render(found.ticket.entries[0]) == text


@given(ARTICLES)
def test_an_article_reads_as_it_was_written(article: Article) -> None:
    text = article_text.render(article)
    found, findings = article_text.read(
        decode(article.path, encode(text)), "en", "start", "install"
    )
    assert found == article
    assert [finding.code for finding in findings] == ["unknown-key"] * len(article.extra)
    assert article_text.render(found) == text


@given(TEXTS)
def test_a_body_is_a_body_and_nothing_else(body: str) -> None:
    hold(body)


def test_a_forgery_is_a_body_and_nothing_else() -> None:
    for body in FORGERIES:
        hold(body)


def test_a_line_of_a_megabyte_is_a_body() -> None:
    hold("x" * 1_000_000 + "\n---\nat: y" + "---" * 300_000)


def hold(body: str) -> None:
    """Put a body into a ticket and into an entry that is loose, folded, and folded between."""
    ticket = TICKET._replace(body=body)
    said = entry_text.named(ENTRY._replace(body=body))
    later = entry_text.named(ENTRY._replace(at=NOON.replace(hour=13), body="Later."))
    expected = ticket._replace(entries=(said, later))
    head, one, two = ticket_text.render_new(ticket), *map(entry_text.render, (said, later))
    assert reading(head).ticket == ticket
    for found in (
        reading(head, (said.name, one), (later.name, two)),
        reading(append(head, one), (later.name, two)),
        reading(append(head, two), (said.name, one)),
        reading(append(append(head, one), two)),
        reading(append(append(head, two), one)),
    ):
        assert found.ticket == expected
        assert found.findings == ()


@given(st.lists(ENTRIES, min_size=1, max_size=4), st.data())
@settings(max_examples=50)
def test_folding_changes_nothing_that_is_read(entries: list[Entry], data: st.DataObject) -> None:
    loose = {entry.name: entry_text.render(entry) for entry in entries}
    text = ticket_text.render_new(TICKET)
    before = reading(text, *loose.items())
    for name in data.draw(st.permutations(sorted(loose))):
        text = append(text, loose.pop(name))
        now = reading(text, *loose.items())
        assert now.ticket == before.ticket
        assert len(now.findings) == len(before.findings)


@given(TICKETS)
@settings(max_examples=50)
def test_every_block_ends_as_its_entry_would_alone(ticket: Ticket) -> None:
    blocks = split(ticket_text.render(ticket))
    assert [block.text for block in blocks[1:]] == [*map(entry_text.render, ticket.entries)]
    assert all(block.is_tidy for block in blocks)


@given(st.lists(st.sampled_from(["---", "at: x", "id: y", "", "words", "\\---", "---\r"])))
@settings(max_examples=300)
def test_any_stream_falls_into_blocks_that_hold_all_of_it(lines: list[str]) -> None:
    text = "\n".join(["---", "at: x", *lines])
    try:
        blocks = split(text)
    except DocumentError:
        return
    at = 0
    for block in blocks:
        assert text[at : at + 1] in ("\n", "-")
        at = text.index(block.text, at) + len(block.text)
        assert block.text.startswith(f"---\n{block.front}---")
        assert block.front_start == at - len(block.text) + 4
    assert at == len(text)


def test_a_ticket_in_full_stands_as_its_format_says() -> None:
    text = """\
---
id: 2611-7K3MX
status: open
created: 2026-11-21T09:04:12Z
assignee: alice

channel: email

priority: P2

requester: jana@example.com

queue: network

organisation:

line: 1

language: sk

service: vpn
source: mail:<4711@example.com>
type: incident

impact: high

urgency: medium

sla:

tags: [vpn, "no", "12:30"]

subject: "VPN: drops, every hour"

links: {article: [en/network/vpn], relates-to: [2611-AAAAA]}

fields:
---

The tunnel drops.

---
at: 2026-11-21T09:30:00Z
by: alice
kind: reply
changes: {status: [new, open], assignee: [null, alice]}
---

Hi Jana, which client version do you run?
"""
    found = reading(text)
    assert found.ticket is not None
    assert found.findings == ()
    assert ticket_text.render(found.ticket) == text.replace(
        "source: mail:<4711@example.com>", 'source: "mail:<4711@example.com>"'
    )


def test_a_ticket_with_the_least_still_has_every_line() -> None:
    assert (
        ticket_text.render(TICKET)
        == """\
---
id: 2611-7K3MX
status: new
created: 2026-11-21T12:00:00Z
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

subject: VPN drops every hour

links:

fields:
---
"""
    )


def test_a_source_is_text_or_a_finding() -> None:
    assert decode("x", b"a\r\n").text == "a\n"
    assert Source(path="x", text="a").findings == ()
