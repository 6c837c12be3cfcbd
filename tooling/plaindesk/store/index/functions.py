"""What SQL asks `evaluate` to say, so that both readings of a query agree by their nature."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from plaindesk.core.query.folding import fold
from plaindesk.core.query.pattern import matcher
from plaindesk.core.query.sql import SEPARATOR
from plaindesk.core.query.tree import Words
from plaindesk.store.index.words import TEXT_SEPARATOR

if TYPE_CHECKING:
    import sqlite3
    from types import ModuleType

    from plaindesk.store.index.outlooks import Outlooks


def register(connection: sqlite3.Connection, outlooks: Outlooks) -> None:
    """Let a connection's SQL call them."""
    for name, count, function in (
        ("has_words", 3, _has_words),
        ("has_pattern", 3, _has_pattern),
        ("fits", 3, _fits),
        ("fits_any", 2, _fits_any),
        ("own", 2, _own),
        ("folded", 1, _folded),
        ("casefolded", 1, _casefolded),
        ("due_now", 1, outlooks.due),
        ("states_now", 1, outlooks.states),
    ):
        connection.create_function(name, count, function)


@cache
def _evaluate() -> ModuleType:
    """Import the other reading where a question needs it; most don't."""
    from plaindesk.core.query import evaluate

    return evaluate


def _has_words(text: str, is_prefix: int, held: str | None) -> bool:
    if held is None:
        return False
    words = Words(text=text, is_prefix=bool(is_prefix))
    return bool(_evaluate().has_words(words, held.split(TEXT_SEPARATOR)))


def _has_pattern(text: str, by_line: int, held: str | None) -> bool:
    if held is None:
        return False
    ready = matcher(text, by_line=bool(by_line))
    if by_line:
        return any(ready.fits(part) for part in held.split(TEXT_SEPARATOR))
    return any(ready.fits(part) for part in _parts(held))


def _parts(held: str) -> list[str]:
    return held.strip(SEPARATOR).split(SEPARATOR) if held else []


def _fits(op: str, value: str, held: object) -> bool:
    return held is not None and bool(_evaluate().fits_word(op, value, [str(held)]))


def _fits_any(value: str, held: str | None) -> bool:
    return held is not None and bool(_evaluate().fits_word("=", value, _parts(held)))


def _own(fields: str | None, name: str) -> str | None:
    held = _decoded(fields) if fields else {}
    return held.get(name.removeprefix("fields."))


@lru_cache(maxsize=1024)
def _decoded(fields: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(fields)
    return found


def _folded(text: object) -> str | None:
    return None if text is None else fold(str(text))


def _casefolded(text: object) -> str:
    return "\U0010ffff" if text is None else str(text).casefold()
