"""Single files, the lock, and where a desk is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import make_desk

from plaindesk.core.errors import DeskError
from plaindesk.store import files, layout
from plaindesk.store.lock import exclusive

if TYPE_CHECKING:
    from pathlib import Path


def test_a_disk_that_cannot_be_asked_the_time_tells_nothing(tmp_path: Path) -> None:
    """Reading goes on there, and takes nothing for unchanged."""
    (tmp_path / "full").write_bytes(b"")
    assert files.may_change_again(0, tmp_path / "full")
    assert not files.may_change_again(0, tmp_path / "state")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "a/b/c.md"
    files.write(path, b"one")
    files.write(path, b"two\r\n\0")
    assert path.read_bytes() == b"two\r\n\0"
    assert [found.name for found in path.parent.iterdir()] == ["c.md"]


def test_a_file_keeps_its_mode_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        files.write(old, b"x")
        files.write(new, b"x")
    finally:
        os.umask(before)
    assert (old.stat().st_mode & 0o777, new.stat().st_mode & 0o777) == (0o640, 0o640)


def test_a_file_that_cannot_be_written_stays_and_leaves_nothing_behind(tmp_path: Path) -> None:
    held = tmp_path / "held"
    (held / "full").mkdir(parents=True)
    with pytest.raises(OSError, match=r"held"):
        files.write(held, b"x")
    assert [found.name for found in tmp_path.iterdir()] == ["held"]
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match=r"file"):
        files.write(tmp_path / "file/inner", b"x")


def test_a_reader_sees_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "x"
    files.write(path, b"a" * 100_000)
    with path.open("rb") as reader:
        files.write(path, b"b" * 100_000)
        assert reader.read() == b"a" * 100_000
    assert path.read_bytes() == b"b" * 100_000


def test_leftovers_of_one_file_are_swept(tmp_path: Path) -> None:
    for name in (".a[1].md.x.desk-tmp", ".a1.md.x.desk-tmp", "a[1].md"):
        (tmp_path / name).write_text("")
    files.sweep(tmp_path / "a[1].md")
    assert sorted(found.name for found in tmp_path.iterdir()) == [".a1.md.x.desk-tmp", "a[1].md"]


def test_removing_a_file_removes_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    files.write(tmp_path / "tickets/2611/x/a.md", b"")
    files.write(tmp_path / "tickets/2611/x/b.md", b"")
    files.remove(tmp_path / "tickets/2611/x/a.md")
    assert (tmp_path / "tickets/2611/x").is_dir()
    files.remove(tmp_path / "tickets/2611/x/b.md")
    files.remove(tmp_path / "tickets/2611/x/b.md")
    assert [found.name for found in (tmp_path / "tickets").iterdir()] == []


def test_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert files.read(tmp_path / "x") is None
    with pytest.raises(OSError, match=r"."):
        files.read(tmp_path)


HOLD = """\
import sys
from pathlib import Path
from plaindesk.store.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_is_held_by_one_and_freed_when_that_one_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plaindesk.store.lock.PATIENCE", 0.1)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "state")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with (
        pytest.raises(DeskError, match=r"^Another desk command has been writing"),
        exclusive(tmp_path / "state"),
    ):
        pytest.fail("two hold it")
    holder.kill()
    holder.communicate()
    with exclusive(tmp_path / "state"):
        assert (tmp_path / "state/lock").exists()


def test_the_lock_is_not_for_a_place_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises((DeskError, OSError)), exclusive(tmp_path / "state"):
        pytest.fail("it is held")


def test_a_desk_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    inner = desk.root / "tickets/2611"
    found = layout.find(inner)
    assert (found.root, found.git_dir) == (desk.root, desk.root / ".git")
    assert found.state == desk.root / ".git/plaindesk"


def test_a_desk_in_a_second_work_tree_has_a_state_of_its_own(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    desk.git("worktree", "add", "--quiet", str(tmp_path / "second"), "-b", "second")
    found = layout.find(tmp_path / "second/tickets")
    assert found.root == tmp_path / "second"
    assert found.state == desk.root / ".git/worktrees/second/plaindesk"


def test_no_desk_and_no_repository_are_told(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"there is no desk\.yml here or above\.\nOpen one with"):
        layout.find(tmp_path)
    (tmp_path / "desk.yml").write_text("name: x\n")
    with pytest.raises(DeskError, match=r"is not in a Git repository\."):
        _ = layout.find(tmp_path).state
