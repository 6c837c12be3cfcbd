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
from tests.support.drawings import DRAWINGS, desk_in, drawn

from plaindesk.cli.main import COMMANDS, cli
from plaindesk.core.checks import CATALOGUE
from plaindesk.core.model.articles.svg import only_draws
from plaindesk.core.query.grammar import markdown

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
    path.relative_to(ROOT).as_posix(): FENCED.findall(path.read_text("utf-8"))
    for path in sorted((ROOT / "kb").rglob("*.md"))
}
MADE_UP = re.compile(r"\b2611-[0-9A-Z]{5}\b|\b[0-9a-f]{9}\b|(?<=-)[0-9a-z]{4}(?=\.md)")
"""What differs from run to run: new ids, commits, hashes in entries' names."""


def typed(block: str) -> Iterator[tuple[str, str]]:
    """Part a block into commands, each with the output that stands below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


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


@pytest.mark.parametrize("path", [path for path, blocks in ARTICLES.items() if blocks])
def test_what_an_article_types_works_and_answers_so(
    path: str, our_desk: Desk, tmp_path: Path
) -> None:
    desk = Desk(shutil.copytree(our_desk.root, tmp_path / "desk", symlinks=True))
    for command, output in (pair for block in ARTICLES[path] for pair in typed(block)):
        program, *arguments = shlex.split(command)
        assert program == "desk", command
        said = desk.ok(*arguments)
        if output:
            assert_is(said, output)


def assert_is(said: str, output: str) -> None:
    """Compare an output with what an article shows of it; `...` stands for any lines."""
    parts = [MADE_UP.sub("*", part) for part in re.split(r"^\.\.\.\n", output, flags=re.MULTILINE)]
    said = MADE_UP.sub("*", said)
    if len(parts) == 1:
        assert said.strip() == parts[0].strip()
    assert said.startswith(parts[0])
    assert said.rstrip().endswith(parts[-1].rstrip())
    for part in parts:
        assert part in f"{said}\n"


@pytest.mark.parametrize("path", ARTICLES)
def test_what_an_article_calls_a_console_is_commands_or_their_output(path: str) -> None:
    for block in ARTICLES[path]:
        assert block.startswith("$ "), block


def test_the_table_of_the_query_language_is_that_of_the_code() -> None:
    article = (ROOT / "kb/en/search-and-lists/query-language.md").read_text("utf-8")
    assert markdown() in article


@pytest.mark.parametrize("place", DRAWINGS)
def test_a_picture_is_what_the_program_draws_today(place: str, tmp_path: Path) -> None:
    held = (ROOT / "kb/en" / place).read_text("utf-8")
    assert held == drawn(*DRAWINGS[place], desk_in(tmp_path / "desk")), (
        "Draw it anew: python -m tests.support.drawings"
    )
    assert only_draws(held.encode())
