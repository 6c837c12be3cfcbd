"""Which icon stands beside a page where pages are listed: one of Material's own set."""

from __future__ import annotations

import logging
import re
from functools import cache
from pathlib import Path

OF_KIND = {
    "home": "home-outline",
    "faq": "frequently-asked-questions",
    "tags": "tag-outline",
    "contact": "email-outline",
    "board": "view-column-outline",
    "reports": "chart-bar",
}
"""For the pages that we make ourselves."""
_SECTION = "bookmark-outline"
"""For a section for which the desk names none."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_log = logging.getLogger("mkdocs.plugins.plaindesk")


@cache
def icon(name: str) -> str:
    """Name an icon's file without its ending; a plain one, with a warning, where there is none."""
    import material

    icons = Path(material.__file__).parent / "templates" / ".icons" / "material"
    if _NAME.fullmatch(name) and (icons / f"{name}.svg").is_file():
        return f"material/{name}"
    if name:
        _log.warning("site.sections: Material's icons have no '%s'", name)
    return f"material/{_SECTION}"
