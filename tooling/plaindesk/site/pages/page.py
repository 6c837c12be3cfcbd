"""One page, and one language's site while its pages are written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.articles.own_addresses import HOME
from plaindesk.core.model.languages import in_language
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.agents.board import Board
    from plaindesk.site.build.published_articles import Library
    from plaindesk.site.build.sections import Shelf
    from plaindesk.site.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its name, such as `start/install`, what themes are told, and the text."""

    name: str
    title: str
    summary: str = ""
    kind: str
    body: str
    crumbs: tuple[tuple[str, str], ...] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Where other languages have the same page, below their tops."""
    searched: bool = True
    keywords: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    reviewed: str = ""
    structured: str = ""
    """What the page tells machines, as JSON-LD."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """What the page's own script works with."""
    pictures: tuple[str, ...] = ()
    """Charts, as SVG."""
    numbers: str = ""
    """What the tables of their numbers are called."""
    icon: str = ""
    """What stands beside its name where pages are listed."""

    @property
    def path(self) -> str:
        """Its file, below the top of its language."""
        return f"{self.name}.md"

    def meta(self) -> dict[str, Any]:
        """Give the front matter; themes copy title and description as they are."""
        # Themes call the home page by the site's name.
        made: dict[str, Any] = {} if self.kind == "home" else {"title": md.escaped(self.title)}
        if self.summary:
            made["description"] = md.escaped(self.summary)
        if self.icon:
            made["icon"] = self.icon
        if self.tags:
            made["tags"] = [md.escaped(tag) for tag in self.tags]
        if not self.searched:
            made["search"] = {"exclude": True}
        if self.kind != "article":
            made["hide"] = ["toc", "navigation"] if self.kind == "home" else ["toc"]
        made["desk"] = {
            "kind": self.kind,
            "keywords": list(self.keywords),
            "crumbs": [list(crumb) for crumb in self.crumbs],
            "elsewhere": dict(self.elsewhere),
            "reviewed": self.reviewed,
            "structured": self.structured,
        }
        if self.kind == "article":
            made["desk"]["page"] = self.name
        if self.data:
            made["desk"]["data"] = json.dumps(self.data, ensure_ascii=False, sort_keys=True)
        if self.pictures:
            made["desk"] |= {"pictures": list(self.pictures), "numbers": self.numbers}
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One language's site while its pages are written."""

    library: Library
    shelf: Shelf
    similar: Callable[[Article], Sequence[str]]
    """The keys of articles that speak of the same things."""
    by_parts: bool = False
    """Pagefind searches it, whose index browsers load in parts."""
    media: dict[str, str] = field(default_factory=dict)
    """Files that pages turned out to need: where each goes, and where it lies under `kb/`."""

    @property
    def words(self) -> Words:
        """What the site says in this language."""
        return words(self.shelf.language)

    @property
    def title(self) -> str:
        """The name on every page."""
        held = self.library.settings
        usual = held.site.title or held.name
        return in_language({**held.site.titles, "": usual}, (self.shelf.language, None))

    @property
    def description(self) -> str:
        """What search engines are told of it."""
        held = self.library.settings.site
        return in_language({**held.descriptions, "": held.description}, (self.shelf.language, None))

    @property
    def in_files(self) -> bool:
        """It is opened from a disk, where folders have no pages of their own."""
        return self.library.in_files

    @property
    def board(self) -> Board | None:
        """What agents see beside articles, in the default language alone."""
        is_default = self.shelf.language == self.library.default
        return self.library.board if is_default else None

    def url(self, page: str) -> str:
        """Give the address of a page below the top of its language's site."""
        if self.in_files:
            return f"{page}.html"
        if page == HOME or page.endswith(f"/{HOME}"):
            return page.removesuffix(HOME)
        return f"{page}/"

    def away(self, language: str) -> str:
        """Give the way from the top of this language's site to the top of another's."""
        up = "" if self.shelf.language == self.library.default else "../"
        return up + ("" if language == self.library.default else f"{language}/")
