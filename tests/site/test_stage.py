"""The staged files: plain Markdown that any generator builds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.site.conftest import ARTICLES, CANARY, SETTINGS
from tests.support.articles import article

from plaindesk.core.errors import DeskError
from plaindesk.site.build.site_source import Content, content
from plaindesk.site.build.staging import stage

if TYPE_CHECKING:
    from pathlib import Path


def staged(desk_content: Content, target: Path) -> dict[str, bytes]:
    stage(desk_content.library, target, kb=desk_content.kb, similar=desk_content.similar)
    files = (path for path in target.rglob("*") if path.is_file())
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}


def test_an_article_has_everything_around_it(desk_content: Content, tmp_path: Path) -> None:
    files = staged(desk_content, tmp_path)
    page = files["en/docs/account/sign-in.md"].decode()
    assert (
        re.sub(r"^  structured: '.*'$", "  structured: '...'", page, flags=re.MULTILINE)
        == """\
---
title: How do I sign in?
tags:
- sign in
desk:
  kind: article
  keywords: []
  crumbs:
  - - Home
    - ''
  - - Your account
    - account/
  elsewhere: {}
  reviewed: '2026-11-02'
  structured: '...'
  page: account/sign-in
---

# How do I sign in?

Type your name and your password.

## Related articles { data-search-exclude }

- [How do I reset my password?](reset.md)
- [&lt;/title&gt;&lt;script&gt;window.hacked = 1&lt;/script&gt;"'\\{\\{ x \\}\\}](hostile.md)

## Still stuck? { .pd-stuck data-search-exclude }

Tell us what you tried; we answer in person.

[Contact us](../contact.md?article=account/sign-in){: .md-button }

Previous: [How do I reset my password?](reset.md)
{: .pd-near }

Last reviewed: November 2, 2026\x20\x20
Language: English\x20\x20
Tags: [sign in](../tags.md#sign-in)
{: .pd-facts }
"""
    )


HOSTILE_TITLE = "&lt;/title&gt;&lt;script&gt;window.hacked = 1&lt;/script&gt;\"'\\{\\{ x \\}\\}"


def test_a_section_offers_what_is_not_translated(desk_content: Content, tmp_path: Path) -> None:
    page = staged(desk_content, tmp_path)["ru/docs/account/index.md"].decode()
    assert (
        page.partition("---\n\n")[2]
        == """\
# Учётная запись

- [Как сбросить пароль?](reset.md)\x20\x20
  Нажмите «Забыли пароль».

## Пока не переведено

Эти статьи можно прочитать на другом языке.

- [HOSTILE](../../account/hostile/){: hreflang=en lang=en dir=auto } (English)
- [How do I sign in?](../../account/sign-in/){: hreflang=en lang=en dir=auto } (English)
""".replace("HOSTILE", HOSTILE_TITLE)
    )


def test_the_contact_page_names_ways_and_hours(desk_content: Content, tmp_path: Path) -> None:
    page = staged(desk_content, tmp_path)["sk/docs/contact.md"].decode()
    assert (
        page.partition("zodpovedaná")[2].partition("\n\n")[2]
        == """\
- **Podajte požiadavku**: <https://forge.example.org/help/issues/new?template=request.yml>
- **Napíšte nám**: [help@example.com](mailto:help@example.com){: dir=ltr }
- **Zavolajte**: [+421 2 5555 0100](tel:+421255550100){: dir=ltr }

## Otváracie hodiny

pondelok
:   08:00–12:00, 12:30–17:00

utorok
:   08:00–12:00, 12:30–17:00

streda
:   08:00–12:00, 12:30–17:00

štvrtok
:   08:00–12:00, 12:30–17:00

piatok
:   08:00–12:00, 12:30–17:00

sobota
:   zatvorené

nedeľa
:   zatvorené

Časy v pásme UTC.
"""
    )


def test_links_lead_to_where_things_are(desk_content: Content, tmp_path: Path) -> None:
    files = staged(desk_content, tmp_path)
    hostile = files["en/docs/account/hostile.md"].decode()
    assert "See the draft, the settings and [the sign-in](sign-in.md#top)." in hostile
    russian = files["ru/docs/account/reset.md"].decode()
    assert "[вход](../../../account/sign-in/)" in russian


def test_old_addresses_lead_on_and_cover_nothing(desk_content: Content, tmp_path: Path) -> None:
    files = staged(desk_content, tmp_path)
    assert b"url=../../account/reset/" in files["en/docs/old/password/index.html"]
    assert [name for name in files if name.endswith(".html") and "/docs/" in name] == [
        "en/docs/old/password/index.html"
    ]


def test_pictures_come_along_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "desk" / "kb" / "en" / "account"
    folder.mkdir(parents=True)
    for name in ("seen.png", "unseen.png", "page.html", "drawing.svg"):
        (folder / name).write_text(name)
    (tmp_path / "outside.png").write_text(CANARY)
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    body = "![a](seen.png) ![b](page.html) ![c](drawing.svg) ![d](link.png) ![e](../../../x.png)"
    pictured = [article("en/account/reset", "Pictures", body)]
    made = content(SETTINGS, pictured, tmp_path / "desk")
    files = staged(made, tmp_path / "out")
    assert [name for name in files if name.endswith((".png", ".svg"))] == [
        "en/docs/account/seen.png"
    ]
    assert b"![a](seen.png) b c d e" in files["en/docs/account/reset.md"]


def test_settings_are_complete_for_any_generator(desk_content: Content, tmp_path: Path) -> None:
    files = staged(desk_content, tmp_path)
    made = yaml.unsafe_load(files["fa/mkdocs.yml"])
    assert made["site_url"] == "https://help.example.com/desk/fa/"
    assert made["theme"]["language"] == "fa"
    assert made["theme"]["font"] is False
    assert [next(iter(item)) for item in made["nav"]][-3:] == [
        "پرسش‌های پرتکرار",
        "برچسب‌ها",
        "تماس با ما",
    ]


def test_nothing_internal_is_staged(desk_content: Content, tmp_path: Path) -> None:
    for name, data in staged(desk_content, tmp_path).items():
        assert CANARY.encode() not in data, name
        assert CANARY not in name


def test_staging_again_changes_nothing(desk_content: Content, tmp_path: Path) -> None:
    first = staged(desk_content, tmp_path / "one")
    assert staged(desk_content, tmp_path / "two") == first
    report = stage(
        desk_content.library,
        tmp_path / "one",
        kb=desk_content.kb,
        similar=desk_content.similar,
    )
    assert report.changed == 0
    assert dict(report.articles) == {"en": 4, "ru": 2, "fa": 2, "sk": 2}


def test_only_what_was_staged_is_taken_away(desk_content: Content, tmp_path: Path) -> None:
    staged(desk_content, tmp_path)
    (tmp_path / "mine.txt").write_text("kept")
    fewer = [each for each in ARTICLES if each.section != "printing"]
    staged(content(SETTINGS, fewer, tmp_path), tmp_path)
    assert not (tmp_path / "en/docs/printing/jam.md").exists()
    assert (tmp_path / "mine.txt").read_text() == "kept"


def test_a_folder_with_other_things_is_refused(desk_content: Content, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(DeskError, match="holds other files"):
        staged(desk_content, tmp_path)
