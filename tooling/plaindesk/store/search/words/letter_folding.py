"""One written form for every letter and digit that readers take for the same."""

from __future__ import annotations

import re
import unicodedata

# Arabic letters that keyboards and old documents put where Persian has its own.
LETTERS = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ۂ": "ه", "ہ": "ه",
    "أ": "ا", "إ": "ا", "ٱ": "ا", "آ": "ا", "ؤ": "و",
    "ё": "е", "ѐ": "е", "ѝ": "и",
    "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ŀ": "l", "ħ": "h",
    "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
}  # fmt: skip
"""Letters that stand for another."""
# Written inside words without changing which word it is.
SILENT = dict.fromkeys(
    [
        *(0xAD, 0x640, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        # Vowel points of Arabic and Hebrew, which few people write.
        *(0x670, *range(0x64B, 0x660), *range(0x591, 0x5BE)),
    ]
)
_TABLE = str.maketrans(LETTERS) | SILENT
_LATIN_MARKS = re.compile(r"(?<=[a-zα-ω])[\u0300-\u036f]+")


def plain(word: str) -> str:
    """Give a word its plain form: small letters, one form of each, digits 0 to 9."""
    small = unicodedata.normalize("NFKC", word).casefold()
    return _digits(unicodedata.normalize("NFC", small).translate(_TABLE))


def folded(word: str) -> str:
    """Take the diacritics off Latin and Greek letters of a plain word."""
    if word.isascii():
        return word
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", word))
    # Cyrillic й and the like fell apart above and are put together again.
    return unicodedata.normalize("NFC", bare)


def _digits(word: str) -> str:
    if word.isascii():
        return word
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)
