"""How much of some kinds of markup an article may hold.

The time to turn these into a page grows with the square of their number: a few thousand
would hold up a build for minutes.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

BREAK, BACKTICK = "\ufdd0", "\ufdd1"
"""Stand before or for a sign that is plain text; Unicode keeps both for inner use."""


class MarkupLimit(NamedTuple):
    """A kind of markup, how it begins, and how often it counts; after that it is plain text."""

    name: str
    start: re.Pattern[str]
    most: int
    as_text: str = rf"{BREAK}\g<0>"


LIMITS = (
    MarkupLimit("abbreviations", re.compile(r"(?m)^ {0,3}\*\["), 200),
    MarkupLimit("definitions", re.compile(r"(?m)^ {0,3}: {1,3}(?=\S)"), 500),
    # A blank line, too: each note looks through all that follows in its block.
    MarkupLimit("texts of footnotes", re.compile(r"(?m)^ {0,3}\[\^"), 100, rf"\n{BREAK}\g<0>"),
    MarkupLimit("footnotes", re.compile(r"(?<=\[)\^"), 300),
    MarkupLimit("signs for code", re.compile(r"`"), 8000, BACKTICK),
    MarkupLimit("entities", re.compile(r"&(?=#?\w{1,31};)"), 5000, rf"\g<0>{BREAK}"),
    MarkupLimit("escaped signs", re.compile(r"\\"), 5000, rf"\g<0>{BREAK}"),
)

MOST_BRACKETS = 50
"""Brackets in one paragraph or cell that are no plain link; what comes after the last is text."""
_PLAIN_LINK = (
    r"""\[[^\[\]]{0,300}\](?:\((?:<[^<>()]{0,500}>|[^()<>"']{0,500}?)"""
    r"""(?:\s(?:"[^"()]{0,300}"|'[^'()]{0,300}'))?\s?\)|(?!\())"""
)
ODD_BRACKET = re.compile(rf"(?!{_PLAIN_LINK})\[")


def exceeded(text: str) -> tuple[MarkupLimit, ...]:
    """List the limits that a text goes beyond."""
    return tuple(each for each in LIMITS if _end(each, text) is not None)


def within_limits(text: str) -> str:
    """Return a text in which what is too much of one kind of markup begins nothing."""
    for limit in LIMITS:
        end = _end(limit, text)
        if end is not None:
            text = text[:end] + limit.start.sub(limit.as_text, text[end:])
    return text


def restored(text: str) -> str:
    """Return a text as it was before signs were broken."""
    return text.replace(BREAK, "").replace(BACKTICK, "`")


def _end(limit: MarkupLimit, text: str) -> int | None:
    """Find where what is within a limit ends; None where all is."""
    beyond = next(islice(limit.start.finditer(text), limit.most, None), None)
    return beyond.start() if beyond else None
