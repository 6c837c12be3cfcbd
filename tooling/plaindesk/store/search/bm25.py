"""How much a word counts in each article: BM25 over the postings of one language's index.

Whoosh's own scoring goes through every posting several times, and imports half of Whoosh.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any

from plaindesk.store.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_K1, _B = WEIGHTS.k1, WEIGHTS.b

Scores = dict[int, float]
"""How much articles count, by their numbers in the index."""


def scores(reader: Any, field: str, term: str) -> Scores:  # noqa: ANN401 - Whoosh has no types
    """Weigh one term in the articles that hold it.

    The rarity of a word is that of BM25's authors. Whoosh adds one to it, so that words in
    every article count nearly as much as rare ones.
    """
    held, every = reader.doc_frequency(field, term), reader.doc_count_all()
    if not held:
        return {}
    rarity = log(1 + (every - held + 0.5) / (held + 0.5)) * (_K1 + 1)
    short, long = _K1 * (1 - _B), _K1 * _B * every / (reader.field_length(field) or 1)
    return {
        number: rarity * weight / (weight + short + long * length)
        for number, weight in postings(reader, field, term)
        for length in (reader.doc_field_length(number, field, 1),)
    }


def postings(reader: Any, field: str, term: str) -> Iterator[tuple[int, float]]:  # noqa: ANN401 - Whoosh has no types
    """List the articles that hold a term, and how often."""
    if (field, term) not in reader:
        return
    found = reader.postings(field, term)
    while found.is_active():
        yield found.id(), found.weight()
        found.next()


def best(ways: Iterable[tuple[float, Scores]]) -> Scores:
    """Give every article the most that any way to find it counts."""
    most: Scores = {}
    for boost, way in ways:
        for number, score in way.items():
            most[number] = max(most.get(number, 0.0), boost * score)
    return most


def total(parts: Iterable[tuple[float, Scores]]) -> Scores:
    """Add up what every article counts."""
    added: Scores = {}
    for boost, part in parts:
        for number, score in part.items():
            added[number] = added.get(number, 0.0) + boost * score
    return added
