"""Every kind of page: nothing hostile runs, the policy holds, everybody can use it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.support.browser import Visit, visit
from tests.support.site_desk import IDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = {"runOnly": {"type": "tag", "values": [*TAGS]}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""All that may differ in the dark; the rest of a page is the same."""
PUBLIC = (
    "", "account/", "account/hostile/", "account/reset/", "faq/", "tags/", "contact/", "404.html",
    "ru/account/", "fa/", "fa/account/reset/", "fa/faq/", "fa/contact/", "fa/404.html",
)  # fmt: skip
USABLE = (
    "", "account/", "account/hostile/", "account/reset/", "faq/", "tags/", "contact/", "404.html",
    "fa/", "fa/account/",
    "fa/account/reset/", "fa/faq/", "fa/contact/", "fa/404.html",
)  # fmt: skip
TICKET = f"board/tickets/{IDS[0].lower()}/"
AGENTS = (
    "",
    "404.html",
    "board/queues/support/",
    "board/sla/",
    "board/reports/",
    TICKET,
    "account/hostile/",
)
STILL = "Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))"
"""Whatever grows open has done so."""
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => broken.push(e.violatedDirective));
"""


def is_untouched(visitor: Visit) -> bool:
    for folded in visitor.page.locator(".md-content summary").all():
        folded.click()
    for row in visitor.page.locator(".md-content :is(td, b, img)").all()[:5]:
        row.dispatch_event("click")
    found = visitor.page.evaluate("[typeof window.hacked, ...broken]")
    return bool(found == ["undefined"])


def test_nothing_hostile_runs_on_public_pages(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.page.add_init_script(WATCH)
        for path in PUBLIC:
            visitor.open(path)
            assert is_untouched(visitor), path
        visitor.open("account/sign-in/")
        visitor.search("hacked")
        assert is_untouched(visitor)
        visitor.search("<img src=x onerror=window.hacked=1>qqq")
        assert is_untouched(visitor)
        visitor.open(
            "contact/?article=</script><img src=x onerror=window.hacked=1>&q=<b>hacked</b>"
        )
        visitor.page.locator("#__pd-suggested a").first.wait_for()
        assert is_untouched(visitor)


def test_nothing_hostile_runs_on_pages_for_agents(browser: Browser, agents_base: str) -> None:
    with visit(browser, agents_base) as visitor:
        visitor.page.add_init_script(WATCH)
        for path in AGENTS:
            visitor.open(path)
            assert is_untouched(visitor), path
        visitor.open(TICKET)
        shown = visitor.page.locator(".pd-ticket").inner_text()
        assert "<script>window.hacked = 1</script>" in shown
        assert "# No heading" in shown
        assert "- - - [x](javascript:window.hacked=1) `code` **bold** | a | b |" in shown
        assert '{: onclick="window.hacked = 1" }' in shown
        assert visitor.page.locator(".pd-ticket :is(b, img, code, details, script)").count() == 0


def test_a_text_does_not_dress_up_as_the_page(browser: Browser, base: str) -> None:
    with visit(browser, base) as visitor:
        visitor.open("account/hostile/")
        words = visitor.page.get_by_text("A paragraph that dresses up.")
        assert words.evaluate("e => [e.className, e.id]") == ["", ""]
        deep = visitor.page.locator(".md-content li", has_text="deep")
        assert 10 < deep.count() < 30


def test_the_policy_stops_what_would_run(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{base}account/reset/")
    page.evaluate(
        """() => {
        const script = document.createElement("script");
        script.textContent = "window.hacked = 1";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<p onclick='window.hacked = 1'>x</p>");
        document.body.lastChild.click();
        document.body.insertAdjacentHTML("beforeend", "<img src='https://elsewhere.example/x.png'>");
        fetch("https://elsewhere.example/").catch(() => 0);
    }"""
    )
    page.wait_for_function("broken.length >= 4")
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert {*page.evaluate("broken")} == {
        "script-src-elem",
        "script-src-attr",
        "img-src",
        "connect-src",
    }
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(
    browser: Browser, base: str, scheme: Literal["light", "dark"]
) -> None:
    axe = Axe()
    with visit(browser, base, scheme=scheme) as visitor:
        for path in USABLE:
            visitor.open(path)
            assert violations(axe, visitor, scheme) == [], path
        for path, words in (("account/reset/", "reset"), ("fa/account/reset/", "گذرواژه")):
            for asked in (words, "qqzzqq"):
                visitor.open(path)
                visitor.search(asked)
                visitor.page.evaluate(STILL)
                assert violations(axe, visitor, scheme) == [], (path, asked)
        for path in ("contact/", "fa/contact/"):
            visitor.open(path)
            visitor.page.locator("#__pd-form button[type=submit]").click()  # nothing is said yet
            visitor.page.evaluate(STILL)
            assert violations(axe, visitor, scheme) == [], (path, "empty")
            visitor.page.locator("#__pd-form textarea").fill("It drops.")
            assert violations(axe, visitor, scheme) == [], (path, "filled")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it_on_a_phone(
    browser: Browser, base: str, scheme: Literal["light", "dark"]
) -> None:
    axe = Axe()
    with visit(browser, base, width=390, scheme=scheme) as visitor:
        for path in ("", "account/reset/", "fa/account/reset/"):
            visitor.open(path)
            assert violations(axe, visitor, scheme) == [], path
            visitor.page.locator("label[for=__drawer].md-header__button").click()
            visitor.page.evaluate(STILL)
            assert violations(axe, visitor, scheme) == [], (path, "drawer")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_agent_can_use_it(
    browser: Browser, agents_base: str, scheme: Literal["light", "dark"]
) -> None:
    axe = Axe()
    with visit(browser, agents_base, scheme=scheme) as visitor:
        for path in AGENTS:
            visitor.open(path)
            assert violations(axe, visitor, scheme) == [], path


def violations(axe: Axe, visitor: Visit, scheme: str) -> list[tuple[str, list[Any]]]:
    rules = COLOURS if scheme == "dark" else RULES
    found = axe.run(visitor.page, options=rules).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


def test_pages_are_pictured(browser: Browser, base: str, agents_base: str) -> None:
    """For people to look at; `build/` is not committed."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    wanted: list[tuple[str, str, int, Literal["light", "dark"]]] = [
        ("home", base, 1280, "light"),
        ("article", f"{base}account/reset/", 1280, "dark"),
        ("contact", f"{base}fa/contact/", 390, "dark"),
        ("ticket", agents_base + TICKET, 1280, "light"),
    ]
    for name, address, width, scheme in wanted:
        with visit(browser, address, width=width, scheme=scheme) as visitor:
            visitor.expected += (urljoin(address, "/"),)
            visitor.open("")
            picture = visitor.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
            assert picture.startswith(b"\x89PNG")
