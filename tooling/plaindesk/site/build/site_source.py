"""What a site is made from, read from a desk or handed over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.articles.article_links import DRAWING, PUBLISHED_FILES
from plaindesk.core.model.articles.svg import only_draws
from plaindesk.core.model.vocabulary import Audience
from plaindesk.site.build import ticket_references
from plaindesk.site.build.published_articles import Library, library
from plaindesk.store import files, layout
from plaindesk.store.articles import KB, ArticleFile, load_all
from plaindesk.store.git.first_commits import births
from plaindesk.store.search.related_articles import related
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.settings import desk_yml as settings_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.settings import Settings
    from plaindesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A library, where its pictures lie, and which articles speak of the same things."""

    library: Library
    kb: Path
    similar: Callable[[Article], Sequence[str]]
    left_out: tuple[str, ...] = ()
    """Files of articles that can't be read."""


def content(
    settings: Settings,
    articles: Iterable[Article],
    root: Path,
    audience: Audience = Audience.PUBLIC,
) -> Content:
    """Take what a desk has loaded already."""
    kb = files.inside(root, KB)
    found = list(ticket_references.telling(root))
    shelves = replace(
        library(settings, articles, _media(kb), audience),
        born=_by_key(births(root, KB)),
        most_used=ticket_references.most_used(found),
        notices=ticket_references.notices(found),
    )

    @cache
    def alike(language: str) -> dict[str, tuple[str, ...]]:
        return related(shelves.shelves[language].articles.values())

    return Content(
        library=shelves,
        kb=kb,
        similar=lambda article: alike(article.language).get(article.key, ()),
    )


def in_files(held: Content) -> Content:
    """Make a site that is opened from a disk; it has no address, so it tells none."""
    return replace(held, library=replace(_nowhere(held.library), in_files=True))


def for_agents(held: Content, desk: Desk) -> Content:
    """Add the boards and tickets of a desk to what was loaded for agents."""
    from plaindesk.site.agents.board import board

    return replace(held, library=replace(_nowhere(held.library), board=board(desk)))


def _nowhere(held: Library) -> Library:
    site = replace(held.settings.site, url="")
    return replace(held, settings=replace(held.settings, site=site))


_SHOWN = ("name", "languages", "search", "site")
"""What pages are made of: none is published from a guess."""


def load(root: Path, audience: Audience = Audience.PUBLIC) -> Content:
    """Read a desk; raises DeskError where its settings can't be read."""
    data = files.read_inside(root, layout.SETTINGS)
    if data is None:
        raise DeskError(f"{root} is no desk: there is no {layout.SETTINGS}.", "Open one: desk init")
    settings, findings = settings_text.read(decode(layout.SETTINGS, data))
    if settings is None:
        raise DeskError(f"{findings[0].path}:{findings[0].line}: {findings[0].message}")
    settings.refuse_unread(*_SHOWN)
    articles: list[Article] = []
    left_out: list[str] = []
    for found in load_all(root):
        if isinstance(found, ArticleFile) and found.article is not None:
            articles.append(found.article)
        else:
            left_out.append(found.path)
    return replace(content(settings, articles, root, audience), left_out=tuple(left_out))


def _by_key(days: dict[str, date]) -> dict[str, date]:
    return {p.removeprefix(f"{KB}/").removesuffix(".md"): day for p, day in days.items()}


def _media(kb: Path) -> Iterator[str]:
    """Find the files that articles may show; links out of `kb/` are not followed."""
    for path in sorted(kb.rglob("*")):
        ending = path.suffix.lower()
        if ending not in PUBLISHED_FILES or not path.is_file() or not _is_inside(path, kb):
            continue
        if ending != DRAWING or only_draws(path.read_bytes()):
            yield path.relative_to(kb).as_posix()


def _is_inside(path: Path, kb: Path) -> bool:
    return path.resolve().is_relative_to(kb.resolve())
