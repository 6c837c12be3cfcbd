"""A release: held to its tag, built the same twice, and made by a job whose steps run here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.support.desks import Desk
from tooling.release import NoReleaseError, notes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
CHANGELOG = """\
# Changelog

## Unreleased

## 0.2.0 - 2026-12-01

### Added

- Attachments.

## 0.1.0 - 2026-11-01

- The beginning.
"""


def test_a_release_says_what_its_part_of_the_changelog_says() -> None:
    assert notes_of("v0.2.0", "0.2.0", CHANGELOG) == "### Added\n\n- Attachments.\n"
    assert notes_of("v0.1.0", "0.1.0", CHANGELOG) == "- The beginning.\n"


@pytest.mark.parametrize(
    ("tag", "version", "changelog", "told"),
    [
        ("v0.2.1", "0.2.0", CHANGELOG, "The tag is v0.2.1, and the version 0.2.0"),
        ("0.2.0", "0.2.0", CHANGELOG, "tag it v0.2.0"),
        ("v0.3.0", "0.3.0", CHANGELOG, "has no part '## 0.3.0 - YYYY-MM-DD'"),
        ("v0.2.0", "0.2.0", CHANGELOG.replace(" - 2026-12-01", ""), "has no part '## 0.2.0"),
        ("v0.2.0", "0.2.0", CHANGELOG.replace("### Added\n\n- Attachments.", ""), "has no part"),
        ("v0.2.0", "0.2.0", CHANGELOG.replace("Unreleased\n", "Unreleased\n\n- More.\n"), "Unrel"),
        ("v0.2.0", "0.2.0", "", "has no part"),
    ],
)
def test_what_does_not_agree_is_no_release(
    tag: str, version: str, changelog: str, told: str
) -> None:
    with pytest.raises(NoReleaseError) as refused:
        notes_of(tag, version, changelog)
    assert told in str(refused.value)


def steps_of(job: str) -> Iterator[dict[str, Any]]:
    """List the steps of the job that run a script, but those that need the package index."""
    held = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))
    for step in held["jobs"][job]["steps"]:
        if "pip install" not in step.get("run", "pip install"):
            yield step


@pytest.fixture
def tagged(tmp_path: Path) -> Desk:
    """A clone of this repository whose changelog has a release, with its tag."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "clone")], check=True)
    clone = Desk(tmp_path / "clone")
    text = clone.read("CHANGELOG.md")
    head = "## Unreleased\n"
    clone.write("CHANGELOG.md", text.replace(head, f"{head}\n## 0.1.0 - 2026-12-01\n", 1))
    clone.git("commit", "--quiet", "--all", "--message=Release 0.1.0")
    clone.git("tag", "v0.1.0")
    (clone.root / "run").symlink_to(Path(sys.prefix), target_is_directory=True)
    return clone


def test_the_steps_of_the_release_job_make_what_it_uploads(tagged: Desk, tmp_path: Path) -> None:
    values = {"${{ github.ref_name }}": "v0.1.0", "${{ runner.temp }}/day": str(tmp_path / "day")}
    names = []
    for step in steps_of("build"):
        env = {name: values[value] for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=tagged.root,
            env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **env},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{step['name']}: {done.stdout}{done.stderr}"
        names.append(step["name"])
    assert names == [
        "Hold the tag to the version and the changelog",
        "Build twice, and compare byte for byte",
        "Walk through a day with it",
        "List what it consists of",
    ]
    assert tagged.read("notes.md").startswith("### Added\n")
    assert sorted(path.name for path in (tagged.root / "dist").iterdir()) == [
        "plaindesk-0.1.0-py3-none-any.whl",
        "plaindesk-0.1.0.tar.gz",
    ]
    listed = json.loads(tagged.read("sbom/plaindesk.cdx.json"))
    assert listed["metadata"]["component"]["name"] == "plaindesk"
    assert {"click", "gitpython", "mkdocs-material", "pyyaml", "whoosh-reloaded"} <= {
        part["name"].lower() for part in listed["components"]
    }
    assert (tmp_path / "day/build/site/index.html").is_file()


def test_the_two_lock_files_agree() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text("utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line}

    assert pins("requirements-run.lock") < pins("requirements.lock")


def test_the_container_file_is_sound() -> None:
    linter = BIN / "hadolint"
    done = subprocess.run(
        [linter, ROOT / "Containerfile"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    if builder():  # on a machine that builds images, it has to be built too
        subprocess.run(["make", "image"], cwd=ROOT, check=True, capture_output=True)


def builder() -> bool:
    """Tell whether this machine builds images: it has a program for it, and its service runs."""
    programs = (program for program in ("podman", "docker") if shutil.which(program))
    return any(
        subprocess.run([program, "info"], capture_output=True, check=False).returncode == 0
        for program in programs
    )
