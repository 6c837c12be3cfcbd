"""How much a word counts in an article."""

from __future__ import annotations

from math import log
from typing import Any

from whoosh import scoring


class Weighting(scoring.BM25F):  # type: ignore[misc]
    """BM25F with the rarity of words as its authors have it.

    Whoosh adds one to it, so that words in every article count nearly as much as rare ones.
    """

    def __init__(self) -> None:
        super().__init__(B=0.75, K1=1.2)

    def idf(self, searcher: Any, fieldname: str, text: Any) -> float:  # noqa: ANN401 - Whoosh has no types
        """Tell how much a word says: much if few articles hold it."""
        parent = searcher.get_parent()
        held = parent.doc_frequency(fieldname, text)
        return log(1 + (parent.doc_count_all() - held + 0.5) / (held + 0.5))
