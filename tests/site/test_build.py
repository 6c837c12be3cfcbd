"""The built site, every file of it."""

from __future__ import annotations

import filecmp
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.site.conftest import CANARY, SETTINGS
from tests.support.browser import served, visit
from tests.support.desks import ARTICLE, make_desk

from plaindesk.core.errors import DeskError
from plaindesk.site.build.building import build, mkdocs_file
from plaindesk.site.build.site_source import Content, load
from plaindesk.site.build.staging import stage

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MKDOCS = Path(sys.executable).parent / "mkdocs"


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_every_language_has_its_pages(built: Path) -> None:
    pages = {path for path in contents(built) if path.endswith("index.html")}
    assert {"index.html", "contact/index.html", "account/reset/index.html"} <= pages
    for language in ("ru", "fa", "sk"):
        assert {f"{language}/index.html", f"{language}/account/reset/index.html"} <= pages
    assert {"old/password/index.html", "tags/index.html", "faq/index.html"} <= pages
    assert (built / "404.html").is_file()


def test_nothing_internal_is_anywhere(built: Path) -> None:
    for name, data in contents(built).items():
        text = gzip.decompress(data) if name.endswith(".gz") else data
        assert CANARY.encode() not in text, name
        assert CANARY not in name


def test_no_page_asks_another_origin(built: Path) -> None:
    loaded = re.compile(
        r'<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*(?:src|data)="(?!data:)([^"]*)"'
        r'|<link\b[^>]*rel="(?:stylesheet|preconnect|icon|preload)[^>]*href="([^"]*)"'
    )
    for path in built.rglob("*.html"):
        for found in loaded.finditer(path.read_text("utf-8")):
            address = found[1] or found[2] or ""
            assert not re.match(r"[a-z]+:|//", address), (path, address)
    for path in built.rglob("plaindesk/*.css"):
        assert set(re.findall(r"url\(([^)]*)\)", path.read_text("utf-8"))) <= {'"vazirmatn.woff2"'}


def test_a_hostile_article_only_shows_itself(built: Path) -> None:
    for path in built.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "<script>window.hacked" not in page, path
        for tag in re.findall(r"<[a-zA-Z][^<>]*>", page):
            assert not re.search(r"\son(?:error|click|load|mouseover)\s*=", tag), (path, tag)
            assert "javascript:window" not in tag, (path, tag)
    index = json.loads((built / "search" / "search_index.json").read_text("utf-8"))
    shown = {title for _, parts in index["config"]["desk"]["pages"] for _, title, _ in parts}
    assert "</title><script>window.hacked = 1</script>\"'{{ x }}" in shown  # as text


def test_the_switch_leads_to_the_same_article(built: Path) -> None:
    page = (built / "ru/printing/paper/index.html").read_text("utf-8")
    assert '<a href="../../../printing/jam/" hreflang="en"' in page
    assert '<a href="../../../fa/printing/jam/" hreflang="fa"' in page
    assert 'href="https://help.example.com/desk/sk/printing/jam/" hreflang="sk">' in page
    alone = (built / "account/sign-in/index.html").read_text("utf-8")
    assert '<a href="../../ru/?untranslated" hreflang="ru"' in alone
    assert len(re.findall(r"<link [^>]*hreflang", alone)) == 1


def test_language_and_direction_are_told(built: Path) -> None:
    page = (built / "fa/account/reset/index.html").read_text("utf-8")
    assert '<html lang="fa"' in page
    assert '<body dir="rtl"' in page
    assert '<html lang="sk"' in (built / "sk/index.html").read_text("utf-8")


def test_hidden_words_are_in_the_index_and_not_in_what_is_shown(built: Path) -> None:
    index = json.loads((built / "search/search_index.json").read_text("utf-8"))["config"]["desk"]
    places = [place for place, _ in index["pages"]]
    number = places.index("account/reset/")
    assert number in index["words"]["terms"]["credentials"][::2]
    assert not any("credentials" in text for _, _, text in index["pages"][number][1])


def test_the_same_desk_gives_the_same_site(
    built: Path, desk: Path, desk_content: Content, tmp_path: Path
) -> None:
    build(desk, tmp_path / "again", desk_content)
    first, second = contents(built), contents(tmp_path / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_plain_mkdocs_build_just_works(desk_on_disk: Path, built: Path) -> None:
    before = contents(desk_on_disk / "kb")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [str(MKDOCS), "build", "--strict"],
        cwd=desk_on_disk,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    site = desk_on_disk / "build" / "site"
    assert contents(site).keys() == contents(built).keys()
    assert contents(desk_on_disk / "kb") == before
    assert sorted(path.name for path in desk_on_disk.iterdir()) == [
        "build",
        "desk.yml",
        "kb",
        "mkdocs.yml",
    ]


@pytest.mark.browser
def test_staged_files_build_without_us(
    desk_content: Content, built: Path, browser: Browser, tmp_path: Path
) -> None:
    stage(desk_content.library, tmp_path, kb=desk_content.kb, similar=desk_content.similar)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for language in ("en", "ru", "fa", "sk"):
        done = subprocess.run(
            [str(MKDOCS), "build", "--strict", "-f", f"{language}/mkdocs.yml"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    pages = {name for name in contents(tmp_path / "site" / "fa") if name.endswith(".html")}
    assert pages == {name for name in contents(built / "fa") if name.endswith(".html")}
    # Their index has none of our numbers: the theme's own search answers in every box.
    with served(tmp_path / "site") as base, visit(browser, base) as visitor:
        visitor.open("")
        visitor.page.locator("#__pd-query").fill("reset")
        found = visitor.page.locator(".pd-found li a").first
        found.wait_for()
        assert found.inner_text() == "How do I reset my password?"
        visitor.page.locator("#__pd-query").fill("qqzzqq")
        visitor.page.locator(".pd-found .pd-none").wait_for()
        visitor.open("account/sign-in/")
        assert "How do I reset my password?" in visitor.search("reset")


def test_a_desk_without_settings_for_mkdocs_says_so(desk_content: Content, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"no mkdocs\.yml"):
        build(tmp_path, tmp_path / "out", desk_content)


def test_a_file_that_does_not_name_us_says_so(desk_content: Content, tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: kb\n")
    with pytest.raises(DeskError, match="doesn't name the plug-in"):
        build(tmp_path, tmp_path / "out", desk_content)


def test_the_file_of_a_new_desk_is_sound() -> None:
    made = yaml.safe_load(mkdocs_file(SETTINGS.name))
    assert made["site_name"] == SETTINGS.name
    assert made["plugins"] == ["search", "plaindesk"]


def test_a_person_keeps_the_last_word_on_looks(desk_on_disk: Path, tmp_path: Path) -> None:
    root = tmp_path / "desk"
    shutil.copytree(desk_on_disk, root, ignore=shutil.ignore_patterns("build"))
    made = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    made["theme"]["palette"] = {"scheme": "default", "primary": "red"}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(made), "utf-8")
    build(root, tmp_path / "out", load(root))
    page = (tmp_path / "out" / "fa" / "index.html").read_text("utf-8")
    assert 'data-md-color-primary="red"' in page
    assert filecmp.cmp(root / "desk.yml", desk_on_disk / "desk.yml")


@pytest.mark.parametrize("settings", ["plugins: [plaindesk]\n", "plugins: [nonsense]\n"])
def test_a_build_leaves_nothing_and_sweeps_what_a_killed_one_left(
    tmp_path: Path, settings: str
) -> None:
    desk = make_desk(tmp_path / "desk", {"desk.yml": "name: Small\n", "kb/en/a/b.md": ARTICLE})
    desk.write("mkdocs.yml", f"site_name: x\ndocs_dir: kb\ntheme: {{name: material}}\n{settings}")
    folder = tmp_path / "temporary"
    for left in ("plaindesk-staged-999999999-x", f"plaindesk-staged-{os.getpid()}-x"):
        (folder / left).mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "plaindesk", "site", "build"],
        cwd=desk.root,
        capture_output=True,
        check=False,
        env=os.environ | {"TMPDIR": str(folder)},
    )
    is_good = "nonsense" not in settings
    assert done.returncode == (0 if is_good else 1)
    kept = {path.name for path in folder.iterdir()}
    assert f"plaindesk-staged-{os.getpid()}-x" in kept
    assert len(kept) == (1 if is_good else 2)
