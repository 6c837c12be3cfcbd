"""Issues of a forge and their comments, as GitHub, Gitea and Forgejo share them."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = 100
_PATIENCE = 30
"""Seconds to wait for an answer."""


class ForgeRefusedError(DeskError):
    """The forge understood, and said no."""


class Comment(NamedTuple):
    """What somebody wrote on an issue; Gitea and Forgejo don't say whether it is a person."""

    body: str
    login: str
    is_person: bool


class ForgeApi:
    """Reads and writes comments of issues, and closes them; the token is sent nowhere else."""

    def __init__(self, base: str, token: str) -> None:
        """Keep the address; raises DeskError where it is none that a token may be sent to."""
        parts = urlsplit(base)
        is_local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
            raise DeskError(f"'{base}' is no safe address.", "Start it with https://")
        self.base = base.rstrip("/")
        self.token = token

    @cached_property
    def account(self) -> str:
        """Name the account that the token is of; empty where the forge doesn't tell a job."""
        try:
            return str(self._call("GET", "/user").get("login") or "")
        except ForgeRefusedError:
            return ""

    def comments(self, repository: str, number: int) -> Iterator[Comment]:
        """Read an issue's comments, page by page."""
        for found in self._pages(f"{_issue(repository, number)}/comments?"):
            user = found.get("user") or {}
            yield Comment(
                body=str(found.get("body") or ""),
                login=str(user.get("login") or ""),
                is_person=user.get("type") == "User",
            )

    def open_issues(self, repository: str) -> frozenset[int]:
        """Number the issues that are open."""
        found = self._pages(f"{_issues(repository)}?state=open&")
        return frozenset(int(issue["number"]) for issue in found)

    def close(self, repository: str, number: int) -> None:
        """Close an issue."""
        self._call("PATCH", _issue(repository, number), {"state": "closed"})

    def comment(self, repository: str, number: int, text: str) -> None:
        """Write a comment."""
        self._call("POST", f"{_issue(repository, number)}/comments", {"body": text})

    def _pages(self, path: str) -> Iterator[Any]:
        page = 1
        while True:
            found = self._call("GET", f"{path}per_page={_PAGE}&page={page}")
            yield from found
            if len(found) < _PAGE:
                return
            page += 1

    def _call(self, method: str, path: str, data: object = None) -> Any:  # noqa: ANN401 - JSON
        body = None if data is None else json.dumps(data).encode()
        request = Request(f"{self.base}{path}", data=body, method=method)  # noqa: S310 - checked
        request.add_header("Accept", "application/json")
        request.add_header("Content-Type", "application/json")
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - checked above
                return json.load(answer)
        except HTTPError as error:
            raise ForgeRefusedError(f"The forge refused it: {error.code} {error.reason}.") from None
        except (URLError, TimeoutError, ValueError) as error:
            raise DeskError(
                f"The forge can't be reached: {error}.", "Nothing is lost: try again later."
            ) from None


def _issues(repository: str) -> str:
    return f"/repos/{quote(repository)}/issues"


def _issue(repository: str, number: int) -> str:
    return f"{_issues(repository)}/{number}"
