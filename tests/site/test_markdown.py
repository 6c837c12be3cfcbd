"""Markdown that is made, links that are led, and what articles may not do."""

from __future__ import annotations

import re
from html import unescape

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaindesk.core.model.articles.schemes import is_safe
from plaindesk.site.build import mkdocs_config
from plaindesk.site.pages import markdown_text as md


def html(text: str) -> str:
    return markdown.markdown(
        text, extensions=list(mkdocs_config.EXTENSIONS), extension_configs=mkdocs_config.EXTENSIONS
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_words_are_shown_as_they_are(words: str) -> None:
    shown = re.sub(r"<[^<>]*>", "", html(f"- {md.link(words, 'x.md')}"))
    assert unescape(shown).split() == words.split()


def test_options_are_whole_between_words_from_right_to_left() -> None:
    assert md.with_options_whole("Add --attach to it, re-read.") == "Add --attach to it, re-read."
    assert md.with_options_whole("با desk show --open باز") == (
        "با \u2066desk show -\u2060-\u2060open\u2069 باز"
    )
    assert md.with_options_whole("گزینهٔ --dry-run را") == (
        "گزینهٔ \u2066-\u2060-\u2060dry-\u2060run\u2069 را"
    )


def test_bytes_that_are_no_text_can_be_shown() -> None:
    name = b"caf\xe9.txt".decode(errors="surrogateescape")
    assert unescape(html(md.shown(name))) == "<p>caf?.txt</p>"


@pytest.mark.parametrize(
    "words", ["# x", "- x", "1. x", "??? x", "!!! x", "> x", ": x", "| a | b |", "*[x]: y", "C#"]
)
def test_words_begin_nothing_else(words: str) -> None:
    assert unescape(html(md.text(words))) == f"<p>{words}</p>"


def test_words_of_a_ticket_are_shown_as_they_are() -> None:
    words = "a `b` &lt; *c* <d>\n    [e](f.md) {: .pd-late }\n\n\n# g \ue03c \ufdd2"
    assert html(md.paragraphs(words)) == (
        "<p>a &#96;b&#96; &#38;lt&#59; &#42;c&#42; &#60;d&#62;<br />\n"
        "&#160;&#160;&#160;&#160;&#91;e&#93;&#40;f&#46;md&#41; &#123;&#58; &#46;pd&#45;late "
        "&#125;  </p>\n<p>&#35; g \ue03c \ufdd2</p>"
    )


def test_a_ticket_of_many_lines_is_shown_whole() -> None:
    made = html(md.paragraphs("a\n" * 1200))
    assert (made.count("a"), made.count("<p>")) == (1200, 3)


def test_links_are_led_and_code_is_left_alone() -> None:
    text = """\
[one](a.md) and ![two](b.png "t") and [gone](c.md) `[code](a.md)` <x>

```
[code](a.md)
```

[ref]: a.md
"""
    new = {"a.md": "A.md", "b.png": "b.png"}
    assert (
        md.relink(text, new.get)
        == """\
[one](A.md) and ![two](b.png "t") and gone `[code](a.md)` <x>

```
[code](a.md)
```

[ref]: A.md
"""
    )


def test_a_reference_keeps_its_title_and_a_long_one_its_words() -> None:
    assert md.relink('[x]: a.md "The title"\n', str.upper) == '[x]: A.MD "The title"\n'
    address = "https://example.com/" + "a" * 5_000
    assert md.relink(f"[x]: {address}", str) == f"[x]: {address}"


@pytest.mark.parametrize(
    "piece", ["[", "](", "[](", "`", "``", "~", "```\n", "~~~", "[x]:", "![", "[a](b", "[[", "<"]
)
def test_hostile_links_take_no_longer(piece: str) -> None:
    linked = md.relink(piece * 20_000, str)
    assert "".join(linked.split()) == "".join((piece * 20_000).split())


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick=alert(1)>b</b>",
        "<svg/onload=alert(1)>",
        "<!-- x --><script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](vbscript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x]\n\n[x]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[x](a.md){: onclick=alert(1) href=javascript:alert(1) style=position:fixed }",
        "# Title {: onclick=alert(1) }",
        '??? question "<script>alert(1)</script>"\n    x',
        "```{.html onclick=alert(1)}\n</code></pre><script>alert(1)</script>\n```",
        "| <script>alert(1)</script> |\n|---|\n| x |",
        "x[^1]\n\n[^1]: <script>alert(1)</script>",
        "[![a](javascript:alert(1))](javascript:alert(1))",
        "*[x]: <script>alert(1)</script>\n\nx",
        "<div markdown><script>alert(1)</script></div>",
    ],
)
def test_nothing_in_an_article_runs(hostile: str) -> None:
    made = html(hostile)
    for tag in re.findall(r"<[^>]*>", made):
        assert not re.match(r"</?(?:script|svg|iframe|img|b\b|style)", tag), made
        assert not re.search(r"\son\w+\s*=|style=", tag), made
        for address in re.findall(r'(?:href|src)="([^"]*)"', tag):
            assert is_safe(address), made


def test_pictures_from_elsewhere_are_links() -> None:
    assert html("![there](https://elsewhere.example/x.png)") == (
        '<p><a href="https://elsewhere.example/x.png">there</a></p>'
    )
    assert html("![there](//elsewhere.example/x.png)").startswith("<p><a ")
    assert html("[![there](https://elsewhere.example/x.png)](https://elsewhere.example/)") == (
        '<p><a href="https://elsewhere.example/"><span>there</span></a></p>'
    )
    assert html("![here](own.png)") == '<p><img alt="here" src="own.png" /></p>'


def test_plain_things_stay() -> None:
    made = html("**b** `c` [m](mailto:a@example.com) [h](https://example.com) <a@example.com>")
    assert '<a href="mailto:a@example.com">m</a>' in made
    assert '<a href="https://example.com">h</a>' in made
    assert made.count("<a ") == 3
