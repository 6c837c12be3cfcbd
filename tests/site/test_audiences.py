"""Two sites of one desk: nothing of the agents' reaches the public one, whatever is typed."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.site.conftest import CANARY
from tests.support.articles import article
from tests.support.desks import ID, README, SETTINGS, TICKET, make_desk
from tests.support.site_desk import IDS

from plaindesk.core.errors import DeskError
from plaindesk.site.build.audiences import MARK
from plaindesk.site.build.building import build, mkdocs_file, public_place
from plaindesk.text.codecs.article import render

if TYPE_CHECKING:
    from plaindesk.site.build.site_source import Content

TEMPLATES = Path(__file__).parents[2] / "tooling" / "plaindesk" / "templates"


def test_agents_read_what_the_public_does_not(agents_built: Path) -> None:
    ticket = (agents_built / "board/tickets" / IDS[0].lower() / "index.html").read_text("utf-8")
    assert CANARY in ticket
    assert "Why does the printer jam?" in ticket
    for page in ("account/agents", "account/clients"):
        assert CANARY in (agents_built / page / "index.html").read_text("utf-8")
    assert not (agents_built / "account/draft").exists()
    board = (agents_built / "board/queues/support/index.html").read_text("utf-8")
    assert all(f">{name}</a>" in board for name in IDS)
    assert "<svg" in (agents_built / "board/reports/index.html").read_text("utf-8")


def test_nobody_finds_the_agents_pages(agents_built: Path) -> None:
    for page in agents_built.rglob("*.html"):
        text = page.read_text("utf-8")
        is_redirect = 'http-equiv="refresh"' in text
        assert 'name="robots" content="noindex' in text or is_redirect, page
        assert "https://help.example.com/" not in text, page
    names = {path.name for path in agents_built.rglob("*")}
    assert names.isdisjoint({"feed.xml", "new.xml", "llms.txt", "opensearch.xml"})


def test_the_public_site_after_the_agents_holds_nothing_of_theirs(
    desk: Path, desk_content: Content, agents_built: Path, tmp_path: Path
) -> None:
    assert (agents_built / MARK).read_text() == "agents\n"
    build(desk, tmp_path / "public", desk_content)
    for path in (tmp_path / "public").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            text = gzip.decompress(data) if path.suffix == ".gz" else data
            assert CANARY.encode() not in text, path
        assert "board" not in path.relative_to(tmp_path / "public").parts


@pytest.mark.parametrize("below", ["", "ru", "pages/of/agents"])
def test_agents_pages_never_go_where_the_public_ones_are(
    desk: Path, agents_content: Content, built: Path, tmp_path: Path, below: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    with pytest.raises(DeskError, match=r"another audience|other files"):
        build(desk, site / below, agents_content)
    with pytest.raises(DeskError, match="where the public site is built"):
        build(desk, public_place(desk) / below, agents_content)


def test_agents_pages_never_go_among_other_files(
    desk: Path, agents_content: Content, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(DeskError, match="holds other files"):
        build(desk, tmp_path, agents_content)


@pytest.mark.parametrize("place", [".git", "tickets", "kb", "docs", "docs/below", "."])
def test_no_pages_go_among_other_files(tmp_path: Path, place: str) -> None:
    """MkDocs empties the folder that it builds in."""
    files = {"desk.yml": SETTINGS, README: TICKET, "mkdocs.yml": mkdocs_file("Test")}
    files |= {"kb/en/vpn.md": render(article("en//vpn", "VPN?")), "docs/below/mine.txt": "mine"}
    desk = make_desk(tmp_path, files)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    said = desk.refused("site", "build", "--output", place)
    assert "holds other files" in said or "should not be within" in said
    by_mkdocs = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", place],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert by_mkdocs.returncode != 0
    assert {path for path in before if not path.exists()} == set()


def test_public_pages_never_go_where_the_agents_are(
    desk: Path, desk_content: Content, agents_built: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(agents_built, site)
    for output in (site, site / "board", tmp_path):
        with pytest.raises(DeskError, match="another audience"):
            build(desk, output, desk_content)
    assert (site / "board").is_dir()


def test_no_job_builds_the_agents_site() -> None:
    for path in TEMPLATES.rglob("*.yml"):
        assert "--audience" not in path.read_text("utf-8"), path


def test_the_command_builds_for_agents_and_for_a_disk(tmp_path: Path) -> None:
    files = {"desk.yml": SETTINGS, README: TICKET, "mkdocs.yml": mkdocs_file("Test")}
    files["kb/en/vpn.md"] = render(article("en//vpn", "Why does the VPN drop?"))
    desk = make_desk(tmp_path, files)
    assert "build/agents" in desk.ok("site", "build", "--audience", "agents")
    assert (tmp_path / f"build/agents/board/tickets/{ID.lower()}/index.html").is_file()
    said = desk.refused("site", "build", "--audience", "agents", "--output", "build/site")
    assert "where the public site is built" in said
    assert "build/offline/index.html" in desk.ok("site", "build", "--offline")
    page = desk.read("build/offline/vpn.html")
    assert 'href="contact.html?article=vpn"' in page
    assert (tmp_path / "build/offline/search/search_index.js").is_file()
