"""The jobs of a desk as each forge wants them: one set of workflows, and what follows from it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

import plaindesk
from plaindesk.services.templates import template

if TYPE_CHECKING:
    from collections.abc import Mapping

WORKFLOWS = ("check", "record-route", "age", "intake", "publish")
_AUDITED = re.compile(r" *# zizmor: ignore\[[\w-]+\]")


class Forge(StrEnum):
    """Where a desk's repository lives."""

    GITHUB = "github"
    FORGEJO = "forgejo"
    GITLAB = "gitlab"


def jobs(forge: Forge) -> Mapping[str, str]:
    """Write a forge's files, by path."""
    if forge is Forge.GITLAB:
        return {
            ".gitlab-ci.yml": _versioned(template("gitlab-ci.yml")),
            ".gitlab/merge_request_templates/Default.md": template("pull_request.md"),
        }
    folder = ".github" if forge is Forge.GITHUB else ".forgejo"
    # Forgejo has no place of its own to put a site.
    wanted = WORKFLOWS if forge is Forge.GITHUB else WORKFLOWS[:-1]
    found = {f"{folder}/workflows/{name}.yml": workflow(name) for name in wanted}
    if forge is Forge.FORGEJO:
        found = {path: _for_forgejo(text) for path, text in found.items()}
    return {**found, f"{folder}/pull_request_template.md": template("pull_request.md")}


def workflow(name: str) -> str:
    """Read one workflow, as GitHub runs it."""
    return _versioned(template(f"workflows/{name}.yml"))


def _versioned(text: str) -> str:
    return text.replace("{version}", plaindesk.__version__)


def _for_forgejo(text: str) -> str:
    """Its runners have another label, and its actions come from a forge of its own."""
    text = text.replace("runs-on: ubuntu-latest", "runs-on: docker")
    return _AUDITED.sub("", text).replace(
        "uses: actions/", "uses: https://code.forgejo.org/actions/"
    )
