"""Articles for tests, made from a key and whatever matters."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from plaindesk.core.model.articles.article import Article
from plaindesk.core.model.vocabulary import ArticleStatus


def article(key: str, title: str, body: str = "", **more: Any) -> Article:  # noqa: ANN401
    """Make a published article that everybody may read."""
    language, section, slug = key.split("/")
    made = Article(
        language=language,
        section=section,
        slug=slug,
        title=title,
        body=body,
        reviewed=date(2026, 11, 2),
        status=ArticleStatus.PUBLISHED,
    )
    return dataclasses.replace(made, **more)
