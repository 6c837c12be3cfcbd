"""The home page: what is broken just now, the topics, and what is read most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.articles.own_addresses import HOME
from plaindesk.site.agents.board_pages import board_cards
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.page_parts import entry, headed, item, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.pages.page import Page, Site

_MOST = 6
"""Articles that aren't featured."""


def home(site: Site) -> Page:
    """Write the home page; its search box is the theme's."""
    said, shelf = site.words, site.shelf
    topics = [
        item(section.title, f"{section.page}.md", section.intro.summary if section.intro else "")
        for section in shelf.sections
    ]
    featured = [article for article in shelf.articles.values() if article.featured]
    needed = [entry(HOME, article) for article in (*featured, *most_used(site))]
    loose = [entry(HOME, article) for article in shelf.articles.values() if not article.section]
    body = [f"# {md.text(site.title)}", *notices(site)]
    body += headed(site.board.words.boards, board_cards(site.board, HOME)) if site.board else []
    body += headed(md.text(said.topics), [*topics, *loose])
    body += headed(md.text(said.featured), needed)
    return made(site, name=HOME, title=site.title, kind="home", body=body)


def notices(site: Site) -> Iterator[str]:
    """Tell what is known to be broken: title and summary, as agents wrote them for everybody."""
    for notice in site.library.notices:
        title = md.text(f"{site.words.known_problem}: {notice.title}".replace('"', "″"))
        yield f'!!! warning "{title}"\n    {md.text(notice.summary)}'


def most_used(site: Site) -> list[Article]:
    """List what agents sent people to most often, beside what is featured anyway."""
    library, shelf = site.library, site.shelf
    pages = (library.pages_of.get(key, {}).get(shelf.language) for key in library.most_used)
    found = [shelf.articles[page] for page in dict.fromkeys(pages) if page]
    return [article for article in found if not article.featured][:_MOST]
