"""`desk kb check`: whether articles are still good."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json, paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.results.checks import CheckReport
    from plaindesk.services.desk import Desk
    from plaindesk.services.knowledge.translations import Outdated

    Overdue = Mapping[str, Sequence[tuple[Article, date]]]

_MOST_LINES = 20
"""Of a difference; who wants all of it asks for JSON."""


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How."
)
@click.option("--external", is_flag=True, help="Ask addresses outside whether they still answer.")
@json_option
def check(form: str, external: bool, as_json: bool) -> None:
    """Check the articles: fields, links, pictures, length, reviews, translations.

    Overdue reviews are told by owner, and translations whose original has changed since with
    what changed.

    \b
    desk kb check
    """
    from plaindesk.render import ci_reports, findings
    from plaindesk.services.checks.desk import check as do_check
    from plaindesk.services.knowledge.overdue_reviews import overdue
    from plaindesk.services.knowledge.translations import outdated

    desk = open_here()
    report = do_check(desk, ["kb"])
    if desk.place.git_dir is not None and desk.git.is_shallow:
        missing = "Translations are not compared to originals: this shallow clone has no history."
        click.echo(f"{missing} Get it: git fetch --unshallow", err=True)
    if external:
        report = _with_outside(desk, report)
    if as_json or form == "json":
        echo_json(_json(report, overdue(desk), outdated(desk)))
    elif form == "github":
        click.echo(ci_reports.github(report))
    else:
        told = (findings.text(report, paint()), *_reviews(overdue(desk)))
        click.echo("\n".join((*told, *_translations(outdated(desk)))))
    sys.exit(1 if report.failed else 0)


def _with_outside(desk: Desk, report: CheckReport) -> CheckReport:
    from plaindesk.services.knowledge.external_links import dead_links

    return report._replace(findings=(*report.findings, *dead_links(desk)))


def _json(report: CheckReport, late: Overdue, old: Sequence[Outdated]) -> dict[str, Any]:
    from plaindesk.render.as_json import checked

    reviews = [
        {"owner": owner or None, "key": article.key, "due": when.isoformat()}
        for owner, held in late.items()
        for article, when in held
    ]
    return {**checked(report), "overdue": reviews, "outdated": [asdict(each) for each in old]}


def _reviews(late: Overdue) -> Iterator[str]:
    if late:
        yield "\nReviews that are overdue:"
    for owner, held in late.items():
        yield f"  {owner or 'nobody'}:"
        yield from (f"    {article.key}, since {when}" for article, when in held)


def _translations(old: Sequence[Outdated]) -> Iterator[str]:
    from plaindesk.render.terminal import safe

    if old:
        yield "\nTranslations whose original has changed since:"
    for each in old:
        yield f"  {each.key} (by {each.owner or 'nobody'}), of {each.original}:"
        yield from (f"    {safe(line)}" for line in each.diff[:_MOST_LINES])
        if (more := len(each.diff) - _MOST_LINES) > 0:
            yield f"    and {more} lines more"
