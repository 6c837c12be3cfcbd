"""Links in articles: where they stand, and what they mean. Check and site share it."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from bisect import bisect_right
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from plaindesk.core.model.articles.inline_code import code_in
from plaindesk.core.model.articles.link_syntax import links_of
from plaindesk.core.model.articles.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.articles.link_syntax import Link

DRAWING = ".svg"
"""How a file ends that is published only if it does nothing but draw."""
PUBLISHED_FILES = frozenset(
    [
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".mp4", ".webm", ".pdf", ".txt"),
        *(".zip", DRAWING),
    ]
)
"""What may lie beside the articles and be published: nothing that a browser would run."""
_BY_NAME = re.compile(r"!\[([^\[\]]{0,500})\](?:[ \n]?\[([^\[\]]{0,500})\])?(?!\()")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!|-])")


class Kind(StrEnum):
    """What a link is to."""

    OUTSIDE = "outside"
    PLACE = "place"
    """A heading of the same article."""
    ARTICLE = "article"
    FILE = "file"
    ODD = "odd"
    """An address of a site, which articles don't know."""


class Meant(NamedTuple):
    """What a link means: for an article its key, for a file its path below `kb/`."""

    kind: Kind
    name: str = ""
    anchor: str = ""


class Found(NamedTuple):
    """A link's target as it is meant, and where the link stands: line and column from 1."""

    target: str
    line: int
    column: int
    is_picture: bool


class Place(NamedTuple):
    """Where a link stands in a text, and its parts: each from and to."""

    whole: tuple[int, int]
    words: tuple[int, int] | None
    """None for a reference, which names a target for links elsewhere."""
    to: tuple[int, int]


def places_of(markdown: str) -> list[Place]:
    """Find the links and pictures of a text and its references, but those in code."""
    if "](" not in markdown and "]:" not in markdown:
        return []
    held = passages(markdown)
    names = frozenset(each.name for each in held.references)
    found = [Place((each.start, each.to[1]), None, each.to) for each in held.references]
    for start, end in held.texts:
        text = markdown[start:end]
        if "](" in text:
            found += [_moved(link, start) for link in links_of(text, names)]
    return sorted(found)


def _moved(link: Link, by: int) -> Place:
    whole, words, to = ((start + by, end + by) for start, end in link)
    return Place(whole, words, to)


def target_of(markdown: str, place: Place) -> str:
    """Say where a link leads, as it is meant: without marks around it or before its signs."""
    typed = markdown[slice(*place.to)]
    # Marks around the target of a link are none of its own, those of a reference are.
    return _ESCAPED.sub(r"\1", typed).strip() if place.words else typed.strip("<>")


def links_in(markdown: str) -> Iterator[Found]:
    """Find the links and pictures of a text, but those in code; pictures in links, too."""
    starts = [0, *(found.end() for found in re.finditer("\n", markdown))]
    pictured = _pictured(markdown)
    for place in places_of(markdown):
        start = place.whole[0]
        line = bisect_right(starts, start)
        end = start if place.words else markdown.index("]:", start)
        name = _plain_name(markdown[start + 1 : end])
        is_picture = markdown[start] == "!" or (not place.words and name in pictured)
        yield Found(target_of(markdown, place), line, start - starts[line - 1] + 1, is_picture)


def _pictured(markdown: str) -> frozenset[str]:
    """Name the references that a text shows as pictures: `![Words][name]` or `![name]`."""
    found = _BY_NAME.findall(markdown) if "![" in markdown else ()
    return frozenset(_plain_name(name or words) for words, name in found)


def _plain_name(name: str) -> str:
    return " ".join(name.casefold().split())


def meant_by(folder: str, target: str) -> Meant:
    """Say what a link in a folder below `kb/`, such as `en/start`, means."""
    path, _, anchor = unquote(target).partition("#")
    if not path:
        return Meant(Kind.PLACE, anchor=anchor)
    if ":" in path.split("/", 1)[0] or path.startswith("//"):
        return Meant(Kind.OUTSIDE)
    if path.startswith("/") or "?" in path:
        return Meant(Kind.ODD, path)
    full = posixpath.normpath(posixpath.join(folder, path))
    if full.endswith(".md"):
        return Meant(Kind.ARTICLE, full.removesuffix(".md"), anchor)
    return Meant(Kind.FILE, full, anchor)


_HEADING = re.compile(
    r"^(?:#{1,6}[ \t]+(?P<hashed>.+?)[ \t#]*|(?P<lined>\S.*)\n(?:=+|-+)[ \t]*)$", re.MULTILINE
)
_OWN_ID = re.compile(r"\{[^{}]*#(?P<id>[\w-]+)[^{}]*\}")
_MARKS = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?|[`*_]")


def anchors_of(markdown: str) -> frozenset[str]:
    """Name the places of an article that a link can lead to: its headings, and ids of its own."""
    text = _blanked(markdown, passages(markdown).code)
    found = {held["id"] for held in _OWN_ID.finditer(text)}
    for heading in _HEADING.finditer(text):
        words = heading["hashed"] or heading["lined"]
        if _OWN_ID.search(words):
            continue
        name = slug = slug_of(_MARKS.sub(r"\1", words))
        count = 0
        while name in found:
            count += 1
            name = f"{slug}_{count}"
        found.add(name)
    return frozenset(found)


def without_code(markdown: str) -> str:
    """Put blanks in place of code; every other letter stays where it is."""
    held = passages(markdown)
    inline = (
        (start + first, start + last)
        for start, end in held.texts
        for first, last in code_in(markdown[start:end])
    )
    return _blanked(markdown, sorted([*held.code, *inline]))


def _blanked(markdown: str, code: Iterable[tuple[int, int]]) -> str:
    parts, after = [], 0
    for start, end in code:
        parts += [markdown[after:start], re.sub(r"[^\n]", " ", markdown[start:end])]
        after = end
    return "".join([*parts, markdown[after:]])


def slug_of(words: str) -> str:
    """Name a heading as Python-Markdown's `slugify_unicode` does."""
    kept = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKC", words)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)
