"""Two clones and what is between them: faster people, no connection, conflicts, refusals."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, TICKET, Desk, make_desk

from plaindesk.services.desk import open_desk
from plaindesk.services.exchange.syncing import TRIES, delay, sync

if TYPE_CHECKING:
    from pathlib import Path

    from plaindesk.core.results.syncing import SyncReport


NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def remote(tmp_path: Path) -> Desk:
    """A bare repository, as a forge has it."""
    seed = make_desk(tmp_path / "seed")
    seed.git("clone", "--quiet", "--bare", ".", str(tmp_path / "remote.git"))
    return Desk(tmp_path / "remote.git")


def clone(remote: Desk, name: str) -> Desk:
    """Clone it for somebody."""
    remote.git("clone", "--quiet", "../remote.git", f"../{name}")
    return Desk(remote.root.parent / name)


@pytest.fixture
def alice(remote: Desk) -> Desk:
    return clone(remote, "alice")


@pytest.fixture
def bob(remote: Desk) -> Desk:
    return clone(remote, "bob")


def at(clock: str) -> str:
    return f"2026-11-21T{clock}:00Z"


def same(*desks: Desk) -> bool:
    """Tell whether all have the same commit, and files that are in none."""
    heads = {desk.git("rev-parse", "HEAD") for desk in desks}
    return len(heads) == 1 and not any(desk.git("status", "--porcelain") for desk in desks)


def patient(desk: Desk) -> tuple[SyncReport, list[float]]:
    """Sync without waiting, and say how long it would have waited."""
    waited: list[float] = []
    report = sync(open_desk(desk.root, NOW), sleep=waited.append, chance=lambda: 0.5)
    return report, waited


def test_what_one_sends_the_other_gets(alice: Desk, bob: Desk) -> None:
    assert alice.ok("sync") == "Nothing new on either side.\n"
    alice.ok("reply", ID, "-m", "Hello.", now=at("09:00"))
    assert alice.ok("sync") == "Received 0 commits, sent 1 commit.\n"
    bob.ok("note", ID, "-m", "Seen.", "--as", "bob", now=at("09:05"))
    assert bob.ok("sync") == "Received 1 commit, sent 1 commit.\n"
    assert json.loads(alice.ok("sync", "--json")) == {
        "received": 1, "sent": 0, "waiting": 0, "tries": 1, "resolved": [], "recorded": [],
        "unsent": [], "problem": None,
    }  # fmt: skip
    assert same(alice, bob)
    assert alice.git("log", "--format=%P", "-3").count(" ") == 0


def test_a_conflict_is_settled_on_the_way(alice: Desk, bob: Desk) -> None:
    alice.ok("set", ID, "status=open", now=at("09:00"))
    alice.ok("note", ID, "-m", "One.", now=at("09:10"))
    alice.ok("set", ID, "priority=P1", now=at("09:20"))
    alice.ok("sync")
    bob.ok("set", ID, "priority=P3", "--as", "bob", now=at("09:05"))
    bob.ok("set", ID, "status=pending", "--as", "bob", now=at("09:30"))
    bob.ok("fold")
    assert bob.ok("sync") == (
        f"{ID}: put together from both sides\n"
        "  'priority' is 'P1': the entry of alice, 2026-11-21T09:20:00Z, is the later one. "
        "The other side had 'P3'.\n"
        f"{ID}: put together from both sides\n"
        "  'status' is 'pending': the entry of bob, 2026-11-21T09:30:00Z, is the later one. "
        "The other side had 'open'.\n"
        "Received 3 commits, sent 3 commits.\n"
    )
    alice.ok("sync")
    assert same(alice, bob)
    assert "status: pending\n" in alice.read(README)
    assert "priority: P1\n" in alice.read(README)
    assert "0 errors, 0 warnings" in alice.ok("check")


def test_our_own_commit_that_comes_to_nothing_is_left_out(alice: Desk, bob: Desk) -> None:
    """Both fold the same entry: the second fold has nothing left to do."""
    alice.ok("note", ID, "-m", "One.", now=at("09:00"))
    alice.ok("sync")
    bob.ok("sync")
    alice.ok("set", ID, "line=2", now=at("09:05"))
    alice.ok("fold")
    alice.ok("sync")
    bob.ok("fold")
    bob.ok("sync")
    alice.ok("sync")
    assert same(alice, bob)
    assert alice.read(README).count("One.") == 1


def test_merges_of_our_own_stay_merges(alice: Desk, bob: Desk) -> None:
    bob.ok("set", ID, "status=open", "--as", "bob", now=at("09:00"))
    bob.ok("sync")
    alice.git("switch", "--quiet", "--create", "web")
    alice.ok("set", ID, "status=pending", now=at("09:10"))
    alice.git("switch", "--quiet", "main")
    alice.git("merge", "--quiet", "--no-ff", "--no-edit", "web")
    assert "sent 3 commits" in alice.ok("sync")
    assert alice.git("rev-list", "--merges", "--count", "HEAD") == "2\n"
    bob.ok("sync")
    assert same(alice, bob)
    assert "status: pending\n" in bob.read(README)


def faster(alice: Desk, bob: Desk, times: int) -> None:
    """Let bob push just before each of alice's pushes, so many times."""
    hook = alice.root / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\n"
        f'echo x >> "{alice.root}/.git/turns"\n'
        f'test $(wc -l < "{alice.root}/.git/turns") -gt {times} && exit 0\n'
        "unset $(git rev-parse --local-env-vars)\n"
        f'cd "{bob.root}" && git pull --quiet --rebase && '
        "git commit --quiet --allow-empty --message=Faster && git push --quiet\n"
    )
    hook.chmod(0o755)


def test_a_push_that_is_rejected_nine_times(alice: Desk, bob: Desk) -> None:
    alice.ok("reply", ID, "-m", "Hello.", now=at("09:00"))
    faster(alice, bob, 9)
    report, waited = patient(alice)
    assert (report.problem, report.tries, report.received, report.sent) == ("", 10, 9, 1)
    assert waited == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0, 5.0]
    bob.ok("sync")
    assert same(alice, bob)


def test_after_so_many_tries_it_waits_for_the_next_time(alice: Desk, bob: Desk) -> None:
    alice.ok("reply", ID, "-m", "Hello.", now=at("09:00"))
    faster(alice, bob, TRIES)
    report, waited = patient(alice)
    assert len(waited) == TRIES - 1
    assert report.problem == "Somebody else was faster 12 times."
    assert report.waiting == 1
    assert bob.git("log", "--format=%s", "origin/main").splitlines() == [
        *(["Faster"] * TRIES),
        "Open the desk",
    ]
    assert alice.ok("sync").endswith(", sent 1 commit.\n")


def test_nobody_waits_as_long_as_the_others() -> None:
    assert [delay(tries, lambda: 1.0) for tries in (1, 2, 5, 6, 100)] == [0.4, 0.8, 6.4, 10.0, 10.0]
    assert delay(6, lambda: 0.1) == 1.0


def test_without_a_connection_everything_is_kept(alice: Desk, remote: Desk) -> None:
    away = remote.root.with_name("away")
    remote.root.rename(away)
    for number in (1, 2):
        alice.ok("note", ID, "-m", f"Offline {number}.", now=at(f"09:0{number}"))
    before = alice.snapshot()
    answer = alice.run("sync")
    assert answer.code == 1
    assert answer.out.startswith("'origin' can't be reached. Git refused: fatal: ")
    assert answer.out.endswith(
        "\nTo be sent: 2 commits kept here. Nothing is lost; try again later: desk sync\n"
    )
    assert alice.snapshot() == before
    away.rename(remote.root)
    assert alice.ok("sync") == "Received 0 commits, sent 2 commits.\n"


def test_a_push_that_the_other_side_does_not_want(alice: Desk, remote: Desk) -> None:
    hook = remote.root / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'This branch is protected.' >&2\nexit 1\n")
    hook.chmod(0o755)
    alice.ok("reply", ID, "-m", "Hello.")
    report, waited = patient(alice)
    assert waited == []
    assert report.waiting == 1
    assert report.problem.startswith("'origin' did not take it. Git refused: ")
    assert "This branch is protected." in report.problem


def test_what_takes_a_person_is_called_off_and_named(alice: Desk, bob: Desk) -> None:
    for desk, title in ((alice, "A"), (bob, "B")):
        desk.write("kb/en/start/a.md", f"---\ntitle: {title}\n---\n")
        desk.git("add", "--all")
        desk.git("commit", "--quiet", f"--message={title}")
    alice.ok("sync")
    before, head = bob.snapshot(), bob.git("rev-parse", "HEAD")
    assert bob.refused("sync") == (
        "desk: This was changed here and by others, and takes a person: kb/en/start/a.md. "
        "Nothing was changed, and nothing is lost.\n"
        "git rebase refs/remotes/origin/main; put it right; desk resolve; git rebase --continue; "
        "desk sync\n"
    )
    assert (bob.snapshot(), bob.git("rev-parse", "HEAD")) == (before, head)
    bob.ok("note", ID, "-m", "Work goes on.", "--as", "bob")


def test_words_that_two_dropped_under_one_name_are_both_kept(alice: Desk, bob: Desk) -> None:
    """Neither side has to know of the other, and each answer is by whoever wrote it."""
    for desk, name, clock in ((alice, "Alice", "09:00"), (bob, "Bob", "09:05")):
        desk.write(f"tickets/2611/{ID}/reply.md", f"Hello, this is {name}.\n")
        desk.git("add", "--all")
        who = f"--author={name} <{name.lower()}@example.com>"
        desk.git("commit", "--quiet", who, f"--date={at(clock)}", "--message=Answer")
    alice.ok("sync")
    assert bob.ok("sync").endswith("Received 1 commit, sent 1 commit.\n")
    alice.ok("sync")
    assert same(alice, bob)
    alice.ok("record", now=at("10:00"))
    entries = json.loads(alice.ok("show", ID, "--json"))["entries"]
    assert [(entry["by"], entry["at"], entry["body"]) for entry in entries] == [
        ("alice", at("09:00"), "Hello, this is Alice."),
        ("bob", at("09:05"), "Hello, this is Bob."),
    ]


@pytest.mark.parametrize("kind", ["text", "binary"])
def test_files_that_two_attached_under_one_name_are_both_kept(
    alice: Desk, bob: Desk, kind: str
) -> None:
    end = "\0" if kind == "binary" else "\n"
    for desk, who, clock in ((alice, "alice", "09:00"), (bob, "bob", "09:05")):
        words = ("-m", f"By {who}.", "--attach", "screen.png=-", "--as", who)
        desk.ok("note", ID, *words, stdin=f"seen by {who}{end}", now=at(clock))
    alice.ok("sync")
    assert bob.ok("sync") == (
        f"{ID}: put together from both sides\n"
        "  'screen.png' came on both sides: ours is 'screen-2.png'.\n"
        "Received 1 commit, sent 1 commit.\n"
    )
    alice.ok("sync")
    assert same(alice, bob)
    shown = json.loads(alice.ok("show", ID, "--json"))
    assert [(entry["by"], entry["files"]) for entry in shown["entries"]] == [
        ("alice", ["screen.png"]), ("bob", ["screen-2.png"])
    ]  # fmt: skip
    folder = f"tickets/2611/{ID}/files"
    assert alice.read(f"{folder}/screen.png") == f"seen by alice{end}"
    assert alice.read(f"{folder}/screen-2.png") == f"seen by bob{end}"
    assert "0 errors, 0 warnings" in alice.ok("check") or "no findings" in alice.ok("check")


def test_files_of_one_name_that_each_attached_twice_are_all_kept(alice: Desk, bob: Desk) -> None:
    clocks = iter(("09:00", "09:05", "09:10", "09:15"))
    for desk, who in ((alice, "alice"), (bob, "bob")):
        for number in ("one", "two"):
            words = ("-m", f"{who} {number}", "--attach", "screen.png=-", "--as", who)
            desk.ok("note", ID, *words, stdin=f"{who} {number}\0", now=at(next(clocks)))
    alice.ok("sync")
    bob.ok("sync")
    alice.ok("sync")
    assert same(alice, bob)
    shown = json.loads(alice.ok("show", ID, "--json"))
    folder = f"tickets/2611/{ID}/files"
    held = [(e["body"].strip(), alice.read(f"{folder}/{e['files'][0]}")) for e in shown["entries"]]
    assert [body for body, _ in held] == ["alice one", "alice two", "bob one", "bob two"]
    assert [data for _, data in held] == [f"{body}\0" for body, _ in held]


@pytest.mark.parametrize("merges", [False, True])
def test_a_run_that_was_killed_half_way_is_begun_anew(
    alice: Desk, bob: Desk, monkeypatch: pytest.MonkeyPatch, *, merges: bool
) -> None:
    """What it left is called off first: the words are there, sent once, and nobody is asked."""
    alice.ok("set", ID, "status=open", now=at("09:00"))
    alice.ok("sync")
    if merges:
        bob.git("switch", "--quiet", "--create", "web")
    bob.ok("set", ID, "status=pending", "--as", "bob", now=at("09:10"))
    if merges:
        bob.git("switch", "--quiet", "main")
        bob.git("merge", "--quiet", "--no-ff", "--no-edit", "web")
    with monkeypatch.context() as dying:
        dying.setattr("plaindesk.services.exchange.rebase.resolve", killed)
        with pytest.raises(KeyboardInterrupt):
            patient(bob)
    assert bob.git("ls-files", "--unmerged") != ""
    assert "put together from both sides" in bob.ok("sync")
    alice.ok("sync")
    assert same(alice, bob)
    assert "status: pending\n" in alice.read(README)
    assert "0 errors, 0 warnings" in alice.ok("check")


def killed(*_arguments: object) -> None:
    """Die where a conflict was to be settled; nothing of ours runs after it."""
    raise KeyboardInterrupt


def test_a_rebase_that_a_person_began_is_left_alone(alice: Desk, bob: Desk) -> None:
    alice.ok("set", ID, "status=open", now=at("09:00"))
    alice.ok("sync")
    bob.ok("set", ID, "status=pending", "--as", "bob", now=at("09:10"))
    bob.git("fetch", "--quiet")
    with pytest.raises(subprocess.CalledProcessError):
        bob.git("rebase", "--quiet", "origin/main")
    assert "desk: Git is in the middle of a rebase." in bob.refused("sync")
    bob.ok("resolve")
    bob.git("-c", "core.editor=true", "rebase", "--continue")
    assert bob.ok("sync") == "Received 0 commits, sent 1 commit.\n"


def test_changes_that_are_not_committed_stop_it_only_where_they_would_be_touched(
    alice: Desk, bob: Desk
) -> None:
    bob.write(README, TICKET.replace("line: 1", "line: 2"))
    bob.write("notes.txt", "mine")
    unsent = f"Not sent, as it is in no commit: {README}.\n"
    assert bob.ok("sync") == f"Nothing new on either side.\n{unsent}"
    alice.ok("reply", ID, "-m", "Hello.")
    alice.ok("sync")
    assert bob.refused("sync") == (
        f"desk: There are changes that are not committed: {README}.\n"
        "Commit them first: git commit -a\n"
    )
    bob.git("restore", README)
    bob.ok("sync")
    assert bob.read("notes.txt") == "mine"


def test_where_there_is_nowhere_to_send_to(alice: Desk, tmp_path: Path) -> None:
    alice.git("switch", "--quiet", "--create", "other")
    assert alice.refused("sync") == (
        "desk: The branch 'other' is not sent anywhere yet.\n"
        "Say where to, once: git push --set-upstream origin other\n"
    )
    alice.git("switch", "--quiet", "--detach")
    assert "detached HEAD" in alice.refused("sync")
    bare = Desk(tmp_path / "none")
    bare.write("desk.yml", "name: None\n")
    assert bare.refused("sync").startswith(f"desk: {bare.root} is not in a Git repository.\n")


def test_many_who_sync_in_turn_come_to_the_same(remote: Desk) -> None:
    desks = [clone(remote, f"clone-{number}") for number in range(3)]
    for turn in range(4):
        for number, desk in enumerate(desks):
            name = ("alice", "bob")[number % 2]
            now = at(f"09:{turn * 10 + number:02}")
            desk.ok("note", ID, "-m", f"Words {turn} {number}.", "--as", name, now=now)
            desk.run("set", ID, f"line={(turn + number) % 3 + 1}", "--as", name, now=now)
            if turn == number:
                desk.ok("fold")
            desk.ok("sync")
    for desk in desks:
        desk.ok("sync")
    assert same(*desks)
    shown = desks[0].ok("show", ID)
    assert [shown.count(f"Words {t} {n}.") for t in range(4) for n in range(3)] == [1] * 12
    shutil.rmtree(desks[0].root)


def edit(desk: Desk, old: str, new: str, clock: str, name: str) -> None:
    """Edit a line of the ticket by hand, and commit it."""
    desk.write(README, desk.read(README).replace(old, new))
    env = {"GIT_AUTHOR_DATE": at(clock), "GIT_COMMITTER_DATE": at(clock)}
    who = f"--author={name} <{name.lower()}@example.com>"
    command = ["git", "commit", "--quiet", "--all", who, "--message=By hand"]
    subprocess.run(command, cwd=desk.root, env={**os.environ, **env}, check=True)


def history(desk: Desk) -> list[tuple[str, str, list[str | None]]]:
    """Tell who changed the priority when, and from what to what."""
    entries = json.loads(desk.ok("show", ID, "--json"))["entries"]
    changes = [(e["by"], e["at"][11:16], e["changes"].get("priority")) for e in entries]
    return [(by, when, [c["old"], c["new"]]) for by, when, c in changes if c]


@pytest.mark.parametrize("earlier", ["alice", "bob", "nobody"])
def test_an_edit_by_hand_that_loses_is_told_in_the_ticket(
    alice: Desk, bob: Desk, earlier: str
) -> None:
    first, second = {
        "alice": ("09:00", "09:10"), "bob": ("09:10", "09:00"), "nobody": ("09:00", "09:00")
    }[earlier]  # fmt: skip
    edit(alice, "priority: P2", "priority: P1", first, "Alice")
    alice.ok("sync")
    edit(bob, "priority: P2", "priority: P3", second, "Bob")
    out = bob.ok("sync", now=at("10:00"))
    assert f"{ID}: what was edited by hand is recorded\n" in out
    assert ": error: " not in bob.ok("check", now=at("10:00"))
    bob.ok("record", now=at("10:01"))
    bob.ok("sync", now=at("10:02"))
    alice.ok("sync", now=at("10:03"))
    both = sorted([("alice", first, ["P2", "P1"]), ("bob", second, ["P2", "P3"])], key=by_time)
    assert history(alice) == history(bob) == both
    assert f"priority: {both[-1][2][1]}\n" in alice.read(README)
    assert alice.ok("record", now=at("10:04")) == "Nothing to record.\n"
    assert same(alice, bob)


def by_time(item: tuple[str, str, list[str]]) -> str:
    return item[1]


def test_an_edit_by_hand_that_loses_to_a_command_is_told_too(alice: Desk, bob: Desk) -> None:
    edit(alice, "priority: P2", "priority: P1", "09:00", "Alice")
    alice.ok("sync")
    bob.ok("set", ID, "priority=P3", "--as", "bob", now=at("09:10"))
    bob.ok("sync", now=at("10:00"))
    bob.ok("record", now=at("10:01"))
    assert history(bob) == [("alice", "09:00", ["P2", "P1"]), ("bob", "09:10", ["P2", "P3"])]
    assert "priority: P3\n" in bob.read(README)
    assert bob.ok("record", now=at("10:04")) == "Nothing to record.\n"


def test_what_is_in_no_commit_is_named(alice: Desk) -> None:
    alice.ok("reply", ID, "-m", "Hello.")
    alice.write("desk.yml", alice.read("desk.yml") + "# later\n")
    for name in ("a", "b", "c"):
        alice.write(f"kb/en/start/{name}.md", "---\ntitle: A\n---\n")
    alice.write("notes.txt", "mine")
    assert alice.ok("sync") == (
        "Received 0 commits, sent 1 commit.\nNot sent, as it is in no commit: desk.yml, "
        "kb/en/start/a.md, kb/en/start/b.md and 1 more.\n"
    )
