"""A forge on this machine: a bare repository, clones, jobs run from their files, and its API."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tests.support.desks import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_EXPRESSION = re.compile(r"\$\{\{ ([\w.]+) \}\}")
_SCRIPTS = Path(sys.executable).parent


class CommentsApi(BaseHTTPRequestHandler):
    """The documented calls for the comments of an issue; anything else is a failure."""

    comments: dict[str, list[str]]
    requests: list[tuple[str, str, str | None]]

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        assert query == "per_page=100&page=1"
        self._answer([{"body": text} for text in self.comments.get(self._issue(path), [])])

    def do_POST(self) -> None:
        held = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert list(held) == ["body"]
        self.comments.setdefault(self._issue(self.path), []).append(held["body"])
        self._answer({})

    def _issue(self, path: str) -> str:
        found = re.fullmatch(r"/repos/([\w.-]+/[\w.-]+)/issues/(\d+)/comments", path)
        assert found, path
        self.requests.append((self.command, path, self.headers["Authorization"]))
        return f"{found[1]}#{found[2]}"

    def _answer(self, data: object) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def comments_api() -> Iterator[str]:
    """Serve the comments of issues; gives the address."""
    CommentsApi.comments, CommentsApi.requests = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), CommentsApi)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True, slots=True)
class Forge:
    """A bare repository that jobs and people push to."""

    bare: Path
    api: str = "http://127.0.0.1:9"
    context: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, desk: Desk, api: str = "http://127.0.0.1:9") -> Forge:
        """Put a desk on a forge."""
        bare = desk.root.with_name("desk.git")
        desk.git("clone", "--quiet", "--bare", str(desk.root), str(bare))
        desk.git("remote", "add", "origin", str(bare))
        desk.git("fetch", "--quiet", "origin")
        desk.git("branch", "--quiet", "--set-upstream-to=origin/main", "main")
        return cls(bare, api)

    def clone(self, name: str, who: str = "alice") -> Desk:
        """Clone it for somebody."""
        there = self.bare.with_name(name)
        _git(self.bare.parent, "clone", "--quiet", str(self.bare), str(there))
        _git(there, "config", "user.name", who.capitalize())
        _git(there, "config", "user.email", f"{who}@example.com")
        return Desk(there)

    def run(
        self,
        workflow: str,
        clone: Desk,
        now: str,
        event: Mapping[str, Any] | None = None,
        **context: str,
    ) -> tuple[int, str]:
        """Run every `run:` step of a workflow's file, as a runner does; returns code and output.

        Steps with a condition run where it is `failure()` and one before them failed, or
        where it asks for the event that this is.
        """
        job = next(
            iter(yaml.safe_load(clone.read(f".github/workflows/{workflow}.yml"))["jobs"].values())
        )
        path = clone.root.with_name(f"{clone.root.name}-event.json")
        path.write_text(json.dumps(event or {}), "utf-8")
        said, code = "", 0
        for step in job["steps"]:
            if "run" not in step or step["run"].startswith("pip install"):
                continue
            if _wanted(step.get("if", ""), code, context):
                done = self._step(step, clone, now, path, context)
                code, said = code or done.returncode, said + done.stdout + done.stderr
        return code, said

    def _step(
        self,
        step: Mapping[str, Any],
        clone: Desk,
        now: str,
        event: Path,
        context: Mapping[str, str],
    ) -> subprocess.CompletedProcess[str]:
        known = {
            "github.token": "t0ken",
            "github.server_url": "https://forge.example",
            "github.repository": "acme/desk",
            "github.run_id": "12",
            **context,
        }
        own = {
            name: _EXPRESSION.sub(lambda m: _value(m[1], known), v)
            for name, v in step.get("env", {}).items()
        }
        env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            "PATH": f"{_SCRIPTS}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PLAINDESK_NOW": now,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_API_URL": self.api,
            **own,
        }
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=clone.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )


def _value(name: str, known: Mapping[str, str]) -> str:
    """A secret that nobody has set is an empty text, as on a forge."""
    return known.get(name, "") if name.startswith("secrets.") else known[name]


def _wanted(condition: str, code: int, context: Mapping[str, str]) -> bool:
    if condition == "failure()":
        return code != 0
    if code:
        return False
    if not condition:
        return True
    name, operator, value = condition.split(" ")
    return (context[name] == value.strip("'")) is (operator == "==")


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout
