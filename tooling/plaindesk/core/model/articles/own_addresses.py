"""Addresses that the site has itself, at the top of each language: no article can have one."""

from __future__ import annotations

import re

HOME, TAGS, FAQ, CONTACT = "index", "tags", "faq", "contact"
BOARD, MEDIA = "board", "media"
"""Where the agents' pages stand, and pictures of other languages."""
ASSETS, SEARCH, PAGEFIND = "assets", "search", "pagefind"
UPDATED, NEW, LIST, OPENSEARCH = "feed.xml", "new.xml", "llms.txt", "opensearch.xml"
_OF_MKDOCS = ("404", "404.html", "index.html", "sitemap", "sitemap.xml", "sitemap.xml.gz")
RESERVED = frozenset(
    [
        *(HOME, TAGS, FAQ, CONTACT, BOARD, MEDIA, ASSETS, SEARCH, PAGEFIND),
        *(UPDATED, NEW, LIST, OPENSEARCH, *_OF_MKDOCS),
    ]
)
_BUNDLE = re.compile(rf"{PAGEFIND}-\d+")


def taken(page: str, language: str, languages: tuple[str, ...]) -> str:
    """Name what of a page's address the site has itself; empty where it has nothing there.

    Other languages stand below the first.
    """
    top = page.partition("/")[0]
    folded = top.casefold()
    others = {other.casefold() for other in languages[1:]} if language == languages[0] else set()
    is_taken = folded in RESERVED or folded in others or _BUNDLE.fullmatch(folded)
    return top if is_taken else ""
