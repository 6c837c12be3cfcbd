"""What the site tells machines: structured data, a feed, a plain list of articles."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
from tests.support.desks import TICKET, make_desk
from tests.support.texts import ticket_of

from plaindesk.site.build.ticket_references import most_used, notices
from plaindesk.site.pages.feeds import feeds
from plaindesk.site.pages.page import Site
from plaindesk.store.git.first_commits import births

if TYPE_CHECKING:
    from pathlib import Path

    from plaindesk.site.build.site_source import Content

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


ADDRESS = {"type": "string", "pattern": r"^https://help\.example\.com/desk/"}
WORDS = {"type": "string", "minLength": 1}
SCHEMAS = {
    "TechArticle": {
        "required": ["headline", "url", "inLanguage"],
        "properties": {"headline": WORDS, "description": WORDS, "url": ADDRESS},
    },
    "BreadcrumbList": {
        "properties": {
            "itemListElement": {
                "minItems": 2,
                "items": {
                    "required": ["@type", "position", "name", "item"],
                    "properties": {"@type": {"const": "ListItem"}, "name": WORDS, "item": ADDRESS},
                },
            }
        },
        "required": ["itemListElement"],
    },
    "FAQPage": {
        "properties": {
            "mainEntity": {
                "minItems": 1,
                "items": {
                    "required": ["@type", "name", "acceptedAnswer"],
                    "properties": {
                        "@type": {"const": "Question"},
                        "name": WORDS,
                        "acceptedAnswer": {
                            "required": ["@type", "text"],
                            "properties": {"@type": {"const": "Answer"}, "text": WORDS},
                        },
                    },
                },
            }
        },
        "required": ["mainEntity"],
    },
}
"""What schema.org and those who read it ask of each kind."""


def test_what_machines_are_told_is_valid(built: Path) -> None:
    kinds = set()
    for page in built.rglob("*.html"):
        if JSON_LD.search(page.read_text("utf-8")):
            for kind, item in told(page).items():
                jsonschema.validate(item, SCHEMAS[kind])
                kinds.add(kind)
    assert kinds == SCHEMAS.keys()


def test_the_site_map_names_translations(built: Path) -> None:
    text = (built / "fa/sitemap.xml").read_text("utf-8")
    top = "https://help.example.com/desk/"
    assert f"<loc>{top}fa/account/reset/</loc>" in text
    for language, address in (("fa", "fa/"), ("en", ""), ("ru", "ru/"), ("sk", "sk/")):
        link = f'hreflang="{language}" href="{top}{address}account/reset/"/>'
        assert link in text
    assert "<lastmod>2026-11-02</lastmod>" in text
    ET.fromstring(text)  # noqa: S314 - made a moment ago


def test_browsers_are_told_how_to_search(built: Path) -> None:
    page = (built / "sk/index.html").read_text("utf-8")
    assert re.search(r'<link rel="search"[^>]* href="opensearch\.xml">', page)
    told_how = ET.parse(built / "sk/opensearch.xml").getroot()  # noqa: S314 - made a moment ago
    url = told_how.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.get("template") == "https://help.example.com/desk/sk/?q={searchTerms}"


def without_contents(root: Path) -> Path:
    """Clone as the job does that publishes: nobody can be asked for more afterwards."""
    clone = root.with_name("clone")
    allowed = ["uploadpack.allowFilter", "true"]
    subprocess.run(["git", "-C", str(root), "config", *allowed], check=True)
    subprocess.run(["git", "clone", "-q", "--filter=blob:none", root.as_uri(), clone], check=True)
    subprocess.run(["git", "-C", str(clone), "remote", "remove", "origin"], check=True)
    return clone


def test_what_is_new_has_a_feed_where_git_knows(desk_content: Content, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"kb/en/printing/jam.md": "one"})
    desk.write("kb/en/account/reset.md", "two")
    desk.write("kb/en/printing/jam.md", "changed")
    desk.git("add", "--all")
    later = "2026-11-19T12:00:00Z"
    desk.git("-c", "user.name=A", "commit", "--quiet", "--message=More", f"--date={later}")
    born = births(tmp_path, "kb")
    assert born["kb/en/account/reset.md"] == date(2026, 11, 19)
    assert born["kb/en/printing/jam.md"] != date(2026, 11, 19)
    assert births(without_contents(tmp_path), "kb") == born
    days = {"en/account/reset": date(2026, 11, 19), "en/printing/jam": date(2026, 11, 1)}
    held = replace(desk_content.library, born=days)
    site = Site(library=held, shelf=held.shelves["en"], similar=lambda _: ())
    feed = ET.fromstring(dict(feeds(site))["new.xml"])  # noqa: S314 - made a moment ago
    told_of = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert told_of == ["How do I reset my password?", "Why does the printer jam?"]
    assert feed.findtext(f"{ATOM}entry/{ATOM}published") == "2026-11-19T00:00:00Z"


def test_without_git_nothing_is_called_new(tmp_path: Path) -> None:
    assert births(tmp_path, "kb") == {}


def test_only_open_incidents_that_agents_made_public_are_told() -> None:
    sound = TICKET.replace("fields:\n", "fields: {public: true, public_summary: We know.}\n")
    assert [(n.title, n.summary) for n in notices([ticket_of(sound)])] == [
        ("VPN drops every hour", "We know.")
    ]
    for hidden in (
        TICKET,
        sound.replace("type: incident", "type: request"),
        sound.replace("status: new", "status: resolved"),
        sound.replace("public: true", "risk: low"),
    ):
        assert notices([ticket_of(hidden)]) == ()


def test_articles_are_ordered_by_the_tickets_that_name_them() -> None:
    named = [
        TICKET.replace("links:\n", f"links: {{article: [{keys}]}}\n")
        for keys in ("en/a/one, en/a/two", "en/a/two", "en/b/three")
    ]
    assert most_used(map(ticket_of, named)) == ("en/a/two", "en/a/one", "en/b/three")
