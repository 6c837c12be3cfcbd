"""Pagefind's index of one language, made from what the built-in search would have loaded.

It isn't made from the pages: they would have to carry the hidden words, and it takes longer.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.articles.own_addresses import PAGEFIND
from plaindesk.site.search.search_index import pages
from plaindesk.site.search.spelling_words import common_words
from plaindesk.store.search.document import title_stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.site.search.search_index import Known, Page

MOST = 4_000
"""Pages of one bundle: Pagefind takes some 100 kB of memory for each while it works."""
_HIDDEN = "\u2042"
"""Stands before the words that are found and not shown."""
_UNUSED = ("*-ui.css", "*-ui.js", "pagefind-highlight.js")
_HEADS, _WORDS = 5, 1


def replace_index(path: Path, known: Known) -> None:
    """Let Pagefind make its index from the built-in one, which is emptied."""
    held = json.loads(path.read_text("utf-8"))
    made = pages(held["docs"])
    bundles = [
        made[first::count] for count in (-(-len(made) // MOST) or 1,) for first in range(count)
    ]
    for number, bundle in enumerate(bundles, 1):
        with tempfile.TemporaryDirectory() as folder:
            _write_pages(Path(folder), bundle, known)
            _run(Path(folder), path.parent.parent / _name(number))
    words = json.dumps(common_words(made), ensure_ascii=False, separators=(",", ":"))
    (path.parent / "words.json").write_text(words, "utf-8")
    emptied = {"config": held["config"] | {"desk": {"bundles": len(bundles)}}, "docs": []}
    path.write_text(json.dumps(emptied, separators=(",", ":")), "utf-8")


def _name(number: int) -> str:
    """Name the folder of a bundle; the pages know the first, and the worker the others."""
    return PAGEFIND if number == 1 else f"{PAGEFIND}-{number}"


def _write_pages(folder: Path, bundle: Sequence[Page], known: Known) -> None:
    for number, page in enumerate(bundle):
        (folder / f"{number}.html").write_text("".join(_page(page, known)), "utf-8")


def _page(page: Page, known: Known) -> Iterator[str]:
    yield f'<!doctype html><html lang="{html.escape(known.language)}"><body data-pagefind-body>'
    yield f'<i data-pagefind-meta="place:{html.escape(page.location)}"></i>'
    for anchor, title, text in page.parts:
        head = "h2" if anchor else "h1"
        yield f'<{head} id="{html.escape(anchor)}">{html.escape(title)}</{head}>'
        yield f"<p>{html.escape(text)}</p>"
    hidden = known.bag(page)
    heads = " ".join(stem for stems in title_stems(page.title, known.language) for stem in stems)
    words = " ".join(dict.fromkeys((*hidden.words, *hidden.stems)))
    yield f'<p data-pagefind-weight="{_HEADS}">{_HIDDEN} {html.escape(heads)}</p>'
    yield f'<p data-pagefind-weight="{_WORDS}">{html.escape(words)}</p></body></html>'


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
