"""What the reader of links finds is what Python-Markdown makes links and pictures of."""

from __future__ import annotations

import re
from html import unescape

import pytest
from markdown import Markdown

from plaindesk.core.model.articles.article_links import links_in, places_of, target_of
from plaindesk.site.accel.extension_cache import Once
from plaindesk.site.build import mkdocs_config
from plaindesk.site.pages import markdown_text as md

FORMS = (
    "[a](b.md)", "![a](b.png)", "[two\nlines](b.md)", "[a](\nb.md)", '[a](b.md\n"t")',
    "![a](b(1).png)", "[a](b(c(d)e)f.md)", "[x\\]y](b.md)", "\\[a](b.md)", "[a\\](b.md)",
    "\\![a](b.md)", "[a]\\(b.md)", "[a](b\\_c.md)", "![a [b] c](d.png)", "[a [b] c](d.md)",
    "[![a](b.png)](c.md)", "![a [b](c.md)](d.png)", "[a [b](c.md) d](e.md)", "[a](<b c.md>)",
    "[a](<b(c.md> 't')", "[a]( b.md )", "[a](b c.md)", "[a](b.md 't(')", '[a](b.md "t)")',
    '[a](b"c.md)', "[a](b'c \"t\")", '[a](b.md "t" )', "[a] (b.md)", "[a](b.md", "[a(b.md)",
    "[](b.md)", "[a]()", "`[a](b.md)`", "``[a](b.md)`", "`[a](b.md)``", "``a`[b](c.md)``",
    "\\`[a](b.md)`", "\\\\`[a](b.md)`", "`a\n[b](c.md)`", "`a` [b](c.md) `d`", "```a`[b](c.md)`",
    "*[a](b.md)*", "[**a**](b.md)", "a![b](c.png)d", "[a](b.md)[c](d.md)", "[a](b.md)(c)",
    "[[a](b.md)", "[a]](b.md)", "[a][b](c.md)", "x [^1](a.md)", "[a](b.md#c)", "[a](//b)",
    "<[a](b.md)>", "[a](<b.md)", "[a](b.md>)", "[`]`](b.md)", "[a\n\nb](c.md)",
)  # fmt: skip
AROUND = (
    "{}", "# {}", "w {} w", "x[^2]\n\n[^2]: {}\n\n    a", "- {}", "1. a\n2. {}", "> {}",
    "> a\n>\n> {}", "- a\n\n    {}", "a\n    {}",
    "a\n\n    {}", "a\n\n\t{}", "# a\n\n    {}\n\n        b\n\n{}", "- a\n\nb\n\n    {}",
    "- a\n\n        {}", "- a\n    - b\n\n        {}", "- a\n\n    b\n\n        {}",
    "!!! note\n    {}", "!!! note\n\n        {}", '??? note "t"\n    a\n\n    {}',
    "!!! note\n    a\n{}",
    "a\n:   {}\n\n    {}", "| a | b |\n|---|---|\n| {} | c |",
    "```\n{}\n```", "~~~ yaml\n{}\n~~~", "```\n{}", "```\na\n````\n{}",
    "- a\n\n    ```\n    {}\n    ```",
    "> ```\n> {}\n> ```", "> a\n>\n>     {}", '```yaml title="a"\n{}\n```', "``` a b\n{}\n```",
    "    a\n\n    {}\nb {}", "    a\nb\n    {}", "a\n---\n    {}", "***\n    {}", "- \n    {}",
    "--\n    {}",
    "[r]: s.md\n\n    {}", "`a\n\n{}`", "[a\n- {}", "a]( {}",
)  # fmt: skip


@pytest.fixture(scope="module")
def markdown() -> Markdown:
    kept = Once([*mkdocs_config.EXTENSIONS], mkdocs_config.EXTENSIONS)
    return Markdown(extensions=[kept])


def made(markdown: Markdown, text: str) -> list[str]:
    page = markdown.reset().convert(text)
    tags = re.findall(r"<(?:a|img) [^<>]*>", page)
    led = [t for t in tags if "headerlink" not in t and "footnote" not in t]
    return sorted(unescape(t) for t in re.findall(r'(?:href|src)="([^"]*)"', "".join(led)))


def inline(text: str) -> list[str]:
    return sorted(target_of(text, place) for place in places_of(text) if place.words)


@pytest.mark.parametrize("around", AROUND)
def test_the_reader_agrees_with_markdown(markdown: Markdown, around: str) -> None:
    texts = [around.replace("{}", form) for form in FORMS]
    found = {text: inline(text) for text in texts}
    assert found == {text: made(markdown, text) for text in texts}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_led_is_still_what_markdown_makes(markdown: Markdown, form: str) -> None:
    """Each target becomes another, and a link that leads nowhere is none any more."""
    led = md.relink(form, lambda to: f"../{to}")
    assert made(markdown, led) == sorted(f"../{to}" for to in made(markdown, form))
    assert not made(markdown, md.relink(form, lambda _: None))


EXAMPLE = """\
For example:

    ![shot](shot.png)
    [page](other.md#part)

See [the
guide](gone.md), ![a](b(1).png), [x\\]y](gone.md).
\\[esc](gone7.md) ![a [b]](c.png) [d](
e.md "t")

[f]: <g.md> "i"
"""


def test_every_link_is_found_where_it_stands() -> None:
    found = [(f.target, f.line, f.column, f.is_picture) for f in links_in(EXAMPLE)]
    assert found == [
        ("gone.md", 6, 5, False),
        ("b(1).png", 7, 18, True),
        ("gone.md", 7, 34, False),
        ("c.png", 8, 18, True),
        ("e.md", 8, 34, False),
        ("g.md", 11, 1, False),
    ]


def test_links_are_led_and_examples_are_left_alone() -> None:
    new = {"b(1).png": "../b(1).png", "e.md": "E.md", "c.png": "c.png", "g.md": "G.md"}
    assert (
        md.relink(EXAMPLE, new.get)
        == """\
For example:

    ![shot](shot.png)
    [page](other.md#part)

See the
guide, ![a](<../b(1).png>), x\\]y.
\\[esc](gone7.md) ![a [b]](c.png) [d](
E.md "t")

[f]: G.md "i"
"""
    )


def test_a_picture_in_a_link_is_led_too() -> None:
    new = {"a.png": "../a.png", "b.md": "B.md"}
    assert md.relink("[![x](a.png) y](b.md)", new.get) == "[![x](../a.png) y](B.md)"
    assert md.relink("[![x](a.png) y](c.md)", new.get) == "![x](../a.png) y"
    assert md.relink("[![x](c.png) y](b.md)", new.get) == "[x y](B.md)"


def test_a_text_that_names_a_reference_has_no_target(markdown: Markdown) -> None:
    text = "[a][r](b.md) [r](c.md) ![d][R](e.md) [![f](g.png)][r]\n\n[r]: s.md"
    assert inline(text) == ["c.md", "e.md", "g.png"]
    assert made(markdown, text) == ["c.md", "e.md", "g.png", "s.md", "s.md"]
