"""The site's search index with the words that readers type."""

from __future__ import annotations

import html
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plaindesk.store.search.analysis import tokens
from plaindesk.store.search.stems import CHANGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_TAG = re.compile(r"<[^<>]*>")
_RAW = re.compile(r"\w+")


def extend(
    path: Path, language: str, keywords: Mapping[str, Sequence[str]], *, in_files: bool = False
) -> None:
    """Add hidden words to every entry: keywords, and the plain forms of what it says.

    Stock search looks through every field that the index names and shows only those it
    knows, so what readers see of a hit stays clean.
    """
    held = json.loads(path.read_text("utf-8"))
    for entry in held["docs"]:
        _extend(entry, language, keywords.get(entry["location"], ()))
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, "utf-8")
    if in_files:  # where nothing may be fetched, but scripts may be loaded
        path.with_suffix(".js").write_text(f"var __index = {text};\n", "utf-8")


def _extend(entry: dict[str, Any], language: str, keywords: Sequence[str]) -> None:
    heads = [*variants(_shown(entry["title"]), language)]
    hidden = " ".join((*keywords, *entry.get("tags", ())))
    heads += [*dict.fromkeys([*_RAW.findall(hidden.lower()), *variants(hidden, language)])]
    if heads:
        entry["heads"] = " ".join(heads)
    if words := variants(_shown(entry["text"]), language):
        entry["words"] = " ".join(words)


def _shown(markup: str) -> str:
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
