"""`python -m tests.bench.site`: building the site and searching it, at several sizes, in one run.

The site stands beside plain Material on the same articles with the same navigation: as it comes,
and with the same settings of theme and text as ours. What Pagefind searches stands beside plain
Material that Pagefind searches. All begin in an empty folder, as in a job.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import invented
from tests.bench.report import environment, put, told
from tests.bench.site_search import asked
from tests.support.browser import launched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.sync_api import Browser

    from plaindesk.core.model.articles.article import Article

SIZES = (100, 1_000, 10_000)
ROUNDS = {100: 5, 1_000: 3}
"""Builds of each, one after the other in turn; the quickest counts. Of more articles: one."""
YARDSTICK, PARTS = "plain, same settings", "plain, same settings, Pagefind"
YARDSTICKS = {"ours, Pagefind": PARTS, PARTS: PARTS}
"""What a site is measured against, where that isn't the usual."""
PAGEFIND = ("pagefind", "--silent", "--root-selector", "article.md-content__inner")
BUILDS = (
    "| articles | site | CPU s | x plain | peak MB | site MB | index MB | compressed |\n"
    "|---|---|---|---|---|---|---|---|"
)
ANSWERS = (
    "| articles | search | first result: s | kB | requests | next question: s | kB |\n"
    "|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, kw_only=True)
class Build:
    """What a build took, in seconds of the processor and bytes of memory."""

    seconds: float
    memory: int


def main() -> None:
    """Measure each size and write the tables."""
    builds, answers = [BUILDS], [ANSWERS]
    with launched() as browser:
        for size in map(int, sys.argv[1:] or SIZES):
            with tempfile.TemporaryDirectory() as folder:
                measured = measure(Path(folder), size, browser)
            for table, lines in zip((builds, answers), measured, strict=True):
                table.extend(lines)
                sys.stdout.write("\n".join((*lines, "")))
                sys.stdout.flush()
    text = "\n".join((told("python -m tests.bench.site"), "", *builds, "", *answers))
    put("The site", text)


def measure(folder: Path, size: int, browser: Browser) -> tuple[list[str], list[str]]:
    """Build every site of one size and ask those that are ours."""
    made = invented.articles(size)
    sites = written(folder, made)
    best = {name: built(name, root) for name, root in sites.items()}
    for _ in range(ROUNDS.get(size, 1) - 1):
        for name, root in sites.items():
            best[name] = min(best[name], built(name, root), key=lambda build: build.seconds)
    builds = [row(size, name, best, root / "build" / "site") for name, root in sites.items()]
    answers = [
        f"| {size:,} | {name} | {asked(browser, root / 'build' / 'site', made)} |"
        for name, root in sites.items()
        if name.startswith("ours")
    ]
    return builds, answers


def written(folder: Path, made: Sequence[Article]) -> dict[str, Path]:
    """Write the sources of every site."""
    invented.plain(folder / "plain", made, {})
    invented.plain(folder / "same", made, invented.same())
    invented.plain(folder / "same-parts", made, invented.same())
    invented.desk(folder / "ours", made, "built-in")
    invented.desk(folder / "parts", made, "pagefind")
    return {
        "plain": folder / "plain",
        YARDSTICK: folder / "same",
        PARTS: folder / "same-parts",
        "ours, built-in": folder / "ours",
        "ours, Pagefind": folder / "parts",
    }


def built(name: str, root: Path) -> Build:
    """Build in a process of its own; what it starts counts too."""
    made = ran(root, str(Path(sys.executable).parent / "mkdocs"), "build", "--quiet")
    if name != PARTS:
        return made
    indexed = ran(root, sys.executable, "-m", *PAGEFIND, "--site", "build/site")
    most = max(made.memory, indexed.memory)
    return Build(seconds=made.seconds + indexed.seconds, memory=most)


def ran(root: Path, *command: str) -> Build:
    """Run a program in a folder."""
    known = environment(NO_MKDOCS_2_WARNING="1")
    with subprocess.Popen(command, cwd=root, env=known) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"The site in {root} can't be built.")
    return Build(seconds=used.ru_utime + used.ru_stime, memory=used.ru_maxrss * 1024)


def row(size: int, name: str, best: Mapping[str, Build], site: Path) -> str:
    """Write a line of the first table."""
    build = best[name]
    files = [path for path in site.rglob("*") if path.is_file()]
    index = [path for path in files if path.parent.name == "search" or "pagefind" in path.parts]
    told_of = (
        f"{build.seconds:.1f}",
        f"{build.seconds / best[YARDSTICKS.get(name, YARDSTICK)].seconds:.2f}",
        f"{build.memory / 1e6:.0f}",
        megabytes(files),
        megabytes(index),
        f"{sum(map(invented.compressed, index)) / 1e6:.1f}",
    )
    return f"| {size:,} | {name} | {' | '.join(told_of)} |"


def megabytes(files: Sequence[Path]) -> str:
    """Add up what files hold."""
    return f"{sum(path.stat().st_size for path in files) / 1e6:.1f}"


if __name__ == "__main__":
    main()
