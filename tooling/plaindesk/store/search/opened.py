"""One language's index, open for questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Any

from whoosh import query

from plaindesk.core.model.vocabulary import Audience
from plaindesk.store.search.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

_READABLE = {
    Audience.PUBLIC: (Audience.PUBLIC,),
    Audience.REQUESTERS: (Audience.PUBLIC, Audience.REQUESTERS),
    Audience.AGENTS: (Audience.PUBLIC, Audience.REQUESTERS, Audience.AGENTS),
}


def may_read(audience: Audience) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Ask for nothing but what an audience may read."""
    return query.Or([query.Term("audience", each.value) for each in _READABLE[audience]])


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What an index knows of words."""

    searcher: Any
    language: str

    @cached_property
    def vocabulary(self) -> list[str]:
        """List every word that some article holds and that says something."""
        stop = STOP_WORDS.get(self.language, frozenset())
        held = (word.decode() for word in self.searcher.reader().lexicon("words"))
        return [word for word in held if word not in stop]

    def holds(self, field: str, term: str) -> bool:
        """Tell whether some article holds this term."""
        return (field, term) in self.searcher.reader()

    def begins_a_word(self, start: str) -> bool:
        """Tell whether some article holds a word that goes on from here."""
        return any(True for _ in self.searcher.reader().expand_prefix("words", start))

    def near(self, word: str) -> list[tuple[str, int]]:
        """List the words two typos away, and in how many articles each is."""
        reader = self.searcher.reader()
        return [
            (other, reader.doc_frequency("words", other))
            for other in reader.terms_within("words", word, 2)
        ]

    def rarity(self, field: str, terms: Iterable[str]) -> float:
        """Tell how much a word says: much if few articles hold it."""
        held = max((self.searcher.doc_frequency(field, term) for term in terms), default=0)
        return log(1 + self.searcher.doc_count() / (held + 1))
