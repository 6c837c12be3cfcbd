"""Words that look alike: inflected, put together with another, or misspelt.

No list of suffixes covers a language, and none covers compounds. Two words that share most of
their runs of four letters mean the same more often than not, in any language.
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUN = 4
_LEAST = 0.3
"""What two words must share; less is chance."""
_MOST = 20
_SHORTEST = 4


def kin(word: str, known: Iterable[str]) -> list[tuple[str, float]]:
    """List the known words that look like one, the likest first, with how like they are."""
    if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
        return []
    runs = _runs(word)
    others = (other for other in known if other != word and len(other) >= _SHORTEST)
    found = ((other, _likeness(runs, f"\0{other}\0")) for other in others)
    return nlargest(_MOST, ((o, like) for o, like in found if like >= _LEAST), key=_by_likeness)


def _by_likeness(pair: tuple[str, float]) -> tuple[float, str]:
    return pair[1], pair[0]


def _runs(word: str) -> frozenset[str]:
    """Cut a word into runs of letters; its ends count as letters."""
    whole = f"\0{word}\0"
    return frozenset(whole[n : n + _RUN] for n in range(len(whole) - _RUN + 1))


def _likeness(runs: frozenset[str], other: str) -> float:
    """Measure what part of both words' runs they share (Dice)."""
    shared = sum(run in other for run in runs)
    return 2 * shared / (len(runs) + max(len(other) - _RUN + 1, 1)) if shared else 0.0
