"""Rules for articles, one by one and together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.checks.articles.links import check_anchors, check_links
from plaindesk.core.checks.articles.markup import check_address, check_markup
from plaindesk.core.checks.articles.readability import check_reading, without_code
from plaindesk.core.checks.lookup import unknown
from plaindesk.core.checks.secrets import check_secrets
from plaindesk.core.model.articles.article import old_page
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.vocabulary import ArticleStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.checks.lookup import Known
    from plaindesk.core.model.articles.article import Article


def check_article(article: Article, known: Known) -> Iterator[Finding]:
    """Apply every rule that looks at one article."""
    path = article.path
    yield from check_secrets(path, article.body)
    text = without_code(article.body)
    yield from check_links(article, known)
    yield from check_markup(article)
    yield from check_address(article, known.settings.languages)
    if article.language not in known.settings.languages:
        hint = "Add it to 'languages' in desk.yml, or move the article."
        message = f"'{article.language}' is no language of this desk."
        yield Finding(path=path, code="unknown-language", message=message, hint=hint)
    if article.is_index or article.status is ArticleStatus.RETIRED:
        return
    yield from _care(article, known)
    yield from check_reading(article, text)
    if article.translation_of and article.translation_of not in known.articles:
        yield Finding(
            path=path,
            code="orphan-translation",
            message=f"The original '{article.translation_of}' does not exist.",
            hint="Name the original as language/section/slug, or remove the key.",
            field="translation_of",
        )


def _care(article: Article, known: Known) -> Iterator[Finding]:
    """An article has somebody who answers for it, and a day to be read again."""
    path = article.path
    if not article.summary:
        hint = "Say the answer in one sentence: lists and searches show it."
        message = "'summary' is missing."
        yield _warning(path, "missing-summary", message, hint, "summary")
    if article.owner is None:
        hint = "Name the agent who answers for this article."
        yield _warning(path, "missing-owner", "'owner' is missing.", hint, "owner")
    else:
        yield from unknown(path, "agent", article.owner, known.settings.agents, field="owner")
    if article.reviewed is None:
        hint = "Read it and stamp it: desk kb review"
        yield _warning(path, "missing-review", "'reviewed' is missing.", hint, "reviewed")
    elif article.review_every and article.status is ArticleStatus.PUBLISHED:
        allowed = timedelta(days=article.review_every)
        if known.now.date() - article.reviewed > allowed:
            message = f"A review was due on {article.reviewed + allowed}."
            hint = f"Read it and stamp it: desk kb review {article.key}"
            yield _warning(path, "review-overdue", message, hint, "reviewed")


def _warning(path: str, code: str, message: str, hint: str, field: str) -> Finding:
    return Finding(
        path=path, code=code, severity=Severity.WARNING, message=message, hint=hint, field=field
    )


def check_articles(articles: Sequence[Article]) -> Iterator[Finding]:
    """Apply the rules that look at all articles at once: old addresses, and headings."""
    yield from check_anchors(articles)
    claimed: dict[str, str] = {article.key: article.key for article in articles}
    for article in articles:
        for old in article.redirect_from:
            if not old_page(old):
                message = f"'{old}' is no address that this site can have had."
                hint = "Write the old page as section/slug."
                yield _warning(article.path, "bad-redirect", message, hint, "redirect_from")
                continue
            holder = claimed.setdefault(f"{article.language}/{old_page(old)}", article.key)
            if holder != article.key:
                yield Finding(
                    path=article.path,
                    code="double-redirect",
                    message=f"'{old}' already leads to {holder}.",
                    hint="An old address can lead to one article only.",
                    field="redirect_from",
                )
