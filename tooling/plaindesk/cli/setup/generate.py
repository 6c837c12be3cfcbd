"""`desk generate`."""

from __future__ import annotations

import sys

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option, no_commit_option
from plaindesk.cli.output import echo_json


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where one is stale.")
@no_commit_option
@json_option
def generate(check: bool, no_commit: bool, as_json: bool) -> None:
    """Write the files that follow from desk.yml: CODEOWNERS, issue forms, the JSON Schema.

    \b
    desk generate
    desk generate --check
    """
    from plaindesk.services.setup.generating import generate as do_generate

    done = do_generate(open_here(), check=check, commit=not no_commit)
    if as_json:
        foreign = {path: list(lines) for path, lines in done.foreign.items()}
        echo_json({"stale": list(done.stale), "commit": done.commit, "foreign": foreign})
    else:
        verb = "stale" if check else "wrote"
        click.echo("\n".join(f"{verb}: {path}" for path in done.stale) or "All is as it should be.")
        for path, lines in done.foreign.items():
            lacks = ["It lacks:", *lines] if lines else []
            click.echo("\n".join([f"kept: {path}, which somebody else wrote.", *lacks]))
    sys.exit(1 if check and done.stale else 0)
