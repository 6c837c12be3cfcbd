"""Files for readers that are no browsers: a feed of what was reviewed last, and a plain list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from plaindesk.site.addresses import site_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.model.article import Article
    from plaindesk.site.page import Site

FEED, LIST = "feed.xml", "llms.txt"
_NEWEST = 30


def feeds(site: Site) -> Iterator[tuple[str, str]]:
    """Make the files of one language; a feed needs to know where the site is published."""
    top = site_url(site.library.settings, site.shelf.language)
    articles = list(site.shelf.articles.values())
    if top:
        dated = (article for article in articles if article.reviewed)
        newest = sorted(dated, key=_day, reverse=True)[:_NEWEST]
        yield FEED, _atom(site, newest, top)
        yield LIST, _list(site, articles, top)


def _day(article: Article) -> tuple[str, str]:
    return (str(article.reviewed), article.key)


def _atom(site: Site, articles: Sequence[Article], top: str) -> str:
    """Write an Atom feed. Source: RFC 4287."""
    newest = f"{articles[0].reviewed}T00:00:00Z" if articles else "1970-01-01T00:00:00Z"
    title = escape(_clean(site.library.title))
    entries = "".join(_entry(article, top) for article in articles)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(site.shelf.language)}>\n'
        f"  <title>{title}</title>\n  <id>{escape(top)}</id>\n  <updated>{newest}</updated>\n"
        f"  <author><name>{title}</name></author>\n"
        f'  <link rel="self" href={quoteattr(top + FEED)}/>\n  <link href={quoteattr(top)}/>\n'
        f"{entries}</feed>\n"
    )


def _entry(article: Article, top: str) -> str:
    url = f"{top}{article.page}/"
    return (
        f"  <entry>\n    <title>{escape(_clean(article.title))}</title>\n"
        f"    <id>{escape(url)}</id>\n    <link href={quoteattr(url)}/>\n"
        f"    <updated>{article.reviewed}T00:00:00Z</updated>\n"
        f"    <summary>{escape(_clean(article.summary))}</summary>\n  </entry>\n"
    )


def _list(site: Site, articles: Sequence[Article], top: str) -> str:
    """Write a list of articles by section, one line each. Source: https://llmstxt.org."""
    lines = [f"# {_line(site.library.title)}"]
    lines += [_line(site.library.settings.site.description)]
    for section in site.shelf.sections:
        lines.append(f"## {_line(section.title)}")
        lines.append("\n".join(_item(article, top) for article in section.articles))
    loose = [_item(article, top) for article in articles if not article.section]
    return "\n\n".join(part for part in [*lines, "\n".join(loose)] if part) + "\n"


def _item(article: Article, top: str) -> str:
    title = _line(article.title).replace("[", "(").replace("]", ")")
    summary = f": {_line(article.summary)}" if article.summary else ""
    return f"- [{title}]({top}{article.page}/){summary}"


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Leave out what XML can't hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
