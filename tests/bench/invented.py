"""Articles made up by chance, the same ones every time, and the sites that are built from them."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING, Any

import yaml
from tests.support.articles import article

from plaindesk.site.build import mkdocs_config
from plaindesk.site.build.building import mkdocs_file
from plaindesk.text.codecs.article import render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from plaindesk.core.model.articles.article import Article

SECTIONS = 10
WORDS = [
    first + middle + last
    for first in ("re", "un", "de", "pro", "con", "sub", "in", "ex")
    for middle in ("port", "set", "form", "duc", "sist", "ver", "mit", "ject", "tain", "spec")
    for last in ("", "s", "er", "ing", "ion", "able", "ed", "ive")
]
_TOGGLES = (
    ("", "default", "brightness-auto"),
    (": light", "default", "weather-sunny"),
    (": dark", "slate", "weather-night"),
)


def articles(size: int) -> list[Article]:
    """Make up articles of some 300 words."""
    chance = random.Random(size)  # noqa: S311 - the same articles every time
    return [_article(chance, number) for number in range(size)]


def _article(chance: random.Random, number: int) -> Article:
    parts = [
        f"## {_sentence(chance, 3)}\n\n" + " ".join(_sentence(chance, 12) for _ in range(5))
        for _ in range(5)
    ]
    key = f"en/section-{number % SECTIONS}/article-{number}"
    title = f"{_sentence(chance, 6)[:-1]}?"
    return article(key, title, "\n\n".join(parts), summary=_sentence(chance, 10))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def desk(root: Path, made: Sequence[Article], search: str) -> None:
    """Write a desk that holds the articles."""
    (root / ".git").mkdir(parents=True)
    _write(root / "desk.yml", f"name: Bench\nsite: {{search: {search}}}\n")
    _write(root / "mkdocs.yml", mkdocs_file("Bench"))
    for each in made:
        _write(root / each.path, render(each))


def plain(root: Path, made: Sequence[Article], more: dict[str, Any]) -> None:
    """Write the articles for plain Material: a list for each section, and those in the menu."""
    sections: dict[str, list[str]] = {}
    for each in made:
        section, _, name = each.page.partition("/")
        _write(root / f"docs/{each.page}.md", f"# {each.title}\n\n{each.body}")
        sections.setdefault(section, []).append(f"- [{each.title}]({name}.md)")
    for section, links in sections.items():
        _write(root / f"docs/{section}/index.md", f"# {section}\n\n" + "\n".join(links))
    _write(root / "docs/index.md", "# Bench\n")
    _write(root / "docs/contact.md", "# Contact\n")
    settings: dict[str, Any] = {
        "site_name": "Bench",
        "site_dir": "build/site",
        "theme": {"name": "material", "font": False},
        "validation": {"nav": {"omitted_files": "ignore"}},
        "nav": ["index.md", *(f"{section}/index.md" for section in sections), "contact.md"],
        "plugins": ["search"],
    }
    _write(root / "mkdocs.yml", yaml.dump(settings | more))


def same() -> dict[str, Any]:
    """Set plain Material as ours is: features, colours to choose, and the forms of text."""
    palette = [
        {
            "media": f"(prefers-color-scheme{media})",
            "scheme": scheme,
            "toggle": {"icon": f"material/{icon}", "name": icon},
        }
        for media, scheme, icon in _TOGGLES
    ]
    theme = {
        "name": "material",
        "font": False,
        "features": mkdocs_config.FEATURES,
        "palette": palette,
    }
    known = {n: o for n, o in mkdocs_config.EXTENSIONS.items() if not n.startswith("plaindesk")}
    return {"theme": theme, "markdown_extensions": [{n: o} if o else n for n, o in known.items()]}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def compressed(path: Path) -> int:
    """Tell how many bytes of a file a server sends; some files are compressed already."""
    data = path.read_bytes()
    return min(len(data), len(gzip.compress(data, 6)))
