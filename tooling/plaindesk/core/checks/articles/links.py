"""Rules for the links of articles: each leads to an article, a file, or out of the desk."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from plaindesk.core.model.articles.article_links import (
    PUBLISHED_FILES,
    Kind,
    anchors_of,
    links_in,
    meant_by,
)
from plaindesk.core.model.articles.own_addresses import RESERVED
from plaindesk.core.model.articles.schemes import is_safe
from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.checks.lookup import Known
    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.articles.article_links import Found, Meant


def check_links(article: Article, known: Known) -> Iterator[Finding]:
    """Tell of links to what isn't there, and to addresses of a site."""
    for page in article.related:
        if f"{article.language}/{page}" not in known.articles:
            message = f"'{page}' is no article in this language."
            hint = "Name a related article as section/slug."
            yield Finding(
                path=article.path, code="dead-link", message=message, hint=hint, field="related"
            )
    for found in links_in(article.body):
        meant = meant_by(_folder(article), found.target)
        if hint := _unsafe(meant, found) or _problem(meant, known):
            yield _dead(article, found, hint)


def _unsafe(meant: Meant, found: Found) -> str:
    if meant.kind is not Kind.OUTSIDE or is_safe(found.target):
        return ""
    return "The site shows only its words: links out of it begin with https, http, mailto or tel."


def _problem(meant: Meant, known: Known) -> str:
    """Say what to do about a link; empty where it leads somewhere."""
    if meant.kind is Kind.ODD:
        return _instead(meant.name.partition("?")[0].strip("/"), known)
    if meant.kind is Kind.ARTICLE and meant.name not in known.articles:
        return _other_case(meant.name, known.articles) or "Link an article by its file."
    if meant.kind is not Kind.FILE:
        return ""
    if meant.name not in known.files:
        near = _other_case(meant.name, known.files)
        return near or _instead(meant.name, known)
    return _unpublished(meant.name, known)


def _unpublished(name: str, known: Known) -> str:
    """Say why a file isn't on the site; empty where it is."""
    if name.partition("/")[2].casefold() in RESERVED:
        return "The site puts something else there: give the file another name."
    if name in known.unsafe:
        return "It isn't published: it is an SVG that does more than draw, or a symbolic link."
    ending = posixpath.splitext(name)[1].lower()
    return "" if ending in PUBLISHED_FILES else f"Files that end in '{ending}' are not published."


def _instead(name: str, known: Known) -> str:
    """Say how the article is linked whose page an address may mean."""
    key = name.removesuffix("/index.html").removesuffix(".html").removesuffix(".md").rstrip("/")
    found = next((k for k in (key, *_ending(key, known)) if k in known.articles), None)
    if found:
        return f"Link an article by its file: kb/{found}.md, as a way from this one."
    return "There is no such file below kb/."


def _ending(key: str, known: Known) -> Iterator[str]:
    return (article for article in known.articles if article.partition("/")[2] == key)


def _other_case(name: str, names: Sequence[str] | object) -> str:
    folded = name.casefold()
    listed = names if isinstance(names, (list, tuple, set, frozenset)) else ()
    near = next((other for other in listed if other.casefold() == folded), None)
    return f"It is called '{near}': some systems tell case apart." if near else ""


def check_anchors(articles: Sequence[Article]) -> Iterator[Finding]:
    """Tell of links to headings that aren't there, in the same article or in another."""
    anchors: dict[str, frozenset[str]] = {}
    by_key = {article.key: article for article in articles}
    for article in articles:
        for found in links_in(article.body) if "#" in article.body else ():
            meant = meant_by(_folder(article), found.target)
            key = article.key if meant.kind is Kind.PLACE else meant.name
            if not meant.anchor or key not in by_key or meant.kind is Kind.FILE:
                continue
            if key not in anchors:
                anchors[key] = anchors_of(by_key[key].body)
            if meant.anchor not in anchors[key]:
                hint = f"Its headings: {', '.join(sorted(anchors[key])) or 'none'}."
                yield Finding(
                    path=article.path,
                    code="dead-anchor",
                    line=found.line,
                    column=found.column,
                    severity=Severity.WARNING,
                    message=f"The link '{found.target}' names no heading of that article.",
                    hint=hint,
                    field="body",
                )


def _dead(article: Article, found: Found, hint: str) -> Finding:
    return Finding(
        path=article.path,
        code="dead-link",
        line=found.line,
        column=found.column,
        message=f"The link '{found.target}' leads nowhere.",
        hint=hint,
        field="body",
    )


def _folder(article: Article) -> str:
    return posixpath.dirname(article.path).removeprefix("kb/")
