"""One language's index, open for questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.vocabulary import Audience
from plaindesk.store.search import bm25
from plaindesk.store.search.words.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaindesk.store.search.bm25 import Scores

_READABLE = {
    Audience.PUBLIC: (Audience.PUBLIC,),
    Audience.REQUESTERS: (Audience.PUBLIC, Audience.REQUESTERS),
    Audience.AGENTS: (Audience.PUBLIC, Audience.REQUESTERS, Audience.AGENTS),
}


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What an index knows of words."""

    reader: Any
    language: str
    _scores: dict[tuple[str, str], Scores] = field(default_factory=dict)
    _held: dict[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> list[str]:
        """List every word that some article holds and that says something."""
        stop = STOP_WORDS.get(self.language, frozenset())
        held = (word.decode() for word in self.reader.lexicon("words"))
        return [word for word in held if word not in stop]

    def holds(self, field: str, term: str) -> bool:
        """Tell whether some article holds this term."""
        return (field, term) in self.reader

    def beginning(self, start: str) -> list[str]:
        """List the words of articles that go on from here."""
        return [word.decode() for word in self.reader.expand_prefix("words", start)]

    def near(self, word: str) -> list[tuple[str, int]]:
        """List the words two typos away, and in how many articles each is."""
        within = self.reader.terms_within("words", word, 2)
        return [(other, self.reader.doc_frequency("words", other)) for other in within]

    def rarity(self, field: str, terms: Iterable[str]) -> float:
        """Tell how much a word says: much if few articles hold it."""
        held = max((self._holders(field, term) for term in terms), default=0)
        return log(1 + self.reader.doc_count() / (held + 1))

    def scores(self, field: str, term: str) -> Scores:
        """Weigh a term in the articles that hold it."""
        if (field, term) not in self._scores:
            self._scores[field, term] = bm25.scores(self.reader, field, term)
        return self._scores[field, term]

    def readable(self, audience: Audience) -> frozenset[int]:
        """Number the articles that an audience may read."""
        return frozenset(
            number
            for each in _READABLE[audience]
            for number, _ in bm25.postings(self.reader, "audience", each.value)
        )

    def _holders(self, field: str, term: str) -> int:
        if (field, term) not in self._held:
            self._held[field, term] = self.reader.doc_frequency(field, term)
        return self._held[field, term]
