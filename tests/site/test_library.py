"""What may be published, and on which shelf it stands."""

from __future__ import annotations

from tests.site.conftest import ARTICLES, CANARY, SETTINGS
from tests.support.articles import article

from plaindesk.core.model.settings import Settings
from plaindesk.site.build.published_articles import library


def test_only_what_everybody_may_read_is_on_a_shelf() -> None:
    shelves = library(SETTINGS, ARTICLES).shelves
    assert list(shelves) == ["en", "ru", "fa", "sk"]
    assert list(shelves["en"].articles) == [
        "account/hostile",
        "account/reset",
        "account/sign-in",
        "printing/jam",
    ]
    assert [section.title for section in shelves["en"].sections] == ["Printing", "Your account"]
    assert CANARY not in repr(shelves)


def test_translations_find_each_other_by_name_or_by_word() -> None:
    pages = library(SETTINGS, ARTICLES).pages_of
    assert pages["en/account/reset"] == dict.fromkeys(["en", "fa", "ru", "sk"], "account/reset")
    assert pages["en/printing/jam"]["ru"] == "printing/paper"
    assert pages["ru/printing/paper"]["fa"] == "printing/jam"


def test_what_is_not_translated_is_known() -> None:
    missing = library(SETTINGS, ARTICLES).untranslated("ru")
    assert [article.page for article in missing] == ["account/hostile", "account/sign-in"]


def test_the_first_steps_come_first() -> None:
    settings = Settings(name="x")
    articles = [article("en/access/a", "A"), article("en/start/b", "B")]
    sections = library(settings, articles).shelves["en"].sections
    assert [section.slug for section in sections] == ["start", "access"]
