"""Which articles speak of the same things, for a whole language at once.

Asking for each article in turn takes time with the square of their number; here the index
is read once, and only articles that share what sets them apart are compared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest
from math import log, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_KEY_TERMS = 30
"""The most telling words of an article; the others are not compared."""
_COMMON = 200
"""A word that is telling for more articles than this brings none of them together."""

Vector = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Space:
    vectors: Mapping[int, Vector]
    holders: Mapping[str, list[int]]


def neighbours(reader: Any, allowed: Collection[int], limit: int) -> dict[int, list[int]]:  # noqa: ANN401
    """Find the nearest articles of each, nearest first, by their numbers in the index."""
    space = _space(_key_terms(_counted(reader, allowed)))
    return {
        number: [other for _, other in nlargest(limit, _alike(space, number))]
        for number in space.vectors
    }


def _counted(reader: Any, allowed: Collection[int]) -> dict[int, Vector]:  # noqa: ANN401
    """Read how much each word weighs in each article, told by how rare it is."""
    counted: dict[int, Vector] = defaultdict(dict)
    total = len(allowed)
    for term in reader.lexicon("stems"):
        held = _postings(reader, term, allowed)
        if 1 < len(held) <= max(total // 2, 2):
            rarity = log(1 + total / len(held))
            for number, weight in held:
                counted[number][term] = (1 + log(weight)) * rarity
    return counted


def _postings(reader: Any, term: str, allowed: Collection[int]) -> list[tuple[int, float]]:  # noqa: ANN401
    matcher = reader.postings("stems", term)
    held = []
    while matcher.is_active():
        if matcher.id() in allowed:
            held.append((matcher.id(), matcher.weight()))
        matcher.next()
    return held


def _key_terms(counted: Mapping[int, Vector]) -> dict[int, Vector]:
    return {
        number: dict(nlargest(_KEY_TERMS, vector.items(), key=lambda pair: (pair[1], pair[0])))
        for number, vector in sorted(counted.items())
    }


def _space(vectors: Mapping[int, Vector]) -> _Space:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, vector in vectors.items():
        for term in vector:
            holders[term].append(number)
    telling = {term: numbers for term, numbers in holders.items() if len(numbers) <= _COMMON}
    return _Space(vectors={n: _unit(v) for n, v in vectors.items()}, holders=telling)


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()}


def _alike(space: _Space, number: int) -> list[tuple[float, int]]:
    """Measure the angle to every article that shares a telling word."""
    shared: dict[int, float] = defaultdict(float)
    for term, weight in space.vectors[number].items():
        for other in space.holders.get(term, ()):
            shared[other] += weight * space.vectors[other][term]
    return [(score, other) for other, score in shared.items() if other != number]
