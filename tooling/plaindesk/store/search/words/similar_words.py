"""Words that look alike: inflected, put together with another, or misspelt.

No list of suffixes covers a language, and none covers compounds. Two words that share most of
their runs of four letters mean the same more often than not, in any language.
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from plaindesk.store.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable


def kin(word: str, known: Iterable[str]) -> list[tuple[str, float]]:
    """List the known words that look like one, the likest first, with how like they are."""
    if len(word) < WEIGHTS.shortest_kin or any(letter.isdigit() for letter in word):
        return []
    runs = _runs(word)
    others = (other for other in known if other != word and len(other) >= WEIGHTS.shortest_kin)
    found = ((other, _likeness(runs, f"\0{other}\0")) for other in others)
    return nlargest(
        WEIGHTS.most_kin,
        ((o, like) for o, like in found if like >= WEIGHTS.least_likeness),
        key=_by_likeness,
    )


def _by_likeness(pair: tuple[str, float]) -> tuple[float, str]:
    return pair[1], pair[0]


def _runs(word: str) -> frozenset[str]:
    """Cut a word into runs of letters; its ends count as letters."""
    whole = f"\0{word}\0"
    return frozenset(whole[n : n + WEIGHTS.run] for n in range(len(whole) - WEIGHTS.run + 1))


def _likeness(runs: frozenset[str], other: str) -> float:
    """Measure what part of both words' runs they share (Dice)."""
    shared = sum(run in other for run in runs)
    return 2 * shared / (len(runs) + max(len(other) - WEIGHTS.run + 1, 1)) if shared else 0.0
