"""What may be published, sorted onto one shelf per language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plaindesk.core.model.articles.own_addresses import taken
from plaindesk.core.model.vocabulary import ArticleStatus, Audience
from plaindesk.site.build.sections import Section, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.settings import Settings
    from plaindesk.site.agents.board import Board
    from plaindesk.site.build.sections import Notice

_FIRST = ("start", "getting-started")
"""Sections that come before the alphabet, in any language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A desk's settings and the shelves that may be published."""

    settings: Settings
    shelves: Mapping[str, Shelf]
    pages_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By article: the page that says the same, by language; its own too."""
    media: frozenset[str] = frozenset()
    """Pictures and the like that lie beside the articles, such as `en/start/window.png`."""
    covered: tuple[str, ...] = ()
    """Files of articles that would stand where the site has something itself."""
    born: Mapping[str, date] = field(default_factory=dict)
    """When articles first came, by key, where that is known."""
    most_used: tuple[str, ...] = ()
    """Articles that tickets name, the most named first."""
    audience: Audience = Audience.PUBLIC
    board: Board | None = None
    """What agents see beside articles."""
    in_files: bool = False
    """The pages are opened from a disk; nobody serves them."""
    notices: tuple[Notice, ...] = ()
    """Incidents that everybody may know of."""

    @property
    def default(self) -> str:
        """The language at the site's root."""
        return self.settings.default_language

    def untranslated(self, language: str) -> list[Article]:
        """List the articles that only the default language has."""
        if language == self.default:
            return []
        shelf = self.shelves[self.default]
        return [a for a in shelf.articles.values() if language not in self.pages_of[a.key]]


def library(
    settings: Settings,
    articles: Iterable[Article],
    media: Iterable[str] = (),
    audience: Audience = Audience.PUBLIC,
) -> Library:
    """Take what an audience may read, in the languages of the desk; nothing else goes further."""
    covered: list[str] = []
    grouped: dict[str, list[Article]] = {language: [] for language in settings.languages}
    for article in sorted(articles, key=lambda a: a.key):
        if article.language not in grouped or not _may_be_published(article, audience):
            continue
        if taken(article.page, article.language, settings.languages):
            covered.append(article.path)
        else:
            grouped[article.language].append(article)
    order = list(settings.site.sections)
    shelves = {language: _shelf(language, held, order) for language, held in grouped.items()}
    every = [article for shelf in shelves.values() for article in shelf.articles.values()]
    return Library(
        settings=settings,
        shelves=shelves,
        pages_of=_translations(every),
        media=frozenset(media),
        covered=tuple(covered),
        audience=audience,
    )


def _may_be_published(article: Article, audience: Audience) -> bool:
    """Introductions of sections carry no status; they appear only with an article."""
    if audience is Audience.PUBLIC and article.audience is not Audience.PUBLIC:
        return False
    if article.is_index:
        return article.status is not ArticleStatus.RETIRED
    return article.status is ArticleStatus.PUBLISHED


def _shelf(language: str, held: Sequence[Article], order: Sequence[str]) -> Shelf:
    articles = {article.page: article for article in held if not article.is_index}
    intros = {article.section: article for article in held if article.is_index}
    grouped: dict[str, list[Article]] = defaultdict(list)
    for article in articles.values():
        grouped[article.section].append(article)
    sections = [
        Section(slug=slug, articles=tuple(grouped[slug]), intro=intros.get(slug))
        for slug in sorted(grouped, key=lambda slug: _section_order(slug, order))
        if slug
    ]
    return Shelf(language=language, articles=articles, sections=tuple(sections))


def _section_order(slug: str, order: Sequence[str]) -> tuple[int, bool, str]:
    return (order.index(slug) if slug in order else len(order), slug not in _FIRST, slug)


def _translations(articles: Sequence[Article]) -> dict[str, dict[str, str]]:
    """Bring together what says the same: by `translation_of`, else by the same name."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    known = {article.key: article for article in articles}
    origin = {article.key: _origin(article, known) for article in articles}
    for article in articles:
        groups[origin[article.key]].setdefault(article.language, article.page)
    return {article.key: groups[origin[article.key]] for article in articles}


def _origin(article: Article, known: Mapping[str, Article]) -> str:
    source = known.get(article.translation_of or "")
    return source.page if source else article.page
