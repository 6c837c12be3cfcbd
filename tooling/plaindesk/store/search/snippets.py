"""The piece of a text that shows why it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.results.search import Snippet
from plaindesk.store.search.words.analysis import tokens
from plaindesk.store.search.words.stems import keeps_beginnings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from plaindesk.store.search.words.analysis import Token

_WIDTH = 180


def snippet(text: str, stems: AbstractSet[str], language: str) -> Snippet:
    """Cut out the piece that holds the most different words asked for, and mark them."""
    found = list(_asked_for(text, stems, language))
    start = _best_start(found)
    begin = 0 if start < _WIDTH // 3 else text.rfind(" ", 0, start - _WIDTH // 4) + 1
    end = len(text) if len(text) - begin <= _WIDTH else _word_end(text, begin + _WIDTH)
    marks = ((t.start, t.end) for t in found if begin <= t.start and t.end <= end)
    before, after = ("… " if begin else ""), (" …" if end < len(text) else "")
    shift = len(before) - begin
    return Snippet(
        text=before + text[begin:end].rstrip() + after,
        marks=tuple((start + shift, end + shift) for start, end in marks),
    )


def _asked_for(text: str, stems: AbstractSet[str], language: str) -> Iterator[Token]:
    """Find the words; most can be passed over by their first letter, without their stems."""
    first = {stem[:1] for stem in stems}
    every = not keeps_beginnings(language)
    for token in tokens(text, language):
        likely = every or any(part.word[0] in first for part in token.flat())
        if likely and not stems.isdisjoint(_stems(token)):
            yield token


def _stems(token: Token) -> set[str]:
    return {stem for part in token.flat() for stem in part.stems}


def _best_start(found: list[Token]) -> int:
    """Find where a window opens that holds the most different words; the first such."""
    best, most = 0, 0
    for index, first in enumerate(found):
        reach = first.start + _WIDTH * 2 // 3
        kinds = {t.stems for t in found[index : index + _WIDTH] if t.start < reach}
        if len(kinds) > most:
            best, most = first.start, len(kinds)
    return best


def _word_end(text: str, limit: int) -> int:
    """Step back from a limit to the end of a word, where there is one nearby."""
    space = text.rfind(" ", limit - _WIDTH // 3, limit + 1)
    return space if space > 0 else limit
