"""Articles: making, listing and reviewing them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.articles.article import Article
from plaindesk.core.model.files.stray_files import Stray
from plaindesk.store.articles import ArticleFile, load, load_all
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs import article as article_text
from plaindesk.text.codecs.decoding import encode
from plaindesk.text.yaml.front_matter_edit import set_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plaindesk.services.desk import Desk

_KEY = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)?/[\w-]+/[\w-]+")
REVIEW_EVERY = 180
"""Days until a new article is due for review."""


def articles(desk: Desk) -> Iterator[Article]:
    """Read every article that can be read."""
    for item in load_all(desk.root):
        if not isinstance(item, Stray) and item.article is not None:
            yield item.article


def find(desk: Desk, name: str) -> ArticleFile:
    """Read the article that somebody names: by path, key, or the end of its key."""
    wanted = name.removeprefix("kb/").removesuffix(".md")
    keys = desk.article_keys()
    found = [wanted] if wanted in keys else sorted(k for k in keys if k.endswith(f"/{wanted}"))
    preferred = [key for key in found if key.startswith(f"{desk.settings.default_language}/")]
    chosen = found if len(found) == 1 else preferred
    if len(chosen) != 1:
        if found:
            raise DeskError(f"'{name}' could be: {', '.join(found)}.", "Name it whole.")
        raise DeskError(f"There is no article '{name}'.", "List them: desk kb list")
    item = load(desk.root, f"kb/{chosen[0]}.md")
    if isinstance(item, Stray) or item.article is None:
        raise DeskError(f"kb/{chosen[0]}.md can't be read.", f"See: desk check kb/{chosen[0]}.md")
    return item


def due(desk: Desk, today: date) -> list[tuple[Article, date]]:
    """List the articles whose review is due, the longest overdue first."""
    found = []
    for article in articles(desk):
        if article.is_index or article.reviewed is None or article.review_every is None:
            continue
        when = article.reviewed + timedelta(days=article.review_every)
        if when <= today:
            found.append((article, when))
    return sorted(found, key=_by_date)


def _by_date(item: tuple[Article, date]) -> tuple[date, str]:
    return (item[1], item[0].key)


def review(desk: Desk, name: str, *, commit: bool = True) -> Article:
    """Stamp an article as reviewed today."""
    item = find(desk, name)
    if item.findings and item.source.findings:
        raise DeskError(f"{item.path}: {item.findings[0].message}", "First: desk check --fix")
    today = desk.now.date()
    text = set_keys(
        item.source.text or "", {"reviewed": today.isoformat()}, order=tuple(article_text.KEYS)
    )
    if item.article is None or encode(text) == item.data:
        raise DeskError(f"{item.path} is stamped as reviewed today already.")
    write = Write(path=item.path, data=encode(text), expected=item.data)
    apply(desk.place, [write], f"Review {item.article.key}\n", commit=commit)
    return replace(item.article, reviewed=today)


def create(desk: Desk, key: str, title: str, *, owner: str, commit: bool = True) -> Article:
    """Make a draft of an article; raises DeskError where the name won't do or is taken."""
    return keep(desk, blank(desk, key, title, owner=owner), commit=commit)


def blank(desk: Desk, key: str, title: str, *, owner: str) -> Article:
    """Begin an article; raises DeskError where the name won't do or is taken."""
    key = key.removeprefix("kb/").removesuffix(".md")
    if not _KEY.fullmatch(key):
        raise DeskError(f"'{key}' names no article.", "For example: en/network/vpn-drops")
    language, section, slug = key.split("/")
    desk.settings.refuse_unread("languages")
    if language not in desk.settings.languages:
        known = ", ".join(desk.settings.languages)
        raise DeskError(f"'{language}' is no language of this desk.", f"Known: {known}.")
    if key in desk.article_keys():
        raise DeskError(f"There is an article '{key}' already.", f"See: desk kb show {key}")
    return Article(
        language=language,
        section=section,
        slug=slug,
        title=title,
        owner=owner,
        reviewed=desk.now.date(),
        review_every=REVIEW_EVERY,
        body="Answer first, in a sentence or two.\n\n## Steps\n\n1. Do this.\n2. Then this.",
    )


def keep(desk: Desk, article: Article, *, commit: bool) -> Article:
    """Write a new article."""
    write = Write(path=article.path, data=encode(article_text.render(article)))
    apply(desk.place, [write], f"Draft {article.key}\n", commit=commit)
    return article
