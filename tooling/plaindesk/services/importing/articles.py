"""Rows of another system that become articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.channels import import_map
from plaindesk.channels.rows import Refused
from plaindesk.core.checks.articles.markup import check_address
from plaindesk.core.model.articles.article import Article
from plaindesk.core.model.files.file_names import is_portable
from plaindesk.core.model.vocabulary import ArticleStatus, Audience
from plaindesk.core.results.imports import DifferingRow
from plaindesk.services.importing.tickets import FIRST, LISTS
from plaindesk.services.knowledge.articles import find
from plaindesk.services.tickets import commit_messages
from plaindesk.services.tickets.actions import tidy_text
from plaindesk.store.transaction import Write
from plaindesk.text.codecs import article as article_text
from plaindesk.text.codecs.decoding import encode

if TYPE_CHECKING:
    from plaindesk.channels.import_map import ImportMap
    from plaindesk.channels.rows import Row
    from plaindesk.services.desk import Desk

ARTICLE_FIELDS = {
    *("language", "section", "slug", "title", "summary", "status", "audience"),
    *("owner", "tags", "keywords", "body"),
}
_TEXTS = ("title", "summary", "body")
"""What is compared: all else is the desk's own care."""


class ArticleImport:
    """Collects the articles of rows; the file's name is the key."""

    updated = 0
    """Articles are never written over."""

    def __init__(self, desk: Desk, plan: ImportMap) -> None:
        """Look up which articles there are."""
        self.desk = desk
        self.plan = plan
        self.writes: list[Write] = []
        self.names: list[str] = []
        self.first: list[tuple[str, ...]] = []
        self.already = 0
        self.differing: list[DifferingRow] = []
        self._here = set(desk.article_keys())
        self._lines: dict[str, int] = {}

    def take(self, row: Row) -> None:
        """Make an article of a row, or compare it to the one there is; raises Refused."""
        texts = {
            name: import_map.text_of(cell, row)
            for name, cell in self.plan.fields.items()
            if name not in LISTS
        }
        lists = {
            name: import_map.list_of(self.plan.fields[name], row)
            for name in LISTS
            if name in self.plan.fields
        }
        article = self._article(texts, lists)
        if article.key in self._lines:
            raise Refused(f"has the same name as line {self._lines[article.key]}: {article.key}")
        self._lines[article.key] = row.line
        if article.key in self._here:
            self.already += 1
            self._compare(row.line, article)
            return
        self.writes.append(Write(path=article.path, data=encode(article_text.render(article))))
        self.names.append(article.key)
        if len(self.first) < FIRST:
            self.first.append((article.key, article.status, article.title))

    def _compare(self, line: int, article: Article) -> None:
        held = find(self.desk, article.key).article
        other = [name for name in _TEXTS if held and getattr(held, name) != getattr(article, name)]
        if other:
            kept = (f"{', '.join(other)}: articles are edited here",)
            self.differing.append(DifferingRow(line, article.key, (), kept))

    def _article(self, texts: dict[str, str], lists: dict[str, tuple[str, ...]]) -> Article:
        language = texts.get("language") or self.desk.settings.default_language
        if language not in self.desk.settings.languages:
            raise Refused(f"'{language}' is no language of this desk")
        title = commit_messages.one_line(texts.get("title", ""), 300)
        slug = _slug(texts.get("slug") or title)
        if not title or not slug:
            raise Refused("has no title or no slug")
        status, audience = texts.get("status") or "draft", texts.get("audience") or "public"
        if status not in set(ArticleStatus) or audience not in set(Audience):
            raise Refused(f"'{status}' or '{audience}' is no status or audience")
        article = Article(
            language=language,
            section=_slug(texts.get("section", "")) or "general",
            slug=slug,
            title=title,
            summary=commit_messages.one_line(texts.get("summary", ""), 500),
            status=ArticleStatus(status),
            audience=Audience(audience),
            owner=texts.get("owner") or None,
            tags=lists.get("tags", ()),
            keywords=lists.get("keywords", ()),
            body=tidy_text(texts.get("body", "")),
        )
        self._refuse_name(article)
        return article

    def _refuse_name(self, article: Article) -> None:
        """Raise Refused where a system can't hold the file, or the site its page."""
        for name in (article.section, article.slug):
            if not is_portable(name):
                raise Refused(f"can't be called '{name}': Windows keeps that name for a device")
        for finding in check_address(article, self.desk.settings.languages):
            raise Refused(f"can't be called '{article.page}'. {finding.message}")


def _slug(text: str) -> str:
    """Make a file name that every system can hold; nothing of a path is left."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:80]
