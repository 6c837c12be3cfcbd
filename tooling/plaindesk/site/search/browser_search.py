"""The search of a built site, asked in a real browser."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from shutil import which
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Page

    from plaindesk.core.results.evaluation import Asked

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_OPTIONS = ("--disable-gpu", "--disable-dev-shm-usage")
_FIND = "words => window.plaindesk.find(words).then(hits => hits.map(hit => hit.location))"


def ask(folder: Path, asked: Sequence[Asked], default: str) -> list[Asked]:
    """Put each question to the built site's own search, in its own language."""
    with _served(folder) as base, _page() as page:
        answered = []
        at = None
        for each in sorted(asked, key=_language):
            if each.language != at:
                at = each.language
                page.goto(base if at == default else f"{base}{at}/")
            found = page.evaluate(_FIND, each.words)
            answered.append(replace(each, found=_keys(found, each.language)))
    return answered


def _language(asked: Asked) -> str:
    return asked.language


def _keys(locations: Sequence[str], language: str) -> tuple[str, ...]:
    """Name the articles that addresses lead to, each once."""
    pages = (address.partition("#")[0].removesuffix(".html").strip("/") for address in locations)
    return tuple(dict.fromkeys(f"{language}/{page}" for page in pages))


@contextmanager
def _page() -> Iterator[Page]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        hint = "Install it: pip install playwright"
        raise DeskError("Playwright, which drives the browser, isn't installed.", hint) from None
    path = next((found for name in _BROWSERS if (found := which(name))), None)
    if path is None:
        raise DeskError("There is no Chromium here.", "Install Chromium or Chrome.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=_OPTIONS, chromium_sandbox=not _is_root()
        )
        yield browser.new_page()
        browser.close()


def _is_root() -> bool:
    """Tell whether Chromium starts only without its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine alone and give its address."""
    if not (folder / "index.html").is_file():
        raise DeskError(f"{folder} holds no built site.", "Build it: desk site build")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
