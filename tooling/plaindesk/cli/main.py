"""`desk`: the commands, and the one place where errors become exit codes."""

from __future__ import annotations

import sys

import click

import plaindesk
from plaindesk.cli.lazy_group import LazyGroup
from plaindesk.cli.open_desk import tell_left_alone
from plaindesk.core.errors import DeskError

COMMANDS = {
    "init": "setup.init",
    "new": "tickets.new",
    "list": "queue.list_tickets",
    "show": "tickets.show",
    "message": "tickets.messages",
    "reply": "tickets.messages",
    "note": "tickets.messages",
    "survey": "tickets.messages",
    "take": "tickets.change",
    "assign": "tickets.change",
    "set": "tickets.change",
    "snooze": "tickets.change",
    "resolve": "tickets.change",
    "close": "tickets.change",
    "reopen": "tickets.change",
    "approve": "tickets.approve",
    "watch": "notify",
    "link": "tickets.link",
    "merge": "tickets.merge",
    "redact": "tickets.redact",
    "split": "tickets.merge",
    "macro": "tickets.macro",
    "fold": "tickets.fold",
    "record": "exchange.record",
    "sync": "exchange.sync",
    "check": "check",
    "route": "routing",
    "age": "sla.age",
    "notify": "notify",
    "worklog": "queue.worklog",
    "explain": "tickets.show",
    "calendar": "sla.calendar",
    "search": "queue.search",
    "kb": "knowledge.kb",
    "site": "site",
    "import": "setup.import_rows",
    "forge": "forge",
    "config": "setup.config",
    "generate": "setup.generate",
    "index": "setup.index",
    "doctor": "setup.doctor",
    "demo": "setup.demo",
    "completion": "setup.completion",
}
TASKS = {
    "Every day": (
        "list", "show", "new", "reply", "note", "take", "set", "resolve", "search", "sync",
    ),
    "Work on a ticket": (
        "message", "macro", "assign", "snooze", "close", "reopen", "approve", "link", "watch",
        "survey", "explain",
    ),
    "Tickets that belong together, or apart": ("merge", "split", "redact"),
    "The whole desk": ("check", "route", "age", "notify", "record", "fold", "worklog", "import"),
    "Articles and the help centre": ("kb", "site"),
    "Set up and look after": (
        "init", "demo", "config", "calendar", "generate", "forge", "index", "doctor",
        "completion",
    ),
}  # fmt: skip
"""Headings of `desk --help`; a test holds that every command stands below one."""
DESTROYING = ("redact",)
"""What nobody is led to by a slip."""
MEANT = {
    "add": "new",
    "answer": "reply",
    "comment": "note",
    "create": "new",
    "edit": "set",
    "find": "search",
    "history": "show",
    "log": "show",
    "ls": "list",
    "open": "new",
    "status": "list",
    "submit": "new",
    "update": "set",
    "view": "show",
}
"""What other tools call a command."""
FINE, REFUSED, UNEXPECTED, INTERRUPTED = 0, 1, 3, 130


@click.group(
    cls=LazyGroup,
    modules=COMMANDS,
    tasks=TASKS,
    unsaid=DESTROYING,
    meant=MEANT,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(plaindesk.__version__, prog_name="desk")
def cli() -> None:
    """Work a help desk that lives in a Git repository.

    \b
    Try it:          desk demo ./try-it
    Open your own:   desk init ./my-desk
    Every command has an example: desk COMMAND --help
    """


def main() -> None:
    """Run a command and exit: 0 fine, 1 refused or findings, 2 usage, 3 a bug, 130 interrupted."""
    try:
        code = cli.main(standalone_mode=False)
        if not code and tell_left_alone():
            code = REFUSED
    except DeskError as error:
        click.echo(_safe(f"desk: {error}"), err=True)
        code = REFUSED
    except click.exceptions.Abort:
        click.echo("desk: interrupted; nothing was changed.", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except OSError as error:
        click.echo(f"desk: {error.filename or 'the system'}: {error.strerror or error}", err=True)
        code = REFUSED
    except Exception:  # noqa: BLE001 - the last resort
        click.echo(_report(), err=True)
        code = UNEXPECTED
    sys.exit(code if isinstance(code, int) else FINE)


def _safe(text: str) -> str:
    """Show what a file said without letting it speak to the terminal."""
    from plaindesk.render.terminal import safe

    return safe(text)


def _report() -> str:
    import traceback

    return (
        f"{traceback.format_exc()}\n"
        f"This is a bug in desk {plaindesk.__version__} (Python {sys.version.split()[0]}), not in "
        "your files. Please report it with the lines above."
    )
