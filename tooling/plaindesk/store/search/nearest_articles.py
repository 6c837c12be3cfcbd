"""Which articles speak of the same things, for a whole language at once.

Asking for each article in turn takes time with the square of their number; here only articles
that share what sets them apart are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY_TERMS = 30
"""The most telling words of an article; the others are not compared."""
_COMMON = 200
"""A word that is telling for more articles than this brings none of them together."""

Vector = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Space:
    vectors: Mapping[str, Vector]
    holders: Mapping[str, list[str]]


def neighbours(bags: Mapping[str, Mapping[str, int]], limit: int) -> dict[str, tuple[str, ...]]:
    """Find the nearest articles of each, nearest first; given is how often each says a word."""
    space = _space(_key_terms(_weighed(bags)))
    return {
        key: tuple(other for _, other in nlargest(limit, _alike(space, key)))
        for key in space.vectors
    }


def _weighed(bags: Mapping[str, Mapping[str, int]]) -> dict[str, Vector]:
    """Tell how much each word weighs in each article by how often it is there and how rare."""
    held = Counter(term for bag in bags.values() for term in bag)
    most = max(len(bags) // 2, 2)
    rarity = {term: log(1 + len(bags) / n) for term, n in held.items() if 1 < n <= most}
    return {
        key: {term: (1 + log(n)) * rarity[term] for term, n in bag.items() if term in rarity}
        for key, bag in bags.items()
    }


def _key_terms(counted: Mapping[str, Vector]) -> dict[str, Vector]:
    return {
        key: dict(nlargest(_KEY_TERMS, vector.items(), key=lambda pair: (pair[1], pair[0])))
        for key, vector in sorted(counted.items())
    }


def _space(vectors: Mapping[str, Vector]) -> _Space:
    holders: dict[str, list[str]] = defaultdict(list)
    for key, vector in vectors.items():
        for term in vector:
            holders[term].append(key)
    telling = {term: keys for term, keys in holders.items() if len(keys) <= _COMMON}
    return _Space(vectors={n: _unit(v) for n, v in vectors.items()}, holders=telling)


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()}


def _alike(space: _Space, key: str) -> list[tuple[float, str]]:
    """Measure the angle to every article that shares a telling word."""
    shared: dict[str, float] = defaultdict(float)
    for term, weight in space.vectors[key].items():
        for other in space.holders.get(term, ()):
            shared[other] += weight * space.vectors[other][term]
    return [(score, other) for other, score in shared.items() if other != key]
