"""What a branch may do to a desk: `desk check --since`, with real Git and real commits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, SETTINGS, TICKET, Desk, make_desk

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = f"tickets/2611/{ID}"
README = f"{FOLDER}/README.md"
LATER = "2026-11-21T13:00:00Z"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make a desk with one entry that isn't folded, on a branch of its own."""
    made = make_desk(tmp_path / "desk", {"desk.yml": SETTINGS, README: TICKET})
    made.ok("note", ID, "-m", "Looking.", now="2026-11-20T10:00:00Z")
    made.git("switch", "--quiet", "--create", "work")
    return made


def commit(desk: Desk, message: str = "Work", author: str = "Alice <alice@example.com>") -> None:
    desk.git("add", "--all")
    desk.git("commit", "--quiet", f"--author={author}", f"--message={message}")


def told(desk: Desk, *options: str, now: str = LATER) -> list[str]:
    """Check the branch, and return its findings without the hints and the count."""
    out = desk.run("check", "--since", "main", *options, now=now).out
    return [line for line in out.splitlines()[:-1] if not line.startswith("    ")]


def note(desk: Desk) -> str:
    return next(name for name in desk.entries() if "T100000Z-alice" in name)


def test_what_the_command_does_is_fine(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Which version?", "--status", "pending")
    desk.ok("message", ID, "-m", "Four.", now="2026-11-21T12:05:00Z")
    desk.ok("fold", ID, now="2026-11-21T12:06:00Z")
    desk.ok("new", "Another", "-m", "x", now="2026-11-21T12:07:00Z")
    assert desk.run("check", "--since", "main", now=LATER).out == (
        "2 tickets, 0 articles: no findings\n"
    )


def test_a_branch_without_changes_has_nothing_to_tell(desk: Desk) -> None:
    assert desk.ok("check", "--since", "main") == "0 tickets, 0 articles: no findings\n"


def test_an_entry_that_was_there_is_neither_edited_nor_deleted(desk: Desk) -> None:
    name = note(desk)
    desk.write(f"{FOLDER}/{name}", desk.read(f"{FOLDER}/{name}").replace("Looking", "Asleep"))
    commit(desk)
    assert (
        f"{FOLDER}/{name}:1:1: error: This entry was there before, and its text was changed. "
        "[entry-edited]"
    ) in told(desk)
    (desk.root / FOLDER / name).unlink()
    commit(desk)
    assert told(desk) == [
        (
            f"{FOLDER}/{name}:1:1: error: This entry is deleted, and the page doesn't hold it. "
            "[entry-deleted]"
        )
    ]


@pytest.mark.parametrize(
    ("new", "line"),
    [
        ("The VPN client drops the tunnel every day since the update.", 40),
        ("The VPN client drops the tunnel every hour since the update.\n\nNow it is fine.", 41),
        ("", 40),
    ],
)
def test_what_was_said_stays(desk: Desk, new: str, line: int) -> None:
    old = "The VPN client drops the tunnel every hour since the update."
    desk.write(README, desk.read(README).replace(old, new))
    commit(desk)
    assert [line_ for line_ in told(desk) if ": error: " in line_] == [
        (
            f"{README}:{line}:1: error: The conversation differs here by more than a fold. "
            "[conversation-edited]"
        )
    ]


def test_a_fold_that_changes_a_byte_is_told(desk: Desk) -> None:
    name = note(desk)
    desk.ok("fold", ID)
    desk.write(README, desk.read(README).replace("Looking.", "Looking!"))
    commit(desk)
    assert told(desk) == [
        (
            f"{FOLDER}/{name}:1:1: error: This entry is deleted, and the page doesn't hold it. "
            "[entry-deleted]"
        )
    ]


def test_an_entry_put_before_others_on_the_page_is_told(desk: Desk) -> None:
    desk.ok("fold", ID)
    desk.git("branch", "--force", "main", "work")
    page = desk.read(README)
    at = page.index("\n---\nat: 2026-11-20T10:00:00Z")
    entry = "\n---\nat: 2026-11-20T09:30:00Z\nby: alice\nkind: note\n---\n\nEarlier.\n"
    desk.write(README, page[:at] + entry + page[at:])
    commit(desk)
    assert [line.rpartition(" ")[2] for line in told(desk)] == ["[conversation-edited]"]


def test_nobody_writes_in_anothers_name(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Hi.", "--as", "bob")
    (found,) = told(desk)
    assert found.endswith("error: This is by bob, but alice committed it. [other-author]")
    assert told(desk, "--actor", "bob@example.com") == []
    assert told(desk, "--actor", "bob") == []


def test_what_a_requester_said_is_taken_in_by_an_agent(desk: Desk) -> None:
    desk.ok("message", ID, "-m", "Again.")
    assert told(desk) == []
    desk.ok("message", ID, "-m", "Again.", "--by", "bob@example.com", now="2026-11-21T12:05:00Z")
    assert [line.partition(": ")[2] for line in told(desk)] == [
        "error: This is by bob@example.com, but alice committed it. [other-author]"
    ]


def test_a_job_writes_as_the_desk_and_for_whom_it_names(desk: Desk) -> None:
    job = "desk <desk@users.noreply.github.com>"
    desk.ok("age", "--no-commit", now="2026-11-27T12:00:00Z")
    desk.ok("reply", ID, "-m", "Hi.", "--as", "bob", "--no-commit", now="2026-11-27T12:01:00Z")
    commit(desk, "Age\n\nOn-behalf-of: Bob <bob@example.com>", job)
    assert told(desk, now="2026-11-27T13:00:00Z") == []
    desk.git("commit", "--quiet", "--amend", "--author=Alice <alice@example.com>", "--message=Age")
    assert sorted(line.partition(": ")[2] for line in told(desk, now="2026-11-27T13:00:00Z")) == [
        "error: This is by bob, but alice committed it. [other-author]",
        "warning: This is by desk, but alice committed it. [other-author]",
    ]


def test_a_status_edited_on_the_page_must_be_one_that_may_follow(desk: Desk) -> None:
    desk.write(README, desk.read(README).replace("status: new", "status: closed"))
    commit(desk)
    assert told(desk) == []
    desk.ok("check", "--since", "main", now=LATER)
    gate = "workflow: {gates: [{name: the end, to: [closed], by: [bob]}]}\n"
    desk.write("desk.yml", SETTINGS + gate)
    commit(desk)
    assert [line for line in told(desk) if "[gate]" in line] == [
        (
            f"{README}:3:9: error: It can't become closed yet. "
            "'the end' lets only bob do it, and alice is none of them. [gate]"
        )
    ]
    assert told(desk, "--actor", "bob") == []


def test_an_entrys_status_must_be_one_that_may_follow(desk: Desk) -> None:
    entry = (
        "---\nat: 2026-11-20T11:00:00Z\nby: alice\nkind: change\n"
        "changes: {status: [new, closed]}\n---\n"
    )
    flow = "workflow: {transitions: {new: [open]}}\n"
    desk.write("desk.yml", SETTINGS + flow)
    desk.write(f"{FOLDER}/20261120T110000Z-alice-x.md", entry)
    desk.write(README, desk.read(README).replace("status: new", "status: closed"))
    commit(desk)
    assert [line for line in told(desk) if "illegal" in line and "error" in line] == [
        (
            f"{FOLDER}/20261120T110000Z-alice-x.md:5:10: error: It is new: it can't become closed. "
            "It can become: open. [illegal-transition]"
        )
    ]


def test_a_ticket_is_deleted_only_with_a_reason(desk: Desk) -> None:
    desk.git("rm", "-r", "--quiet", FOLDER)
    commit(desk)
    assert told(desk) == [f"{README}:1:1: error: This ticket is deleted. [ticket-deleted]"]
    desk.git("reset", "--quiet", "--hard", "main")
    answer = desk.run("redact", ID, "-m", "Health data of a colleague")
    assert answer.out.startswith(f"Removed {ID}: 2 files (commit ")
    assert answer.err == "Git's history still holds it.\n"
    assert told(desk) == []
    assert desk.git("log", "-1", "--format=%B").strip() == (
        f"Redact {ID}\n\nHealth data of a colleague\n\nRedacted: {ID} Health data of a colleague"
    )
    assert desk.refused("redact", ID, "-m", "x").startswith(f"desk: There is no ticket '{ID}'.")


def test_a_ticket_of_an_id_that_the_base_has_by_now_is_told(desk: Desk) -> None:
    out = desk.ok("new", "Another", "-m", "x").split()[1].rstrip(":")
    desk.git("switch", "--quiet", "main")
    desk.git("checkout", "--quiet", "work", "--", f"tickets/2611/{out}")
    commit(desk, "Take the id")
    desk.git("switch", "--quiet", "work")
    assert [line.partition(": ")[2] for line in told(desk)] == [
        "error: The branch that this goes into has a ticket of this id by now. [duplicate-id]"
    ]


def test_what_points_at_an_article_that_is_gone_is_told(desk: Desk) -> None:
    article = (
        "---\ntitle: {}\nstatus: published\nowner: alice\nsummary: x\n"
        "reviewed: 2026-11-01\n---\n\n{}\n"
    )
    desk.git("switch", "--quiet", "main")
    desk.write("kb/en/network/vpn.md", article.format("VPN", "x"))
    desk.write("kb/en/network/wifi.md", article.format("Wi-Fi", "See [VPN](vpn.md)."))
    desk.write("kb/en/network/mail.md", article.format("Mail", "x"))
    commit(desk, "Write")
    desk.git("switch", "--quiet", "--create", "cut")
    desk.git("rm", "--quiet", "kb/en/network/vpn.md")
    commit(desk)
    out = desk.run("check", "--since", "main", now=LATER).out
    assert "kb/en/network/wifi.md:9:5: error: The link 'vpn.md' leads nowhere. [dead-link]" in out
    assert out.endswith("\n0 tickets, 1 article: 1 error, 0 warnings, 0 info\n")


def test_only_what_changed_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from plaindesk.store import tickets

    out = desk.ok("new", "Another", "-m", "x").split()[1].rstrip(":")
    read: list[str] = []
    load = tickets.load

    def counted(root: Path, folder: str) -> tickets.TicketFiles:
        read.append(folder)
        return load(root, folder)

    monkeypatch.setattr(tickets, "load", counted)
    desk.ok("check", "--since", "main")
    assert {*read} == {f"tickets/2611/{out}"}


def test_a_huge_attachment_is_told(desk: Desk) -> None:
    desk.write(f"{FOLDER}/files/dump.bin", "x" * 10_000_001)
    commit(desk)
    assert (
        f"{FOLDER}/files/dump.bin:1:1: error: This has more than 10 MB, the most "
        "that is taken. [large-file]" in told(desk)
    )


def test_names_that_are_no_commit_and_options_that_dont_go_together(desk: Desk) -> None:
    assert desk.refused("check", "--since", "--output=x").startswith(
        "desk: There is no commit '--output=x'."
    )
    answer = desk.run("check", "--since", "main", "tickets")
    assert answer.code == 2
    assert "--since names its files itself" in answer.err


def test_the_same_for_forges(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Hi.", "--as", "bob")
    quality = json.loads(desk.run("check", "--since", "main", "--format", "gitlab").out)
    (found,) = quality
    assert (found["check_name"], found["severity"]) == ("other-author", "major")
    assert found["location"]["path"].startswith(f"{FOLDER}/20261121T120000Z-bob-")
    assert len(found["fingerprint"]) == 64
    log = json.loads(desk.run("check", "--since", "main", "--format", "sarif").out)
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["other-author"]
    assert run["results"][0]["level"] == "error"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 5,
    }


def test_a_field_edited_on_the_page_may_wait_for_its_entry(desk: Desk) -> None:
    desk.git("switch", "--quiet", "main")
    desk.ok("set", ID, "priority=P3")
    desk.git("branch", "--force", "work", "main")
    desk.git("switch", "--quiet", "work")
    desk.write(README, desk.read(README).replace("priority: P3", "priority: P1"))
    commit(desk)
    answer = desk.run("check", "--since", "main", now=LATER)
    assert (answer.code, "[state-mismatch]" in answer.out, ": info: " in answer.out) == (
        0,
        True,
        True,
    )


WORKFLOW = ".github/workflows/age.yml"
LED = SETTINGS + "manager: bob\n"


def by_carol(desk: Desk) -> None:
    """Let an agent who leads nothing write workflows and settings on a branch."""
    carol = "agents:\n  carol: {email: carol@example.com}\n"
    desk.git("switch", "--quiet", "main")
    desk.write("desk.yml", LED.replace("agents:\n", carol))
    commit(desk, "Let carol in")
    desk.git("switch", "--quiet", "--create", "sly")
    desk.write("desk.yml", desk.read("desk.yml").replace("manager: bob", "manager: carol"))
    desk.write(WORKFLOW, "on: push\n")
    commit(desk, "Tidy up", "Carol <carol@example.com>")


def test_what_jobs_run_is_changed_by_those_who_lead(desk: Desk) -> None:
    by_carol(desk)
    said = "This decides what jobs do, and {} changes it. [guarded-file]"
    assert told(desk) == [
        f"{WORKFLOW}:1:1: error: {said.format('carol')}",
        f"desk.yml:1:1: warning: {said.format('carol')}",
    ]
    stranger = "eva@users.noreply.github.com"
    assert told(desk, "--actor", "https://github.com/eva") == [
        f"{WORKFLOW}:1:1: error: {said.format(stranger)}",
        f"desk.yml:1:1: error: {said.format(stranger)}",
    ]
    assert told(desk, "--actor", "alice") == []
    assert told(desk, "--actor", "bob@example.com") == []
    # Who only starts a pipeline doesn't make the change their own; in a fork nobody is known.
    assert told(desk, "--started-by", "alice") == told(desk)
    assert told(desk, "--started-by", "") == [
        f"{WORKFLOW}:1:1: error: {said.format('carol')}",
        f"{WORKFLOW}:1:1: error: {said.format('somebody unknown')}",
        f"desk.yml:1:1: warning: {said.format('carol')}",
        f"desk.yml:1:1: error: {said.format('somebody unknown')}",
    ]
    desk.git("rm", "--quiet", WORKFLOW)
    commit(desk, "Take it back", "Bob <bob@example.com>")
    assert told(desk) == [f"desk.yml:1:1: warning: {said.format('carol')}"]


def test_where_nobody_leads_any_agent_may_and_a_new_desk_has_no_rules_yet(desk: Desk) -> None:
    by_carol(desk)
    desk.git("switch", "--quiet", "--create", "base", "main")
    desk.write("desk.yml", "name: Small\nagents: {carol: {email: carol@example.com}}\n")
    commit(desk, "Shrink")
    assert [line for line in told(desk, "--since", "base") if "guarded" in line] == []
    desk.git("rm", "--quiet", "desk.yml")
    commit(desk, "Nothing yet")
    desk.git("switch", "--quiet", "sly")
    assert [line for line in told(desk, "--since", "base") if "guarded" in line] == []
