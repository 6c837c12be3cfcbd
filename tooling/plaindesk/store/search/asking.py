"""Questions put to one language's index."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from whoosh import query, scoring
from whoosh.classify import Bo1Model, Expander

from plaindesk.core.model.vocabulary import Audience
from plaindesk.core.results.search import ArticleHit, SearchAnswer
from plaindesk.store.search import spelling
from plaindesk.store.search.analysis import Token, question, tokens
from plaindesk.store.search.entry import bag
from plaindesk.store.search.neighbours import neighbours
from plaindesk.store.search.snippets import snippet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from plaindesk.core.model.article import Article

WEIGHTING = scoring.BM25F(B=0.75, K1=1.2)

_READABLE = {
    Audience.PUBLIC: (Audience.PUBLIC,),
    Audience.REQUESTERS: (Audience.PUBLIC, Audience.REQUESTERS),
    Audience.AGENTS: (Audience.PUBLIC, Audience.REQUESTERS, Audience.AGENTS),
}
_MOST_WORDS = 40
"""Of a question; whole mails are pasted into search boxes."""
_EXACT, _PARTS, _PREFIX, _CORRECTED = 0.3, 0.7, 0.5, 0.8
"""What matches in those ways count beside a shared stem."""
_POOL = 50
"""How many of Whoosh's best are looked at closely."""
_SHORTEST_PREFIX = 3
_KEY_TERMS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One open index."""

    searcher: Any
    language: str

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

    def rarity(self, stems: Iterable[str]) -> float:
        """Tell how much a word says: much if few articles hold it."""
        held = max((self.searcher.doc_frequency("stems", stem) for stem in stems), default=0)
        return log(1 + self.searcher.doc_count() / (held + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One word of a question, and what was meant where no article holds it."""

    token: Token
    meant: Token | None = None

    @property
    def stems(self) -> frozenset[str]:
        """Every stem that counts as this word."""
        both = (self.token, self.meant) if self.meant else (self.token,)
        return frozenset(stem for token in both for part in token.flat() for stem in part.stems)


def search(asked: Asked, words: str, *, limit: int, audience: Audience) -> SearchAnswer:
    """Find the best articles for a question."""
    wanted = [_understand(asked, token) for token in question(words, asked.language)[:_MOST_WORDS]]
    if not wanted:
        return SearchAnswer(words=words)
    found = asked.searcher.search(
        _query(wanted), limit=max(_POOL, limit), filter=_may(audience), terms=True
    )
    ranked = sorted(((-_score(asked, wanted, hit), hit["key"], hit) for hit in found), key=_order)
    hits = (_hit(asked, wanted, hit, -score) for score, _, hit in ranked[:limit])
    return SearchAnswer(words=words, hits=tuple(hits), corrected=_corrected(words, wanted))


def similar(asked: Asked, article: Article, *, limit: int, audience: Audience) -> tuple[str, ...]:
    """Find the articles that share most of what sets this one apart."""
    expander = Expander(asked.searcher.reader(), "stems", model=Bo1Model)
    counts: dict[str, float] = {}
    for stem in bag(article).stems:
        counts[stem] = counts.get(stem, 0.0) + 1.0
    expander.add(sorted(counts.items()))
    telling = expander.expanded_terms(_KEY_TERMS)
    alike = query.Or([query.Term("stems", stem, boost=weight) for stem, weight in telling])
    itself = query.Term("key", article.key)
    found = asked.searcher.search(alike, limit=limit, filter=_may(audience), mask=itself)
    ranked = sorted((-hit.score, hit["key"]) for hit in found)
    return tuple(key for _, key in ranked)


def related(asked: Asked, *, limit: int, audience: Audience) -> dict[str, tuple[str, ...]]:
    """Find the nearest articles of every article that this audience may read."""
    reader = asked.searcher.reader()
    allowed = {
        number: asked.searcher.stored_fields(number)["key"]
        for number in asked.searcher.docs_for_query(_may(audience))
    }
    found = neighbours(reader, allowed, limit)
    return {
        allowed[number]: tuple(allowed[other] for other in others)
        for number, others in found.items()
    }


def _may(audience: Audience) -> Any:  # noqa: ANN401 - Whoosh has no types
    return query.Or([query.Term("audience", each.value) for each in _READABLE[audience]])


def _understand(asked: Asked, token: Token) -> Wanted:
    """Guess what was meant by a word that no article holds."""
    known = any(asked.holds("stems", stem) for part in token.flat() for stem in part.stems)
    if known or not spelling.reach(token.word) or asked.begins_a_word(token.word):
        return Wanted(token=token)
    meant = spelling.nearest(token.word, asked.near(token.word))
    return Wanted(token=token, meant=next(tokens(meant, asked.language)) if meant else None)


def _query(wanted: Sequence[Wanted]) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Ask for any of the words; a word that is still being typed may go on."""
    clauses = [_clause(word) for word in wanted]
    last = wanted[-1].token.word
    if len(last) >= _SHORTEST_PREFIX:
        clauses.append(query.Prefix("words", last, boost=_PREFIX))
    return query.Or(clauses)


def _clause(word: Wanted) -> Any:  # noqa: ANN401 - Whoosh has no types
    if not word.meant:
        return _either(word.token)
    return query.DisjunctionMax([_either(word.token), _either(word.meant, _CORRECTED)])


def _either(token: Token, boost: float = 1.0) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Ask for a word by stem, more if it stands as typed; for a code in one piece or in parts."""
    ways = [query.Term("stems", stem, boost=boost) for stem in token.stems]
    if token.parts:
        ways.append(query.Or([_either(part, boost * _PARTS) for part in token.parts]))
    exact = query.Term("words", token.word, boost=boost * _EXACT)
    return query.Or([query.DisjunctionMax(ways), exact])


def _order(ranked: tuple[float, str, Any]) -> tuple[float, str]:
    return ranked[:2]


def _score(asked: Asked, wanted: Sequence[Wanted], hit: Any) -> float:  # noqa: ANN401 - Whoosh has no types
    """Weigh Whoosh's score by how much of the question, and of the title, the two share."""
    matched = {term.decode() for field, term in hit.matched_terms() if field == "stems"}
    title = [token.stems for token in question(hit["title"], asked.language)]
    asked_for = [word.stems for word in wanted]
    every = frozenset().union(*asked_for)
    covered = _share(asked, asked_for, matched)
    titled = _share(asked, title, every) * _share(asked, asked_for, frozenset().union(*title))
    return float(hit.score) * (0.5 + 0.5 * covered) * (1 + 0.5 * titled)


def _share(asked: Asked, words: Sequence[Iterable[str]], stems: AbstractSet[str]) -> float:
    """Tell which part of the words is there, by how much each says."""
    weights = [(asked.rarity(word), not stems.isdisjoint(word)) for word in words]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, there in weights if there) / total if total else 0.0


def _hit(asked: Asked, wanted: Sequence[Wanted], hit: Any, score: float) -> ArticleHit:  # noqa: ANN401
    stems = frozenset().union(*(word.stems for word in wanted))
    return ArticleHit(
        key=hit["key"],
        language=asked.language,
        title=hit["title"],
        score=round(score, 4),
        snippet=snippet(hit["text"], stems, asked.language),
    )


def _corrected(words: str, wanted: Sequence[Wanted]) -> str | None:
    """Write the question with what was meant in the place of what was typed."""
    mended = words
    for word in reversed(wanted):
        if word.meant:
            mended = mended[: word.token.start] + word.meant.word + mended[word.token.end :]
    return mended if mended != words else None
