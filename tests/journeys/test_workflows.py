"""The jobs of a forge, ours and those that `desk init` writes, under the strictest eye."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.support.desks import Desk
from tests.support.forge import may
from tests.support.our_jobs import PLACE, our_jobs

from plaindesk.core.model.vocabulary import ForgeKind as Forge
from plaindesk.services.setup.workflows import WORKFLOWS, jobs, workflow

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
OURS = sorted((ROOT / ".github/workflows").glob("*.yml"))
JOBS = {name: workflow(name, PLACE) for name in WORKFLOWS}
ALL = {**JOBS, **{f"our {path.stem}": path.read_text("utf-8") for path in OURS}}
WATCHED = ("our test", "our check", "our release")
"""Ours that somebody waits for: who proposed a change, or tagged a release."""
PROPOSALS = {"pull_request", "pull_request_target", "workflow_run", "merge_group"}
"""Events with which a stranger's files or words come before anybody has looked at them."""


def audited(tmp_path: Path, workflows: Mapping[str, str]) -> str:
    """Return what an auditor finds in some workflows; nothing where all is well."""
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    for name, text in workflows.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    auditor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [auditor, "--offline", "--persona", "auditor", "--no-progress", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    clean = done.returncode == 0 and "No findings to report" in done.stdout
    return "" if clean else done.stdout + done.stderr


def test_an_auditor_finds_nothing(tmp_path: Path) -> None:
    ours = {f"ours-{path.stem}": path.read_text("utf-8") for path in OURS}
    assert audited(tmp_path, {**JOBS, **ours}) == ""


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
    writers = {"record-route", "age", "intake", "publish", "release"}
    assert bool(wide) == (name.removeprefix("our ") in writers)


@pytest.mark.parametrize("name", ALL)
def test_a_proposal_gets_no_token_that_writes_and_none_that_stays(name: str) -> None:
    """What a pull request smuggles in can at most read what everybody may read."""
    held = yaml.safe_load(ALL[name])
    events = {*held[True]}  # YAML reads `on` so
    assert events & PROPOSALS <= {"pull_request"}
    if "pull_request" not in events:
        return
    for job in held["jobs"].values():
        assert {*may(held, job).values()} <= {"read", "none"}
        assert "secrets." not in str(job)
        (checkout,) = (s for s in job["steps"] if s.get("uses", "").startswith("actions/checkout@"))
        assert checkout["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", [n for n in ALL if n not in WATCHED])
def test_a_job_that_may_write_tells_of_its_own_failure(name: str) -> None:
    """But `check`, which tells whoever proposes it, and has no token to tell anybody else."""
    held = yaml.safe_load(ALL[name])
    last = list(held["jobs"].values())[-1]
    step = last["steps"][-1]
    told = "failure()" in (last.get("if"), step.get("if"))
    assert (told, "desk forge failed" in step.get("run", "")) == (name != "check", name != "check")


def test_this_repository_uses_the_jobs_that_a_desk_is_opened_with() -> None:
    for path, text in our_jobs().items():
        assert (ROOT / path).read_text("utf-8") == text, "python -m tests.support.our_jobs"


def test_what_follows_from_our_settings_is_fresh() -> None:
    assert Desk(ROOT).ok("generate", "--check") == "All is as it should be.\n"


@pytest.mark.parametrize("name", JOBS)
def test_a_job_is_pinned_and_holds_no_logic(name: str) -> None:
    held = yaml.safe_load(JOBS[name])
    for step in [step for job in held["jobs"].values() for step in job["steps"]]:
        if "uses" in step:
            assert len(step["uses"].partition("@")[2]) == 40, step
        for line in step.get("run", "").splitlines():
            assert line.split()[0] in {"desk", "git", "pip"}, line


@pytest.mark.parametrize("name", JOBS)
def test_only_who_needs_no_old_contents_or_can_fetch_them_leaves_them_out(name: str) -> None:
    """`check` compares with the base, and has no token that would fetch what it lacks."""
    held = yaml.safe_load(JOBS[name])
    steps = [step for job in held["jobs"].values() for step in job["steps"]]
    asked = [s["with"] for s in steps if s.get("uses", "").startswith("actions/checkout@")]
    assert {how.get("filter") for how in asked} == {None if name == "check" else "blob:none"}


def shown_jobs() -> dict[str, str]:
    """Take the jobs out of the article on large desks, by name."""
    text = (ROOT / "kb/en/teamwork/large-desks.md").read_text("utf-8")
    found = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return {yaml.safe_load(block)["name"]: block for block in found}


def test_the_jobs_that_an_article_shows_are_as_good(tmp_path: Path) -> None:
    shown = shown_jobs()
    assert [*shown] == ["check-large", "age-large"]
    assert audited(tmp_path, shown) == ""
    for text in shown.values():
        held = yaml.safe_load(text)
        assert held["permissions"] == {"contents": "read"}
        for job in held["jobs"].values():
            parts = job.get("strategy", {}).get("matrix", {}).get("part", [])
            script = "\n".join(step.get("run", "") for step in job["steps"])
            assert "${{" not in script
            assert re.findall(r"--shard \"\$PART/(\d)\"", script) == [str(len(parts))][: len(parts)]
            assert "fold" not in script or not parts
            pins = [s["uses"].partition("@")[2] for s in job["steps"] if "uses" in s]
            assert {*map(len, pins)} == {40}


def test_writers_wait_for_each_other() -> None:
    for name in ("record-route", "age", "intake"):
        held = yaml.safe_load(JOBS[name])
        assert held["concurrency"] == {"group": "desk-writer", "cancel-in-progress": False}


def commands(text: str) -> list[str]:
    """List what a job's file calls, without what each forge names in its own way."""
    found = re.findall(r"\bdesk (\w+(?: take| answer)?)", text)
    return [
        name
        for name in dict.fromkeys(found)
        if name in {"check", "record", "route", "age", "fold", "site"}
    ]


def test_each_forge_gets_the_same_jobs() -> None:
    github, forgejo, gitlab = (jobs(forge, PLACE) for forge in Forge)
    ci = yaml.safe_load(gitlab[".gitlab-ci.yml"])
    for ours, theirs in (("check", "check"), ("record-route", "record-route"), ("age", "age")):
        script = "\n".join(ci[theirs]["script"])
        assert commands(workflow(ours, PLACE).partition("jobs:")[2]) == commands(script), ours
    assert commands("\n".join(ci["pages"]["script"])) == ["site"]
    assert {*forgejo} == {
        path.replace(".github/", ".forgejo/") for path in github if "publish" not in path
    }
    for path, text in forgejo.items():
        assert "ubuntu-latest" not in text
        assert "uses: actions/" not in text
        if path.endswith(".yml"):
            for job in yaml.safe_load(text)["jobs"].values():
                assert job["runs-on"] == "docker"


@pytest.mark.parametrize("forge", Forge)
def test_a_desk_is_opened_with_the_jobs_of_its_forge(forge: Forge, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    given = ("--install", PLACE.install, "--forge", str(forge))
    desk.ok("init", "new", "--yes", "--agent", "alice", *given)
    for path, text in jobs(forge, PLACE).items():
        assert (tmp_path / "new" / path).read_text("utf-8") == text
