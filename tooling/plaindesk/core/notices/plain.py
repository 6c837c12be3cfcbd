"""Hostile text made harmless for mail and chat."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Parts of Persian words, though Unicode counts them as format characters."""
_MENTION = re.compile(r"[@＠](?=\w)|<(?=[!@#&])")
_BREAK = "\u200b"


def harmless(text: str, *, is_room: bool) -> str:
    """Drop what isn't text: control characters, and those that turn the direction around.

    In a room, names that would call everybody are broken by a space of no width.
    """
    kept = "".join(c for c in text.replace("\r\n", "\n") if _is_text(c))
    return _MENTION.sub(lambda match: match[0] + _BREAK, kept) if is_room else kept


def _is_text(character: str) -> bool:
    if character in "\n\t" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
