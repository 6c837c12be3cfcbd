"""Words without the people in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# In this order: an address holds names, and a number may be a part of something longer.
_RULES = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "someone@example.com"),
    (re.compile(r"\b\d{4}-[0-9A-Za-z]{5,6}\b"), "[ticket]"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "[address]"),
    (re.compile(r"(?<![\w.-])(?:\+|00)?\(?\d[\d ()/.-]{6,}\d(?!\w)"), "[number]"),
    (
        re.compile(
            r"\b\d{1,5}[a-z]? (?:[A-Z]\w+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square)\b\.?"
            r"|\b[^\W\d_]+(?:straße|strasse|gasse|weg|platz) \d{1,4}[a-z]?\b"
            r"|\b(?:ul\.|ulica|ул\.|улица|خیابان) ?[^\W\d_]+(?: [^\W\d_]+)?,? ?(?:д\. ?)?\d{0,4}\b"
        ),
        "[address]",
    ),
)
# A line that only greets or signs says who, and nothing else.
_GREETING = re.compile(
    r"^(?:(?:hello|hi|dear|good (?:morning|day|evening)|hallo|guten tag|liebe[r]?|dobrý deň|ahoj"
    r"|здравствуйте|добрый день|привет|سلام|با سلام)\b[^.!?\n]{0,40}[,!.]?\s*$"
    r"|(?:(?:best|kind|warm) regards|regards|yours|cheers|thanks|thank you|mit freundlichen grüßen"
    r"|viele grüße|s pozdravom|с уважением|با احترام)\b.{0,40}$)",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST = 3


def without_people(text: str, names: Iterable[str]) -> str:
    """Take out addresses, numbers, ids and names; what is known of names is given."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    text = _GREETING.sub("", text)
    known = sorted({name for name in names if len(name) >= _LEAST}, key=len, reverse=True)
    if known:
        any_name = rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)"
        text = re.sub(any_name, "[name]", text, flags=re.IGNORECASE)
    text = re.sub(r"\[name\](?:[ ,]*\[name\])+", "[name]", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
