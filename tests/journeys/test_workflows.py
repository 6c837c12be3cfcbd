"""The jobs of a forge, ours and those that `desk init` writes, under the strictest eye."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from plaindesk.services.opening import WORKFLOWS, template

ROOT = Path(__file__).parents[2]
OURS = sorted((ROOT / ".github/workflows").glob("*.yml"))
JOBS = {name: template(f"workflows/{name}.yml").replace("{version}", "0.1.0") for name in WORKFLOWS}
ALL = {**JOBS, **{path.stem: path.read_text("utf-8") for path in OURS}}


def test_an_auditor_finds_nothing(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    for name, text in JOBS.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    for path in OURS:
        shutil.copy(path, folder / f"ours-{path.name}")
    auditor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [auditor, "--offline", "--persona", "auditor", "--no-progress", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout


@pytest.mark.parametrize("name", ALL)
def test_no_strangers_text_stands_in_a_script(name: str) -> None:
    held = yaml.safe_load(ALL[name])
    scripts = [step.get("run", "") for job in held["jobs"].values() for step in job["steps"]]
    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.parametrize("name", ALL)
def test_a_job_may_read_unless_it_says_why(name: str) -> None:
    held = yaml.safe_load(ALL[name])
    assert held["permissions"] == {"contents": "read"}
    wide = [job for job in held["jobs"].values() if "permissions" in job]
    assert len(wide) == (name in {"record-route", "age", "intake", "publish"})


@pytest.mark.parametrize("name", JOBS)
def test_a_job_is_pinned_and_holds_no_logic(name: str) -> None:
    held = yaml.safe_load(JOBS[name])
    (job,) = held["jobs"].values()
    for step in job["steps"]:
        if "uses" in step:
            assert len(step["uses"].partition("@")[2]) == 40, step
        for line in step.get("run", "").splitlines():
            assert line.split()[0] in {"desk", "git", "pip"}, line


def test_writers_wait_for_each_other() -> None:
    for name in ("record-route", "age", "intake"):
        held = yaml.safe_load(JOBS[name])
        assert held["concurrency"] == {"group": "desk-writer", "cancel-in-progress": False}
