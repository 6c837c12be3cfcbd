"""Writing a help centre as plain files that any generator builds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from plaindesk.core.errors import DeskError
from plaindesk.core.model.articles.article import old_page
from plaindesk.core.model.articles.own_addresses import taken
from plaindesk.site.build import mkdocs_config
from plaindesk.site.pages.feeds import feeds
from plaindesk.site.pages.page import Page, Site
from plaindesk.site.pages.site_pages import pages
from plaindesk.site.search.word_rules import words_script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.build.published_articles import Library

MANIFEST = ".plaindesk-stage.json"
"""Lists what was staged, so that a later run takes away only what it made itself."""

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """What was staged: languages, pages and articles of each, and how many files changed."""

    target: Path
    pages: Mapping[str, int]
    articles: Mapping[str, int]
    changed: int


def stage(
    library: Library, target: Path, *, kb: Path, similar: Callable[[Article], Sequence[str]]
) -> StageReport:
    """Write every language's pages, settings and theme into a folder of their own.

    Raises DeskError where the folder holds something else.
    """
    before = _staged_before(target)
    files: dict[str, bytes] = dict(_theme_files("theme"))
    counts: dict[str, int] = {}
    for language in library.shelves:
        made = list(language_files(library, language, kb=kb, similar=similar))
        files |= {f"{language}/docs/{path}": data for path, data in made}
        files[f"{language}/mkdocs.yml"] = _settings_file(library, language)
        counts[language] = sum(path.endswith(".md") for path, _ in made)
    return StageReport(
        target=target,
        pages=counts,
        articles={language: len(s.articles) for language, s in library.shelves.items()},
        changed=_write(target, files, before),
    )


def stage_language(site: Site, target: Path, *, kb: Path) -> list[Page]:
    """Make one language's pages, and write what stands beside them, where it changed."""
    made = list(pages(site))
    _write(target, dict(_beside(site, made, kb)), _staged_before(target))
    return made


def language_files(
    library: Library, language: str, *, kb: Path, similar: Callable[[Article], Sequence[str]]
) -> Iterator[tuple[str, bytes]]:
    """Make one language's pages, redirects, pictures and scripts."""
    site = Site(library=library, shelf=library.shelves[language], similar=similar)
    made = list(pages(site))
    yield from ((page.path, page_text(page).encode()) for page in made)
    yield from _beside(site, made, kb)


def _beside(site: Site, made: Sequence[Page], kb: Path) -> Iterator[tuple[str, bytes]]:
    yield from ((name, text.encode()) for name, text in feeds(site))
    yield from _redirects(site, {page.path for page in made})
    for place, source in sorted(site.media.items()):
        yield place, (kb / source).read_bytes()
    for path, data in _theme_files(""):
        if path.startswith(mkdocs_config.ASSETS):
            yield path, data
    yield f"{mkdocs_config.ASSETS}/words-{site.shelf.language}.js", words_script(site).encode()


def page_text(page: Page) -> str:
    """Write a page's file."""
    front = yaml.dump(page.meta(), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front}---\n\n{page.body}\n"


def _redirects(site: Site, made: set[str]) -> Iterator[tuple[str, bytes]]:
    """Lead old addresses to where the article is now; a page that exists is never covered."""
    languages = site.library.settings.languages
    for article in site.shelf.articles.values():
        for name in map(old_page, article.redirect_from):
            path = f"{name}/index.html"
            is_free = f"{name}.md" not in made and f"{name}/index.md" not in made
            is_ours = taken(name, article.language, languages)
            if name and is_free and not is_ours and path not in made:
                made.add(path)
                up = "../" * len(PurePosixPath(name).parts)
                yield path, _redirect(up + site.url(article.page)).encode()


def _redirect(target: str) -> str:
    return (
        '<!doctype html>\n<html>\n<meta charset="utf-8">\n'
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">\n"""
        f'<link rel="canonical" href="{target}">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<title>\u2192</title>\n<a href="{target}">{target}</a>\n'
    )


def _settings_file(library: Library, language: str) -> bytes:
    site = Site(library=library, shelf=library.shelves[language], similar=lambda _: ())
    made: dict[str, Any] = mkdocs_config.settings_of(site)
    made["docs_dir"] = "docs"
    is_default = language == library.default
    made["site_dir"] = "../site" if is_default else f"../site/{language}"
    made["theme"] = {"name": "material", "custom_dir": "../theme"} | made["theme"]
    made["plugins"] = [{"search": mkdocs_config.SEARCH}]
    made["markdown_extensions"] = [
        {name: options} if options else name
        for name, options in mkdocs_config.extensions(site).items()
    ]
    # Not the safe kind: MkDocs takes one of Markdown's functions by its name.
    return yaml.dump(made, allow_unicode=True, sort_keys=False, width=1000).encode()


def _theme_files(below: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(mkdocs_config.THEME.rglob("*")):
        if path.is_file():
            name = path.relative_to(mkdocs_config.THEME).as_posix()
            yield (f"{below}/{name}" if below else name), path.read_bytes()


def _staged_before(target: Path) -> list[str]:
    manifest = target / MANIFEST
    if manifest.is_file():
        listed: list[str] = json.loads(manifest.read_text("utf-8"))
        return listed
    if target.is_dir() and any(target.iterdir()):
        raise DeskError(
            f"{target} holds other files.", "Name an empty folder, or one that was staged before."
        )
    return []


def _write(target: Path, files: Mapping[str, bytes], before: Sequence[str]) -> int:
    """Write what differs and take away what was staged before and isn't any more."""
    changed = 0
    target.mkdir(parents=True, exist_ok=True)
    # First the list, longer than it need be: a run that is cut short leaves nothing unlisted.
    _list(target, sorted({*files, *before}))
    for name in sorted(set(before) - files.keys()):
        (target / name).unlink(missing_ok=True)
        changed += 1
    for name, data in files.items():
        path = target / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            changed += 1
    _list(target, sorted(files))
    return changed


def _list(target: Path, names: Sequence[str]) -> None:
    (target / MANIFEST).write_text(json.dumps(names, ensure_ascii=False, indent=0) + "\n", "utf-8")
