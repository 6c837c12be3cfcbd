"""An article's passages: what Markdown reads as one run of text; all else is code.

Blocks are told apart as Python-Markdown does, line by line, so that the time grows with the
length of a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from plaindesk.core.model.articles.code_fences import fenced

_TAB, _DEEPEST = 4, 40
"""Blanks, and blocks in blocks: what is nested deeper is text."""
_QUOTED = re.compile(r"(?:[ ]{0,3}>[ ]?)*")
_ITEM = re.compile(r"[ ]{0,3}(?:\d+\.|[*+-])[ ]+")
_BOX = re.compile(r"(?:!!!|\?\?\?\+?)[ ]?[\w\"-]|[ ]{0,3}\[\^[^\]]*\]:[ ]*|[ ]{0,3}:[ ]{1,3}(?=\S)")
"""What holds the blocks that are indented below it: notes, folds, footnotes, definitions."""
_ALONE = re.compile(r"#{1,6}|[ ]{0,3}(?:(?:-[ ]{0,2}){3,}|(?:_[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})$")
"""Headings and lines: what follows is a block of its own."""
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_RULE = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ :-]*)+$")
"""The second line of a table; each of its lines is a passage."""
_REFERENCE = re.compile(
    r"[ ]{0,3}\[(?P<name>(?!\^)[^\[\]]*+)\]:[ ]*\n?[ ]*(?P<to>\S++)[ ]*"
    r"(?:\n?[ ]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ ]*)?$",
    re.MULTILINE,
)


class _Held(IntEnum):
    NOTHING = 0
    LOOSELY = 1
    """A line that is indented less goes on with the last text in it."""
    STRICTLY = 2


class Reference(NamedTuple):
    """A target with a name, to which a text leads by that name: where both stand."""

    name: str
    start: int
    to: tuple[int, int]


@dataclass(slots=True)
class Passages:
    """Where the passages of a text begin and end, its blocks of code, and its references."""

    texts: list[tuple[int, int]] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


def passages(markdown: str) -> Passages:
    """Read a text line by line."""
    reader = _Reader(markdown)
    typed = markdown.split("\n")
    lines = [line.expandtabs(_TAB) if "\t" in line else line for line in typed]
    in_fence = fenced(lines) if "```" in markdown or "~~~" in markdown else frozenset()
    start = 0
    for number, line in enumerate(lines):
        end = start + len(typed[number])
        reader.read(line, start, end, is_fenced=number in in_fence)
        start = end + 1
    reader.flush()
    return reader.found


class _Reader:
    def __init__(self, markdown: str) -> None:
        self.markdown = markdown
        self.found = Passages()
        self.text: tuple[int, int] | None = None
        """The passage that is being read."""
        self.holds: list[_Held] = []
        """By depth: how the last block holds those that are indented below it."""
        self.depth = 0
        """Of the passage that is being read."""
        self.begins = True
        """The next line begins a block."""
        self.code_from = 0
        """Blanks before lines of the block of code that is being read."""
        self.quotes = 0
        self.is_table = self.was_fenced = False
        self.skip_to = -1
        """Where a reference ends that takes several lines."""

    def flush(self) -> None:
        """End the passage that is being read."""
        if self.text:
            self.found.texts.append(self.text)
        self.text = None

    def read(self, line: str, start: int, end: int, *, is_fenced: bool) -> None:
        """Read the next line, without its tabs, and where it stands in the text as typed."""
        if start < self.skip_to:
            return
        if is_fenced and self.was_fenced:
            self.found.code.append((start, end))
            return
        self.was_fenced = is_fenced
        inner = self._unquoted(line) if line.strip() else ""
        if not inner.strip():
            self._end_block()
            return
        blanks = len(inner) - len(inner.lstrip(" "))
        depth = self._depth(blanks)
        if self._is_code(blanks, depth):
            self._code(depth, start, end)
        elif is_fenced:
            self.flush()
            self.found.code.append((start, end))
            self._holds(depth, _Held.NOTHING)
        else:
            self._text(inner[_TAB * depth :], depth, start, end)

    def _end_block(self) -> None:
        self.flush()
        self.begins, self.is_table, self.code_from = True, False, 0

    def _unquoted(self, line: str) -> str:
        found = _QUOTED.match(line)
        quotes = found[0].count(">") if found else 0
        if quotes != self.quotes and (self.begins or quotes > self.quotes):
            self.flush()
            self.quotes, self.holds, self.begins, self.code_from = quotes, [], True, 0
        return line[len(found[0]) :] if found else line

    def _depth(self, blanks: int) -> int:
        depth = 0
        while depth < len(self.holds) and self.holds[depth] and blanks >= _TAB * (depth + 1):
            depth += 1
        return depth

    def _is_code(self, blanks: int, depth: int) -> bool:
        if self.code_from and blanks < self.code_from:
            self.code_from, self.begins = 0, True
        return bool(self.code_from) or (self.begins and blanks >= _TAB * (depth + 1))

    def _code(self, depth: int, start: int, end: int) -> None:
        self.flush()
        self.code_from = self.code_from or _TAB * (depth + 1)
        self.found.code.append((start, end))
        if self.begins:
            self._holds(depth, _Held.NOTHING)

    def _holds(self, depth: int, held: _Held) -> None:
        self.holds[depth:] = [held]
        self.begins = False

    def _text(self, inner: str, depth: int, start: int, end: int) -> None:
        """Read a line of text: what it begins, and what of it is a passage."""
        if depth < self.depth <= len(self.holds) and self.holds[self.depth - 1] is _Held.STRICTLY:
            self._end_block()
        inner, depth = self._items(inner, depth)
        box = _BOX.match(inner)
        is_note = box is not None and box[0][0] in "!?"
        if box:
            self.flush()
            self._holds(depth, _Held.STRICTLY if is_note else _Held.LOOSELY)
            inner = inner[box.end() :]
        at = max(start, end - len(inner.lstrip(" ")))  # of a line with tabs it is the start
        if is_note:
            self._alone(start, end)
        elif self.markdown.startswith("[", at) and self._reference(at):
            self.flush()
        elif _ALONE.match(inner) or (self.text and _UNDERLINE.match(inner)):
            self._holds(depth, _Held.NOTHING)
            self._alone(start, end)
        else:
            self._more(inner, depth, at, end)

    def _items(self, inner: str, depth: int) -> tuple[str, int]:
        """Take off what begins items of lists; text that goes on begins none."""
        is_listed = self.begins or depth > 0 or self.holds[0]
        while is_listed and depth < _DEEPEST and not _ALONE.match(inner):
            item = _ITEM.match(inner)
            if not item:
                break
            self.flush()
            self._holds(depth, _Held.LOOSELY)
            inner, depth = inner[item.end() :], depth + 1
        return inner, depth

    def _reference(self, at: int) -> bool:
        found = _REFERENCE.match(self.markdown, at)
        if found:
            name = " ".join(found["name"].lower().split())
            self.found.references.append(Reference(name, at, found.span("to")))
            self.skip_to = found.end()
        return bool(found)

    def _alone(self, start: int, end: int) -> None:
        self.flush()
        self.found.texts.append((start, end))
        self.begins = True

    def _more(self, inner: str, depth: int, start: int, end: int) -> None:
        if self.begins:
            self._holds(depth, _Held.NOTHING)
        self.is_table = self.is_table or bool(_RULE.match(inner))
        if self.is_table:
            self.flush()
        self.depth = depth if not self.text else self.depth
        self.text = (self.text[0] if self.text else start, end)
