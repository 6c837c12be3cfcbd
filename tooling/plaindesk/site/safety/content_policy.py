"""What browsers may load and where they may send: this site, and what the desk names."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings


def policy(settings: Settings, *, in_files: bool, by_parts: bool = False) -> str:
    """Write the Content-Security-Policy of every page. Source: W3C CSP Level 3."""
    told = (settings.site.feedback, settings.site.contact.endpoint)
    origins = dict.fromkeys(origin for address in told if (origin := _origin(address)))
    # A file has no origin that could be named, and its search index is a script.
    own = "'self' file:" if in_files else "'self'"
    # Pagefind is compiled; this lets nothing else be made from text.
    wasm = " 'wasm-unsafe-eval'" if by_parts else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {own}{wasm}",
            f"style-src {own}",
            f"img-src {own} data:",
            f"font-src {own}",
            f"media-src {own}",
            " ".join((f"connect-src {own}", *origins)),
            f"worker-src {own}",
            f"manifest-src {own}",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )


def _origin(address: str) -> str:
    """Name whom an address reaches; nobody where it is none of the web."""
    parts = urlsplit(address)
    host = "".join(c for c in parts.netloc.rpartition("@")[2] if c.isalnum() or c in ".-:[]")
    return f"{parts.scheme}://{host}" if parts.scheme in {"http", "https"} and host else ""
