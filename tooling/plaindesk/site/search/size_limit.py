"""Whether a site is so large that browsers can't be asked to load the index of its search."""

from __future__ import annotations

import logging
import zlib
from importlib.util import find_spec
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import SiteSearch

if TYPE_CHECKING:
    from plaindesk.site.build.published_articles import Library
    from plaindesk.site.build.sections import Shelf

ARTICLES, COMPRESSED = 1500, 1_000_000
"""Up to so many articles, and so many bytes of their compressed text, are loaded at once."""
INSTALL = "pip install 'plaindesk[large]'"

_log = logging.getLogger("mkdocs.plugins.plaindesk")


def is_by_parts(library: Library, shelf: Shelf) -> bool:
    """Choose what searches a language: Pagefind, by parts of its index, or the theme's own."""
    wanted = library.settings.site.search
    if library.in_files or wanted is SiteSearch.BUILT_IN:
        return False
    if wanted is SiteSearch.AUTO and not _is_large(shelf):
        return False
    if find_spec("pagefind") is None:
        _log.warning(
            "%s: %d articles are too many for the built-in search to be quick, or the desk asks "
            "for Pagefind. It isn't installed, so the built-in search stays: %s",
            shelf.language,
            len(shelf.articles),
            INSTALL,
        )
        return False
    return True


def _is_large(shelf: Shelf) -> bool:
    if len(shelf.articles) > ARTICLES:
        return True
    texts = "\n".join(f"{each.title}\n{each.body}" for each in shelf.articles.values())
    data = texts.encode("utf-8", "replace")
    return len(data) > COMPRESSED and len(zlib.compress(data)) > COMPRESSED
