"""The site as visitors meet it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.support.browser import Visit, launched, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
RESET = {
    "": "How do I reset my password?",
    "ru/": "Как сбросить пароль?",
    "fa/": "چگونه گذرواژه‌ام را بازنشانی کنم؟",
    "sk/": "Ako si obnovím heslo?",
}
JAM = {
    "": "Why does the printer jam?",
    "ru/": "Принтер зажевал бумагу",
    "fa/": "چرا کاغذ در چاپگر گیر می‌کند؟",
    "sk/": "Prečo sa v tlačiarni zasekáva papier?",
}
ASKED = {
    "": {
        "reset password": RESET,
        "how do I reset my passwords?": RESET,
        "resetting": RESET,
        "passwrod": RESET,
        "passw": RESET,
        "credentials": RESET,
        "E-4711": JAM,
        "e4711": JAM,
        "printr": JAM,
    },
    "ru/": {
        "пароль": RESET,
        "паролей": RESET,
        "еще": RESET,
        "прнитер": JAM,
        "замятий бумаг": JAM,
        "принтера": JAM,
    },
    "fa/": {
        "گذرواژه‌ام": RESET,
        "گذرواژهام": RESET,
        "گذرواژه": RESET,
        "كتاب": RESET,
        "4711": RESET,
        "چاپگرها": JAM,
        "ميكند": JAM,
    },
    "sk/": {
        "heslo": RESET,
        "hesla": RESET,
        "hesiel": RESET,
        "obnovenie hesla": RESET,
        "tlaciarne": JAM,
        "tlačiareň": JAM,
    },
}
SEARCHES = [
    (lang, words, right[lang]) for lang, all_ in ASKED.items() for words, right in all_.items()
]


@pytest.fixture(scope="module")
def base(built: Path) -> Iterator[str]:
    with served(built.parent) as address:
        yield f"{address}desk/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@contextmanager
def visit(
    browser: Browser, base: str, *, width: int = 1280, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
    )
    made = Visit(context.new_page(), base)
    yield made
    assert made.foreign == []
    assert made.errors == []
    context.close()


@pytest.fixture(scope="module")
def searchers(browser: Browser, base: str) -> Iterator[dict[str, Visit]]:
    """One open page per language, so that each index is loaded once."""
    with (
        visit(browser, base) as english,
        visit(browser, base) as russian,
        visit(browser, base) as persian,
        visit(browser, base) as slovak,
    ):
        opened = {"": english, "ru/": russian, "fa/": persian, "sk/": slovak}
        for language, page in opened.items():
            page.open(f"{language}account/reset/")
            page.search("x")
            page.page.wait_for_timeout(1000)
        yield opened


@pytest.mark.parametrize(("language", "words", "title"), SEARCHES)
def test_words_find_the_article(
    searchers: dict[str, Visit], language: str, words: str, title: str
) -> None:
    assert title in searchers[language].search(words)[:1]


def test_hits_show_nothing_hidden(searchers: dict[str, Visit]) -> None:
    page = searchers["fa/"]
    page.search("4711")
    shown = page.page.locator(".md-search-result__list").inner_text()
    assert "۴۷۱۱" in shown
    assert "4711" not in shown


def test_the_box_on_the_home_page_searches(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("")
        assert not visitor.page.locator(".md-search__input").is_visible()
        visitor.page.locator("#__pd-query").press_sequentially("reset")
        first = visitor.page.locator(".md-search-result__item h1").first
        first.wait_for()
        assert first.inner_text() == RESET[""]
        assert visitor.page.locator(".md-search__input").input_value() == "reset"
        first.click()
        visitor.page.wait_for_url("**/account/reset/**")


def test_the_switch_keeps_the_article(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("account/reset/")
        visitor.page.locator(".md-select").hover()
        visitor.page.locator('.md-select__link[hreflang="fa"]').click()
        visitor.page.wait_for_url("**/fa/account/reset/")
        assert visitor.page.locator("h1").inner_text().startswith("چگونه")
        visitor.page.locator(".md-select").hover()
        visitor.page.locator('.md-select__link[hreflang="en"]').click()
        visitor.page.wait_for_url(f"{base}account/reset/")


def test_persian_runs_from_right_to_left(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("fa/account/reset/")
        page = visitor.page
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert page.evaluate("document.documentElement.lang") == "fa"
        for code in ("p code, li code", "pre"):
            found = page.locator(f".md-content :is({code})").first
            assert found.evaluate("e => getComputedStyle(e).direction") == "ltr"
        navigation = page.locator(".md-sidebar--primary").bounding_box()
        text = page.locator(".md-content").bounding_box()
        assert navigation
        assert text
        assert navigation["x"] > text["x"]


@pytest.mark.parametrize("path", ["", "account/reset/", "account/hostile/", "fa/", "faq/", "tags/"])
def test_the_smallest_phone_needs_no_sideways(browser: Browser, base: str, path: str) -> None:
    with visit(browser, base, width=320) as visitor:
        visitor.open(path)
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_dark_follows_the_system(browser: Browser, base: str) -> None:
    for scheme, expected in (("dark", "slate"), ("light", "default")):
        with visit(browser, base, scheme=scheme) as visitor:  # type: ignore[arg-type]
            visitor.open("")
            assert visitor.page.locator("body").get_attribute("data-md-color-scheme") == expected


def test_nothing_hostile_ran(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        for path in ("account/hostile/", "", "account/", "tags/", "faq/", "ru/account/"):
            visitor.open(path)
            for details in visitor.page.locator("summary").all():
                details.click()
            assert visitor.page.evaluate("typeof window.hacked") == "undefined", path
        visitor.open("account/sign-in/")
        visitor.search("hacked")
        assert visitor.page.evaluate("typeof window.hacked") == "undefined"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["", "account/", "account/reset/", "fa/account/reset/", "faq/", "contact/", "404.html"]
)
def test_everybody_can_use_it(
    browser: Browser, base: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    with visit(browser, base, scheme=scheme) as visitor:
        visitor.open(path)
        found = Axe().run(visitor.page, options=RULES).response["violations"]
        assert [(each["id"], [n["target"] for n in each["nodes"]]) for each in found] == []


def test_pages_are_pictured(browser: Browser, base: str) -> None:
    """For people to look at; `build/` is not committed."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    wanted = [("home", "", 1280, "light"), ("article", "account/reset/", 1280, "dark")]
    wanted += [("phone", "", 320, "light"), ("persian", "fa/account/reset/", 1280, "light")]
    for name, path, width, scheme in wanted:
        with visit(browser, base, width=width, scheme=scheme) as visitor:  # type: ignore[arg-type]
            visitor.open(path)
            picture = visitor.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
            assert picture.startswith(b"\x89PNG")
