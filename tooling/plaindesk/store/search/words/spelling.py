"""What was meant by a word that no article holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.store.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable


def reach(word: str) -> int:
    """Tell how many typos a word of this length may hold; none if it is short or a code."""
    if len(word) < WEIGHTS.shortest_typo or any(letter.isdigit() for letter in word):
        return 0
    return 2 if len(word) >= WEIGHTS.long else 1


def nearest(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """Pick the known word that is fewest typos away, then the most used, then by alphabet."""
    ranked = (
        (typos, -count, other)
        for other, count in known
        if _is_likely(word, other) and (typos := distance(word, other)) <= reach(word)
    )
    return min(ranked, default=(0, 0, None))[2]


def _is_likely(word: str, other: str) -> bool:
    """Tell whether one may have been meant by the other.

    Hardly anybody mistypes a first letter, but for swapping it with the second. Most short words
    are near to some other.
    """
    if word[:1] != other[:1] and word[:2] != other[1::-1]:
        return False
    longer = abs(len(other) - len(word))
    return longer <= (0 if len(word) == WEIGHTS.shortest_typo else reach(word))


def distance(one: str, other: str) -> int:
    """Count letters to add, drop, change or swap with a neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        earlier, before, row = before, row, [i + 1]
        for j, b in enumerate(other):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != b))
            if i and j and a == other[j - 1] and b == one[i - 1]:
                cost = min(cost, earlier[j - 1] + 1)
            row.append(cost)
    return row[-1]
