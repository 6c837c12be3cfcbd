"""Whether addresses out there still answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Collection

_PATIENCE = 15
_AT_ONCE = 8
_GONE = frozenset([404, 410])
"""Answers that say that nothing is there; others may only be about who is asking."""


def dead(addresses: Collection[str]) -> dict[str, str]:
    """Ask each address, several at once; give those that are gone, and why."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = zip(addresses, pool.map(_problem, addresses), strict=True)
        return {address: problem for address, problem in answers if problem}


def _problem(address: str) -> str:
    try:
        request = Request(address, headers={"User-Agent": "plaindesk"})  # noqa: S310 - http only
        with urlopen(request, timeout=_PATIENCE):  # noqa: S310 - http only
            return ""
    except HTTPError as error:
        return f"answers {error.code}" if error.code in _GONE else ""
    except (URLError, HTTPException, OSError, ValueError) as error:
        return f"doesn't answer: {getattr(error, 'reason', error)}"
