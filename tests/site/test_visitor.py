"""A visitor's ways: to an answer, to a person, by keyboard, on paper, from a disk."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.support.browser import Visit, visit

from plaindesk.site.build.building import build
from plaindesk.site.build.site_source import in_files

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Request, Route

    from plaindesk.site.build.site_source import Content

pytestmark = pytest.mark.browser

KINDS = (
    "", "account/", "account/reset/", "account/hostile/", "faq/", "tags/", "contact/", "404.html",
    "fa/", "fa/account/reset/", "fa/contact/", "fa/faq/",
)  # fmt: skip
RESET = "How do I reset my password?"


def asked(address: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


def test_home_tells_what_is_broken_and_what_is_asked_about(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("")
        notice = visitor.page.locator(".pd-home .admonition").inner_text()
        assert "The VPN is ″down″ <b>since</b> nine" in notice
        assert "We are on it. </div><script>window.hacked = 1</script>" in notice
        titles = visitor.page.locator("h2").all_inner_texts()
        assert [title.rstrip("¶") for title in titles] == [
            "Topics",
            "Often needed",
        ]
        needed = visitor.page.locator("#often-needed + ul > li > a").all_inner_texts()
        assert needed[-2:] == ["Why does the printer jam?", "How do I sign in?"]


def test_helpful_is_heard_and_nothing_else(browser: Browser, base: str) -> None:
    heard: list[Request] = []
    with visit(browser, base) as visitor:
        hear(visitor, heard)
        visitor.open("ru/account/reset/")
        visitor.page.locator("#__pd-yes").click()
        visitor.page.get_by_text("Спасибо!").wait_for()
        assert not visitor.page.locator("#__pd-no").is_visible()
        visitor.page.wait_for_timeout(200)
    (request,) = heard
    told = {key: values[0] for key, values in parse_qs(request.post_data or "").items()}
    assert told == {"article": "account/reset", "helpful": "yes", "language": "ru"}


def hear(visitor: Visit, heard: list[Request]) -> None:
    """Stand in for the services that the desk names."""

    def take(route: Route) -> None:
        heard.append(route.request)
        route.fulfill(status=200, headers={"Access-Control-Allow-Origin": "*"}, body="{}")

    for service in ("feedback", "forms"):
        visitor.expected += (f"https://{service}.example.org/",)
        visitor.page.route(f"https://{service}.example.org/**", take)


def test_not_helpful_leads_to_people_with_the_article(browser: Browser, base: str) -> None:
    heard: list[Request] = []
    with visit(browser, base) as visitor:
        hear(visitor, heard)
        visitor.open("account/reset/")
        visitor.page.locator("#__pd-no").click()
        visitor.page.wait_for_url(re.compile(r"/contact/\?article=account"))
        visitor.page.get_by_text(f"Article: {RESET}").wait_for()
        mail = visitor.page.locator('a[href^="mailto:"]').get_attribute("href") or ""
        assert "Article: account/reset" in asked(mail)["body"]


def test_contact_suggests_before_anything_is_sent(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("contact/")
        visitor.page.locator("#__pd-subject").press_sequentially("resetting passwrod")
        found = visitor.page.locator("#__pd-suggested a").first
        found.wait_for()
        assert found.inner_text() == RESET
        visitor.page.locator("#__pd-details").fill("It says E-17 & stops.")
        forge = visitor.page.locator('a[href^="https://forge.example.org/"]').get_attribute("href")
        told = asked(forge or "")
        assert told["template"] == "request.yml"
        assert told["title"] == "resetting passwrod"
        assert told["body"].startswith("It says E-17 & stops.")
        found.click()
        visitor.page.wait_for_url("**/account/reset/")


def test_a_form_service_gets_json(browser: Browser, base: str) -> None:
    heard: list[Request] = []
    with visit(browser, base) as visitor:
        hear(visitor, heard)
        visitor.open("sk/contact/?article=account/reset&q=hesla")
        assert visitor.page.locator("#__search").is_checked() is False
        assert visitor.page.locator("#__pd-subject").input_value() == "hesla"
        visitor.page.locator("#__pd-reply").fill("jana@example.com")
        visitor.page.locator("#__pd-form button").click()
        visitor.page.get_by_text("Odoslané.").wait_for()
    told = json.loads(next(r.post_data or "" for r in heard if r.method == "POST"))
    assert told == {
        "subject": "hesla",
        "body": "",
        "email": "jana@example.com",
        "article": "account/reset",
        "query": "hesla",
        "language": "sk",
    }


def test_contact_needs_no_script(browser: Browser, base: str) -> None:
    with visit(browser, base, scripts=False) as visitor:
        visitor.open("account/reset/")
        assert not visitor.page.locator("#__pd-yes").is_visible()
        visitor.page.locator("#__pd-no").click()
        visitor.page.wait_for_url(re.compile(r"/contact/\?article="))
        ways = visitor.page.locator(".pd-contact > ul").first.locator("a")
        assert [way.get_attribute("href") for way in ways.all()] == [
            "https://forge.example.org/help/issues/new?template=request.yml",
            "mailto:help@example.com",
            "tel:+421255550100",
        ]
        assert visitor.page.get_by_text("08:00–12:00").first.is_visible()
        assert not visitor.page.locator("#__pd-form").is_visible()
        assert not visitor.page.locator(".pd-search").is_visible()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-20T09:00:00Z", "Open now, until 9:00 PM your time"),
        ("2026-11-20T12:10:00Z", "Closed now, opens 9:30 PM your time"),
        ("2026-11-20T17:00:00Z", "Closed now, opens Monday 5:00 PM your time"),
        ("2026-12-24T09:00:00Z", "Closed now, opens Friday 5:00 PM your time"),
    ],
)
def test_open_now_is_told_in_the_visitors_time(
    browser: Browser, base: str, moment: str, said: str
) -> None:
    """The desk keeps UTC here; the visitor is nine hours ahead."""
    with visit(browser, base, zone="Asia/Tokyo") as visitor:
        visitor.page.clock.set_fixed_time(moment)
        visitor.open("contact/")
        badge = visitor.page.locator(".pd-open").inner_text()
        assert badge.replace("\u202f", " ") == said


def test_where_nothing_is_found_the_page_helps_on(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("account/sign-in/")
        visitor.search("qqzzqq")
        visitor.page.locator(".pd-none").wait_for()
        topics = visitor.page.locator(".pd-none li a").all_inner_texts()
        assert topics == ["Contact us", "Printing", "Your account"]
        ask = visitor.page.locator(".pd-none li a").first.get_attribute("href") or ""
        assert asked(ask) == {"q": "qqzzqq"}
        assert visitor.search("pritenr") == ["Why does the printer jam?"]
        assert not visitor.page.locator(".pd-none").is_visible()


@pytest.mark.parametrize(
    ("language", "words", "right"),
    [
        ("", "pritenr", "printer"),
        ("", "printer penguin fig", ""),
        ("ru/", "страинцу", "страницу"),
        ("ru/", "нажмите", ""),
        ("fa/", "کاغد", "کاغذ"),
        ("fa/", "گذرواژهام", ""),
        ("sk/", "obnomví", "obnovím"),
        ("sk/", "obnovim", ""),
    ],
)
def test_what_is_spelled_right_is_not_corrected(
    browser: Browser, base: str, language: str, words: str, right: str
) -> None:
    with visit(browser, base) as visitor:
        visitor.open(language)
        assert visitor.page.evaluate("(w) => window.plaindesk.spelled(w)", words) == right


def test_an_address_opens_the_search_or_a_question(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("?q=reset")
        first = visitor.page.locator(".md-search-result__item h1").first
        first.wait_for()
        assert first.inner_text() == RESET
        visitor.open("faq/#account-reset")
        answer = visitor.page.get_by_text("Choose Forgot on the sign-in page.")
        answer.wait_for()
        assert answer.is_visible()
        assert visitor.page.locator("details[open]").count() == 1


def test_the_keyboard_is_enough(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        hear(visitor, [])
        visitor.open("")
        keyboard = visitor.page.keyboard
        reached(visitor, "#__pd-query")
        keyboard.type("reset")
        visitor.page.locator(".pd-found a").first.wait_for()
        keyboard.press("ArrowDown")
        keyboard.press("Enter")
        visitor.page.wait_for_url("**/account/reset/**")
        visitor.open("account/reset/")
        reached(visitor, "#__pd-no")
        keyboard.press("Enter")
        visitor.page.wait_for_url("**/contact/**")
        reached(visitor, "#__pd-subject")
        visitor.open("faq/")
        reached(visitor, "details:has(#account-reset) > summary")
        keyboard.press("Enter")
        assert visitor.page.locator("#account-reset").is_visible()


def reached(visitor: Visit, target: str) -> None:
    """Go on with the tabulator until something has the focus, and shows it."""
    wanted = visitor.page.locator(target)
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            outline = wanted.evaluate("e => getComputedStyle(e).outlineStyle")
            assert outline != "none", f"nobody sees that {target} has the focus"
            return
    pytest.fail(f"the tabulator never reaches {target}")


@pytest.mark.parametrize("path", KINDS)
def test_the_smallest_phone_needs_no_sideways(browser: Browser, base: str, path: str) -> None:
    with visit(browser, base, width=320) as visitor:
        visitor.open(path)
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320


_SHIFTED = """() => new Promise((told) => {
    let sum = 0;
    const seen = new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) sum += shift.value;
    });
    seen.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => told(sum))));
})"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", KINDS)
def test_nothing_moves_while_a_page_is_read(
    browser: Browser, base: str, path: str, width: int
) -> None:
    with visit(browser, base, width=width) as visitor:
        visitor.open(path)
        visitor.page.wait_for_function("!document.documentElement.classList.contains('no-js')")
        assert visitor.page.evaluate(_SHIFTED) <= 0.02


def test_paper_is_light(browser: Browser, base: str) -> None:
    look = "() => ['--pd-card', '--md-typeset-a-color', '--md-default-fg-color--light'].map("
    look += "(name) => getComputedStyle(document.body).getPropertyValue(name))"
    with visit(browser, base, scheme="light") as visitor:
        visitor.open("account/reset/")
        visitor.page.emulate_media(media="print")
        light = visitor.page.evaluate(look)
    with visit(browser, base, scheme="dark") as visitor:
        visitor.open("account/reset/")
        visitor.page.emulate_media(media="print")
        assert visitor.page.evaluate(look) == light


def test_paper_shows_the_answer_alone(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("account/reset/")
        visitor.page.emulate_media(media="print")
        for gone in (".md-header", ".pd-feedback", ".pd-path", ".md-sidebar--primary"):
            assert not visitor.page.locator(gone).is_visible(), gone
        assert visitor.page.get_by_text("Open the sign-in page and choose").is_visible()
        visitor.open("faq/")
        visitor.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert visitor.page.locator("#account-reset").is_visible()


def test_a_title_that_turns_letters_round_turns_no_others(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("fa/account/reset/")
        code = visitor.page.locator(".md-content li code").first
        assert code.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
        visitor.open("account/sign-in/")
        for link in visitor.page.locator(".md-content a:not(.headerlink)").all():
            assert link.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
        assert visitor.page.locator("#__pd-helpful").is_visible()


def test_the_site_opens_from_a_disk_and_searches(
    browser: Browser, desk: Path, desk_content: Content, tmp_path: Path
) -> None:
    report = build(desk, tmp_path / "site", in_files(desk_content))
    assert report.warnings == ()
    with visit(browser, f"{tmp_path.as_uri()}/site/") as visitor:
        hear(visitor, [])
        visitor.open("index.html")
        visitor.page.locator("#__pd-query").press_sequentially("passwrod")
        visitor.page.locator(".pd-found li:first-child a", has_text=RESET).wait_for()
        first = visitor.page.locator(".pd-found a").first
        first.click()
        visitor.page.wait_for_url("**/account/reset.html**")
        visitor.page.locator("#__pd-no").click()
        visitor.page.wait_for_url(re.compile(r"/contact\.html\?article="))
        visitor.page.get_by_text(f"Article: {RESET}").wait_for()
        visitor.page.locator("#__pd-subject").press_sequentially("printer")
        visitor.page.get_by_role("link", name="Why does the printer jam?").wait_for()
        visitor.open("fa/account/reset.html")
        visitor.page.locator('link[hreflang="en"], .md-select__link[hreflang="en"]').last.evaluate(
            "link => link.click()"
        )
        visitor.page.wait_for_url("**/site/account/reset.html")
