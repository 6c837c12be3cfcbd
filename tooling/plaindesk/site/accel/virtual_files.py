"""Pages handed to MkDocs as they are: writing, reading and parsing each file would take long."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from plaindesk.site.pages.page import Page

_FIRST = ("index.md", "README.md")

_log = logging.getLogger("mkdocs.plugins.plaindesk")


def hand(pages: Mapping[str, Page], files: Files, config: MkDocsConfig) -> Files:
    """Put pages, by path, before the other files, in the order in which MkDocs finds files."""
    others = list(files)
    # Of the generator that runs: MkDocs, or one of its descendants.
    made = type(others[0])
    taken: dict[str, str] = {}
    held = []
    for path in sorted(pages, key=_order):
        file = made.generated(config, path, content=pages[path].body)
        if (other := taken.setdefault(file.dest_uri, path)) == path:
            held.append(file)
        else:
            _log.warning("%s is left out: %s has the same address.", path, other)
    return type(files)([*held, *others])


def _order(path: str) -> list[tuple[int, str]]:
    """Files come before folders; what introduces a folder comes first."""
    *folders, name = path.split("/")
    place = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return [*((len(_FIRST) + 1, folder) for folder in folders), (place, name)]
