"""`desk demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli.common import paint

if TYPE_CHECKING:
    from plaindesk.render.plain import Paint
    from plaindesk.services.desk import Desk

_TICKET = "2611-RVXVB"
_WORDS = "search finds nothing"


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def demo(folder: Path) -> None:
    """Make a throw-away desk in a new folder, and walk through a day of it.

    \b
    desk demo try-it
    """
    from plaindesk.services import example

    brush = paint()
    desk = example.make(folder)
    _step(brush, 1, "A desk with a history", f"{folder}: {desk.git.count()} commits")
    _check(desk, brush)
    _route(desk, brush)
    _age(desk, brush)
    _answer(desk, brush)
    _search(desk, brush)
    _site(desk, folder, brush)


def _step(brush: Paint, number: int, title: str, *lines: str) -> None:
    click.echo(brush(f"{number}. {title}", "bold"))
    for line in lines:
        click.echo(f"   {line}")


def _check(desk: Desk, brush: Paint) -> None:
    from plaindesk.render import findings
    from plaindesk.services.checking import check

    report = check(desk)
    _step(brush, 2, "Check every file  (desk check)", findings.text(report, brush).splitlines()[-1])


def _route(desk: Desk, brush: Paint) -> None:
    from plaindesk.render.plain import cut, safe
    from plaindesk.services.routing import route

    lines = [
        f"{item.ticket.id}  to {item.ticket.queue}: {safe(cut(item.reasons[0], 70))}"
        for item in route(desk).routed
        if item.reasons
    ]
    _step(brush, 3, "Route what is new  (desk route)", *lines)


def _age(desk: Desk, brush: Paint) -> None:
    from plaindesk.render.jobs import aged
    from plaindesk.services.ageing import age

    report = age(desk, desk.now)
    lines = aged(report, desk.settings.timezone, 97, brush).splitlines()
    _step(brush, 4, "Age it against the SLA  (desk age)", *lines[:6], "...", lines[-1])


def _answer(desk: Desk, brush: Paint) -> None:
    from plaindesk.core.lifecycle import Request
    from plaindesk.core.model.vocabulary import EntryKind
    from plaindesk.services.tickets import happen

    body = "The build is back, and every page opens again. Please tell us if one doesn't."
    done = happen(desk, _TICKET, Request(by="karim", kind=EntryKind.REPLY, body=body))
    name = done.entry.name if done.entry else ""
    lines = (done.message.partition("\n")[0], f"one commit, one new file: {name}")
    _step(brush, 5, "Answer a ticket  (desk reply)", *lines)


def _search(desk: Desk, brush: Paint) -> None:
    from plaindesk.render.search import hit
    from plaindesk.services.searching import search

    found = search(desk, _WORDS, kb=True, tickets=False, languages=["en"], limit=2)
    lines = [line for item in found.articles.hits for line in hit(item, brush).splitlines()]
    _step(brush, 6, f'Find an answer  (desk search "{_WORDS}")', *(line[:97] for line in lines))


def _site(desk: Desk, folder: Path, brush: Paint) -> None:
    from plaindesk.site.building import build
    from plaindesk.site.loading import load

    target = desk.root / "build" / "site"
    report = build(desk.root, target, load(desk.root))
    counts = ", ".join(f"{language} {count}" for language, count in report.articles.items())
    _step(brush, 7, "Publish the help centre  (desk site build)", f"articles: {counts}")
    click.echo(f"\nLook at it:  cd {folder} && desk site serve   then http://127.0.0.1:8000/")
    click.echo("Work in it:  desk list, desk show 2611-BHP5C, desk explain 2611-BHP5C")
