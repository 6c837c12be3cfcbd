"""How well a search answers questions whose answers are known."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTH = 10
"""How far down people look."""
_FEW = 3
"""How many they see at a glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question, the articles that answer it, and what the search put first."""

    words: str
    language: str
    answers: tuple[str, ...]
    found: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    """Words of the question that none of its answers holds: keywords, or synonyms, to add."""

    @property
    def place(self) -> int | None:
        """Where the first answer stands, from 1; None if it isn't among those looked at."""
        places = (n for n, key in enumerate(self.found[:DEPTH], 1) if key in self.answers)
        return next(places, None)

    @property
    def gain(self) -> float:
        """Discounted gain, as a share of what the best order would have."""
        found = enumerate(self.found[:DEPTH])
        gained = sum(1 / log2(n + 2) for n, key in found if key in self.answers)
        return gained / sum(1 / log2(n + 2) for n in range(min(DEPTH, len(self.answers))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The usual measures over some questions, each from 0 to 1."""

    queries: int
    hit_1: float
    hit_3: float
    mrr_10: float
    ndcg_10: float


def score(asked: Sequence[Asked]) -> Score:
    """Measure how high the answers came."""
    places = [each.place for each in asked]
    count = len(asked) or 1
    return Score(
        queries=len(asked),
        hit_1=sum(place == 1 for place in places) / count,
        hit_3=sum(place is not None and place <= _FEW for place in places) / count,
        mrr_10=sum(1 / place for place in places if place) / count,
        ndcg_10=sum(each.gain for each in asked) / count,
    )
