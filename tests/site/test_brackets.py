"""An article of brackets that never close is shown, and doesn't hold the build up."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from plaindesk.core.model.articles.markup_limits import MOST_BRACKETS as MOST
from plaindesk.site.accel.extension_cache import Once
from plaindesk.site.build import mkdocs_config

MANY = 20_000
"""Without a bound, Markdown looks for an hour."""


def shown(text: str) -> str:
    kept = Once([*mkdocs_config.EXTENSIONS], mkdocs_config.EXTENSIONS)
    return Markdown(extensions=[kept]).convert(text)


@pytest.mark.parametrize("run", ["![", "[", "[](", "![a](", "[a][", "[^", "[[[["])
def test_brackets_that_never_close_are_words(run: str) -> None:
    page = shown(f"A *word*, then {run * MANY}")
    assert page.startswith("<p>A <em>word</em>, then ")
    assert re.sub("<[^<>]*>", "", page) == f"A word, then {run * MANY}"


def test_what_comes_after_too_many_keeps_its_form_but_for_links() -> None:
    page = shown("[" * (MOST + 2) + "*a* `[b](c)` [d](e.md)")
    assert page == (f"<p>{'[' * MOST}<span>[[<em>a</em> <code>[b](c)</code> [d](e.md)</span></p>")


@pytest.mark.parametrize(
    ("part", "made"),
    [
        ("[a](b.md)", '<a href="b.md">a</a>'),
        ("[a](<b c.md> 'd')", '<a href="b c.md" title="d">a</a>'),
        ('![a](b.png "c")', '<img alt="a" src="b.png" title="c" />'),
        ("[x][a]", '<a href="r.md">x</a>'),
        ("`[`", "<code>[</code>"),
        ("\\[", "["),
    ],
)
def test_any_number_of_plain_links_are_links(part: str, made: str) -> None:
    words = shown(f"{' '.join([part] * 200)}\n\n[a]: r.md")
    assert words == f"<p>{' '.join([made] * 200)}</p>"
