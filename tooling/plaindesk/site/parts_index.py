"""Pagefind's index of one language, made from what the built-in search would have loaded.

It isn't made from the pages: they would have to carry the hidden words, and it takes longer.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plaindesk.core.errors import DeskError
from plaindesk.site.search_index import shown
from plaindesk.site.vocabulary import common_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FOLDER = "pagefind"
MOST = 4_000
"""Pages of one bundle: Pagefind takes some 100 kB of memory for each while it works."""
_HIDDEN = "\u2042"
"""Stands before the words that are found and not shown."""
_UNUSED = ("*-ui.css", "*-ui.js", "pagefind-highlight.js")
_HEADS, _WORDS = 5, 1


def replace_index(path: Path, language: str) -> None:
    """Let Pagefind make its index from the built-in one, which is emptied."""
    held = json.loads(path.read_text("utf-8"))
    bundles = _bundles(held["docs"])
    for number, pages in enumerate(bundles, 1):
        with tempfile.TemporaryDirectory() as folder:
            _write_pages(Path(folder), pages, language)
            _run(Path(folder), path.parent.parent / _name(number))
    held["config"]["bundles"] = len(bundles)
    words = json.dumps(common_words(held["docs"]), ensure_ascii=False, separators=(",", ":"))
    (path.parent / "words.json").write_text(words, "utf-8")
    path.write_text(json.dumps({**held, "docs": []}, separators=(",", ":")), "utf-8")


def _name(number: int) -> str:
    """Name the folder of a bundle; the pages know the first, and the worker the others."""
    return FOLDER if number == 1 else f"{FOLDER}-{number}"


def _bundles(entries: Iterable[dict[str, Any]]) -> list[dict[str, list[dict[str, Any]]]]:
    """Put the parts of each page together, and deal the pages out, so that all are alike."""
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        pages[entry["location"].partition("#")[0]].append(entry)
    count = -(-len(pages) // MOST) or 1
    return [dict(islice(pages.items(), first, None, count)) for first in range(count)]


def _write_pages(
    folder: Path, pages: Mapping[str, Sequence[dict[str, Any]]], language: str
) -> None:
    for number, (address, parts) in enumerate(pages.items()):
        text = "".join(_page(address, parts, language))
        (folder / f"{number}.html").write_text(text, "utf-8")


def _page(address: str, parts: Sequence[dict[str, Any]], language: str) -> Iterator[str]:
    yield f'<!doctype html><html lang="{html.escape(language)}"><body data-pagefind-body>'
    yield f'<i data-pagefind-meta="place:{html.escape(address)}"></i>'
    for part in parts:
        _, mark, anchor = part["location"].partition("#")
        head = "h2" if mark else "h1"
        yield f'<{head} id="{html.escape(anchor)}">{_text(part["title"])}</{head}>'
        yield f"<p>{_text(part['text'])}</p>"
    heads = " ".join(part.get("heads", "") for part in parts)
    words = " ".join(dict.fromkeys(w for p in parts for w in p.get("words", "").split()))
    yield f'<p data-pagefind-weight="{_HEADS}">{_HIDDEN} {html.escape(heads)}</p>'
    yield f'<p data-pagefind-weight="{_WORDS}">{html.escape(words)}</p></body></html>'


def _text(markup: str) -> str:
    return html.escape(shown(markup))


def _run(pages: Path, output: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--silent", "--site", str(pages)]
    done = subprocess.run(
        [*command, "--output-path", str(output)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DeskError("Pagefind could not index the site.", done.stderr.strip())
    for pattern in _UNUSED:
        for path in output.glob(pattern):
            path.unlink()
