"""Questions put to one language's index."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from plaindesk.core.results.search import ArticleHit, SearchAnswer
from plaindesk.store.search.query_terms import answers, understand
from plaindesk.store.search.snippets import snippet
from plaindesk.store.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from plaindesk.core.model.vocabulary import Audience
    from plaindesk.store.search.open_index import Opened
    from plaindesk.store.search.query_terms import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An article that holds some of the words: what is kept of it, and how it scores."""

    stored: Mapping[str, Any]
    score: float


def search(opened: Opened, words: str, *, limit: int, audience: Audience) -> SearchAnswer:
    """Find the best articles for a question."""
    wanted = understand(opened, words)
    if not wanted:
        return SearchAnswer(words=words)
    scores = answers(opened, wanted)
    allowed = scores.keys() & opened.readable(audience)
    pool = nlargest(max(WEIGHTS.pool, limit), ((scores[number], -number) for number in allowed))
    found = [_found(opened, wanted, -number, score) for score, number in pool]
    found.sort(key=lambda each: (-each.score, each.stored["key"]))
    hits = (_hit(opened, wanted, each) for each in found[:limit])
    return SearchAnswer(words=words, hits=tuple(hits), corrected=_corrected(words, wanted))


def _found(opened: Opened, wanted: Sequence[Wanted], number: int, score: float) -> _Found:
    """Weigh the score by how much of the question, and of the title, the two share."""
    stored = opened.reader.stored_fields(number)
    asked_for = [(word.stems, word.weight) for word in wanted]
    every = frozenset().union(*(stems for stems, _ in asked_for))
    held = {stem for stem in every if number in opened.scores("stems", stem)}
    title = [(stems, 1.0) for stems in stored["title_stems"]]
    of_title = frozenset().union(*stored["title_stems"])
    covered = _share(opened, asked_for, held)
    titled = _share(opened, title, every) * _share(opened, asked_for, of_title)
    share = 1 - WEIGHTS.covered + WEIGHTS.covered * covered
    return _Found(stored=stored, score=score * share * (1 + WEIGHTS.titled * titled))


def _share(
    opened: Opened, words: Sequence[tuple[Iterable[str], float]], stems: AbstractSet[str]
) -> float:
    """Tell which part of the words is there, by how much each says."""
    weights = [(opened.rarity("stems", w) * weight, not stems.isdisjoint(w)) for w, weight in words]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, there in weights if there) / total if total else 0.0


def _hit(opened: Opened, wanted: Sequence[Wanted], found: _Found) -> ArticleHit:
    large = [word for word in wanted if word.weight == 1.0]
    stems = frozenset().union(*(word.stems for word in large))
    return ArticleHit(
        key=found.stored["key"],
        language=opened.language,
        title=found.stored["title"],
        score=round(found.score, 4),
        snippet=snippet(found.stored["text"], stems, opened.language),
    )


def _corrected(words: str, wanted: Sequence[Wanted]) -> str | None:
    """Write the question with what was meant in the place of what was typed."""
    mended = words
    for word in sorted(wanted, key=lambda each: -each.token.start):
        if word.meant:
            mended = mended[: word.token.start] + word.meant.word + mended[word.token.end :]
    return mended if mended != words else None
