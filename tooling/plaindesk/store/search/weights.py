"""What counts how much when articles are ranked: the same for the command and for browsers.

Each was measured; see decision 13.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Factors, lengths in letters, and limits."""

    k1: float = 2.0
    b: float = 0.75
    """The two of BM25."""
    exact: float = 0.3
    """That a word stands as it was typed, beside its stem."""
    parts: float = 0.7
    prefix: float = 0.5
    corrected: float = 0.8
    otherwise: float = 0.5
    compound: float = 0.5
    """What matches in those ways count beside a shared stem."""
    stop_word: float = 0.3
    """What a word that questions are made of counts beside one that says what they are about."""
    title: float = 0.5
    """What a word counts once more that the title holds, among titles alone."""
    covered: float = 0.3
    titled: float = 0.5
    """How much it counts that an article holds every word asked for; that its title does."""
    sure: float = 0.45
    """What a page must hold of a question to be sure to answer it; below, people are offered too.

    Of 152 questions that articles answer 6 stayed below, of 34 that none answers two thirds.
    """
    near: float = 0.2
    """What counts less than this beside the best is not shown to a reader."""
    pool: int = 50
    """How many of the best by their words are looked at closely."""
    most_words: int = 12
    """Of a question; whole mails are pasted into search boxes, and tickets are as long."""
    shortest_prefix: int = 3
    shortest_joined: int = 5
    shortest_part: int = 3
    """Of words that are written as two, and of each of the two."""
    shortest_typo: int = 3
    long: int = 7
    """Words so long may hold two typos."""
    run: int = 4
    least_likeness: float = 0.3
    """What the runs of two words must share; less is chance."""
    most_kin: int = 20
    shortest_kin: int = 4
    shortest_compound: int = 4
    least_rest: int = 3
    """Letters of a part worth looking for, and of what must be left beside it."""


WEIGHTS = Weights()
