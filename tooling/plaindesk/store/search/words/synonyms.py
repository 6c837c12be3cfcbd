"""Other names for what a text speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.store.search.words.analysis import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Groups = Sequence[Sequence[str]]


def said_otherwise(text: str, language: str, groups: Groups) -> str:
    """List the names that stand for a name in the text, whatever its form."""
    if not groups:
        return ""
    held = _stems(text, language)
    return "\n".join(_others(held, language, groups))


def _others(held: str, language: str, groups: Groups) -> Iterator[str]:
    for group in groups:
        there = [name for name in group if _stems(name, language) in held]
        if there:
            yield from (name for name in group if name not in there)


def _stems(text: str, language: str) -> str:
    """Write a text in stems, so that a name of several words can be looked for in it."""
    return f" {' '.join(token.stems[0] for token in tokens(text, language))} "
