"""Mail addresses, as far as a desk has to know them."""

from __future__ import annotations

import re

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = re.compile(rf"[^\s@,;<>\"'()\[\]\\:]+@{_LABEL}(?:\.{_LABEL})*")
_LONGEST = 254
"""Characters (RFC 5321, section 4.5.3.1.3)."""


def is_address(text: str) -> bool:
    """Tell whether mail can be sent to a text: one plain address, and nothing beside it."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None
