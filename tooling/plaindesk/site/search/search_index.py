"""The index that browsers search: what pages show, and the same numbers that the command has."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from plaindesk.store.search.document import Said, bag, bag_of, title_stems
from plaindesk.store.search.postings import postings, stems_by_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from plaindesk.core.model.articles.article import Article
    from plaindesk.store.search.document import Bag
    from plaindesk.store.search.words.synonyms import Groups

_TAG = re.compile(r"<[^<>]*>")
# An example of a file is no answer: its first lines say nothing of what the article says.
_FRONT_MATTER = re.compile(r"<pre[^>]*>(?:<span></span>)?<code>---\n.*?</pre>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a language's pages beside what they show."""

    language: str
    articles: Mapping[str, Article]
    """By their pages' addresses."""
    keywords: Mapping[str, Sequence[str]]
    """By the page's address."""
    synonyms: Groups = ()

    def bag(self, page: Page) -> Bag:
        """Collect the words of a page, weighed."""
        if article := self.articles.get(page.location):
            return bag(article, self.synonyms)
        said = Said(
            title=page.title,
            named="\n".join(self.keywords.get(page.location, ())),
            headings="\n".join(title for _, title, _ in page.parts[1:]),
            text="\n".join(text for _, _, text in page.parts),
        )
        return bag_of(said, self.language, self.synonyms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and its parts: the anchor of each, its heading, and what stands below it."""

    location: str
    parts: list[tuple[str, str, str]]

    @property
    def title(self) -> str:
        """The heading of its first part."""
        return self.parts[0][1]


def write_index(path: Path, known: Known, *, in_files: bool = False) -> None:
    """Put what ranks pages into the index that MkDocs has made of what they show."""
    held = json.loads(path.read_text("utf-8"))
    held = {"config": held["config"] | {"desk": ranking(held["docs"], known)}, "docs": []}
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, "utf-8")
    if in_files:  # where nothing may be fetched, but scripts may be loaded
        path.with_suffix(".js").write_text(f"var __index = {text};\n", "utf-8")


def ranking(docs: Iterable[Mapping[str, Any]], known: Known) -> dict[str, Any]:
    """Tell all that ranks the pages and shows why they were found; articles come first."""
    made = pages(docs)
    made.sort(key=lambda page: page.location not in known.articles)
    bags = [known.bag(page) for page in made]
    counted = sum(page.location in known.articles for page in made)
    said = (text for page in made for _, title, text in page.parts for text in (title, text))
    return {
        "articles": counted,
        "pages": [[page.location, page.parts] for page in made],
        "headings": [title_stems(page.title, known.language) for page in made],
        "forms": stems_by_word(said, known.language),
        **postings(bags, counted),
    }


def pages(docs: Iterable[Mapping[str, Any]]) -> list[Page]:
    """Put the parts of each page together, as plain text."""
    found: dict[str, Page] = {}
    for entry in docs:
        location, _, anchor = entry["location"].partition("#")
        page = found.setdefault(location, Page(location=location, parts=[]))
        text = shown(_FRONT_MATTER.sub(" ", entry["text"]))
        page.parts.append((anchor, shown(entry["title"]), text))
    return list(found.values())


def shown(markup: str) -> str:
    """Give the text of what an entry holds as HTML, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
