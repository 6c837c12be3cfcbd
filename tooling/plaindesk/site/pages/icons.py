"""Which icon stands beside a page where pages are listed: one of Material's own set."""

from __future__ import annotations

import logging

from plaindesk.services.setup.site_icons import has_icon

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

_log = logging.getLogger("mkdocs.plugins.plaindesk")


def icon(name: str) -> str:
    """Name an icon's file without its ending; a plain one, with a warning, where there is none."""
    if has_icon(name):
        return f"material/{name}"
    if name:
        _log.warning("site.sections: Material's icons have no '%s'", name)
    return f"material/{_SECTION}"
