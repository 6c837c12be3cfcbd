"""One language's pages as numbers: what a browser needs to rank them as the command does."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from whoosh.util.numeric import byte_to_length, length_to_byte

from plaindesk.store.search.words.analysis import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaindesk.store.search.document import Bag

_FIELDS = ("stems", "words", "titles")


def postings(bags: Sequence[Bag], counted: int) -> dict[str, Any]:
    """Number the pages, and list for the terms of each field which hold it, and how often.

    A term has one flat list: number, times, number, times. A length is the one that Whoosh keeps,
    rounded to what fits into a byte; `total` is exact, and holds the first `counted` pages alone:
    no other page changes how much a word says.
    """
    return {field: _field([getattr(each, field) for each in bags], counted) for field in _FIELDS}


def _field(texts: Sequence[Sequence[str]], counted: int) -> dict[str, Any]:
    held: dict[str, list[int]] = defaultdict(list)
    for number, terms in enumerate(texts):
        for term, times in Counter(terms).items():
            held[term] += number, times
    return {
        "terms": dict(sorted(held.items())),
        "lengths": [byte_to_length(length_to_byte(len(terms))) for terms in texts],
        "total": sum(len(terms) for terms in texts[:counted]),
    }


def stems_by_word(texts: Iterable[str], language: str) -> dict[str, list[str]]:
    """Tell the stems of every word that stands in some texts, by its plain form; none if it is one.

    A browser has no stemmer for every language: it looks words up, and cuts those it doesn't find.
    """
    found = {
        part.bare: part.stems
        for text in texts
        for token in tokens(text, language)
        for part in token.flat()
    }
    return {bare: [] if stems == (bare,) else list(stems) for bare, stems in sorted(found.items())}
