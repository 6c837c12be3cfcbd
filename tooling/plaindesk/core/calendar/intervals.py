"""Algebra of half-open intervals `[start, end)` of seconds, in ascending order."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Interval: TypeAlias = tuple[int, int]


LONGEST = 1500 * 86400
"""Where doors never close, intervals are cut at about this length: a stream has to go on."""


def union(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Join intervals that touch or overlap; they come in the order of their starts."""
    held: Interval | None = None
    for start, end in intervals:
        if start >= end:
            continue
        if held is None or start > held[1]:
            if held:
                yield held
            held = (start, end)
        elif end > held[1]:
            if held[1] - held[0] >= LONGEST:
                yield held
                held = (held[1], end)
            else:
                held = (held[0], end)
    if held:
        yield held


def joined(stretches: Iterable[Sequence[Interval]]) -> Iterator[Sequence[Interval]]:
    """Join stretches of intervals as `union` joins intervals; each is in order by itself."""
    held: Interval | None = None
    for stretch in stretches:
        if not stretch:
            continue
        if held is None or stretch[0][0] > held[1]:
            # Hardly a week touches the next, and this is quicker than joining.
            whole = [*([held] if held else ()), *stretch]
        else:
            whole = list(union([held, *stretch]))
        held = whole.pop()
        yield whole
    if held:
        yield [held]


def without(intervals: Iterable[Interval], cuts: Sequence[Interval]) -> Iterator[Interval]:
    """Take cuts, in the order of their starts, out of a stream of intervals."""
    for start, end in intervals:
        at = start
        for cut_start, cut_end in cuts:
            if cut_end <= at:
                continue
            if cut_start >= end:
                break
            if cut_start > at:
                yield (at, cut_start)
            at = cut_end
        if at < end:
            yield (at, end)
