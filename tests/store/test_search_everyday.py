"""Everyday words for the same thing, and words put together with others."""

from __future__ import annotations

from itertools import pairwise

import pytest

from plaindesk.store.search.words.compounds import compounding, compounds
from plaindesk.store.search.words.everyday import otherwise
from plaindesk.store.search.words.everyday_words import GROUPS
from plaindesk.store.search.words.stems import stem


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "cellphones", "mobile"),
        ("en", "erased", "delete"),
        ("de", "rechner", "computer"),
        ("de", "bezahlen", "zahlung"),
        ("ru", "вернуть", "возврат"),
        ("fa", "پرینتر", "چاپگر"),
        ("sk", "zmazať", "vymazať"),
    ],
)
def test_one_word_stands_for_another(language: str, one: str, other: str) -> None:
    assert stem(other, language)[0] in otherwise(stem(one, language), language)
    assert stem(one, language)[0] in otherwise(stem(other, language), language)


def test_a_word_without_others_stands_for_itself() -> None:
    assert otherwise(("umbrella",), "en") == frozenset()
    assert otherwise(("phone",), "xx") == frozenset()


@pytest.mark.parametrize("language", sorted(GROUPS))
def test_every_group_brings_words_together(language: str) -> None:
    groups = [line.split() for line in GROUPS[language].split("\n") if line]
    assert all(len(group) > 1 for group in groups)
    assert all(one != other for group in groups for one, other in pairwise(sorted(group)))


KNOWN = ["ausland", "auslandsreise", "reisen", "fernreise", "reiseleiter", "preise"]


@pytest.mark.parametrize(
    ("word", "stems", "longer"),
    [
        ("ausland", ("ausland",), ["auslandsreise"]),
        ("reise", ("reis",), ["auslandsreise", "fernreise", "reiseleiter"]),
        ("tag", ("tag",), []),
    ],
)
def test_words_are_found_at_both_ends_of_others(
    word: str, stems: tuple[str, ...], longer: list[str]
) -> None:
    assert compounds(word, stems, KNOWN) == longer


def test_only_some_languages_put_words_together() -> None:
    assert [name for name in ("de", "en", "fa", "ru", "sv") if compounding(name)] == ["de", "sv"]
