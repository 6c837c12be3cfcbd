"""Which articles lead on to which."""

from __future__ import annotations

from tests.support.articles import article

from plaindesk.store.search.related_articles import related

ARTICLES = [
    article("en/account/reset", "How do I reset my password?", "Forgotten passwords are reset."),
    article("en/account/sign-in", "How do I sign in?", "Type the name and the password."),
    article("en/printing/jam", "Why does the printer jam?", "The tray of the printer is full."),
    article("en/printing/toner", "How do I order toner?", "Printers tell; toner is in the tray."),
    article("en/other/alone", "Zebra", "Quagga."),
]


def test_articles_lead_to_those_that_speak_of_the_same_things() -> None:
    found = related(ARTICLES)
    assert found["en/printing/jam"][0] == "en/printing/toner"
    assert found["en/account/reset"][0] == "en/account/sign-in"
    assert found["en/other/alone"] == ()


def test_the_order_of_articles_changes_nothing() -> None:
    assert related(reversed(ARTICLES)) == related(ARTICLES)
    assert related([]) == {}
    assert len(related(ARTICLES, limit=1)["en/printing/jam"]) == 1
