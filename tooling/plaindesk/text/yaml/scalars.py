"""Values as one line of YAML that every reader, of YAML 1.1 too, takes for the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Joiners are part of Persian words; a colon may stand inside a word, as in addresses.
_LETTERS = "\\w \u200c\u200d"
PLAIN = rf"[^\W_](?:[{_LETTERS}.,/@+()%?!'’;=«»„“”…–—-]|:(?=\S))*(?<!\s)"
"""A text that can stand bare behind a key."""
IN_FLOW = rf"[^\W_][{_LETTERS}./@+()%!’;«»„“”…–—-]*(?<!\s)"
"""A text that can stand bare in a flow list."""
_PLAIN = re.compile(PLAIN)
_PLAIN_IN_FLOW = re.compile(IN_FLOW)
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_LIKE_A_NUMBER = re.compile(r"[0-9][0-9a-fA-FxXoObBeE_.,:+-]*|0[xXoO].*|[0-9-]+[Tt ].*")
_ID = re.compile(r"[0-9]{4}-[0-9A-Z]{5,6}")
# What JSON leaves as it is and YAML readers, or people's eyes, do not.
_HIDDEN = re.compile(
    "[\x7f-\xa0\u00ad\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Write a text: bare where that can't be misread, else in double quotes."""
    shape = _PLAIN_IN_FLOW if in_flow else _PLAIN
    if shape.fullmatch(text) and not _is_misread(text):
        return str(text)  # YAML takes no subclass of str
    quoted = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _is_misread(text: str) -> bool:
    if _ID.fullmatch(text):
        return False
    return text.lower() in _WORDS or bool(_LIKE_A_NUMBER.fullmatch(text))


def flow(value: Any) -> str:  # noqa: ANN401 - what YAML can hold
    """Write a value inside a flow list or mapping."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(value, in_flow=True)
    if isinstance(value, int):
        return str(value)
    return mapping(value) if hasattr(value, "items") else sequence(value)


def sequence(values: Sequence[Any]) -> str:
    """Write a flow list."""
    return f"[{', '.join(flow(value) for value in values)}]"


def mapping(values: Mapping[str, Any]) -> str:
    """Write a flow mapping."""
    pairs = (f"{scalar(key, in_flow=True)}: {flow(value)}" for key, value in values.items())
    return f"{{{', '.join(pairs)}}}"
