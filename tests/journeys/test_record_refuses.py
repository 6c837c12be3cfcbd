"""All that `desk record` can't understand: told in full, left as it is, stopping nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, TICKET, Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = f"tickets/2611/{ID}"
REPLY = f"{FOLDER}/reply.md"
NEW = "tickets/new/a.md"
LEFT = "    Nothing was taken in: mend the file, or remove it.\n"
READABLE = "    Save the file as UTF-8 text. Nothing reads or changes it until then.\n"
MENDED = "    Nothing reads or changes this file until it is mended.\n"
FENCE = "    Close it by a line '---', or start with words.\n"
OPEN = "error: Front matter has no end: a line '---' is missing after it. [broken-file]\n"
COMMAND = "    Take it out, or use the command.\n"
CASES: Mapping[str, tuple[str, str | bytes, str]] = {
    "words that are no UTF-8": (
        REPLY,
        b"Gr\xfc\xdfe\n",
        f"{REPLY}:1:3: error: Byte 0xfc is not UTF-8. [not-utf-8]\n{READABLE}",
    ),
    "a ticket that is no UTF-8": (
        NEW,
        b"# Gr\xfc\xdfe\n",
        f"{NEW}:1:5: error: Byte 0xfc is not UTF-8. [not-utf-8]\n{READABLE}",
    ),
    "no words": (
        REPLY,
        "\n  \n",
        f"{REPLY}:1:1: error: There are no words in this file. [broken-file]\n{LEFT}",
    ),
    "front matter and no words": (
        REPLY,
        "---\nby: bob\n---\n",
        f"{REPLY}:1:1: error: There are no words in this file. [broken-file]\n{LEFT}",
    ),
    "no ticket": (
        NEW,
        "---\npriority: P1\n---\n\n",
        f"{NEW}:1:1: error: There are no words in this file. [broken-file]\n{LEFT}",
    ),
    "a front matter without an end": (REPLY, "---\nHello\n", f"{REPLY}:1:1: {OPEN}{FENCE}"),
    "a ticket without an end of it": (NEW, "---\n# Hello\n", f"{NEW}:1:1: {OPEN}{FENCE}"),
    "a front matter that is no YAML": (
        REPLY,
        "---\nby: bob: x\n---\nHello\n",
        (
            f"{REPLY}:2:8: error: This is not YAML: mapping values are not allowed in this "
            f"context. Put quotes around a text that holds ': '. [broken-yaml]\n{MENDED}"
        ),
    ),
    "a front matter that is words": (
        REPLY,
        "---\nHello\n---\nBob\n",
        f"{REPLY}:2:1: error: Front matter is lines of 'key: value'. [bad-front-matter]\n{LEFT}",
    ),
    "a ticket's front matter that is a list": (
        NEW,
        "---\n- a\n---\nBob\n",
        f"{NEW}:2:1: error: Front matter is lines of 'key: value'. [bad-front-matter]\n{LEFT}",
    ),
    "a time that is none": (
        REPLY,
        "---\nat: noon\n---\nHello\n",
        (
            f"{REPLY}:2:5: error: 'noon' is no time with an offset, such as 2026-11-21T09:04:12Z. "
            f"[bad-value]\n{LEFT}"
        ),
    ),
    "a time to come": (
        REPLY,
        "---\nat: 2026-11-22T09:00:00Z\n---\nHello\n",
        f"{REPLY}:2:5: error: This has not come yet. [future-time]\n    Correct the time.\n",
    ),
    "a time before the ticket": (
        REPLY,
        "---\nat: 2026-11-19T09:00:00Z\n---\nHello\n",
        (
            f"{REPLY}:2:5: error: This was before the ticket was created. [time-order]\n"
            "    Correct the time.\n"
        ),
    ),
    "time spent that is none": (
        REPLY,
        "---\nspent: long\n---\nHello\n",
        f"{REPLY}:2:8: error: 'long' is no time spent, such as 1h30m. [bad-value]\n{LEFT}",
    ),
    "a change that is no pair": (
        REPLY,
        "---\nchanges: {status: open}\n---\nHello\n",
        f"{REPLY}:2:10: error: A change of 'status' is a pair: [old, new]. [bad-value]\n{LEFT}",
    ),
    "a change of no field": (
        REPLY,
        "---\nchanges: {mood: [null, good]}\n---\nHello\n",
        f"{REPLY}:2:10: error: 'mood' is no field that changes. [bad-value]\n{LEFT}",
    ),
    "a change to no value": (
        REPLY,
        "---\nchanges: {priority: [P2, high]}\n---\nHello\n",
        f"{REPLY}:2:10: error: 'high' is no priority. Known: P1, P2, P3, P4. [bad-value]\n{LEFT}",
    ),
    "a change alone that is refused": (
        REPLY,
        "---\nchanges: {assignee: [null, carol]}\n---\n",
        (
            f"{REPLY}:2:10: error: 'carol' is no agent of this desk. [bad-value]\n"
            "    Known: alice, bob. Mend the file, or remove it.\n"
        ),
    ),
    "another kind than the name says": (
        REPLY,
        "---\nkind: note\n---\nThe customer is wrong.\n",
        (
            f"{REPLY}:2:7: error: The file's name says 'reply', but this says 'note'. [bad-value]\n"
            "    Rename the file, or take this out.\n"
        ),
    ),
    "words in the name of the jobs": (
        REPLY,
        "---\nby: desk\n---\nYes.\n",
        (
            f"{REPLY}:2:5: error: 'desk' is the name of the jobs. [bad-value]\n"
            "    Write who said it.\n"
        ),
    ),
    "what only commands write": (
        REPLY,
        "---\nverdict: approved\n---\nYes.\n",
        f"{REPLY}:2:10: error: 'verdict' is written by commands only. [bad-value]\n{COMMAND}",
    ),
    "a README with an illegal value": (
        README,
        TICKET.replace("priority: P2", "priority: high"),
        f"{README}:9:11: error: 'high' is no priority. Known: P1, P2, P3, P4. [bad-value]\n",
    ),
    "a README that names nobody": (
        README,
        TICKET.replace("assignee:", "assignee: carol"),
        (
            f"{README}:5:11: error: 'carol' is no agent of this desk. [unknown-agent]\n"
            "    Add it to 'agents' in desk.yml.\n"
        ),
    ),
    "a README that is no YAML": (
        README,
        TICKET.replace("status: new", "status: [new"),
        (f"{README}:3:9: error: The [ that opens here is never closed. [broken-yaml]\n{MENDED}"),
    ),
    "a README without an end": (
        README,
        "---\nid: 2611-7K3MX\n",
        (
            f"{README}:1:1: {OPEN}    Put the two lines '---' back: one starts the file, "
            "one ends the front matter.\n"
        ),
    ),
    "a README of another ticket": (
        README,
        TICKET.replace(ID, "2611-AQPAB"),
        (
            f"{README}:1:1: error: The ticket says it is 2611-AQPAB, but its folder says "
            "otherwise. [id-mismatch]\n    It belongs in tickets/2611/2611-AQPAB/, or its id is a "
            "copy of another's.\n"
        ),
    ),
}


def assert_told(desk: Desk, path: str, expected: str) -> None:
    """It is told, twice the same, and neither the file nor Git's history moves."""
    before, head = desk.snapshot(), desk.git("rev-parse", "HEAD")
    for options in ((), ("--since", "HEAD~1"), ("--dry-run",)):
        answer = desk.run("record", *options)
        assert answer.err == ""
        assert answer.out == f"{expected}Nothing to record.\n"
        assert answer.code == 1
    assert path in before or (desk.root / path).is_symlink()
    assert (desk.snapshot(), desk.git("rev-parse", "HEAD")) == (before, head)


@pytest.mark.parametrize("what", CASES)
def test_it_is_told_and_left_as_it_is(desk: Desk, what: str) -> None:
    path, text, expected = CASES[what]
    data = text if isinstance(text, bytes) else text.encode()
    (desk.root / path).parent.mkdir(exist_ok=True)
    (desk.root / path).write_bytes(data)
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    assert_told(desk, path, expected)


def test_links_are_not_followed(desk: Desk) -> None:
    (desk.root / "tickets/new").mkdir()
    for path in (REPLY, NEW):
        (desk.root / path).symlink_to("/etc/hostname")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    said = "error: This is a symbolic link; it is not followed. [symlink]\n"
    hint = "    Put the file itself here: links can lead out of the desk.\n"
    assert_told(desk, NEW, f"{REPLY}:1:1: {said}{hint}{NEW}:1:1: {said}{hint}")


def test_words_of_nobody(desk: Desk) -> None:
    desk.write(README, TICKET.replace("requester: jana@acme.example", "requester:"))
    desk.git("commit", "--quiet", "--all", "--amend", "--message=Open the desk")
    desk.write(f"{FOLDER}/message.md", "It broke.\n")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    said = "error: 'by' is missing: an agent, a requester's address or 'desk'. [missing-field]\n"
    assert_told(desk, f"{FOLDER}/message.md", f"{FOLDER}/message.md:2:1: {said}{LEFT}")


def test_words_beside_no_ticket(desk: Desk) -> None:
    (desk.root / README).unlink()
    desk.write(REPLY, "Hello.\n")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    said = "error: This ticket's folder has no README.md. [no-readme]\n"
    hint = f"    Take it back from Git: git restore {FOLDER}, or remove the folder.\n"
    assert_told(desk, REPLY, f"{FOLDER}:1:1: {said}{hint}")


def test_an_entry_that_cannot_be_read_leaves_its_ticket_alone(desk: Desk) -> None:
    desk.ok("set", ID, "status=open")
    (name,) = desk.entries()
    path = f"{FOLDER}/{name}"
    desk.write(path, desk.read(path).replace("kind: change", "kind: chnage"))
    desk.write(REPLY, "Hello.\n")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    kinds = "message, reply, note, change, escalation, survey, approval"
    said = f"error: 'chnage' is no kind of entry. Known: {kinds}. [bad-value]\n"
    assert_told(desk, REPLY, f"{path}:4:7: {said}")


def test_what_no_commit_tells_of_is_told(desk: Desk) -> None:
    entry = (
        "---\nat: 2026-11-21T09:00:00Z\nby: bob\nkind: change\n"
        "changes: {status: [new, pending]}\n---\n"
    )
    desk.write(README, TICKET.replace("P2", "P1"))
    desk.write(f"{FOLDER}/20261121T090000Z-bob-aaaa.md", entry)
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    answer = desk.run("record")
    assert answer.code == 1
    assert answer.out.startswith("2611-7K3MX  VPN drops every hour\n  change by alice")
    assert (
        f"{README}:3:9: error: 'status' is 'new', but the last entry set 'pending'. "
        "[state-mismatch]\n    `desk record` writes the entry where a commit shows who edited "
        "the field. Else set what is right.\n"
    ) in answer.out


def test_one_that_is_broken_stops_no_other(desk: Desk) -> None:
    desk.write(REPLY, "---\nbroken\n")
    desk.write(f"{FOLDER}/note.md", "Seen.\n")
    desk.write(NEW, "")
    desk.write("tickets/new/b.md", "# Printer\n")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    answer = desk.run("record")
    assert answer.code == 1
    assert answer.out.count("[broken-file]") == 2
    assert "2 tickets recorded" in answer.out
    assert len(desk.entries()) == 1
    assert desk.read(REPLY) == "---\nbroken\n"
    assert desk.read(NEW) == ""


def test_it_is_refused_in_the_middle_of_a_merge(desk: Desk) -> None:
    desk.write(REPLY, "Hello.\n")
    (desk.root / ".git/MERGE_HEAD").write_text(desk.git("rev-parse", "HEAD"))
    before = desk.snapshot()
    assert desk.refused("record").startswith("desk: Git is in the middle of a merge.\n")
    assert desk.snapshot() == before
