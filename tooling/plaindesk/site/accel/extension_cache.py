"""Markdown's extensions, set up once for a whole build instead of anew for every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown import Markdown
from markdown.extensions import Extension

from plaindesk.site.accel.unmarked_text import spare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Once(Extension):
    """Gives every converter the same parts: generators make one per page, one after another."""

    def __init__(self, names: Sequence[Any], options: Mapping[str, Mapping[str, Any]]) -> None:
        """Set the extensions up."""
        super().__init__()
        self._kept = Markdown(extensions=[*names], extension_configs={**options})
        spare(self._kept)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Hand the parts over; what a page left in them goes when the converter is reset."""
        md.__dict__.update(self._kept.__dict__)
        # The parts know the first converter: from here on it and this one are the same.
        self._kept.__dict__ = md.__dict__
