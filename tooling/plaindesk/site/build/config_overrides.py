"""Our settings put over a person's `mkdocs.yml`, which keeps the last word on looks."""

from __future__ import annotations

import atexit
import logging
import os
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

from mkdocs.theme import Theme

from plaindesk.core.model.articles.own_addresses import HOME
from plaindesk.site.accel.template_cache import dress
from plaindesk.site.build import mkdocs_config as ours
from plaindesk.site.build.site_urls import site_url
from plaindesk.site.words import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from plaindesk.core.model.vocabulary import Audience
    from plaindesk.site.pages.page import Site


_MARK = "plaindesk-language:"
_UNTRANSLATED = "?untranslated"
"""Tells the home page of another language that somebody came from what it hasn't."""
_LINK = re.compile(rf'"#{_MARK}([\w-]+)"')
_HEAD = re.compile(rf'\s*<link rel="alternate" href="#{_MARK}([\w-]+)" hreflang="[^"]*">')


@cache
def staging(root: Path, audience: Audience) -> Path:
    """Give the folder that a desk is staged to; it lasts until `remove_staging`."""
    del root, audience  # each has its own
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{_STAGED}{os.getpid()}-"))
    _staged.append(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # where MkDocs itself is run
    return folder


_STAGED = "plaindesk-staged-"
_staged: list[Path] = []


def remove_staging() -> None:
    """Remove what was staged: a command ends without Python's own end."""
    for folder in _staged:
        shutil.rmtree(folder, ignore_errors=True)
    _staged.clear()
    staging.cache_clear()


def _sweep() -> None:
    """Remove what killed runs left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_STAGED}*-*"):
        process = folder.name.removeprefix(_STAGED).partition("-")[0]
        if process.isdigit() and not _runs(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def apply(config: MkDocsConfig, site: Site, docs: Path) -> None:
    """Change MkDocs' settings to those of one language."""
    made = ours.settings_of(site)
    config.docs_dir = str(docs)
    config.use_directory_urls = not site.in_files
    for key in ("site_name", "site_url", "site_description", "nav"):
        config[key] = made[key]
    config.copyright = config.copyright or made["copyright"]
    config.extra = cast("Any", {**config.extra, **made["extra"]})
    config.extra_css = [*made["extra_css"], *config.extra_css]
    config.extra_javascript = [*made["extra_javascript"], *config.extra_javascript]
    config.validation.nav.omitted_files = logging.DEBUG
    config.validation.links.unrecognized_links = logging.DEBUG
    if site.in_files:  # a link to another language looks like one to a missing page
        config.validation.links.not_found = logging.DEBUG
    _apply_theme(config, made["theme"])
    _apply_markdown(config, ours.extensions(site))
    _apply_search(config)


def _apply_theme(config: MkDocsConfig, wanted: Mapping[str, Any]) -> None:
    """Dress the theme; what a person set otherwise than it comes stays as set."""
    theme, untouched = config.theme, Theme(name=config.theme.name)
    for key, value in wanted.items():
        if key in ("language", "font") or theme.get(key) == untouched.get(key):
            theme[key] = value
    if str(ours.THEME) not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(ours.THEME))
        dress(theme)


def _apply_markdown(config: MkDocsConfig, wanted: Mapping[str, dict[str, Any]]) -> None:
    own = [name for name in config.markdown_extensions if name not in wanted]
    config.markdown_extensions = [*own, *wanted]
    config.mdx_configs = {**config.mdx_configs, **wanted}


def _apply_search(config: MkDocsConfig) -> None:
    for name in ("material/search", "search"):
        if name in config.plugins:
            config.plugins[name].config.update(ours.SEARCH)


def switch(config: MkDocsConfig, site: Site) -> None:
    """Name the other languages; where each link leads is written in by `lead`.

    Themes make links relative to the page in a way that fails for what lies above the site.
    """
    shelves = site.library.shelves
    if len(shelves) > 1:
        config.extra["alternate"] = [
            {"name": name_of(other), "link": f"#{_MARK}{other}", "lang": other} for other in shelves
        ]


def lead(html: str, site: Site, page: str, elsewhere: Mapping[str, str]) -> str:
    """Lead the switch to a page in other languages, or to their home, which says so.

    Machines are told of true translations only.
    """
    own = site.shelf.language
    if len(site.library.shelves) == 1:
        return html
    exact = {own, *elsewhere}

    def way(language: str) -> str:
        if language == own:
            return page
        return site.away(language) + elsewhere.get(language, f"{site.url(HOME)}{_UNTRANSLATED}")

    def told(found: re.Match[str]) -> str:
        language = found[1]
        return _told(site, language, way(language), page) if language in exact else ""

    up = "../" * page.count("/")
    head, end, body = html.partition("</head>")
    text = f"{_HEAD.sub(told, head)}{end}{body}"
    return _LINK.sub(lambda found: f'"{up}{way(found[1]) or "./"}"', text)


def _told(site: Site, language: str, way: str, page: str) -> str:
    top = site_url(site.library.settings, site.shelf.language)
    address = urljoin(top, way) if top else "../" * page.count("/") + (way or "./")
    # The theme's script asks every address under exactly `rel=alternate` for a site map, to
    # find the translation that we know already; the blank makes it another word to the script.
    return f'\n      <link rel="alternate " href="{address}" hreflang="{language}">'
