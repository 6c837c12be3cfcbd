"""Imports that are run again, files in other encodings, and a look before anything is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import SETTINGS, Desk, make_desk
from tests.support.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
timezone: Europe/Bratislava
dates: ["%d.%m.%Y %H:%M"]
fields:
  source: {column: No, prefix: "old:"}
  subject: {column: Title}
  body: {column: Text}
  created: {column: Opened}
  closed_at: {column: Closed}
  status: {column: State, values: {Done: closed, Waiting: pending, Open: open}, default: new}
  priority: {column: Prio}
"""
HEAD = "No;Title;Text;Opened;Closed;State;Prio\n"
FIRST = HEAD + (
    "1;No tunnel;It drops.;02.11.2026 10:00;;Open;P3\n"
    "2;Printer;Jams.;02.11.2026 11:00;;Waiting;P3\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path / "desk", {"desk.yml": SETTINGS, "map.yml": MAP, "old.csv": FIRST})
    desk.ok("import", "old.csv", "--map", "map.yml", now="2026-11-10T09:00:00Z")
    return desk


def again(desk: Desk, rows: str, *options: str) -> list[str]:
    desk.write("old.csv", HEAD + rows)
    answer = desk.run("import", "old.csv", "--map", "map.yml", *options)
    out = answer.out
    for ticket in json.loads(desk.ok("list", "source:*", "--json"))["tickets"]:
        out = out.replace(ticket["id"], ticket["source"])
    return out.splitlines()


CLOSED = "1;No tunnel;It drops.;02.11.2026 10:00;12.11.2026 12:00;Done;P2\n"


def test_what_changed_in_the_other_system_is_told_and_taken_if_asked(desk: Desk) -> None:
    assert again(desk, CLOSED) == [
        "line 2: old:1: status: open -> closed",
        "line 2: old:1: priority: P3 -> P2",
        "0 tickets made, 1 there already, 0 rows refused",
        "1 changed in the other system: take that with --update",
    ]
    assert again(desk, CLOSED, "--update")[-1] == (
        "0 tickets made, 1 updated, 1 there already, 0 rows refused"
    )
    assert again(desk, CLOSED, "--update") == ["0 tickets made, 1 there already, 0 rows refused"]
    found = json.loads(desk.ok("list", "source:old:1", "--json"))["tickets"][0]
    assert (found["status"], found["priority"]) == ("closed", "P2")
    entries = json.loads(desk.ok("show", found["id"], "--json"))["entries"]
    assert [(entry["at"], entry["by"], *entry["changes"]) for entry in entries] == [
        ("2026-11-12T11:00:00Z", "desk", "status", "priority"),
        ("2026-11-21T12:00:00Z", "desk", "status"),
    ]
    assert desk.ok("check").endswith(": no findings\n")


def test_what_was_changed_here_stays(desk: Desk) -> None:
    (printer,) = json.loads(desk.ok("list", "source:old:2", "--json"))["tickets"]
    desk.ok("set", printer["id"], "priority=P1", "-m", "The director prints.")
    same = "2;Printer;Jams.;02.11.2026 11:00;;Waiting;P3\n"
    assert again(desk, same, "--update") == ["0 tickets made, 1 there already, 0 rows refused"]
    rows = "2;Printer;Jams daily.;02.11.2026 11:00;;Open;P2\n"
    assert again(desk, rows, "--update") == [
        "line 2: old:2: status: pending -> open",
        "line 2: old:2: its text: what was said stays",
        "line 2: old:2: priority: changed here too, so it stays P1",
        "0 tickets made, 1 updated, 1 there already, 0 rows refused",
    ]
    found = json.loads(desk.ok("list", "source:old:2", "--json"))["tickets"][0]
    assert (found["status"], found["priority"]) == ("open", "P1")


def test_a_way_that_the_workflow_does_not_know_is_refused(desk: Desk) -> None:
    again(desk, CLOSED, "--update")
    rows = "1;No tunnel;It drops.;02.11.2026 10:00;;Open;P2\n"
    assert again(desk, rows, "--update") == [
        "line 2: refused: would make old:1 open, but closed tickets stay so",
        "0 tickets made, 1 there already, 1 rows refused",
    ]


def test_one_source_twice_in_a_file_is_refused(desk: Desk) -> None:
    row = "9;Twice;x;02.11.2026 10:00;;;P3\n"
    assert again(desk, row + row.replace("x", "y")) == [
        "line 3: refused: has the same source as line 2: old:9",
        "1 tickets made, 0 there already, 1 rows refused",
    ]


def test_articles_that_differ_are_named_and_never_written_over(desk: Desk) -> None:
    rows = '{"s": "print", "t": "Print", "b": "%s"}\n'
    plan = "make: articles\nfields: {slug: {column: s}, title: {column: t}, body: {column: b}}\n"
    desk.write("articles.yml", plan)
    desk.write("a.jsonl", rows % "Press.")
    desk.ok("import", "a.jsonl", "--map", "articles.yml")
    before = desk.read("kb/en/general/print.md")
    desk.write("a.jsonl", rows % "Press twice.")
    assert desk.ok("import", "a.jsonl", "--map", "articles.yml") == (
        "line 1: en/general/print: body: articles are edited here\n"
        "0 articles made, 1 there already, 0 rows refused\n"
    )
    assert "never writes over them" in desk.refused(
        "import", "a.jsonl", "--map", "articles.yml", "--update"
    )
    assert desk.read("kb/en/general/print.md") == before


@pytest.mark.parametrize(
    ("slug", "problem"),
    [
        ("con", "can't be called 'con': Windows keeps that name for a device"),
        (
            "README",
            (
                "can't be called 'general/readme'. "
                "A README is the page of its section for the site, which makes one itself."
            ),
        ),
    ],
)
def test_an_article_whose_name_cannot_be_is_refused(desk: Desk, slug: str, problem: str) -> None:
    plan = "make: articles\nfields: {slug: {column: s}, title: {column: t}, body: {column: b}}\n"
    desk.write("articles.yml", plan)
    desk.write("a.jsonl", f'{{"s": "{slug}", "t": "Print", "b": "Press."}}\n')
    answer = desk.run("import", "a.jsonl", "--map", "articles.yml")
    assert answer.code == 1
    assert answer.out == (
        f"line 1: refused: {problem}\n0 articles made, 0 there already, 1 rows refused\n"
    )
    assert not (desk.root / "kb/en/general").exists()


RUSSIAN = "8;Принтер не печатает;Третий день.;02.11.2026 10:00;;;P3\n"
SLOVAK = "8;Tlačiareň nereaguje;Už tretí deň žiaľ mlčí.;02.11.2026 10:00;;;P3\n"


@pytest.mark.parametrize(
    ("codec", "row", "name", "title"),
    [
        ("cp1251", RUSSIAN, "windows-1251", "Принтер не печатает"),
        ("cp1250", SLOVAK, "windows-1250", "Tlačiareň nereaguje"),
        ("utf-16-le", RUSSIAN, "utf-16-le", "Принтер не печатает"),
    ],
)
def test_another_encoding_is_named_and_taken_when_it_is_said(
    desk: Desk, codec: str, row: str, name: str, title: str
) -> None:
    (desk.root / "old.csv").write_bytes((HEAD + row).encode(codec))
    before = desk.git("rev-parse", "HEAD")
    told = desk.refused("import", "old.csv", "--map", "map.yml")
    assert told == (
        f"desk: Line {1 if 'utf' in codec else 2} is not UTF-8 text. It looks like {name}: "
        f"{row.strip()[:60]}\n"
        f"If that reads well, take it so: --encoding {name}. Else export it again as UTF-8.\n"
    )
    assert desk.git("rev-parse", "HEAD") == before
    desk.ok("import", "old.csv", "--map", "map.yml", "--encoding", name)
    assert title in desk.ok("list", "source:old:8")


def test_marked_utf_16_needs_no_word(desk: Desk) -> None:
    (desk.root / "old.csv").write_bytes(
        (HEAD.replace(";", "\t") + RUSSIAN.replace(";", "\t")).encode("utf-16")
    )
    desk.ok("import", "old.csv", "--map", "map.yml")
    assert "Принтер не печатает" in desk.ok("list", "source:old:8")


def test_a_wrong_encoding_is_refused(desk: Desk) -> None:
    (desk.root / "old.csv").write_bytes((HEAD + RUSSIAN).encode("cp1251"))
    for name, told in (
        ("utf-32", "Line 1 is not utf-32 text."),
        ("zip", "'zip' is no encoding"),
        ("undefined", "'undefined' is no encoding"),
    ):
        assert told in desk.refused("import", "old.csv", "--map", "map.yml", "--encoding", name)


def test_ten_rows_are_shown_before_anything_is_written(desk: Desk) -> None:
    rows = "".join(f"{n};Case {n};x;02.11.2026 10:00;;;P3\n" for n in range(10, 22))
    desk.write("old.csv", HEAD + rows)
    out = desk.ok("import", "old.csv", "--map", "map.yml", "--dry-run").splitlines()
    assert out[:2] == [
        "SOURCE  CREATED               STATUS  REQUESTER  SUBJECT",
        "old:10  2026-11-02 09:00 UTC  new     -          Case 10",
    ]
    assert out[10:] == [
        "old:19  2026-11-02 09:00 UTC  new     -          Case 19",
        "... and 2 more",
        "",
        "12 tickets would be made, 0 there already, 0 rows refused",
    ]


@pytest.mark.parametrize(("answer", "count"), [("y", 3), ("n", 2), ("", 2)])
def test_on_a_terminal_it_asks(desk: Desk, answer: str, count: int) -> None:
    desk.write("old.csv", f"{HEAD}9;New;x;02.11.2026 10:00;;;P3\n")
    shown = on_terminal(desk.root, "import", "old.csv", "--map", "map.yml", typed=f"{answer}\n")
    assert "Case" not in shown
    assert "old:9" in shown
    assert "Write that? [y/N]" in shown
    assert len(json.loads(desk.ok("list", "source:*", "--json"))["tickets"]) == count


def test_a_ticket_was_not_closed_before_it_came_or_after_today(desk: Desk) -> None:
    rows = (
        "8;Before;x;02.11.2026 10:00;01.11.2026 10:00;Done;P2\n"
        "9;To come;x;02.11.2026 10:00;02.11.2027 10:00;Done;P2\n"
    )
    desk.write("old.csv", HEAD + rows)
    answer = desk.run("import", "old.csv", "--map", "map.yml")
    assert answer.out == (
        "line 2: refused: has a 'closed_at' before its 'created'\n"
        "line 3: refused: has a 'closed_at' that is still to come\n"
        "0 tickets made, 0 there already, 2 rows refused\n"
    )
    assert desk.ok("list", "source:old:8,old:9") == "No ticket fits.\n"
