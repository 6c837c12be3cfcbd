"""Lists, tickets, explanations, calendars: whole outputs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.support.desks import Desk


def test_list_without_a_query_shows_the_open_work(desk: Desk) -> None:
    assert desk.ok("list") == (
        "ID          STATUS  PRIORITY  DUE           ASSIGNEE  QUEUE    AGE    SUBJECT\n"
        "2611-7K3MX  new     P2        22h 55m late  -         support  1d 2h  "
        "VPN drops every hour\n"
        "1 ticket\n"
    )


def test_list_by_query_columns_and_json(desk: Desk) -> None:
    assert desk.ok("list", "tunnel", "status:new", "--columns", "id,tags") == (
        "ID          TAGS\n2611-7K3MX  vpn\n1 ticket\n"
    )
    targets = "id,first_response,next_response,update,resolution"
    assert desk.ok("list", "--columns", targets) == (
        "ID          FIRST_RESPONSE  NEXT_RESPONSE  UPDATE  RESOLUTION\n"
        "2611-7K3MX  22h 55m late    waiting        -       in 3d 21h\n"
        "1 ticket\n"
    )
    assert desk.ok("list", "status:closed") == "No ticket fits.\n"
    data = json.loads(desk.ok("list", "--json"))
    assert data["total"] == 1
    assert data["tickets"][0]["due"] == "2026-11-20T13:04:12Z"
    assert data["tickets"][0]["sla"] == "breached"


def test_what_is_counted_and_fields_of_the_desk_s_own_are_columns(desk: Desk) -> None:
    desk.ok("watch", "2611-7K3MX", "bob", "eva@acme.example")
    desk.ok("reply", "2611-7K3MX", "-m", "Hello.", "--spent", "90m")
    counted = "id, watchers, replies, worked, satisfaction, fields.watchers"
    assert desk.ok("list", "watcher:bob", "--columns", counted) == (
        "ID          WATCHERS              REPLIES  WORKED  SATISFACTION  FIELDS.WATCHERS\n"
        "2611-7K3MX  bob,eva@acme.example  1        1h30m   -             bob, eva@acme.example\n"
        "1 ticket\n"
    )
    assert "There is no column 'colour'." in desk.refused("list", "--columns", "id,colour")


def test_an_address_watches_once_however_it_is_written(desk: Desk) -> None:
    desk.ok("watch", "2611-7K3MX", "Eva@Acme.example")
    assert desk.refused("watch", "2611-7K3MX", "eva@acme.example") == (
        "desk: 2611-7K3MX: eva@acme.example watches it already.\n"
    )
    for stranger in ("*@acme.example", "eva@", "Eva <eva@acme.example>"):
        assert f"'{stranger}' is no agent and no mail address." in desk.refused(
            "watch", "2611-7K3MX", stranger
        )
    desk.ok("watch", "2611-7K3MX", "EVA@acme.example", "--stop")
    assert "eva" not in desk.ok("list", "--columns", "id,watchers").casefold()


def test_a_query_that_cannot_be_read_points_at_the_place(desk: Desk) -> None:
    assert desk.refused("list", "stauts:new") == (
        "desk: There is no field 'stauts'.\n  stauts:new\n  ^\n"
        "Did you mean 'status'? Put quotes around text with a colon.\n"
    )


def test_a_value_is_read_in_any_case_and_a_wrong_one_is_pointed_at(desk: Desk) -> None:
    assert "2611-7K3MX" in desk.ok("list", "priority:p2", "status:NEW")
    assert desk.refused("list", "status:open,closd") == (
        "desk: 'closd' is no status: new, open, pending, on-hold, resolved, closed.\n"
        f"  status:open,closd\n  {' ' * 12}^\nDid you mean 'closed'?\n"
    )


def test_a_view_knows_who_asks(desk: Desk) -> None:
    assert desk.ok("list", "@mine") == "No ticket fits.\n"
    desk.ok("take", ID)
    assert "2611-7K3MX" in desk.ok("list", "@mine")


def test_show_tells_the_clocks_first_and_the_talk_after(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Which version?")
    assert (
        desk.ok("show", ID)
        == """\
2611-7K3MX  VPN drops every hour
status open  type incident  priority P2  queue support  line 1  assignee -
requester jana@acme.example  organisation acme  channel email  language en
opened Fri 2026-11-20 10:04, 1d 2h ago
tags vpn
  first response  4h  met late  due Fri 2026-11-20 14:04  2h55m late (22h 55m by the clock)
  next response   1d  waiting                             not running yet
  resolution      3d  running   due Wed 2026-11-25 10:04  17h04m of open time left

--- jana@acme.example, Fri 2026-11-20 10:04
The VPN client drops the tunnel every hour since the update.

--- alice (reply), Sat 2026-11-21 13:00  #d0a6
    status: new -> open
Which version?
"""
    )


def test_explain_shows_rules_arithmetic_and_what_comes_next(desk: Desk) -> None:
    assert (
        desk.ok("explain", ID, "--at", "2026-11-20T13:00Z")
        == """\
2611-7K3MX  VPN drops every hour

Routing
  The words 'vpn' point to service 'vpn'.
  shouting: does not fit: subject:urgent

SLA policy
  'standard' with calendar 'office': it fits every ticket

  first response  4h  running, soon due  due Fri 2026-11-20 14:04  4m of open time left
    Fri 2026-11-20 10:04 to 14:04, 4h
    together 4h of open time, 3h55m used

  next response  1d  waiting    not running yet

  resolution  3d  running  due Wed 2026-11-25 10:04  20h04m of open time left
    Fri 2026-11-20 10:04 to 17:00, 6h55m
    Mon 2026-11-23 09:00 to 17:00, 8h
    Tue 2026-11-24 09:00 to 17:00, 8h
    Wed 2026-11-25 09:00 to 10:04, 1h04m
    together 24h of open time, 3h55m used

                Fri 20 Nov          |Sun 22 Nov  |Mon 23 Nov |Tue 24 Nov
first response  ██◆
resolution      ██┃▒··································▒▒▒▒·········▒▒▒▒········▒◆
                █ counted  ! late  ▒ still to count  ░ paused  ◆ due  ✓ met  ┃ now

Next, if nobody does anything
  Wed 2026-11-25 10:04: The resolution target of policy 'standard' is at 100%.
"""
    )


def test_explain_draws_what_is_late_and_what_ended(desk: Desk) -> None:
    desk.ok("resolve", ID, now="2026-11-23T12:00:00Z")
    drawn = desk.ok("explain", ID, "--at", "2026-11-24T12:00Z").split("\n\n")[-2]
    assert (
        drawn
        == """\
                Fri 20 Nov          |Sun 22 Nov  |Mon 23 Nov |Tue 24 Nov
first response  ██◆!··································!!            ┃
resolution      ████··································█✓············┃···········◆
                █ counted  ! late  ▒ still to count  ░ paused  ◆ due  ✓ met  ┃ now"""
    )


def test_explain_of_the_past_knows_nothing_of_what_came_later(desk: Desk) -> None:
    before = desk.ok("explain", ID, "--at", "2026-11-21T11:59Z")
    desk.ok("set", ID, "priority=P1", "subject=urgent")
    assert desk.ok("explain", ID, "--at", "2026-11-21T11:59Z") == before
    assert "shouting: fits" in desk.ok("explain", ID, "--at", "2026-11-21T12:01Z")


def test_explain_as_json_has_every_documented_key(desk: Desk) -> None:
    data = json.loads(desk.ok("explain", ID, "--json"))
    assert set(data) == {
        "id", "at", "clues", "rules",
        "policy", "policy_reason", "clocks", "next_due", "needs", "upcoming",
    }  # fmt: skip
    assert data["clocks"][0] == {
        "target": "first_response",
        "policy": "standard",
        "calendar": "office",
        "state": "breached",
        "start": "2026-11-20T09:04:12Z",
        "due": "2026-11-20T13:04:12Z",
        "met_at": None,
        "ended_at": None,
        "target_seconds": 14400,
        "used_seconds": 24948,
        "left_seconds": -10548,
    }


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Europe/Bratislava", "Mon 2026-03-23", "Sun 2026-03-29"),
        ("Europe/Bratislava", "Wed 2026-03-25", "Tue 2026-03-31"),
        ("Europe/Bratislava", "Mon 2026-10-19", "Sun 2026-10-25"),
        ("Europe/Bratislava", "Sun 2026-10-25", "Sat 2026-10-31"),
        ("America/New_York", "Mon 2026-03-02", "Sun 2026-03-08"),
        ("America/Havana", "Mon 2026-10-26", "Sun 2026-11-01"),
        ("Africa/Cairo", "Fri 2026-04-17", "Thu 2026-04-23"),
        ("Africa/Cairo", "Fri 2026-04-24", "Thu 2026-04-30"),
        ("Australia/Lord_Howe", "Mon 2026-09-28", "Sun 2026-10-04"),
        ("UTC", "Mon 2026-03-23", "Sun 2026-03-29"),
    ],
)
def test_a_week_has_seven_days_whatever_the_clocks_do(
    desk: Desk, zone: str, first: str, last: str
) -> None:
    """Of the zones, some change clocks at midnight, and one by half an hour."""
    desk.write("desk.yml", SETTINGS.replace("Europe/Bratislava", zone))
    day = first[4:]
    for start in (day, f"{day}T00:00", f"{day}T13:30"):
        rows = desk.ok("calendar", "show", "office", "--from", start).splitlines()[1:-1]
        assert (len(rows), rows[0][:14], rows[-1][:14]) == (7, first, last)


def test_calendars_count_and_draw(desk: Desk) -> None:
    start = "2026-11-20T16:00"
    assert desk.ok("calendar", "add", "office", start, "2h") == "Mon 2026-11-23 10:00:00 CET\n"
    assert json.loads(desk.ok("calendar", "add", "office", start, "2h", "--json")) == {
        "at": "2026-11-23T09:00:00Z"
    }
    pause = "2026-11-20T16:30/2026-11-23T09:30"
    assert (
        desk.ok("calendar", "add", "office", start, "2h", "--pause", pause)
        == "Mon 2026-11-23 11:00:00 CET\n"
    )
    assert desk.ok("calendar", "sub", "office", "2026-11-23T10:00", "2h") == (
        "Fri 2026-11-20 16:00:00 CET\n"
    )
    assert desk.ok("calendar", "between", "office", start, "2026-11-23T10:00") == "2h\n"
    assert json.loads(
        desk.ok("calendar", "between", "office", start, "2026-11-23T10:00", "--json")
    ) == {"seconds": 7200}
    assert desk.ok("calendar", "is-open", "office", "2026-11-20T17:00") == "closed\n"
    assert desk.ok("calendar", "list").splitlines()[1] == "always  -                  24/7"
    drawn = desk.ok("calendar", "show", "office").splitlines()
    assert drawn[1] == f"Mon 2026-11-16  {'·' * 18}{'█' * 16}{'·' * 14}  09:00-17:00"
    assert drawn[-1] == "40h open"
    found = desk.ok(
        "calendar", "show", "office", "--from", "2026-11-20T00:00", "--to", "2026-11-21T00:00",
        "--json",
    )  # fmt: skip
    assert json.loads(found) == {"intervals": [["2026-11-20T08:00:00Z", "2026-11-20T16:00:00Z"]]}


@pytest.mark.parametrize("command", ["add", "sub"])
def test_a_calendar_without_so_much_open_time_is_named(desk: Desk, command: str) -> None:
    for name in ("office", "always"):
        said = desk.refused("calendar", command, name, "2026-11-20T16:00", "99999999h")
        assert said == (
            f"desk: The calendar '{name}' has not that much open time.\n"
            f"Look at it: desk calendar show {name}\n"
        )


LIBRARIES = (
    "git", "whoosh", "mkdocs", "filelock", "snowballstemmer", "difflib", "rich", "asyncio", "re2",
    "numpy", "py3langid", "yaml",
)  # fmt: skip
FOR_FILES = (
    "hashlib", "subprocess", "tempfile", "shutil", "zoneinfo", "plaindesk.text",
    "plaindesk.core.model.ticket", "plaindesk.core.model.settings", "plaindesk.core.query.evaluate",
)  # fmt: skip
"""What is only needed where a file is read or written, or the settings are asked."""
_CODE = """
import sys
from plaindesk import headstart
headstart.begin(sys.argv)
from plaindesk.cli.main import cli
cli.main(sys.argv[1:], standalone_mode=False)
print(*sys.modules)
"""


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        (("list",), (*LIBRARIES, *FOR_FILES)),
        (("list", "queue:network", "-assignee:*", "priority:<=P2"), (*LIBRARIES, *FOR_FILES)),
        (("explain", ID), (*LIBRARIES, "subprocess", "tempfile", "shutil")),
        (("calendar", "list"), (*LIBRARIES, "subprocess")),
        (("note", ID, "--message", "x", "--as", "alice"), set(LIBRARIES) - {"filelock"}),
    ],
)
def test_an_everyday_command_imports_nothing_it_does_not_use(
    desk: Desk, command: tuple[str, ...], unused: Collection[str]
) -> None:
    desk.ok("list")  # so that there is an index, and the settings are known
    desk.ok("calendar", "list")
    done = subprocess.run(
        [sys.executable, "-c", _CODE, *command],
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PLAINDESK_NOW": "2026-11-21T12:00:00Z"},
    )
    imported = done.stdout.splitlines()[-1].split()
    assert [name for name in unused if name in imported] == []


def test_a_word_of_a_query_may_begin_with_a_minus(desk: Desk) -> None:
    whole = desk.ok("list", "status:new -assignee:alice -tag:none", "--json")
    assert json.loads(whole)["total"] == 1
    apart = ("status:new", "-assignee:alice", "--sort", "-created", "-tag:none", "--json")
    assert desk.ok("list", *apart) == whole
    assert desk.ok("list", "-tag:vpn", "--columns", "id") == "No ticket fits.\n"
    assert "VPN" in desk.ok("search", "--tickets", "drops", "-queue:network", "-nothing")
    for slip in ("-n", "--nothing"):
        assert desk.run("list", slip).err.endswith(f"Error: No such option '{slip}'.\n")


ORDERS = [
    'status: "open\\n::warning::owned"',
    'status: "open\\n  ::error file=x::owned"',
    'status: "##[group]owned"',
]


PRINTS = [("check",), ("check", "--format", "github"), ("list",), ("age",), ("route",)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("words", PRINTS)
def test_no_text_of_a_ticket_orders_a_runner(
    desk: Desk, order: str, words: tuple[str, ...]
) -> None:
    desk.write(README, TICKET.replace("status: new", order))
    subject = 'subject: "VPN\\n::warning::owned"'
    other = README.replace("7K3MX", "AQPAB")
    page = TICKET.replace("7K3MX", "AQPAB").replace("subject: VPN drops every hour", subject)
    desk.write(other, page)
    answer = desk.run(*words)
    for line in (answer.out + answer.err).splitlines():
        own = line.startswith("::") and words[-1] == "github" and "title=" in line
        assert own or "##[" not in line
        assert own or not line.lstrip().startswith("::")


def test_before_it_began_there_is_nothing_to_explain(desk: Desk) -> None:
    assert desk.refused("explain", ID, "--at", "2026-11-20T08:00Z") == (
        f"desk: There was no {ID} then: it begins 2026-11-20T09:04:12Z.\n"
        "Name a later time: --at TIME\n"
    )


def test_a_pause_has_an_end_after_its_start(desk: Desk) -> None:
    span = ("2026-11-20T09:00", "2026-11-20T12:00", "--pause", "2026-11-20T11:00/2026-11-20T10:00")
    answer = desk.run("calendar", "between", "office", *span)
    assert answer.code == 2
    assert "ends before it starts" in answer.err
