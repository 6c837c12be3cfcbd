"""One page of the knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.vocabulary import ArticleStatus, Audience

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

INDEX = "index"
"""The slug of the page that introduces a section."""
_NEVER = frozenset('\\:?#<>"|*')
"""What no page's address and no file's name holds everywhere."""


def old_page(address: str) -> str:
    """Name the page that an old address meant; empty where this site can't have had it."""
    name = address.strip("/").removesuffix(".md").removesuffix("/index")
    parts = PurePosixPath(name).parts
    is_plain = all(part.isprintable() and not part.startswith(".") for part in parts)
    return name if parts and is_plain and not set(name) & _NEVER else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What an article says and who answers for it; named by language, section and slug."""

    language: str
    section: str
    slug: str
    title: str
    summary: str = ""
    status: ArticleStatus = ArticleStatus.DRAFT
    audience: Audience = Audience.PUBLIC
    owner: str | None = None
    reviewed: date | None = None
    review_every: int | None = None
    """Days after which somebody should read it again."""
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    translation_of: str | None = None
    redirect_from: tuple[str, ...] = ()
    featured: bool = False
    faq: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""

    @property
    def key(self) -> str:
        """Its name: `en/start/install`."""
        return f"{self.language}/{self.page}"

    @property
    def page(self) -> str:
        """Its name without the language; an article right under a language has no section."""
        return f"{self.section}/{self.slug}" if self.section else self.slug

    @property
    def path(self) -> str:
        """Its file, relative to the desk."""
        return f"kb/{self.key}.md"

    @property
    def is_index(self) -> bool:
        """It introduces a section and answers no question itself."""
        return self.slug == INDEX

    @property
    def is_public(self) -> bool:
        """Everybody may read it."""
        return self.status is ArticleStatus.PUBLISHED and self.audience is Audience.PUBLIC
