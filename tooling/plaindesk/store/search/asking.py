"""Questions put to one language's index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaindesk.core.results.search import ArticleHit, SearchAnswer
from plaindesk.store.search.analysis import question
from plaindesk.store.search.opened import may_read
from plaindesk.store.search.snippets import snippet
from plaindesk.store.search.wanted import asking_for, understand
from plaindesk.store.search.weighting import Weighting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from plaindesk.core.model.vocabulary import Audience
    from plaindesk.store.search.opened import Opened
    from plaindesk.store.search.wanted import Wanted

WEIGHTING = Weighting()

_POOL = 50
"""How many of Whoosh's best are looked at closely."""
_COVERED, _TITLED = 0.3, 0.5
"""How much it counts that an article holds every word asked for; that its title does."""


def search(opened: Opened, words: str, *, limit: int, audience: Audience) -> SearchAnswer:
    """Find the best articles for a question."""
    wanted = understand(opened, words)
    if not wanted:
        return SearchAnswer(words=words)
    found = opened.searcher.search(
        asking_for(wanted), limit=max(_POOL, limit), filter=may_read(audience), terms=True
    )
    ranked = sorted(((-_score(opened, wanted, hit), hit["key"], hit) for hit in found), key=_order)
    hits = (_hit(opened, wanted, hit, -score) for score, _, hit in ranked[:limit])
    return SearchAnswer(words=words, hits=tuple(hits), corrected=_corrected(words, wanted))


def _order(ranked: tuple[float, str, Any]) -> tuple[float, str]:
    return ranked[:2]


def _score(opened: Opened, wanted: Sequence[Wanted], hit: Any) -> float:  # noqa: ANN401 - Whoosh has no types
    """Weigh Whoosh's score by how much of the question, and of the title, the two share."""
    matched = {term.decode() for field, term in hit.matched_terms() if field == "stems"}
    title = [(token.stems, 1.0) for token in question(hit["title"], opened.language)]
    asked_for = [(word.stems, word.weight) for word in wanted]
    every = frozenset().union(*(stems for stems, _ in asked_for))
    covered = _share(opened, asked_for, matched)
    of_title = frozenset().union(*(stems for stems, _ in title))
    titled = _share(opened, title, every) * _share(opened, asked_for, of_title)
    return float(hit.score) * (1 - _COVERED + _COVERED * covered) * (1 + _TITLED * titled)


def _share(
    opened: Opened, words: Sequence[tuple[Iterable[str], float]], stems: AbstractSet[str]
) -> float:
    """Tell which part of the words is there, by how much each says."""
    weights = [(opened.rarity("stems", w) * weight, not stems.isdisjoint(w)) for w, weight in words]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, there in weights if there) / total if total else 0.0


def _hit(opened: Opened, wanted: Sequence[Wanted], hit: Any, score: float) -> ArticleHit:  # noqa: ANN401
    large = [word for word in wanted if word.weight == 1.0]
    stems = frozenset().union(*(word.stems for word in large))
    return ArticleHit(
        key=hit["key"],
        language=opened.language,
        title=hit["title"],
        score=round(score, 4),
        snippet=snippet(hit["text"], stems, opened.language),
    )


def _corrected(words: str, wanted: Sequence[Wanted]) -> str | None:
    """Write the question with what was meant in the place of what was typed."""
    mended = words
    for word in sorted(wanted, key=lambda each: -each.token.start):
        if word.meant:
            mended = mended[: word.token.start] + word.meant.word + mended[word.token.end :]
    return mended if mended != words else None
