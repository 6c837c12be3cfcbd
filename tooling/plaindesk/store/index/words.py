"""A ticket's text as the full-text search takes it in."""

from __future__ import annotations

from plaindesk.core.query.folding import fold
from plaindesk.core.query.sql import searchable

TEXT_SEPARATOR = "\0"
"""Between the subject and each thing that was said."""


def searched(text: str) -> tuple[str, str]:
    """Return the words of the subject and those of all the rest, folded."""
    subject, _, body = text.partition(TEXT_SEPARATOR)
    return searchable(fold(subject)), searchable(fold(body))
