"""Two tickets that are one, one that is two, and what is linked to what."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, SETTINGS, TICKET, Desk, make_desk

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "2611-MV740"
TWIN = """\
---
id: 2611-MV740
status: open
created: 2026-11-20T08:00:00Z
assignee: bob

channel: phone

priority: P3

requester: eva@acme.example

queue: network

organisation: acme

line: 2

language: en

service: vpn
source:
type: incident

impact:

urgency:

sla:

tags:

subject: No tunnel

links:

fields:
---

My tunnel is gone.

---
at: 2026-11-20T10:00:00Z
by: bob
kind: reply
spent: 15m
---

Since when?

---
at: 2026-11-20T10:30:00Z
by: eva@acme.example
kind: message
---

Since the update.

---
at: 2026-11-20T10:40:00Z
by: bob
kind: change
changes: {assignee: [null, bob]}
---
"""
PATHS = {ID: f"tickets/2611/{ID}/README.md", OTHER: f"tickets/2611/{OTHER}/README.md"}


@pytest.fixture
def two(tmp_path: Path) -> Desk:
    """Make a desk with two people who report one thing."""
    files = {"desk.yml": SETTINGS, PATHS[ID]: TICKET, PATHS[OTHER]: TWIN}
    return make_desk(tmp_path / "desk", files)


def talk(desk: Desk, ticket: str, now: str = "2026-11-21T13:00:00Z") -> list[str]:
    """Say who said what on a ticket, as `show` has it."""
    shown = desk.ok("show", ticket, now=now)
    return re.findall(r"^--- .*\n(?:    .*\n)*.*", shown, re.MULTILINE)


MERGED = [
    (
        "--- jana@acme.example, Fri 2026-11-20 10:04\nThe VPN client drops the tunnel every hour "
        "since the update."
    ),
    "--- eva@acme.example, Fri 2026-11-20 09:00, from 2611-MV740  #g8rb\nMy tunnel is gone.",
    "--- bob (reply), Fri 2026-11-20 11:00, from 2611-MV740  #qjn2\nSince when?",
    "--- eva@acme.example, Fri 2026-11-20 11:30, from 2611-MV740  #mgeg\nSince the update.",
    "--- alice (note), Sat 2026-11-21 13:00  #v107\nTook in 2611-MV740: No tunnel",
]


def test_a_merge_puts_the_words_of_both_into_the_first(two: Desk) -> None:
    out = two.ok("merge", ID, OTHER)
    assert out.startswith(f"Merge {OTHER} into {ID}\n")
    assert talk(two, ID) == MERGED
    assert talk(two, OTHER)[-1] == (
        "--- alice (note), Sat 2026-11-21 13:00  #6z59\n"
        "    status: open -> resolved\n"
        "    links: - -> duplicate-of 2611-7K3MX\n"
        "Goes on in 2611-7K3MX: VPN drops every hour"
    )
    assert "duplicate 2611-MV740 (resolved) No tunnel\n" in two.ok("show", ID)
    assert two.ok("check", now="2026-11-21T14:00:00Z").endswith(": no findings\n")
    assert two.git("log", "--format=%s", "-2").splitlines()[1] == "Open the desk"
    assert two.git("status", "--porcelain") == ""


def test_a_merge_keeps_every_byte_of_the_other_and_counts_no_work_twice(two: Desk) -> None:
    before = two.read(PATHS[OTHER])
    two.ok("merge", ID, OTHER)
    after = two.read(PATHS[OTHER])
    assert after == before.replace("status: open", "status: resolved").replace(
        "\nlinks:\n", f"\nlinks: {{duplicate-of: [{ID}]}}\n"
    )
    assert two.ok("worklog").count("15m") == two.ok("worklog", "--by", "ticket").count("15m")
    assert json.loads(two.ok("show", ID, "--json"))["spent_seconds"] == 0


def test_a_merge_is_taken_back_and_made_again(two: Desk) -> None:
    before = [talk(two, ticket) for ticket in (ID, OTHER)]
    two.ok("merge", ID, OTHER)
    two.ok("fold")
    out = two.ok("merge", ID, OTHER, "--undo", now="2026-11-21T13:05:00Z")
    assert out.startswith(f"Take {OTHER} out of {ID}\n")
    assert talk(two, ID)[:1] == before[0]
    assert [line.split("\n")[1] for line in talk(two, ID)[1:]] == [
        "Took in 2611-MV740: No tunnel",
        "Let 2611-MV740 go again.",
    ]
    data = json.loads(two.ok("show", OTHER, "--json"))
    assert (data["status"], data["links"]) == ("open", {})
    assert two.ok("check", now="2026-11-21T14:00:00Z").endswith(": no findings\n")
    two.ok("merge", ID, OTHER, now="2026-11-21T13:10:00Z")
    again = talk(two, ID)
    assert [said for said in again if "from 2611-MV740" in said] == MERGED[1:4]
    assert two.ok("check", now="2026-11-21T14:00:00Z").endswith(": no findings\n")


def test_a_closed_ticket_is_taken_out_as_it_was(two: Desk) -> None:
    two.ok("merge", ID, OTHER)
    two.ok("close", OTHER, now="2026-11-21T13:05:00Z")
    two.ok("merge", ID, OTHER, "--undo", now="2026-11-21T13:10:00Z")
    assert json.loads(two.ok("show", OTHER, "--json"))["status"] == "open"
    assert two.ok("check", now="2026-11-21T14:00:00Z").endswith(": no findings\n")


def test_words_to_the_one_go_to_the_other(two: Desk) -> None:
    two.ok("merge", ID, OTHER)
    answer = two.run("message", OTHER, "-m", "Still gone.", now="2026-11-21T13:05:00Z")
    assert answer.err == f"{OTHER} goes on in {ID}: the words go there.\n"
    assert talk(two, ID)[-1] == (
        f"--- eva@acme.example, Sat 2026-11-21 14:05, from {OTHER}  #cbe0\nStill gone."
    )


def test_the_clocks_hear_what_was_merged_from_the_ticket_on(two: Desk) -> None:
    """Bob answered Eva after Jana's ticket had begun: that is the first response to it, too."""
    two.ok("merge", ID, OTHER)
    clocks = {c["target"]: c for c in json.loads(two.ok("show", ID, "--json"))["clocks"]}
    assert clocks["first_response"]["met_at"] == "2026-11-20T10:00:00Z"
    assert clocks["next_response"]["start"] == "2026-11-20T10:30:00Z"
    two.ok("merge", ID, OTHER, "--undo", now="2026-11-21T13:10:00Z")
    shown = two.ok("show", ID, "--json", now="2026-11-21T14:00:00Z")
    clocks = {c["target"]: c for c in json.loads(shown)["clocks"]}
    assert clocks["first_response"]["met_at"] is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((ID, ID), "A ticket can't be merged with itself.\n"),
        ((ID, OTHER, "--undo"), f"{OTHER} isn't merged into {ID}.\n"),
        ((ID, "2611-AAAAA"), "'2611-AAAAA' is mistyped: its check symbol is wrong.\n"),
    ],
)
def test_what_cant_be_merged_is_refused(two: Desk, words: tuple[str, ...], told: str) -> None:
    before = two.snapshot()
    assert two.refused("merge", *words).startswith(f"desk: {told}")
    assert two.snapshot() == before


def test_a_merge_of_what_is_merged_is_refused(two: Desk) -> None:
    two.ok("merge", ID, OTHER)
    assert two.refused("merge", ID, OTHER) == (
        f"desk: {OTHER} is merged into {ID} already.\n"
        f"Take it out again: desk merge {ID} {OTHER} --undo\n"
    )
    assert two.refused("merge", OTHER, ID) == (
        f"desk: {OTHER} is part of {ID}.\nMerge with that: {ID}\n"
    )
    two.ok("resolve", ID, now="2026-11-21T13:05:00Z")
    two.ok("close", ID, now="2026-11-21T13:06:00Z")
    assert two.refused("merge", ID, OTHER).startswith(f"desk: {OTHER} is merged into {ID} already.")


def short(desk: Desk, number: int) -> str:
    """What `show` calls the entry at a place."""
    return str(re.findall(r"  #(\w{4})$", desk.ok("show", OTHER), re.MULTILINE)[number - 1])


def test_a_name_of_words_stays_when_older_ones_come_in(two: Desk) -> None:
    name = short(two, 2)
    two.ok("message", OTHER, "-m", "Before all that.", "--at", "2026-11-20T10:30")
    assert short(two, 2) != name
    out = two.ok("split", OTHER, name, now="2026-11-21T13:05:00Z")
    new = re.findall(r"Split (2611-\w{5}) off", out)[0]
    assert json.loads(two.ok("show", new, "--json"))["body"] == "Since the update."


def test_a_split_opens_a_ticket_as_of_when_the_words_were_said(two: Desk) -> None:
    out = two.ok("split", OTHER, short(two, 2), short(two, 1), "--subject", "The update breaks it")
    new = re.findall(r"Split (2611-\w{5}) off", out)[0]
    data = json.loads(two.ok("show", new, "--json"))
    assert (data["subject"], data["created"], data["requester"], data["links"]) == (
        "The update breaks it",
        "2026-11-20T10:00:00Z",
        "eva@acme.example",
        {"relates-to": [OTHER]},
    )
    assert [(entry["kind"], entry["body"]) for entry in data["entries"]] == [
        ("reply", "Since when?"),
        ("message", "Since the update."),
    ]
    assert data["body"] == ""
    assert talk(two, OTHER)[-1].endswith(f"Split off as {new}: The update breaks it")
    assert len(talk(two, OTHER)) == 5
    assert two.ok("check", now="2026-11-21T14:00:00Z").endswith(": no findings\n")
    two.ok("merge", OTHER, new, now="2026-11-21T13:05:00Z")
    assert two.ok("check", now="2026-11-21T14:00:00Z").endswith(": no findings\n")


def test_a_split_names_its_ticket_by_the_first_line(two: Desk) -> None:
    out = two.ok("split", OTHER, f"#{short(two, 2)}")
    new = re.findall(r"Split (2611-\w{5}) off", out)[0]
    data = json.loads(two.ok("show", new, "--json"))
    assert (data["subject"], data["body"]) == ("Since the update.", "Since the update.")
    assert data["created"] == "2026-11-20T10:30:00Z"


@pytest.mark.parametrize("name", ["3", "1", "x", ""])
def test_a_name_without_words_is_refused(two: Desk, name: str) -> None:
    before = two.snapshot()
    named = name or short(two, 3)
    assert two.refused("split", OTHER, named) == (
        f"desk: {OTHER} has no words under '{named}'.\nSee the names behind #: desk show {OTHER}\n"
    )
    assert two.snapshot() == before


def test_what_is_linked_to_a_ticket_is_shown_and_open_parts_are_told(two: Desk) -> None:
    two.write("kb/en/network/tunnel.md", "---\ntitle: No tunnel\nstatus: published\n---\n\nx\n")
    two.git("add", "-A")
    two.git("commit", "-qm", "Write an article")
    two.ok("link", OTHER, "parent", ID)
    two.ok("link", OTHER, "caused-by", ID, now="2026-11-21T13:01:00Z")
    two.ok("link", ID, "article", "en/network/tunnel", now="2026-11-21T13:02:00Z")
    assert "part 2611-MV740 (open) No tunnel\ncaused 2611-MV740 (open) No tunnel\n" in two.ok(
        "show", ID
    )
    assert f"known error {ID}: until it is fixed, see en/network/tunnel\n" in two.ok("show", OTHER)
    data = json.loads(two.ok("show", OTHER, "--json"))
    assert data["known_errors"] == [{"id": ID, "article": "en/network/tunnel"}]
    answer = two.run("resolve", ID, now="2026-11-21T13:03:00Z")
    assert answer.err == (
        f"It caused these, which are still open: {OTHER}\n"
        f"Resolve them with it: desk resolve {ID} --incidents\n"
        f"These are parts of it, and still open: {OTHER}\n"
    )


def test_known_errors_are_problems_with_an_article(two: Desk) -> None:
    two.ok("set", ID, "type=problem")
    assert two.ok("list", "is:known-error") == "No ticket fits.\n"
    two.ok("link", ID, "external", "https://example.com", now="2026-11-21T13:01:00Z")
    assert two.ok("list", "is:known-error") == "No ticket fits.\n"
    two.write("kb/en/network/tunnel.md", "---\ntitle: No tunnel\nstatus: published\n---\n\nx\n")
    two.ok("link", ID, "article", "en/network/tunnel", now="2026-11-21T13:02:00Z")
    assert two.ok("list", "is:known-error", "--columns", "id") == f"ID\n{ID}\n1 ticket\n"


def test_words_after_the_grace_open_a_ticket_even_if_no_job_has_closed_the_old_one(
    two: Desk,
) -> None:
    two.ok("resolve", OTHER, now="2026-11-21T13:00:00Z")
    two.ok("message", OTHER, "-m", "Back.", now="2026-11-24T15:00:00Z")
    assert json.loads(two.ok("show", OTHER, "--json"))["status"] == "open"
    two.ok("resolve", OTHER, now="2026-11-24T16:00:00Z")
    out = two.ok("message", OTHER, "-m", "Back again.", now="2026-11-27T16:00:00Z")
    assert out.startswith("Open 2611-")
    assert json.loads(two.ok("show", OTHER, "--json"))["status"] == "resolved"


def test_who_removes_a_ticket_is_told_where_its_words_are_too(two: Desk) -> None:
    two.ok("merge", ID, OTHER)
    answer = two.run("redact", OTHER, "-m", "Holds health data.")
    assert answer.code == 0
    assert f"Its words, or links to it, are also in: {ID}\n" in answer.err
    assert "also in" not in two.run("redact", ID, "-m", "Holds them too.").err


@pytest.mark.parametrize(
    "command", [("reopen",), ("set", "status=open"), ("reply", "--status", "open", "-m", "x")]
)
def test_a_ticket_that_was_merged_away_is_not_opened_by_itself(
    two: Desk, command: tuple[str, ...]
) -> None:
    two.ok("merge", ID, OTHER)
    assert two.refused(command[0], OTHER, *command[1:], now="2026-11-21T12:00:01Z") == (
        f"desk: {OTHER} is part of {ID}, and goes on there.\n"
        f"Take it out again: desk merge {ID} {OTHER} --undo\n"
    )
    two.ok("note", OTHER, "-m", "Words stay possible.", now="2026-11-21T12:00:01Z")


def test_one_that_was_opened_by_hand_all_the_same_has_no_clocks(two: Desk) -> None:
    two.ok("merge", ID, OTHER)
    path = f"tickets/2611/{OTHER}/README.md"
    two.write(path, two.read(path).replace("status: resolved", "status: open"))
    two.git("commit", "--quiet", "--all", "--message=By hand")
    two.ok("record", now="2026-11-21T13:00:00Z")
    assert OTHER not in two.ok("age", now="2026-12-21T13:00:00Z")
    assert two.ok("list", "sla:breached", f"id:{OTHER}", now="2026-12-21T13:00:00Z") == (
        "No ticket fits.\n"
    )
    two.ok("merge", ID, OTHER, "--undo", now="2026-12-21T13:00:00Z")
    assert "status open" in two.ok("show", OTHER, now="2026-12-21T13:00:01Z")


def test_after_a_merge_that_was_undone_a_link_is_a_link(two: Desk) -> None:
    two.ok("merge", ID, OTHER)
    two.ok("merge", ID, OTHER, "--undo", now="2026-11-21T12:01:00Z")
    two.ok("link", OTHER, "duplicate-of", ID, now="2026-11-21T12:02:00Z")
    shown = two.ok("show", OTHER, now="2026-11-21T12:03:00Z")
    assert "cancelled" not in shown
    assert "opened again" not in shown
    assert two.ok("list", "reopened:>0", now="2026-11-21T12:03:00Z") == "No ticket fits.\n"
    two.ok("merge", ID, OTHER, now="2026-11-21T12:04:00Z")
    assert "cancelled" in two.ok("show", OTHER, now="2026-11-21T12:05:00Z")


def test_what_was_said_to_a_part_goes_with_it_when_the_merge_is_undone(
    two: Desk, tmp_path: Path
) -> None:
    (tmp_path / "a.log").write_text("down\n")
    two.ok("merge", ID, OTHER)
    words = ("-m", "It is still broken.", "--attach", str(tmp_path / "a.log"))
    two.ok("message", OTHER, *words, now="2026-11-21T12:05:00Z")
    assert "It is still broken." in two.ok("show", ID, now="2026-11-21T12:06:00Z")
    two.ok("merge", ID, OTHER, "--undo", now="2026-11-21T12:10:00Z")
    assert "It is still broken." not in two.ok("show", ID, now="2026-11-21T12:11:00Z")
    shown = two.ok("show", OTHER, now="2026-11-21T12:11:00Z")
    assert shown.count("It is still broken.") == 1
    assert "files: a.log" in shown
    assert two.read(f"tickets/2611/{OTHER}/files/a.log") == "down\n"
    assert two.ok("check").endswith(": no findings\n")
    two.ok("merge", ID, OTHER, now="2026-11-21T12:15:00Z")
    again = two.ok("show", ID, now="2026-11-21T12:16:00Z")
    assert again.count("It is still broken.") == 1


def test_what_is_written_on_a_part_says_that_it_stays_there(two: Desk) -> None:
    two.ok("merge", ID, OTHER)
    answer = two.run("note", OTHER, "-m", "Look.", now="2026-11-21T12:05:00Z")
    assert answer.err == f"{OTHER} is part of {ID}, which doesn't show this.\n"
