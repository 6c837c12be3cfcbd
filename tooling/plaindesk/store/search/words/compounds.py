"""Words that others were put together with, in languages that write the whole as one word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.store.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LANGUAGES = frozenset({"da", "de", "fi", "nb", "nl", "nn", "no", "sv"})


def compounding(language: str) -> bool:
    """Tell whether a language puts words together into one."""
    return language in _LANGUAGES


def compounds(word: str, stems: Sequence[str], known: Iterable[str]) -> list[str]:
    """List the known words that begin or end with a word: Ausland, Auslandsreise."""
    root = min((word, *stems), key=len)
    least = len(root) + WEIGHTS.least_rest
    if len(root) < WEIGHTS.shortest_compound:
        return []
    found = (other for other in known if len(other) >= least)
    return [other for other in found if other.startswith(root) or other.endswith((root, word))]
