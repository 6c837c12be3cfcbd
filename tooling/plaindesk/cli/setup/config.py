"""`desk config`: what desk.yml may hold."""

from __future__ import annotations

import click

from plaindesk.cli.completion.values import complete_settings
from plaindesk.cli.lazy_group import CommandGroup
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json


@click.group(cls=CommandGroup)
def config() -> None:
    """Look up the keys of desk.yml.

    \b
    desk config help sla.targets
    desk config schema > desk.schema.json
    """


@config.command("help")
@click.argument("key", default="", shell_complete=complete_settings)
@json_option
def help_(key: str, as_json: bool) -> None:
    """Say what a key does, what it holds and what it is by default.

    \b
    desk config help
    desk config help workflow.close_after
    """
    from plaindesk.text.settings import help as settings_help

    if as_json:
        echo_json(settings_help.as_json(key))
    else:
        click.echo(settings_help.explain(key))


@config.command()
def schema() -> None:
    """Print the JSON Schema of desk.yml, for editors.

    \b
    desk config schema > .git/desk.schema.json
    """
    from plaindesk.text.settings.help import json_schema

    echo_json(json_schema())
