"""`desk check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli.completion.values import complete_findings
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import shard_option
from plaindesk.cli.output import paint
from plaindesk.cli.parameter_types import MOMENT
from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.files.shard import Shard
    from plaindesk.core.results.checks import CheckReport


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as a forge reads it.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--fix", is_flag=True, help="Mend what is mechanical; the changes are staged.")
@click.option("--since", metavar="BASE", help="Only what this branch changes since it left BASE.")
@click.option("--head", metavar="HEAD", default="HEAD", help="The branch's end, with --since.")
@click.option(
    "--actor",
    metavar="NAME",
    help="Who proposes it: an agent, an address of one, or an account's page.",
)
@click.option(
    "--started-by",
    metavar="NAME",
    help="Who started the pipeline, where the forge doesn't say who proposes it.",
)
@shard_option
@click.option(
    "--explain",
    "code",
    metavar="CODE",
    shell_complete=complete_findings,
    help="Say what a finding means, and stop.",
)
@click.option("--at", type=MOMENT, metavar="TIME", help="Check as of then; else now.")
def check(
    paths: tuple[str, ...],
    form: str,
    fix: bool,
    since: str | None,
    head: str,
    actor: str | None,
    started_by: str | None,
    shard: Shard | None,
    code: str | None,
    at: datetime | None,
) -> None:
    """Check settings, tickets and articles; exits with 1 where an error is found.

    With --since, only what a branch changes: entries are only added, nobody writes in
    another's name, and what follows is legal.

    With --shard, several machines share the work; the first part has the settings and
    articles too.

    \b
    desk check
    desk check tickets/2611 kb/en --format github
    desk check --since origin/main --actor alice --format sarif
    desk check --shard 3/8
    desk check --explain broken-yaml
    """
    if code is not None:
        _explain(code)
        return
    from plaindesk.services.checks.desk import check as do_check
    from plaindesk.services.checks.desk import check_settings_alone

    if since is not None and (paths or fix):
        message = "--since names its files itself; leave paths and --fix out."
        raise click.UsageError(message)
    if shard is not None and (paths or fix or since is not None):
        message = "--shard is a part of everything; leave paths, --fix and --since out."
        raise click.UsageError(message)
    report = check_settings_alone(Path.cwd())
    if report is None and since is not None:
        from plaindesk.services.checks.branch import check_branch

        report = check_branch(open_here(at), since, head, actor, started_by)
    report = report or do_check(open_here(at), paths, fix=fix, shard=shard)
    click.echo(_rendered(report, form))
    sys.exit(1 if report.failed else 0)


def _rendered(report: CheckReport, form: str) -> str:
    from plaindesk.render import findings

    if form == "text":
        return findings.text(report, paint())
    from plaindesk.render import ci_reports

    forms = {"json": findings.json, "github": ci_reports.github, "gitlab": ci_reports.gitlab}
    return forms.get(form, ci_reports.sarif)(report)


def _explain(code: str) -> None:
    from plaindesk.core.checks import CATALOGUE
    from plaindesk.render.findings import explanation
    from plaindesk.text.suggest import did_you_mean

    if code not in CATALOGUE:
        hint = did_you_mean(code, CATALOGUE) or f"Codes: {', '.join(CATALOGUE)}."
        raise DeskError(f"There is no finding '{code}'.", hint)
    click.echo(explanation(CATALOGUE[code]))
