"""Everyday words for the same thing: readers say one, authors write another.

Which ones is said in `everyday_words`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from plaindesk.store.search.words.everyday_words import GROUPS
from plaindesk.store.search.words.letter_folding import plain
from plaindesk.store.search.words.stems import stem

if TYPE_CHECKING:
    from collections.abc import Mapping


def otherwise(stems: tuple[str, ...], language: str) -> frozenset[str]:
    """List the stems of other words for the same."""
    known = everyday(language)
    return frozenset().union(*(known.get(each, ()) for each in stems)) - set(stems)


@cache
def everyday(language: str) -> Mapping[str, set[str]]:
    """Tell for the stem of each word those of the words for the same, itself among them."""
    known: dict[str, set[str]] = defaultdict(set)
    for line in GROUPS.get(language, "").splitlines():
        stems = [stem(plain(word), language)[0] for word in line.split()]
        for each in stems:
            known[each].update(stems)
    return known
