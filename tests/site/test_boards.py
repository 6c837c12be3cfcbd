"""Boards, tickets and reports speak the desk's language."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from tests.support.site_desk import IDS, NOW, write_tickets

from plaindesk.core.model.vocabulary import Audience
from plaindesk.services.desk import open_desk
from plaindesk.site.agents.board_pages import board_pages
from plaindesk.site.agents.lists import pressing
from plaindesk.site.agents.words import BoardWords, board_words
from plaindesk.site.build.site_source import content, for_agents
from plaindesk.site.pages.page import Site

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = {
    "de": {
        "sla": "Verletzt|Kurz vor der Verletzung|Läuft|Angehalten",
        "reports": "Offene Tickets je Warteschlange|Eröffnet und gelöst je Woche"
        "|Zusagen der letzten 90 Tage",
        "ticket": "Verlauf|Einzelheiten|Servicezusagen|Verknüpfungen",
    },
    "ru": {
        "sla": "Нарушено|Вот-вот нарушится|Время идёт|Приостановлено",
        "reports": "Открытые заявки по очередям|Открыто и решено по неделям"
        "|Обещания за последние 90 дней",
        "ticket": "Переписка|Подробности|Уровни обслуживания|Связи",
    },
    "fa": {
        "sla": "نقض‌شده|در آستانهٔ نقض|در جریان|متوقف",
        "reports": "تیکت‌های باز در هر صف|بازشده و حل‌شده در هر هفته|تعهدهای ۹۰ روز گذشته",
        "ticket": "گفت‌وگو|جزئیات|سطح خدمات|پیوندها",
    },
    "sk": {
        "sla": "Porušené|Tesne pred porušením|Beží|Pozastavené",
        "reports": "Otvorené tikety podľa radu|Otvorené a vyriešené podľa týždňa"
        "|Záväzky za posledných 90 dní",
        "ticket": "Konverzácia|Podrobnosti|Úrovne služieb|Prepojenia",
    },
}


@pytest.mark.parametrize("language", HEADINGS)
def test_boards_speak_the_desks_language(language: str, tmp_path: Path) -> None:
    (tmp_path / "desk.yml").write_text(f"name: Help\nlanguages: [{language}, en]\n")
    (tmp_path / "kb").mkdir()
    write_tickets(tmp_path)
    desk = open_desk(tmp_path, NOW)
    held = for_agents(content(desk.settings, [], tmp_path, Audience.AGENTS), desk)
    site = Site(library=held.library, shelf=held.library.shelves[language], similar=held.similar)
    assert site.board
    made = {page.name.removeprefix("board/"): page.body for page in board_pages(site.board, site)}
    shown = {"sla": made["sla"], "reports": made["reports"]}
    shown["ticket"] = made[f"tickets/{IDS[0].lower()}"]
    told = {
        name: "|".join(line[3:] for line in body.split("\n") if line.startswith("## "))
        for name, body in shown.items()
    }
    assert told == HEADINGS[language]


def test_what_presses_is_seen_and_words_look_unlike_changes(agents_built: Path) -> None:
    index = (agents_built / "board/index.html").read_text("utf-8")
    assert [name in index for name in ("SLA board", "Reports", " open")] == [True] * 3
    board = (agents_built / "board/queues/support/index.html").read_text("utf-8")
    assert re.findall(r"<th(?: [^>]*)?>([^<]*)", board)[:3] == ["Ticket", "Subject", "Priority"]
    assert pressing("breached") == "**breached**{: .pd-late }"
    assert pressing("P3") == "P3"
    ticket = (agents_built / "board/tickets" / IDS[0].lower() / "index.html").read_text("utf-8")
    assert '<h3 class="pd-message"' in ticket
    assert ticket.index(">Conversation<") < ticket.index(">Details<")
    assert "first_response" not in ticket
    reports = (agents_built / "board/reports/index.html").read_text("utf-8")
    assert reports.count('<details class="pd-numbers"><summary>The numbers</summary><table') == 3
    assert reports.count("</table></details>") == 3
    assert "For agents only." in ticket


@pytest.mark.parametrize("language", HEADINGS)
def test_nothing_is_left_in_english(language: str) -> None:
    own, english = board_words(language), board_words("en")
    same = [f.name for f in fields(BoardWords) if getattr(own, f.name) == getattr(english, f.name)]
    assert same == ([] if own.is_right_to_left else ["is_right_to_left"])


def test_ids_and_moments_stay_in_one_piece_among_persian_words() -> None:
    assert board_words("fa").apart("2611-7K3MX") == "\u20662611-7K3MX\u2069"
    assert board_words("ru").apart("2611-7K3MX") == "2611-7K3MX"


RATED = """\
---
id: 2611-7K3MX
status: resolved
created: 2026-11-20T09:00:00Z
subject: VPN
---

It drops.

---
at: 2026-11-20T10:00:00Z
by: alice
kind: reply
spent: 90m
---

Try this.

---
at: 2026-11-20T11:00:00Z
by: jana@example.com
kind: survey
score: 4
---
"""


def test_what_is_counted_of_a_ticket_stands_among_its_facts(tmp_path: Path) -> None:
    (tmp_path / "desk.yml").write_text("name: Help\nagents: {alice: {}}\n")
    path = tmp_path / "tickets/2611/2611-7K3MX/README.md"
    path.parent.mkdir(parents=True)
    path.write_text(RATED, "utf-8")
    desk = open_desk(tmp_path, NOW)
    held = for_agents(content(desk.settings, [], tmp_path, Audience.AGENTS), desk)
    site = Site(library=held.library, shelf=held.library.shelves["en"], similar=held.similar)
    assert site.board
    (page,) = (page for page in board_pages(site.board, site) if page.kind == "ticket")
    assert "| replies | 1 |\n| satisfaction | 4 |\n| worked | 1h30m |\n" in page.body
