"""From text to the words that are indexed and asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from plaindesk.store.search.words.letter_folding import folded, plain
from plaindesk.store.search.words.stems import stem
from plaindesk.store.search.words.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters of words in every script: marks that sit on letters are no letters to `re`.
MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u2060"
)
_PIECE = rf"(?:[^\W_]|[{MARKS}])+"
# What holds a code, an address or a compound together: ERR_SSL-5, desk.yml, Wi-Fi, don't;
# in Persian the joiner that many people leave out or write as a space.
_WORD = re.compile(rf"{_PIECE}(?:[-_.:/\\@'’+\u200c]{_PIECE})*")
_PART = re.compile(_PIECE)
# Scripts that put no spaces between words are cut into pairs of letters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]{2,}")
_LONGEST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a text: where it stands, its plain forms, its stems and, of a code, its parts.

    `bare` still has the diacritics that `word` has not.
    """

    start: int
    end: int
    word: str
    bare: str
    language: str
    parts: tuple[Token, ...] = ()

    @property
    def stems(self) -> tuple[str, ...]:
        """What its forms have in common; found when it is asked for, as that takes long."""
        return _stems(self.bare, self.language)

    def flat(self) -> Iterator[Token]:
        """Give the whole, then the parts."""
        yield self
        yield from self.parts


def tokens(text: str, language: str) -> Iterator[Token]:
    """Cut a text into words."""
    for found in _WORD.finditer(text):
        parts = tuple(_parts(found, language))
        if len(parts) == 1 or _UNSPACED.search(found[0]):
            yield from parts
        elif parts:
            yield _whole(found, parts, language)


def question(text: str, language: str) -> list[Token]:
    """Cut a question into the words that matter; all of them where none seems to."""
    asked = list(tokens(text, language))
    return [token for token in asked if not is_stop_word(token.word, language)] or asked


def is_stop_word(word: str, language: str) -> bool:
    """Tell whether a plain word is one that questions are made of."""
    return word in STOP_WORDS.get(language, ())


def _parts(found: re.Match[str], language: str) -> Iterator[Token]:
    for piece in _PART.finditer(found[0]):
        start = found.start() + piece.start()
        yield from _pieces(piece[0], start, language)


def _pieces(piece: str, start: int, language: str) -> Iterator[Token]:
    unspaced = _UNSPACED.search(piece)
    if not unspaced:
        yield from _token(piece, start, language)
        return
    yield from _token(piece[: unspaced.start()], start, language)
    first = start + unspaced.start()
    for offset in range(len(unspaced[0]) - 1):
        yield from _token(unspaced[0][offset : offset + 2], first + offset, language)
    if rest := piece[unspaced.end() :]:
        yield from _pieces(rest, start + unspaced.end(), language)


def _token(piece: str, start: int, language: str) -> Iterator[Token]:
    word, bare = _forms(piece)
    if word:
        end = start + len(piece)
        yield Token(start=start, end=end, word=word, bare=bare, language=language)


# Texts say the same words again and again: each is looked at closely only once.
_stems = lru_cache(maxsize=65536)(stem)


@lru_cache(maxsize=65536)
def _forms(piece: str) -> tuple[str, str]:
    bare = plain(piece)[:_LONGEST]
    return folded(bare), bare


def _whole(found: re.Match[str], parts: tuple[Token, ...], language: str) -> Token:
    """Join a code without what held it together, so that any way to write it finds it."""
    joined = "".join(part.word for part in parts)[:_LONGEST]
    return Token(
        start=found.start(),
        end=found.end(),
        word=joined,
        bare=joined,
        language=language,
        parts=parts,
    )
