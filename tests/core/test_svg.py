"""An SVG that only draws, and all that it could do beside that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.desks import make_desk

from plaindesk.core.model.articles.svg import LARGEST, only_draws

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
PLAIN = f"""{HEAD}
  <!-- A picture -->
  <style>.a {{ fill: #fff; clip-path: url(#c); }}</style>
  <defs><clipPath id="c"><rect width="1" height="1"/></clipPath></defs>
  <use xlink:href="#c"/><text class="a" x="1">Words &amp; more: \\ url(https://example.com)</text>
</svg>"""
HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a handler": '<rect onload="alert(1)"/>',
    "a handler in capitals": '<rect ONLOAD="alert(1)"/>',
    "a page inside": "<foreignObject><p>x</p></foreignObject>",
    "a link": '<a href="https://example.com"><text>x</text></a>',
    "a picture": '<image href="https://example.com/x.png"/>',
    "another drawing": '<use href="other.svg#a"/>',
    "an address in a style": "<style>a { fill: url(https://example.com/x) }</style>",
    "one spelt otherwise": "<style>a { fill: \\75rl(https://example.com/x) }</style>",
    "a style sheet": "<style>@import 'x.css';</style>",
    "an address in an attribute": '<rect fill="url( &quot;//example.com/x&quot; )"/>',
    "what changes attributes": '<set attributeName="href" to="javascript:alert(1)"/>',
    "what moves": '<animate attributeName="x" values="javascript:alert(1)"/>',
    "another language": '<x xmlns="http://www.w3.org/1999/xhtml"/>',
}


def test_what_only_draws_is_let_through() -> None:
    assert only_draws(PLAIN.encode())
    assert only_draws(b"<?xml version='1.0'?>" + PLAIN.encode())


@pytest.mark.parametrize("what", HOSTILE)
def test_what_does_more_is_not(what: str) -> None:
    assert not only_draws(f"{HEAD}{HOSTILE[what]}</svg>".encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"<html/>",
        b"no xml",
        b"\xff\xfe",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + PLAIN.encode(),
        b"<?xml-stylesheet href='x.css'?>" + PLAIN.encode(),
        PLAIN.encode() + b" " * LARGEST,
    ],
)
def test_what_is_no_drawing_is_not(data: bytes) -> None:
    assert not only_draws(data)


ARTICLE = """\
---
title: Pictures
status: published
---

![Fine](fine.svg) ![Not](not.svg)
"""


def test_the_check_says_why_a_drawing_is_not_published(tmp_path: Path) -> None:
    files = {
        "desk.yml": "name: Help\n",
        "kb/en/a/b.md": ARTICLE,
        "kb/en/a/fine.svg": PLAIN,
        "kb/en/a/not.svg": PLAIN.replace("</svg>", "<script/></svg>"),
    }
    out = make_desk(tmp_path / "desk", files).run("check").out
    assert [line for line in out.splitlines() if "svg" in line.lower()] == [
        "kb/en/a/b.md:6:19: error: The link 'not.svg' leads nowhere. [dead-link]",
        "    It isn't published: it is an SVG that does more than draw, or a symbolic link.",
    ]


def test_a_picture_that_is_a_link_is_told(tmp_path: Path) -> None:
    files = {"desk.yml": "name: Help\n", "kb/en/a/b.md": ARTICLE, "kb/en/a/fine.svg": PLAIN}
    desk = make_desk(tmp_path / "desk", files)
    (desk.root / "kb/en/a/not.svg").symlink_to("fine.svg")
    assert "or a symbolic link." in desk.run("check", "kb").out
