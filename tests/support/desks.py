"""Small desks in temporary folders, with real Git, and the command run in this process."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SETTINGS = """\
name: Test desk
languages: [en, fa]
timezone: Europe/Bratislava
agents:
  alice: {name: Alice Novak, email: alice@example.com, queues: [support]}
  bob: {name: Bob Example, email: bob@example.com, line: 2}
queues:
  support: {name: Support, lead: alice}
  network: {name: Network, line: 2, lead: bob}
organisations:
  acme: {name: Acme, domains: [acme.example]}
services:
  vpn: {name: VPN, queue: network, keywords: [vpn, tunnel]}
calendars:
  office: {hours: {mon-fri: ["09:00-17:00"]}}
  always: 24/7
sla:
  - name: standard
    calendar: office
    targets:
      P1: {first_response: 1h, resolution: 8h}
      default: {first_response: 4h, next_response: 1d, resolution: 3d}
    warn_at: [80%]
    escalate:
      - {of: resolution, at: 100%, do: {line: +1, notify: [queue-lead]}}
routing:
  - {name: shouting, when: "subject:urgent", set: {queue: support, priority: P1}}
macros:
  more-info: {text: "Hello {requester}, when did it begin?", set: {status: pending}}
views:
  mine: "assignee:@me is:open"
"""

ARTICLE = """\
---
title: How do I print?
summary: Switch the printer on.
status: published
audience: public
owner: alice
reviewed: 2026-11-01
tags: [printer]
---

Switch it on with the green button.
"""

TICKET = """\
---
id: 2611-7K3MX
status: new
created: 2026-11-20T09:04:12Z
assignee:

channel: email

priority: P2

requester: jana@acme.example

queue: support

organisation: acme

line: 1

language: en

service:
source:
type: incident

impact:

urgency:

sla:

tags: [vpn]

subject: VPN drops every hour

links:

fields:
---

The VPN client drops the tunnel every hour since the update.
"""
ID = "2611-7K3MX"
README = f"tickets/2611/{ID}/README.md"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk in a folder."""

    root: Path

    def run(self, *arguments: str, now: str = "2026-11-21T12:00:00Z", stdin: str = "") -> Answer:
        """Run `desk` with those arguments in the desk's folder."""
        out, err = io.StringIO(), io.StringIO()
        before = (os.getcwd(), sys.argv, sys.stdin, os.environ.get("PLAINDESK_NOW", ""))  # noqa: PTH109
        os.environ["PLAINDESK_NOW"] = now
        sys.argv = ["desk", *arguments]
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        code = 0
        try:
            os.chdir(self.root)
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                main()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            os.chdir(before[0])
            sys.argv, sys.stdin = before[1], before[2]
            os.environ["PLAINDESK_NOW"] = before[3]
        return Answer(code, out.getvalue(), err.getvalue())

    def ok(self, *arguments: str, now: str = "2026-11-21T12:00:00Z", stdin: str = "") -> str:
        """Run a command that must succeed; returns what it printed."""
        answer = self.run(*arguments, now=now, stdin=stdin)
        assert answer.code == 0, f"desk {arguments}: {answer}"
        return answer.out

    def refused(self, *arguments: str, now: str = "2026-11-21T12:00:00Z") -> str:
        """Run a command that must be refused; returns what it said."""
        answer = self.run(*arguments, now=now)
        assert answer.code == 1, f"desk {arguments}: {answer}"
        return answer.err

    def git(self, *arguments: str) -> str:
        """Run Git in the desk's folder."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True
        )
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """Write a file, and commit nothing."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def read(self, path: str) -> str:
        """Read a file."""
        return (self.root / path).read_bytes().decode()

    def entries(self, ticket: str = ID) -> list[str]:
        """Name the loose entries of a ticket, in order."""
        folder = self.root / "tickets" / ticket[:4] / ticket
        return sorted(path.name for path in folder.glob("2*.md"))

    def snapshot(self) -> dict[str, bytes]:
        """Every file of the desk outside `.git`."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.root).parts
        }


def make_desk(root: Path, files: Mapping[str, str] | None = None, *, commit: bool = True) -> Desk:
    """Make a desk with one ticket, or with those files, in a new repository."""
    root.mkdir(parents=True, exist_ok=True)
    desk = Desk(root)
    desk.git("init", "--quiet", "--initial-branch=main")
    for path, text in (files or {"desk.yml": SETTINGS, README: TICKET}).items():
        desk.write(path, text)
    if commit:
        desk.git("add", "--all")
        desk.git("commit", "--quiet", "--message=Open the desk")
    return desk


def normal(text: str) -> str:
    """Put fixed words in place of new ids, commits and hashes."""
    text = re.sub(r"commit [0-9a-f]{9}", "commit COMMIT", text)
    text = re.sub(r"(\d{8}T\d{6}Z-[a-z-]+)-[0-9a-z]{4}\.md", r"\1-HASH.md", text)
    return re.sub(r"\b2611-(?!7K3MX)[0-9A-Z]{5}\b", "NEW-ID", text)
