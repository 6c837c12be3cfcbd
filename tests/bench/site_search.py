"""What a visitor waits for, and loads, until the search of a site answers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tests.bench.invented import compressed
from tests.support.browser import served

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from plaindesk.core.model.articles.article import Article

_PATIENCE = 180_000
"""Milliseconds."""
_QUIET = 1_000


def asked(browser: Browser, site: Path, made: Sequence[Article]) -> str:
    """Ask for two articles by words of their titles, one after the other, as a new visitor."""
    questions = [" ".join(made[n].title.rstrip("?").split()[:2]) for n in (len(made) // 2, 7)]
    with served(site) as base:
        page = browser.new_page(service_workers="block")
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(base, wait_until="networkidle")
        # The theme may load the index before anybody asks: that counts, the page doesn't.
        loaded[:] = [url for url in loaded if "/search/" in url]
        first = answered(page, questions[0])
        page.wait_for_timeout(_QUIET)
        before = len(loaded)
        clear(page)
        following = answered(page, questions[1])
        page.wait_for_timeout(_QUIET)
        sizes = [kilobytes(site, url) for url in loaded]
        page.close()
    return (
        f"{first:.1f} | {sum(sizes[:before]):,.0f} | {before} | "
        f"{following:.1f} | {sum(sizes[before:]):,.0f}"
    )


def answered(page: Page, question: str) -> float:
    """Type a question and wait for the first result."""
    box = page.locator(".md-search__input")
    items = page.locator(".md-search-result__item")
    started = time.perf_counter()
    if not page.is_checked("#__search"):
        page.evaluate("document.getElementById('__search').click()")
    box.press_sequentially(question)
    items.first.wait_for(timeout=_PATIENCE)
    return time.perf_counter() - started


def clear(page: Page) -> None:
    """Take the question back."""
    box = page.locator(".md-search__input")
    box.fill("")
    page.wait_for_function("!document.querySelector('.md-search-result__item')")


def kilobytes(site: Path, url: str) -> float:
    """Tell how much a file is as servers send it."""
    path = site / unquote(urlsplit(url).path).lstrip("/")
    return compressed(path) / 1e3 if path.is_file() else 0
