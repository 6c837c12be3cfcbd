"""What `desk check --fix` does: only what has one right answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.files.stray_files import Stray
from plaindesk.services.desk import Loaded
from plaindesk.store import articles
from plaindesk.store.transaction import Write, apply, recover
from plaindesk.text.codecs.canonical_form import canonical
from plaindesk.text.codecs.decoding import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plaindesk.services.desk import Desk
    from plaindesk.text.codecs.decoding import Source


def mend(desk: Desk, in_scope: Callable[[str], bool]) -> tuple[str, ...]:
    """Mend files in place, staged for a commit; returns the paths that changed."""
    if desk.place.git_dir is not None:
        recover(desk.place)
    # A file's bytes come first: only then can its form be read.
    cleaned = _apply(desk, [write for write in _byte_writes(desk) if in_scope(write.path)])
    formed = _apply(desk, [write for write in _form_writes(desk) if in_scope(write.path)])
    return tuple(dict.fromkeys((*cleaned, *formed)))


def _apply(desk: Desk, writes: list[Write]) -> tuple[str, ...]:
    if writes:
        apply(desk.place, writes, "Mend files", commit=False)
    return tuple(dict.fromkeys(write.path for write in writes))


def _byte_writes(desk: Desk) -> Iterator[Write]:
    """Take byte order marks and carriage returns out of what is otherwise UTF-8."""
    for item in desk.all():
        if isinstance(item, Loaded):
            readme, loose = item.files.sources
            for source in (readme, *loose):
                name = source.path.rpartition("/")[2]
                data = item.files.readme if source is readme else item.files.loose[name]
                yield from _cleaned(source, data or b"")
    for article in articles.load_all(desk.root):
        if not isinstance(article, Stray):
            yield from _cleaned(article.source, article.data)


def _cleaned(source: Source, data: bytes) -> Iterator[Write]:
    if source.findings and source.text is not None:
        yield Write(path=source.path, data=encode(source.text), expected=data)


def _form_writes(desk: Desk) -> Iterator[Write]:
    for item in desk.all():
        if isinstance(item, Loaded) and item.reading.ticket is not None and item.files.readme:
            readme, _ = item.files.sources
            text = canonical(readme, item.reading)
            if text is not None:
                yield Write(path=item.files.path, data=encode(text), expected=item.files.readme)
            yield from _name_writes(item)


def _name_writes(item: Loaded) -> Iterator[Write]:
    """Rename entries by their text; remove those that are folded in already."""
    # Of several entries in one file, the first one names it.
    names = {path: name for name, (path, _) in reversed(list(item.reading.places.items()))}
    for name, data in item.files.loose.items():
        path = f"{item.files.folder}/{name}"
        right = names.get(path)
        is_folded = item.reading.places.get(name, ("",))[0] == item.files.path
        if is_folded or (right and right != name and right not in item.files.loose):
            yield Write(path=path, data=None, expected=data)
            if right and not is_folded:
                yield Write(path=f"{item.files.folder}/{right}", data=data)
