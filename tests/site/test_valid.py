"""Every page is well-formed HTML in which everything that is referred to is there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


@pytest.fixture(params=["built", "agents_built"])
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def parsed(site: Path) -> Iterator[tuple[str, Element]]:
    for path in sorted(site.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        yield path.relative_to(site).as_posix(), parser.parse(path.read_text("utf-8"))


def test_every_page_is_valid(site: Path) -> None:
    for name, page in parsed(site):
        ids = Counter(found for e in page.iter() if (found := e.get("id")))
        assert [each for each, count in ids.items() if count > 1] == [], name
        for element in page.iter():
            for attribute in REFERRING:
                named = element.get(attribute, "").split()
                # Material's list of headings has a label for a switch that only some pages have.
                named = [name for name in named if name != "__toc"]
                assert {*named} <= ids.keys(), (name, element.tag, attribute)
            assert element.tag != "img" or element.get("alt") is not None, name
            assert element.get("style") is None, (name, element.tag)


def test_no_page_has_a_script_in_itself(site: Path) -> None:
    for name, page in parsed(site):
        for script in page.iter("script"):
            is_data = script.get("type") in {"application/json", "application/ld+json"}
            assert is_data or (script.get("src") and not script.text), name


def test_every_way_leads_somewhere(site: Path) -> None:
    for name, page in parsed(site):
        if name.endswith("404.html"):
            continue  # found at any address, it has absolute links
        for link in page.iter("a"):
            address = urlsplit(link.get("href", "#"))
            if address.scheme or address.netloc or not address.path:
                continue
            target = (site / name).parent / unquote(address.path)
            assert (target / "index.html" if target.is_dir() else target).is_file(), (name, address)


def test_every_page_tells_browsers_what_it_may_do(site: Path) -> None:
    for name, page in parsed(site):
        (policy,) = [
            meta.get("content", "")
            for meta in page.iter("meta")
            if meta.get("http-equiv", "").lower() == "content-security-policy"
        ]
        assert policy.startswith("default-src 'none'"), name
        assert "unsafe" not in policy
        assert "*" not in policy


def test_only_the_services_that_the_desk_names_may_be_told(built: Path) -> None:
    page = (built / "index.html").read_text("utf-8")
    (policy,) = re.findall(r'content="(default-src [^"]*)"', page)
    rules = {each.split()[0]: each.split()[1:] for each in policy.replace("&#39;", "'").split("; ")}
    assert rules.pop("connect-src") == [
        "'self'",
        "https://feedback.example.org",
        "https://forms.example.org",
    ]
    allowed = {source for sources in rules.values() for source in sources}
    assert allowed == {"'none'", "'self'", "data:"}
