"""How many open brackets a text may hold: Markdown looks from each one for its end.

A text of a few thousand would take minutes, since the time grows with the square of its length.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

if TYPE_CHECKING:
    from markdown import Markdown

MOST = 50
"""Brackets in one paragraph or cell that are no plain link; what comes after the last is text."""
NAME = "plaindesk-brackets"
_PRIORITY = 178
"""After code and escaped signs were put aside, before notes, links and pictures are looked for."""
_PLAIN_LINK = (
    r"""\[[^\[\]]{0,300}\](?:\((?:<[^<>()]{0,500}>|[^()<>"']{0,500}?)"""
    r"""(?:\s(?:"[^"()]{0,300}"|'[^'()]{0,300}'))?\s?\)|(?!\())"""
)
_ODD = re.compile(rf"(?!{_PLAIN_LINK})\[")
_MEANT = f"{STX}{ord('[')}{ETX}"
"""How Markdown itself keeps a sign that stands for nothing else."""


def bound(md: Markdown) -> None:
    """Keep Markdown from looking for the ends of too many."""
    md.inlinePatterns.register(_Brackets(_ODD.pattern, md), NAME, _PRIORITY)


class _Brackets(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's name
        self,
        m: re.Match[str],  # noqa: ARG002 - as Markdown calls it
        data: str,
    ) -> tuple[Element | None, int | None, int | None]:
        """Take the rest of a text for words, from the bracket on that is one too many."""
        more = next(islice(_ODD.finditer(data), MOST, None), None)
        if more is None:
            return None, None, None
        rest = Element("span")
        rest.text = data[more.start() :].replace("[", _MEANT)
        return rest, more.start(), len(data)
