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
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plaindesk.core.errors import DeskError
from plaindesk.site.search_index import shown
from plaindesk.site.vocabulary import common_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = "pagefind"
_HIDDEN = "\u2042"
"""Stands before the words that are found and not shown."""
_UNUSED = ("*-ui.css", "*-ui.js", "pagefind-highlight.js")
_HEADS, _WORDS = 5, 1


def replace_index(path: Path, language: str) -> None:
    """Let Pagefind make its index from the built-in one, which is emptied."""
    held = json.loads(path.read_text("utf-8"))
    site = path.parent.parent
    with tempfile.TemporaryDirectory() as folder:
        _write_pages(Path(folder), held["docs"], language)
        _run(Path(folder), site / FOLDER)
    words = json.dumps(common_words(held["docs"]), ensure_ascii=False, separators=(",", ":"))
    (path.parent / "words.json").write_text(words, "utf-8")
    path.write_text(json.dumps({**held, "docs": []}, separators=(",", ":")), "utf-8")


def _write_pages(folder: Path, entries: Iterable[dict[str, Any]], language: str) -> None:
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        pages[entry["location"].partition("#")[0]].append(entry)
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
