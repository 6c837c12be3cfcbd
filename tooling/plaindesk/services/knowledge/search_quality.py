"""Asking the search questions whose answers are known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import Audience
from plaindesk.core.results.evaluation import DEPTH, Asked
from plaindesk.services.knowledge.article_search import articles_of
from plaindesk.store.search.words.missing_words import missing_words, stems_of
from plaindesk.text.yaml import strict_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaindesk.core.model.articles.article import Article
    from plaindesk.services.desk import Desk

_FORM = 'For example: en: [{ask: "reset password", answers: [en/account/reset]}]'


def questions(desk: Desk, path: Path) -> list[Asked]:
    """Read questions by language; raises DeskError where the file says something else."""
    try:
        held = strict_yaml.load(path.read_text("utf-8"))
        asked = list(_questions(held))
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        strict_yaml.YamlError,
    ) as error:
        raise DeskError(f"{path} holds no questions.", _FORM) from error
    known = desk.article_keys()
    for each in asked:
        if not each.answers or not known.issuperset(each.answers):
            raise DeskError(f"'{each.words}' is answered by no article.", "List them: desk kb list")
    return asked


def _questions(held: Any) -> Iterator[Asked]:  # noqa: ANN401 - as the file has it
    for language, asked in held.items():
        for each in asked:
            answers = tuple(str(key) for key in each["answers"])
            yield Asked(words=str(each["ask"]), language=str(language), answers=answers)


def ask(desk: Desk, asked: list[Asked]) -> list[Asked]:
    """Put each question to the search of articles, in its own language."""
    from plaindesk.store.search.articles import ArticleSearch

    articles = {article.key: article for article in articles_of(desk)}
    index = ArticleSearch(desk.place.state / "search", desk.settings.search.synonyms)
    index.refresh(articles.values())
    return [
        replace(
            each,
            found=tuple(hit.key for hit in answer.hits),
            lacks=tuple(_lacks(each, [articles[key] for key in each.answers], desk)),
        )
        for each in asked
        for answer in [
            index.search(each.words, [each.language], limit=DEPTH, audience=Audience.AGENTS)
        ]
    ]


def _lacks(asked: Asked, answers: list[Article], desk: Desk) -> Iterator[str]:
    """List the words that matter in a question and stand in none of its answers, in any form."""
    held = stems_of(answers, desk.settings.search.synonyms.get(asked.language, ()))
    return missing_words(asked.words, asked.language, held)
