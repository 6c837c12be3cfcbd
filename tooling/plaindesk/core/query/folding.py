"""Text made comparable: case, accents and look-alike letters folded."""

from __future__ import annotations

import unicodedata

# Arabic letters as Persian keyboards write them, ye for yo, joiners and vowel marks gone.
_LETTERS = str.maketrans(
    {"ي": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه", "ё": "е", "\u200c": None, "\u200d": None, "ـ": None}
)
_DIGITS = {ord(c): str(d) for zero in "٠۰" for d in range(10) for c in chr(ord(zero) + d)}
# The breve of Russian и is a letter of its own (й) and stays.
_KEPT = {"\u0306"}


def fold(text: str) -> str:
    """Fold a text so that people's spellings of one word meet."""
    if text.isascii():  # none of the tables has such a letter
        return text.casefold()
    lowered = text.casefold().translate(_LETTERS).translate(_DIGITS)
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered)
    bare = "".join(c for c in parts if not unicodedata.combining(c) or c in _KEPT)
    return unicodedata.normalize("NFKC", bare).translate(_LETTERS)
