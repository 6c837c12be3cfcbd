"""The documentation holds: every command has an example, every finding a line, every block runs."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from tests.support.desks import Desk

from plaindesk.cli.main import COMMANDS, cli
from plaindesk.core.checks import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
FENCED = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Name every command and every command in a group."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for inner in command.list_commands(click.Context(command)):
                found = command.get_command(click.Context(command), inner)
                assert found is not None
                yield f"{name} {inner}", found


ALL = dict(commands())


@pytest.mark.parametrize("name", ALL)
def test_every_command_says_what_it_does_with_an_example(name: str, tmp_path: Path) -> None:
    said = Desk(tmp_path).ok(*name.split(), "--help")
    assert re.search(rf"^  desk {name}( |$)", said, re.MULTILINE), said
    for option in ALL[name].params:
        assert not isinstance(option, click.Option) or option.help, option.name


@pytest.mark.parametrize("name", ALL)
def test_the_example_of_a_command_can_be_typed(name: str) -> None:
    text = re.sub(
        r"\s+", " ", (ALL[name].help or "").replace("\b", " ").replace("desk ", "\ndesk ")
    )
    examples = [line for line in text.split("\n") if line.startswith(f"desk {name}")]
    for line in examples:
        words = shlex.split(line)[1 + len(name.split()) :]
        known = {*(opt for param in ALL[name].params for opt in param.opts), "--help"}
        unknown = [word for word in words if word.startswith("--") and word not in known]
        assert unknown == []


def test_every_finding_is_explained_in_the_help_centre() -> None:
    text = (ROOT / "kb/en/trouble/findings.md").read_text("utf-8")
    listed = re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)
    assert len(listed) == len({*listed})
    assert {*CATALOGUE} - {*listed} == set()


ARTICLES = {
    path.relative_to(ROOT).as_posix(): [
        line.removeprefix("$ ")
        for block in FENCED.findall(path.read_text("utf-8"))
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    for path in sorted((ROOT / "kb").rglob("*.md"))
}


@pytest.fixture(scope="module")
def our_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Copy this repository's own desk, with a commit, and a search index that is warm."""
    desk = Desk(tmp_path_factory.mktemp("docs") / "desk")
    for name in ("kb", "tickets"):
        shutil.copytree(ROOT / name, desk.root / name)
    shutil.copy(ROOT / "desk.yml", desk.root)
    desk.git("init", "--quiet", "--initial-branch=main")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Open the desk")
    desk.git("repack", "-a", "-d", "--quiet")
    desk.ok("search", "install")
    return desk


@pytest.mark.parametrize("path", [path for path, lines in ARTICLES.items() if lines])
def test_what_an_article_types_works(path: str, our_desk: Desk, tmp_path: Path) -> None:
    desk = Desk(shutil.copytree(our_desk.root, tmp_path / "desk", symlinks=True))
    for line in ARTICLES[path]:
        program, *arguments = shlex.split(line)
        assert program == "desk", line
        desk.ok(*arguments)


@pytest.mark.parametrize("path", ARTICLES)
def test_what_an_article_calls_a_console_is_commands_or_their_output(path: str) -> None:
    for block in FENCED.findall((ROOT / path).read_text("utf-8")):
        assert block.startswith("$ "), block
