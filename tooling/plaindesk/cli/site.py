"""`desk site`: the help centre."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli.lazy_group import CommandGroup
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json

if TYPE_CHECKING:
    from plaindesk.services.desk import Desk
    from plaindesk.site.build.site_source import Content


@click.group(cls=CommandGroup)
def site() -> None:
    """Build and look at the help centre.

    \b
    desk site serve
    desk site build --output build/site
    """


@site.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@json_option
def stage(folder: Path, as_json: bool) -> None:
    """Write the site's pages as plain Markdown, for any generator; kb/ isn't touched.

    \b
    desk site stage build/staged
    """
    from plaindesk.site.build.audiences import refuse_link
    from plaindesk.site.build.site_source import load
    from plaindesk.site.build.staging import stage as do_stage

    root = open_here().root
    refuse_link(root, folder)
    content = load(root)
    report = do_stage(content.library, folder, kb=content.kb, similar=content.similar)
    if as_json:
        counts = {"pages": dict(report.pages), "articles": dict(report.articles)}
        echo_json({"folder": str(folder), "changed": report.changed, **counts})
        return
    for language, pages in report.pages.items():
        click.echo(f"  {language}: {report.articles[language]} articles, {pages} pages")
    click.echo(f"{report.changed} files written in {report.target}")


@site.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where to; else build/site, build/agents or build/offline in the desk.",
)
@click.option(
    "--audience",
    type=click.Choice(["public", "agents"]),
    default="public",
    show_default=True,
    help="For everybody, or for agents: with internal articles, boards, tickets and reports.",
)
@click.option("--offline", is_flag=True, help="Build pages that are opened from a disk.")
@json_option
def build(output: Path | None, audience: str, offline: bool, as_json: bool) -> None:
    """Build the site, one language after the other.

    \b
    desk site build --output build/site
    desk site build --audience agents --output build/agents
    """
    from plaindesk.site.build.building import build as do_build

    desk = open_here()
    usual = "agents" if audience == "agents" else "offline" if offline else "site"
    target = output or desk.root / "build" / usual
    report = do_build(desk.root, target, _content(desk, audience, offline=offline))
    if as_json:
        told = {"articles": dict(report.articles), "warnings": list(report.warnings)}
        echo_json({"output": str(report.output), **told})
        return
    for language, count in report.articles.items():
        click.echo(f"  {language}: {count} articles")
    for warning in report.warnings:
        click.echo(f"  warning: {warning}", err=True)
    click.echo(f"Built in {report.output}")
    if offline:
        click.echo(f"Open {report.output / 'index.html'}")
    elif audience == "public":
        click.echo("Look at it: desk site serve")


def _content(desk: Desk, audience: str, *, offline: bool) -> Content:
    from plaindesk.core.model.vocabulary import Audience
    from plaindesk.site.build.site_source import for_agents, in_files, load

    found = load(desk.root, Audience(audience))
    if audience == Audience.AGENTS:
        found = for_agents(found, desk)
    return in_files(found) if offline else found


@site.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port."
)
def serve(port: int) -> None:
    """Show the site to this machine's browser, and follow every edit, until Ctrl-C.

    \b
    desk site serve --port 8080
    """
    from plaindesk.site.build.building import serve as do_serve

    root = open_here().root
    click.echo(f"http://127.0.0.1:{port}/  (stop with Ctrl-C)")
    do_serve(root, port)
