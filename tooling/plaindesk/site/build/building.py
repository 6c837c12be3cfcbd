"""Building and serving the help centre."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import Audience
from plaindesk.site.build.audiences import refuse_link, refuse_public_place
from plaindesk.text.yaml.scalars import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaindesk.site.build.plugin import PlaindeskPlugin
    from plaindesk.site.build.site_source import Content

MKDOCS = "mkdocs.yml"
_TEMPLATE = Path(__file__).parents[1] / "template" / MKDOCS


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was built: how many articles in each language, and what MkDocs warned of."""

    output: Path
    articles: Mapping[str, int]
    warnings: tuple[str, ...] = ()


def mkdocs_file(name: str) -> str:
    """Write the `mkdocs.yml` of a new desk of that name."""
    return _TEMPLATE.read_text("utf-8").replace("{name}", scalar(name))


def build(root: Path, output: Path, content: Content) -> BuildReport:
    """Build every language; raises DeskError where MkDocs gives up."""
    refuse_link(root, output)
    _quiet_material()
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from plaindesk.site.build.config_overrides import remove_staging

    with _warnings() as heard:
        try:
            config = load_config(config_file=_mkdocs_file(root), site_dir=str(output.resolve()))
            if content.library.audience is not Audience.PUBLIC:
                refuse_public_place(output, public_place(root))
            if "plaindesk" not in config.plugins:
                raise DeskError(f"{MKDOCS} doesn't name the plug-in `plaindesk`.", "Add it there.")
            cast("PlaindeskPlugin", config.plugins["plaindesk"]).given = content
            mkdocs_build(config)
        except MkDocsException as error:
            raise DeskError(f"The site could not be built: {error}", "\n".join(heard)) from error
        finally:
            remove_staging()
    shelves = content.library.shelves
    counts = {language: len(shelf.articles) for language, shelf in shelves.items()}
    missing = (f"{path} can't be read and is left out: desk check kb" for path in content.left_out)
    covered = (
        f"{path} is left out, where the site has a page itself: desk check kb"
        for path in content.library.covered
    )
    return BuildReport(output=output, articles=counts, warnings=(*heard, *missing, *covered))


def public_place(root: Path) -> Path:
    """Find where `mkdocs build` puts the public site."""
    from mkdocs.config import load_config

    return Path(load_config(config_file=_mkdocs_file(root)).site_dir)


def serve(root: Path, port: int) -> None:
    """Show the site to this machine's browser and follow every edit, until interrupted."""
    _quiet_material()
    from mkdocs.commands.serve import serve as mkdocs_serve

    from plaindesk.site.build.config_overrides import remove_staging

    try:
        mkdocs_serve(config_file=_mkdocs_file(root), dev_addr=f"127.0.0.1:{port}")
    finally:
        remove_staging()


def _mkdocs_file(root: Path) -> str:
    path = root / MKDOCS
    if not path.is_file():
        raise DeskError(f"There is no {MKDOCS} in {root}.", "Write it with: desk init")
    return str(path)


def _quiet_material() -> None:
    """Keep the theme's advertisement for its successor from people's terminals."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Listen to what MkDocs warns of."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    listener, logger = Listener(logging.WARNING), logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
