"""A forge on this machine: a bare repository, clones, and jobs run from their files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tests.support.desks import Desk
from tests.support.forge_api import TOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXPRESSION = re.compile(r"\$\{\{ ([\w.]+) \}\}")
_SCRIPTS = Path(sys.executable).parent
_CONDITION = re.compile(r"([\w.]+) (==|!=) '(\w+)'")
_EVENTS = {
    "intake": "issues",
    "record-route": "push",
    "age": "schedule",
    "check": "pull_request",
    "publish": "push",
}


@dataclass(frozen=True, slots=True)
class Forge:
    """A bare repository that jobs and people push to."""

    bare: Path
    api: str = "http://127.0.0.1:9"
    secrets: Mapping[str, str] = field(default_factory=dict)

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
        subprocess.run(
            ["git", "clone", "--quiet", str(self.bare), str(there)], check=True, capture_output=True
        )
        desk = Desk(there)
        desk.git("config", "user.name", who.capitalize())
        desk.git("config", "user.email", f"{who}@example.com")
        return desk

    @property
    def head(self) -> str:
        """Name the last commit of the main branch."""
        return Desk(self.bare).git("rev-parse", "main").strip()

    def run(
        self,
        workflow: str,
        clone: Desk,
        now: str,
        event: Mapping[str, Any] | None = None,
        *,
        on: str = "",
        **environment: str,
    ) -> tuple[int, str]:
        """Run every `run:` step of a workflow's file, as a runner does; returns code and output.

        The event must be one that the file asks for, and what the job may do is what its
        permissions say. Steps with a condition run where it holds.
        """
        held = yaml.safe_load(clone.read(f".github/workflows/{workflow}.yml"))
        name = on or _EVENTS[workflow]
        assert name in held[True], f"{workflow} does not run on {name}"  # YAML reads `on` so
        path = clone.root.with_name(f"{clone.root.name}-event.json")
        path.write_text(json.dumps(event or {}), "utf-8")
        code, said = 0, ""
        for job in held["jobs"].values():
            assert job.get("if", "failure()") == "failure()", job["if"]
            if ("if" in job) is (code == 0):
                continue  # it is there for the failure of the one before
            runner = _Runner(
                clone=clone,
                known=self._context(name, event or {}),
                env={**self._environment(now, path, may(held, job), name), **environment},
            )
            done, more = runner.run(job["steps"])
            code, said = code or done, said + more
        return code, said

    def _context(self, name: str, event: Mapping[str, Any]) -> dict[str, str]:
        return {
            "github.event_name": name,
            "github.base_ref": "main",
            "github.token": TOKEN,
            "github.server_url": "https://github.com",
            "github.repository": "acme/desk",
            "github.run_id": "12",
            **{f"secrets.{key}": value for key, value in self.secrets.items()},
            **_flat("github.event", event),
        }

    def _environment(
        self, now: str, event: Path, permissions: Mapping[str, str], name: str
    ) -> dict[str, str]:
        # The token of a proposal reads, whatever the file says: so forges treat forks.
        may_write = permissions.get("contents") == "write" and name != "pull_request"
        config = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "remote.origin.pushurl",
            "GIT_CONFIG_VALUE_0": str(self.bare if may_write else self.bare / "refused"),
        }
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            "PATH": f"{_SCRIPTS}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PLAINDESK_NOW": now,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_API_URL": self.api,
            **config,
        }


@dataclass(frozen=True, slots=True)
class _Runner:
    """One job's steps, one after the other."""

    clone: Desk
    known: Mapping[str, str]
    env: Mapping[str, str]

    def run(self, steps: list[dict[str, Any]]) -> tuple[int, str]:
        said, code = "", 0
        for step in steps:
            if step.get("run", "pip install").startswith("pip install"):
                continue  # it is installed, and actions are not ours
            if self._wanted(step.get("if", ""), code):
                done = self._step(step)
                code, said = code or done.returncode, said + done.stdout + done.stderr
                if done.returncode < 0:
                    break  # the runner is dead, and runs no step that looks after it
        return code, said

    def _wanted(self, condition: str, code: int) -> bool:
        if condition == "failure()":
            return code != 0
        if code or not condition:
            return not code
        found = _CONDITION.fullmatch(condition)
        assert found, condition
        return (self.known[found[1]] == found[3]) is (found[2] == "==")

    def _step(self, step: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
        own = {name: self._filled(value) for name, value in step.get("env", {}).items()}
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.clone.root,
            env={**self.env, **own},
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )

    def _filled(self, value: str) -> str:
        """Put values in place of expressions; a secret that isn't set is empty."""

        def one(match: re.Match[str]) -> str:
            name = match[1]
            return self.known.get(name, "") if name.startswith("secrets.") else self.known[name]

        return _EXPRESSION.sub(one, str(value))


def may(workflow: Mapping[str, Any], job: Mapping[str, Any]) -> Mapping[str, str]:
    """Say what a job's token may do."""
    found: Mapping[str, str] = job.get("permissions") or workflow["permissions"]
    return found


def hook(desk: Desk, name: str, script: str) -> None:
    """Let Git in a clone run something of ours."""
    path = desk.root / ".git/hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def program(desk: Desk, who: str, now: str, *command: str) -> str:
    """Run `desk` as a program of its own: others may run at the same time."""
    person = {f"GIT_{role}_NAME": who for role in ("AUTHOR", "COMMITTER")}
    address = {f"GIT_{role}_EMAIL": f"{who}@example.com" for role in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        [_SCRIPTS / "desk", *command],
        cwd=desk.root,
        env={**os.environ, **person, **address, "PLAINDESK_NOW": now},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done
    return done.stdout


def _flat(name: str, value: object) -> dict[str, str]:
    """Name everything in an event as expressions do: `github.event.issue.number`."""
    if not isinstance(value, dict):
        return {name: str(value)}
    return {k: v for key, inner in value.items() for k, v in _flat(f"{name}.{key}", inner).items()}
