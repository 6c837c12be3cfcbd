"""Secrets that people paste into tickets and articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

# Only what can hardly be anything else: published formats with a fixed prefix.
_PATTERNS = {
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    "AWS access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "GitHub token": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,})"),
    "GitLab token": re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}"),
    "Slack token": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{10,}"),
    "Google API key": re.compile(r"\bAIza[0-9A-Za-z_-]{35}"),
    "Stripe key": re.compile(r"\b[rs]k_live_[0-9a-zA-Z]{24,}"),
}
_HINT = "-----BEGIN |AKIA|ASIA|AIza|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|k_live_"
"""What one of them begins with."""
# What may not stand before the number is looked at behind its first digit: so the search
# runs from digit to digit.
_DIGITS = r"(?<![\w.-][3-6])(?:[ -]?\d){12,18}(?![\w-])"
_CARD = re.compile(f"[3-6]{_DIGITS}")
_CARD_LENGTHS = (14, 15, 16, 19)
_ANY = re.compile("|".join([_HINT, *(f"{first}{_DIGITS}" for first in "3456")]))
"""Most texts need no closer look. Each way begins with one sign, so that the search is quick."""


def may_hold_secrets(text: str) -> bool:
    """Tell whether any line may hold one; no secret goes on behind the end of its line."""
    return _ANY.search(text) is not None


def check_secrets(path: str, text: str, entry: str = "") -> Iterator[Finding]:
    """Tell of each kind of secret in a body; the secret itself is not repeated."""
    if not may_hold_secrets(text):
        return
    for what, pattern in _PATTERNS.items():
        if found := pattern.search(text):
            yield _finding(path, what, found.group()[:4], entry)
    if any(_is_card(match.group()) for match in _CARD.finditer(text)):
        yield _finding(path, "card number", "", entry)


def _is_card(text: str) -> bool:
    """Apply Luhn's check to a number of a length that cards have."""
    digits = [int(c) for c in text if c.isdigit()]
    if len(digits) not in _CARD_LENGTHS:
        return False
    doubled = (digit * 2 for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0  # noqa: PLR2004


def _finding(path: str, what: str, start: str, entry: str) -> Finding:
    shown = f" (starts with '{start}')" if start else ""
    return Finding(
        path=path,
        code="secret",
        severity=Severity.WARNING,
        message=f"This looks like {'an' if what[0] in 'AEIOU' else 'a'} {what}{shown}.",
        hint="Have it revoked first: Git keeps what was committed. Then remove it here.",
        field="body",
        entry=entry,
    )
