"""The knowledge base, searched: one Whoosh index per language, disposable."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from whoosh import index

from plaindesk.core.model.vocabulary import Audience
from plaindesk.core.results.search import SearchAnswer
from plaindesk.store.files import write
from plaindesk.store.search import ranking
from plaindesk.store.search.open_index import Opened
from plaindesk.store.search.version import NAME, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from plaindesk.core.model.articles.article import Article
    from plaindesk.store.search.index_build import Shelf
    from plaindesk.store.search.words.synonyms import Groups

_T = TypeVar("_T")
_STATE = "state.json"


class ArticleSearch:
    """Searches the articles it was last given; keeps what it can between runs in a folder.

    The indexes hold pickles: the folder belongs under `.git`, where nobody else writes.
    """

    def __init__(self, folder: Path, synonyms: Mapping[str, Groups] | None = None) -> None:
        """Remember where; nothing is opened or made before the first refresh."""
        self._folder = folder
        self._synonyms = synonyms or {}
        self._articles: dict[str, dict[str, Article]] = {}
        self._indexes: dict[str, Any] = {}
        self._load: Callable[[], Iterable[Article]] | None = None

    def bring_up(self, state: str, load: Callable[[], Iterable[Article]]) -> None:
        """Open the indexes; the articles are only loaded where their files have changed.

        `state` names that of the files, before they are read; empty where it can't be told.
        """
        self._load = load
        if state and self._resumed(self._name_of(state)):
            return
        self.refresh(load())
        if state:
            noted = {"state": self._name_of(state), "languages": sorted(self._indexes)}
            with suppress(OSError):
                write(self._folder / _STATE, json.dumps(noted).encode())

    def _name_of(self, state: str) -> str:
        return f"{VERSION} {state} {sorted(self._synonyms.items())}"

    def _resumed(self, state: str) -> bool:
        """Open what was made from the same files; False where there is none, or it is damaged."""
        try:
            noted = json.loads((self._folder / _STATE).read_bytes())
            if noted["state"] != state:
                return False
            self._indexes = {
                language: index.open_dir(self._folder / language, indexname=NAME)
                for language in noted["languages"]
            }
        except Exception:  # noqa: BLE001 - missing, from another version, damaged: all one
            return False
        return True

    def refresh(self, articles: Iterable[Article]) -> None:
        """Index what changed since the last time, and forget what is gone."""
        from plaindesk.store.search.document import is_searchable
        from plaindesk.store.search.index_build import brought_up

        grouped: dict[str, dict[str, Article]] = defaultdict(dict)
        for article in articles:
            if is_searchable(article):
                grouped[article.language][article.key] = article
        self._articles = dict(grouped)
        self._indexes = {language: brought_up(self._shelf(language)) for language in grouped}

    def search(
        self,
        words: str,
        languages: Sequence[str],
        *,
        limit: int = 10,
        audience: Audience = Audience.PUBLIC,
    ) -> SearchAnswer:
        """Find the articles that answer best, of those that this audience may read."""
        known = [language for language in languages if language in self._indexes]
        answers = [
            self._ask(language, lambda a: ranking.search(a, words, limit=limit, audience=audience))
            for language in known
        ]
        hits = sorted(
            (hit for answer in answers for hit in answer.hits), key=lambda h: (-h.score, h.key)
        )
        corrected = next((answer.corrected for answer in answers if answer.corrected), None)
        return SearchAnswer(words=words, hits=tuple(hits[:limit]), corrected=corrected)

    def similar(
        self, article: Article, *, limit: int = 5, audience: Audience = Audience.PUBLIC
    ) -> tuple[str, ...]:
        """Name the articles in the same language that speak of the same things."""
        from plaindesk.store.search import similar_articles

        if article.language not in self._indexes:
            return ()
        return self._ask(
            article.language,
            lambda a: similar_articles.similar(a, article, limit=limit, audience=audience),
        )

    def _ask(self, language: str, question: Callable[[Opened], _T]) -> _T:
        """Answer from the index; if it turns out to be damaged, make it anew and ask again."""
        try:
            return self._asked(language, question)
        except Exception:  # noqa: BLE001 - a damaged index can fail in any way
            if self._load and language not in self._articles:
                self.refresh(self._load())
            self._indexes[language] = self._made(language)
            return self._asked(language, question)

    def _asked(self, language: str, question: Callable[[Opened], _T]) -> _T:
        with self._indexes[language].reader() as reader:
            return question(Opened(reader=reader, language=language))

    def _made(self, language: str) -> Any:  # noqa: ANN401 - Whoosh has no types
        from plaindesk.store.search.index_build import made

        return made(self._shelf(language))

    def _shelf(self, language: str) -> Shelf:
        from plaindesk.store.search.index_build import Shelf

        return Shelf(
            home=self._folder,
            language=language,
            articles=self._articles[language],
            synonyms=self._synonyms.get(language, ()),
        )
