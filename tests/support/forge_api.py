"""A forge's interface on this machine: the documented calls for issues, each one checked."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "t0ken"  # noqa: S105 - known to this machine alone
_CALL = re.compile(
    r"/user|/repos/(?P<repo>[\w.-]+/[\w.-]+)/issues(?:/(?P<n>\d+)(?P<comments>/comments)?)?"
)
_CALLS = {
    ("GET", "user"): set(),
    ("GET", "list"): {"state", "per_page", "page"},
    ("GET", "comments"): {"per_page", "page"},
    ("POST", "comments"): {"body"},
    ("PATCH", "issue"): {"state"},
}
"""What each call takes: a question's parameters, or the keys of a body."""


@dataclass(slots=True)
class Api:
    """What the forge holds, what it was asked, and what was wrong with that."""

    url: str = ""
    comments: dict[str, list[str]] = field(default_factory=dict)
    """By repository and number: `acme/desk#7`."""
    open: set[str] = field(default_factory=set)
    authors: dict[str, str] = field(default_factory=dict)
    """Who wrote a comment, by its text; else the desk's bot."""
    account: str = ""
    """Whom a token is of; forges don't tell that to a job's own token."""
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, api: Api, *rest: Any) -> None:  # noqa: ANN401 - the server's own
        self.api = api
        super().__init__(*rest)

    def do_GET(self) -> None:
        self._take(None)

    def do_POST(self) -> None:
        self._take(self.rfile.read(int(self.headers["Content-Length"])))

    def do_PATCH(self) -> None:
        self.do_POST()

    def _take(self, body: bytes | None) -> None:
        parts = urlsplit(self.path)
        found = _CALL.fullmatch(parts.path)
        self.api.requests.append(f"{self.command} {parts.path}")
        kind = "" if not found else "list" if not found["n"] else "issue"
        kind = "comments" if found and found["comments"] else kind
        kind = "user" if parts.path == "/user" else kind
        given = {k: v[0] for k, v in parse_qs(parts.query).items()}
        given |= json.loads(body) if body else {}
        problem = self._problem(kind, given, body)
        if found is None or problem:
            self.api.problems.append(f"{self.command} {self.path}: {problem}")
            self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"message": "Validation Failed"})
            return
        issue = f"{found['repo']}#{found['n']}"
        self._answer(*self._done(kind, found["repo"], issue, given))

    def _problem(self, kind: str, given: dict[str, Any], body: bytes | None) -> str:
        """Say what the documentation doesn't allow; empty where all is well."""
        headers = self.headers
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return "authorization"
        if headers["Accept"] not in ("application/json", "application/vnd.github+json"):
            return "accept"
        if body is not None and headers["Content-Type"] != "application/json":
            return "content type"
        if not headers["User-Agent"]:
            return "user agent"
        if {*given} != _CALLS.get((self.command, kind)):
            return f"{kind}: {sorted(given)}"
        wrong = [k for k, v in given.items() if not isinstance(v, str) or not v]
        return f"empty: {wrong}" if wrong else ""

    def _done(
        self, kind: str, repo: str, issue: str, given: dict[str, str]
    ) -> tuple[HTTPStatus, object]:
        api = self.api
        if kind == "user":
            told = HTTPStatus.OK if api.account else HTTPStatus.FORBIDDEN
            return told, {"login": api.account}
        if kind == "list":
            numbers = [int(i.rpartition("#")[2]) for i in api.open if i.startswith(f"{repo}#")]
            return HTTPStatus.OK, _page([{"number": n, "state": "open"} for n in numbers], given)
        if kind == "issue":
            (api.open.discard if given["state"] == "closed" else api.open.add)(issue)
            return HTTPStatus.OK, {"number": int(issue.rpartition("#")[2]), "state": given["state"]}
        held = api.comments.setdefault(issue, [])
        if self.command == "POST":
            held.append(given["body"])
            return HTTPStatus.CREATED, _comment(api, len(held), given["body"])
        return HTTPStatus.OK, _page(
            [_comment(api, n, text) for n, text in enumerate(held, 1)], given
        )

    def _answer(self, status: HTTPStatus, data: object) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def _page(found: list[dict[str, Any]], given: dict[str, str]) -> list[dict[str, Any]]:
    size, page = int(given["per_page"]), int(given["page"])
    return found[size * (page - 1) : size * page]


def _comment(api: Api, number: int, text: str) -> dict[str, Any]:
    login = api.authors.get(text, api.account or "github-actions[bot]")
    kind = "Bot" if login.endswith("[bot]") else "User"
    return {"id": number, "body": text, "user": {"login": login, "type": kind}}


@contextmanager
def forge_api() -> Iterator[Api]:
    """Serve it; in the end no request may have been wrong."""
    api = Api()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, api))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    api.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
    assert api.problems == []
