"""What the site has at the top of each language is reserved, and no article covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.site.conftest import ARTICLES, SETTINGS
from tests.support.articles import article

from plaindesk.core.model.articles.own_addresses import RESERVED, taken
from plaindesk.site.build.building import build
from plaindesk.site.build.published_articles import library
from plaindesk.site.build.site_source import content
from plaindesk.site.build.staging import stage
from plaindesk.site.pages.page import Site
from plaindesk.site.pages.site_pages import pages

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "ru", "fa", "sk")
SECTIONS = {"account", "printing"}


@pytest.mark.parametrize("name", ["built", "agents_built", "placed"])
def test_all_that_a_site_has_is_reserved(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    for folder in (site, *(site / language for language in LANGUAGES[1:])):
        names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
        ours = names - SECTIONS - {"old"}
        language = "en" if folder == site else folder.name
        assert {each for each in ours if not taken(each, language, LANGUAGES)} == set()


@pytest.fixture(scope="session")
def placed(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with all that one with an address has: feeds, a list, questions."""
    asked = [*ARTICLES, article("en/account/asked", "Asked", faq=True, tags=("a",))]
    output = tmp_path_factory.mktemp("placed") / "desk"
    build(desk, output, content(SETTINGS, asked, desk))
    return output


@pytest.mark.parametrize(
    ("page", "language", "found"),
    [
        ("contact", "en", "contact"),
        ("Contact", "fa", "Contact"),
        ("faq/index", "en", "faq"),
        ("tags/a/b", "fa", "tags"),
        ("index", "fa", "index"),
        ("llms.txt", "en", "llms.txt"),
        ("pagefind-2", "en", "pagefind-2"),
        ("fa/a", "en", "fa"),
        ("fa/a", "ru", ""),
        ("en/a", "en", ""),
        ("account/contact", "en", ""),
        ("account/index", "en", ""),
        ("contacts", "en", ""),
    ],
)
def test_an_address_is_taken_at_the_top(page: str, language: str, found: str) -> None:
    assert taken(page, language, LANGUAGES) == found


def test_articles_in_our_places_are_left_out_and_told_of(desk: Path, tmp_path: Path) -> None:
    held = [
        *(article(f"en//{name}", "Ours", "words", section="") for name in sorted(RESERVED)),
        article("en/faq/a", "Ours", "words"),
        article("en/account/sign-in", "Sign in", "b", redirect_from=("contact", "feed.xml", "old")),
    ]
    made = content(SETTINGS, held, desk)
    names = {f"kb/en/{name}.md" for name in (*RESERVED, "faq/a")}
    assert set(made.library.covered) == names
    shelf = made.library.shelves["en"]
    written = {
        page.name: page.kind
        for page in pages(Site(library=made.library, shelf=shelf, similar=lambda _: ()))
    }
    assert written == {
        "index": "home",
        "account/index": "section",
        "account/sign-in": "article",
        "contact": "contact",
    }
    stage(made.library, tmp_path, kb=made.kb, similar=lambda _: ())
    assert [path.parent.name for path in tmp_path.rglob("en/docs/**/*.html")] == ["old"]


def test_a_build_says_what_it_left_out(desk: Path, tmp_path: Path) -> None:
    held = [article("en//contact", "Ours", section=""), article("en/account/a", "A")]
    assert build(desk, tmp_path / "site", content(SETTINGS, held, desk)).warnings == (
        "kb/en/contact.md is left out, where the site has a page itself: desk check kb",
    )


def test_a_file_in_our_place_is_not_taken_along() -> None:
    held = [article("en/account/a", "A", "[list](../llms.txt)")]
    made = library(SETTINGS, held, ["en/llms.txt"])
    site = Site(library=made, shelf=made.shelves["en"], similar=lambda _: ())
    assert "\n\nlist\n\n" in next(each.body for each in pages(site) if each.kind == "article")
    assert site.media == {}
