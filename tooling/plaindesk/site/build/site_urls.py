"""Where a language's site is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings


def site_url(settings: Settings, language: str) -> str | None:
    """Give the address of a language's site, if the desk says where it is published."""
    if not settings.site.url:
        return None
    below = "" if language == settings.default_language else f"{language}/"
    return f"{settings.site.url.rstrip('/')}/{below}"
