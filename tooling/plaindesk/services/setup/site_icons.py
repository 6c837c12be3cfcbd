"""The icons that a site can have: those of Material's own set."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Finding, Severity
from plaindesk.text.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.settings import Settings

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@cache
def _folder() -> Path:
    spec = find_spec("material")  # which imports nothing of it
    inside = spec.submodule_search_locations if spec else None
    return Path(next(iter(inside or ()), "")) / "templates/.icons/material"


def has_icon(name: str) -> bool:
    """Tell whether Material's set has an icon of that name."""
    return _NAME.fullmatch(name) is not None and (_folder() / f"{name}.svg").is_file()


def check_icons(settings: Settings) -> Iterator[Finding]:
    """Tell of sections with an icon that there isn't: a plain one stands in for it."""
    for section, name in settings.site.sections.items():
        if name and not has_icon(name):
            known = (path.stem for path in _folder().glob("*.svg"))
            hint = did_you_mean(name, known) or "Material's documentation shows its icons."
            yield Finding(
                path="desk.yml",
                code="unknown-name",
                severity=Severity.WARNING,
                message=f"site sections {section}: Material's set has no icon '{name}'.",
                hint=hint,
                field="site",
            )
