"""A large site: Pagefind searches it, in the same box, with the same understanding of words."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.site.conftest import CANARY
from tests.site.test_browser import RESET, SEARCHES
from tests.support.browser import Visit, served, visit

from plaindesk.core.model.vocabulary import SiteSearch
from plaindesk.site.build.building import build
from plaindesk.site.build.site_source import in_files
from plaindesk.site.search import pagefind_index, size_limit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from plaindesk.site.build.site_source import Content

TYPOS = {"passwrod", "printr", "прнитер"}
"""Pagefind takes every letter at its word; the page offers the right spelling instead."""


def asking(content: Content, search: SiteSearch) -> Content:
    library = content.library
    site = replace(library.settings.site, search=search)
    settings = replace(library.settings, site=site)
    return replace(content, library=replace(library, settings=settings))


@pytest.fixture(scope="module")
def parts_built(
    desk: Path, desk_content: Content, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    output = tmp_path_factory.mktemp("parts") / "desk"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pagefind_index, "MOST", 4)
        report = build(desk, output, asking(desk_content, SiteSearch.PAGEFIND))
    assert report.warnings == ()
    return output


@pytest.fixture(scope="module")
def parts_base(parts_built: Path) -> Iterator[str]:
    with served(parts_built.parent) as address:
        yield f"{address}desk/"


@pytest.fixture(scope="module")
def searchers(browser: Browser, parts_base: str) -> Iterator[dict[str, Visit]]:
    with visit(browser, parts_base) as visitor:
        yield {"": visitor}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "words", "title"), [each for each in SEARCHES if each[1] not in TYPOS]
)
def test_searches_find_the_same(
    searchers: dict[str, Visit], language: str, words: str, title: str
) -> None:
    visitor = searchers[""]
    visitor.open(language)
    assert title in visitor.search(words)[:3]


@pytest.mark.browser
def test_what_is_hidden_is_found_and_not_shown(browser: Browser, parts_base: str) -> None:
    with visit(browser, parts_base) as visitor:
        visitor.open("account/sign-in/")
        assert RESET[""] in visitor.search("credentials")
        hit = visitor.page.locator(".md-search-result__item", has_text=RESET[""]).first
        assert "credentials" not in hit.locator("article").first.inner_text()
        visitor.search("steps")
        visitor.page.locator(".md-search-result__link").first.click()
        visitor.page.wait_for_url("**/account/reset/**")


@pytest.mark.browser
def test_the_right_spelling_is_offered(browser: Browser, parts_base: str) -> None:
    with visit(browser, parts_base) as visitor:
        visitor.open("")
        assert visitor.search("passwrod") == []
        visitor.page.locator(".pd-none__again", has_text="password").click()
        visitor.page.locator(".md-search-result__item", has_text=RESET[""]).first.wait_for()


@pytest.mark.browser
def test_contact_suggests_and_names_the_article(browser: Browser, parts_base: str) -> None:
    with visit(browser, parts_base) as visitor:
        visitor.open("contact/?article=account/reset")
        visitor.page.get_by_text(f"Article: {RESET['']}").wait_for()
        visitor.page.locator("#__pd-subject").press_sequentially("resetting a password")
        found = visitor.page.locator("#__pd-suggested a").first
        found.wait_for()
        assert found.inner_text() == RESET[""]


def test_the_index_is_in_parts_and_tells_no_secret(parts_built: Path) -> None:
    for language in ("", "ru/", "fa/", "sk/"):
        folder = parts_built / language
        assert json.loads((folder / "search/search_index.json").read_text())["docs"] == []
        assert (folder / "pagefind/pagefind.js").is_file()
        assert CANARY not in (folder / "search/words.json").read_text("utf-8")
        page = (folder / "account/reset/index.html").read_text("utf-8")
        assert "&#39;wasm-unsafe-eval&#39;" in page
    names = {path.suffix for path in (parts_built / "pagefind").rglob("*") if path.is_file()}
    assert ".css" not in names


def test_pagefind_is_asked_for_when_there_are_many_articles(
    desk_content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = desk_content.library
    shelf = library.shelves["en"]
    assert not size_limit.is_by_parts(library, shelf)
    monkeypatch.setattr(size_limit, "ARTICLES", 3)
    assert size_limit.is_by_parts(library, shelf)
    assert not size_limit.is_by_parts(asking(desk_content, SiteSearch.BUILT_IN).library, shelf)
    assert not size_limit.is_by_parts(in_files(desk_content).library, shelf)
    monkeypatch.setattr(size_limit, "ARTICLES", 1500)
    monkeypatch.setattr(size_limit, "COMPRESSED", 200)
    assert size_limit.is_by_parts(library, shelf)


def test_without_pagefind_the_built_in_search_stays(
    desk: Path, desk_content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        size_limit, "find_spec", lambda name: None if name == "pagefind" else find(name)
    )
    monkeypatch.setattr(size_limit, "ARTICLES", 3)
    report = build(desk, tmp_path / "site", desk_content)
    (warning,) = report.warnings
    assert "pip install 'plaindesk[large]'" in warning
    index = json.loads((tmp_path / "site/search/search_index.json").read_text())
    assert "bundles" not in index["config"]["desk"]
