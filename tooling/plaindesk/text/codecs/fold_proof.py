"""The proof that a ticket's page changed by nothing but a fold."""

from __future__ import annotations

from plaindesk.text.codecs.front_matter import Block, DocumentError, append, split


def unfolded_line(before: str, after: str) -> int | None:
    """Find the first line of a conversation that isn't as it was, nor part of a new entry.

    `before` and `after` are whole pages whose front matter may differ. None where every
    byte is accounted for: what was there stands there still, and each block behind it was
    put there as a fold puts it.
    """
    old, new = _conversation(before), _conversation(after)
    grown = old
    for block in _blocks(after):
        if new.startswith(append(grown, block.text)):
            grown = append(grown, block.text)
    return None if grown == new else _line_of(after, new, _shared(grown, new))


def folded_in(page: str, entry: str) -> bool:
    """Tell whether an entry's text stands in a page, byte for byte."""
    text = entry.rstrip("\n")
    return any(block.text.rstrip("\n") == text for block in _blocks(page))


def _conversation(page: str) -> str:
    """Return what stands behind the front matter; all of it where there is none."""
    first = next(iter(_blocks(page)), None)
    return page[first.front_start + len(first.front) :] if first else page


def _blocks(page: str) -> list[Block]:
    try:
        return split(page)
    except DocumentError:
        return []


def _shared(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _line_of(page: str, conversation: str, at: int) -> int:
    start = len(page) - len(conversation)
    return page.count("\n", 0, start + at) + 1
