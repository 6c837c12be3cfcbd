"""What every kind of page is put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.icons import OF_KIND, icon
from plaindesk.site.pages.link_rewriting import across
from plaindesk.site.pages.page import Page
from plaindesk.site.words import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.build.sections import Shelf
    from plaindesk.site.pages.page import Site

EXCLUDE = "{ data-search-exclude }"
"""After a heading: what follows isn't searched."""


def made(site: Site, *, name: str, kind: str, body: Sequence[str], **more: Any) -> Page:  # noqa: ANN401
    """Make a page that other languages have under the same name."""
    way = () if kind == "home" else ((site.words.home, site.url("index")),)
    searched = more.pop("searched", kind not in {"home", "section"})
    return Page(
        name=name,
        kind=kind,
        body="\n\n".join(part for part in body if part),
        crumbs=way,
        searched=searched,
        icon=more.pop("icon", "") or (icon(OF_KIND[kind]) if kind in OF_KIND else ""),
        elsewhere={
            other.language: site.url(name)
            for other in site.library.shelves.values()
            if other.language != site.shelf.language and _has_page(other, name, kind)
        },
        **more,
    )


def _has_page(shelf: Shelf, name: str, kind: str) -> bool:
    if kind in {"board", "ticket", "reports"}:
        return False
    if kind == "section":
        return any(section.page == name for section in shelf.sections)
    if kind == "tags":
        return bool(shelf.tags())
    if kind == "faq":
        return any(article.faq for article in shelf.articles.values())
    return True


def headed(heading: str, items: Sequence[str]) -> list[str]:
    """Put a heading over a list; nothing where nothing is listed."""
    return [f"## {heading}", "\n".join(items)] if items else []


def entry(page: str, article: Article, *, summary: bool = True) -> str:
    """List an article."""
    target = md.relative(page, f"{article.page}.md")
    return item(article.title, target, article.summary if summary else "")


def item(title: str, target: str, summary: str) -> str:
    """List a link with what is behind it."""
    told = md.text(md.with_options_whole(summary))
    return f"- {md.link(title, target)}" + (f"  \n  {told}" if summary else "")


def foreign(site: Site, page: str, article: Article) -> str:
    """Offer an article in the language that it has."""
    way, language = across(site, page, article), article.language
    name = md.text(name_of(language))
    spoken = f"{{: hreflang={language} lang={language} dir=auto }}"
    return f"- {md.link(article.title, way)}{spoken} ({name})"


def address(typed: str) -> str:
    """Keep an address from ending the link that it stands in."""
    return "".join(c for c in typed if c.isprintable() and c not in " <>()[]\"'`\\")
