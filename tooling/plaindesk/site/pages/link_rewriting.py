"""Where links lead: to a page of this language, of another, to a picture, or nowhere."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from plaindesk.core.model.articles.article_links import Kind, meant_by
from plaindesk.core.model.articles.own_addresses import MEDIA, RESERVED
from plaindesk.site.pages import markdown_text as md

if TYPE_CHECKING:
    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.build.sections import Shelf
    from plaindesk.site.pages.page import Site


def rewritten(site: Site, page: str, body: str) -> str:
    """Lead every link of a text to where its target is on the site."""
    return md.relink(body, lambda to: _target(site, page, to))


def _target(site: Site, page: str, to: str) -> str | None:
    meant = meant_by(posixpath.join(site.shelf.language, posixpath.dirname(page)), to)
    if meant.kind in (Kind.OUTSIDE, Kind.PLACE):
        return to
    if meant.kind is Kind.FILE:
        return _medium(site, page, meant.name)
    if meant.kind is Kind.ODD:
        return None
    rest = f"#{meant.anchor}" if meant.anchor else ""
    to_language, _, to_page = meant.name.partition("/")
    if to_language == site.shelf.language and _is_published(site.shelf, to_page):
        return md.relative(page, f"{to_page}.md") + rest
    other = site.library.shelves.get(to_language)
    if other and to_page in other.articles:
        return across(site, page, other.articles[to_page]) + rest
    return None


def _medium(site: Site, page: str, path: str) -> str | None:
    """Take a picture along; one of another language under a name of its own."""
    if path not in site.library.media or path.partition("/")[2].casefold() in RESERVED:
        return None
    own = f"{site.shelf.language}/"
    place = path.removeprefix(own) if path.startswith(own) else f"{MEDIA}/{path}"
    site.media[place] = path
    return md.relative(page, place)


def _is_published(shelf: Shelf, page: str) -> bool:
    return page in shelf.articles or any(section.page == page for section in shelf.sections)


def across(site: Site, page: str, article: Article) -> str:
    """Give the address of an article on another language's site, as served."""
    top = "../" * (site.url(page).count("/"))
    return f"{top}{site.away(article.language)}{site.url(article.page)}"
