"""Jobs over all tickets: one that can't be changed is told, and stops no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "2611-MV740"
FUTURE = "\n---\nat: 2026-12-20T10:00:00Z\nby: alice\nkind: note\n---\n\nTomorrow.\n"
NOTE = "---\nat: 2026-11-20T10:00:00Z\nby: alice\nkind: note\n---\n\nLooking.\n"
UNROUTED = TICKET.replace("queue: support", "queue:").replace("line: 1", "line:")
ONE_LINE = (
    "---\n{id: 2611-7K3MX, status: open, created: 2026-11-20T09:04:12Z, subject: VPN drops}\n---\n"
)
CRLF = "The file has Windows line ends (CR LF)."
UNSAFE = "The front matter is written in a way that can't be changed safely."
AHEAD = "The last entry of 2611-7K3MX is of {}, but it is 2026-11-30T12:00:00Z by this clock."
LATER = "2026-11-30T12:00:00Z"


def desk_with(folder: Path, text: str, sound: str) -> Desk:
    """Make a desk with a sound ticket behind one that is not."""
    files = {"desk.yml": SETTINGS, README: text, f"tickets/2611/{OTHER}/README.md": sound}
    return make_desk(folder / "desk", files)


def left_alone(desk: Desk, *arguments: str) -> str:
    """Run a job: it works the sound ticket, and says why it leaves the other alone."""
    out = desk.ok(*arguments, now=LATER)
    assert len(desk.entries(OTHER)) == 1
    assert desk.entries() == []
    assert desk.git("status", "--porcelain") == ""
    (line,) = [line for line in out.splitlines() if line.startswith("Not readable")]
    return line.removeprefix(f"Not readable, so left alone: {README}:1: ")


ROUTED = {
    "line ends": (UNROUTED.replace("\n", "\r\n"), CRLF),
    "one line": (ONE_LINE, UNSAFE),
    "created tomorrow": (
        UNROUTED.replace("2026-11-20T09", "2026-12-02T09"),
        AHEAD.format("2026-12-02T09:04:12Z"),
    ),
    "an entry of tomorrow": (UNROUTED + FUTURE, AHEAD.format("2026-12-20T10:00:00Z")),
}


@pytest.mark.parametrize("what", ROUTED)
def test_routing_goes_on(what: str, tmp_path: Path) -> None:
    text, told = ROUTED[what]
    desk = desk_with(tmp_path, text, UNROUTED.replace(ID, OTHER))
    assert left_alone(desk, "route") == told
    assert told in desk.run("route", ID, now=LATER).err


AGED = {"line ends": (TICKET.replace("\n", "\r\n"), CRLF), "one line": (ONE_LINE, UNSAFE)}


@pytest.mark.parametrize("what", AGED)
def test_ageing_goes_on(what: str, tmp_path: Path) -> None:
    text, told = AGED[what]
    desk = desk_with(tmp_path, text, TICKET.replace(ID, OTHER))
    assert left_alone(desk, "age") == told


def test_ageing_goes_on_where_a_step_can_not_be_taken(tmp_path: Path) -> None:
    """The macro takes the subject away, and no ticket may be without one."""
    policy = "  - name: vip\n    when: tag:vip\n    targets: {default: {resolution: 1h}}\n"
    policy += "    escalate: [{of: resolution, at: 100%, do: {macro: bare}}]\n"
    settings = SETTINGS.replace("sla:\n", "sla:\n" + policy)
    settings = settings.replace("macros:\n", "macros:\n  bare: {text: Hi, set: {subject: null}}\n")
    vip = TICKET.replace("sla:", "sla: vip")
    desk = desk_with(tmp_path, vip, TICKET.replace(ID, OTHER))
    desk.write("desk.yml", settings)
    desk.git("commit", "-qam", "Promise more")
    assert left_alone(desk, "age") == "'subject' can't be empty."


def test_ageing_waits_for_a_ticket_of_the_future(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, TICKET + FUTURE, TICKET.replace(ID, OTHER))
    desk.ok("age", now=LATER)
    assert (len(desk.entries(OTHER)), desk.entries()) == (1, [])


def test_folding_goes_on(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, TICKET.replace("\n", "\r\n"), TICKET.replace(ID, OTHER))
    for ticket in (ID, OTHER):
        desk.write(f"tickets/2611/{ticket}/20261120T100000Z-alice-0000.md", NOTE)
    desk.ok("check", "--fix", f"tickets/2611/{OTHER}")
    (name,) = desk.entries(OTHER)
    (desk.root / f"tickets/2611/{ID}/20261120T100000Z-alice-0000.md").rename(
        desk.root / f"tickets/2611/{ID}/{name}"
    )
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=By hand")
    assert desk.ok("fold") == (
        f"{OTHER}: 1 folded\nNot readable, so left alone: {README}:1: {CRLF}\n"
    )
    assert (desk.entries(), desk.entries(OTHER)) == ([name], [])
    assert CRLF in desk.refused("fold", ID)
