"""`desk init`."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli import clock
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json
from plaindesk.core.errors import DeskError
from plaindesk.core.model.addresses import is_address

if TYPE_CHECKING:
    from plaindesk.services.setup.init import Opened


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the desk is called.")
@click.option("--languages", metavar="CODES", help="Such as en,sk; the first is the default.")
@click.option("--timezone", metavar="ZONE", help="Such as Europe/Bratislava.")
@click.option("--agent", metavar="HANDLE", help="Your handle as an agent.")
@click.option("--agent-name", metavar="NAME", help="Your name; else as Git knows it.")
@click.option("--email", metavar="MAIL", help="Your address; else as Git knows it.")
@click.option("--contact", metavar="MAIL", help="The address that the site shows; else yours.")
@click.option("--install", metavar="SOURCE", help="Where jobs get the program from.")
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
    agent_name: str | None,
    email: str | None,
    contact: str | None,
    install: str | None,
    forge: str,
    yes: bool,
    as_json: bool,
) -> None:
    """Open a desk: settings, folders, the site and the jobs. Nothing is overwritten.

    A folder of a repository may be a desk, too: its jobs then stand at the top. Answers may
    be piped in, one a line; an empty line takes the default.

    \b
    desk init my-desk
    desk init --name "Acme Help" --languages en,sk --timezone Europe/Bratislava --agent alice --yes
    """
    from plaindesk.core.model.vocabulary import ForgeKind
    from plaindesk.services.setup.init import Answers, open_new
    from plaindesk.services.setup.install_source import installed_from
    from plaindesk.site.build.building import mkdocs_file
    from plaindesk.store.git.identity import known

    answer = Questions(ask=not yes)
    desk_name = answer(name, "Name of the desk", folder.resolve().name)
    spoken = answer(languages, "Languages, the default first", "en").split(",")
    zone = answer(timezone, "Time zone", _local_zone())
    _refuse_wrong(spoken, zone)
    person = _person(folder, (agent, agent_name, email), answer)
    shown = answer(contact, "Address that the site shows", person[2])
    source = answer(install, "Where jobs get the program from", installed_from())
    _refuse_odd(shown, source)
    answers = Answers(
        name=desk_name,
        languages=tuple(spoken),
        timezone=zone,
        agent=person,
        commits_as=known(folder if folder.is_dir() else Path.cwd())[1],
        contact=shown,
        install=source,
        forge=ForgeKind(forge),
    )
    opened = open_new(folder, answers, mkdocs_file, clock.now())
    if as_json:
        paths = {"written": list(opened.written), "kept": list(opened.kept)}
        echo_json({"root": str(opened.root), **paths, "commit": opened.commit})
    else:
        _tell(opened, source, forge)


class Questions:
    """Asks on a terminal, reads answers that are piped in, or takes what is usual."""

    def __init__(self, *, ask: bool) -> None:
        """Read what was piped in, if anything can be."""
        self.is_asked = ask and sys.stdin.isatty()
        self.lines = iter(sys.stdin.read().splitlines() if ask and _is_piped() else ())

    def __call__(self, given: str | None, question: str, default: str) -> str:
        """Return what was given on the command line, typed, piped in, or the default."""
        if given is not None:
            return given
        if self.is_asked:
            return str(click.prompt(question, default=default, err=True))
        return next(self.lines, "").strip() or default


def _is_piped() -> bool:
    """Tell whether answers may stand in standard input: in a pipe or a file, not in /dev/null."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):  # it was replaced by something without a file
        return True
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


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


def _person(
    folder: Path, given: tuple[str | None, str | None, str | None], answer: Questions
) -> tuple[str, str, str]:
    """Find out who opens the desk: as Git would commit, or as they say; raises DeskError."""
    from plaindesk.store.git.identity import known

    agent, agent_name, email = given
    known_name, known_email = known(folder if folder.is_dir() else Path.cwd())
    address = answer(email or known_email or None, "Your mail address", "")
    full_name = answer(agent_name or known_name or None, "Your name", "")
    if not is_address(address):
        raise DeskError(
            f"'{address}' is no mail address."
            if address
            else "Git doesn't know who you are, and a desk needs an agent with an address.",
            'Say it: --agent-name "Your Name" --email you@example.com',
        )
    guess = _handle_of(full_name.partition(" ")[0]) or _handle_of(address.partition("@")[0])
    handle = answer(agent, "Your handle as an agent", guess)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", handle):
        raise DeskError(
            f"'{handle}' is no handle.", "Small letters, digits and hyphens: --agent HANDLE"
        )
    return handle, full_name or handle, address


def _handle_of(name: str) -> str:
    """Turn a name into a handle: without accents, in small letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _refuse_odd(contact: str, install: str) -> None:
    from plaindesk.services.setup.workflows import is_source

    if contact and not is_address(contact):
        raise DeskError(
            f"'{contact}' is no mail address.", "For example: --contact help@acme.example"
        )
    if install and not is_source(install):
        raise DeskError(
            f"Jobs can't get the program from '{install}'.",
            "See what can stand there: desk config help jobs.install",
        )


def _tell(opened: Opened, install: str, forge: str) -> None:
    if opened.made_repository:
        click.echo(f"Made a Git repository in {opened.root}")
    for path in opened.written:
        click.echo(f"  wrote {path}")
    for path in opened.kept:
        click.echo(f"  kept  {path}")
    if opened.commit:
        click.echo(f"Committed as {opened.commit[:9]}.")
    if (encoding := sys.getfilesystemencoding()) != "utf-8":
        click.echo(f"Your file names are in {encoding}; set a UTF-8 locale.", err=True)
    if opened.folder:
        click.echo(_where_jobs_are(opened.folder, forge))
    if not install:
        click.echo("No job runs until jobs.install in desk.yml says where it gets the program.")
    where = "" if opened.root.resolve() == Path.cwd() else f"cd {opened.root}; "
    click.echo(f'Next: {where}desk new "My first request" -m "It does not work."')


def _where_jobs_are(folder: str, forge: str) -> str:
    """Say where the jobs of a desk in a folder stand, and on GitLab, what has them run."""
    desk = f"The desk is the folder {folder} of its repository"
    if forge != "gitlab":
        return f"{desk}; jobs stand at the top."
    return (
        f"{desk}; its jobs are in {folder}/.gitlab-ci.yml.\n"
        "GitLab runs them when the .gitlab-ci.yml at the top has these lines:\n"
        f"include:\n  - local: {json.dumps(f'/{folder}/.gitlab-ci.yml')}"
    )
