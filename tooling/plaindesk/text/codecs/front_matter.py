"""A file as a stream of blocks: front matter between `---` lines, then a body.

The first block starts the file. A line `---` followed by a line that starts with `at: `
starts each further one, with a blank line before it. A body may hold anything: where
those two lines stand in a body, a backslash is put before the first when it is written,
and taken away when it is read. Only LF ends a line here: a body may hold CR, NEL or
U+2028, and they stay as they are.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FENCE = "---\n"
# These stand behind the end of a line. To look for plain text takes a tenth of a pattern.
_START = f"\n{FENCE}at: "
_CLOSE = f"\n{FENCE}"
# CR counts as part of the fence here, so that a later change of line ends, by Git or an
# editor, can't turn a body into an entry.
_ESCAPE = re.compile(r"^(\\*---\r*\nat: )", re.MULTILINE)
_ESCAPED = "\\---"
_UNESCAPE = re.compile(r"^\\(\\*---\r*\nat: )", re.MULTILINE)


class DocumentError(Exception):
    """A file whose front matter can't be found; the line counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Block(NamedTuple):
    """One front matter with its body.

    `text` is the block as it stands in the file, without the blank line that parts it
    from the next. `front_line` is the line of the front matter's first key.
    """

    text: str
    front: str
    front_line: int
    front_start: int
    body: str
    is_tidy: bool
    """The blank lines around the body are as we write them."""


def split(text: str) -> list[Block]:
    """Take a stream apart; raises DocumentError at the first block without an end."""
    blocks: list[Block] = []
    start, line = 0, 1
    while True:
        front_end, body_start = _front(text, start, line)
        end = text.find(_START, body_start - 1) + 1 or len(text)
        blocks.append(_made(text, (start, front_end, body_start, end), line))
        if end == len(text):
            break
        line += text.count("\n", start, end)
        start = end
    return [*map(_unescaped, blocks)] if _ESCAPED in text else blocks


def split_single(text: str) -> Block:
    """Take a file apart that is one block whatever its body holds, as articles are."""
    front_end, body_start = _front(text, 0, 1)
    return _made(text, (0, front_end, body_start, len(text)), 1)


def _front(text: str, start: int, line: int) -> tuple[int, int]:
    """Find the end of the front matter that opens at `start`, and where its body begins."""
    if not text.startswith(FENCE, start):
        raise DocumentError("Front matter is missing: the first line must be '---'.", line)
    first = start + len(FENCE)
    close = text.find(_CLOSE, first - 1) + 1
    if close:
        return close, close + len(FENCE)
    if text.endswith("\n---", first - 1):
        return len(text) - 3, len(text)
    raise DocumentError("Front matter has no end: a line '---' is missing after it.", line)


def _made(text: str, places: tuple[int, int, int, int], line: int) -> Block:
    start, front_end, body_start, end = places
    front_start = start + len(FENCE)
    is_last = end == len(text)
    is_parted = not is_last and end > body_start and text[end - 1] == "\n"
    stop = end - 1 if is_parted else end
    body, is_tidy = _body(text[body_start:stop])
    is_tidy = is_tidy and (is_last or is_parted)
    front = text[front_start:front_end]
    return Block(text[start:stop], front, line + 1, front_start, body, is_tidy)


def _unescaped(block: Block) -> Block:
    return block._replace(body=_UNESCAPE.sub(r"\1", block.body))


def _body(rest: str) -> tuple[str, bool]:
    """Take the blank line before a body and the newline after it away."""
    if not rest:
        return "", True
    body = rest.removeprefix("\n").removesuffix("\n")
    return body, body != "" and len(rest) == len(body) + 2


def join(front: str, body: str) -> str:
    """Write one block; `front` is the lines between the fences, each with its newline."""
    if not body:
        return f"{FENCE}{front}{FENCE}"
    escaped = _ESCAPE.sub(r"\\\1", body) if FENCE[:3] in body else body
    return f"{FENCE}{front}{FENCE}\n{escaped}\n"


def append(stream: str, block: str) -> str:
    """Put one more block behind a stream: after one blank line, byte for byte."""
    return f"{stream}\n{block}" if stream.endswith("\n") else f"{stream}\n\n{block}"
