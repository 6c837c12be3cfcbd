"""`desk demo`."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli.output import paint

if TYPE_CHECKING:
    from plaindesk.render.terminal import Paint
    from plaindesk.services.desk import Desk

_TICKET, _EXAMPLE = "2611-RVXVB", "2611-BHP5C"
_WORDS = "search finds nothing"


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def demo(folder: Path) -> None:
    """Make a throw-away desk in a new folder, and walk through a day of it.

    \b
    desk demo try-it
    """
    from plaindesk.services.setup import example

    brush = paint()
    _begin(brush, 1, "A desk with a history")
    desk = example.make(folder)
    _tell(f"{folder}: {desk.git.count()} commits")
    _check(desk, brush)
    _route(desk, brush)
    _age(desk, brush)
    _answer(desk, brush)
    _search(desk, brush)
    _site(desk, folder, brush)


def _begin(brush: Paint, number: int, title: str) -> None:
    """Say what is done now, before it is: the slow steps take seconds."""
    click.echo(brush(f"{number}. {title}", "bold"))


def _tell(*lines: str) -> None:
    for line in lines:
        click.echo(f"   {line}")


def _check(desk: Desk, brush: Paint) -> None:
    from plaindesk.render import findings
    from plaindesk.services.checks.desk import check

    _begin(brush, 2, "Check every file  (desk check)")
    _tell(findings.text(check(desk), brush).splitlines()[-1])


def _route(desk: Desk, brush: Paint) -> None:
    from plaindesk.render.terminal import cut, safe
    from plaindesk.services.routing import route

    _begin(brush, 3, "Route what is new  (desk route)")
    lines = [
        f"{item.ticket.id}  to {item.ticket.queue}: {safe(cut(item.reasons[0], 70))}"
        for item in route(desk).routed
        if item.reasons
    ]
    _tell(*lines)


def _age(desk: Desk, brush: Paint) -> None:
    from plaindesk.render.jobs.text import aged
    from plaindesk.services.sla.ageing import age

    _begin(brush, 4, "Age it against the SLA  (desk age)")
    report = age(desk, desk.now)
    lines = aged(report, desk.settings.timezone, 97, brush).splitlines()
    _tell(*lines[:6], "...", lines[-1])


def _answer(desk: Desk, brush: Paint) -> None:
    from plaindesk.core.lifecycle import Request
    from plaindesk.core.model.vocabulary import EntryKind
    from plaindesk.services.tickets.actions import happen

    _begin(brush, 5, "Answer a ticket  (desk reply)")
    body = "The build is back, and every page opens again. Please tell us if one doesn't."
    done = happen(desk, _TICKET, Request(by="karim", kind=EntryKind.REPLY, body=body))
    name = done.entry.name if done.entry else ""
    _tell(done.message.partition("\n")[0], f"one commit, one new file: {name}")


def _search(desk: Desk, brush: Paint) -> None:
    from plaindesk.render.queue.search import hit
    from plaindesk.services.knowledge.article_search import search

    _begin(brush, 6, f'Find an answer  (desk search "{_WORDS}")')
    found = search(desk, _WORDS, kb=True, tickets=False, languages=["en"], limit=2)
    lines = [line for item in found.articles.hits for line in hit(item, brush).splitlines()]
    _tell(*(line[:97] for line in lines))


def _site(desk: Desk, folder: Path, brush: Paint) -> None:
    from plaindesk.site.build.building import build
    from plaindesk.site.build.site_source import load

    _begin(brush, 7, "Publish the help centre  (desk site build)")
    target = desk.root / "build" / "site"
    report = build(desk.root, target, load(desk.root))
    counts = ", ".join(f"{language} {count}" for language, count in report.articles.items())
    _tell(f"articles: {counts}")
    program = program_name()
    click.echo(f"\nGo there:    cd {shlex.quote(str(folder))}")
    click.echo(f"Look at it:  {program} site serve   then http://127.0.0.1:8000/")
    click.echo(f"Work in it:  {program} list; {program} explain {_EXAMPLE}")


def program_name() -> str:
    """Say what to type for this program: its name only where a shell finds it."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m plaindesk"
    found = shutil.which("desk")
    is_found = found is not None and Path(found).resolve() == called.resolve()
    return "desk" if is_found else shlex.quote(str(called.absolute()))
