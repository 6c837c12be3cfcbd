"""`desk calendar refresh`: whole outputs, whole files, and every second run a quiet one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import Desk, make_desk, normal

from plaindesk.channels import ics, ics_reader

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
name: Lab  # small
languages: [sk, en]
timezone: Europe/Bratislava
calendars:
  office:
    hours: {mon-fri: ["09:00-17:00"]}
    # The firm's own days.
    holidays:
      - 2025-12-23   # last year
      - 2026-12-23   # between the years
      - 2026-12-25
    holidays_from: {country: SK, years: 1}
  shop: {hours: {sat: ["09:00-12:00"]}}
  always: 24/7
"""
REFRESHED = """\
name: Lab  # small
languages: [sk, en]
timezone: Europe/Bratislava
calendars:
  office:
    hours: {mon-fri: ["09:00-17:00"]}
    # The firm's own days.
    holidays:
      - 2025-12-23   # last year
      - 2026-01-01  # Deň vzniku Slovenskej republiky
      - 2026-01-06  # Zjavenie Pána (Traja králi a vianočný sviatok pravoslávnych…
      - 2026-04-03  # Veľký piatok
      - 2026-04-06  # Veľkonočný pondelok
      - 2026-05-01  # Sviatok práce
      - 2026-07-05  # Sviatok svätého Cyrila a svätého Metoda
      - 2026-08-29  # Výročie Slovenského národného povstania
      - 2026-11-01  # Sviatok Všetkých svätých
      - 2026-12-23   # between the years
      - 2026-12-24  # Štedrý deň
      - 2026-12-25
      - 2026-12-26  # Druhý sviatok vianočný
    holidays_from: {country: SK, years: 1}
  shop: {hours: {sat: ["09:00-12:00"]}}
  always: 24/7
"""
ADDED = """\
office: 10 added from SK, 2026
  Thu 2026-01-01  Deň vzniku Slovenskej republiky
  Tue 2026-01-06  Zjavenie Pána (Traja králi a vianočný sviatok pravoslávnych…
  Fri 2026-04-03  Veľký piatok
  Mon 2026-04-06  Veľkonočný pondelok
  Fri 2026-05-01  Sviatok práce
  Sun 2026-07-05  Sviatok svätého Cyrila a svätého Metoda
  Sat 2026-08-29  Výročie Slovenského národného povstania
  Sun 2026-11-01  Sviatok Všetkých svätých
  Thu 2026-12-24  Štedrý deň
  Sat 2026-12-26  Druhý sviatok vianočný
  kept, though not listed there: 2026-12-23
"""


@pytest.fixture
def lab(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "lab", {"desk.yml": SETTINGS})


def test_a_refresh_adds_what_is_missing_and_once(lab: Desk) -> None:
    assert lab.ok("calendar", "refresh", "--dry-run") == f"{ADDED}dry run: nothing was written\n"
    assert lab.read("desk.yml") == SETTINGS
    assert normal(lab.ok("calendar", "refresh")) == f"{ADDED}desk.yml (commit COMMIT)\n"
    assert lab.read("desk.yml") == REFRESHED
    assert lab.git("log", "-1", "--format=%B") == (
        """\
Add holidays to office

office, from SK:
2026-01-01 Deň vzniku Slovenskej republiky
2026-01-06 Zjavenie Pána (Traja králi a vianočný sviatok pravoslávnych…
2026-04-03 Veľký piatok
2026-04-06 Veľkonočný pondelok
2026-05-01 Sviatok práce
2026-07-05 Sviatok svätého Cyrila a svätého Metoda
2026-08-29 Výročie Slovenského národného povstania
2026-11-01 Sviatok Všetkých svätých
2026-12-24 Štedrý deň
2026-12-26 Druhý sviatok vianočný

"""
    )
    head = lab.git("rev-parse", "HEAD")
    again = lab.ok("calendar", "refresh", "office")
    assert again == (
        "office: nothing to add from SK, 2026\n  kept, though not listed there: 2026-12-23\n"
    )
    assert (lab.read("desk.yml"), lab.git("rev-parse", "HEAD")) == (REFRESHED, head)
    assert lab.git("status", "--porcelain") == ""
    assert lab.ok("check", "desk.yml").endswith("no findings\n")
    assert lab.ok("calendar", "is-open", "office", "2026-12-24T10:00") == "closed\n"


def test_a_new_year_brings_its_own_days_and_keeps_the_old_ones(lab: Desk) -> None:
    lab.ok("calendar", "refresh")
    # In Bratislava it is next year already.
    out = lab.ok("calendar", "refresh", now="2026-12-31T23:30:00Z")
    assert out.startswith("office: 13 added from SK, 2027\n  Fri 2027-01-01  Deň vzniku")
    old, new = REFRESHED.splitlines(), lab.read("desk.yml").splitlines()
    assert [line for line in new if line in old] == old
    assert len(new) == len(old) + 13


def test_names_are_those_of_the_desks_language_or_else_the_countrys(
    lab: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, name in (("en, sk", "Christmas Eve"), ("fa, sk", "Štedrý deň")):
        lab.write("desk.yml", SETTINGS.replace("[sk, en]", f"[{language}]"))
        for machine in ("de_DE.UTF-8", "C"):
            monkeypatch.setenv("LANGUAGE", machine)
            assert f"Thu 2026-12-24  {name}\n" in lab.ok("calendar", "refresh", "--dry-run")


def test_a_part_of_a_country_has_days_of_its_own(lab: Desk) -> None:
    lab.write("desk.yml", SETTINGS.replace("country: SK", "country: DE, subdivision: BY"))
    out = lab.ok("calendar", "refresh", "--no-commit", "--json")
    found = json.loads(out)
    office = found["calendars"]["office"]
    assert {"date": "2026-06-04", "name": "Fronleichnam"} in office["added"]
    assert (office["source"], office["years"], office["unlisted"]) == (
        "DE-BY",
        [2026],
        ["2026-12-23"],
    )
    assert (office["timed"], office["unreadable"]) == (0, 0)
    assert (found["commit"], found["dry_run"]) == (None, False)
    assert lab.git("diff", "--cached", "--name-only") == "desk.yml\n"


@pytest.mark.parametrize(
    ("change", "arguments", "message"),
    [
        (
            ("", ""),
            ["always"],
            (
                "desk: The calendar 'always' is open day and night, on holidays too.\n"
                "Give it hours instead of 24/7, or name another.\n"
            ),
        ),
        (
            ("", ""),
            ["shop"],
            (
                "desk: The calendar 'shop' doesn't say where its holidays come from.\n"
                "Say it in desk.yml: holidays_from: {country: SK}. "
                "Or take them from a file: --ics FILE\n"
            ),
        ),
        (
            ("", ""),
            ["offices"],
            "desk: There is no calendar 'offices'.\nKnown: office, shop, always.\n",
        ),
        (
            ("    holidays_from: {country: SK, years: 1}\n", ""),
            [],
            (
                "desk: No calendar says where its holidays come from.\n"
                "Say it in desk.yml: holidays_from: {country: SK}. "
                "Or take them from a file: --ics FILE\n"
            ),
        ),
        (
            ("country: SK", "country: XX"),
            [],
            (
                "desk: No holidays are known of a country 'XX'.\n"
                "Write the two letters of ISO 3166, such as SK, DE or GB; "
                "or take a file: --ics FILE\n"
            ),
        ),
        (
            ("country: SK", "country: AT, subdivision: BY"),
            [],
            "desk: 'BY' is no part of AT.\nKnown: 1, 2, 3, 4, 5, 6, 7, 8, 9.\n",
        ),
        (
            ("country: SK", "country: SK, subdivision: BA"),
            [],
            "desk: 'BA' is no part of SK.\nKnown: none; SK has one list for all of it.\n",
        ),
        (
            ("      - 2025-12-23   # last year\n", "      - 2025-12-23\n      - [2026-01-01]\n"),
            [],
            (
                "desk: The holidays of calendar 'office' stand in desk.yml in a way that can't be "
                "changed safely.\n"
                "Write them as a plain list, such as 'holidays: []', and try again.\n"
            ),
        ),
        (
            ("name: Lab  # small\n", "name: Lab  # small\r\n"),
            [],
            (
                "desk: desk.yml can't be changed: The file has Windows line ends (CR LF).\n"
                "Remove it: `desk check --fix` does it.\n"
            ),
        ),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(
    lab: Desk, change: tuple[str, str], arguments: list[str], message: str
) -> None:
    lab.write("desk.yml", SETTINGS.replace(*change) if change[0] else SETTINGS)
    before = lab.snapshot()
    assert lab.refused("calendar", "refresh", *arguments).startswith(message)
    assert lab.snapshot() == before


def test_one_calendar_that_cannot_be_refreshed_stops_all(lab: Desk) -> None:
    before = lab.snapshot()
    assert "24/7" in lab.refused("calendar", "refresh", "office", "always")
    assert lab.snapshot() == before


def test_changes_that_are_not_committed_are_not_swept_in(lab: Desk) -> None:
    lab.write("desk.yml", SETTINGS + "# mine\n")
    assert "has changes that are not committed" in lab.refused("calendar", "refresh")
    assert lab.read("desk.yml") == SETTINGS + "# mine\n"


def calendar(*events: str) -> str:
    """Write an iCalendar file of events, each given by its lines."""
    written = "".join(
        f"BEGIN:VEVENT\nUID:{n}@example.com\nDTSTAMP:20260101T000000Z\n{event}\nEND:VEVENT\n"
        for n, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\n{written}END:VCALENDAR\n"


COMPANY = calendar(
    # Several days: the end is the first day that is open again.
    "DTSTART;VALUE=DATE:20261228\nDTEND;VALUE=DATE:20261231\nSUMMARY:Inventory",
    "DTSTART;VALUE=DATE:20271230\nDURATION:P5D\nSUMMARY:Into the new year",
    # Every first Monday of July, but one.
    "DTSTART;VALUE=DATE:20200706\nRRULE:FREQ=YEARLY;BYMONTH=7;BYDAY=1MO\n"
    "EXDATE;VALUE=DATE:20270705\nSUMMARY:Founders' day",
    "DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=MONTHLY;COUNT=2\nSUMMARY:\u202eEnd\\n# of\u200cit",
    "DTSTART;VALUE=DATE:20261020",
    # No holidays.
    "DTSTART:20261021T090000Z\nRRULE:FREQ=SECONDLY\nSUMMARY:Meeting",
    "DTSTART;TZID=Europe/Bratislava:20261021T000000\nSUMMARY:Midnight",
    "DTSTART;VALUE=DATE:20261021\nSTATUS:CANCELLED\nSUMMARY:Called off",
    "DTSTART;VALUE=DATE:2026102\nSUMMARY:Broken",
    "DTSTART;VALUE=DATE:20261022\nRRULE:FREQ=HOURLY\nSUMMARY:Bomb",
    "SUMMARY:Without a day",
)


def test_a_file_gives_its_days_whole_and_recurring_once(lab: Desk) -> None:
    lab.write("company.ics", COMPANY)
    out = lab.ok("calendar", "refresh", "shop", "--ics", "company.ics")
    assert normal(out) == (
        """\
shop: 13 added from company.ics, 2026 to 2028
  Sun 2026-03-01  End # of\u200cit
  Wed 2026-04-01  End # of\u200cit
  Mon 2026-07-06  Founders' day
  Tue 2026-10-20
  Mon 2026-12-28  Inventory
  Tue 2026-12-29  Inventory
  Wed 2026-12-30  Inventory
  Thu 2027-12-30  Into the new year
  Fri 2027-12-31  Into the new year
  Sat 2028-01-01  Into the new year
  Sun 2028-01-02  Into the new year
  Mon 2028-01-03  Into the new year
  Mon 2028-07-03  Founders' day
  left out: 2 events with a time of day
  left out: 3 events that can't be read
desk.yml (commit COMMIT)
"""
    )
    assert (
        '  shop: {hours: {sat: ["09:00-12:00"]}, holidays: [2026-03-01, 2026-04-01, 2026-07-06,\n'
        "      2026-10-20, 2026-12-28,"
    ) in lab.read("desk.yml")
    before, head = lab.snapshot(), lab.git("rev-parse", "HEAD")
    again = lab.ok("calendar", "refresh", "shop", "--ics", "company.ics")
    assert again.startswith("shop: nothing to add from company.ics, 2026 to 2028\n")
    assert (lab.snapshot(), lab.git("rev-parse", "HEAD")) == (before, head)


def test_a_file_goes_into_one_calendar(lab: Desk) -> None:
    lab.write("company.ics", COMPANY)
    for names in ([], ["office", "shop"]):
        answer = lab.run("calendar", "refresh", *names, "--ics", "company.ics")
        assert answer.code == 2
        assert "name just one" in answer.err


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it holds no calendar."),
        ("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n", "it holds no calendar."),
        ("<html>Sign in</html>", ""),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY", ""),
        ("\0\0\0\0", ""),
    ],
)
def test_a_broken_file_is_told_as_such(lab: Desk, text: str, reason: str) -> None:
    lab.write("bad.ics", text)
    said = lab.refused("calendar", "refresh", "shop", "--ics", "bad.ics")
    assert said.startswith(f"desk: bad.ics can't be read as iCalendar: {reason}")
    assert said.endswith("\nExport it anew as iCalendar (.ics), with the holidays alone.\n")
    assert said.count("\n") == 2


def test_a_file_that_is_no_text_or_too_large_is_told_as_such(lab: Desk) -> None:
    (lab.root / "bad.ics").write_bytes(b"\xff\xfe\x00")
    assert "it is not UTF-8 text." in lab.refused("calendar", "refresh", "shop", "--ics", "bad.ics")
    (lab.root / "bad.ics").write_bytes(b" " * (ics.LARGEST + 1))
    assert "too large" in lab.refused("calendar", "refresh", "shop", "--ics", "bad.ics")


HOSTILE = {
    "rules that never fit": "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "every day since Rome": "DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY;COUNT=999999999",
    "every day for ever": "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_given_up(lab: Desk, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(ics, "PATIENCE", 1.0)
    lab.write("hostile.ics", calendar(*[HOSTILE[name]] * 500))
    said = lab.refused("calendar", "refresh", "shop", "--ics", "hostile.ics")
    assert said.startswith("desk: hostile.ics holds rules that take too long to work out.\n")
    assert lab.read("desk.yml") == SETTINGS


def test_no_module_of_the_folder_is_run(lab: Desk) -> None:
    lab.write("icalendar.py", "raise SystemExit('run')\n")
    lab.write("company.ics", calendar("DTSTART;VALUE=DATE:20261020\nSUMMARY:Ours"))
    out = lab.ok("calendar", "refresh", "shop", "--ics", "company.ics", "--dry-run")
    assert "Tue 2026-10-20  Ours\n" in out


def test_events_are_read_by_themselves() -> None:
    moved = COMPANY.replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\nUID:2@example.com\nRECURRENCE-ID;VALUE=DATE:20280703\n"
        "DTSTART;VALUE=DATE:20280710\nSUMMARY:Founders' day\nEND:VEVENT\nEND:VCALENDAR",
    )
    found = ics_reader.read(moved.encode(), range(2028, 2029))
    assert found == {
        "days": {
            "2028-01-01": "Into the new year",
            "2028-01-02": "Into the new year",
            "2028-01-03": "Into the new year",
            "2028-07-10": "Founders' day",
        },
        "timed": 2,
        "unreadable": 3,
    }
