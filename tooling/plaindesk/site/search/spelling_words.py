"""The words of a site, for a browser that has no index to learn the right spelling from."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaindesk.site.search.search_index import Page

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|\u200c){3,}")
_MOST = 20_000


def common_words(pages: Iterable[Page]) -> dict[str, int]:
    """Count the words of four letters and more; the commonest come first."""
    counted: Counter[str] = Counter()
    for page in pages:
        for _, title, text in page.parts:
            counted.update(_WORD.findall(f"{title} {text}".lower()))
    return dict(sorted(counted.most_common(_MOST), key=lambda pair: (-pair[1], pair[0])))
