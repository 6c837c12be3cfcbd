"""How much a word counts in each article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.store.test_search_articles import article

from plaindesk.store.search.articles import ArticleSearch
from plaindesk.store.search.bm25 import best, scores, total

if TYPE_CHECKING:
    from pathlib import Path


def test_ways_to_find_a_word_are_weighed_article_by_article() -> None:
    one, other = {1: 2.0, 2: 1.0}, {2: 3.0, 3: 1.0}
    assert best([(1.0, one), (0.5, other)]) == {1: 2.0, 2: 1.5, 3: 0.5}
    assert total([(1.0, one), (0.5, other)]) == {1: 2.0, 2: 2.5, 3: 0.5}
    assert best([]) == total([]) == {}


class Reader:
    """Four articles, of which the first and third hold a word."""

    held = ((0, 2.0), (2, 1.0))
    lengths = (10, 10, 30, 30)

    def __contains__(self, term: object) -> bool:
        return term == ("stems", "pass")

    def doc_frequency(self, _field: str, term: str) -> int:
        return len(self.held) if term == "pass" else 0

    def doc_count_all(self) -> int:
        return len(self.lengths)

    def field_length(self, _field: str) -> int:
        return sum(self.lengths)

    def doc_field_length(self, number: int, _field: str, _default: int) -> int:
        return self.lengths[number]

    def postings(self, _field: str, _term: str) -> Postings:
        return Postings(self.held)


class Postings:
    def __init__(self, held: tuple[tuple[int, float], ...]) -> None:
        self._held = list(held)

    def is_active(self) -> bool:
        return bool(self._held)

    def id(self) -> int:
        return self._held[0][0]

    def weight(self) -> float:
        return self._held[0][1]

    def next(self) -> None:
        self._held.pop(0)


def test_a_word_counts_more_the_rarer_it_is_and_the_shorter_the_text() -> None:
    found = scores(Reader(), "stems", "pass")
    rarity = 0.6931471805599453  # log(1 + 2.5 / 2.5)
    assert found == {
        0: pytest.approx(rarity * 2 * 3.0 / (2 + 2.0 * (0.25 + 0.75 * 0.5))),
        2: pytest.approx(rarity * 1 * 3.0 / (1 + 2.0 * (0.25 + 0.75 * 1.5))),
    }
    assert scores(Reader(), "stems", "word") == {}


def test_a_code_in_one_article_counts_in_no_other(tmp_path: Path) -> None:
    desk = ArticleSearch(tmp_path)
    desk.refresh(
        [
            article("en/a/clash", "What a case-clash is", "Two names that differ in letters."),
            article("en/a/hours", "The hours of a day", "Nothing but hours."),
            article("en/a/other", "Something else"),
        ]
    )
    alone, both = (desk.search(words, ["en"]).hits for words in ("hours", "case-clash hours"))
    assert [hit.key for hit in both] == ["en/a/clash", "en/a/hours"]
    assert both[1].score < alone[0].score
