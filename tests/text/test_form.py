"""Putting a ticket in our own form: it says the same, and is put so once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.strategies import TICKETS

from plaindesk.core.checks import Known, check_article
from plaindesk.core.checks.secrets import check_secrets
from plaindesk.core.model.settings import Settings
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.article import read as read_article
from plaindesk.text.codecs.canonical_form import canonical, check_form
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.front_matter import split
from plaindesk.text.codecs.ticket import Reading, read

if TYPE_CHECKING:
    from random import Random

    from plaindesk.core.model.ticket import Ticket

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def reading(text: str) -> Reading:
    return read(decode("README.md", text.encode()))


def put_right(text: str) -> str | None:
    return canonical(decode("README.md", text.encode()), reading(text))


def told(text: str) -> list[str]:
    found = check_form(decode("README.md", text.encode()), [], reading(text))
    return [f"{finding.line}: {finding.code}" for finding in found]


@given(TICKETS)
@settings(max_examples=30)
def test_what_we_write_is_in_our_form(ticket: Ticket) -> None:
    assert put_right(ticket_text.render(ticket)) is None


@given(TICKETS, st.randoms(use_true_random=False), st.sampled_from(["", "\n", "\n\n"]))
@settings(max_examples=40)
def test_another_form_is_put_right_once_and_says_the_same(
    ticket: Ticket, order: Random, end: str
) -> None:
    text = ticket_text.render(ticket)
    front = split(text)[0].front
    lines = [line for line in front.split("\n") if line and not line.endswith(":")]
    order.shuffle(lines)
    blocks = [entry_text.render(entry).rstrip("\n") for entry in ticket.entries]
    other = "\n".join(["---", *lines, "---", ticket.body.strip() and "x", *blocks]) + end
    before = reading(other)
    mended = put_right(other)
    if mended is None:
        return
    after = reading(mended)
    assert after.ticket is not None
    assert before.ticket is not None
    assert bare(after.ticket) == bare(before.ticket)
    assert put_right(mended) is None


def bare(ticket: Ticket) -> tuple[Ticket, list[str]]:
    """Leave the names of entries out: they follow from how the entries are written."""
    entries = [repr(entry._replace(name="")) for entry in ticket.entries]
    return ticket._replace(entries=()), sorted(entries)


HEAD = "---\nid: 2611-7K3MX\nstatus: new\ncreated: 2026-11-21T09:00:00Z\nsubject: VPN drops\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}# by hand\n---\n",
        f"{HEAD}tags: [a]  # by hand\n---\n",
        f"{HEAD}priority: urgent\n---\n",
        f"{HEAD}\n---\n\n---\nat: yesterday\nby: alice\nkind: note\n---\n",
        "---\nid: 2611-7K3MX\n---\n",
        "words",
    ],
)
def test_what_could_lose_something_stays_as_it_is(text: str) -> None:
    assert put_right(text) is None


def test_the_marks_of_a_merge_are_told_unless_they_are_quoted() -> None:
    marks = "<<<<<<< HEAD\none\n=======\nother\n>>>>>>> branch\n"
    least = put_right(f"{HEAD}---\n")
    assert least is not None
    assert told(f"{least}\n{marks}") == [f"{least.count(chr(10)) + 2}: conflict-markers"]
    assert told(f"{least}\n```\n{marks}```\n") == []
    assert told(f"{least}\n~~~ diff\n{marks}~~~\n") == []
    for part in ("<<<<<<< HEAD\n=======\n", "=======\n>>>>>>> x\n<<<<<<< HEAD\n", "a <<<<<<< b\n"):
        assert told(f"{least}\n{part}") == []


LONG = {
    "merge marks": "<<<<<<< HEAD\n",
    "halves of merge marks": "<<<<<<< HEAD\n=======\n",
    "fences": "```\n~~~\n",
    "starts of entries": "\\---\nat: \n",
    "line ends": "\r",
    "digits": "4 4-4",
    "starts of keys": "-----BEGIN ",
    "starts of tokens": "github_pat_glpat-AIz",
    "links": "[a](b](",
    "code": "`a",
    "backslashes": "\\",
}


@pytest.mark.parametrize("what", LONG)
def test_a_long_run_of_anything_is_looked_through_in_one_reading(what: str) -> None:
    """Only that it ends: a reading that starts over at every line would take an hour."""
    body = LONG[what] * (400_000 // len(LONG[what]))
    text = f"{HEAD}---\n\n{body}\n"
    assert reading(text).ticket is not None
    assert "not-canonical" in told(text)[0]
    assert list(check_secrets("x", body)) == []
    article, _ = read_article(
        decode("x", f"---\ntitle: x\n---\n\n{body}\n".encode()), "a", "b", "c"
    )
    assert article is not None
    known = Known(settings=Settings(name="x", languages=("a",)), now=NOON)
    codes = {finding.code for finding in check_article(article, known)}
    about = {"dead-link", "long-article", "missing-summary", "missing-owner", "missing-review"}
    about |= {"too-much-markup", "foreign-markup"}
    assert codes <= about
