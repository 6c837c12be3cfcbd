"""Words that look alike."""

from __future__ import annotations

import pytest

from plaindesk.store.search.words.similar_words import kin

KNOWN = ["passwort", "passwortverlust", "papier", "drucker", "pass", "e4711", "vpn"]


@pytest.mark.parametrize(
    ("word", "alike"),
    [
        ("passwörter", ["passwort", "pass"]),
        ("passworte", ["passwort", "passwortverlust", "pass"]),
        ("papierstau", ["papier"]),
        ("farbdrucker", ["drucker"]),
        ("e4712", []),
        ("vpns", []),
        ("pa", []),
        ("", []),
    ],
)
def test_likeness_is_what_runs_of_letters_are_shared(word: str, alike: list[str]) -> None:
    assert [other for other, _ in kin(word, KNOWN)] == alike


def test_likeness_is_a_share_and_a_word_is_not_its_own_kin() -> None:
    assert kin("papier", ["papier", "papiere"]) == [("papiere", 8 / 11)]
