"""The MkDocs plug-in: `mkdocs build` and `mkdocs serve` in a desk just work.

It makes the pages, and puts what stands beside them into a temporary folder; `kb/` is only read.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

from plaindesk.core.model.articles.own_addresses import SEARCH
from plaindesk.site.accel.extension_cache import Once
from plaindesk.site.accel.gc_tuning import seek_as, seek_seldom
from plaindesk.site.accel.shared_markup import keep
from plaindesk.site.accel.unsearched_footer import split
from plaindesk.site.accel.virtual_files import hand
from plaindesk.site.build import audiences, config_overrides
from plaindesk.site.build.site_source import Content, load
from plaindesk.site.build.staging import stage_language
from plaindesk.site.pages.page import Site
from plaindesk.site.search.pagefind_index import replace_index
from plaindesk.site.search.search_index import Known, write_index
from plaindesk.site.search.size_limit import is_by_parts

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from plaindesk.core.model.articles.article import Article
    from plaindesk.site.pages.page import Page as Made


class Options(Config):  # type: ignore[no-untyped-call]
    """There are none: what a desk says stands in `desk.yml`."""


class PlaindeskPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Builds the desk's default language, then the others below it."""

    content: Content
    site: Site

    def __init__(self) -> None:
        """Wait for MkDocs to have its settings."""
        self.given: Content | None = None
        """What was loaded already."""
        self.language: str | None = None
        """The one language that is built below another; else all are."""
        self._keywords: dict[str, list[str]] = {}
        self._articles: dict[str, Article] = {}
        self._ends: dict[str, str] = {}
        self._pages: dict[str, Made] = {}
        self._seeking = gc.get_threshold()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage the pages and say how they are to be built, before other plug-ins look."""
        self._seeking = seek_seldom()
        root = Path(config.config_file_path).parent
        self.content = self.given or load(root)
        library = self.content.library
        if self.language is None:  # else the site of another language was let in
            audiences.claim(Path(config.site_dir), library.audience)
        shelf = library.shelves[self.language or library.default]
        by_parts = not _is_served() and is_by_parts(library, shelf)
        self.site = Site(
            library=library, shelf=shelf, similar=self.content.similar, by_parts=by_parts
        )
        docs = config_overrides.staging(root, library.audience) / shelf.language
        made = stage_language(self.site, docs, kb=self.content.kb)
        self._pages = {page.path: page for page in made}
        config_overrides.apply(config, self.site, docs)
        if _is_served():  # with a script in every page that loads it anew
            config.extra["desk"]["policy"] = ""
        return config

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Set Markdown up once, when every plug-in has named its extensions."""
        every = Once(config.markdown_extensions, config.mdx_configs)
        config.markdown_extensions = cast("Any", [every])

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand the pages over."""
        return hand(self._pages, files, config)

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Say what themes are told of a page.

        Its date is its last review: the same desk gives the same site on any day.
        """
        if made := self._pages.pop(page.file.src_uri, None):
            page.meta = made.meta()
            markdown = made.body if markdown == made.body else markdown  # held once
        told = _told(page)
        page.update_date = told.get("reviewed") or self._newest() or page.update_date
        if keywords := told.get("keywords"):
            self._keywords[page.url] = keywords
        if article := self.site.shelf.articles.get(told.get("page", "")):
            self._articles[page.url] = article
        return markdown

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put aside what no search looks at."""
        if _told(page).get("kind") != "article":
            return html
        html, self._ends[page.url] = split(html)
        return html

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Write parts of the theme once, unless somebody's own templates may look at the page."""
        if not config.theme.custom_dir:
            keep(env)
        return env

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Make the page whole after the search has seen it; offer it in other languages."""
        page.content = (page.content or "") + self._ends.pop(page.url, "")
        config_overrides.switch(config, self.site)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Lead the language switch to the same page, where there is one."""
        return config_overrides.lead(output, self.site, page.url, _told(page).get("elsewhere", {}))

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the index that is searched, then build the other languages."""
        index = Path(config.site_dir) / SEARCH / "search_index.json"
        if index.is_file():
            language, in_files = self.site.shelf.language, self.site.in_files
            synonyms = self.content.library.settings.search.synonyms.get(language, ())
            known = Known(
                language=language,
                articles=self._articles,
                keywords=self._keywords,
                synonyms=synonyms,
            )
            if self.site.by_parts:
                replace_index(index, known)
            else:
                write_index(index, known, in_files=in_files)
        if self.language is None:
            for language in self.content.library.shelves:
                if language != self.content.library.default:
                    _build_below(config, self.content, language)
            self._clear_away()
        seek_as(self._seeking)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the program as it was."""
        seek_as(self._seeking)
        self._clear_away()

    def _clear_away(self) -> None:
        """Remove what was staged, unless somebody still looks at it."""
        if self.language is None and not _is_served():
            config_overrides.remove_staging()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: object,
    ) -> LiveReloadServer:
        """Watch what people edit instead of what was staged from it."""
        server.unwatch(config.docs_dir)
        root = Path(config.config_file_path).parent
        for path in (root / "desk.yml", self.content.kb):
            server.watch(str(path))
        return server

    def _newest(self) -> str:
        shelves = self.content.library.shelves.values()
        days = (a.reviewed for shelf in shelves for a in shelf.articles.values() if a.reviewed)
        newest = max(days, default=None)
        return newest.isoformat() if newest else ""


def _is_served() -> bool:
    """Tell whether somebody writes while they look.

    MkDocs would say so to a plug-in with `on_startup`, but then keep it for every later build.
    """
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def _told(page: Page) -> dict[str, Any]:
    told: dict[str, Any] = page.meta.get("desk", {})
    return told


def _build_below(config: MkDocsConfig, content: Content, language: str) -> None:
    """Build another language below the one just built, from the same `mkdocs.yml`."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    below = load_config(
        config_file=config.config_file_path,
        site_dir=str(Path(config.site_dir) / language),
        strict=config.strict,
    )
    plugin = cast("PlaindeskPlugin", below.plugins["plaindesk"])
    plugin.given, plugin.language = content, language
    build(below)
