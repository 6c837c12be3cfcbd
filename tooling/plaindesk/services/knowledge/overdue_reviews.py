"""Articles that nobody has looked at for longer than their owners promised."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import ArticleStatus
from plaindesk.services.knowledge.articles import due

if TYPE_CHECKING:
    from datetime import date

    from plaindesk.core.model.articles.article import Article
    from plaindesk.services.desk import Desk


def overdue(desk: Desk) -> dict[str, list[tuple[Article, date]]]:
    """Group what is published and overdue by owner, the longest overdue first.

    What nobody owns stands under an empty name.
    """
    today = desk.now.date()
    found: dict[str, list[tuple[Article, date]]] = defaultdict(list)
    for article, when in due(desk, today):
        if when < today and article.status is ArticleStatus.PUBLISHED:
            found[article.owner or ""].append((article, when))
    return dict(sorted(found.items()))
