"""The remote that Git's own files name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.desks import Desk, make_desk

from plaindesk.store import layout
from plaindesk.store.git.origin import Origin, origin

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://github.com/acme/desk.git"


def found(desk: Desk) -> Origin | None:
    return origin(layout.find(desk.root))


def test_a_remote_and_its_main_branch(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    assert found(desk) is None
    desk.git("remote", "add", "other", "https://github.com/other/desk")
    assert found(desk) is None
    desk.git("remote", "add", "origin", URL)
    assert found(desk) == Origin(url=URL, branch="main", prefix="")
    desk.git("switch", "--quiet", "--create", "a/b")
    assert found(desk) == Origin(url=URL, branch="a/b", prefix="")
    desk.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    assert found(desk) == Origin(url=URL, branch="trunk", prefix="")


def test_a_linked_work_tree_and_a_folder(tmp_path: Path) -> None:
    make_desk(tmp_path / "top", {"help/desk.yml": "name: Test\n"})
    top = Desk(tmp_path / "top")
    top.git("remote", "add", "origin", URL)
    top.git("worktree", "add", "--quiet", "../linked")
    for name, branch in (("top", "main"), ("linked", "linked")):
        desk = Desk(tmp_path / name / "help")
        assert found(desk) == Origin(url=URL, branch=branch, prefix="help/")


def test_no_repository(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("desk.yml", "name: Test\n")
    assert found(desk) is None
