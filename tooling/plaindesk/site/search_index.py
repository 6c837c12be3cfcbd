"""The site's search index with the words that readers type."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plaindesk.store.search.analysis import tokens
from plaindesk.store.search.stems import CHANGES
from plaindesk.store.search.synonyms import said_otherwise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from plaindesk.store.search.synonyms import Groups

_TAG = re.compile(r"<[^<>]*>")
_RAW = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a language's pages beside what they say."""

    language: str
    keywords: Mapping[str, Sequence[str]]
    """By the page's address."""
    synonyms: Groups = ()

    def others(self, text: str) -> str:
        """List other names for what a text speaks of."""
        return said_otherwise(text, self.language, self.synonyms)


def extend(path: Path, known: Known, *, in_files: bool = False) -> None:
    """Add hidden words to every entry: keywords, and the plain forms of what it says.

    Stock search looks through every field that the index names and shows only those it
    knows, so what readers see of a hit stays clean.
    """
    held = json.loads(path.read_text("utf-8"))
    for entry in held["docs"]:
        _extend(entry, known)
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, "utf-8")
    if in_files:  # where nothing may be fetched, but scripts may be loaded
        path.with_suffix(".js").write_text(f"var __index = {text};\n", "utf-8")


def _extend(entry: dict[str, Any], known: Known) -> None:
    title, text = shown(entry["title"]), shown(entry["text"])
    keywords = known.keywords.get(entry["location"], ())
    hidden = " ".join((*keywords, *entry.get("tags", ())))
    hidden = f"{hidden} {known.others(f'{title} {hidden}')}"
    if heads := [*variants(title, known.language), *_typed(hidden, known.language)]:
        entry["heads"] = " ".join(dict.fromkeys(heads))
    others = _typed(known.others(text), known.language)
    if words := [*variants(text, known.language), *others]:
        entry["words"] = " ".join(dict.fromkeys(words))


def _typed(text: str, language: str) -> list[str]:
    """List the words of a text that stands nowhere: as they are, and in plain form."""
    return [*_RAW.findall(text.lower()), *variants(text, language)]


def shown(markup: str) -> str:
    """Give the text of what an entry holds as HTML."""
    return html.unescape(_TAG.sub(" ", markup))


def variants(text: str, language: str) -> list[str]:
    """List the plain forms of a text's words, without those that stand there as they are.

    Endings are cut off in the browser; stems are needed only where words change inside.
    """
    standing = set(_RAW.findall(text.lower()))
    found: dict[str, None] = {}
    for piece in text.split():
        found.update(_forms(piece, language))
    return [word for word in found if word not in standing]


@lru_cache(maxsize=65536)
def _forms(piece: str, language: str) -> dict[str, None]:
    """Find the plain forms of what stands between blanks: texts say the same again and again."""
    found: dict[str, None] = {}
    for token in tokens(piece, language if language in CHANGES else ""):
        for part in token.flat():
            found.update(dict.fromkeys((part.word, *part.stems)))
    return found
