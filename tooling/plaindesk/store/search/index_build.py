"""One language's Whoosh index, made or brought up to date.

Apart from the questions: what is imported here takes as long as a question.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock
from whoosh import fields, index
from whoosh.filedb.filestore import RamStorage

from plaindesk.store.search.document import bag, digest, text_of, title_stems
from plaindesk.store.search.version import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaindesk.core.model.articles.article import Article
    from plaindesk.store.search.words.synonyms import Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What an index is made from, and the folder that holds those of all languages."""

    home: Path
    language: str
    articles: Mapping[str, Article]
    synonyms: Groups = ()


def brought_up(shelf: Shelf) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Bring an index up to date, or make it anew when it can't be read."""
    try:
        with _locked(shelf) as folder:
            found = index.open_dir(folder, indexname=NAME)
            _update(found, shelf)
            return found
    except Exception:  # noqa: BLE001 - missing, from another version, damaged: all one
        return made(shelf)


def made(shelf: Shelf) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Make an index anew, aside, and put it in place whole: nobody sees an empty one."""
    try:
        with _locked(shelf) as folder:
            for left in shelf.home.glob(f".{shelf.language}.*"):  # by a process that was killed
                shutil.rmtree(left, ignore_errors=True)
            aside = Path(tempfile.mkdtemp(dir=shelf.home, prefix=f".{shelf.language}."))
            found = index.create_in(aside, _schema(), indexname=NAME)
            _update(found, shelf)
            found.close()
            shutil.rmtree(folder, ignore_errors=True)
            aside.rename(folder)
            return index.open_dir(folder, indexname=NAME)
    except OSError:
        return _in_memory(shelf)


def _in_memory(shelf: Shelf) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Make an index for this process alone: the folder can't be written or is in motion."""
    found = RamStorage().create_index(_schema())
    _update(found, shelf)
    return found


@contextmanager
def _locked(shelf: Shelf) -> Iterator[Path]:
    """Let one process at a time change a language's index."""
    shelf.home.mkdir(parents=True, exist_ok=True)
    with FileLock(shelf.home / f"{shelf.language}.lock"):
        yield shelf.home / shelf.language


def _schema() -> Any:  # noqa: ANN401 - Whoosh has no types
    return fields.Schema(
        key=fields.ID(unique=True, stored=True),
        digest=fields.STORED,
        audience=fields.ID,
        title=fields.STORED,
        title_stems=fields.STORED,
        text=fields.STORED,
        stems=fields.TEXT(phrase=False),
        words=fields.TEXT(phrase=False),
        titles=fields.TEXT(phrase=False),
    )


def _update(found: Any, shelf: Shelf) -> None:  # noqa: ANN401 - Whoosh has no types
    """Write what differs; an index that is up to date isn't touched."""
    wanted = {key: digest(article, shelf.synonyms) for key, article in shelf.articles.items()}
    with found.reader() as reader:
        held = {stored["key"]: stored["digest"] for stored in reader.all_stored_fields()}
    gone = held.keys() - wanted.keys()
    changed = [key for key, value in wanted.items() if held.get(key) != value]
    if not gone and not changed:
        return
    writer = found.writer()
    old = gone | (set(changed) & held.keys())
    for key in sorted(old):
        writer.delete_by_term("key", key)
    for key in changed:
        _add(writer, shelf.articles[key], wanted[key], shelf.synonyms)
    writer.commit(optimize=bool(old))  # else words of what was there go on counting


def _add(writer: Any, article: Article, value: str, synonyms: Groups) -> None:  # noqa: ANN401 - Whoosh has no types
    words = bag(article, synonyms)
    writer.add_document(
        key=article.key,
        digest=value,
        audience=article.audience.value,
        title=article.title,
        title_stems=title_stems(article.title, article.language),
        text=text_of(article),
        stems=words.stems,
        words=words.words,
        titles=words.titles,
    )
