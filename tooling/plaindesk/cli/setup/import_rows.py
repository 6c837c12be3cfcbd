"""`desk import`."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option, no_commit_option
from plaindesk.cli.output import echo_json, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PATIENCE = 1.0
"""Seconds of work before a progress bar is worth its line."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map",
    "map_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Says which column becomes which field.",
)
@click.option("--encoding", metavar="NAME", help="How the file is written, if not in UTF-8.")
@click.option("--update", is_flag=True, help="Take what changed in the other system since.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--yes", is_flag=True, help="Don't ask on a terminal.")
@no_commit_option
@json_option
def import_(
    file: Path,
    map_file: Path,
    encoding: str | None,
    update: bool,
    dry_run: bool,
    yes: bool,
    no_commit: bool,
    as_json: bool,
) -> None:
    """Import tickets or articles from CSV or JSON Lines; run twice, it makes nothing new.

    \b
    desk import export.csv --map map.yml --dry-run
    desk import export.csv --map map.yml --encoding windows-1251
    desk import export.jsonl --map map.yml --update

    On a terminal it shows the first ten rows and asks. Exits with 1 where a row was
    refused. The map is explained in kb/en/tickets/import.md.
    """
    from plaindesk.render.importing import as_json as json_of
    from plaindesk.render.importing import imported
    from plaindesk.services.importing.importing import import_file

    run = partial(
        import_file,
        open_here(),
        file,
        map_file,
        encoding=encoding,
        update=update,
        progress=_progress,
        commit=not no_commit,
    )
    if not (dry_run or yes or as_json) and sys.stdin.isatty() and sys.stdout.isatty():
        planned = run(dry_run=True)
        click.echo(imported(planned, width()))
        if not (planned.made or planned.updated) or not click.confirm("Write that?"):
            sys.exit(1 if planned.refused else 0)
    report = run(dry_run=dry_run)
    if as_json:
        echo_json(json_of(report))
    else:
        click.echo(imported(report, width()))
    sys.exit(1 if report.refused else 0)


def _progress(rows: Iterable[Any]) -> Iterator[Any]:
    """Pass rows on, with a bar on a terminal once it takes longer than a second."""
    waiting: Sequence[Any] = list(rows)
    started = time.monotonic()
    for done, row in enumerate(waiting):
        if sys.stderr.isatty() and time.monotonic() - started > _PATIENCE:
            with click.progressbar(waiting[done:], label="Reading", file=sys.stderr) as bar:
                yield from bar
            return
        yield row
