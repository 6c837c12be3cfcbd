"""The piece of a ticket's text in which the words stand that somebody asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.query.folding import fold
from plaindesk.core.results.search import Snippet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.query import Words

_WIDTH = 160
_BEFORE = 40
"""Characters shown ahead of the first word that was found."""
_WORD = re.compile(r"\w+")


def piece(text: str, asked: Sequence[Words]) -> Snippet:
    """Cut it out on one line, with the words marked; the beginning where none stands there."""
    _, _, body = text.partition("\0")
    line = " ".join(body.replace("\0", " ").split())
    found = list(_found(line, asked))
    first = found[0][0] if found else 0
    start = 0 if first <= _BEFORE else line.rfind(" ", 0, first - _BEFORE) + 1
    end = _end(line, start + _WIDTH)
    head, tail = "… " if start else "", " …" if end < len(line) else ""
    shift = len(head) - start
    marks = ((a + shift, b + shift) for a, b in found if start <= a and b <= end)
    return Snippet(text=f"{head}{line[start:end].rstrip()}{tail}", marks=tuple(marks))


def _end(line: str, limit: int) -> int:
    if len(line) <= limit:
        return len(line)
    space = line.rfind(" ", limit - _BEFORE, limit)
    return space if space > 0 else limit


def _found(line: str, asked: Sequence[Words]) -> Iterator[tuple[int, int]]:
    wanted = [(fold(word), words.is_prefix) for words in asked for word in words.text.split()]
    for match in _WORD.finditer(line):
        word = fold(match[0])
        if any(word.startswith(w) if is_prefix else word == w for w, is_prefix in wanted):
            yield match.span()
