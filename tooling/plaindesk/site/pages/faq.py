"""Questions that fold out into their short answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.articles.own_addresses import FAQ
from plaindesk.site.build.site_urls import site_url
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages import structured_data
from plaindesk.site.pages.page_parts import made
from plaindesk.store.search.document import text_of

if TYPE_CHECKING:
    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.pages.page import Page, Site

_LONGEST = 300
"""Letters of an answer that is cut from a text."""


def faq(site: Site) -> list[Article]:
    """List the articles whose answers stand on the FAQ page."""
    return [article for article in site.shelf.articles.values() if article.faq]


def faq_page(site: Site) -> Page:
    """Write the page; each answer has a name that an address can lead to."""
    said, listed = site.words, faq(site)
    body = [f"# {md.text(said.faq)}", md.text(said.faq_intro)]
    body += [_question(site, article) for article in listed]
    is_placed = site_url(site.library.settings, site.shelf.language) is not None
    answers = [(article.title, answer(article)) for article in listed]
    told = structured_data.script([structured_data.questions(answers)]) if is_placed else ""
    return made(
        site, name=FAQ, title=said.faq, kind="faq", body=body, searched=False, structured=told
    )


def answer(article: Article) -> str:
    """Give the short answer: the summary, or how the text begins."""
    if article.summary:
        return article.summary
    text = text_of(article)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


def _question(site: Site, article: Article) -> str:
    # Quotation marks end the title of such a block.
    title = md.text(article.title.replace('"', "″"))
    whole = md.link(site.words.read_all, f"{article.page}.md")
    short = f"{md.text(answer(article))}\n    {{: #{md.anchor(article.page)} }}"
    return f'??? question "{title}"\n    {short}\n\n    {whole}'
