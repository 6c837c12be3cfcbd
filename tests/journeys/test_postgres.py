"""The index in a team's database: what is written, what is not, and who may wait for whom."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk
from tests.support.postgres import do, postgres, query

from plaindesk.store.postgres import values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from plaindesk.core.results.publishing import Row, Table

OLD, FAR, DONE = "2001-1DCBT", "9911-57YH3", "2001-57YH6"
TABLES = ("broken", "clocks", "meta", "outcomes", "published", "stretches", "tickets")
RATED = """\

---
at: 2020-01-06T10:00:00Z
by: bob
kind: reply
changes: {status: [new, resolved]}
---

Try another cable.

---
at: 2020-01-07T10:00:00Z
by: jana@acme.example
kind: survey
score: 4
---
"""


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    with postgres() as folder:
        yield folder


@pytest.fixture
def url(server: Path) -> Iterator[str]:
    """Give each test a database of its own."""
    whole = f"postgresql://desk@/template1?host={server}"
    with psycopg.connect(whole, autocommit=True) as connection:
        connection.execute("CREATE DATABASE team TEMPLATE template0")
        yield f"postgresql://desk@/team?host={server}"
        connection.execute("DROP DATABASE team (FORCE)")


def page(ticket: str) -> str:
    return f"tickets/{ticket[:4]}/{ticket}/README.md"


def at(ticket: str, created: str) -> str:
    text = TICKET.replace(ID, ticket).replace("2026-11-20T09:04:12Z", created)
    return text.replace("\nassignee:\n", "\nassignee: bob\n")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    done = at(DONE, "2020-01-06T08:00:00Z").replace("status: new", "status: resolved")
    files = {
        "desk.yml": SETTINGS,
        page(OLD): at(OLD, "2020-01-06T08:00:00Z"),
        page(FAR): at(FAR, "2099-11-02T08:00:00Z"),
        page(DONE): f"{done}{RATED}",
    }
    return make_desk(tmp_path / "desk", files)


def rows(url: str) -> dict[str, set[tuple[Any, ...]]]:
    """Name the versions of all rows, as the database numbers them."""
    return {
        name: set(query(url, f"SELECT ctid::text, xmin::text FROM plaindesk.{name}"))  # noqa: S608
        for name in TABLES
    }


def test_only_what_has_changed_is_written(desk: Desk, url: str) -> None:
    assert desk.ok("index", "--to", url) == (
        "Made the tables in schema 'plaindesk'.\n"
        "3 tickets in schema 'plaindesk': 3 written, 0 removed.\n"
    )
    first = rows(url)
    for command in ("check", "age --dry-run", "list sla:met", "search --tickets rings"):
        desk.run(*command.split())  # these note in the index what they found
    again = desk.ok("index", "--to", url)
    assert again == "3 tickets in schema 'plaindesk': nothing has changed.\n"
    assert rows(url) == first
    desk.ok("note", OLD, "-m", "It rings.", now="2026-11-21T09:00:00Z")
    told = json.loads(desk.ok("index", "--to", url, "--json"))
    assert told.pop("commit") == desk.git("rev-parse", "HEAD").strip()
    assert told == {
        "schema": "plaindesk",
        "tickets": 3,
        "written": 1,
        "removed": 0,
        "made": False,
        "behind": False,
    }
    new = {name: len(held - first[name]) for name, held in rows(url).items()}
    assert new == {
        "broken": 0,
        "clocks": 3,
        "meta": 1,
        "outcomes": 1,
        "published": 1,
        "stretches": 1,
        "tickets": 1,
    }


def test_what_goes_is_removed_and_what_is_edited_is_seen(desk: Desk, url: str) -> None:
    desk.ok("index", "--to", url)
    desk.git("rm", "-r", "--quiet", f"tickets/2001/{DONE}")
    desk.git("commit", "--quiet", "-m", "Remove it")
    desk.write(page(OLD), desk.read(page(OLD)).replace("P2", "P1"))  # no commit has it
    desk.write(page(FAR), "not a ticket")
    assert "2 tickets in schema 'plaindesk': 2 written, 1 removed." in desk.ok("index", "--to", url)
    assert query(url, "SELECT id, priority FROM plaindesk.tickets") == [(OLD, "P1")]
    assert query(url, "SELECT * FROM plaindesk.broken") == [(f"tickets/9911/{FAR}",)]
    desk.write("desk.yml", SETTINGS.replace("first_response: 4h", "first_response: 2d"))
    assert "2 written" in desk.ok("index", "--to", url)


def test_the_tables_are_those_of_the_index(desk: Desk, url: str) -> None:
    desk.ok("index", "--to", url)
    held = query(
        url,
        "SELECT id, status, priority, line, queue, assignee, tags, created, done, subject "
        "FROM plaindesk.tickets ORDER BY id",
    )
    begun = datetime(2020, 1, 6, 8, tzinfo=UTC)
    later = datetime(2099, 11, 2, 8, tzinfo=UTC)
    same = ("P2", 1, "support", "bob", "\nvpn\n")
    assert held == [
        (OLD, "new", *same, begun, 0, "VPN drops every hour"),
        (DONE, "resolved", *same, begun, 1, "VPN drops every hour"),
        (FAR, "new", *same, later, 0, "VPN drops every hour"),
    ]
    columns = query(
        url,
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'plaindesk' AND table_name = 'tickets' AND data_type <> 'text'",
    )
    assert {
        ("created", "timestamp with time zone"),
        ("updated", "timestamp with time zone"),
        ("due", "timestamp with time zone"),
        ("line", "bigint"),
        ("done", "bigint"),
    } <= {*columns}


def test_a_column_that_the_index_gets_is_published_too(desk: Desk, url: str) -> None:
    desk.ok("index", "--to", url)
    with closing(sqlite3.connect(desk.root / ".git/plaindesk/tickets.db")) as held:
        held.execute("ALTER TABLE tickets ADD COLUMN turns INTEGER")
        held.execute("ALTER TABLE tickets ADD COLUMN mood")
        held.execute("UPDATE tickets SET turns = 3, mood = 'calm'")
        held.commit()
    assert desk.ok("index", "--to", url).startswith("Made the tables in schema 'plaindesk'.\n")
    asked = "SELECT DISTINCT turns, mood FROM plaindesk.tickets"
    assert query(url, asked) == [(3, "calm")]


def test_reports_say_what_holds_now(desk: Desk, url: str) -> None:
    """One ticket is from long ago, one from long ahead: what holds now is sure of both."""
    desk.ok("index", "--to", url)
    clocks = query(url, "SELECT id, target, state FROM plaindesk_reports.clocks ORDER BY 1, 2")
    assert clocks == [
        (OLD, "first_response", "breached"),
        (OLD, "next_response", "waiting"),
        (OLD, "resolution", "breached"),
        (DONE, "first_response", "met"),
        (DONE, "next_response", "cancelled"),
        (DONE, "resolution", "met"),
        (FAR, "first_response", "running"),
        (FAR, "next_response", "waiting"),
        (FAR, "resolution", "running"),
    ]
    desk.ok("set", FAR, "status=pending", now="2099-11-02T09:00:00Z")
    desk.ok("index", "--to", url)
    assert query(url, "SELECT count(*) FROM plaindesk_reports.clocks WHERE state = 'paused'")
    month = date(2020, 1, 1)
    breaches = "SELECT * FROM plaindesk_reports.breaches WHERE month < '2090-01-01' ORDER BY 3"
    assert query(url, breaches) == [
        (month, "support", "first_response", 2, 1),
        (month, "support", "next_response", 2, 0),
        (month, "support", "resolution", 2, 1),
    ]
    assert query(url, "SELECT * FROM plaindesk_reports.open_tickets ORDER BY status") == [
        ("support", "P2", "bob", "new", 1),
        ("support", "P2", "bob", "pending", 1),
    ]
    assert query(
        url,
        "SELECT id, hours_to_first_response, hours_to_resolution, score, is_open "
        "FROM plaindesk_reports.tickets WHERE resolved IS NOT NULL",
    ) == [(DONE, 2, 2, 4, False)]
    assert query(url, "SELECT * FROM plaindesk_reports.satisfaction") == [(month, "support", 1, 4)]
    times = "SELECT * FROM plaindesk_reports.response_times WHERE month < '2090-01-01'"
    assert query(url, times) == [(month, "support", "P2", 2, 2, 2)]
    backlog = "SELECT * FROM plaindesk_reports.backlog ORDER BY day LIMIT 2"
    assert query(url, backlog) == [(date(2020, 1, 6), 1), (date(2020, 1, 7), 1)]
    ages = query(url, "SELECT tickets, oldest_days > 2000 FROM plaindesk_reports.ages")
    assert ages == [(2, True)]


HOSTILE = r"""'); DROP TABLE plaindesk.tickets; -- \. \N {tables} %s %(x)s "q" é"""
BYTES = r"nul \0, tab \t, end \n\r, bell \a, \\. \\N"


def test_hostile_text_is_only_text(desk: Desk, url: str) -> None:
    quoted = HOSTILE.replace("'", "''")
    desk.write(page(OLD), desk.read(page(OLD)).replace("VPN drops every hour", f"'{quoted}'"))
    desk.write(page(FAR), desk.read(page(FAR)).replace("VPN drops every hour", f'"{BYTES}"'))
    desk.write(page("2611-%s'\"{x}"), "nothing")
    assert "4 written" in desk.ok("index", "--to", url)
    held = dict(query(url, "SELECT id, subject FROM plaindesk.tickets"))
    assert held[OLD] == HOSTILE
    assert held[FAR] == "nul \\x00, tab \t, end \n\r, bell \a, \\. \\N"
    broken = query(url, "SELECT folder FROM plaindesk.broken")
    assert broken == [("tickets/2611/2611-%s'\"{x}",)]


@given(text=st.text(st.characters()), number=st.integers(-(2**70), 2**70))
@example(text="\0 \ud800 \udcff", number=2**63)
def test_any_value_is_made_to_fit(text: str, number: int) -> None:
    fitting = values.plain(text)
    assert "\0" not in fitting
    assert fitting.encode().decode() == fitting
    assert values.text(text) == fitting
    fits = -(2**63) < number < 2**63
    assert values.number(number) == (number if fits else None)


def test_nobody_reads_half_of_it(desk: Desk, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from plaindesk.store.postgres import publishing

    desk.ok("index", "--to", url)
    desk.ok("note", OLD, "-m", "One", now="2026-11-21T09:00:00Z")
    before, seen = rows(url), []
    put = publishing.Target.put

    def watched(target: publishing.Target, table: Table, held: Iterable[Row]) -> None:
        put(target, table, held)
        seen.append(rows(url))

    monkeypatch.setattr(publishing.Target, "put", watched)
    desk.ok("index", "--to", url)
    assert len(seen) == 6
    assert [held for held in seen if held != before] == []


def test_two_publishers_take_turns(desk: Desk, url: str) -> None:
    with psycopg.connect(url) as first:
        first.execute("SELECT pg_advisory_xact_lock(hashtext('plaindesk'), hashtext('plaindesk'))")
        command = [sys.executable, "-m", "plaindesk", "index", "--to", url]
        second = subprocess.Popen(command, cwd=desk.root, stdout=subprocess.PIPE, text=True)
        waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while not query(url, waits):
            assert second.poll() is None
            time.sleep(0.02)
        assert not query(url, "SELECT 1 FROM pg_namespace WHERE nspname = 'plaindesk'")
    out, _ = second.communicate()
    assert out.endswith("3 written, 0 removed.\n")


def test_an_older_clone_takes_nothing_back(desk: Desk, url: str, tmp_path: Path) -> None:
    desk.git("clone", "--quiet", ".", str(tmp_path / "older"))
    desk.ok("note", OLD, "-m", "One", now="2026-11-21T09:00:00Z")
    desk.ok("index", "--to", url)
    older = Desk(tmp_path / "older")
    older.git("fetch", "--quiet")
    assert older.ok("index", "--to", url) == (
        "The schema 'plaindesk' has a later commit than ours: nothing was written.\n"
    )
    older.git("merge", "--quiet", "origin/main")
    assert "nothing has changed" in older.ok("index", "--to", url)


def test_desks_do_not_mix(desk: Desk, url: str, tmp_path: Path) -> None:
    desk.ok("index", "--to", url)
    other = make_desk(
        tmp_path / "other",
        {"desk.yml": SETTINGS.replace("Test desk", "Other"), README: TICKET},
    )
    assert other.refused("index", "--to", url) == (
        "desk: The schema 'plaindesk' holds the desk 'Test desk', not 'Other'.\n"
        "Name another: --schema NAME. If the desk has a new name, drop the schema first.\n"
    )
    assert "1 written" in other.ok("index", "--to", url, "--schema", "other")
    assert query(url, "SELECT count(*) FROM plaindesk.tickets") == [(3,)]
    do(url, "CREATE SCHEMA theirs; CREATE TABLE theirs.tickets (id text)")
    assert "The schema 'theirs' holds something else." in other.refused(
        "index", "--to", url, "--schema", "theirs"
    )
    for name in ("pg_x", "A", 'x"y', ""):
        assert desk.run("index", "--to", url, "--schema", name).code == 2


def test_another_version_makes_the_tables_anew(
    desk: Desk, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A role that may read the reports still may, and what others built on them stays."""
    desk.ok("index", "--to", url)
    do(
        url,
        "CREATE ROLE dashboards; GRANT USAGE ON SCHEMA plaindesk_reports TO dashboards;"
        "GRANT SELECT ON ALL TABLES IN SCHEMA plaindesk_reports TO dashboards;"
        "ALTER DEFAULT PRIVILEGES IN SCHEMA plaindesk_reports GRANT SELECT ON TABLES TO dashboards;"
        "CREATE VIEW mine AS SELECT * FROM plaindesk_reports.backlog",
    )
    monkeypatch.setattr("plaindesk.store.postgres.publishing.VERSION", 2)
    assert desk.refused("index", "--to", url).startswith(
        "desk: The database refused: cannot drop desired object(s) because other objects depend"
    )
    assert query(url, "SELECT count(*) FROM mine")
    do(url, "DROP VIEW mine")
    assert desk.ok("index", "--to", url) == (
        "Made the tables in schema 'plaindesk'.\n"
        "3 tickets in schema 'plaindesk': 3 written, 0 removed.\n"
    )
    asked = "SET ROLE dashboards; SELECT count(*) FROM "
    do(url, f"{asked} plaindesk_reports.open_tickets")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        do(url, f"{asked} plaindesk.tickets")
    do(url, "DROP OWNED BY dashboards; DROP ROLE dashboards")


def test_no_report_has_a_person_that_asks(desk: Desk, url: str) -> None:
    desk.ok("index", "--to", url)
    columns = query(
        url,
        "SELECT DISTINCT column_name FROM information_schema.columns "
        "WHERE table_schema = 'plaindesk_reports'",
    )
    assert not {"requester", "subject", "source", "fields", "tags"} & {name for (name,) in columns}


def test_a_password_is_neither_taken_from_the_command_line_nor_told(
    desk: Desk, server: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in (
        f"postgresql://desk:hush@/team?host={server}",
        f"postgresql://desk@/team?host={server}&password=hush",
    ):
        assert desk.refused("index", "--to", address) == (
            "desk: A password on the command line stays in the shell's history, and others can "
            "see it.\nLeave it out. It may stand in ~/.pgpass, in the variable PGPASSWORD, or "
            "with the whole address in PLAINDESK_POSTGRES_URL (then: desk index --to).\n"
        )
    for address in ("mysql://desk:hush@host/x", "postgresql://hush:@[host/x"):
        assert desk.refused("index", "--to", address) == (
            "desk: This is no address of a PostgreSQL database.\n"
            "One looks like: postgresql://user@host/database\n"
        )
    assert "PLAINDESK_POSTGRES_URL, which is not set" in desk.run("index", "--to").err
    monkeypatch.setenv("PLAINDESK_POSTGRES_URL", f"postgresql://desk:hush@/hush?host={server}")
    said = desk.refused("index", "--to")
    assert "hush" not in said
    assert 'database "***" does not exist' in said


def test_without_the_library_it_says_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("plaindesk.store.postgres.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("plaindesk.store.postgres.address", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert desk.refused("index", "--to", "postgresql://desk@db/help") == (
        "desk: PostgreSQL takes another package.\nGet it: pip install 'plaindesk[postgres]'\n"
    )
    assert desk.ok("index") == "Read 3 tickets into .git/plaindesk/tickets.db.\n"
