"""What a question asks for, word by word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import pairwise
from typing import TYPE_CHECKING

from plaindesk.store.search.bm25 import best, total
from plaindesk.store.search.weights import WEIGHTS
from plaindesk.store.search.words import spelling
from plaindesk.store.search.words.analysis import Token, is_stop_word, tokens
from plaindesk.store.search.words.compounds import compounding, compounds
from plaindesk.store.search.words.everyday import otherwise
from plaindesk.store.search.words.similar_words import kin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.store.search.bm25 import Scores
    from plaindesk.store.search.open_index import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One word of a question, what was meant where no article holds it, and words like it.

    Like it are words that look alike where no article holds it, else those put together with it.
    A word that no article holds may be one that is still being typed: the words it begins.
    """

    token: Token
    weight: float
    meant: Token | None = None
    kin: tuple[tuple[str, float], ...] = ()
    begun: tuple[str, ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        """Every stem that counts as this word."""
        both = (self.token, self.meant) if self.meant else (self.token,)
        return frozenset(stem for token in both for part in token.flat() for stem in part.stems)


def understand(opened: Opened, words: str) -> list[Wanted]:
    """Take a question apart; small words weigh less, unless there are no others."""
    asked = list(tokens(words, opened.language))
    small = [token for token in asked if is_stop_word(token.word, opened.language)]
    large = [token for token in asked if token not in small]
    weight = WEIGHTS.stop_word if large else 1.0
    telling = _telling(opened, large + _joined(opened, asked, small))
    both = [_understood(opened, token) for token in telling]
    return both + [Wanted(token=token, weight=weight) for token in small[: WEIGHTS.most_words]]


def _joined(opened: Opened, asked: Sequence[Token], small: Sequence[Token]) -> list[Token]:
    """List the words that articles write as one and the question as two: log in, time sheet."""
    pairs = [(one, other) for one, other in pairwise(asked) if other.start == one.end + 1]
    told = (pair for pair in pairs if not all(token in small for token in pair))
    both = ((one, other, one.word + other.word) for one, other in told)
    return [
        Token(start=one.start, end=other.end, word=word, bare=word, language=opened.language)
        for one, other, word in both
        if len(word) >= WEIGHTS.shortest_joined and opened.holds("words", word)
    ]


def _split(opened: Opened, token: Token) -> Token:
    """Take a word that no article holds for two that they do: passwordreset."""
    least = WEIGHTS.shortest_part
    for at in range(least, len(token.word) - least + 1):
        parts = (token.word[:at], token.word[at:])
        if all(opened.holds("words", part) for part in parts):
            return replace(token, parts=tuple(_part(token, part) for part in parts))
    return token


def _part(token: Token, word: str) -> Token:
    return replace(token, word=word, bare=word, parts=())


def _telling(opened: Opened, words: Sequence[Token]) -> Sequence[Token]:
    """Keep of a long text the words that say most: few articles hold them, the text often does."""
    if len(words) <= WEIGHTS.most_words:
        return words
    said = Counter(token.word for token in words)
    first = {token.word: token for token in reversed(words)}
    rare = {
        word: said[word] * opened.rarity("stems", stems)
        for word, stems in ((word, _stems(token)) for word, token in first.items())
        if any(opened.holds("stems", stem) for stem in stems)
    }
    best = nlargest(WEIGHTS.most_words, rare, key=lambda word: (rare[word], word))
    return [first[word] for word in best] or words[: WEIGHTS.most_words]


def _stems(token: Token) -> list[str]:
    return [stem for part in token.flat() for stem in part.stems]


def _understood(opened: Opened, token: Token) -> Wanted:
    """Guess what was meant by a word that no article holds."""
    wanted = Wanted(token=token, weight=1.0)
    if any(opened.holds("stems", stem) for stem in wanted.stems):
        longer = _longer(opened, token)
        return replace(wanted, kin=tuple((other, WEIGHTS.compound) for other in longer))
    wanted = replace(wanted, kin=tuple(kin(token.word, opened.vocabulary)))
    if begun := opened.beginning(token.word):
        return replace(
            wanted, begun=tuple(begun) if len(token.word) >= WEIGHTS.shortest_prefix else ()
        )
    if (halved := _split(opened, token)) is not token:
        return replace(wanted, token=halved)
    if not spelling.reach(token.word):
        return wanted
    near = spelling.nearest(token.word, opened.near(token.word))
    return replace(wanted, meant=next(tokens(near, opened.language)) if near else None)


def _longer(opened: Opened, token: Token) -> list[str]:
    if not compounding(opened.language):
        return []
    return compounds(token.word, token.stems, opened.vocabulary)


def answers(opened: Opened, wanted: Sequence[Wanted]) -> Scores:
    """Find the articles that hold any of the words, and what those words count in them.

    A title counts once more by itself: in one bag with it, a long text thins it out.
    """
    said = [(1.0, _word(opened, word)) for word in wanted]
    return total([*said, *((WEIGHTS.title, _in_title(opened, word)) for word in wanted)])


def _in_title(opened: Opened, word: Wanted) -> Scores:
    ways = [(word.weight, opened.scores("titles", stem)) for stem in word.stems]
    if word.weight == 1.0:
        others = otherwise(word.token.stems, opened.language)
        ways += [(WEIGHTS.otherwise, opened.scores("titles", other)) for other in others]
    return best(ways)


def _word(opened: Opened, word: Wanted) -> Scores:
    """Take a word in the way that fits an article best."""
    ways = [(1.0, _either(opened, word.token, word.weight))]
    if word.meant:
        ways.append((1.0, _either(opened, word.meant, WEIGHTS.corrected)))
    if word.begun:
        begun = total((1.0, opened.scores("words", other)) for other in word.begun)
        ways.append((WEIGHTS.prefix if len(word.begun) > 1 else 1.0, begun))
    ways += [(like, opened.scores("words", other)) for other, like in word.kin]
    if word.weight == 1.0:
        others = otherwise(word.token.stems, opened.language)
        ways += [(WEIGHTS.otherwise, opened.scores("stems", other)) for other in others]
    return best(ways)


def _either(opened: Opened, token: Token, boost: float) -> Scores:
    """Take a word by stem, more if it stands as typed; a code in one piece or in parts."""
    ways = [(boost, opened.scores("stems", stem)) for stem in token.stems]
    if token.parts:
        parts = total((1.0, _either(opened, part, boost * WEIGHTS.parts)) for part in token.parts)
        ways.append((1.0, parts))
    return total(((1.0, best(ways)), (boost * WEIGHTS.exact, opened.scores("words", token.word))))
