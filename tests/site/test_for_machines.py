"""What the site tells machines: structured data, a feed, a plain list of articles."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ATOM = "{http://www.w3.org/2005/Atom}"


def told(page: Path) -> dict[str, dict[str, Any]]:
    """Read a page's descriptions by their types."""
    (text,) = JSON_LD.findall(page.read_text("utf-8"))
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {item["@type"]: item for item in data["@graph"]}


def test_an_article_says_what_it_is_and_where(built: Path) -> None:
    found = told(built / "account/reset/index.html")
    assert found["TechArticle"] == {
        "@type": "TechArticle",
        "headline": "How do I reset my password?",
        "description": "Choose Forgot on the sign-in page.",
        "inLanguage": "en",
        "url": "https://help.example.com/desk/account/reset/",
        "keywords": "passwords, sign in",
        "dateModified": "2026-11-02",
    }
    way = found["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in way] == [
        (1, "Home", "https://help.example.com/desk/"),
        (2, "Your account", "https://help.example.com/desk/account/"),
        (3, "How do I reset my password?", "https://help.example.com/desk/account/reset/"),
    ]


def test_the_questions_stand_with_their_answers(built: Path) -> None:
    found = told(built / "ru/faq/index.html")["FAQPage"]["mainEntity"]
    assert [(q["name"], q["acceptedAnswer"]["text"]) for q in found] == [
        ("Как сбросить пароль?", "Нажмите «Забыли пароль».")
    ]


def test_a_hostile_title_is_text_to_machines_too(built: Path) -> None:
    found = told(built / "account/hostile/index.html")["TechArticle"]
    assert found["headline"] == "</title><script>window.hacked = 1</script>\"'{{ x }}"
    assert found["description"] == '"><script>window.hacked = 1</script>'


def test_the_feed_holds_what_was_reviewed_the_newest_first(built: Path) -> None:
    feed = ET.parse(built / "feed.xml").getroot()  # noqa: S314 - made a moment ago
    entries = feed.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert "How do I reset my password?" in titles
    assert "</title><script>window.hacked = 1</script>\"'{{ x }}" in titles
    assert feed.findtext(f"{ATOM}updated") == days[0]
    page = (built / "ru/account/reset/index.html").read_text("utf-8")
    assert 'type="application/atom+xml"' in page
    assert 'href="../../feed.xml"' in page
    assert (built / "ru/feed.xml").is_file()


def test_the_plain_list_names_every_article_by_section(built: Path) -> None:
    text = (built / "llms.txt").read_text("utf-8")
    assert (
        "## Your account\n\n"
        "- [</title><script>window.hacked = 1</script>\"'{{ x }}]"
        "(https://help.example.com/desk/account/hostile/): "
        '"><script>window.hacked = 1</script>\n'
        "- [How do I reset my password?](https://help.example.com/desk/account/reset/): "
        "Choose Forgot on the sign-in page.\n"
        "- [How do I sign in?](https://help.example.com/desk/account/sign-in/)\n"
    ) in text


def test_a_reader_goes_on_within_the_section(built: Path) -> None:
    page = (built / "account/reset/index.html").read_text("utf-8")
    near = re.findall(r"(Previous|Next): <a href=\"([^\"]+)\">", page)
    assert near == [("Previous", "../hostile/"), ("Next", "../sign-in/")]
