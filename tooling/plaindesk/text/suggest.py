"""A near miss, for hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask whether a known word was meant; empty where none comes near."""
    near = nearest(word, known)
    return f"Did you mean '{near}'?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Name the known word that was probably meant; empty where none comes near."""
    from difflib import get_close_matches

    folded = {str(item).casefold(): str(item) for item in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""
