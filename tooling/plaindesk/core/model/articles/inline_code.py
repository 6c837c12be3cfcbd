"""Code inside a passage and signs that a backslash makes plain, as the site's Markdown has it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLAIN = "\0"
"""Stands in the place of each sign that begins nothing."""
_RUN = re.compile(r"(?:(?<!\\)(?P<before>\\++))?+(?P<run>`++)")
_ESCAPED = re.compile(r"\\[^\0]")
_QUOTED = re.compile(r"(?m)^(?:[ ]{0,3}>[ ]?)+")


class _Run(NamedTuple):
    start: int
    end: int
    is_escaped: bool
    """A backslash stands before it: its first sign is plain where code would begin."""

    @property
    def length(self) -> int:
        return self.end - self.start


def code_in(text: str) -> Iterator[tuple[int, int]]:
    """Find the code of a passage: from a run of backticks to the next that is as long.

    Where there is none, to the first of the longest, if that is shorter.
    """
    runs = [_Run(*f.span("run"), len(f["before"] or "") % 2 == 1) for f in _RUN.finditer(text)]
    alike: dict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        alike[run.length].append(number)
    longest, at, after = _longest_from(runs), 0, 0
    while at < len(runs) - 1:
        run = runs[at]
        start = max(run.start + run.is_escaped, after)
        wanted = run.end - start
        same, place = alike[wanted], bisect_right(alike[wanted], at)
        last = same[place] if place < len(same) else longest[at + 1]
        if is_code := runs[last].length <= wanted:
            yield start, runs[last].end
        elif wanted > 0:
            after = run.end + wanted  # it leaves so much out, too
        at = last + 1 if is_code else at + 1


def _longest_from(runs: Sequence[_Run]) -> list[int]:
    """Number, for each run, the first of the longest from there on."""
    found: list[int] = []
    for number in reversed(range(len(runs))):
        best = found[-1] if found else number
        found.append(number if runs[number].length >= runs[best].length else best)
    return found[::-1]


def masked(text: str) -> str:
    """Put plain signs in the place of code, of escaped signs, and of marks of a quotation."""
    parts, after = [], 0
    for start, end in code_in(text):
        parts += [text[after:start], PLAIN * (end - start)]
        after = end
    held = "".join([*parts, text[after:]])
    if "\\" in held:
        held = _ESCAPED.sub(PLAIN * 2, held)
    return _QUOTED.sub(lambda found: " " * len(found[0]), held) if ">" in held else held
