"""A browser that may talk to nobody but the site under test."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import sync_playwright
from tests.support import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that leaves a page hangs up on what it had asked for."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine and give its address."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def launched() -> Iterator[Browser]:
    """Start Chromium; `make test` names one, or fetches it."""
    path = chromium.named() or chromium.installed()
    if path is None:
        pytest.skip("no Chromium here; `make test` fetches one")
    arguments = ["--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
    arguments.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to run as root otherwise
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


class Visit:
    """One visitor: a page, and what went wrong on it."""

    def __init__(self, page: Page, base: str) -> None:
        """Listen before anything is opened."""
        self.page = page
        self.base = base
        self.foreign: list[str] = []
        self.expected: tuple[str, ...] = (base, "data:", "blob:", "mailto:")
        """What addresses that may be asked begin with."""
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("request", self._only_own)

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.page.goto(self.base + path)

    def search(self, words: str) -> list[str]:
        """Ask the header's search and read the titles that come."""
        if not self.page.is_checked("#__search"):
            self.page.evaluate("document.getElementById('__search').click()")
        box = self.page.locator(".md-search__input")
        box.fill("")
        items = self.page.locator(".md-search-result__item")
        self._settled(lambda: items.count() == 0)
        # All at once: answers to the first letters of a question are no answers to it.
        box.fill(words)
        # What says that nothing was found names the question: an earlier one is no answer.
        none = self.page.locator(".pd-none__title", has_text=words.strip())
        self._settled(lambda: items.count() > 0 or none.is_visible())
        self.page.wait_for_timeout(150)
        return self.page.locator(".md-search-result__item > a:first-child h1").all_inner_texts()

    def _settled(self, is_done: Callable[[], bool]) -> None:
        """Wait for as long as a busy machine may take."""
        for _ in range(200):
            if is_done():
                return
            self.page.wait_for_timeout(50)

    def _only_own(self, request: Request) -> None:
        """Take down what is asked of others; the browser finds no other host."""
        if not request.url.startswith(self.expected):
            self.foreign.append(request.url)


@contextmanager
def visit(
    browser: Browser,
    base: str,
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    scripts: bool = True,
    zone: str = "UTC",
) -> Iterator[Visit]:
    """Come as a new visitor, and leave with nothing broken and nobody else asked."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        java_script_enabled=scripts,
        service_workers="block",
        timezone_id=zone,
    )
    made = Visit(context.new_page(), base)
    yield made
    assert made.foreign == [], made.foreign
    assert made.errors == []
    assert context.cookies() == []
    context.close()
