"""Every list is the same with the index, without it, and with one that is stale or broken."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ARTICLE, ID, README, SETTINGS, TICKET, Desk, make_desk
from tests.support.waiting import wait_for

from plaindesk.services.desk import open_desk
from plaindesk.services.index.undue_tickets import Resting

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "2611-1DCBX"
THIRD = "2611-57YH1"
NOW = "2026-11-23T12:00:00Z"
LISTS = (
    (),
    ("status:new,open,pending,resolved,closed", "--sort", "-updated"),
    ("sla:breached,warn,paused",),
    ("due:<9d", "--columns", "id,due,sla,first_response"),
    ("drops", "OR", "tag:new"),
    ("has:attachment",),
    ("", "--json"),
)
OPENED = "2026-11-20T10:00:00Z"


def page(ticket: str) -> str:
    return f"tickets/{ticket[:4]}/{ticket}/README.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    files = {
        "desk.yml": SETTINGS,
        README: TICKET,
        page(OTHER): TICKET.replace(ID, OTHER).replace("tags: [vpn]", "tags: [new]"),
        page(THIRD): TICKET.replace(ID, THIRD).replace("status: new", "status: closed"),
    }
    return make_desk(tmp_path / "desk", files)


def without(desk: Desk, *arguments: str, now: str = NOW) -> str:
    os.environ["PLAINDESK_INDEX"] = "off"
    try:
        return desk.ok("list", *arguments, now=now)
    finally:
        del os.environ["PLAINDESK_INDEX"]


def agree(desk: Desk, now: str = NOW) -> None:
    for arguments in LISTS:
        assert desk.ok("list", *arguments, now=now) == without(desk, *arguments, now=now), arguments
    assert (desk.root / ".git/plaindesk/tickets.db").is_file()


def test_edits_by_hand_are_seen_at_once(desk: Desk) -> None:
    agree(desk)
    desk.write(page(THIRD), desk.read(page(THIRD)).replace("status: closed", "status: opened"))
    assert "Not readable, so not listed" in desk.ok("list", now=NOW)
    agree(desk)
    for status in ("pending", "on-hold", "open", "new"):
        text = TICKET.replace(ID, THIRD).replace("status: new", f"status: {status}")
        desk.write(page(THIRD), text)
        assert f"{THIRD}  {status}" in desk.ok("list", now=NOW)
        agree(desk)
    desk.git("checkout", "--quiet", "--", ".")
    assert THIRD not in desk.ok("list", now=NOW)
    agree(desk)


def test_files_that_come_and_go_are_seen(desk: Desk) -> None:
    agree(desk)
    entry = "---\nat: 2026-11-21T09:00:00Z\nby: alice\nkind: note\n---\n\nIt drops here, too.\n"
    desk.write(page(OTHER).replace("README", "20261121T090000Z-alice-0000"), entry)
    agree(desk)
    desk.write(f"tickets/2611/{OTHER}/files/log.txt", "x")
    assert OTHER in desk.ok("list", "has:attachment", now=NOW)
    agree(desk)
    shutil.rmtree(desk.root / "tickets/2611" / ID)
    assert ID not in desk.ok("list", now=NOW)
    agree(desk)
    fresh = "2612-5J8XT"
    desk.write(page(fresh), TICKET.replace(ID, fresh))
    agree(desk)


def test_commits_of_any_kind_are_seen(desk: Desk) -> None:
    agree(desk)
    start = desk.git("rev-parse", "HEAD").strip()
    desk.ok("reply", ID, "-m", "Better now?", now="2026-11-21T09:00:00Z")
    agree(desk)
    desk.ok("set", OTHER, "status=pending", now="2026-11-21T09:05:00Z")
    agree(desk)
    desk.ok("fold")
    agree(desk)
    desk.ok("new", "A tunnel that drops", "-m", "x", "--no-commit", now="2026-11-21T10:00:00Z")
    agree(desk)
    desk.git("stash", "--quiet", "--include-untracked")
    agree(desk)
    desk.git("checkout", "--quiet", "-b", "other", start)
    agree(desk)
    desk.git("merge", "--quiet", "main")
    agree(desk)
    desk.git("reset", "--quiet", "--hard", start)
    desk.git("branch", "--quiet", "-D", "main")
    desk.git("reflog", "expire", "--expire=now", "--all")
    desk.git("gc", "--quiet", "--prune=now")
    agree(desk)


def test_the_past_and_other_settings_are_asked_anew(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Better now?", now="2026-11-21T09:00:00Z")
    agree(desk)
    agree(desk, now="2026-11-20T16:00:00Z")
    agree(desk, now="2026-11-20T08:00:00Z")
    agree(desk, now="2027-06-01T00:00:00Z")
    desk.write("desk.yml", SETTINGS.replace("resolution: 3d", "resolution: 1h"))
    agree(desk)
    desk.write(
        "desk.yml",
        SETTINGS.replace("  - name: standard\n", '  - name: standard\n    when: "age:>1h"\n'),
    )
    agree(desk)


@pytest.mark.parametrize("damage", ["empty", "noise", "half", "middle", "older", "folder"])
def test_a_damaged_index_is_made_anew(desk: Desk, damage: str) -> None:
    agree(desk)
    index = desk.root / ".git/plaindesk/tickets.db"
    data = index.read_bytes()
    if damage == "folder":
        index.unlink()
        index.mkdir()
        assert desk.ok("list", now=NOW) == without(desk)
        return
    index.write_bytes(
        {
            "empty": b"",
            "noise": b"\xff" * 5000,
            "middle": data[:4096] + b"\xaa" * (len(data) - 4096),
            "half": data[: len(data) // 2],
            "older": data[:60] + b"\0\0\0\0" + data[64:],
        }[damage]
    )
    agree(desk)


def test_one_that_somebody_holds_makes_nobody_wait_for_ever(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(desk)
    monkeypatch.setattr("plaindesk.store.index.database._PATIENCE", 0.1)
    holder = sqlite3.connect(desk.root / ".git/plaindesk/tickets.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    desk.ok("note", ID, "-m", "Meanwhile.", now="2026-11-21T09:00:00Z")
    assert desk.ok("list", now=NOW) == without(desk)
    holder.close()
    agree(desk)


def test_an_index_from_another_clone_is_no_harm(desk: Desk, tmp_path: Path) -> None:
    agree(desk)
    desk.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = Desk(tmp_path / "clone")
    desk.ok("reply", ID, "-m", "Only here.", now="2026-11-21T09:00:00Z")
    desk.write(page(THIRD), desk.read(page(THIRD)).replace("closed", "pending"))
    agree(desk)
    (clone.root / ".git/plaindesk").mkdir()
    shutil.copy(desk.root / ".git/plaindesk/tickets.db", clone.root / ".git/plaindesk/tickets.db")
    agree(clone)


def test_a_desk_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    outer = make_desk(
        tmp_path / "outer", {"support/desk.yml": SETTINGS, f"support/{README}": TICKET}
    )
    inner = Desk(outer.root / "support")
    assert inner.ok("list", now=NOW) == without(inner)
    inner.write(page("2612-5J8XT"), TICKET.replace(ID, "2612-5J8XT"))
    inner.write(page(OTHER), TICKET.replace(ID, OTHER))
    assert inner.ok("list", now=NOW) == without(inner)
    assert inner.ok("list", now=NOW).endswith("3 tickets\n")
    inner.write(page(OTHER), TICKET.replace(ID, OTHER).replace("status: new", "status: on-hold"))
    assert f"{OTHER}  on-hold" in inner.ok("list", now=NOW)
    inner.write(README, TICKET.replace("status: new", "status: pending"))
    assert f"{ID}  pending" in inner.ok("list", now=NOW)
    assert (outer.root / ".git/plaindesk/tickets.db").is_file()


def test_a_desk_that_git_does_not_know_yet(tmp_path: Path) -> None:
    outer = make_desk(tmp_path / "outer", {"README.md": "x"})
    inner = Desk(outer.root / "help/desk")
    inner.write("desk.yml", SETTINGS)
    inner.write(README, TICKET)
    assert ID in inner.ok("list", now=NOW)
    inner.write(README, TICKET.replace("status: new", "status: pending"))
    assert f"{ID}  pending" in inner.ok("list", now=NOW)


def test_without_git_or_a_commit_the_files_are_read(tmp_path: Path) -> None:
    plain = Desk(tmp_path / "plain")
    plain.write("desk.yml", SETTINGS)
    plain.write(README, TICKET)
    assert ID in plain.ok("list", now=NOW)
    unborn = make_desk(tmp_path / "unborn", commit=False)
    assert ID in unborn.ok("list", now=NOW)
    assert not (unborn.root / ".git/plaindesk/tickets.db").exists()


def test_a_search_is_the_same_too(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "The printer is another matter.", now="2026-11-21T09:00:00Z")
    for words in (
        ("printer",),
        ("drop", "status:new"),
        ("tag:new",),
        ("is:", "("),
        ("...",),
        ("VPN",),
    ):
        indexed = desk.ok("search", "--tickets", *words, now=NOW)
        os.environ["PLAINDESK_INDEX"] = "off"
        assert desk.ok("search", "--tickets", *words, now=NOW) == indexed, words
        del os.environ["PLAINDESK_INDEX"]
    assert desk.ok("search", "--tickets", "printer", now=NOW) == (
        f"Tickets\n{ID}  open  VPN drops every hour\n"
        "    … tunnel every hour since the update. The printer is another matter.\n"
    )


def test_a_check_finds_the_same_again_and_what_is_new(desk: Desk) -> None:
    def both() -> list[str]:
        os.environ["PLAINDESK_INDEX"] = "off"
        plain = desk.run("check", now=NOW)
        del os.environ["PLAINDESK_INDEX"]
        twice = [desk.run("check", now=NOW) for _ in range(2)]
        assert twice == [plain, plain]
        return plain.out.splitlines()

    clean = both()
    assert clean[-1].startswith("3 tickets, 0 articles: ")
    desk.write(page(OTHER), desk.read(page(OTHER)).replace("queue: support", "queue: nowhere"))
    assert any("unknown-queue" in line for line in both())
    desk.git("checkout", "--quiet", "--", ".")
    assert both() == clean
    desk.write("desk.yml", SETTINGS.replace("  support: {", "  other: {"))
    assert sum("unknown-queue" in line for line in both()) == 3
    desk.git("checkout", "--quiet", "--", ".")
    desk.write("desk.yml", f"{SETTINGS}retention: {{closed: 2d}}\n")
    assert any("past-retention" in line for line in both())
    desk.git("checkout", "--quiet", "--", ".")
    copy = page("2611-5J8XT")
    desk.write(copy, TICKET)
    assert any("duplicate-id" in line for line in both())


def test_the_index_says_what_it_did(desk: Desk) -> None:
    assert desk.ok("index") == "Read 3 tickets into .git/plaindesk/tickets.db.\n"
    assert json.loads(desk.ok("index", "--json")) == {"tickets": 3}
    agree(desk)


def aged(desk: Desk, now: str) -> str:
    """Age with the index, which must say what the files do, and leave the same files."""
    with_files = desk.root.with_name("copy")
    shutil.rmtree(with_files, ignore_errors=True)
    shutil.copytree(desk.root, with_files, symlinks=True)
    os.environ["PLAINDESK_INDEX"] = "off"
    try:
        told = Desk(with_files).ok("age", now=now)
    finally:
        del os.environ["PLAINDESK_INDEX"]
    assert desk.ok("age", now=now) == told
    assert desk.snapshot() == Desk(with_files).snapshot()
    return told


def test_tickets_at_rest_are_aged_as_all_the_others(desk: Desk) -> None:
    taken = [aged(desk, f"2026-11-{day}T15:00:00Z").count("target of") for day in range(23, 29)]
    assert sum(taken) > 0
    assert taken[-1] == 0
    desk.ok("set", OTHER, "status=pending", "--as", "alice", now="2026-11-28T15:00:00Z")
    desk.write("desk.yml", SETTINGS.replace("at: 100%", "after: 2d"))
    told = [aged(desk, f"2026-12-{day:02}T16:00:00Z") for day in range(1, 12)]
    assert sum(" 0 steps taken" not in text for text in told) > 1


def test_only_what_may_be_due_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ok("age", now=NOW)
    desk.ok("age", now=NOW)
    monkeypatch.setenv("PLAINDESK_NOW", NOW)
    monkeypatch.chdir(desk.root)
    here = open_desk(desk.root, datetime.fromisoformat(NOW))
    assert Resting(here, here.now, use=True).known.awake == []
    desk.ok("note", ID, "-m", "words", "--as", "alice", now=NOW)
    assert Resting(here, here.now, use=True).known.awake == [f"tickets/2611/{ID}"]


def test_a_folder_whose_name_is_no_text_stops_no_list(desk: Desk) -> None:
    os.mkdir(os.fsencode(desk.root) + b"/tickets/2611/2611-\xff")  # noqa: PTH102
    assert desk.ok("list", now=NOW) == without(desk)
    assert "no-readme" in desk.run("check").out
    assert desk.refused("index") == (
        "desk: A ticket's folder has a name that is no UTF-8, so there is no index.\n"
        "Lists read the files meanwhile. To find it: desk check\n"
    )


def test_articles_are_read_anew_when_they_change_and_only_then(desk: Desk) -> None:
    article, state = "kb/en/start/print.md", desk.root / ".git/plaindesk/search/state.json"
    desk.write(article, ARTICLE)

    def finds(word: str) -> bool:
        return "print.md" in desk.ok("search", "--kb", word)

    wait_for(lambda: finds("button") and state.exists())
    desk.write(article, ARTICLE.replace("button", "switch"))  # as many letters
    assert finds("green switch")
    assert "button" not in desk.ok("search", "--kb", "green")
    wait_for(lambda: finds("switch") and "switch" not in state.read_text())
    for damage in (
        lambda: shutil.rmtree(state.parent / "en"),
        lambda: state.write_text("[]"),
        lambda: state.write_text("{"),
    ):
        damage()
        assert finds("switch")
    (desk.root / article).unlink()
    assert not finds("switch")


def test_articles_are_checked_anew_when_anything_changes(desk: Desk) -> None:
    article, noted = "kb/en/start/print.md", desk.root / ".git/plaindesk/articles-checked.json"
    desk.write(article, ARTICLE.replace("tags:", "review_every: 30d\ntags:"))

    def found(now: str = NOW) -> list[str]:
        said = json.loads(desk.run("check", "--format", "json", now=now).out)
        return [item["code"] for item in said["findings"] if item["path"].startswith("kb/")]

    wait_for(lambda: found() == [] and noted.exists())
    assert found("2026-12-24T12:00:00Z") == ["review-overdue"]
    assert found() == []
    for damage in ("", "[]", "{}", '["x", [], 1, {}]', noted.read_text().replace("1", "2")):
        noted.write_text(damage)
        assert found() == []
    desk.write("desk.yml", SETTINGS.replace("alice", "alina"))
    assert found() == ["unknown-agent"]
    desk.write("desk.yml", SETTINGS)
    desk.write(article, ARTICLE.replace("owner: alice", "owner: a1ice"))
    assert found() == ["unknown-agent"]
    wait_for(lambda: found() == ["unknown-agent"] and "a1ice" in noted.read_text())
    assert found() == ["unknown-agent"]


def test_every_process_writes_the_same_rows(desk: Desk) -> None:
    for words in (("reply",), ("note",), ("resolve",)):
        desk.ok(*words, ID, "-m", "Words")
    desk.ok("survey", ID, "5")
    path = desk.root / ".git/plaindesk/tickets.db"
    found = []
    for seed in ("1", "2", "3"):  # by which Python puts sets in order
        path.unlink(missing_ok=True)
        subprocess.run(
            [sys.executable, "-m", "plaindesk", "index"],
            cwd=desk.root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PLAINDESK_NOW": "2026-11-21T13:00:00Z"},
            check=True,
            capture_output=True,
        )
        with closing(sqlite3.connect(path)) as held:
            found.append(held.execute("SELECT * FROM tickets").fetchall())
    assert found[0] == found[1] == found[2]
    assert any("\nnote\nreply\nsurvey\n" in row for row in found[0])
