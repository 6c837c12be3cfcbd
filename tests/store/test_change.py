"""A change of files and its commit: all of it or nothing, and nothing besides."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk

from plaindesk.core.errors import DeskError, UnfinishedError
from plaindesk.store import layout, transaction
from plaindesk.store.transaction import CommitRefusedError, Write

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = f"tickets/2611/{ID}/20261121T120000Z-alice-0000.md"
OTHER = "kb/en/start/install.md"
FILES = {"desk.yml": SETTINGS, README: TICKET, OTHER: "---\ntitle: Install\n---\n", "x.txt": "x\n"}
NEW_README = TICKET.replace("new", "open").encode()
MESSAGE = f"Answer {ID}: VPN drops\n\nTicket: {ID}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", FILES)


def place(desk: Desk) -> layout.Place:
    return layout.find(desk.root)


def answer() -> list[Write]:
    """Write what an answer does: a new file, and a line of the ticket."""
    return [
        Write(path=ENTRY, data=b"Words.\n"),
        Write(path=README, data=NEW_README, expected=TICKET.encode()),
    ]


def refused(desk: Desk, writes: list[Write], *, commit: bool = True) -> str:
    """Apply writes that must be refused, and see that nothing changed."""
    files, head = desk.snapshot(), desk.git("rev-parse", "HEAD")
    staged = desk.git("diff", "--cached")
    with pytest.raises(DeskError) as refusal:
        transaction.apply(place(desk), writes, MESSAGE, commit=commit)
    assert desk.snapshot() == files
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.git("diff", "--cached") == staged
    assert not (desk.root / ".git/plaindesk/journal.json").exists()
    return str(refusal.value)


def test_a_change_is_one_commit_of_its_files(desk: Desk) -> None:
    applied = transaction.apply(place(desk), answer(), MESSAGE)
    assert applied.commit == desk.git("rev-parse", "HEAD").strip()
    assert applied.recovered is None
    assert desk.git("show", "--name-status", "--format=%an <%ae>%n%B", "HEAD") == (
        f"Alice Novak <alice@example.com>\n{MESSAGE}\n\nA\t{ENTRY}\nM\t{README}\n"
    )
    assert desk.git("status", "--porcelain") == ""
    assert desk.read(ENTRY) == "Words.\n"


def test_a_removal_goes_with_it(desk: Desk) -> None:
    transaction.apply(
        place(desk), [Write(path=OTHER, data=None, expected=desk.read(OTHER).encode())], "x"
    )
    assert desk.git("show", "--name-status", "--format=", "HEAD") == f"D\t{OTHER}\n"
    assert not (desk.root / "kb/en").exists()


def test_nothing_else_gets_into_the_commit(desk: Desk) -> None:
    desk.write("x.txt", "staged\n")
    desk.write("y.txt", "new and staged\n")
    desk.git("add", "x.txt", "y.txt")
    desk.write("x.txt", "staged, and changed again\n")
    desk.write("desk.yml", SETTINGS + "# changed\n")
    desk.write("z.txt", "untracked\n")
    desk.git("rm", "--quiet", "--cached", OTHER)
    before = desk.git("status", "--porcelain")
    transaction.apply(place(desk), answer(), MESSAGE)
    assert desk.git("show", "--name-only", "--format=", "HEAD").split() == [ENTRY, README]
    assert desk.git("status", "--porcelain") == before
    assert desk.git("show", ":x.txt") == "staged\n"


def test_without_a_commit_it_is_staged_beside_what_is_there(desk: Desk) -> None:
    desk.write("x.txt", "staged\n")
    desk.git("add", "x.txt")
    applied = transaction.apply(place(desk), answer(), MESSAGE, commit=False)
    assert applied.commit is None
    assert desk.git("status", "--porcelain") == f"A  {ENTRY}\nM  {README}\nM  x.txt\n"
    assert desk.git("rev-list", "--count", "HEAD") == "1\n"


@pytest.mark.parametrize("how", ["dirty", "staged", "removed"])
def test_a_file_with_changes_of_its_own_is_refused(desk: Desk, how: str) -> None:
    if how == "removed":
        desk.git("rm", "--quiet", "--cached", README)
    else:
        desk.write(README, TICKET.replace("P2", "P1"))
    if how == "staged":
        desk.git("add", README)
        desk.write(README, TICKET)
    assert refused(desk, answer()) == (
        f"Nothing was changed: {README} has changes that are not committed.\n"
        "Commit them first (git commit -- FILE), or keep this one staged too: --no-commit"
    )


def test_what_somebody_else_changed_just_now_is_not_overwritten(desk: Desk) -> None:
    said = (
        "Nothing was changed: {} was changed by somebody else just now.\nLook at it and try again."
    )
    desk.write(README, TICKET.replace("P2", "P1"))
    desk.git("commit", "--quiet", "--all", "--message=By hand")
    assert refused(desk, answer()) == said.format(README)
    assert refused(desk, answer(), commit=False) == said.format(README)
    (desk.root / README).unlink()
    desk.git("commit", "--quiet", "--all", "--message=Gone")
    assert refused(desk, answer()) == said.format(README)
    desk.write(ENTRY, "Other words.\n")
    assert refused(desk, answer()) == said.format(ENTRY)


def test_a_link_is_not_written_through(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(TICKET)
    (desk.root / README).unlink()
    (desk.root / README).symlink_to(outside)
    desk.git("commit", "--quiet", "--all", "--message=A link")
    assert refused(desk, answer()) == (
        f"Nothing was done: {README} is a symbolic link, and the desk's files are never looked "
        "for behind one.\nPut a folder or file in its place."
    )
    assert outside.read_text() == TICKET


def test_an_error_on_the_way_puts_everything_back(desk: Desk) -> None:
    """The last file's folder is a file: that is found out when the others are written."""
    gone = Write(path=OTHER, data=None, expected=desk.read(OTHER).encode())
    blocked = Write(path="x.txt/y.md", data=b"")
    assert refused(desk, [*answer(), gone, blocked]).startswith("Nothing was changed: ")
    assert desk.git("status", "--porcelain") == ""


def test_a_full_disk_puts_everything_back(desk: Desk) -> None:
    """A limit on the size of files stands for the disk."""
    script = f"""\
import resource, signal
from pathlib import Path
from plaindesk.core.errors import DeskError, UnfinishedError
from plaindesk.store import layout, transaction
from plaindesk.store.transaction import CommitRefusedError, Write
place = layout.find(Path({str(desk.root)!r}))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
readme = Path({str(desk.root / README)!r}).read_bytes()
writes = [Write(path={ENTRY!r}, data=b"Words."), Write(path={README!r}, data=b"", expected=readme)]
for limit in (10, 500):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        transaction.apply(place, writes, "x")
    except DeskError as error:
        print(error)
"""
    before = desk.snapshot()
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "Nothing was changed: File too large.\n" * 2
    assert desk.snapshot() == before
    assert desk.git("status", "--porcelain") == ""
    assert list((desk.root / ".git/plaindesk").glob("*journal*")) == []


def test_a_desk_that_is_not_in_a_repository_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("desk.yml", SETTINGS)
    with pytest.raises(
        DeskError, match=r"is not in a Git repository\.\nA desk lives in one: git init"
    ):
        transaction.apply(place(desk), answer(), MESSAGE)
    assert desk.snapshot() == {"desk.yml": SETTINGS.encode()}


IN_PROGRESS = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
}


@pytest.mark.parametrize("name", IN_PROGRESS)
def test_in_the_middle_of_something_nothing_is_committed(desk: Desk, name: str) -> None:
    (desk.root / ".git" / name).mkdir()
    assert refused(desk, answer()).startswith(f"Git is in the middle of {IN_PROGRESS[name]}.\n")


def test_on_no_branch_nothing_is_committed(desk: Desk) -> None:
    desk.git("checkout", "--quiet", "--detach")
    assert refused(desk, answer()).startswith("You are on no branch (detached HEAD)")


def test_the_first_commit_of_a_repository_may_be_a_change(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", {"desk.yml": SETTINGS}, commit=False)
    transaction.apply(place(desk), [Write(path=README, data=TICKET.encode())], MESSAGE)
    assert desk.git("show", "--name-only", "--format=", "HEAD") == f"{README}\n"


def test_a_change_that_a_hook_refuses_is_taken_back_whole(desk: Desk) -> None:
    hook = desk.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'No commits on Saturdays' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(DeskError) as refusal:
        transaction.apply(place(desk), answer(), MESSAGE)
    assert str(refusal.value) == "Nothing was changed. Git refused: No commits on Saturdays"
    assert desk.git("status", "--porcelain") == ""
    assert not (desk.root / ".git/plaindesk/journal.json").exists()


def test_odd_names_are_names_and_nothing_else(desk: Desk) -> None:
    names = [
        "-x.md",
        "a b.md",
        "*.md",
        ":(top)x.md",
        "é😀.md",
        "a\tb.md",
        "$(touch pwned).md",
        "--all",
    ]
    writes = [Write(path=f"tickets/{name}", data=name.encode()) for name in names]
    writes.append(Write(path="--force", data=b"x"))
    desk.write("tickets/untouched.md", "x")
    transaction.apply(place(desk), writes, "-m\n--amend")
    listed = desk.git("show", "-z", "--name-only", "--format=", "HEAD").strip("\0").split("\0")
    assert sorted(listed) == sorted([*(f"tickets/{name}" for name in names), "--force"])
    assert desk.git("log", "-1", "--format=%B").strip() == "-m\n--amend"
    assert desk.git("status", "--porcelain") == "?? tickets/untouched.md\n"


def journal(desk: Desk, *, commit: bool = True) -> Path:
    """Leave the journal of an answer that was killed before it wrote anything."""
    path = desk.root / ".git/plaindesk/journal.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        json.dumps(
            {
                "message": MESSAGE,
                "commit": commit,
                "writes": [
                    {"path": ENTRY, "data": "V29yZHMuCg==", "expected": None},
                    {"path": "x.txt", "data": None, "expected": "eAo="},
                ],
            }
        )
    )
    return path


def test_what_was_begun_is_finished_by_the_next_change(desk: Desk) -> None:
    left = journal(desk)
    note = Write(path="y.txt", data=b"y\n")
    applied = transaction.apply(place(desk), [note], "Next")
    assert applied.recovered == f"Answer {ID}: VPN drops"
    assert not left.exists()
    assert desk.git("log", "--format=%s", "--name-status").split("\n\n") == [
        "Next",
        f"A\ty.txt\nAnswer {ID}: VPN drops",
        f"A\t{ENTRY}\nD\tx.txt\nOpen the desk",
        "\n".join(f"A\t{name}" for name in sorted(FILES)) + "\n",
    ]
    assert transaction.recover(place(desk)) is None


def test_what_was_begun_in_another_desk_of_the_repository_is_finished_there(desk: Desk) -> None:
    left = journal(desk)
    begun = json.loads(left.read_bytes()) | {"root": "../../help"}
    begun["writes"] = begun["writes"][:1]
    left.write_text(json.dumps(begun))
    assert transaction.recover(place(desk)) == f"Answer {ID}: VPN drops"
    assert desk.read(f"help/{ENTRY}") == "Words.\n"
    assert desk.git("show", "--name-only", "--format=", "HEAD") == f"help/{ENTRY}\n"


def test_what_was_begun_and_staged_only_is_finished_so(desk: Desk) -> None:
    journal(desk, commit=False)
    assert transaction.recover(place(desk)) == f"Answer {ID}: VPN drops"
    assert desk.git("status", "--porcelain") == f"A  {ENTRY}\nD  x.txt\n"


def test_what_somebody_touched_since_stays_as_it_is(desk: Desk) -> None:
    journal(desk)
    desk.write("x.txt", "mine\n")
    assert transaction.recover(place(desk)) == f"Answer {ID}: VPN drops"
    assert desk.read("x.txt") == "mine\n"
    assert desk.git("status", "--porcelain") == " M x.txt\n"
    assert desk.git("show", "--name-only", "--format=", "HEAD") == f"{ENTRY}\n"


def test_what_was_begun_is_not_committed_into_a_merge(desk: Desk) -> None:
    journal(desk)
    (desk.root / ".git/MERGE_HEAD").write_text("")
    with pytest.raises(UnfinishedError, match=r"Git is in the middle of a merge\.\n"):
        transaction.recover(place(desk))
    assert desk.read(ENTRY) == "Words.\n"
    assert desk.git("rev-list", "--count", "HEAD") == "1\n"
    (desk.root / ".git/MERGE_HEAD").unlink()
    assert transaction.recover(place(desk)) == f"Answer {ID}: VPN drops"
    assert desk.git("rev-list", "--count", "HEAD") == "2\n"


def test_what_was_begun_waits_for_a_hook_that_refuses(desk: Desk) -> None:
    left = journal(desk)
    hook = desk.root / ".git/hooks/commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'no number' >&2\nexit 1\n")
    hook.chmod(0o755)
    told = (
        "Nothing was changed. An earlier change is written, but not committed yet: "
        f"Answer {ID}: VPN drops. "
        "Git refused: no number\n"
        "Then the next command that changes something commits it first."
    )
    with pytest.raises(CommitRefusedError) as refused:
        transaction.apply(place(desk), [Write(path="y.txt", data=b"y\n")], "Next")
    assert str(refused.value) == told
    assert left.exists()
    assert not (desk.root / "y.txt").exists()
    assert "An earlier change is written" in desk.run("list").err
    assert "commits it first" in desk.run("doctor").out
    hook.unlink()
    transaction.apply(place(desk), [Write(path="y.txt", data=b"y\n")], "Next")
    assert desk.git("log", "--format=%s").splitlines()[:2] == ["Next", f"Answer {ID}: VPN drops"]
    assert desk.git("status", "--porcelain") == ""


def test_what_somebody_committed_meanwhile_is_no_change(desk: Desk) -> None:
    left = journal(desk)
    desk.write(ENTRY, "Words.\n")
    (desk.root / "x.txt").unlink()
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    assert transaction.recover(place(desk)) == f"Answer {ID}: VPN drops"
    assert not left.exists()
    assert desk.git("log", "-1", "--format=%s") == "By hand\n"


def test_what_was_begun_waits_for_gits_own_lock(desk: Desk) -> None:
    left = journal(desk)
    lock = desk.root / ".git/index.lock"
    lock.write_text("")
    with pytest.raises(DeskError, match=r"remove the file: \.git/index\.lock\n"):
        transaction.recover(place(desk))
    assert left.exists()
    lock.unlink()
    assert transaction.recover(place(desk)) == f"Answer {ID}: VPN drops"
    assert desk.git("status", "--porcelain") == ""


def test_a_change_that_meets_gits_lock_is_committed_by_the_next(desk: Desk) -> None:
    lock = desk.root / ".git/index.lock"
    lock.write_text("")
    with pytest.raises(DeskError, match=r"^The change is written, but not committed\."):
        transaction.apply(place(desk), answer(), MESSAGE)
    assert desk.read(ENTRY) == "Words.\n"
    lock.unlink()
    applied = transaction.apply(place(desk), [Write(path="y.txt", data=b"y\n")], "Next")
    assert applied.recovered == f"Answer {ID}: VPN drops"
    assert desk.git("log", "--format=%s").splitlines()[:2] == ["Next", f"Answer {ID}: VPN drops"]
    assert desk.git("status", "--porcelain") == ""


def test_a_removal_of_what_git_never_knew_is_no_obstacle(desk: Desk) -> None:
    desk.write("loose.md", "By hand.\n")
    gone = Write(path="loose.md", data=None, expected=b"By hand.\n")
    assert transaction.apply(place(desk), [gone], "x").commit is None
    desk.write("loose.md", "By hand.\n")
    transaction.apply(place(desk), [gone, *answer()], MESSAGE)
    assert desk.git("status", "--porcelain") == ""
