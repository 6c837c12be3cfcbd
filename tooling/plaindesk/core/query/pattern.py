"""Patterns between slashes, matched in time that grows with the text and no faster."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from plaindesk.core.query.folding import fold
from plaindesk.core.query.pattern_parser import PatternError, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_Parts: TypeAlias = "Sequence[tuple[int, str]]"

MAX_LENGTH = 500
_MAX_MEMORY = 1 << 20
"""Bytes that one pattern may take; what needs more is refused."""

_FAULTS = (
    ("missing ]", "This bracket is never closed."),
    ("bad repetition operator", "'{}' repeats what is repeated already."),
    ("no argument for repetition", "Nothing stands before '{}' that could be repeated."),
    ("invalid repetition size", "'{}' is out of range: 1000 times at most, also one in another."),
    ("invalid escape sequence", "'{}' means nothing in a pattern."),
    ("invalid character class range", "'{}' is no range of characters."),
    ("invalid perl operator", "'{}' starts no kind of group or flag that there is."),
    ("pattern too large", "This pattern takes too much memory: repeat less."),
)


class Matcher:
    """A pattern that is ready for many texts."""

    def __init__(self, compiled: Any) -> None:  # noqa: ANN401 - the engine has no types
        self._compiled = compiled

    def fits(self, text: str) -> bool:
        """Tell whether it stands somewhere in a text; case and accents don't count."""
        return self._compiled.search(fold(text).encode("utf-8", "replace")) is not None


@lru_cache(maxsize=64)
def matcher(pattern: str, *, by_line: bool) -> Matcher:
    r"""Make a pattern ready; `by_line` lets `^` and `$` be the ends of every line.

    Raises PatternError.
    """
    if not pattern:
        raise PatternError(0, "This pattern is empty.", "For example: /err-[0-9]+/")
    if len(pattern) > MAX_LENGTH:
        message = f"This pattern has {len(pattern)} characters; {MAX_LENGTH} are allowed."
        raise PatternError(MAX_LENGTH, message)
    parts = [(-1, "(?m)" if by_line else ""), *parts_of(pattern)]
    try:
        return Matcher(_compile(parts))
    except _engine().error as error:
        raise _told(pattern, parts, error) from None


def _engine() -> Any:  # noqa: ANN401 - it has no types
    import re2  # most queries hold no pattern

    return re2


def _compile(parts: _Parts) -> Any:  # noqa: ANN401 - the engine has no types
    options = _engine().Options()
    options.max_mem = _MAX_MEMORY
    options.case_sensitive = False
    options.never_capture = True
    options.log_errors = False
    text = "".join(part for _, part in parts)
    return _engine().compile(text.encode("utf-8", "backslashreplace"), options)


def _told(pattern: str, parts: _Parts, error: Exception) -> PatternError:
    """Say it in our words, at the end of the shortest beginning that has the same fault."""
    said = error.args[0].decode("utf-8", "replace")
    what, _, shown = said.partition(": ")
    start, end = next(
        (parts[count][0], parts[count + 1][0] if count + 1 < len(parts) else len(pattern))
        for count in range(1, len(parts))
        if _fault(parts[: count + 1]) == error.args
    )
    message = next((text for known, text in _FAULTS if what.startswith(known)), f"{said}.")
    at = pattern.rfind(shown, 0, end) if shown else start
    return PatternError(start if at < 0 else at, message.replace("{}", shown))


def _fault(parts: _Parts) -> tuple[object, ...]:
    try:
        _compile(parts)
    except _engine().error as error:
        return tuple(error.args)
    return ()
