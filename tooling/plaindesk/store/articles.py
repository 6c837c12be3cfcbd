"""Finding and reading articles on the disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.model.files.stray_files import Stray, StrayKind
from plaindesk.store import files
from plaindesk.store.files import first_link
from plaindesk.store.name_clashes import clashes
from plaindesk.store.tickets import LARGEST, unreadable
from plaindesk.text.codecs.article import read
from plaindesk.text.codecs.decoding import Source, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.finding import Finding

KB = "kb"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """An article's file as it was read; no article where it could not be."""

    path: str
    data: bytes
    article: Article | None
    findings: tuple[Finding, ...]

    @property
    def source(self) -> Source:
        """Its text."""
        return decode(self.path, self.data)


def load_all(
    root: Path, wanted: Callable[[str], bool] | None = None
) -> Iterator[ArticleFile | Stray]:
    """Read every article under `kb/`, or those whose path is wanted, in the order of paths."""
    for found in _markdown(root):
        path = found.path if isinstance(found, Stray) else found
        if wanted is None or wanted(path):
            yield found if isinstance(found, Stray) else load(root, found)


def load(root: Path, path: str) -> ArticleFile | Stray:
    """Read one article by its path relative to the desk."""
    if link := first_link(str(root), path):
        return Stray(path=link, kind=StrayKind.SYMLINK)
    try:
        if (root / path).stat().st_size > LARGEST:
            return unreadable(path)
        data = files.read(root / path) or b""
    except OSError as error:
        return Stray(path=path, kind=StrayKind.UNREADABLE, detail=error.strerror or "")
    _, language, *middle, name = path.split("/")
    article, findings = read(
        decode(path, data), language, "/".join(middle), name.removesuffix(".md")
    )
    return ArticleFile(path=path, data=data, article=article, findings=findings)


def _markdown(root: Path) -> Iterator[str | Stray]:
    if (root / KB).is_symlink():
        yield Stray(path=KB, kind=StrayKind.SYMLINK)
        return
    for folder, inner, names in os.walk(root / KB):
        inner.sort()
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        links = (name for name in inner if os.path.islink(f"{folder}/{name}"))  # noqa: PTH114
        yield from (Stray(path=f"{relative}/{name}", kind=StrayKind.SYMLINK) for name in links)
        yield from clashes(relative, sorted((*inner, *names)))
        for name in sorted(names):
            if not name.endswith(".md"):
                continue  # pictures and the like lie beside the articles
            path = f"{relative}/{name}"
            # A file right under kb/ or nested deeper belongs to no section.
            fits = 1 <= relative.count("/") <= 2  # noqa: PLR2004 - kb/lang and kb/lang/section
            yield path if fits else Stray(path=path, kind=StrayKind.FILE)
