"""How many open brackets a text may hold: Markdown looks from each one for its end.

A text of a few thousand would take minutes, since the time grows with the square of its length.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

from plaindesk.core.model.articles.markup_limits import MOST_BRACKETS, ODD_BRACKET

if TYPE_CHECKING:
    import re

    from markdown import Markdown

NAME = "plaindesk-brackets"
_PRIORITY = 178
"""After code and escaped signs were put aside, before notes, links and pictures are looked for."""
_MEANT = f"{STX}{ord('[')}{ETX}"
"""How Markdown itself keeps a sign that stands for nothing else."""


def bound(md: Markdown) -> None:
    """Keep Markdown from looking for the ends of too many."""
    md.inlinePatterns.register(_Brackets(ODD_BRACKET.pattern, md), NAME, _PRIORITY)


class _Brackets(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's name
        self,
        m: re.Match[str],  # noqa: ARG002 - as Markdown calls it
        data: str,
    ) -> tuple[Element | None, int | None, int | None]:
        """Take the rest of a text for words, from the bracket on that is one too many."""
        more = next(islice(ODD_BRACKET.finditer(data), MOST_BRACKETS, None), None)
        if more is None:
            return None, None, None
        rest = Element("span")
        rest.text = data[more.start() :].replace("[", _MEANT)
        return rest, more.start(), len(data)
