"""The command and the browser find the same: one ranking, held together by many questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.browser import served, visit

from plaindesk.core.model.vocabulary import Audience
from plaindesk.core.results.evaluation import DEPTH, score
from plaindesk.services.desk import open_desk
from plaindesk.services.knowledge.article_search import articles_of
from plaindesk.services.knowledge.search_quality import questions
from plaindesk.site.build.building import build
from plaindesk.site.build.site_source import load
from plaindesk.store.search.articles import ArticleSearch
from plaindesk.store.search.words.analysis import tokens
from plaindesk.store.search.words.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from plaindesk.services.desk import Desk

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "ru", "fa", "sk")
PAGE = {"en": "tags/", "ru": "ru/tags/", "fa": "fa/tags/", "sk": "sk/tags/"}
ASK = """async (questions) => {
    const index = (await (await fetch("../search/search_index.json")).json()).config.desk;
    const { search } = window.plaindesk.ranking(index);
    const told = ({ page, score }) => [index.pages[page][0], score.toFixed(4)];
    const isArticle = ([location]) => location !== "contact/";
    return questions.map((words) => search(words).hits.map(told).filter(isArticle).slice(0, 3));
}"""
ENDINGS = {
    "en": "ing ed edly eed er ers ly ation ational ness ment s es ied ies able ibility ful fulness "
    "ism ively ize ization izing ity al ally ous ousness ence ency ist ion less ative icate y 's",
    "ru": "а ами ах ого ему ыми ий ая ое ее ость ости остью ейший ывая ившись лась ться ют ло нный "
    "ющий вший енная ишь нно ь",
    "fa": "ها های هایی هایم ی ات اش ان تر ترین گاه انه ند ید یم است اند م د ده ته نده مند شون و ا",
    "sk": "a ov om ami och iam eho emu ej ou ym ich ovanie ovania eniami ujem al ila it ut",
}
CUT = "(words) => words.map((bare) => window.plaindesk.stemmer({})({ bare }))"


@pytest.fixture(scope="module")
def own_desk() -> Desk:
    return open_desk(ROOT, datetime(2026, 11, 27, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def own_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    output = tmp_path_factory.mktemp("own") / "site"
    build(ROOT, output, load(ROOT))
    with served(output) as address:
        yield address


@pytest.fixture(scope="module")
def command(own_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> ArticleSearch:
    """The command's search of what the public may read."""
    found = ArticleSearch(tmp_path_factory.mktemp("index"), own_desk.settings.search.synonyms)
    found.refresh(a for a in articles_of(own_desk) if a.audience is Audience.PUBLIC)
    return found


def asked_in(desk: Desk, language: str) -> list[str]:
    files = (ROOT / "tests/evaluation").glob("*.yml")
    every = (each for file in sorted(files) for each in questions(desk, file))
    return [each.words for each in every if each.language == language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("file", "least"), [("held-out", 0.9), ("strangers", 0.85)])
def test_questions_that_nothing_was_tuned_on_are_answered_early(
    own_desk: Desk, command: ArticleSearch, file: str, least: float, language: str
) -> None:
    every = questions(own_desk, ROOT / f"tests/evaluation/{file}.yml")
    asked = [each for each in every if each.language == language]
    answers = (
        command.search(each.words, [language], limit=DEPTH, audience=Audience.PUBLIC).hits
        for each in asked
    )
    found = [
        replace(each, found=tuple(hit.key for hit in hits))
        for each, hits in zip(asked, answers, strict=True)
    ]
    assert score(found).mrr_10 >= least


def inflected(desk: Desk, language: str) -> list[str]:
    """Make forms of every word that our articles hold, right ones and wrong ones."""
    articles = [a for a in articles_of(desk) if a.language == language]
    cut = (token for a in articles for token in tokens(f"{a.title} {a.body}", language))
    words = {part.bare for token in cut for part in token.flat() if part.bare.isalpha()}
    roots = {stem(word, language)[0] for word in words}
    return sorted(words | {root + end for root in roots for end in ENDINGS[language].split()})


def test_there_are_many_questions(own_desk: Desk) -> None:
    assert sum(len(asked_in(own_desk, language)) for language in LANGUAGES) >= 120


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_find_the_same(
    browser: Browser, own_base: str, own_desk: Desk, command: ArticleSearch, language: str
) -> None:
    asked = asked_in(own_desk, language)
    with visit(browser, own_base) as visitor:
        visitor.open(PAGE[language])
        found = visitor.page.evaluate(ASK, asked)
    answers = [command.search(words, [language], limit=3) for words in asked]
    expected = [
        [[f"{hit.key.removeprefix(f'{language}/')}/", f"{hit.score:.4f}"] for hit in answer.hits]
        for answer in answers
    ]
    assert dict(zip(asked, found, strict=True)) == dict(zip(asked, expected, strict=True))


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_no_page_holds_are_cut_as_the_command_cuts_them(
    browser: Browser, own_base: str, own_desk: Desk, language: str
) -> None:
    words = inflected(own_desk, language)
    with visit(browser, own_base) as visitor:
        visitor.open(PAGE[language])
        found = visitor.page.evaluate(CUT, words)
    wrong = [
        (word, cut, list(stem(word, language)))
        for word, cut in zip(words, found, strict=True)
        if cut != list(stem(word, language))
    ]
    assert len(words) > 10_000
    assert wrong == []
