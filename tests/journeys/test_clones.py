"""Clones that leave something out: sparse ones, and ones without old file contents."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk
from tests.support.forge import Forge
from tests.support.our_jobs import PLACE

from plaindesk.core.model.vocabulary import ForgeKind as Kind
from plaindesk.services.setup.workflows import jobs

if TYPE_CHECKING:
    from pathlib import Path

OLD = "2610-57YHQ"
OTHER = "2611-1DCBX"
LATE = "2026-11-27T12:00:00Z"
ARTICLE = """\
---
title: How do I restart the tunnel?
summary: Switch it off and on.
status: published
audience: public
owner: alice
reviewed: 2026-11-20
review_every: 180d
tags: []
---

Switch it off and on.
"""
ISSUE = {
    "action": "opened",
    "repository": {"full_name": "acme/desk"},
    "issue": {
        "number": 12,
        "title": "VPN drops",
        "body": "Since today.",
        "html_url": "https://github.com/acme/desk/issues/12",
        "user": {"login": "jana", "type": "User"},
        "created_at": "2026-11-21T09:00:00Z",
        "updated_at": "2026-11-21T10:00:00Z",
    },
}
MAP = "fields: {source: {column: No}, subject: {column: Title}, created: {column: Opened}}\n"
PART = "1 of 3 tickets is outside this sparse clone, and not looked at.\n"


def page(ticket: str) -> str:
    return f"tickets/{ticket[:4]}/{ticket}/README.md"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A forge's repository that gives parts away, as forges do."""
    linked = f"links: {{relates-to: [{OLD}], article: [en/a/tunnel]}}\n"
    files = {
        "desk.yml": SETTINGS,
        README: TICKET.replace("links:\n", linked),
        page(OTHER): TICKET.replace(ID, OTHER),
        page(OLD): TICKET.replace(ID, OLD).replace("2026-11-20", "2026-10-20"),
        "kb/en/a/tunnel.md": ARTICLE,
        **jobs(Kind.GITHUB, PLACE),
    }
    desk = make_desk(tmp_path / "desk", files)
    desk.ok("generate")
    there = tmp_path / "desk.git"
    desk.git("clone", "--quiet", "--bare", ".", str(there))
    desk.git("-C", str(there), "config", "uploadpack.allowFilter", "true")
    return there


def clone(bare: Path, name: str, *how: str) -> Desk:
    there = bare.with_name(name)
    command = ["git", "clone", "--quiet", *how, bare.as_uri(), str(there)]
    subprocess.run(command, check=True, capture_output=True)
    return Desk(there)


@pytest.fixture
def sparse(bare: Path) -> Desk:
    desk = clone(bare, "sparse", "--filter=blob:none", "--sparse")
    desk.git("sparse-checkout", "set", "kb", "tickets/2611")
    return desk


def test_an_answer_says_that_it_is_about_a_part(sparse: Desk) -> None:
    listed = sparse.run("list", "--columns", "id")
    assert (listed.out, listed.err) == (f"ID\n{OTHER}\n{ID}\n2 tickets\n", PART)
    for command in ("check", "age --dry-run", "route", "fold", "record", "search tunnel"):
        assert sparse.run(*command.split()).err == PART, command
    assert sparse.run("show", ID).err == ""
    assert sparse.run("reply", ID, "-m", "Better?").err == ""


def test_a_whole_clone_says_nothing_and_asks_git_nothing_more(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = clone(bare, "whole")
    monkeypatch.setenv("GIT_TRACE2", str(tmp_path / "trace"))
    assert whole.run("list").err == ""
    assert "ls-files" not in (tmp_path / "trace").read_text("utf-8")


def test_what_is_outside_is_no_false_finding(sparse: Desk) -> None:
    assert sparse.ok("check") == "2 tickets, 1 article: no findings\n"
    sparse.git("sparse-checkout", "set", "tickets/2611")
    answer = sparse.run("check")
    assert answer.out == "2 tickets, 0 articles: no findings\n"
    assert answer.err == (
        "1 of 3 tickets and 1 of 1 articles are outside this sparse clone, and not looked at.\n"
    )
    assert sparse.refused("generate") == (
        "desk: This sparse clone leaves out articles, and CODEOWNERS names all of them.\n"
        "Take them in: git sparse-checkout add kb\n"
    )
    assert "outside this sparse clone" in sparse.refused("link", OTHER, "relates-to", OLD)


def test_what_is_outside_is_neither_gone_nor_made_again(sparse: Desk) -> None:
    for name in (OLD, OLD.lower(), "57YHQ"):
        assert sparse.refused("show", name) == (
            f"desk: {OLD} is outside this sparse clone.\n"
            "Take its month in: git sparse-checkout add tickets/2610\n"
        )
    sparse.write("event.json", json.dumps(ISSUE))
    sparse.write("rows.csv", "No,Title,Opened\n1,Old,2024-11-01T09:00:00Z\n")
    sparse.write("map.yml", MAP)
    for command in (
        ("notify", "--since", "3d"),
        ("index", "--to", "postgresql://x@/y"),
        ("forge", "take", "event.json"),
        ("import", "rows.csv", "--map", "map.yml"),
    ):
        assert sparse.refused(*command).removeprefix(PART) == (
            "desk: This takes every ticket, and this sparse clone leaves out 1 of 3.\n"
            "Take everything in: git sparse-checkout disable\n"
        )


def test_a_folder_that_somebody_removed_is_not_outside(sparse: Desk) -> None:
    sparse.git("rm", "-r", "--quiet", f"tickets/2611/{OTHER}")
    assert sparse.run("list").err == PART.replace("3 tickets", "2 tickets")
    (sparse.root / README).unlink()
    assert "tickets/2611/2611-7K3MX" in sparse.run("check").out


def test_another_cone_is_seen_at_once(sparse: Desk) -> None:
    def listed() -> list[str]:
        return [row["id"] for row in json.loads(sparse.ok("list", "--json"))["tickets"]]

    assert listed() == [OTHER, ID]
    sparse.git("sparse-checkout", "set", "kb", "tickets/2610")
    assert listed() == [OLD]
    sparse.git("sparse-checkout", "disable")
    assert listed() == [OLD, OTHER, ID]
    sparse.git("sparse-checkout", "set", "kb", "tickets/2611")
    sparse.ok("note", ID, "-m", "x")
    assert listed() == [OTHER, ID]


def test_work_in_a_sparse_clone_goes_together_with_the_rest(sparse: Desk, bare: Path) -> None:
    """Others work on a ticket outside, and a ticket begins a month that isn't in the cone."""
    others = clone(bare, "others")
    others.ok("note", OLD, "-m", "From outside.")
    others.ok("sync")
    sparse.ok("note", ID, "-m", "From inside.", now="2026-11-21T12:00:01Z")
    made = sparse.ok("new", "A new month", "-m", "x", now="2026-12-01T09:00:00Z")
    new = made.split()[1].rstrip(":")
    sparse.ok("record", now="2026-12-01T09:00:00Z")
    sparse.ok("age", now="2026-12-01T09:00:00Z")
    sparse.ok("sync")
    assert sparse.git("status", "--porcelain") == ""
    after = clone(bare, "after")
    assert "From outside." in after.ok("show", OLD)
    assert "From inside." in after.ok("show", ID)
    assert "A new month" in after.ok("show", new)
    assert after.git("diff", "--stat", "--diff-filter=D", "HEAD~3", "HEAD") == ""


def fetches(trace: Path) -> int:
    """Count how often Git went to the other side."""
    text = trace.read_text("utf-8") if trace.exists() else ""
    trace.unlink(missing_ok=True)
    return text.count("child_start[0] 'git-upload-pack")


def test_old_contents_are_fetched_at_once_or_not_at_all(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three tickets are edited by hand and folded, so that old states of them matter."""
    whole = clone(bare, "whole")
    for name in (ID, OTHER, OLD):
        whole.ok("note", name, "-m", "x", now="2026-11-21T10:00:00Z")
    whole.ok("fold")
    for name in (ID, OTHER, OLD):
        whole.write(page(name), whole.read(page(name)).replace("\npriority: P2", "\npriority: P1"))
    by = "--author=Bob <bob@example.com>"
    whole.git("commit", "--quiet", "--all", by, "--message=By hand")
    whole.git("push", "--quiet")
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE2", str(trace))
    lazy = clone(bare, "lazy", "--filter=blob:none")
    assert fetches(trace) == 2  # the history, then what is checked out
    for command in ("list", "check", "age --dry-run", "search tunnel", f"show {ID}", "fold"):
        lazy.run(*command.split())
        assert fetches(trace) == 0, command
    assert len(json.loads(lazy.ok("record", "--json"))["tickets"]) == 3
    assert fetches(trace) == 2  # first states, then those of all that were edited
    assert lazy.ok("record") == "Nothing to record.\n"
    assert fetches(trace) == 0
    lazy.ok("sync")
    again = clone(bare, "again", "--filter=blob:none")
    fetches(trace)
    assert again.ok("record") == "Nothing to record.\n"
    assert fetches(trace) == 2  # whether an edit was overruled, only its states tell


def test_a_branch_is_checked_with_one_fetch(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = clone(bare, "whole")
    whole.git("switch", "--quiet", "--create", "work")
    for name in (ID, OTHER, OLD):
        whole.ok("set", name, "priority=P1", "--as", "alice")
    whole.git("push", "--quiet", "--set-upstream", "origin", "work")
    lazy = clone(bare, "lazy", "--filter=blob:none", "--branch=work")
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE2", str(trace))
    said = lazy.run("check", "--since", "origin/main", "--actor", "alice")
    assert fetches(trace) == 1
    assert said == whole.run("check", "--since", "origin/main", "--actor", "alice")


def test_without_a_connection_it_says_what_is_missing(bare: Path) -> None:
    whole = clone(bare, "whole")
    whole.write(README, whole.read(README).replace("P2", "P1"))
    whole.git("commit", "--quiet", "--all", "--message=By hand")
    whole.git("push", "--quiet")
    lazy = clone(bare, "lazy", "--filter=blob:none")
    bare.rename(bare.with_name("gone.git"))
    assert lazy.ok("check").endswith("no findings\n")
    said = lazy.refused("record")
    assert said.startswith("desk: This clone lacks 1 old file contents, and 'origin' did not give")
    assert said.endswith("Try again with a connection, or make a clone without --filter.\n")


def test_the_jobs_work_in_the_clones_that_they_ask_for(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each begins with a fresh clone without old contents, as `filter: blob:none` makes it."""
    web = clone(bare, "web")
    web.write(README, web.read(README).replace("\npriority: P2", "\npriority: P1"))
    web.write(f"tickets/2610/{OLD}/note.md", "It rings.\n")
    web.git("add", "--all")
    web.git("commit", "--quiet", "--author=Bob <bob@example.com>", "--message=By hand")
    web.git("push", "--quiet")
    trace = tmp_path / "trace"
    for number, (job, most) in enumerate((("record-route", 4), ("age", 4), ("age", 3))):
        runner = clone(bare, f"runner{number}", "--filter=blob:none")
        monkeypatch.setenv("GIT_TRACE2", str(trace))
        code, said = Forge(bare).run(job, runner, LATE)
        monkeypatch.delenv("GIT_TRACE2")
        assert code == 0, said
        assert fetches(trace) <= most, job
    after = clone(bare, "after")
    assert "priority: P1" in after.read(README)
    assert "It rings." in after.ok("show", OLD, now=LATE)
    assert "escalation" in after.ok("show", ID, now=LATE)
    assert after.ok("check", now=LATE) == "3 tickets, 1 article: no findings\n"


@pytest.fixture
def shallow(bare: Path, tmp_path: Path) -> Desk:
    """A clone of the last commit alone, as jobs have it by default."""
    origin = tmp_path / "whole"
    subprocess.run(["git", "clone", "--quiet", str(bare), str(origin)], check=True)
    whole = Desk(origin)
    whole.write(page(ID), whole.read(page(ID)).replace("priority: P2", "priority: P1"))
    whole.git("commit", "--quiet", "--all", "--message=By hand")
    whole.git("push", "--quiet")
    command = ["git", "clone", "--quiet", "--depth=1", f"file://{bare}", str(tmp_path / "shallow")]
    subprocess.run(command, check=True)
    return Desk(tmp_path / "shallow")


REST = "Get the rest: git fetch --unshallow\n"


def test_what_takes_the_history_says_that_a_shallow_clone_lacks_it(shallow: Desk) -> None:
    assert shallow.refused("record") == (
        "desk: To find what was edited by hand takes the whole history, and this shallow clone "
        f"has only its end.\n{REST}"
    )
    assert shallow.refused("notify", "--since", "3d", now="2020-01-01T00:00:00Z") == (
        "desk: To look back so far takes the whole history, and this shallow clone has only its "
        f"end.\n{REST}"
    )
    assert shallow.run("kb", "check").err == (
        "Translations are not compared to originals: this shallow clone has no history. "
        "Get it: git fetch --unshallow\n"
    )
    doctor = shallow.run("doctor")
    assert "a shallow clone: what takes the history is refused" in doctor.out
    assert shallow.ok("record", "--since", "HEAD") == "Nothing to record.\n"
    shallow.git("fetch", "--quiet", "--unshallow")
    assert "priority: P2 -> P1" in shallow.ok("record", "--dry-run")
    assert shallow.run("kb", "check").err == ""
