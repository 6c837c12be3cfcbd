"""The YAML that we write ourselves, read without a YAML library: several times faster.

It reads `key: value` lines whose values are plain words, texts in quotes without escapes,
flow lists of plain words, and flow mappings of such lists. Anything else, and anything
that could be read in two ways, is left to the library. A property test holds that the two
never differ.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from plaindesk.text.yaml.scalars import IN_FLOW, PLAIN

_QUOTED = r'"[^"\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*"'
_LIST = rf"\[(?:{IN_FLOW}(?:, {IN_FLOW})*)?\]"
_PAIR = rf"[a-z][a-z_.-]*: {_LIST}"
_MAPPING = rf"\{{{_PAIR}(?:, {_PAIR})*\}}"
_LINE = re.compile(rf"([a-z][a-z_]*):(?: ({PLAIN}|{_QUOTED}|{_LIST}|{_MAPPING}))?")
_PAIRS = re.compile(rf"([a-z][a-z_.-]*): ({_LIST})")
_NULL = ("null", "Null", "NULL")
_SHORT = 60
"""Characters up to which the same line, such as `status: open`, stands in many files."""


def read(text: str) -> dict[str, Any] | None:
    """Read a mapping; None where it takes the library to say what it is."""
    found: dict[str, Any] = {}
    for line in text.split("\n"):
        if not line:
            continue
        key, value = _valued(*(_known(line) if len(line) <= _SHORT else _parts(line)))
        if not key or key in found:
            return None
        found[key] = value
    return found or None


def pair(line: str) -> tuple[str, Any]:
    """Read one line as key and value; no key where it takes the library to read it."""
    return _valued(*_parts(line))


def _valued(key: str, held: str | None) -> tuple[str, Any]:
    value = _value(held) if held and held[0] in _MARKS else held
    return ("", None) if value is _DOUBTFUL else (key, value)


def _parts(line: str) -> tuple[str, str | None]:
    """Take a line apart into key and value, still as text."""
    match = _LINE.fullmatch(line)
    if match is None:
        return "", None
    return match[1], None if match[2] in _NULL else match[2]


_known = lru_cache(maxsize=4096)(_parts)
_DOUBTFUL = object()
_MARKS = '"[{'


def _value(text: str) -> Any:  # noqa: ANN401 - what YAML can hold
    if text[0] == '"':
        return text[1:-1]
    if text[0] == "[":
        return _items(text)
    pairs = _PAIRS.findall(text)
    held = {key: _items(items) for key, items in pairs}
    return held if len(held) == len(pairs) else _DOUBTFUL


def _items(text: str) -> list[str | None]:
    inner = text[1:-1]
    return [None if item in _NULL else item for item in inner.split(", ")] if inner else []
