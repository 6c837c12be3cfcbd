"""A new desk from nothing, the demo, and an import: as a new user would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.desks import Desk, make_desk

from plaindesk.cli.setup.demo import program_name
from plaindesk.services.setup import example

BIN = Path(sys.executable).parent


def test_init_opens_a_desk_that_is_ready_to_work(tmp_path: Path) -> None:
    here = Desk(tmp_path)
    out = here.ok(
        "init", "my", "--name", "Acme: Help", "--languages", "en,sk", "--timezone",
        "Europe/Bratislava", "--agent", "alice", "--yes",
    )  # fmt: skip
    desk = Desk(tmp_path / "my")
    assert "  wrote desk.yml\n" in out
    assert desk.git("log", "--format=%s") == "Open the desk Acme: Help\n"
    assert desk.ok("check") == "0 tickets, 1 article: no findings\n"
    assert '\nname: "Acme: Help"\n' in desk.read("desk.yml")
    assert json.loads(desk.read(".desk/schema.json"))["required"] == ["name"]
    desk.ok("new", "First", "-m", "x", "--requester", "jana@example.com")
    desk.ok("route")
    desk.ok("reply", "@", "-m", "Hi", "--as", "alice", now="2026-11-21T12:01:00Z")
    assert desk.run("check").code == 0
    assert desk.git("status", "--porcelain") == ""


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    desk = make_desk(
        tmp_path / "there", {"desk.yml": "name: Mine\n", "mkdocs.yml": "site_name: M\n"}
    )
    out = desk.ok("init", "--yes", "--agent", "alice")
    assert "  kept  desk.yml\n  kept  mkdocs.yml\n" in out
    assert desk.read("desk.yml") == "name: Mine\n"
    again = desk.ok("init", "--yes", "--agent", "alice")
    assert "wrote" not in again


def test_every_key_of_the_settings_is_explained_in_a_new_desk(tmp_path: Path) -> None:
    from plaindesk.core.model.settings import Settings
    from plaindesk.text.settings.help import _record_in
    from plaindesk.text.yaml.records import fields_of

    Desk(tmp_path).ok("init", "my", "--yes", "--agent", "alice")
    comments = " ".join(
        line.strip().lstrip("# ") for line in (tmp_path / "my/desk.yml").read_text().splitlines()
    )
    waiting = [Settings]
    while waiting:
        for key in fields_of(waiting.pop()).values():
            assert key.doc in comments, key.name
            if inner := _record_in(key.type):
                waiting.append(inner)


@pytest.mark.parametrize(
    ("key", "after"),
    [("organisations", "services"), ("services", "priorities"), ("fields", "workflow")],
)
def test_what_stands_there_as_a_comment_can_be_switched_on(
    tmp_path: Path, key: str, after: str
) -> None:
    Desk(tmp_path).ok("init", "my", "--yes", "--agent", "alice")
    desk = Desk(tmp_path / "my")
    before, _, rest = desk.read("desk.yml").partition(f"\n{key}:\n")
    block, _, behind = rest.partition(f"\n{after}:\n")
    switched = "\n".join(line.replace("  # ", "  ", 1) for line in block.split("\n"))
    desk.write("desk.yml", f"{before}\n{key}:\n{switched}\n{after}:\n{behind}")
    assert desk.ok("check", "desk.yml").endswith(": no findings\n")


def test_the_smallest_desk_is_a_name(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "small", {"desk.yml": "name: Small\n"})
    desk.ok("new", "Help", "-m", "x")
    assert desk.ok("check") == "1 ticket, 0 articles: no findings\n"
    assert "standard" in desk.ok("explain", "@")


MAP = """\
make: tickets
timezone: Europe/Bratislava
dates: ["%d.%m.%Y %H:%M"]
fields:
  source: {column: No, prefix: "old:"}
  subject: {column: Title}
  body: {columns: [Text, More], join: "\\n"}
  created: {column: Opened}
  closed_at: {column: Closed}
  status: {column: State, values: {Done: closed, Waiting: pending}, default: new}
  tags: {column: Labels, split: ";"}
  queue: support
  channel: phone
"""
ROWS = """\
No;Title;Text;More;Opened;Closed;State;Labels
17;Printer jams;"It says:
paper";Now;01.03.2026 10:00;02.03.2026 11:30;Done;printer;
18;;nothing;;01.03.2026 10:00;;;
19;Bad day;x;;31.02.2026 10:00;;;
20;Späť;č ž;;29.03.2026 02:30;;Waiting;"a;b"
"""


def test_an_import_says_what_it_refused_and_makes_nothing_twice(desk: Desk) -> None:
    rows = ROWS.replace("Done;printer;\n", "Done;printer\n")
    desk.write("old.csv", rows)
    desk.write("map.yml", MAP)
    dry = desk.run("import", "old.csv", "--map", "map.yml", "--dry-run")
    assert (dry.code, dry.out.splitlines()[-1]) == (
        1,
        "2 tickets would be made, 0 there already, 2 rows refused",
    )
    answer = desk.run("import", "old.csv", "--map", "map.yml")
    assert (
        answer.out
        == """\
line 4: refused: A ticket needs a subject. For example: desk new "VPN drops every hour"
line 5: refused: '31.02.2026 10:00' is no time of the forms: %d.%m.%Y %H:%M
2 tickets made, 0 there already, 2 rows refused
"""
    )
    again = desk.run("import", "old.csv", "--map", "map.yml")
    assert again.out.endswith("0 tickets made, 2 there already, 2 rows refused\n")
    found = json.loads(desk.ok("list", "source:*", "--sort", "created", "--json"))["tickets"]
    assert [(t["subject"], t["status"], t["created"], t["tags"]) for t in found] == [
        ("Printer jams", "closed", "2026-03-01T09:00:00Z", ["printer"]),
        ("Späť", "pending", "2026-03-29T01:30:00Z", ["a", "b"]),
    ]
    shown = json.loads(desk.ok("show", found[0]["id"], "--json"))
    assert shown["body"] == "It says:\npaper\nNow"
    assert shown["entries"][0]["at"] == "2026-03-02T10:30:00Z"
    assert desk.run("check", "tickets").code == 0


def test_an_import_of_articles_leaves_no_way_out_of_its_folder(desk: Desk) -> None:
    desk.write("a.jsonl", '{"s": "../../../etc/x", "t": "T", "b": "Body", "k": ["a", "b"]}\nnope\n')
    desk.write(
        "map.yml",
        "make: articles\nfields: {slug: {column: s}, title: {column: t}, body: {column: b}, "
        "keywords: {column: k}, section: ../up, status: published, owner: alice}\n",
    )
    answer = desk.run("import", "a.jsonl", "--map", "map.yml")
    assert answer.out.splitlines()[-1] == "1 articles made, 0 there already, 1 rows refused"
    assert desk.read("kb/en/up/etc-x.md") == (
        "---\ntitle: T\nstatus: published\naudience: public\nowner: alice\n"
        "keywords: [a, b]\n---\n\nBody\n"
    )


def test_a_map_that_is_wrong_is_refused_with_its_place(desk: Desk) -> None:
    desk.write("a.csv", "A,B\n1,2\n")
    desk.write("map.yml", "make: tickets\nfields:\n  subject: {colunm: A}\n")
    assert desk.refused("import", "a.csv", "--map", "map.yml") == (
        "desk: map.yml:3:13: 'colunm' is no key here.\nDid you mean 'column'?\n"
    )


def test_the_demo_walks_through_a_day(tmp_path: Path) -> None:
    out = Desk(tmp_path).ok("demo", "try")
    desk = Desk(tmp_path / "try")
    assert [line for line in out.splitlines() if line[:1].isdigit()] == [
        "1. A desk with a history",
        "2. Check every file  (desk check)",
        "3. Route what is new  (desk route)",
        "4. Age it against the SLA  (desk age)",
        "5. Answer a ticket  (desk reply)",
        '6. Find an answer  (desk search "search finds nothing")',
        "7. Publish the help centre  (desk site build)",
    ]
    assert len(out.splitlines()) < 40
    assert (desk.root / "build/site/index.html").is_file()
    assert (desk.root / "build/site/fa/index.html").is_file()
    assert desk.git("status", "--porcelain") == ""
    assert desk.run("check").code == 0
    assert "is not empty" in Desk(tmp_path).refused("demo", "try")


@pytest.mark.parametrize("is_there", [True, False])
def test_an_interrupted_demo_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    def interrupted(_target: Path) -> None:
        raise KeyboardInterrupt

    if is_there:
        (tmp_path / "try").mkdir()
    monkeypatch.setattr(example, "_history", interrupted)
    assert Desk(tmp_path).run("demo", "try").code != 0
    assert [path.name for path in tmp_path.rglob("*")] == (["try"] if is_there else [])


def test_what_the_demo_says_can_be_typed(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "desk"
    env = {**os.environ, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [program, "demo", "my try"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    told = [line.partition(":")[2].strip() for line in done.stdout.splitlines()[-3:]]
    there, look, work = told
    serve = look.partition("   then")[0].replace("site serve", "site --help")
    typed = f"set -e; {there}; {serve}; {work}"
    out = subprocess.run(
        ["/bin/bash", "-c", typed],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "VPN drops every hour" in out


@pytest.mark.parametrize(
    ("called", "path", "expected"),
    [
        (f"{BIN}/desk", f"{BIN}:/usr/bin", "desk"),
        (f"{BIN}/desk", "/usr/bin:/bin", f"{BIN}/desk"),
        ("/a b/desk", f"{BIN}:/usr/bin", "'/a b/desk'"),
        ("/x/plaindesk/__main__.py", "/usr/bin:/bin", f"{sys.executable} -m plaindesk"),
    ],
)
def test_the_program_is_called_as_it_was(
    monkeypatch: pytest.MonkeyPatch, called: str, path: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "argv", [called, "demo", "x"])
    monkeypatch.setenv("PATH", path)
    assert program_name() == expected
