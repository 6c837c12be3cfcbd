"""The site as visitors meet it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.browser import Visit, visit

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
        "--password": RESET,
        "photocopiers": JAM,
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
            found = (page.search(next(iter(ASKED[language]))) for _ in range(5))
            assert any(found), "the index was never loaded"
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


def test_the_box_on_the_home_page_answers_below_itself(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("")
        assert not visitor.page.locator(".md-search__input").is_visible()
        box = visitor.page.locator("#__pd-query")
        box.press_sequentially("reset")
        visitor.page.locator(".pd-found li:first-child a", has_text=RESET[""]).wait_for()
        assert box.input_value() == "reset"
        assert not visitor.page.is_checked("#__search")
        box.press("Enter")
        visitor.page.wait_for_function("document.activeElement.closest('.pd-found')")
        assert visitor.page.url == base
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**/account/reset/**")


@pytest.mark.parametrize("home", ["", "fa/"])
def test_what_stands_at_the_top_of_the_home_page_has_one_middle(
    browser: Browser, base: str, home: str
) -> None:
    middle = """selector => {
        const range = new Range()
        range.selectNodeContents(document.querySelector(selector))
        const found = range.getBoundingClientRect()
        return found.left + found.width / 2
    }"""
    with visit(browser, base) as visitor:
        visitor.open(home)
        parts = (".pd-hero", ".pd-hero h1", ".pd-search__label", ".pd-search__people")
        found = [visitor.page.evaluate(middle, part) for part in parts]
    assert found == pytest.approx([found[0]] * len(parts), abs=1)


def test_questions_asked_at_once_get_their_own_answers(browser: Browser, base: str) -> None:
    ask = """Promise.all(["reset", "jam", "zxqwv"].map(window.plaindesk.find)).then(
        (all) => all.map((hits) => hits[0]?.location.split("#")[0] ?? ""))"""
    with visit(browser, base) as visitor:
        visitor.open("")
        assert visitor.page.evaluate(ask) == ["account/reset/", "printing/jam/", ""]


def test_where_nothing_is_sure_to_answer_people_are_offered(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("")
        box = visitor.page.locator("#__pd-query")
        box.fill("page about whales and dolphins")
        links = visitor.page.locator(".pd-found li a")
        visitor.page.locator(".pd-found li:last-child a", has_text="Contact us").wait_for()
        assert links.all_inner_texts()[:-1] == [RESET[""]]
        assert links.last.get_attribute("href") == (
            f"{base}contact/?q=page+about+whales+and+dolphins"
        )


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("", "talk to a human", "Contact us"),
        ("ru/", "статус моей заявки", "Связаться с нами"),
        ("fa/", "می خواهم درخواست جدید ثبت کنم", "تماس با ما"),
        ("sk/", "nová požiadavka", "Kontakt"),
    ],
)
def test_who_asks_for_people_finds_them(
    searchers: dict[str, Visit], language: str, words: str, title: str
) -> None:
    assert searchers[language].search(words)[:1] == [title]


def test_enter_goes_nowhere_where_nothing_is_found(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("")
        box = visitor.page.locator("#__pd-query")
        box.fill("zxqwv blorp")
        visitor.page.locator(".pd-found .pd-none").wait_for()
        assert visitor.page.locator(".pd-found .pd-none a").first.inner_text() == "Contact us"
        assert visitor.page.locator(".pd-none__again").count() == 0
        box.press("Enter")
        visitor.page.wait_for_timeout(100)
        assert visitor.page.url == base
        visitor.open("account/reset/")
        visitor.search("zxqwv blorp")
        visitor.page.locator(".md-search .pd-none").wait_for()
        visitor.page.locator(".md-search__input").press("Enter")
        visitor.page.wait_for_timeout(100)
        assert visitor.page.url == f"{base}account/reset/"


def test_a_slash_leads_to_the_box_of_the_page(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("")
        visitor.page.keyboard.press("/")
        assert visitor.page.evaluate("document.activeElement.id") == "__pd-query"
        assert visitor.page.locator("#__pd-query").input_value() == ""


def test_the_languages_are_one_stop_of_the_keyboard(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("")
        visitor.page.locator(".md-select button").focus()
        visitor.page.keyboard.press("Tab")
        assert not visitor.page.evaluate("document.activeElement.matches('.md-select__link')")
        visitor.page.locator(".md-select button").focus()
        visitor.page.keyboard.press("ArrowDown")
        visitor.page.keyboard.press("ArrowDown")
        assert visitor.page.evaluate("document.activeElement.hreflang") == "ru"
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**/ru/")


_PASTED = """(box, words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    document.execCommand("insertText", false, words);
}"""
_COMPOSED = """(box, words) => {
    box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    box.value = words;
    box.dispatchEvent(new CompositionEvent("compositionend", { data: words, bubbles: true }));
}"""
WAYS = ("paste", "insertText", "composition")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("language", "words"),
    [("", "reset"), ("ru/", "сбросить пароль"), ("fa/", "گذرواژه‌ام"), ("sk/", "obnovím heslo")],
)
@pytest.mark.parametrize("place", ["", "account/reset/"])
def test_text_that_comes_without_keys_is_looked_for(  # noqa: PLR0917 - a case's parts
    browser: Browser, base: str, place: str, language: str, words: str, way: str
) -> None:
    with visit(browser, base) as visitor:
        visitor.open(language + place)
        page = visitor.page
        box = page.locator(".md-search__input" if place else "#__pd-query")
        if place:
            page.evaluate("document.getElementById('__search').click()")
        box.focus()
        if way == "insertText":
            page.keyboard.insert_text(words)
        else:
            box.evaluate(_PASTED if way == "paste" else _COMPOSED, words)
        found = ".md-search-result__item h1" if place else ".pd-found a"
        first = page.locator(found).first
        first.wait_for()
        assert first.inner_text() == RESET[language]


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


def test_dark_follows_the_system(browser: Browser, base: str) -> None:
    for scheme, expected in (("dark", "slate"), ("light", "default")):
        with visit(browser, base, scheme=scheme) as visitor:  # type: ignore[arg-type]
            visitor.open("")
            assert visitor.page.locator("body").get_attribute("data-md-color-scheme") == expected
