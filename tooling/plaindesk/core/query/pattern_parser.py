"""The first reading of a pattern: part by part, in the form of folded texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.query.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = re.compile(
    r"\[\^?]?(?:\\.|\[:\^?\w+:]|[^]\\])*]|\\.|\(\?(?:<?[=!]|P=)|[^\x00-\x7f]+|.", re.DOTALL
)
_IN_BRACKETS = re.compile(r"\\.|[^\x00-\x7f]+|.", re.DOTALL)
# RE2's own \w and \b know a to z only. Texts are folded, so that does for Latin letters.
_LETTER = r"\pL\pM\pN_"
_NO_WAY_BACK = ("Back references can't be matched in linear time.", "Write it out: /(re|fwd): /")
_NO_LOOKING = (
    "Looking ahead or behind can't be matched in linear time.",
    "Write two conditions: /vpn/ -/vpn test/",
)
_LATIN_EDGE = (
    r"'\b' knows the edges of Latin words only.",
    r"Write (^|\W) and (\W|$), or plain words: they stand alone by themselves.",
)
_NOT_INSIDE = (r"'\W' can't stand in brackets.", r"Turn it round: [^\w-]")


class PatternError(Exception):
    """A pattern that can't be matched, and the character that keeps it from it."""

    def __init__(self, at: int, message: str, hint: str = "") -> None:
        """Point at the character, counted from the pattern's first."""
        super().__init__(message)
        self.at = at
        self.message = message
        self.hint = hint


def parts_of(pattern: str) -> Iterator[tuple[int, str]]:
    """Part it, each with its place and in the form of folded texts; refuse what can't be."""
    opened: list[int] = []
    is_latin = fold(pattern).isascii()
    for found in _PARTS.finditer(pattern):
        at, part = found.start(), found[0]
        if part == "(":
            opened.append(at)
        elif part == ")" and not opened:
            raise PatternError(at, "This parenthesis was never opened.", r"Write \) for itself.")
        elif part == ")":
            opened.pop()
        _refuse(at, part, is_latin=is_latin)
        yield at, _bracket(at, part) if len(part) > 1 and part[0] == "[" else _part(part)
    if opened:
        raise PatternError(opened[-1], "This parenthesis is never closed.", r"Write \( for itself.")


def _refuse(at: int, part: str, *, is_latin: bool) -> None:
    if (part[0] == "\\" and part[1:] in "123456789") or part == "(?P=":
        raise PatternError(at, *_NO_WAY_BACK)
    if part.startswith("(?"):
        raise PatternError(at, *_NO_LOOKING)
    if part in ("\\b", "\\B") and not is_latin:
        raise PatternError(at, *_LATIN_EDGE)
    if part == "[":
        raise PatternError(at, "This bracket is never closed.", r"Write \[ for itself.")


def _part(part: str) -> str:
    letters = {"\\w": f"[{_LETTER}]", "\\W": f"[^{_LETTER}]"}
    return letters.get(part) or (part if part.isascii() else re.escape(fold(part)))


def _bracket(at: int, text: str) -> str:
    inner = [(found.start(), found[0]) for found in _IN_BRACKETS.finditer(text)]
    for offset, part in inner:
        if part == "\\W":
            raise PatternError(at + offset, *_NOT_INSIDE)
    return "".join(_LETTER if part == "\\w" else _part(part) for _, part in inner)
