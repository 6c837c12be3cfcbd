"""`desk kb check`: whether articles are still good."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from plaindesk.cli.common import open_here, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.results.checks import CheckReport
    from plaindesk.services.desk import Desk
    from plaindesk.services.translations import Outdated


_MOST_LINES = 20
"""Of a difference; who wants all of it asks Git."""


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How."
)
@click.option("--external", is_flag=True, help="Ask addresses outside whether they still answer.")
def check(form: str, external: bool) -> None:
    """Check the articles: fields, links, pictures, length, reviews, translations.

    Translations whose original has changed since are told with what changed.

    \b
    desk kb check
    """
    from plaindesk.render import findings, forges
    from plaindesk.services.checking import check as do_check
    from plaindesk.services.translations import outdated

    desk = open_here()
    report = do_check(desk, ["kb"])
    if external:
        report = _with_outside(desk, report)
    texts = {"json": findings.json, "github": forges.github}
    click.echo(texts[form](report) if form in texts else findings.text(report, paint()))
    if form == "text" and (old := outdated(desk)):
        click.echo(_translations(old))
    sys.exit(1 if report.failed else 0)


def _with_outside(desk: Desk, report: CheckReport) -> CheckReport:
    from plaindesk.services.outside import dead_links

    return replace(report, findings=(*report.findings, *dead_links(desk)))


def _translations(old: Sequence[Outdated]) -> str:
    from plaindesk.render.plain import safe

    lines = ["", "Translations whose original has changed since:"]
    for each in old:
        lines.append(f"  {each.key} (by {each.owner or 'nobody'}), of {each.original}:")
        lines += [f"    {safe(line)}" for line in each.diff[:_MOST_LINES]]
        if (more := len(each.diff) - _MOST_LINES) > 0:
            lines.append(f"    and {more} lines more")
    return "\n".join(lines)
