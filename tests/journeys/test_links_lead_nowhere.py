"""A link in a clone leads no command out of the desk: not to read there, not to write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support.desks import ARTICLE, ID, README, SETTINGS, TICKET, Desk, make_desk

OUTSIDE = "the tunnel's number is 4711"
LINKS = ("tickets", "tickets/2611", f"tickets/2611/{ID}", README, "desk.yml", "kb", "kb/en")
OTHERS = ("kb/en/start", "kb/en/start/print.md", "kb/en/start/lamp.png", "tickets/new", ".github")
COMMANDS = (
    ("new", "Printer", "-m", "words", "--at", "2026-11-20T08:00Z"),
    ("note", ID, "-m", "words", "--as", "alice"),
    ("set", ID, "priority=P1", "--as", "alice"),
    ("show", ID),
    ("explain", ID),
    ("redact", ID, "-m", "asked for"),
    ("list",),
    ("search", "--tickets", "4711"),
    ("search", "4711"),
    ("check",),
    ("check", "--fix"),
    ("record",),
    ("fold",),
    ("route",),
    ("age",),
    ("resolve",),
    ("generate",),
    ("index",),
    ("kb", "list"),
    ("kb", "check"),
    ("kb", "new", "en/start/lamp", "Lamp"),
    ("init", "--yes"),
    ("site", "stage", "build/staged"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(
        tmp_path / "desk",
        {
            "desk.yml": SETTINGS,
            README: TICKET,
            "kb/en/start/print.md": f"{ARTICLE}\n![A lamp](lamp.png)\n",
            "kb/en/start/lamp.png": "a picture",
            "tickets/new/README.md": "Drop requests here.\n",
            ".github/keep.md": "words\n",
        },
    )


def _lead_outside(desk: Desk, part: str) -> Path:
    """Move a part of the desk out of it, and leave a link in its place."""
    outside = desk.root.parent / "outside"
    (desk.root / part).rename(outside)
    (desk.root / part).symlink_to(outside)
    for path in _held(outside):
        words = Path(path).read_text("utf-8")
        Path(path).write_text(re.sub("every hour|green button", OUTSIDE, words), "utf-8")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Link it")
    return outside


def _held(place: Path) -> dict[str, bytes]:
    found = (place, *sorted(place.rglob("*")))
    return {str(path): path.read_bytes() for path in found if path.is_file()}


@pytest.mark.parametrize("link", LINKS + OTHERS)
def test_nothing_is_read_or_written_behind_a_link(desk: Desk, link: str) -> None:
    outside = _lead_outside(desk, link)
    before = _held(outside)
    for words in COMMANDS:
        answer = desk.run(*words)
        assert answer.code in (0, 1), (words, answer)
        assert OUTSIDE not in answer.out + answer.err, words
        assert _held(outside) == before, words
    staged = _held(desk.root / "build" / "staged").values()
    assert not any(OUTSIDE.encode() in data for data in staged)
    assert link != "kb/en/start/lamp.png" or b"a picture" not in staged


def test_what_a_link_hides_is_a_finding(desk: Desk) -> None:
    for link in ("tickets", "kb"):
        _lead_outside(desk, link)
        (desk.root.parent / "outside").rename(desk.root.parent / f"outside-{link}")
    assert desk.run("check").out == (
        "kb:1:1: error: This is a symbolic link; it is not followed. [symlink]\n"
        "    Put the file itself here: links can lead out of the desk.\n"
        "tickets:1:1: error: This is a symbolic link; it is not followed. [symlink]\n"
        "    Put the file itself here: links can lead out of the desk.\n"
        "0 tickets, 0 articles: 2 errors, 0 warnings, 0 info\n"
    )


def test_no_site_is_built_through_a_link(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_text("mine", "utf-8")
    (desk.root / "build").symlink_to(tmp_path / "precious")
    desk.ok("init", "--yes")
    for words in (("site", "build"), ("site", "build", "--output", "build/x")):
        assert "build is a symbolic link" in desk.refused(*words)
    assert [path.name for path in (tmp_path / "precious").iterdir()] == ["file"]
