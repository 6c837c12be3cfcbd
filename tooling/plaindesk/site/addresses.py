"""Where a language's site is published."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings


def site_url(settings: Settings, language: str) -> str | None:
    """Give the address of a language's site, if the desk says where it is published."""
    if not settings.site.url:
        return None
    below = "" if language == settings.default_language else f"{language}/"
    return f"{settings.site.url.rstrip('/')}/{below}"


def of_the_web(address: str) -> str:
    """Give an address that a link may lead to; empty where it is none of the web or here."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return address if scheme in {"", "http", "https"} and address.isprintable() else ""
