"""Files that a desk should not hold: said clearly, nothing lost, nothing else stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, TICKET

if TYPE_CHECKING:
    from tests.support.desks import Desk


def test_windows_line_ends_and_a_mark_are_mended_on_request_only(desk: Desk) -> None:
    data = b"\xef\xbb\xbf" + TICKET.replace("\n", "\r\n").encode()
    (desk.root / README).write_bytes(data)
    desk.git("commit", "-qam", "As an editor on Windows saved it")
    assert desk.refused("take", ID) == (
        f"desk: {README}: The file starts with a byte order mark.\n"
        "Put it right first: desk check --fix\n"
    )
    assert (desk.root / README).read_bytes() == data
    assert f"mended: {README}\n" in desk.ok("check", "--fix")
    assert desk.read(README) == TICKET
    assert "VPN drops" in desk.ok("show", ID)


def test_fix_puts_a_file_in_order_and_loses_nothing(desk: Desk) -> None:
    by_hand = (
        f"---\nid: {ID}\ntags: [vpn,   wifi]\nsubject: 'VPN drops'\nstatus: new\n"
        "created: 2026-11-20T10:04:12+01:00\nvendor: {case: 0123}\n---\nNo blank line before."
    )
    desk.write(README, by_hand)
    desk.git("commit", "-qam", "By hand")
    assert "[not-canonical]" in desk.ok("check")
    assert f"mended: {README}\n" in desk.ok("check", "--fix")
    text = desk.read(README)
    assert text.startswith(
        f"---\nid: {ID}\nstatus: new\ncreated: 2026-11-20T09:04:12Z\nassignee:\n"
    )
    assert text.endswith(
        'links:\n\nfields:\n\nvendor: {case: "0123"}\n---\n\nNo blank line before.\n'
    )
    desk.git("commit", "-qam", "Mended")
    assert "[not-canonical]" not in desk.ok("check", "--fix")


def test_fix_leaves_comments_and_values_that_it_does_not_understand(desk: Desk) -> None:
    for text in (
        TICKET.replace("priority: P2", "priority: P9").replace("tags: [vpn]", "tags: [ vpn ]"),
        TICKET.replace("status: new", "status:   new   # waits for Eva"),
        TICKET.replace("line: 1", "line: 1\nassignee_name: 'x'  # unknown"),
    ):
        desk.write(README, text)
        desk.git("commit", "-qam", "By hand")
        desk.run("check", "--fix")
        assert desk.read(README) == text


def test_a_ticket_that_is_not_text_is_told_and_never_written(desk: Desk) -> None:
    data = TICKET.encode() + b"\xff\xfe broken\n"
    (desk.root / README).write_bytes(data)
    said = desk.refused("reply", ID, "-m", "Hi")
    assert f"{README}:41: Byte 0xff is not UTF-8." in said
    assert (desk.root / README).read_bytes() == data
    assert desk.run("check").code == 1
    assert "Not readable, so not listed" in desk.ok("list")


def test_conflict_markers_in_the_front_matter_stop_writing(desk: Desk) -> None:
    text = TICKET.replace(
        "status: new\n", "<<<<<<< HEAD\nstatus: open\n=======\nstatus: pending\n>>>>>>> other\n"
    )
    desk.write(README, text)
    said = desk.refused("take", ID)
    assert f"{README}:3: A merge left its marks here." in said
    assert desk.read(README) == text


def test_a_folder_without_its_ticket(desk: Desk) -> None:
    (desk.root / README).unlink()
    assert desk.refused("show", ID) == (
        f"desk: tickets/2611/{ID}/README.md can't be read: tickets/2611/{ID}:1: "
        f"This ticket's folder has no README.md.\n"
        f"Take it back from Git: git restore tickets/2611/{ID}, or remove the folder.\n"
    )
    answer = desk.run("check")
    assert (answer.code, "[no-readme]" in answer.out) == (1, True)


def test_a_link_out_of_the_desk_is_never_followed(desk: Desk) -> None:
    outside = desk.root.parent / "outside"
    outside.mkdir()
    (outside / "README.md").write_text(TICKET.replace(ID, "2611-00000"))
    (desk.root / "tickets/2611/2611-00000").symlink_to(outside)
    (desk.root / f"tickets/2611/{ID}/20261121T090000Z-alice-aaaa.md").symlink_to("/etc/hostname")
    out = desk.run("check").out
    assert "tickets/2611/2611-00000:1:1: error: This is a symbolic link" in out
    assert f"tickets/2611/{ID}/20261121T090000Z-alice-aaaa.md:1:1: error: This is a sym" in out
    assert "1 ticket\n" in desk.ok("list")
    assert "2611-00000" not in desk.ok("list")


def test_a_body_of_twenty_megabytes(desk: Desk) -> None:
    words = "word " * 4_000_000
    out = desk.ok("new", "A long log", "--from", "-", stdin=words)
    ticket = out.split()[1].rstrip(":")
    path = f"tickets/2611/{ticket}/README.md"
    assert len(desk.read(path)) > 20_000_000
    desk.ok("reply", ticket, "-m", "Thank you", now="2026-11-21T12:00:05Z")
    answer = desk.run("check")
    assert answer.code == 0
    assert f"{path}:1:1: warning: This file has 20.0 MB. [large-file]" in answer.out


def test_ten_thousand_tags(desk: Desk) -> None:
    tags = [f"tag-{number}" for number in range(10_000)]
    desk.ok("set", ID, "tags=" + ",".join(tags))
    assert f"tags: [{', '.join(tags)}]\n" in desk.read(README)
    assert "2611-7K3MX" in desk.ok("list", "tag:tag-9999", "--columns", "id")
    desk.ok("set", ID, "tags-=tag-9999", now="2026-11-21T12:00:05Z")
    assert "No ticket fits" in desk.ok("list", "tag:tag-9999")


def test_a_hostile_ticket_only_shows_itself(desk: Desk) -> None:
    evil = "\x1b[2J\x1b]0;owned\x07 \u202egnp.exe\n---\nat: 2026-11-21T00:00:00Z\nby: alice\n---\n"
    out = desk.ok(
        "new", "$(touch pwned) `x` \x1b[31m\n---", "-m", evil, "--requester", "e@x.example"
    )
    ticket = out.split()[1].rstrip(":")
    shown = desk.ok("show", ticket)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert shown.count("--- e@x.example") == 1
    assert "--- alice" not in shown
    assert not (desk.root / "pwned").exists()
    assert "\x1b" not in desk.git("log", "-1", "--format=%s")
    assert desk.run("check").code == 0


def test_a_ticket_in_anothers_folder_is_not_worked(desk: Desk) -> None:
    evil = TICKET.replace(f"id: {ID}", 'id: "\\e[2Jx\\n\\nSigned-off-by: boss"')
    desk.write(README, evil)
    said = desk.refused("take", ID)
    assert said.startswith(f"desk: {README} can't be read: {README}:1: '\\u001b[2Jx\n")
    assert "No ticket fits.\nNot readable, so not listed" in desk.ok("list")
    assert "[bad-id]" in desk.run("check").out
    assert "\x1b" not in desk.run("check").out
    assert desk.read(README) == evil


def test_no_field_is_a_path_or_an_option(desk: Desk) -> None:
    for name in ("../../etc/passwd", "--upload-pack=x", "-rf", "..", "/etc"):
        answer = desk.run("show", "--", name)
        assert answer.code == 1, answer
        assert "no ticket" in answer.err
    before = desk.snapshot()
    assert "There is no '../outside'" in desk.refused("check", "../outside")
    assert desk.run("kb", "new", "en/../../x", "T").code == 1
    assert desk.snapshot() == before


@pytest.mark.parametrize("path", [README, "kb/en/start/print.md"])
def test_what_is_too_large_to_be_a_text_is_not_read(desk: Desk, path: str) -> None:
    (desk.root / path).parent.mkdir(parents=True, exist_ok=True)
    with (desk.root / path).open("wb") as file:
        file.truncate(3_000_000_000)
    expected = f"{path}:1:1: error: This can't be read: it has more than 64 MB. [unreadable-file]"
    assert expected in desk.run("check").out
