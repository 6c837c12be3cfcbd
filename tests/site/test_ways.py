"""Ways out of a page: to people, to other languages, into somebody's own terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.support.browser import served, visit
from tests.support.texts import settings_of

from plaindesk.site.build.building import build, mkdocs_file
from plaindesk.site.build.site_source import load
from plaindesk.site.pages.open_hours import opening

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PHONE = """\
name: Help
calendars:
  office:
    hours: {mon-fri: ["09:00-17:00"]}
site:
  contact: {phone: "+421 2 5555 0100", calendar: office}
"""


def test_every_page_leads_to_people_languages_and_news(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("printing/jam/")
        foot = visitor.page.locator(".pd-foot a")
        assert [(a.inner_text(), (a.get_attribute("href") or "")) for a in foot.all()] == [
            ("Contact us", "../../contact/"),
            ("Frequently asked questions", "../../faq/"),
            ("Updated articles", "../../feed.xml"),
            ("Imprint", "https://example.com/imprint"),
            ("English", "../../printing/jam/"),
            ("Русский", "../../ru/printing/paper/"),
            ("فارسی", "../../fa/printing/jam/"),
            ("Slovenčina", "../../sk/printing/jam/"),
        ]
        visitor.open("")
        hero = visitor.page.locator(".pd-hero")
        assert hero.locator("h1").inner_text() == "Help at Example"
        assert hero.locator("a:visible").all_inner_texts() == [
            "Contact us",
            "Frequently asked questions",
        ]


def test_who_comes_from_what_is_not_translated_is_told(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("account/sign-in/")
        visitor.page.locator(".pd-foot a[hreflang=sk]").click()
        visitor.page.get_by_text("Táto stránka ešte nie je preložená.").wait_for()
        assert visitor.page.url == f"{base}sk/"
        visitor.page.get_by_role("button", name="Späť na ňu").click()
        visitor.page.wait_for_url("**/account/sign-in/")


def test_sections_stand_in_their_order_with_their_icons(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("")
        cards = visitor.page.locator("#topics + ul > li")
        assert [card.locator("a").inner_text() for card in cards.all()] == [
            "Printing",
            "Your account",
        ]
        assert cards.locator(".pd-icon svg").count() == 2


def test_beside_an_article_its_section_is_open(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("printing/jam/")
        section = visitor.page.locator(".md-nav--primary .md-nav__item--nested")
        assert section.locator("> .md-nav__container > a").inner_text() == "Printing"
        listed = section.locator("nav a")
        assert [(a.inner_text(), a.get_attribute("aria-current")) for a in listed.all()] == [
            ("Why does the printer jam?", "page"),
        ]
        visitor.open("account/sign-in/")
        assert listed.count() > 1
        assert listed.first.is_visible()
        assert section.locator("nav a[aria-current]").inner_text() == "How do I sign in?"
        section.get_by_text("How do I reset my password?").click()
        visitor.page.wait_for_url("**/account/reset/")


TITLES = """\
name: Help
languages: [en, sk, ru]
site: {titles: {sk: Pomoc}, description: Answers., descriptions: {sk: Odpovede.}}
"""


def test_the_site_is_called_by_its_name_in_each_language(tmp_path: Path) -> None:
    for language in ("en", "sk", "ru"):
        path = tmp_path / f"kb/{language}/start/a.md"
        path.parent.mkdir(parents=True)
        path.write_text("---\ntitle: A\nstatus: published\n---\n\nYes.\n", "utf-8")
    (tmp_path / "desk.yml").write_text(TITLES, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(mkdocs_file("Help"), "utf-8")
    build(tmp_path, tmp_path / "site", load(tmp_path))
    found = {}
    for language in ("", "sk/", "ru/"):
        page = (tmp_path / f"site/{language}index.html").read_text("utf-8")
        parts = (r"<title>(.*?)</title>", r'"description" content="(.*?)"', r"<h1[^>]*>(.*?)<")
        found[language] = [match[1] for part in parts if (match := re.search(part, page))]
    assert found == {
        "": ["Help", "Answers.", "Help"],
        "sk/": ["Pomoc", "Odpovede.", "Pomoc"],
        "ru/": ["Help", "Answers.", "Help"],
    }


@pytest.mark.parametrize(("count", "is_open"), [(40, True), (41, False)])
def test_a_section_of_many_articles_is_not_listed_beside_each(
    tmp_path: Path, count: int, *, is_open: bool
) -> None:
    for number in range(count):
        path = tmp_path / f"kb/en/start/a{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: A {number}\nstatus: published\n---\n\nYes.\n", "utf-8")
    (tmp_path / "desk.yml").write_text("name: Help\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(mkdocs_file("Help"), "utf-8")
    build(tmp_path, tmp_path / "site", load(tmp_path))
    page = (tmp_path / "site/start/a0/index.html").read_text("utf-8")
    assert ("__pd_section" in page) is is_open


@pytest.mark.parametrize(("path", "fonts"), [("printing/jam/", 0), ("", 0), ("fa/", 1)])
def test_the_persian_font_is_loaded_by_persian_pages(
    browser: Browser, base: str, path: str, fonts: int
) -> None:
    with visit(browser, base) as visitor:
        asked: list[str] = []
        visitor.page.on("request", lambda request: asked.append(request.url))
        visitor.open(path)
        visitor.page.evaluate("document.fonts.ready")
        assert sum(url.endswith(".woff2") for url in asked) == fonts


def test_a_title_in_another_language_reads_in_its_own_direction(
    browser: Browser, base: str
) -> None:
    with visit(browser, base) as visitor:
        visitor.open("fa/account/")
        title = visitor.page.get_by_role("link", name="How do I sign in?").first
        assert title.get_attribute("dir") == "auto"
        assert title.evaluate("each => getComputedStyle(each).direction") == "ltr"


def test_a_command_is_copied_without_its_prompt(browser: Browser, tmp_path: Path) -> None:
    steps = '```console\n$ desk new "Hello"\n$ desk list\n```\n'
    article = f"---\ntitle: Steps\nstatus: published\naudience: public\n---\n\n{steps}"
    path = tmp_path / "kb/en/start/steps.md"
    path.parent.mkdir(parents=True)
    path.write_text(article, "utf-8")
    (tmp_path / "desk.yml").write_text("name: Help\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(mkdocs_file("Help"), "utf-8")
    build(tmp_path, tmp_path / "site", load(tmp_path))
    with served(tmp_path / "site") as base, visit(browser, base) as visitor:
        visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visitor.open("start/steps/")
        visitor.page.locator("[data-clipboard-target]").click()
        visitor.page.wait_for_function("navigator.clipboard.readText().then(Boolean)")
        copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied.rstrip() == 'desk new "Hello"\ndesk list'


def test_without_a_form_service_the_form_becomes_a_mail(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    contact = "site: {contact: {email: help@example.com}}\n"
    (tmp_path / "desk.yml").write_text(f"name: Help\n{contact}", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(mkdocs_file("Help"), "utf-8")
    build(tmp_path, tmp_path / "site", load(tmp_path))
    with served(tmp_path / "site") as base, visit(browser, base) as visitor:
        visitor.open("contact/")
        visitor.page.evaluate(
            "Object.defineProperty(window, 'went', { value: [], writable: false });"
            "navigation.addEventListener('navigate', (e) => went.push(e.destination.url))"
        )
        visitor.page.locator("#__pd-details").fill("It says E-17 & stops.")
        visitor.page.locator("#__pd-subject").fill("Printer")
        last = visitor.page.locator("#__pd-form :is(input, textarea, button)").last
        assert last.inner_text() == "Write this as a mail"
        visitor.page.locator("#__pd-subject").press("Enter")
        visitor.page.wait_for_function("went.length")
        (address,) = visitor.page.evaluate("went")
        assert address.startswith("mailto:help@example.com?subject=Printer&body=It%20says%20E-17")


def test_where_nobody_can_be_reached_there_is_no_form(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "desk.yml").write_text("name: Help\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(mkdocs_file("Help"), "utf-8")
    build(tmp_path, tmp_path / "site", load(tmp_path))
    page = (tmp_path / "site/contact/index.html").read_text("utf-8")
    assert "__pd-form" not in page
    assert "Ask the person who gave you this address." in page


def test_a_phone_alone_says_whether_it_is_answered(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "desk.yml").write_text(PHONE, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(mkdocs_file("Help"), "utf-8")
    build(tmp_path, tmp_path / "site", load(tmp_path))
    with served(tmp_path / "site") as base, visit(browser, base) as visitor:
        visitor.page.clock.set_fixed_time("2026-11-20T10:00:00Z")
        visitor.open("contact/")
        assert visitor.page.locator(".pd-open").inner_text().startswith("Open now")
        assert visitor.page.locator("#__pd-form").count() == 0


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("fa", ["شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه"]),
        ("sk", ["pondelok", "utorok", "streda", "štvrtok", "piatok", "sobota", "nedeľa"]),
    ],
)
def test_the_week_begins_where_the_language_has_it(language: str, days: list[str]) -> None:
    settings = settings_of(PHONE)
    listed = [line for line in opening(settings, language).splitlines() if line in days]
    assert listed == days
