"""Keys of a front matter that nothing here knows: they are kept, and told."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.finding import Finding, Severity
from plaindesk.text.suggest import did_you_mean
from plaindesk.text.yaml.key_positions import key_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plaindesk.text.codecs.front_matter import Block

MOST = 20
"""Keys of one block that are told one by one; a file of thousands says one thing only."""


def unknown_keys(
    path: str, block: Block, raw: Mapping[str, Any], known: Iterable[str]
) -> Iterator[Finding]:
    """Tell of keys that nothing here knows, with a near miss."""
    words = tuple(known)
    odd = (key for key in raw if key not in words)
    for key in islice(odd, MOST):
        message = f"'{key}' is no key known here; it is kept."
        yield _finding(path, block, key, message, did_you_mean(key, words))
    if rest := list(odd):
        message = f"{len(rest):,} more keys from here on are not known; they are kept."
        yield _finding(path, block, rest[0], message, "What belongs to no field is text.")


def _finding(path: str, block: Block, key: str, message: str, hint: str) -> Finding:
    line, column = key_place(block, key)
    return Finding(
        path=path,
        code="unknown-key",
        line=line,
        column=column,
        severity=Severity.WARNING,
        message=message,
        hint=hint,
        field=key,
    )
