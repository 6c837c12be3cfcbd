"""Checking a desk, or some of its files, and mending what is mechanical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.checks import (
    Known,
    check_settings,
)
from plaindesk.core.errors import DeskError
from plaindesk.core.model.articles.article_links import DRAWING
from plaindesk.core.model.articles.svg import only_draws
from plaindesk.core.results.checks import CheckReport
from plaindesk.services.checks.articles import check_all, check_some, moved_jobs, stale
from plaindesk.services.checks.tickets import check_tickets
from plaindesk.services.setup.settings_cache import kept
from plaindesk.services.setup.site_icons import check_icons
from plaindesk.store import files, layout, tickets
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.language_detection import language_of
from plaindesk.text.yaml.key_positions import setting_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from plaindesk.core.model.files.shard import Shard
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.settings import Settings
    from plaindesk.services.desk import Desk


def check(
    desk: Desk, paths: Sequence[str] = (), *, fix: bool = False, shard: Shard | None = None
) -> CheckReport:
    """Check everything, or what lies under some paths; `fix` mends what is mechanical.

    A shard is some of the tickets; the first one has the settings and articles, too, so
    that all of them together find what a check of everything does. Raises DeskError for a
    path that isn't there.
    """
    wanted = _in_scope([_scope(desk.root, path) for path in paths])
    fixed = _mended(desk, wanted) if fix else ()
    known = known_of(desk)
    of_tickets, count = check_tickets(desk, known, wanted.scopes, wanted, shard)
    is_rest = shard is None or shard.is_first
    rest, read = _rest(desk, known, wanted) if is_rest else ((), 0)
    return CheckReport(
        findings=tuple(sorted((*of_tickets, *rest), key=_order)),
        tickets=count,
        articles=read,
        fixed=fixed,
    )


def _mended(desk: Desk, wanted: _in_scope) -> tuple[str, ...]:
    from plaindesk.services.checks.fixes import mend

    return mend(desk, wanted)


def _rest(desk: Desk, known: Known, wanted: _in_scope) -> tuple[list[Finding], int]:
    """Check all but the tickets; returns the findings and how many articles there are."""
    some = check_some(desk, known, wanted) if wanted.scopes else check_all(desk, known)
    found = [
        *(_settings(desk) if wanted(layout.SETTINGS) else ()),
        *some.findings,
        *stale(desk, some.generated),
        *(() if wanted.scopes else moved_jobs(desk)),
    ]
    return found, some.articles


def check_settings_alone(start: Path) -> CheckReport | None:
    """Report on settings that are too broken to open the desk with; None where they aren't."""
    place = layout.find(start)
    if kept(place) is not None:
        return None
    settings, findings = _read_settings(place.root)
    ordered = tuple(sorted(findings, key=_order))
    return None if settings else CheckReport(findings=ordered, tickets=0, articles=0)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.order


class _in_scope:  # noqa: N801 - reads as a condition
    """Tells whether a path, relative to the desk, is to be checked."""

    def __init__(self, scopes: Sequence[str]) -> None:
        self.scopes = scopes

    def __call__(self, path: str) -> bool:
        return not self.scopes or any(
            scope in {".", path} or path.startswith(f"{scope}/") or scope.startswith(f"{path}/")
            for scope in self.scopes
        )


def _scope(root: Path, path: str) -> str:
    from pathlib import Path as AnyPath

    full = (AnyPath.cwd() / path).resolve()
    if not full.exists():
        full = (root / path).resolve()
    if not full.exists() or not full.is_relative_to(root):
        raise DeskError(f"There is no '{path}' in this desk.", "Paths are relative to this folder.")
    return full.relative_to(root).as_posix()


def known_of(desk: Desk) -> Known:
    """Gather what the rules look things up in."""
    names = desk.files_below_kb()
    return Known(
        settings=desk.settings,
        now=desk.now,
        tickets=tickets.Names(desk.root, desk.outside.tickets),
        articles=desk.article_keys(),
        files=names,
        unsafe=frozenset(name for name in names if _is_unsafe(desk.root, name)),
    )


def _is_unsafe(root: Path, name: str) -> bool:
    """Tell whether it's a link, or an SVG that does more than draw or can't be read."""
    if (root / "kb" / name).is_symlink():
        return True
    if not name.lower().endswith(DRAWING):
        return False
    try:
        return not only_draws(files.read_inside(root, f"kb/{name}") or b"")
    except (DeskError, OSError):
        return True


def _settings(desk: Desk) -> Iterator[Finding]:
    if kept(desk.place) is None:
        yield from _read_settings(desk.root)[1]
    checked = check_settings(desk.settings, desk.now, language_of)
    for finding in (*checked, *check_icons(desk.settings)):
        text = decode(layout.SETTINGS, files.read(desk.root / layout.SETTINGS) or b"").text
        line, column = setting_place(text or "", finding.field)
        yield finding._replace(line=line, column=column)


def _read_settings(root: Path) -> tuple[Settings | None, tuple[Finding, ...]]:
    from plaindesk.text.settings import desk_yml as settings_text

    data = files.read(root / layout.SETTINGS) or b""
    return settings_text.read(decode(layout.SETTINGS, data))
