"""Links in articles: where they stand, and what they mean. Check and site share it."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAWING = ".svg"
"""How a file ends that is published only if it does nothing but draw."""
PUBLISHED_FILES = frozenset(
    [
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".mp4", ".webm", ".pdf", ".txt"),
        *(".zip", DRAWING),
    ]
)
"""What may lie beside the articles and be published: nothing that a browser would run."""
# Code is left alone: fenced, or between runs of backticks.
CODE_OR_LINK = re.compile(
    r"(?P<fence>^[ \t>]*+(?P<ticks>`{3,}+|~{3,}+)[^\n]*+\n(?:.*?\n)??[ \t>]*(?P=ticks)[^\n]*$)"
    r"|(?P<code>(?<!`)(?P<run>`++)[^\n]*?(?<!`)(?P=run)(?!`))"
    r"|(?P<inline>(?P<text>!?\[(?:[^\[\]\n]|\[[^\[\]\n]*\]){0,500}\])"
    r"\([ \t]*(?P<to><[^<>\n]{0,2000}>|[^\s()<>]{0,2000})(?P<rest>[^()\n]{0,500})\))"
    r"|(?P<reference>^ {0,3}\[(?P<name>(?!\^)[^\[\]\n]{1,500})\]:[ \t]*"
    r"(?P<target><[^<>\n]{0,2000}>|\S+)(?P<title>[^\n]*)$)",
    re.MULTILINE | re.DOTALL,
)


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
    """A link's target as it was typed, and where it stands: line and column from 1."""

    target: str
    line: int
    column: int


def links_in(markdown: str) -> Iterator[Found]:
    """Find the links and pictures of a text, but those in code; pictures in links, too."""
    for found in CODE_OR_LINK.finditer(markdown):
        if found["inline"]:
            yield _found(markdown, found["to"], found.start())
            inner = found["text"][found["text"].index("[") + 1 : -1]
            if "](" in inner:
                yield from _moved(markdown, inner, found.start("text"))
        elif found["reference"]:
            yield _found(markdown, found["target"], found.start())


def _moved(markdown: str, inner: str, start: int) -> Iterator[Found]:
    for found in CODE_OR_LINK.finditer(inner):
        if found["inline"]:
            yield _found(markdown, found["to"], start)


def _found(markdown: str, target: str, start: int) -> Found:
    line = markdown.count("\n", 0, start) + 1
    return Found(target.strip("<>"), line, start - markdown.rfind("\n", 0, start))


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
    text = CODE_OR_LINK.sub(lambda m: "" if m["fence"] else m[0], markdown)
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
    return CODE_OR_LINK.sub(
        lambda m: re.sub(r"[^\n]", " ", m[0]) if m["fence"] or m["code"] else m[0], markdown
    )


def slug_of(words: str) -> str:
    """Name a heading as Python-Markdown's `slugify_unicode` does."""
    kept = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKC", words)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)
