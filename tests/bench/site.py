"""Measure the article search and the site at several sizes, in one run.

The site stands beside plain Material on the same articles: the same theme and search, and a
navigation that lists no article.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.articles import article

from plaindesk.site.building import mkdocs_file
from plaindesk.store.search.articles import ArticleSearch
from plaindesk.text.article import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaindesk.core.model.article import Article

SIZES = (100, 1000)
SECTIONS = 10
QUESTIONS = 50
PLAIN = """\
site_name: Plain
docs_dir: docs
theme: {name: material, font: false}
validation: {nav: {omitted_files: ignore}}
nav: [index.md]
plugins: [search]
"""
WORDS = [
    first + middle + last
    for first in ("re", "un", "de", "pro", "con", "sub", "in", "ex")
    for middle in ("port", "set", "form", "duc", "sist", "ver", "mit", "ject", "tain", "spec")
    for last in ("", "s", "er", "ing", "ion", "able", "ed", "ive")
]


def main() -> None:
    """Print one table."""
    sys.stdout.write("articles | index s | again s | question ms | site s | plain s | ratio | MB\n")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(measured(Path(folder), size) + "\n")
            sys.stdout.flush()


def measured(folder: Path, size: int) -> str:
    """Measure one size."""
    chance = random.Random(size)  # noqa: S311 - the same articles every time
    articles = [invented(chance, number) for number in range(size)]
    search = ArticleSearch(folder / "index")
    indexed = seconds(lambda: search.refresh(articles))
    again = seconds(lambda: ArticleSearch(folder / "index").refresh(articles))
    asked = [" ".join(chance.sample(WORDS, 3)) for _ in range(QUESTIONS)]
    answered = statistics.median(asking(search, words) for words in asked)
    desk, plain = folder / "desk", folder / "plain"
    (desk / ".git").mkdir(parents=True)
    desk_files = [("desk.yml", "name: Bench\n"), ("mkdocs.yml", mkdocs_file("Bench"))]
    write(desk, [*desk_files, *((each.path, render(each)) for each in articles)])
    pages = [(f"docs/{each.page}.md", f"# {each.title}\n\n{each.body}") for each in articles]
    write(plain, [("mkdocs.yml", PLAIN), ("docs/index.md", "# Bench\n"), *pages])
    ours, theirs = built(desk), built(plain)
    made = sum(path.stat().st_size for path in (desk / "build").rglob("*") if path.is_file())
    return (
        f"{size:8} | {indexed:7.2f} | {again:7.2f} | {answered * 1000:11.1f} | {ours:6.1f} | "
        f"{theirs:7.1f} | {ours / theirs:5.2f} | {made / 1e6:2.0f}"
    )


def asking(search: ArticleSearch, words: str) -> float:
    """Time one question."""
    return seconds(lambda: search.search(words, ["en"]))


def built(root: Path) -> float:
    """Time a plain `mkdocs build` in a process of its own."""
    mkdocs = Path(sys.executable).parent / "mkdocs"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [str(mkdocs), "build", "--quiet"]
    return seconds(lambda: subprocess.run(command, cwd=root, env=environment, check=True))


def write(root: Path, files: list[tuple[str, str]]) -> None:
    """Write files."""
    for name, text in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def invented(chance: random.Random, number: int) -> Article:
    """Make up an article of some 300 words."""
    parts = [
        f"## {sentence(chance, 3)}\n\n" + " ".join(sentence(chance, 12) for _ in range(5))
        for _ in range(5)
    ]
    key = f"en/section-{number % SECTIONS}/article-{number}"
    title = f"{sentence(chance, 6)[:-1]}?"
    return article(key, title, "\n\n".join(parts), summary=sentence(chance, 10))


def sentence(chance: random.Random, words: int) -> str:
    """Make up a sentence."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


if __name__ == "__main__":
    main()
