"""`desk import`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plaindesk.cli.common import echo_json, json_option, no_commit_option
from plaindesk.cli.here import open_here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plaindesk.core.results.imports import ImportReport

_SHOWN = 20
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
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@no_commit_option
@json_option
def import_(file: Path, map_file: Path, dry_run: bool, no_commit: bool, as_json: bool) -> None:
    """Import tickets or articles from CSV or JSON Lines; run twice, it makes nothing new.

    \b
    desk import export.csv --map map.yml --dry-run
    desk import export.jsonl --map map.yml

    Exits with 1 where a row was refused. The map is explained in kb/en/tickets/import.md.
    """
    from plaindesk.render.plain import safe
    from plaindesk.services.importing import import_file

    report = import_file(
        open_here(), file, map_file, dry_run=dry_run, progress=_progress, commit=not no_commit
    )
    if as_json:
        echo_json(_json(report))
    else:
        click.echo(safe(_text(report)))
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


def _text(report: ImportReport) -> str:
    verb = "would be made" if report.dry_run else "made"
    lines = [f"line {row.line}: refused: {row.reason}" for row in report.refused[:_SHOWN]]
    if len(report.refused) > _SHOWN:
        lines.append(f"... and {len(report.refused) - _SHOWN} more; all of them: --json")
    counts = f"{len(report.made)} {report.what} {verb}, {report.already} there already"
    return "\n".join([*lines, f"{counts}, {len(report.refused)} rows refused"])


def _json(report: ImportReport) -> dict[str, Any]:
    return {
        "what": report.what,
        "dry_run": report.dry_run,
        "made": list(report.made),
        "already": report.already,
        "refused": [{"line": row.line, "reason": row.reason} for row in report.refused],
        "commit": report.commit,
    }
