"""Words that two people dropped by hand under one name: both are kept."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from plaindesk.store.transaction import Write
from plaindesk.text.codecs.draft import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BASE, OURS, THEIRS = 1, 2, 3
"""A file's places in Git's index while a merge or a rebase is under way."""


def are_words(name: str, stages: Mapping[int, bytes]) -> bool:
    """Tell whether both sides added such a file; one that was there before takes a person."""
    return kind_of(name) is not None and {*stages} == {OURS, THEIRS}


def keep_both(
    folder: str, name: str, stages: Mapping[int, bytes], mine: int, there: bytes | None
) -> Iterator[Write]:
    """Leave the others' words under the name, and give another one to our own.

    So they stay in a commit of whoever wrote them, which is how it is known who it was.
    """
    words = stages[mine]
    theirs = stages[OURS + THEIRS - mine]
    yield Write(path=f"{folder}/{name}", data=theirs, expected=there)
    if words != theirs:
        other = f"{name.removesuffix('.md')}-{sha256(words).hexdigest()[:8]}.md"
        yield Write(path=f"{folder}/{other}", data=words)
