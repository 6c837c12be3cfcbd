"""The jobs of a desk as each forge wants them: one set of workflows, and what follows from it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import ForgeKind
from plaindesk.services.setup.templates import template

if TYPE_CHECKING:
    from collections.abc import Mapping

DESK = "desk-"
"""What the names of jobs begin with, of a desk in a folder of a repository."""
WORKFLOWS = ("check", "record-route", "age", "intake", "publish")
_AUDITED = re.compile(r" *# zizmor: ignore\[[\w-]+\]")
_BRANCH = re.compile(
    r"^( +branches: \[| +git reset --quiet --hard origin/)([^\],\s]+)(\]?)$", re.MULTILINE
)
_WHEEL = re.compile(r"(?P<path>[\w./+-]+\.whl) sha256:(?P<hash>[0-9a-f]{64})")
_FROM_INDEX = re.compile(r"plaindesk(?:\[[\w,]+\])?==[\w.+!-]+")
_FROM_REPOSITORY = re.compile(r"(?:plaindesk @ )?git\+https://[\w.@:/~+-]+@[0-9a-f]{40}")
UNSAID = (
    "echo 'Say where jobs get Plaindesk from: jobs.install in desk.yml, then in this file.' >&2"
    "; exit 1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPlace:
    """What the jobs of one desk go by."""

    install: str = ""
    """Where they get the program from, as `jobs.install` says it."""
    branch: str = "main"
    folder: str = ""
    """The desk's folder in its repository; empty where that is the top."""
    prefix: str = ""
    """What the names of their files begin with."""

    @property
    def is_another(self) -> bool:
        """There is a desk in another folder already, whose jobs have the short names."""
        return self.prefix not in {"", DESK}


def jobs(forge: ForgeKind, place: JobPlace) -> Mapping[str, str]:
    """Write a forge's files, by path; in a folder of a repository, from its top.

    Issues there are about something else, and so are its pull requests: then they are no
    requests to the desk.
    """
    if forge is ForgeKind.GITLAB:
        return _gitlab(place)
    folder = ".github" if forge is ForgeKind.GITHUB else ".forgejo"
    unwanted = (
        {"publish"} if forge is ForgeKind.FORGEJO else set()
    )  # no place of its own for a site
    unwanted |= {"intake"} if place.folder else set()
    unwanted |= {"publish"} if place.is_another else set()  # a repository has one site
    found = {
        f"{folder}/workflows/{place.prefix}{name}.yml": workflow(name, place)
        for name in WORKFLOWS
        if name not in unwanted
    }
    if forge is ForgeKind.FORGEJO:
        found = {path: _for_forgejo(text) for path, text in found.items()}
    request = {f"{folder}/pull_request_template.md": template("pull_request.md")}
    return found if place.folder else {**found, **request}


def _gitlab(place: JobPlace) -> Mapping[str, str]:
    ci = _filled(template("gitlab-ci.yml"), place)
    if not place.folder:
        request = ".gitlab/merge_request_templates/Default.md"
        return {".gitlab-ci.yml": ci, request: template("pull_request.md")}
    quoted = json.dumps(place.folder)
    ci = re.sub(r"^( *)before_script:\n", rf"\g<0>\1  - cd {quoted}\n", ci, flags=re.MULTILINE)
    ci = ci.replace("--output public", '--output "$CI_PROJECT_DIR/public"')
    return {f"{place.folder}/.gitlab-ci.yml": _paths_in(ci, place.folder)}


def workflow(name: str, place: JobPlace) -> str:
    """Write one workflow, as GitHub runs it."""
    text = _filled(template(f"workflows/{name}.yml"), place)
    if not place.folder:
        return text
    folder = place.folder
    where = f"defaults:\n  run:\n    working-directory: {json.dumps(folder)}\njobs:\n"
    text = text.replace("jobs:\n", where, 1).replace("path: build/", f"path: {folder}/build/")
    if name == "check":
        only = f"    paths: [{json.dumps(f'{folder}/**')}]\n"
        text = text.replace("  pull_request:\n", f"  pull_request:\n{only}")
        text = re.sub(r"(    branches: .*\n)", rf"\1{only}", text)
    if place.is_another:  # nor does it wait for the other one's jobs, or cancel them
        text = text.replace(f"name: {name}\n", f"name: {place.prefix}{name}\n", 1)
        text = re.sub(r"(  group: )(?:desk-)?", rf"\1{place.prefix}", text)
    return _paths_in(text, folder)


def _paths_in(text: str, folder: str) -> str:
    """Put a folder before the paths that start a job."""

    def inside(found: re.Match[str]) -> str:
        paths = [
            path if path.startswith(f"{folder}/") else f"{folder}/{path}"
            for path in json.loads(found[2])
        ]
        return f"{found[1]}{json.dumps(paths)}"

    return re.sub(r"^( *(?:paths|changes): )(\[\".*\])$", inside, text, flags=re.MULTILINE)


def branches_in(text: str) -> frozenset[str]:
    """Name the branches that a job runs for, or puts itself on."""
    return frozenset(name for _, name, _ in _BRANCH.findall(text))


def for_branch(text: str, branch: str) -> str:
    """Let a job be for another branch, and leave all else that stands there."""
    return _BRANCH.sub(lambda found: f"{found[1]}{branch}{found[3]}", text)


def _filled(text: str, place: JobPlace) -> str:
    return text.replace("{install}", install_command(place.install)).replace(
        "{branch}", place.branch
    )


def install_command(install: str) -> str:
    """Say how a job gets the program; one that nobody has named it to fails and says so."""
    if wheel := _WHEEL.fullmatch(install):
        return (
            f'echo "{wheel["hash"]}  {wheel["path"]}" | sha256sum --check '
            f'&& pip install "./{wheel["path"]}"'
        )
    return f'pip install "{install}"' if is_source(install) else UNSAID


def is_source(install: str) -> bool:
    """Tell whether that is a version, a repository at a commit, or a wheel with its hash."""
    known = (_WHEEL, _FROM_INDEX, _FROM_REPOSITORY)
    return any(pattern.fullmatch(install) for pattern in known)


def _for_forgejo(text: str) -> str:
    """Its runners have another label, and its actions come from a forge of its own."""
    text = text.replace("runs-on: ubuntu-latest", "runs-on: docker")
    return _AUDITED.sub("", text).replace(
        "uses: actions/", "uses: https://code.forgejo.org/actions/"
    )
