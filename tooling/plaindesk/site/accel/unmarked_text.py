"""Text without a sign of Markdown in it, which is most text, isn't looked through for any."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plaindesk.site.safety import bracket_limit

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_PATTERNS = (
    "backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference",
    "short_reference", "short_image_ref", "autolink", "automail", "linebreak", "entity",
    "em_strong", bracket_limit.NAME,
)  # fmt: skip
"""What the signs below begin; with any other pattern every text is looked through."""
_SIGN = re.compile(r"[\\`\[<&*_\x02]|  \n")
_BEFORE, _AFTER = 21, 19.5
"""Markdown looks for signs at 20."""


def spare(md: Markdown) -> None:
    """Spare plain text the search for every pattern, one after the other."""
    known = all(name in md.inlinePatterns for name in _PATTERNS)
    if known and len(md.inlinePatterns) == len(_PATTERNS):
        md.treeprocessors.register(_Shield(md), "plaindesk-shield", _BEFORE)
        md.treeprocessors.register(_Unshield(md), "plaindesk-unshield", _AFTER)


class _Plain(AtomicString):
    """Markdown leaves it alone."""


class _Shield(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and _is_plain(element.text):
                element.text = _Plain(element.text)
            if element.tail and _is_plain(element.tail):
                element.tail = _Plain(element.tail)


class _Unshield(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if isinstance(element.text, _Plain):
                element.text = str(element.text)
            if isinstance(element.tail, _Plain):
                element.tail = str(element.tail)


def _is_plain(text: str) -> bool:
    return not isinstance(text, AtomicString) and not _SIGN.search(text)
