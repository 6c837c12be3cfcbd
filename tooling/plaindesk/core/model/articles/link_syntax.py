"""Links and pictures in a passage, as the site's Markdown reads them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.articles.inline_code import PLAIN, masked
from plaindesk.core.model.articles.markup_limits import MOST_BRACKETS, ODD_BRACKET

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN = re.compile(r"(?P<sign>[()'\"])(?=(?P<end> *+\)))?")
_POINTED = re.compile(r"\(\s*<(?P<to>[^<>]*)>\s*(?:(?:'[^']*'|\"[^\"]*\")\s*)?\)")
_BLANK = re.compile(r"\(\s*")
_NAME = re.compile(r"\s?\[(?P<name>[^\]]*)\]")


class Link(NamedTuple):
    """Where a link or picture stands, its words, and its target: each from and to."""

    whole: tuple[int, int]
    words: tuple[int, int]
    to: tuple[int, int]


def links_of(text: str, names: frozenset[str]) -> Iterator[Link]:
    """Find the links of a passage and its pictures, those in the words of links, too.

    In the words of a picture nothing is a link. A text that names one of the references is a
    link already: what follows is no target.
    """
    shown = masked(text)
    more = next(islice(ODD_BRACKET.finditer(shown), MOST_BRACKETS, None), None)
    shown = shown[: more.start()] if more else shown
    if names:
        shown = _without_references(shown, names)
    links = list(_found(shown, "["))
    pictures = list(_found(_blanked(shown, links), "!["))
    for link in links:
        pictures += _moved(_found(shown[slice(*link.words)], "!["), link.words[0])
    shown_from = 0
    for found in sorted([*links, *pictures]):
        if found.whole[1] > shown_from:
            yield found
        if text[found.whole[0]] == "!":
            shown_from = found.whole[1]


def _without_references(text: str, names: frozenset[str]) -> str:
    ends = _pairs(text)
    parts, after = [], 0
    for start, end in sorted(ends.items()):
        found = _NAME.match(text, end + 1)
        if not found or start < after or text[start - 1 : start] == "!":
            continue
        name = found["name"] or text[start + 1 : end]
        if " ".join(name.lower().split()) in names:
            parts += [text[after:start], PLAIN, text[start + 1 : end]]
            parts.append(PLAIN * (found.end() - end))
            after = found.end()
    return "".join([*parts, text[after:]])


def _found(text: str, sign: str) -> Iterator[Link]:
    """Find what begins with a sign and has a target, from the left; nothing in its words."""
    ends, after = _pairs(text), 0
    for start in sorted(ends):
        first = start - (text[start - 1 : start] == "!")
        if first < after or (first < start) != (sign == "!["):
            continue
        target = _target(text, ends[start] + 1)
        if target:
            to, after = target
            yield Link((first, after), (start + 1, ends[start]), to)


def _pairs(text: str) -> dict[int, int]:
    """Find the bracket that closes each."""
    found: dict[int, int] = {}
    still: list[int] = []
    for sign in re.finditer(r"[\[\]]", text):
        if sign[0] == "[":
            still.append(sign.start())
        elif still:
            found[still.pop()] = sign.start()
    return found


def _target(text: str, at: int) -> tuple[tuple[int, int], int] | None:
    """Find the target in the parentheses that begin somewhere, and where those end."""
    if pointed := _POINTED.match(text, at):
        return pointed.span("to"), pointed.end()
    blank = _BLANK.match(text, at)
    if not blank:
        return None
    start, found = blank.end(), _closing(text, blank.end())
    return ((start, start + len(text[start : found[0]].rstrip())), found[1]) if found else None


def _closing(text: str, start: int) -> tuple[int, int] | None:
    """Find where a target ends, and its parentheses: behind a title, or where they balance."""
    depth = 1
    balanced: tuple[int, int] | None = None
    quotes: dict[str, int] = {}
    for found in _SIGN.finditer(text, start):
        sign, at = found["sign"], found.start()
        if sign in "'\"":
            first = quotes.setdefault(sign, at)
            if first < at and found["end"]:
                return first, found.end("end")
            continue
        depth += 1 if sign == "(" else -1
        if depth == 0:
            balanced = balanced or (at, at + 1)
            if not quotes:
                break
    return balanced


def _blanked(text: str, links: list[Link]) -> str:
    parts, after = [], 0
    for start, end in (link.whole for link in links):
        parts += [text[after:start], PLAIN * (end - start)]
        after = end
    return "".join([*parts, text[after:]])


def _moved(links: Iterator[Link], by: int) -> Iterator[Link]:
    for link in links:
        yield Link(*((start + by, end + by) for start, end in link))
