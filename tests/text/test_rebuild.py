"""Both sides of a merge put together: the same text, whichever is called ours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.desks import README, TICKET
from tests.support.strategies import ENTRIES, TEXTS, TICKETS

from plaindesk.core.lifecycle.replay import inserted
from plaindesk.core.model.finding import Finding
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.conflict_markers import sides
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.entry import named
from plaindesk.text.codecs.ticket import read
from plaindesk.text.codecs.ticket_merge import Rebuilt, Side, rebuild

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Entry, Ticket


def grown(ticket: Ticket, entries: list[Entry]) -> str:
    """Write a ticket to which all of that happened."""
    for entry in entries:
        if entry.name not in {known.name for known in ticket.entries}:
            ticket = inserted(ticket, entry)
    return ticket_text.render(ticket)


def together(base: str | None, ours: str, theirs: str) -> Rebuilt:
    """Put sides together, both ways round."""
    found = rebuild(README, base, Side(text=ours), Side(text=theirs))
    assert found == rebuild(README, base, Side(text=theirs), Side(text=ours))
    assert isinstance(found, Rebuilt), found
    return found


SOUND = TICKETS.filter(
    lambda ticket: "#" not in ticket_text.front(ticket)  # looks like a comment
).map(lambda ticket: ticket._replace(entries=()))
KEEPS = ENTRIES.map(
    # What a ticket can't be without is never emptied.
    lambda entry: entry._replace(
        changes=tuple(c for c in entry.changes if c.new or c.field not in ("status", "subject")),
    )
).filter(lambda entry: "#" not in repr(entry.changes))


SOME = st.lists(KEEPS.map(named), max_size=2)


@given(SOUND, SOME, SOME, SOME)
@settings(max_examples=60)
def test_every_entry_of_both_sides_is_there_once_and_in_order(
    ticket: Ticket, first: list[Entry], ours: list[Entry], theirs: list[Entry]
) -> None:
    base = grown(ticket, first)
    made = together(base, grown(ticket, [*first, *ours]), grown(ticket, [*first, *theirs]))
    reading = read(decode(README, made.text.encode()))
    assert reading.ticket is not None
    wanted = {entry.name for entry in (*first, *ours, *theirs)}
    names = [entry.name for entry in reading.ticket.entries]
    assert sorted(names) == sorted(wanted)
    assert made.folded == wanted
    assert list(reading.places) == names
    assert made.text.count("\nkind: ") >= len(wanted)
    assert reading.ticket.body == ticket.body
    assert together(made.text, made.text, made.text) == replace(made, notes=())


@given(TEXTS, TEXTS, TEXTS)
def test_marks_give_the_sides_back(start: str, ours: str, theirs: str) -> None:
    start, ours, theirs = (
        "".join(f"x{line}\n" for line in text.split("\n")) for text in (start, ours, theirs)
    )
    marked = f"{start}<<<<<<< a\n{ours}=======\n{theirs}>>>>>>> b\n{start}"
    assert sides(marked) == (None, f"{start}{ours}{start}", f"{start}{theirs}{start}")
    marked = f"<<<<<<< a\n{ours}||||||| base\n{start}=======\n{theirs}>>>>>>> b\n"
    assert sides(marked) == (start, ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs", "message"),
    [
        (("id: 2611-7K3MX", "id: 2611-AQPAB"), ("", ""), "These are two tickets of one id."),
        (
            ("status: new", "status: open  # mine"),
            ("", ""),
            "The front matter holds comments, which would be lost.",
        ),
        (
            ("every hour", "often"),
            ("every hour", "at night"),
            "The first words of the ticket were edited on both sides.",
        ),
    ],
)
def test_what_takes_a_person(ours: tuple[str, str], theirs: tuple[str, str], message: str) -> None:
    head, _, body = TICKET.rpartition("---\n")
    texts = [
        f"{head.replace(*side, 1)}---\n{body.replace(*side)}" if side[0] else TICKET
        for side in (ours, theirs)
    ]
    for one, other in (texts, texts[::-1]):
        found = rebuild(README, TICKET, Side(text=one), Side(text=other))
        assert isinstance(found, Finding)
        assert found.message == message


def test_spacing_and_comments_that_both_sides_have_stay() -> None:
    base = TICKET.replace("status: new\n", "status:   new   # as of now\n")
    ours, theirs = (base.replace("line: 1", f"line: {line}") for line in (2, 3))
    assert together(base, ours, theirs).text == base.replace("line: 1", "line: 3")


def test_keys_that_nobody_knows_are_kept() -> None:
    base = TICKET.replace("fields:\n", "fields:\n\nvendor: a\n")
    ours = base.replace("vendor: a", "vendor: b").replace("line: 1", "line: 2")
    theirs = base.replace("vendor: a\n", "vendor: a\ncase: 7\n").replace("line: 1", "line: 3")
    assert '\nvendor: b\ncase: "7"\n---\n' in together(base, ours, theirs).text
