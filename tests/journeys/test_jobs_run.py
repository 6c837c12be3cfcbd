"""The jobs that `desk init` writes, run step by step from their files against real Git."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.desks import ID, SETTINGS, TICKET, Desk, make_desk
from tests.support.forge import CommentsApi, Forge, comments_api

from plaindesk.services.jobs import Forge as Kind
from plaindesk.services.jobs import jobs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = f"tickets/2611/{ID}/README.md"
NOON = "2026-11-21T12:00:00Z"
JOBS = jobs(Kind.GITHUB)
PULL = {"github.event_name": "pull_request", "github.base_ref": "main"}


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    files = {"desk.yml": SETTINGS, README: TICKET, **JOBS}
    with comments_api() as api:
        yield Forge.of(make_desk(tmp_path / "desk", files), api)


def test_an_edit_in_the_browser_becomes_an_entry_and_is_routed(forge: Forge) -> None:
    web = forge.clone("web", "bob")
    page = web.read(README).replace("\nqueue: support\n", "\nqueue:\n")
    web.write(README, page.replace("\npriority: P2\n", "\npriority: P1\n"))
    web.write(f"tickets/2611/{ID}/reply.md", "Which version do you run?\n")
    web.git("add", "--all")
    bob = ("--author=Bob <bob@example.com>", "--date=2026-11-21T10:00:00Z")
    web.git("commit", "--quiet", *bob, "--message=Update README.md")
    web.git("push", "--quiet")
    code, said = forge.run("record-route", forge.clone("runner"), NOON)
    assert code == 0, said
    after = forge.clone("after")
    shown = json.loads(after.ok("show", ID, "--json"))
    assert (shown["priority"], shown["status"], shown["queue"]) == ("P1", "open", "network")
    by_bob = [entry for entry in shown["entries"] if entry["by"] == "bob"]
    assert {entry["kind"] for entry in by_bob} == {"change", "reply"}
    assert after.ok("check", now="2026-11-21T13:00:00Z").endswith(": no findings\n")
    head = after.git("rev-parse", "HEAD")
    assert forge.run("record-route", forge.clone("again"), NOON)[0] == 0
    assert forge.clone("quiet").git("rev-parse", "HEAD") == head


def test_the_clock_alone_escalates_and_a_quiet_run_commits_nothing(forge: Forge) -> None:
    late = "2026-11-27T12:00:00Z"
    code, said = forge.run("age", forge.clone("runner"), late)
    assert code == 0, said
    after = forge.clone("after")
    assert "desk (escalation)" in after.ok("show", ID, now=late)
    head = after.git("rev-parse", "HEAD")
    assert forge.run("age", forge.clone("again"), late)[0] == 0
    assert forge.clone("quiet").git("rev-parse", "HEAD") == head


def issue(action: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    held = {
        "number": 7,
        "title": "No tunnel",
        "body": "### What happens, and what did you expect?\n\nIt's gone.\n\n"
        "### What is it about?\n\nVPN\n",
        "html_url": "https://github.com/acme/desk/issues/7",
        "user": {"login": "eva", "type": "User"},
        "created_at": "2026-11-21T11:00:00Z",
        "updated_at": "2026-11-21T11:00:00Z",
    }
    return {"action": action, "issue": held, "repository": {"full_name": "acme/desk"}, **more}


def test_an_issue_becomes_a_ticket_is_answered_and_commented(forge: Forge) -> None:
    code, said = forge.run("intake", forge.clone("runner"), NOON, issue("opened"))
    assert code == 0, said
    ticket = re.findall(r"Open (2611-\w{5})", said)[0]
    assert CommentsApi.comments == {
        "acme/desk#7": [f"<!-- desk {ticket} opened -->\nThis is ticket {ticket}. We answer here."]
    }
    agent = forge.clone("agent", "bob")
    agent.ok("reply", ticket, "-m", "Since when?", "--as", "bob", now="2026-11-21T12:10:00Z")
    agent.git("push", "--quiet")
    comment = {
        "body": "Since noon.\n\n$(touch pwned) `id`",
        "user": {"login": "eva", "type": "User"},
        "created_at": "2026-11-21T12:20:00Z",
    }
    code, said = forge.run(
        "intake", forge.clone("more"), "2026-11-21T12:21:00Z", issue("created", comment=comment)
    )
    assert code == 0, said
    assert CommentsApi.comments["acme/desk#7"][1].endswith("-->\nSince when?")
    assert {token for _, _, token in CommentsApi.requests} == {"Bearer t0ken"}
    after = forge.clone("after")
    bodies = [e["body"] for e in json.loads(after.ok("show", ticket, "--json"))["entries"]]
    assert bodies[-1] == "Since noon.\n\n$(touch pwned) `id`"
    assert not list(forge.bare.parent.rglob("pwned"))


def propose(forge: Forge, name: str = "fork") -> Desk:
    clone = forge.clone(name)
    clone.git("switch", "--quiet", "--create", "work")
    return clone


def commit(desk: Desk, author: str = "Alice <alice@example.com>") -> None:
    desk.git("add", "--all")
    desk.git("commit", "--quiet", f"--author={author}", "--message=Work")


def checked(forge: Forge, clone: Desk) -> tuple[int, str]:
    return forge.run("check", clone, "2026-11-21T13:00:00Z", None, **PULL)


def test_a_fair_proposal_passes(forge: Forge) -> None:
    clone = propose(forge)
    clone.ok("reply", ID, "-m", "Which version?")
    assert checked(forge, clone) == (0, "\n")


def test_a_proposal_that_tampers_forges_or_deletes_is_refused(forge: Forge) -> None:
    tampers = propose(forge, "tampers")
    tampers.write(README, tampers.read(README).replace("every hour since", "never since"))
    commit(tampers)
    assert "title=conversation-edited::" in checked(forge, tampers)[1]
    forges = propose(forge, "forges")
    forges.ok("reply", ID, "-m", "We pay.", "--as", "bob")
    assert "title=other-author::" in checked(forge, forges)[1]
    deletes = propose(forge, "deletes")
    deletes.git("rm", "-r", "--quiet", f"tickets/2611/{ID}")
    commit(deletes)
    code, said = checked(forge, deletes)
    assert (code, "title=ticket-deleted::" in said) == (1, True)


def test_a_push_that_is_rejected_leaves_a_ticket_about_itself_or_nothing_half(forge: Forge) -> None:
    """Somebody pushes an entry to the same ticket while the job is at work: both are kept."""
    runner = forge.clone("runner")
    faster = forge.clone("faster", "bob")
    faster.ok("note", ID, "-m", "I was faster.", "--as", "bob")
    faster.git("push", "--quiet")
    code, said = forge.run("age", runner, "2026-11-27T12:00:00Z")
    assert code == 0, said
    shown = forge.clone("after").ok("show", ID, now="2026-11-27T12:00:00Z")
    assert "I was faster." in shown
    assert "desk (escalation)" in shown


def test_a_job_that_fails_tells_of_itself(forge: Forge) -> None:
    broken = forge.clone("broken", "bob")
    broken.write("desk.yml", SETTINGS.replace("routing:", "routing: 7\nrooting:"))
    broken.git("commit", "--quiet", "--all", "--message=Break the rules")
    clone = forge.clone("runner")
    clone.write(
        ".github/workflows/age.yml",
        JOBS[".github/workflows/age.yml"].replace("desk age", "desk aeg"),
    )
    code, said = forge.run("age", clone, NOON)
    assert code == 2
    assert "Open 2611-" in said
    listed = forge.clone("after").ok("list", "source:jobs*", "--columns", "channel,subject")
    assert listed.splitlines()[1:] == ["monitoring  The job 'age' fails", "1 ticket"]
