"""Files for readers that are no browsers: feeds of what is new and what was reviewed, a list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from plaindesk.core.model.articles.own_addresses import LIST, NEW, OPENSEARCH, UPDATED
from plaindesk.site.build.site_urls import site_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.pages.page import Site

_NEWEST = 30


def feeds(site: Site) -> Iterator[tuple[str, str]]:
    """Make the files of one language; they need to know where the site is published."""
    top = site_url(site.library.settings, site.shelf.language)
    if not top or site.in_files:
        return
    articles, said = list(site.shelf.articles.values()), site.words
    reviewed = {article.key: article.reviewed for article in articles if article.reviewed}
    yield UPDATED, _Feed(site, top).atom(UPDATED, said.updated_articles, reviewed)
    if born := {a.key: site.library.born[a.key] for a in articles if a.key in site.library.born}:
        yield NEW, _Feed(site, top).atom(NEW, said.new_articles, born)
    yield LIST, _list(site, articles, top)
    yield OPENSEARCH, _search(site, top)


class _Feed:
    """Atom feeds of one language. Source: RFC 4287."""

    def __init__(self, site: Site, top: str) -> None:
        self.site = site
        self.top = top
        self.title = escape(_clean(site.title))

    def atom(self, name: str, what: str, days: Mapping[str, date]) -> str:
        """Write the articles whose days are given, the latest first."""
        shelf = self.site.shelf.articles.values()
        dated = sorted(
            ((days[article.key], article.key, article) for article in shelf if article.key in days),
            key=lambda found: found[:2],
            reverse=True,
        )[:_NEWEST]
        newest = dated[0][0].isoformat() if dated else "1970-01-01"
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
            f"xml:lang={quoteattr(self.site.shelf.language)}>\n"
            f"  <title>{self.title}: {escape(what)}</title>\n  <id>{escape(self.top + name)}</id>\n"
            f"  <updated>{newest}T00:00:00Z</updated>\n"
            f"  <author><name>{self.title}</name></author>\n"
            f'  <link rel="self" href={quoteattr(self.top + name)}/>\n'
            f"  <link href={quoteattr(self.top)}/>\n"
            f"{''.join(self._entry(article, day) for day, _, article in dated)}</feed>\n"
        )

    def _entry(self, article: Article, day: date) -> str:
        url = f"{self.top}{self.site.url(article.page)}"
        born = self.site.library.born.get(article.key)
        published = f"    <published>{born}T00:00:00Z</published>\n" if born else ""
        return (
            f"  <entry>\n    <title>{escape(_clean(article.title))}</title>\n"
            f"    <id>{escape(url)}</id>\n    <link href={quoteattr(url)}/>\n"
            f"    <updated>{day}T00:00:00Z</updated>\n{published}"
            f"    <summary>{escape(_clean(article.summary))}</summary>\n  </entry>\n"
        )


def _search(site: Site, top: str) -> str:
    """Tell browsers how to search here. Source: OpenSearch 1.1, draft 6."""
    most = 16  # letters of a short name
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"  <ShortName>{escape(_line(site.title)[:most].strip())}</ShortName>\n"
        f"  <Description>{escape(_line(site.title))}</Description>\n"
        f"  <Language>{escape(site.shelf.language)}</Language>\n"
        f'  <Url type="text/html" template={quoteattr(top + "?q={searchTerms}")}/>\n'
        "  <InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n"
    )


def _list(site: Site, articles: Sequence[Article], top: str) -> str:
    """Write a list of articles by section, one line each. Source: https://llmstxt.org."""
    lines = [f"# {_line(site.title)}"]
    lines += [_line(site.description)]
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
