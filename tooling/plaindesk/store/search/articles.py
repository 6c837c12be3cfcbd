"""The knowledge base, searched: one Whoosh index per language, disposable."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from filelock import FileLock
from whoosh import fields, index
from whoosh.filedb.filestore import RamStorage

from plaindesk.core.model.vocabulary import Audience
from plaindesk.core.results.search import SearchAnswer
from plaindesk.store.files import write
from plaindesk.store.search import asking, likeness
from plaindesk.store.search.entry import VERSION, bag, digest, is_searchable, text_of
from plaindesk.store.search.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plaindesk.core.model.article import Article
    from plaindesk.store.search.synonyms import Groups

_T = TypeVar("_T")
_NAME = f"articles{VERSION}"
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
                language: index.open_dir(self._folder / language, indexname=_NAME)
                for language in noted["languages"]
            }
        except Exception:  # noqa: BLE001 - missing, from another version, damaged: all one
            return False
        return True

    def refresh(self, articles: Iterable[Article]) -> None:
        """Index what changed since the last time, and forget what is gone."""
        grouped: dict[str, dict[str, Article]] = defaultdict(dict)
        for article in articles:
            if is_searchable(article):
                grouped[article.language][article.key] = article
        self._articles = dict(grouped)
        self._indexes = {language: self._open(language) for language in grouped}

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
            self._ask(language, lambda a: asking.search(a, words, limit=limit, audience=audience))
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
        if article.language not in self._indexes:
            return ()
        return self._ask(
            article.language,
            lambda a: likeness.similar(a, article, limit=limit, audience=audience),
        )

    def _ask(self, language: str, question: Callable[[Opened], _T]) -> _T:
        """Answer from the index; if it turns out to be damaged, make it anew and ask again."""
        try:
            return self._asked(language, question)
        except Exception:  # noqa: BLE001 - a damaged index can fail in any way
            if self._load and language not in self._articles:
                self.refresh(self._load())
            self._indexes[language] = self._build(language)
            return self._asked(language, question)

    def _asked(self, language: str, question: Callable[[Opened], _T]) -> _T:
        with self._indexes[language].searcher(weighting=asking.WEIGHTING) as searcher:
            return question(Opened(searcher=searcher, language=language))

    def _open(self, language: str) -> Any:  # noqa: ANN401 - Whoosh has no types
        """Bring an index up to date, or make it anew when it can't be read."""
        try:
            with self._locked(language) as folder:
                found = index.open_dir(folder, indexname=_NAME)
                self._update(found, language)
                return found
        except Exception:  # noqa: BLE001 - missing, from another version, damaged: all one
            return self._build(language)

    def _build(self, language: str) -> Any:  # noqa: ANN401 - Whoosh has no types
        """Make an index anew, aside, and put it in place whole: nobody sees an empty one."""
        try:
            with self._locked(language) as folder:
                for left in self._folder.glob(f".{language}.*"):  # by a process that was killed
                    shutil.rmtree(left, ignore_errors=True)
                aside = Path(tempfile.mkdtemp(dir=self._folder, prefix=f".{language}."))
                made = index.create_in(aside, _schema(), indexname=_NAME)
                self._update(made, language)
                made.close()
                shutil.rmtree(folder, ignore_errors=True)
                aside.rename(folder)
                return index.open_dir(folder, indexname=_NAME)
        except OSError:
            return self._in_memory(language)

    def _in_memory(self, language: str) -> Any:  # noqa: ANN401 - Whoosh has no types
        """Make an index for this process alone: the folder can't be written or is in motion."""
        made = RamStorage().create_index(_schema())
        self._update(made, language)
        return made

    def _update(self, found: Any, language: str) -> None:  # noqa: ANN401 - Whoosh has no types
        _update(found, self._articles[language], self._synonyms.get(language, ()))

    @contextmanager
    def _locked(self, language: str) -> Iterator[Path]:
        """Let one process at a time change a language's index."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / f"{language}.lock"):
            yield self._folder / language


def _schema() -> Any:  # noqa: ANN401 - Whoosh has no types
    return fields.Schema(
        key=fields.ID(unique=True, stored=True),
        digest=fields.STORED,
        audience=fields.ID,
        title=fields.STORED,
        text=fields.STORED,
        stems=fields.TEXT(phrase=False),
        words=fields.TEXT(phrase=False),
    )


def _update(found: Any, articles: dict[str, Article], synonyms: Groups) -> None:  # noqa: ANN401 - Whoosh has no types
    """Write what differs; an index that is up to date isn't touched."""
    wanted = {key: digest(article, synonyms) for key, article in articles.items()}
    with found.reader() as reader:
        held = {stored["key"]: stored["digest"] for stored in reader.all_stored_fields()}
    gone = held.keys() - wanted.keys()
    changed = [key for key, value in wanted.items() if held.get(key) != value]
    if not gone and not changed:
        return
    writer = found.writer()
    for key in sorted(gone | (set(changed) & held.keys())):
        writer.delete_by_term("key", key)
    for key in changed:
        _add(writer, articles[key], wanted[key], synonyms)
    writer.commit()


def _add(writer: Any, article: Article, value: str, synonyms: Groups) -> None:  # noqa: ANN401 - Whoosh has no types
    words = bag(article, synonyms)
    writer.add_document(
        key=article.key,
        digest=value,
        audience=article.audience.value,
        title=article.title,
        text=text_of(article),
        stems=words.stems,
        words=words.words,
    )
