"""Which addresses can be followed without anything being run."""

from __future__ import annotations

import html
import re

_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_SCHEME = re.compile(r"([^/?#:]*):")


def is_safe(address: str) -> bool:
    """Tell whether following an address can run nothing."""
    return scheme(address) in _SCHEMES


def scheme(address: str) -> str:
    """Find an address's scheme as browsers do: entities are letters, blanks don't count."""
    found = _SCHEME.match(as_browsers_do(address))
    return found[1].casefold() if found else ""


def as_browsers_do(address: str) -> str:
    """Read an address without its entities and blanks."""
    return _BLANKS.sub("", html.unescape(address))
