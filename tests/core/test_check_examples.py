"""An example for every finding: what `desk check` prints of a small desk, word for word.

Each folder under `tests/examples` is a desk; `expected.txt` beside it is the output. What
Git or a file system can't store well is made here.
"""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest
from tests.support.desks import SETTINGS, TICKET, Desk, make_desk

from plaindesk.core.checks import CATALOGUE

EXAMPLES = Path(__file__).parents[1] / "examples"
BAD = sorted(folder.name for folder in (EXAMPLES / "bad").iterdir())
GOOD = sorted(folder.name for folder in (EXAMPLES / "good").iterdir())
MADE_HERE = {
    "byte-order-mark",
    "bad-name",
    "case-clash",
    "crlf",
    "large-file",
    "not-utf-8",
    "symlink",
    "unreadable-file",
    # These are told of in tests/journeys/test_branch.py, tests/cli/test_generate.py and
    # tests/cli/test_kb_check.py.
    "conversation-edited",
    "entry-deleted",
    "entry-edited",
    "guarded-file",
    "other-author",
    "outside-link",
    "stale-file",
    "ticket-deleted",
}


def copied(example: str, tmp_path: Path) -> Desk:
    """Copy an example to where a command may work on it."""
    shutil.copytree(EXAMPLES / example, tmp_path / "desk")
    (tmp_path / "desk/expected.txt").unlink()
    return Desk(tmp_path / "desk")


@pytest.mark.parametrize("code", BAD)
def test_a_bad_example_is_told_as_expected(code: str, tmp_path: Path) -> None:
    answer = copied(f"bad/{code}", tmp_path).run("check")
    assert answer.err == ""
    assert answer.out == (EXAMPLES / "bad" / code / "expected.txt").read_text("utf-8")
    assert f"[{code}]" in answer.out
    assert answer.code == (1 if ": error: " in answer.out else 0)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_has_nothing_to_tell(name: str, tmp_path: Path) -> None:
    answer = copied(f"good/{name}", tmp_path).run("check")
    assert answer.code == 0
    assert answer.out == (EXAMPLES / "good" / name / "expected.txt").read_text("utf-8")
    assert answer.out.endswith(": no findings\n")


def test_every_code_has_an_example() -> None:
    assert {*BAD, *MADE_HERE} == {*CATALOGUE}


FIXABLE = sorted(code for code, explained in CATALOGUE.items() if explained.fixable)


@pytest.mark.parametrize("code", sorted({*FIXABLE} - MADE_HERE))
def test_what_can_be_mended_is_mended_once_and_for_all(code: str, tmp_path: Path) -> None:
    desk = copied(f"bad/{code}", tmp_path)
    desk.git("init", "--quiet")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Before")
    assert "mended: " in desk.run("check", "--fix").out
    mended = desk.snapshot()
    assert desk.ok("check").endswith(": no findings\n")
    assert "mended: " not in desk.ok("check", "--fix")
    assert desk.snapshot() == mended
    assert desk.git("diff", "--name-only") == ""


ONE = "tickets/2611/2611-7K3MX/README.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", {"desk.yml": SETTINGS, ONE: TICKET}, commit=False)


def found(desk: Desk) -> str:
    """Check, without the count at the end."""
    return desk.run("check").out.rpartition("\n1 ticket, ")[0]


def test_bytes_that_are_no_utf_8(desk: Desk) -> None:
    (desk.root / ONE).write_bytes(TICKET.replace("drops", "dr\xf6ps").encode("latin-1"))
    desk.write("kb/en/network/vpn.md", "")
    (desk.root / "kb/en/network/vpn.md").write_bytes(b"---\ntitle: \xff\n---\n")
    assert (
        found(desk)
        == """\
kb/en/network/vpn.md:2:8: error: Byte 0xff is not UTF-8. [not-utf-8]
    Save the file as UTF-8 text. Nothing reads or changes it until then.
tickets/2611/2611-7K3MX/README.md:33:16: error: Byte 0xf6 is not UTF-8. [not-utf-8]
    Save the file as UTF-8 text. Nothing reads or changes it until then."""
    )


def test_an_invisible_mark(desk: Desk) -> None:
    (desk.root / ONE).write_bytes(b"\xef\xbb\xbf" + TICKET.encode())
    assert (
        found(desk)
        == """\
tickets/2611/2611-7K3MX/README.md:1:1: error: The file starts with a byte order mark. \
[byte-order-mark]
    Remove it: `desk check --fix` does it."""
    )
    desk.ok("check", "--fix")
    assert desk.read(ONE) == TICKET


def test_windows_line_ends(desk: Desk) -> None:
    (desk.root / ONE).write_bytes(TICKET.replace("\n", "\r\n").encode())
    assert (
        found(desk)
        == """\
tickets/2611/2611-7K3MX/README.md:1:1: error: The file has Windows line ends (CR LF). [crlf]
    Remove it: `desk check --fix` does it."""
    )
    desk.ok("check", "--fix")
    assert desk.read(ONE) == TICKET


def test_links_are_not_followed(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\nid: x\n---\n")
    folder = desk.root / "tickets/2611/2611-7K3MX"
    (folder / "20261121T093000Z-alice-0000.md").symlink_to(outside / "secret.md")
    (folder / "files").mkdir()
    (folder / "files/passwd").symlink_to("/etc/passwd")
    (desk.root / "tickets/2610").symlink_to(outside)
    (desk.root / "tickets/2611/2611-MV740").symlink_to(outside)
    (desk.root / "kb/en/start").mkdir(parents=True)
    (desk.root / "kb/en/start/index.md").symlink_to(outside / "secret.md")
    said = "error: This is a symbolic link; it is not followed. [symlink]\n"
    hint = "    Put the file itself here: links can lead out of the desk."
    assert found(desk) == "\n".join(
        f"{path}:1:1: {said}{hint}"
        for path in (
            "kb/en/start/index.md",
            "tickets/2610",
            "tickets/2611/2611-7K3MX/20261121T093000Z-alice-0000.md",
            "tickets/2611/2611-7K3MX/files/passwd",
            "tickets/2611/2611-MV740",
        )
    )


def test_a_file_that_cannot_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket stands for a file without permission: root may read anything else."""
    monkeypatch.chdir((desk.root / ONE).parent)
    (desk.root / ONE).unlink()
    with socket.socket(socket.AF_UNIX) as taken:
        taken.bind("README.md")
        assert (
            found(desk)
            == """\
tickets/2611/2611-7K3MX/README.md:1:1: error: This can't be read: No such device or address. \
[unreadable-file]
    Look at its permissions. Nothing changes it until then."""
        )


def test_names_that_differ_in_case_only(desk: Desk) -> None:
    desk.write("tickets/2611/2611-7k3mx/README.md", TICKET)
    desk.write("kb/en/start/Install.md", "---\ntitle: A\n---\n")
    desk.write("kb/en/start/install.md", "---\ntitle: B\n---\n")
    clashes = [line for line in desk.run("check").out.split("\n") if "[case-clash]" in line]
    assert clashes == [
        (
            "kb/en/start/install.md:1:1: error: This and 'Install.md' differ only in case: "
            "many systems can't hold both. [case-clash]"
        ),
        (
            "tickets/2611/2611-7k3mx:1:1: error: This and '2611-7K3MX' differ only in case: "
            "many systems can't hold both. [case-clash]"
        ),
    ]


def test_names_that_some_system_cannot_hold(desk: Desk) -> None:
    for name in ("e\u0301.txt", "a:b.txt", "end.", "é.txt"):
        desk.write(f"tickets/2611/2611-7K3MX/files/{name}", "x")
    named = [line.partition(":1:1")[0] for line in found(desk).split("\n") if "bad-name" in line]
    folder = "tickets/2611/2611-7K3MX/files"
    assert named == [f"{folder}/a:b.txt", f"{folder}/end.", f"{folder}/e\u0301.txt"]


def test_a_file_that_no_forge_shows(desk: Desk) -> None:
    desk.write(ONE, TICKET + "A log line.\n" * 100_000)
    assert (
        found(desk)
        == """\
tickets/2611/2611-7K3MX/README.md:1:1: warning: This file has 1.2 MB. [large-file]
    Forges show no page of that size. Move logs and dumps to files/."""
    )


def test_a_finding_is_explained(desk: Desk) -> None:
    for code, explained in CATALOGUE.items():
        said = desk.ok("check", "--explain", code)
        assert said.startswith(f"{code}\n\n{explained.means}\n\nWhat to do: {explained.do}")
    assert desk.refused("check", "--explain", "unknown-agnet") == (
        "desk: There is no finding 'unknown-agnet'.\nDid you mean 'unknown-agent'?\n"
    )
