"""Signs that stand for nothing but themselves, in any number.

As entities Markdown would look for each of them anew in the whole text: a ticket of many signs
would hold up a build for minutes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_MARK, _OTHERS = "\ufdd2", 0xE000
"""What stands before a sign, which Unicode keeps for inner use, and where letters that mean
nothing begin."""
_SIGN = re.compile(rf"{_MARK}([\ue000-\ue0ff])")
_PRIORITY = 19
"""Right after Markdown has looked for its own signs."""


def sign(letter: str) -> str:
    """Write a letter so that Markdown doesn't see what it is."""
    return f"{_MARK}{chr(_OTHERS + ord(letter))}"


def show(md: Markdown) -> None:
    """Have Markdown show such letters as what they are."""
    md.treeprocessors.register(_Signs(md), "plaindesk-signs", _PRIORITY)


class _Signs(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and _MARK in element.text:
                element.text = _SIGN.sub(_entity, element.text)
            if element.tail and _MARK in element.tail:
                element.tail = _SIGN.sub(_entity, element.tail)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[1]) - _OTHERS};"
