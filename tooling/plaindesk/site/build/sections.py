"""What stands on one language's shelf: sections and their articles, and who stands beside whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaindesk.core.model.articles.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What everybody is told of an open incident; nothing else of a ticket is published."""

    title: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The articles of one folder, and what introduces them."""

    slug: str
    articles: tuple[Article, ...]
    intro: Article | None = None

    @property
    def title(self) -> str:
        """Its title, or its folder's name made readable."""
        if self.intro:
            return self.intro.title
        return self.slug.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"{self.slug}/index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Everything public in one language."""

    language: str
    articles: Mapping[str, Article]
    """By page, such as `start/install`, in order."""
    sections: tuple[Section, ...]
    _by_slug: Mapping[str, Section] = field(init=False, repr=False)
    _neighbours: Mapping[str, tuple[Article | None, Article | None]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Look once for what every page asks for."""
        object.__setattr__(self, "_by_slug", {s.slug: s for s in self.sections})
        near = {page: pair for section in self.sections for page, pair in _pairs(section)}
        object.__setattr__(self, "_neighbours", near)

    def section(self, slug: str) -> Section | None:
        """Find a section by its folder."""
        return self._by_slug.get(slug)

    def around(self, article: Article) -> tuple[Article | None, Article | None]:
        """Find the articles before and after one in its section."""
        return self._neighbours.get(article.page, (None, None))

    def tags(self) -> dict[str, list[Article]]:
        """Group the articles by tag, in the order of the alphabet."""
        tagged: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles.values():
            for tag in dict.fromkeys(article.tags):
                tagged[tag].append(article)
        return dict(sorted(tagged.items(), key=lambda pair: (pair[0].casefold(), pair[0])))


def _pairs(
    section: Section,
) -> Iterator[tuple[str, tuple[Article | None, Article | None]]]:
    held = section.articles
    for article, before, after in zip(held, (None, *held[:-1]), (*held[1:], None), strict=True):
        yield article.page, (before, after)
