"""How deep an article may nest: a text of a few lines must not exhaust the program's stack."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

DEEPEST = 40
"""Blocks in blocks; what is nested deeper is shown as plain text."""


class _Limited:
    def __init__(self, parse: Callable[[Element, list[str]], None]) -> None:
        self.parse = parse
        self.depth = 0

    def __call__(self, parent: Element, blocks: list[str]) -> None:
        if self.depth >= DEEPEST:
            SubElement(parent, "p").text = "\n".join(blocks)
            blocks.clear()
            return
        self.depth += 1
        try:
            self.parse(parent, blocks)
        finally:
            self.depth -= 1


def limit(md: Markdown) -> None:
    """Keep Markdown's parser from going any deeper."""
    md.parser.parseBlocks = _Limited(md.parser.parseBlocks)  # type: ignore[method-assign]
