"""`desk doctor`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plaindesk.cli import clock
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json, paint


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """Look at the machine and the clone, and say what is wrong and what to do.

    \b
    desk doctor
    """
    from plaindesk.render.terminal import safe
    from plaindesk.services.setup.doctor import diagnose

    found = list(diagnose(Path.cwd(), clock.now()))
    if as_json:
        keys = ("what", "is_fine", "said", "hint")
        echo_json({"checks": [{key: getattr(item, key) for key in keys} for item in found]})
    else:
        brush = paint()
        for item in found:
            mark = brush("ok  ", "green") if item.is_fine else brush("WRONG", "red")
            click.echo(f"{mark:5} {item.what:12} {safe(item.said)}")
            if item.hint:
                click.echo(f"{'':18} {safe(item.hint)}")
    sys.exit(0 if all(item.is_fine for item in found) else 1)
