"""Addresses of mail and of the web, as far as a desk has to know them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = re.compile(rf"[^\s@,;<>\"'()\[\]\\:]+@{_LABEL}(?:\.{_LABEL})*")
_LONGEST = 254
"""Characters (RFC 5321, section 4.5.3.1.3)."""


def is_address(text: str) -> bool:
    """Tell whether mail can be sent to a text: one plain address, and nothing beside it."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def of_the_web(address: str) -> str:
    """Give an address that a link may lead to; empty where it is none of the web or here."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return address if scheme in {"", "http", "https"} and address.isprintable() else ""
