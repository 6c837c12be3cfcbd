"""What people do without the command becomes entries: who did it, when, and what it set off."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk, normal

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = f"tickets/2611/{ID}"
BOB = "Bob Example <bob@example.com>"
JANA = "Jana <jana@acme.example>"
NOW = "2026-11-21T12:00:00Z"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk that was opened before anything of these stories happened."""
    made = make_desk(tmp_path / "desk", commit=False)
    made.git("add", "--all")
    commit(made, "Open the desk", at="2026-11-20T10:00:00Z")
    return made


def commit(desk: Desk, message: str, *, by: str = BOB, at: str) -> None:
    """Commit all there is, as a forge does for somebody who edits on its pages."""
    name, _, address = by.removesuffix(">").partition(" <")
    who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address, "GIT_AUTHOR_DATE": at}
    when = {"GIT_COMMITTER_DATE": at}
    desk.git("add", "--all")
    subprocess.run(
        ["git", "commit", "--quiet", f"--message={message}"],
        cwd=desk.root,
        env={**os.environ, **who, **when},
        check=True,
    )


def edit(desk: Desk, *pairs: tuple[str, str], by: str = BOB, at: str) -> None:
    """Edit lines of the ticket on a forge's page."""
    text = desk.read(README)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    desk.write(README, text)
    commit(desk, "Edit", by=by, at=at)


def leave(desk: Desk, name: str, text: str, *, by: str = BOB, at: str = NOW) -> None:
    """Add a file on a forge's page."""
    desk.write(name if "/" in name else f"{FOLDER}/{name}", text)
    commit(desk, f"Add {name}", by=by, at=at)


def entry(desk: Desk, number: int = 0) -> str:
    """Read one of the entries that are there."""
    return desk.read(f"{FOLDER}/{desk.entries()[number]}")


def assert_done(desk: Desk) -> None:
    """The desk is in order, all is committed, and a second run does nothing."""
    assert desk.ok("check").endswith(": no findings\n")
    assert desk.git("status", "--porcelain") == ""
    before, head = desk.snapshot(), desk.git("rev-parse", "HEAD")
    assert desk.ok("record") == "Nothing to record.\n"
    assert desk.ok("record", "--since", "HEAD~1") == "Nothing to record.\n"
    assert (desk.snapshot(), desk.git("rev-parse", "HEAD")) == (before, head)


def test_a_field_edited_on_a_forge(desk: Desk) -> None:
    edit(desk, ("status: new", "status: open"), ("priority: P2", "priority: P1"), at=NOW)
    assert normal(desk.ok("record", now="2026-11-21T13:00:00Z")) == (
        "2611-7K3MX  VPN drops every hour\n"
        "  change by bob, Sat 2026-11-21 13:00\n"
        "    status: new -> open\n"
        "    priority: P2 -> P1\n"
        "1 ticket recorded (commit COMMIT)\n"
    )
    assert entry(desk) == (
        "---\nat: 2026-11-21T12:00:00Z\nby: bob\nkind: change\n"
        "changes: {status: [new, open], priority: [P2, P1]}\n---\n"
    )
    assert desk.git("log", "-1", "--format=%s", "--name-status").split() == [
        "Record", ID, "A", f"{FOLDER}/{desk.entries()[0]}",
    ]  # fmt: skip
    assert_done(desk)


def test_two_people_edit_one_field_after_another(desk: Desk) -> None:
    edit(desk, ("status: new", "status: open"), at="2026-11-21T09:00:00Z")
    edit(desk, ("status: open", "status: pending"), by=JANA, at="2026-11-21T10:00:00Z")
    desk.ok("record")
    assert [line for n in (0, 1) for line in entry(desk, n).split("\n")[1:5]] == [
        "at: 2026-11-21T09:00:00Z", "by: bob", "kind: change", "changes: {status: [new, open]}",
        "at: 2026-11-21T10:00:00Z", "by: jana@acme.example", "kind: change",
        "changes: {status: [open, pending]}",
    ]  # fmt: skip
    assert_done_but(desk, "unknown-agent")


def test_an_edit_that_a_command_went_on_from(desk: Desk) -> None:
    edit(desk, ("status: new", "status: open"), at="2026-11-21T09:00:00Z")
    desk.ok("set", ID, "status=pending", now="2026-11-21T10:00:00Z")
    desk.ok("record")
    assert entry(desk).endswith("by: bob\nkind: change\nchanges: {status: [new, open]}\n---\n")
    assert_done(desk)


def test_an_edit_after_a_command_and_a_fold(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Hello.", now="2026-11-21T08:00:00Z")
    desk.ok("fold", ID, now="2026-11-21T08:00:01Z")
    edit(desk, ("status: open", "status: on-hold"), at="2026-11-21T09:00:00Z")
    desk.ok("record")
    assert "changes: {status: [open, on-hold]}\n" in entry(desk)
    assert_done(desk)


def test_an_edit_that_is_not_committed_is_of_whoever_runs_it_now(desk: Desk) -> None:
    desk.write(README, TICKET.replace("assignee:", "assignee: bob"))
    assert "    assignee: - -> bob\n" in desk.ok("record")
    assert entry(desk).startswith("---\nat: 2026-11-21T12:00:00Z\nby: alice\nkind: change\n")
    assert README in desk.git("show", "--name-only", "--format=", "HEAD")
    assert_done(desk)


def test_an_edit_merged_from_a_branch_is_its_authors(desk: Desk) -> None:
    desk.git("switch", "--quiet", "--create", "web")
    edit(desk, ("queue: support", "queue: network"), at="2026-11-21T09:00:00Z")
    desk.git("switch", "--quiet", "main")
    desk.ok("set", ID, "priority=P1", now="2026-11-21T10:00:00Z")
    desk.git("merge", "--quiet", "--no-edit", "web")
    desk.ok("record")
    assert entry(desk).endswith(
        "by: bob\nkind: change\nchanges: {queue: [support, network]}\n---\n"
    )
    assert_done(desk)


def test_a_conflict_that_somebody_settled_by_hand_is_their_change(desk: Desk) -> None:
    desk.git("switch", "--quiet", "--create", "other")
    desk.ok("set", ID, "status=pending", "--as", "bob", now="2026-11-21T09:30:00Z")
    desk.git("switch", "--quiet", "main")
    desk.ok("set", ID, "status=open", now="2026-11-21T09:00:00Z")
    subprocess.run(["git", "merge", "--quiet", "other"], cwd=desk.root, check=False)
    desk.write(README, TICKET.replace("status: new", "status: open"))
    commit(desk, "Merge, and leave it open", by="Alice <alice@example.com>", at=NOW)
    desk.ok("record")
    assert entry(desk, 2) == (
        "---\nat: 2026-11-21T12:00:00Z\nby: alice\nkind: change\n"
        "changes: {status: [pending, open]}\n---\n"
    )
    assert_done_but(desk, "forked-change")


def assert_done_but(desk: Desk, code: str) -> None:
    """As assert_done, where a check still has that to say."""
    assert f"[{code}]" in desk.ok("check")
    assert desk.ok("record") == "Nothing to record.\n"


def test_the_desks_own_fields_tags_and_links(desk: Desk) -> None:
    edit(
        desk,
        ("tags: [vpn]", "tags: [vpn, wifi]"),
        ("fields:", "fields: {root_cause: a worn cable}"),
        ("links:", 'links: {external: ["https://status.example.com"]}'),
        at=NOW,
    )
    desk.ok("record", now="2026-11-21T13:00:00Z")
    assert (
        "changes: {tags: [[vpn], [vpn, wifi]], links: [{}, {external: "
        '["https://status.example.com"]}], fields.root_cause: [null, a worn cable]}\n'
    ) in entry(desk)
    assert_done(desk)


def test_only_what_came_after_a_commit_is_looked_at(desk: Desk) -> None:
    edit(desk, ("status: new", "status: open"), at="2026-11-21T09:00:00Z")
    leave(desk, "note.md", "Seen.\n", at="2026-11-21T09:10:00Z")
    edit(desk, ("priority: P2", "priority: P1"), at="2026-11-21T10:00:00Z")
    desk.ok("record", "--since", "HEAD~1")
    assert [entry(desk, n).split("\n")[4] for n in range(len(desk.entries()))] == [
        "changes: {priority: [P2, P1]}"
    ]
    desk.ok("record", "--since", "HEAD~4")
    assert len(desk.entries()) == 3
    assert_done(desk)
    assert desk.refused("record", "--since", "--help").startswith("desk: There is no commit")


def test_a_reply_without_front_matter(desk: Desk) -> None:
    leave(desk, "reply.md", "Hi Jana,\r\n\r\nwhich version?\r\n", at="2026-11-21T11:00:00Z")
    assert desk.ok("check").startswith(
        f"{FOLDER}/reply.md:1:1: info: Somebody wrote this by hand; it is no part of the desk yet. "
        "[unrecorded]\n    `desk record` takes it in, with its author and time.\n"
    )
    assert normal(desk.ok("record")) == (
        "2611-7K3MX  VPN drops every hour\n"
        "  reply by bob, Sat 2026-11-21 12:00\n"
        "    status: new -> open\n"
        f"  from {FOLDER}/reply.md\n"
        "1 ticket recorded (commit COMMIT)\n"
    )
    assert entry(desk) == (
        "---\nat: 2026-11-21T11:00:00Z\nby: bob\nkind: reply\nchanges: {status: [new, open]}\n---\n"
        "\nHi Jana,\n\nwhich version?\n"
    )
    assert "status: open\n" in desk.read(README)
    assert_done(desk)


def test_a_message_is_the_requesters_and_opens_what_was_pending(desk: Desk) -> None:
    desk.ok("set", ID, "status=pending", now="2026-11-21T08:00:00Z")
    leave(desk, "message-2.md", "Still so.\n", at="2026-11-21T11:00:00Z")
    desk.ok("record")
    assert entry(desk, 1) == (
        "---\nat: 2026-11-21T11:00:00Z\nby: jana@acme.example\nkind: message\n"
        "changes: {status: [pending, open]}\n---\n\nStill so.\n"
    )
    assert_done(desk)


def test_a_files_own_words_of_who_and_when_hold(desk: Desk) -> None:
    text = (
        "---\nby: alice\nat: 2026-11-20T11:00:00+01:00\nspent: 15m\nvia: the phone\n---\nCalled.\n"
    )
    leave(desk, "Note-called.md", text)
    desk.ok("record", now="2026-11-21T13:00:00Z")
    assert entry(desk) == (
        "---\nat: 2026-11-20T10:00:00Z\nby: alice\nkind: note\nspent: 15m\nvia: the phone\n---\n"
        "\nCalled.\n"
    )
    assert "'via' is no key known here" in desk.ok("check")


def test_a_reply_that_sets_fields_and_the_line_edited_with_it(desk: Desk) -> None:
    desk.write(README, TICKET.replace("status: new", "status: pending"))
    leave(desk, "reply.md", "---\nchanges: {status: [new, pending]}\n---\nWhich one?\n")
    desk.ok("record", now="2026-11-21T13:00:00Z")
    assert len(desk.entries()) == 1
    assert "kind: reply\nchanges: {status: [new, pending]}\n---\n\nWhich one?\n" in entry(desk)
    assert_done(desk)


def test_words_are_taken_in_where_their_changes_are_refused(desk: Desk) -> None:
    text = "---\nchanges: {status: [new, on-hold], assignee: [null, nobody]}\n---\nWait.\n"
    leave(desk, "reply.md", text)
    assert desk.ok("record", now="2026-11-21T13:00:00Z").splitlines()[5:7] == [
        f"{FOLDER}/reply.md:2:10: warning: 'nobody' is no agent of this desk. [bad-value]",
        "    Known: alice, bob. The words were taken in, and a note has the changes.",
    ]
    told = entry(desk, 0) + entry(desk, 1)
    assert "by: bob\nkind: reply\nchanges: {status: [new, open]}\n---\n\nWait.\n" in told
    assert "    changes: {status: [new, on-hold], assignee: [null, nobody]}\n" in told
    assert_done(desk)


def test_words_that_come_late_change_nothing_that_came_since(desk: Desk) -> None:
    desk.git("switch", "--quiet", "--create", "web")
    leave(desk, "reply.md", "Written on Saturday.\n", at="2026-11-21T09:00:00Z")
    desk.git("switch", "--quiet", "main")
    desk.ok("set", ID, "status=pending", now="2026-11-21T10:00:00Z")
    desk.git("merge", "--quiet", "--no-edit", "web")
    desk.ok("record")
    assert entry(desk).startswith("---\nat: 2026-11-21T09:00:00Z\nby: bob\nkind: reply\n")
    assert "status: pending\n" in desk.read(README)
    assert_done_but(desk, "forked-change")


def test_a_message_on_a_closed_ticket_opens_the_next(desk: Desk) -> None:
    for number, status in enumerate(("resolved", "closed")):
        desk.ok("set", ID, f"status={status}", now=f"2026-11-20T1{number}:00:00Z")
    leave(desk, "message.md", "It is back.\n", at="2026-11-21T11:00:00Z")
    out = desk.ok("record")
    assert normal(out) == (
        "NEW-ID  VPN drops every hour\n"
        "  opened, Sat 2026-11-21 12:00\n"
        f"  from {FOLDER}/message.md\n"
        "1 ticket recorded (commit COMMIT)\n"
    )
    new = desk.read(f"tickets/2611/{out[:10]}/README.md")
    assert f"links: {{relates-to: [{ID}]}}\n" in new
    assert new.endswith("---\n\nIt is back.\n")
    assert_done(desk)


def test_a_file_becomes_a_ticket(desk: Desk) -> None:
    desk.write("tickets/new/README.md", "Put requests here.\n")
    text = "# Printer *offline*\n\nSince Monday.\n\n## Where\n\nIn the hall.\n"
    leave(desk, "tickets/new/printer.md", text, by=JANA, at="2026-11-21T11:00:00Z")
    assert "[unrecorded]" in desk.ok("check")
    out = desk.ok("record")
    assert normal(out) == (
        "NEW-ID  Printer *offline*\n"
        "  opened, Sat 2026-11-21 12:00\n"
        "  from tickets/new/printer.md\n"
        "1 ticket recorded (commit COMMIT)\n"
    )
    new = desk.read(f"tickets/2611/{out[:10]}/README.md")
    assert "status: new\ncreated: 2026-11-21T11:00:00Z\n" in new
    assert "requester: jana@acme.example\n" in new
    assert "organisation: acme\n" in new
    assert new.endswith("---\n\nSince Monday.\n\n## Where\n\nIn the hall.\n")
    assert desk.git("ls-files", "tickets/new") == "tickets/new/README.md\n"
    assert_done(desk)


def test_a_tickets_fields_are_kept_where_they_are_sound(desk: Desk) -> None:
    text = (
        "---\nsubject: The scanner\nrequester: eva@acme.example\nimpact: high\nurgency: high\n"
        "status: closed\nqueue: prnters\npriority: urgent\ndevice: {floor: 3}\n---\nIt is slow.\n"
    )
    leave(desk, "tickets/new/a.md", text, at="2026-11-21T11:00:00Z")
    out = desk.ok("record")
    told = [line for line in out.splitlines() if line.startswith("tickets/new/a.md:")]
    assert told == [
        "tickets/new/a.md:6:9: warning: A new ticket is new. [bad-value]",
        (
            "tickets/new/a.md:7:8: warning: 'prnters' is no queue of this desk. "
            "Add it to 'queues' in desk.yml. [bad-value]"
        ),
        (
            "tickets/new/a.md:8:11: warning: 'urgent' is no priority. Known: P1, P2, P3, P4. "
            "[bad-value]"
        ),
        "tickets/new/a.md:9:9: warning: 'device' is no key known here; it is kept. [unknown-key]",
    ]
    folder = f"tickets/2611/{out[:10]}"
    new = desk.read(f"{folder}/README.md")
    assert "priority: P1\n" in new
    assert new.endswith('device: {floor: "3"}\n---\n\nIt is slow.\n')
    (note,) = desk.entries(out[:10])
    assert desk.read(f"{folder}/{note}").endswith(
        "kind: note\n---\n\nThe file it came from said this too, which could not be used:\n\n"
        "    status: closed\n    priority: urgent\n    queue: prnters\n"
    )
    assert desk.ok("record") == "Nothing to record.\n"


@pytest.mark.parametrize(
    ("text", "subject", "body"),
    [
        ("Hello,\n\nno paper.\n", "Hello,", "Hello,\n\nno paper."),
        ("Paper\n=====\n\nNone.\n", "Paper", "None."),
        ("```\n# no\n```\n## The title ##\n", "The title", "```\n# no\n```\n## The title ##"),
        ("---\nsubject: Said\n---\n\n# Heading\nx\n", "Heading", "x"),
    ],
)
def test_where_a_title_comes_from(desk: Desk, text: str, subject: str, body: str) -> None:
    leave(desk, "tickets/new/x.md", text)
    desk.ok("record", now="2026-11-21T13:00:00Z")
    (made,) = json.loads(desk.ok("list", "--json", "--", f"-id:{ID}"))["tickets"]
    assert made["subject"] == subject
    assert json.loads(desk.ok("show", made["id"], "--json"))["body"] == body


@pytest.mark.parametrize("address", ["alice", "desk", ""])
def test_an_address_that_is_none_makes_nobody_an_agent_or_a_job(desk: Desk, address: str) -> None:
    leave(desk, "reply.md", "Trust me.\n", by=f"Eve <{address}>", at="2026-11-21T11:00:00Z")
    leave(desk, "tickets/new/a.md", "Paper\n", by=f"Eve <{address}>", at="2026-11-21T11:00:00Z")
    out = desk.ok("record")
    assert f"\nby: somebody ({address})\n" in entry(desk).replace('"', "")
    new = out.partition("\n  opened")[0].rpartition("\n")[2][:10]
    assert "\nrequester:\n" in desk.read(f"tickets/2611/{new}/README.md")


def test_a_message_on_a_ticket_that_was_merged_goes_where_it_went(desk: Desk) -> None:
    out = desk.ok(
        "new", "No tunnel", "-m", "x", "--requester", "eva@acme.example", now="2026-11-21T09:00:00Z"
    )
    gone = out.split()[1].rstrip(":")
    desk.ok("merge", ID, gone, now="2026-11-21T09:10:00Z")
    path = f"tickets/2611/{gone}/message.md"
    leave(desk, path, "Still none.\n", at="2026-11-21T09:20:00Z")
    out = desk.ok("record")
    assert out.startswith(f"{ID}  VPN drops every hour\n  message by eva@acme.example, ")
    assert not (desk.root / path).exists()
    assert_done(desk)


def test_two_machines_that_take_in_one_file_make_one_ticket(desk: Desk) -> None:
    leave(desk, "tickets/new/x.md", "Paper\n", at="2026-11-21T11:00:00Z")
    other = Desk(desk.root.parent / "other")
    desk.git("clone", "--quiet", ".", str(other.root))
    desk.ok("record")
    other.ok("record", now="2026-11-21T12:01:00Z")
    assert desk.snapshot() == other.snapshot()


def test_nothing_is_written_on_request(desk: Desk) -> None:
    leave(desk, "reply.md", "Hi.\n")
    before = desk.snapshot()
    out = desk.ok("record", "--dry-run", now="2026-11-21T13:00:00Z")
    assert out.endswith("1 ticket recorded (dry run: nothing was written)\n")
    assert desk.snapshot() == before
    assert desk.ok("record", "--no-commit", now="2026-11-21T13:00:00Z").endswith("(staged)\n")
    staged = desk.git("diff", "--cached", "--name-status").split()[::2]
    assert sorted(staged) == ["A", "D", "M"]
    desk.git("commit", "--quiet", "--message=Recorded")
    assert_done(desk)


def test_everything_goes_into_one_commit_and_nothing_else(desk: Desk) -> None:
    edit(desk, ("line: 1", "line: 2"), at="2026-11-21T09:00:00Z")
    leave(desk, "note.md", "One.\n", at="2026-11-21T09:10:00Z")
    desk.write(f"{FOLDER}/reply.md", "Two.\n")
    desk.write("tickets/new/x.md", "Three\n")
    desk.write("other.txt", "mine\n")
    desk.git("add", "other.txt")
    head = desk.git("rev-parse", "HEAD").strip()
    data = json.loads(desk.ok("record", "--json"))
    assert [item["opened"] for item in data["tickets"]] == [False, True]
    assert [entry["kind"] for entry in data["tickets"][0]["entries"]] == ["change", "note", "reply"]
    assert desk.git("rev-parse", "HEAD~1").strip() == head
    assert desk.git("status", "--porcelain") == "A  other.txt\n"
    desk.git("reset", "--quiet", "other.txt")
    (desk.root / "other.txt").unlink()
    assert_done(desk)


def test_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    top = make_desk(tmp_path, {"help/desk.yml": SETTINGS, f"help/{README}": TICKET})
    desk = Desk(tmp_path / "help")
    edit(desk, ("line: 1", "line: 2"), at="2026-11-21T09:00:00Z")
    desk.write(f"{FOLDER}/reply.md", "Two.\n")
    desk.ok("record")
    assert len(desk.entries()) == 2
    assert top.git("status", "--porcelain") == ""
    assert_done(desk)


def test_an_answer_written_on_the_page_that_show_links_to(desk: Desk) -> None:
    """What the page is filled in with becomes a file as it is, and words below it."""
    assert "answer in a browser" not in desk.ok("show", ID)
    assert json.loads(desk.ok("show", ID, "--json"))["reply_url"] is None
    desk.git("remote", "add", "origin", "git@github.com:acme/desk.git")
    page = (
        "https://github.com/acme/desk/new/main?filename=tickets%2F2611%2F2611-7K3MX%2F"
        "reply-20261121T120000Z.md&value=---%0Aspent%3A%0A---%0A%0A"
    )
    assert desk.ok("show", ID).endswith(f"\nanswer in a browser: {page}\n")
    assert json.loads(desk.ok("show", ID, "--json"))["reply_url"] == page
    leave(desk, "reply-20261121T120000Z.md", "---\nspent:\n---\n\nHello Jana.\n")
    desk.ok("record", now="2026-11-21T13:00:00Z")
    assert entry(desk).endswith("changes: {status: [new, open]}\n---\n\nHello Jana.\n")
    assert_done(desk)
