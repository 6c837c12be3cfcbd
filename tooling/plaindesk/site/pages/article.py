"""An article with everything around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.articles.own_addresses import CONTACT, TAGS
from plaindesk.core.model.vocabulary import Audience
from plaindesk.site.agents.words import board_words
from plaindesk.site.build.site_urls import site_url
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages import structured_data
from plaindesk.site.pages.link_rewriting import rewritten
from plaindesk.site.pages.open_hours import spoken_day
from plaindesk.site.pages.page import Page
from plaindesk.site.pages.page_parts import EXCLUDE, entry, headed
from plaindesk.site.words import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.pages.page import Site

_NEAR = 4
"""Related articles."""


def article_page(site: Site, article: Article) -> Page:
    """Write an article's page."""
    crumbs = [(site.words.home, site.url("index"))]
    section = site.shelf.section(article.section)
    crumbs += [(section.title, site.url(section.page))] if section else []
    body = [f"# {md.text(article.title)}", rewritten(site, article.page, article.body.strip("\n"))]
    body += headed(f"{md.text(site.words.related)} {EXCLUDE}", _related(site, article))
    body += _closing(site, article)
    pages = site.library.pages_of[article.key]
    return Page(
        name=article.page,
        title=article.title,
        summary=article.summary,
        kind="article",
        body="\n\n".join(part for part in body if part),
        crumbs=tuple(crumbs),
        elsewhere={c: site.url(page) for c, page in pages.items() if c != article.language},
        keywords=article.keywords,
        tags=article.tags,
        reviewed=article.reviewed.isoformat() if article.reviewed else "",
        structured=_structured(site, article, crumbs),
    )


def _structured(site: Site, article: Article, crumbs: Sequence[tuple[str, str]]) -> str:
    """Describe an article to machines, where the desk says at which address they find it."""
    top = site_url(site.library.settings, site.shelf.language)
    if not top:
        return ""
    page = site.url(article.page)
    way = [*crumbs, (article.title, page)]
    return structured_data.script(
        [structured_data.article(article, top + page), structured_data.path(way, top)]
    )


def _related(site: Site, article: Article) -> list[str]:
    """Name what the author named first, then what speaks of the same things."""
    shelf = site.shelf
    named = [page.removeprefix(f"{shelf.language}/") for page in article.related]
    alike = [key.removeprefix(f"{shelf.language}/") for key in site.similar(article)]
    found = [
        p for p in dict.fromkeys([*named, *alike]) if p in shelf.articles and p != article.page
    ]
    return [entry(article.page, shelf.articles[page], summary=False) for page in found[:_NEAR]]


def _closing(site: Site, article: Article) -> list[str]:
    """End with the way to people, the neighbours, and the facts."""
    said = site.words
    way = f"{md.relative(article.page, f'{CONTACT}.md')}?article={article.page}"
    stuck = f"## {md.text(said.stuck)} {{ .pd-stuck data-search-exclude }}"
    more = f"{md.text(said.stuck_more)}\n\n{md.link(said.contact, way)}{{: .md-button }}"
    near, facts = _neighbours(site, article), _facts(site, article)
    return [stuck, more, _classed(near, "pd-near"), _classed(facts, "pd-facts")]


def _classed(lines: Sequence[str], name: str) -> str:
    """Write lines as a paragraph that themes can tell from others."""
    return "  \n".join(lines) + f"\n{{: .{name} }}" if lines else ""


def _neighbours(site: Site, article: Article) -> list[str]:
    """Lead to the articles before and after it in its section."""
    said = site.words
    before, after = site.shelf.around(article)
    return [
        f"{md.text(word)}: {md.link(near.title, md.relative(article.page, f'{near.page}.md'))}"
        for word, near in ((said.previous, before), (said.following, after))
        if near
    ]


def _facts(site: Site, article: Article) -> list[str]:
    said, facts = site.words, []
    if article.reviewed:
        facts.append(f"{said.reviewed}: {spoken_day(article.reviewed, article.language)}")
    if article.audience is not Audience.PUBLIC:
        facts.append(f"{board_words(article.language).audience}: {article.audience.value}")
    if len(site.library.shelves) > 1:
        facts.append(f"{said.language}: {md.text(name_of(article.language))}")
    if article.tags:
        page = md.relative(article.page, f"{TAGS}.md")
        tags = (md.link(tag, f"{page}#{md.anchor(tag)}") for tag in dict.fromkeys(article.tags))
        facts.append(f"{said.tags}: {', '.join(tags)}")
    return facts
