"""`desk init`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli import clock
from plaindesk.cli.common import echo_json, json_option
from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from plaindesk.services.opening import Opened


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the desk is called.")
@click.option("--languages", metavar="CODES", help="Such as en,sk; the first is the default.")
@click.option("--timezone", metavar="ZONE", help="Such as Europe/Bratislava.")
@click.option("--agent", metavar="HANDLE", help="Your handle; name and address come from Git.")
@click.option(
    "--forge",
    type=click.Choice(["github", "forgejo", "gitlab"]),
    default="github",
    show_default=True,
    help="Whose jobs to write.",
)
@click.option("--yes", is_flag=True, help="Ask nothing; take defaults for what isn't given.")
@json_option
def init(
    folder: Path,
    name: str | None,
    languages: str | None,
    timezone: str | None,
    agent: str | None,
    forge: str,
    yes: bool,
    as_json: bool,
) -> None:
    """Open a desk: settings, folders, the site and the jobs. Nothing is overwritten.

    \b
    desk init my-desk
    desk init --name "Acme Help" --languages en,sk --timezone Europe/Bratislava --agent alice --yes
    """
    from plaindesk.services.jobs import Forge
    from plaindesk.services.opening import Answers, open_new
    from plaindesk.site.building import mkdocs_file

    ask = sys.stdin.isatty() and not yes
    name = _answer(name, "Name of the desk", folder.resolve().name, ask=ask)
    spoken = _answer(languages, "Languages, the default first", "en", ask=ask).split(",")
    zone = _answer(timezone, "Time zone", _local_zone(), ask=ask)
    _refuse_wrong(spoken, zone)
    person = _person(folder, agent, ask=ask)
    answers = Answers(
        name=name, languages=tuple(spoken), timezone=zone, agent=person, forge=Forge(forge)
    )
    opened = open_new(folder, answers, mkdocs_file, clock.now())
    if as_json:
        paths = {"written": list(opened.written), "kept": list(opened.kept)}
        echo_json({"root": str(opened.root), **paths, "commit": opened.commit})
    else:
        _tell(opened)


def _answer(given: str | None, question: str, default: str, *, ask: bool) -> str:
    if given is not None:
        return given
    return str(click.prompt(question, default=default, err=True)) if ask else default


def _refuse_wrong(languages: list[str], zone: str) -> None:
    from zoneinfo import ZoneInfo

    for language in languages:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]+)?", language):
            raise DeskError(f"'{language}' is no language code.", "For example: --languages en,sk")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        hint = "For example: --timezone Europe/Bratislava"
        raise DeskError(f"'{zone}' is no time zone.", hint) from None


def _local_zone() -> str:
    """Guess the zone from where Unix systems keep it."""
    target = Path("/etc/localtime")
    parts = target.resolve().as_posix().partition("/zoneinfo/")
    return parts[2] or "UTC"


def _person(folder: Path, handle: str | None, *, ask: bool) -> tuple[str, str, str] | None:
    """Find out who opens the desk, from Git's settings."""
    from plaindesk.store.git import identity

    name, email = identity(folder if folder.is_dir() else Path.cwd())
    guess = re.sub(r"[^a-z0-9]+", "-", (name or email).partition(" ")[0].lower()).strip("-")
    handle = _answer(handle, "Your handle as an agent", guess or "me", ask=ask)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", handle):
        raise DeskError(f"'{handle}' is no handle.", "Use small letters, digits and hyphens.")
    return (handle, name or handle, email) if handle else None


def _tell(opened: Opened) -> None:
    if opened.made_repository:
        click.echo(f"Made a Git repository in {opened.root}")
    for path in opened.written:
        click.echo(f"  wrote {path}")
    for path in opened.kept:
        click.echo(f"  kept  {path}")
    if opened.advice:
        click.echo(f"Nothing was committed: {opened.advice}")
    elif opened.commit:
        click.echo(f"Committed as {opened.commit[:9]}.")
    if (encoding := sys.getfilesystemencoding()) != "utf-8":
        click.echo(f"Your file names are in {encoding}; set a UTF-8 locale.", err=True)
    where = "" if opened.root.resolve() == Path.cwd() else f"cd {opened.root}; "
    click.echo(f'Next: {where}desk new "My first request" -m "It does not work."')
