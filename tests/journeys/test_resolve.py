"""Merges that stock Git can't finish: `desk resolve` puts tickets together and says how."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, TICKET

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.desks import Desk

FOLDER = f"tickets/2611/{ID}"


def part(desk: Desk, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Do one thing on main and another on a branch."""
    desk.git("switch", "--quiet", "--create", "other")
    theirs()
    desk.git("switch", "--quiet", "main")
    ours()


def merge(desk: Desk, *command: str) -> str:
    """Merge the branch, which must end in a conflict."""
    done = subprocess.run(
        ["git", *(command or ("merge", "--quiet", "other"))],
        cwd=desk.root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done
    return desk.git("diff", "--name-only", "--diff-filter=U")


def at(clock: str) -> str:
    return f"2026-11-21T{clock}:00Z"


def clash(desk: Desk) -> None:
    """Two people set the status at once."""
    part(
        desk,
        lambda: desk.ok("reply", ID, "-m", "Hello.", now=at("09:00")),
        lambda: desk.ok("set", ID, "status=pending", "--as", "bob", now=at("09:30")),
    )


NOTE = (
    f"{ID}: put together from both sides\n"
    "  'status' is 'pending': the entry of bob, 2026-11-21T09:30:00Z, is the later one. "
    "The other side had 'open'.\n"
)


def test_the_later_of_two_changes_holds_and_it_is_said(desk: Desk) -> None:
    clash(desk)
    assert merge(desk) == f"{README}\n"
    assert desk.ok("resolve") == f"{NOTE}All is staged. Go on with: git commit --no-edit\n"
    desk.git("commit", "--no-edit", "--quiet")
    assert desk.read(README) == TICKET.replace("status: new", "status: pending")
    assert len(desk.entries()) == 2
    out = desk.ok("check")
    assert "[forked-change]" in out
    assert "0 errors, 0 warnings, 1 info" in out
    assert desk.ok("resolve") == "No ticket is in conflict.\n"
    assert desk.ok("record") == "Nothing to record.\n"


def test_a_rebase_goes_on_in_the_same_way(desk: Desk) -> None:
    clash(desk)
    desk.git("switch", "--quiet", "other")
    merge(desk, "rebase", "--quiet", "main")
    assert desk.ok("resolve") == f"{NOTE}All is staged. Go on with: git rebase --continue\n"
    desk.git("-c", "core.editor=true", "rebase", "--continue")
    assert desk.read(README) == TICKET.replace("status: new", "status: pending")
    assert desk.git("status", "--porcelain") == ""


def test_folds_on_both_sides_keep_every_entry_once(desk: Desk) -> None:
    desk.ok("note", ID, "-m", "Before.", now=at("08:00"))

    def ours() -> None:
        desk.ok("reply", ID, "-m", "Ours.", now=at("09:00"))
        desk.ok("fold")

    def theirs() -> None:
        desk.ok("note", ID, "-m", "Theirs.", "--as", "bob", now=at("08:30"))
        desk.ok("fold")
        desk.ok("note", ID, "-m", "Later.", "--as", "bob", now=at("09:30"))

    part(desk, ours, theirs)
    assert merge(desk) == f"{README}\n"
    desk.ok("resolve")
    desk.git("commit", "--no-edit", "--quiet")
    text = desk.read(README)
    places = [text.index(words) for words in ("Before.", "Theirs.", "Ours.")]
    assert places == sorted(places)
    assert text.count("\n---\nat: ") == 3
    assert "status: open\n" in text
    assert [name[:16] for name in desk.entries()] == ["20261121T093000Z"]
    assert desk.ok("check").endswith(": no findings\n")


def test_both_sides_come_to_the_same_bytes(desk: Desk) -> None:
    clash(desk)
    merge(desk)
    desk.ok("resolve")
    ours = desk.snapshot()
    desk.git("merge", "--abort")
    desk.git("switch", "--quiet", "other")
    merge(desk, "merge", "--quiet", "main")
    desk.ok("resolve")
    assert desk.snapshot() == ours


def test_an_edit_by_hand_is_kept_where_only_one_side_touched_the_line(desk: Desk) -> None:
    def theirs() -> None:
        desk.write(
            README, TICKET.replace("line: 1", "line: 3").replace("status: new", "status: open")
        )
        desk.git("commit", "--quiet", "--all", "--message=By hand")

    part(desk, lambda: desk.ok("set", ID, "status=pending", now=at("09:00")), theirs)
    merge(desk)
    out = desk.ok("resolve")
    assert "'status' is 'pending': the entry of alice" in out
    assert "status: pending\n" in desk.read(README)
    assert "line: 3\n" in desk.read(README)


def test_two_edits_by_hand_are_settled_the_same_for_everybody(desk: Desk) -> None:
    def edit(old: str, new: str) -> None:
        desk.write(README, TICKET.replace(old, new))
        desk.git("commit", "--quiet", "--all", "--message=By hand")

    part(
        desk,
        lambda: edit("queue: support", "queue: network"),
        lambda: edit("queue: support", "queue:"),
    )
    merge(desk)
    assert desk.ok("resolve").splitlines()[1] == (
        "  'queue' was set by hand to 'network' and to empty, and no entry tells which came later: "
        "'network' holds."
    )


def test_what_is_no_ticket_is_left_to_a_person(desk: Desk) -> None:
    def do(title: str, status: str, now: str) -> None:
        desk.write("kb/en/start/a.md", f"---\ntitle: {title}\n---\n")
        desk.git("add", "--all")
        desk.git("commit", "--quiet", "--message=An article")
        desk.ok("set", ID, f"status={status}", now=now)

    part(desk, lambda: do("A", "open", at("09:00")), lambda: do("B", "pending", at("09:30")))
    merge(desk)
    answer = desk.run("resolve")
    assert answer.code == 1
    assert answer.out.endswith(
        "Still in conflict: kb/en/start/a.md\n"
        "Put that right, then: git add -- FILES; git commit --no-edit\n"
    )
    assert desk.git("diff", "--name-only", "--diff-filter=U") == "kb/en/start/a.md\n"
    data = json.loads(desk.run("resolve", "--json").out)
    assert data == {
        "resolved": [],
        "findings": [],
        "rest": ["kb/en/start/a.md"],
        "next": "git commit --no-edit",
    }


def test_settings_in_conflict_do_not_stop_it(desk: Desk) -> None:
    clash(desk)
    desk.write("desk.yml", desk.read("desk.yml").replace("Test desk", "Ours"))
    desk.git("commit", "--quiet", "--all", "--message=Ours")
    desk.git("switch", "--quiet", "other")
    desk.write("desk.yml", desk.read("desk.yml").replace("Test desk", "Theirs"))
    desk.git("commit", "--quiet", "--all", "--message=Theirs")
    desk.git("switch", "--quiet", "main")
    merge(desk)
    assert "Still in conflict: desk.yml\n" in desk.run("resolve").out


def test_marks_that_somebody_committed(desk: Desk) -> None:
    clash(desk)
    merge(desk)
    desk.git("add", "--all")
    desk.git("commit", "--no-edit", "--quiet")
    said = desk.refused("resolve", ID)
    assert said.endswith(
        "A merge left its marks here.\n"
        "`desk resolve`, without a ticket, puts both sides together. Or do so by hand.\n"
    )
    assert desk.ok("resolve") == f"{NOTE}All is staged. Go on with: git commit\n"
    assert desk.read(README) == TICKET.replace("status: new", "status: pending")


QUOTED = "Git said:\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (QUOTED, "The marks stand inside of somebody's words."),
        (QUOTED.replace("=======\n", "") + "\n=======", None),
        (f"{QUOTED}\n>>>>>>> twice\n", None),
        (QUOTED.replace("a\n", "<<<<<<< a\n"), "The marks of the merge are not all there."),
        (f"```\n{QUOTED}\n```", None),
    ],
)  # fmt: skip
def test_marks_that_somebody_quotes_are_left_alone(
    desk: Desk, words: str, message: str | None
) -> None:
    desk.ok("note", ID, "-m", words)
    desk.ok("fold")
    before = desk.snapshot()
    answer = desk.run("resolve")
    assert desk.snapshot() == before
    if message:
        assert f": error: {message} [conflict-markers]\n" in answer.out
        assert answer.code == 1


def test_what_cannot_be_read_is_left_alone(desk: Desk) -> None:
    def break_it() -> None:
        desk.write(README, TICKET.replace("status: new", "status: [new"))
        desk.git("commit", "--quiet", "--all", "--message=By hand")

    part(desk, lambda: desk.ok("set", ID, "status=open", now=at("09:00")), break_it)
    merge(desk)
    before = desk.snapshot()
    answer = desk.run("resolve")
    assert answer.code == 1
    assert f"{README}:3:9: error: The [ that opens here" in answer.out
    assert "    One side of the merge can't be read. Mend it by hand.\n" in answer.out
    assert desk.snapshot() == before
    assert desk.git("diff", "--name-only", "--diff-filter=U") == f"{README}\n"


def test_first_words_edited_on_both_sides_are_left_alone(desk: Desk) -> None:
    def edit(words: str) -> None:
        desk.write(README, TICKET.replace("every hour since the update", words))
        desk.git("commit", "--quiet", "--all", "--message=By hand")

    part(desk, lambda: edit("often"), lambda: edit("seldom"))
    merge(desk)
    answer = desk.run("resolve")
    assert answer.code == 1
    assert "The first words of the ticket were edited on both sides." in answer.out


def test_a_conflict_is_named_where_a_ticket_is(desk: Desk) -> None:
    clash(desk)
    merge(desk)
    assert "`desk resolve`, without a ticket" in desk.refused("reply", ID, "-m", "x")
    assert desk.run("resolve", "-m", "x").code == 2


def test_two_entries_that_git_takes_for_one_renamed(desk: Desk) -> None:
    """Both sides fold an entry and write one like it: Git sees a file renamed to two names."""
    words = "\n".join(f"Line {number} of the same long answer." for number in range(30))
    desk.ok("note", ID, "-m", words, now=at("08:00"))

    def again(now: str, last: str, who: str) -> None:
        desk.ok("set", ID, f"line={len(who)}", now=at("08:30"))
        desk.ok("fold")
        desk.ok("note", ID, "-m", f"{words}\n{last}", "--as", who, now=now)

    part(desk, lambda: again(at("09:00"), "A", "alice"), lambda: again(at("09:10"), "B", "bob"))
    merge(desk)
    desk.ok("resolve")
    desk.git("commit", "--no-edit", "--quiet")
    assert [name[:16] for name in desk.entries()] == ["20261121T090000Z", "20261121T091000Z"]
    assert desk.read(README).count("\n---\nat: ") == 3
    assert "0 errors, 0 warnings, 1 info" in desk.ok("check")


def test_a_change_there_and_back_beside_another_is_told_and_recorded(desk: Desk) -> None:
    """Git merges it, as one side has no change of the line; the entries say otherwise."""

    def ours() -> None:
        desk.ok("set", ID, "line=2", now=at("09:00"))
        desk.ok("set", ID, "line=1", now=at("09:20"))

    part(desk, ours, lambda: desk.ok("set", ID, "line=3", "--as", "bob", now=at("09:10")))
    desk.git("merge", "--quiet", "--no-edit", "other")
    assert "line: 3\n" in desk.read(README)
    assert "'line' is '3', but the last entry set '1'. [state-mismatch]" in desk.run("check").out
    assert "  change by alice, " in desk.ok("record")
    assert "line: 3\n" in desk.read(README)
    assert "0 errors" in desk.ok("check")
    assert desk.ok("record") == "Nothing to record.\n"
