"""An article's end, which no search looks at, kept from the parser of the search index."""

from __future__ import annotations

_STUCK = '<h2 class="pd-stuck"'
_EXCLUDED = ' data-search-exclude="data-search-exclude"'


def split(content: str) -> tuple[str, str]:
    """Part what an article says from what every one ends with; the end loses its mark."""
    stuck = content.rfind(_STUCK)
    if stuck < 0:
        return content, ""
    end = _related(content, stuck)
    return content[:end], content[end:].replace(_EXCLUDED, "")


def _related(content: str, stuck: int) -> int:
    """Find the related articles right before; the end begins with them."""
    head = content.rfind("<h2", 0, stuck)
    if head < 0 or content.find("<h", head + 1, stuck) >= 0:
        return stuck
    is_excluded = _EXCLUDED in content[head : content.find(">", head)]
    return head if is_excluded else stuck
