"""Files beside tickets: taken in, shown, opened, checked, removed."""

from __future__ import annotations

import json
import os
import re
import stat
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk, normal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = f"tickets/2611/{ID}/files"
LATER = "2026-11-21T12:05:00Z"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Write a file with bytes that are no text and line ends that Git would like to change."""
    path = tmp_path / "gateway.log"
    path.write_bytes(b"09:04 down\r\n\xff\x00")
    return path


def test_a_note_with_a_file_is_one_commit(desk: Desk, log: Path) -> None:
    out = desk.ok("note", ID, "-m", "See the log.", "--attach", str(log))
    assert normal(out) == (
        "Note on 2611-7K3MX: VPN drops every hour\n  attached: gateway.log\n"
        "  20261121T120000Z-alice-HASH.md (commit COMMIT)\n"
    )
    (name,) = desk.entries()
    assert desk.read(f"tickets/2611/{ID}/{name}") == (
        "---\nat: 2026-11-21T12:00:00Z\nby: alice\nkind: note\nfiles: [gateway.log]\n"
        "---\n\nSee the log.\n"
    )
    assert (desk.root / FOLDER / "gateway.log").read_bytes() == log.read_bytes()
    assert desk.git("show", "--name-only", "--format=").split() == [
        f"tickets/2611/{ID}/{name}",
        f"{FOLDER}/gateway.log",
    ]
    assert desk.git("status", "--porcelain") == ""
    shown = desk.ok("show", ID)
    assert "files gateway.log\n" in shown
    assert "    files: gateway.log\nSee the log.\n" in shown
    told = json.loads(desk.ok("show", ID, "--json"))
    assert (told["files"], told["entries"][0]["files"]) == (["gateway.log"], ["gateway.log"])


def test_every_command_that_takes_words_takes_files(desk: Desk, log: Path) -> None:
    out = desk.ok("new", "No tunnel", "-m", "Look.", "--attach", str(log))
    ticket = out.split()[1].rstrip(":")
    assert (desk.root / f"tickets/2611/{ticket}/files/gateway.log").is_file()
    desk.ok("message", ID, "-m", "One.", "--attach", f"{log}")
    desk.ok("reply", ID, "-m", "Two.", "--attach", "b.log=-", stdin="piped\n")
    assert desk.read(f"{FOLDER}/b.log") == "piped\n"
    desk.ok("fold", ID)
    assert desk.read(README).count("files: [") == 2
    assert desk.ok("check").endswith(": no findings\n")


def test_a_message_on_a_closed_ticket_takes_its_files_to_the_new_one(desk: Desk, log: Path) -> None:
    desk.ok("resolve", ID, "-m", "Done.", "--set", "resolution=fixed")
    desk.ok("close", ID)
    out = desk.ok("message", ID, "-m", "Again.", "--attach", str(log))
    ticket = out.split()[1].rstrip(":")
    assert (desk.root / f"tickets/2611/{ticket}/files/gateway.log").is_file()
    assert not (desk.root / FOLDER).exists()


def test_the_same_file_is_kept_once_and_another_of_its_name_beside_it(
    desk: Desk, log: Path
) -> None:
    desk.ok("note", ID, "-m", "One.", "--attach", str(log))
    desk.ok("note", ID, "-m", "Two.", "--attach", str(log))
    log.write_bytes(b"other")
    out = desk.ok("note", ID, "-m", "Three.", "--attach", str(log), "--attach", "GATEWAY.LOG=-")
    assert "  attached: gateway-2.log, GATEWAY-3.LOG\n" in out
    names = sorted(path.name for path in (desk.root / FOLDER).iterdir())
    assert names == ["GATEWAY-3.LOG", "gateway-2.log", "gateway.log"]


def test_a_name_becomes_one_that_every_system_can_hold(desk: Desk) -> None:
    for typed, held in (
        ("a:b?.png", "a-b-.png"),
        ("../../etc/passwd", "passwd"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("nul.txt", "file-nul.txt"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("evil\u202egnp.txt", "evil-gnp.txt"),
        ("گزارش.txt", "گزارش.txt"),
    ):
        out = desk.ok("note", ID, "-m", "x", "--attach", f"{typed}=-", stdin=typed)
        assert f"  attached: {held}\n" in out
        assert desk.read(f"{FOLDER}/{held}") == typed
    assert desk.ok("check").endswith(": no findings\n")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("setup.EXE=-", "setup.EXE: Files that end in .exe aren't taken"),
        ("...=-", "'...' is no name for a file."),
        ("-", "What is piped in has no name.\nName it: --attach NAME=-"),
        ("gone.log", "gone.log can't be read: No such file or directory."),
        (".", ". can't be read: Is a directory."),
    ],
)
def test_what_can_not_be_taken_is_refused_before_anything_is_written(
    desk: Desk, name: str, told: str
) -> None:
    before = desk.snapshot()
    assert told in desk.refused("note", ID, "-m", "Words.", "--attach", name)
    assert desk.snapshot() == before


def test_the_largest_and_the_refused_are_settings(tmp_path: Path) -> None:
    rules = "attachments: {largest: 1, refused: [.LOG]}\n"
    desk = make_desk(tmp_path / "desk", {"desk.yml": SETTINGS + rules, README: TICKET})
    desk.write("big.bin", "x" * 1_000_001)
    told = desk.refused("note", ID, "-m", "x", "--attach", "big.bin")
    assert told.startswith("desk: big.bin: This has more than 1 MB, the most that is taken.")
    assert "aren't taken" in desk.refused("note", ID, "-m", "x", "--attach", "a.log=-")
    desk.write("big.bin", "x" * 1_000_000)
    desk.ok("note", ID, "-m", "x", "--attach", "big.bin", "--attach", "a.exe=-")
    desk.write(f"{FOLDER}/big.bin", "x" * 1_000_001)
    assert desk.run("check").out == (
        f"{FOLDER}/big.bin:1:1: error: This has more than 1 MB, the most that is taken. "
        "[large-file]\n"
        "    Keep it elsewhere and link it: Git never forgets a file. "
        "Or raise attachments.largest in desk.yml.\n"
        "1 ticket, 0 articles: 1 error, 0 warnings, 0 info\n"
    )


def test_a_limit_that_can_not_be_read_is_no_default(tmp_path: Path) -> None:
    text = f"{SETTINGS}attachments: {{largest: much}}\n"
    desk = make_desk(tmp_path / "desk", {"desk.yml": text, README: TICKET})
    assert "'much' is no whole number" in desk.refused("note", ID, "-m", "x", "--attach", "a.log=-")
    desk.ok("note", ID, "-m", "Words alone.")


def test_a_file_that_git_ignores_is_kept_too(desk: Desk, log: Path) -> None:
    desk.write(".gitignore", "*.log\n")
    desk.git("add", ".gitignore")
    desk.git("commit", "--quiet", "--message=Ignore logs")
    desk.ok("note", ID, "-m", "See the log.", "--attach", str(log))
    assert f"{FOLDER}/gateway.log" in desk.git("ls-files")


def test_a_commit_that_is_refused_leaves_no_file(desk: Desk, log: Path) -> None:
    hook = desk.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    before = desk.snapshot()
    desk.refused("note", ID, "-m", "See the log.", "--attach", str(log))
    assert desk.snapshot() == before
    assert desk.git("status", "--porcelain") == ""
    hook.unlink()
    desk.ok("note", ID, "--again", "--attach", str(log))
    assert desk.read(f"tickets/2611/{ID}/{desk.entries()[0]}").endswith("See the log.\n")


@pytest.mark.parametrize("command", [("note", ID), ("new", "Gateway is down")])
def test_files_are_kept_with_the_words_where_git_refuses(
    desk: Desk, command: tuple[str, str]
) -> None:
    hook = desk.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    told = desk.run(*command, "-m", "See the log.", "--attach", "a.log=-", stdin="down\n").err
    assert told.endswith(
        "Your words and files are kept: "
        "give the same command with --again in place of -m and --attach.\n"
    )
    hook.unlink()
    assert "attached: a.log" in desk.ok(*command, "--again")
    assert desk.git("status", "--porcelain") == ""
    assert "No words were kept" in desk.refused(*command, "--again")
    assert not list((desk.root / ".git/plaindesk").glob("refused/*/*"))


def test_each_command_keeps_its_own_words_for_each_ticket(desk: Desk) -> None:
    other = desk.ok("new", "Another", "-m", "x").split()[1].rstrip(":")
    hook = desk.root / ".git/hooks/commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    for words in ("Please restart it.", "Please restart it twice."):
        desk.refused("reply", ID, "-m", words)
    for ticket in (ID, other):
        desk.refused("note", ticket, "-m", f"The caller of {ticket} is difficult.")
    hook.unlink()
    assert desk.refused("reply", other, "--again") == (
        "desk: No words were kept: Git refused none here.\nSay them with -m TEXT.\n"
    )
    for expected in ("Please restart it twice.\n", "Please restart it.\n"):
        desk.ok("reply", ID, "--again")
        texts = [desk.read(f"tickets/2611/{ID}/{name}") for name in desk.entries()]
        assert any(text.endswith(expected) and "kind: reply" in text for text in texts)
    assert "No words" in desk.refused("reply", ID, "--again")
    desk.ok("note", ID, "--again")
    (note,) = desk.entries(other) or [""]
    assert note == ""
    desk.ok("note", other, "--again")
    assert not list((desk.root / ".git/plaindesk").glob("refused/*/*"))


def test_words_of_a_new_ticket_go_into_no_other(desk: Desk) -> None:
    hook = desk.root / ".git/hooks/commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    jana = ("--requester", "jana@acme.example")
    desk.refused("new", "Salary slip", "-m", "Private.", *jana)
    hook.unlink()
    for other in (
        ("Printer", "--requester", "petr@other.example"),
        ("Salary slip", "--requester", "petr@other.example"),
        ("Salary slip",),
        ("Printer", *jana),
    ):
        assert "No words were kept" in desk.refused("new", *other, "--again")
    made = desk.ok("new", "Salary slip", *jana, "--again")
    assert "Private." in desk.ok("show", made.split()[1].rstrip(":"))


WAITING = (
    f"desk: An earlier change is written, but not committed yet: Note on {ID}: VPN drops every hour"
)


def test_words_are_kept_where_an_earlier_change_waits(desk: Desk) -> None:
    lock = desk.root / ".git/index.lock"
    lock.write_text("")
    desk.refused("note", ID, "-m", "Written under the lock.")
    told = desk.run("reply", ID, "-m", "Precious words.").err.splitlines()
    assert [line.split(".")[0] for line in told] == [
        WAITING,
        "desk: Nothing was changed",
        "Wait for it",
        "Then the next command that changes something commits it first",
        "Your words are kept: give the same command with --again in place of -m",
    ]
    lock.unlink()
    desk.ok("reply", ID, "--again")
    texts = [desk.read(f"tickets/2611/{ID}/{name}") for name in desk.entries()]
    assert [text.splitlines()[-1] for text in sorted(texts)] == [
        "Written under the lock.",
        "Precious words.",
    ]
    assert desk.git("status", "--porcelain") == ""


def test_words_said_anew_are_not_kept_any_longer(desk: Desk) -> None:
    hook = desk.root / ".git/hooks/commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    assert "--again" in desk.refused("reply", ID, "--macro", "more-info", "-m", "Restart it.")
    assert "--again" not in desk.refused("macro", ID, "more-info")
    hook.unlink()
    desk.ok("reply", ID, "--macro", "more-info", "--again")
    (name,) = desk.entries()
    assert desk.read(f"tickets/2611/{ID}/{name}").count("Restart it.") == 1
    assert "No words" in desk.refused("reply", ID, "--again")


def test_standard_input_is_one_file(desk: Desk) -> None:
    told = desk.refused("note", ID, "-m", "See.", "--attach", "a=-", "--attach", "b=-")
    assert told == "desk: Standard input is one file.\nName the others: --attach FILE\n"


def test_a_folder_beside_the_files_is_told(desk: Desk) -> None:
    desk.write(f"{FOLDER}/logs/a.log", "x")
    assert f"{FOLDER}/logs:1:1: warning:" in desk.run("check").out


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for the program that opens files; what it was given is in the file."""
    program = tmp_path / "bin/xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/opened"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return tmp_path / "opened"


def test_an_attachment_is_opened(desk: Desk, log: Path, opener: Path) -> None:
    desk.ok("note", ID, "-m", "See the log.", "--attach", str(log))
    path = desk.root / FOLDER / "gateway.log"
    assert desk.ok("show", ID, "--open", "gateway.log") == f"opened {path}\n"
    assert opener.read_text() == str(path)
    assert desk.ok("show", ID, "--open") == f"opened {path}\n"


def test_what_may_run_or_is_not_there_is_not_opened(desk: Desk, opener: Path) -> None:
    assert "has no attachments." in desk.refused("show", ID, "--open")
    desk.write(f"{FOLDER}/run.sh", "#!/bin/sh\n")
    told = desk.refused("show", ID, "--open")
    assert told == (
        f"desk: run.sh may be a program, so it isn't opened.\nLook at it first: {FOLDER}/run.sh\n"
    )
    desk.write(f"{FOLDER}/a.txt", "a")
    assert "has 2 attachments.\nName one: --open NAME. a.txt, run.sh" in desk.refused(
        "show", ID, "--open"
    )
    assert "has no attachment '../../x'." in desk.refused("show", ID, "--open", "../../x")
    assert not opener.exists()


def test_redacting_takes_the_files_too(desk: Desk, log: Path) -> None:
    desk.ok("note", ID, "-m", "See the log.", "--attach", str(log))
    desk.ok("redact", ID, "-m", "Asked to.")
    assert not (desk.root / f"tickets/2611/{ID}").exists()
    assert FOLDER not in desk.git("ls-files")


@pytest.mark.parametrize("how", ["unlink", "git rm"])
def test_redacting_takes_what_git_still_has(desk: Desk, log: Path, how: str) -> None:
    desk.ok("note", ID, "-m", "See the log.", "--attach", str(log))
    if how == "unlink":
        (desk.root / FOLDER / log.name).unlink()
    else:
        desk.git(*how.split()[1:], "--", f"{FOLDER}/{log.name}")
    desk.ok("redact", ID, "-m", "Asked to.")
    assert not (desk.root / f"tickets/2611/{ID}").exists()
    assert ID not in desk.git("ls-tree", "-r", "--name-only", "HEAD")
    assert ID not in desk.git("ls-files")


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("../README.md")])
def test_what_is_no_file_stops_a_removal(desk: Desk, make: Callable[[Path], None]) -> None:
    (desk.root / FOLDER).mkdir(parents=True)
    make(desk.root / FOLDER / "odd")
    told = desk.refused("redact", ID, "-m", "Asked to.")
    assert told.startswith(f"desk: Nothing was removed: {FOLDER}/odd is no file.")
    assert (desk.root / f"tickets/2611/{ID}/README.md").exists()


def test_a_split_takes_the_files_of_its_words(desk: Desk, log: Path) -> None:
    desk.ok("message", ID, "-m", "The printer jams.", "--attach", str(log))
    desk.ok("note", ID, "-m", "Old model.", "--attach", "model.txt=-", stdin="4000", now=LATER)
    message, note = re.findall(r"  #(\w{4})$", desk.ok("show", ID), re.MULTILINE)
    out = desk.ok("split", ID, message, note, now="2026-11-21T12:10:00Z")
    new = re.findall(r"Split (2611-\w{5}) off", out)[0]
    shown = json.loads(desk.ok("show", new, "--json"))
    assert shown["files"] == ["gateway.log", "model.txt"]
    assert [entry["files"] for entry in shown["entries"]] == [["model.txt"]]
    assert (desk.root / f"tickets/2611/{new}/files/gateway.log").read_bytes() == log.read_bytes()
    assert (desk.root / FOLDER / "gateway.log").exists()
    assert desk.ok("check").endswith("no findings\n")
