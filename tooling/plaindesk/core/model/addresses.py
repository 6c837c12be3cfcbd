"""Addresses of mail and of the web, as far as a desk has to know them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = re.compile(rf"[^\s@*,;<>\"'()\[\]\\:]+@{_LABEL}(?:\.{_LABEL})*")
_LONGEST = 254
"""Characters (RFC 5321, section 4.5.3.1.3)."""


def is_address(text: str) -> bool:
    """Tell whether mail can be sent to a text: one plain address, and nothing beside it."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def problem_with_link(address: str) -> str:
    """Say why a link can't lead to an address elsewhere; empty where it can.

    User information is refused: it is a password, or hides the host (RFC 3986, section 7.5).
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "no address of the web"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "no address that starts with https:// or http://"
    if not address.isprintable() or " " in address:
        return "an address with blanks in it"
    return "an address with a name or a password in it" if "@" in parts.netloc else ""


def of_the_web(address: str) -> str:
    """Give an address that a link may lead to; empty where it is none of the web or here."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return address if scheme in {"", "http", "https"} and address.isprintable() else ""
