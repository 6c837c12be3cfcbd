"""Fences of code in an article, as the site's Markdown finds them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING = re.compile(
    r"(?P<before>[> ]*+)(?P<signs>`{3,}+|~{3,}+)(?:[ ]*+\.?[\w#.+-]++(?=[ ]|$))?"
    r"(?:[ ]*+\{[^\n]*\}|(?:[ ]*+(?:hl_lines|linenums|title(?:_mode)?)(?:=\"[^\"]*\"|='[^']*'))+)?"
    r"[ ]*$"
)
_BEFORE = re.compile(r"[> ]*")


class _Fence(NamedTuple):
    line: int
    before: str
    signs: str


def fenced(lines: Sequence[str]) -> frozenset[int]:
    """Number the lines that stand in fences, and the fences themselves; an open one is text."""
    found: set[int] = set()
    fence: _Fence | None = None
    for number, line in enumerate(lines):
        if fence is None:
            opening = _OPENING.match(line) if "```" in line or "~~~" in line else None
            fence = _Fence(number, opening["before"], opening["signs"]) if opening else None
            continue
        content = _content(line, fence.before)
        if content is not None and content.rstrip() == fence.signs:
            found.update(range(fence.line, number + 1))
        elif content is not None:
            continue
        fence = None
    return frozenset(found)


def _content(line: str, before: str) -> str | None:
    """Give what a line holds behind that which stands before a fence; None where less does."""
    own = _BEFORE.match(line[: len(before)])
    lead = own[0] if own else ""
    rest = line[len(lead) :]
    fits = len(lead) == len(before) and lead.count(">") == before.count(">")
    return rest if fits else None if rest.strip() else ""
