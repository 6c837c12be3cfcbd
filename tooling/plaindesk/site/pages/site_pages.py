"""The pages of the help centre as plain Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.articles.own_addresses import TAGS
from plaindesk.site.agents.board_pages import board_pages
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.article import article_page
from plaindesk.site.pages.contact import contact_page
from plaindesk.site.pages.faq import faq, faq_page
from plaindesk.site.pages.home import home
from plaindesk.site.pages.icons import icon
from plaindesk.site.pages.link_rewriting import rewritten
from plaindesk.site.pages.page_parts import entry, foreign, made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaindesk.site.build.sections import Section
    from plaindesk.site.pages.page import Page, Site


def pages(site: Site) -> Iterable[Page]:
    """Write every page of one language."""
    if site.board:
        yield from board_pages(site.board, site)
    yield home(site)
    for section in site.shelf.sections:
        yield _section(site, section)
    for article in site.shelf.articles.values():
        yield article_page(site, article)
    if site.shelf.tags():
        yield _tags(site)
    if faq(site):
        yield faq_page(site)
    yield contact_page(site)


def _section(site: Site, section: Section) -> Page:
    said = site.words
    intro = section.intro.body.strip("\n") if section.intro else ""
    body = [f"# {md.text(section.title)}", rewritten(site, section.page, intro)]
    body += ["\n".join(entry(section.page, article) for article in section.articles)]
    missing = [
        article
        for article in site.library.untranslated(site.shelf.language)
        if article.section == section.slug
    ]
    if missing:
        body += [f"## {md.text(said.untranslated)}", said.untranslated_more]
        body += ["\n".join(foreign(site, section.page, article) for article in missing)]
    summary = section.intro.summary if section.intro else ""
    return made(
        site,
        name=section.page,
        title=section.title,
        summary=summary,
        kind="section",
        body=body,
        icon=icon(site.library.settings.site.sections.get(section.slug) or ""),
    )


def _tags(site: Site) -> Page:
    said = site.words
    body = [f"# {md.text(said.tags)}", md.text(said.tagged)]
    for tag, articles in site.shelf.tags().items():
        body.append(f"## {md.text(tag)} {{ #{md.anchor(tag)} }}")
        body.append("\n".join(entry(TAGS, article, summary=False) for article in articles))
    return made(site, name=TAGS, title=said.tags, kind="tags", body=body, searched=False)
