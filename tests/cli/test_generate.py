"""Files that follow from the settings: written whole, and told of where they are stale."""

from __future__ import annotations

from tests.support.desks import SETTINGS, Desk

ARTICLE = """\
---
title: {title}
status: published
owner: {owner}
summary: x
reviewed: 2026-11-01
---

x
"""
OWNERS = """\
# Written by `desk generate` from desk.yml and the articles' owners.
/desk.yml alice@example.com bob@example.com
/tickets/ alice@example.com bob@example.com
/kb/ alice@example.com bob@example.com
/.github/ alice@example.com bob@example.com
/kb/en/network/vpn.md bob@example.com
/kb/en/network/wi\\ fi.md alice@example.com
"""
INCIDENT = """\
# Written by `desk generate` from desk.yml.
name: Something is broken
description: Something that worked doesn't any more.
labels:
- desk
- incident
body:
- type: textarea
  id: text
  attributes:
    label: What happens, and what did you expect?
  validations:
    required: true
- type: dropdown
  id: service
  attributes:
    label: What is it about?
    options:
    - VPN
- type: dropdown
  id: impact
  attributes:
    label: How many people does it hold up?
    options:
    - high
    - medium
    - low
- type: dropdown
  id: urgency
  attributes:
    label: How soon is it needed?
    options:
    - high
    - medium
    - low
- type: dropdown
  id: device
  attributes:
    label: Device
    options:
    - laptop
    - phone
- type: input
  id: room_number
  attributes:
    label: Room number
"""


def prepare(desk: Desk) -> None:
    desk.write(
        "desk.yml", SETTINGS + "fields: {device: {words: [laptop, phone]}, room_number: {}}\n"
    )
    desk.write("kb/en/network/vpn.md", ARTICLE.format(title="VPN", owner="bob"))
    desk.write("kb/en/network/wi fi.md", ARTICLE.format(title="Wi-Fi", owner="alice"))
    desk.write("kb/en/network/mail.md", ARTICLE.format(title="Mail", owner="nobody"))
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Prepare")


def test_what_follows_from_the_settings_is_written_whole_and_once(desk: Desk) -> None:
    prepare(desk)
    assert desk.ok("generate").splitlines() == [
        "wrote: .github/CODEOWNERS",
        "wrote: .github/ISSUE_TEMPLATE/incident.yml",
        "wrote: .github/ISSUE_TEMPLATE/request.yml",
        "wrote: .github/ISSUE_TEMPLATE/config.yml",
        "wrote: .desk/schema.json",
    ]
    assert desk.read(".github/CODEOWNERS") == OWNERS
    assert desk.read(".github/ISSUE_TEMPLATE/incident.yml") == INCIDENT
    assert "impact" not in desk.read(".github/ISSUE_TEMPLATE/request.yml")
    head = desk.git("rev-parse", "HEAD")
    assert desk.ok("generate") == "All is as it should be.\n"
    assert desk.git("rev-parse", "HEAD") == head


def test_what_is_stale_is_told_by_check_and_mended_by_generate(desk: Desk) -> None:
    prepare(desk)
    assert "stale-file" not in desk.run("check").out
    desk.ok("generate")
    desk.write("kb/en/network/mail.md", ARTICLE.format(title="Mail", owner="bob"))
    assert (
        ".github/CODEOWNERS:1:1: warning: This follows from desk.yml and the articles, which have "
        "changed since. [stale-file]\n    Write it anew: desk generate\n"
    ) in desk.run("check").out
    answer = desk.run("generate", "--check")
    assert (answer.code, answer.out) == (1, "stale: .github/CODEOWNERS\n")
    desk.ok("generate", "--no-commit")
    assert "/kb/en/network/mail.md bob@example.com\n" in desk.read(".github/CODEOWNERS")


FORGEJO_OWNERS = """\
# Written by `desk generate` from desk.yml and the articles' owners.
desk\\\\.yml @alice-n
tickets/.* @alice-n
kb/.* @alice-n
\\\\.forgejo/.* @alice-n
kb/en/network/wi\\ fi\\\\.md @alice-n
"""
GITLAB_OWNERS = OWNERS.replace("/.github/", "/.gitlab/").replace(
    "/kb/en/network/vpn",
    "/.gitlab-ci.yml alice@example.com bob@example.com\n/kb/en/network/vpn",
)
GITLAB_FORM = """\
<!-- Written by `desk generate` from desk.yml. Something that worked doesn't any more. -->

### What happens, and what did you expect?

### What is it about?

<!-- VPN - -> -->

### How many people does it hold up?

<!-- high, medium, low -->

### How soon is it needed?

<!-- high, medium, low -->

### Device

<!-- laptop, phone -->

### Room number

/label ~desk ~incident
"""


def test_a_desk_on_forgejo_gets_its_files(desk: Desk) -> None:
    """There owners are accounts, and paths are patterns."""
    prepare(desk)
    git = "git: [Alice-N@users.noreply.codeberg.org]"
    text = desk.read("desk.yml").replace(
        "email: alice@example.com", f"email: alice@example.com, {git}"
    )
    desk.write("desk.yml", text)
    desk.write(".forgejo/workflows/check.yml", "on: push\n")
    assert desk.ok("generate", "--no-commit").splitlines() == [
        "wrote: .forgejo/CODEOWNERS",
        "wrote: .forgejo/ISSUE_TEMPLATE/incident.yml",
        "wrote: .forgejo/ISSUE_TEMPLATE/request.yml",
        "wrote: .forgejo/ISSUE_TEMPLATE/config.yml",
        "wrote: .desk/schema.json",
    ]
    assert desk.read(".forgejo/CODEOWNERS") == FORGEJO_OWNERS
    assert desk.read(".forgejo/ISSUE_TEMPLATE/incident.yml") == INCIDENT


def test_a_desk_on_gitlab_gets_its_files(desk: Desk) -> None:
    """There issues have texts in place of forms."""
    prepare(desk)
    desk.write("desk.yml", desk.read("desk.yml").replace("name: VPN,", "name: VPN -->,"))
    desk.write(".gitlab-ci.yml", "check: {script: [desk check]}\n")
    assert desk.ok("generate", "--no-commit").splitlines() == [
        "wrote: .gitlab/CODEOWNERS",
        "wrote: .gitlab/issue_templates/Incident.md",
        "wrote: .gitlab/issue_templates/Request.md",
        "wrote: .desk/schema.json",
    ]
    assert desk.read(".gitlab/CODEOWNERS") == GITLAB_OWNERS
    assert desk.read(".gitlab/issue_templates/Incident.md") == GITLAB_FORM
    assert "/label ~desk ~request\n" in desk.read(".gitlab/issue_templates/Request.md")


def test_without_files_of_a_forge_the_remote_says_which_it_is(desk: Desk) -> None:
    prepare(desk)
    desk.git("remote", "add", "origin", "https://gitlab.example.com/acme/desk.git")
    assert ".gitlab/CODEOWNERS" in desk.ok("generate", "--no-commit")


JOBS = ["check", "record-route", "age", "intake", "publish"]
MOVED = """\
.github/workflows/{name}.yml:1:1: warning: This job is for 'main', and the main branch is \
'trunk'. [stale-file]
    Write it anew: desk generate
"""


def with_jobs(desk: Desk) -> None:
    desk.ok("init", "--yes", "--install", "plaindesk==1.0.0")
    desk.ok("generate")


def clone(desk: Desk) -> Desk:
    there = desk.root.with_name(f"{desk.root.name}-clone")
    desk.git("clone", "--quiet", ".", str(there))
    return Desk(there)


def test_jobs_are_written_anew_for_a_main_branch_that_was_renamed(desk: Desk) -> None:
    with_jobs(desk)
    desk.git("branch", "--move", "trunk")
    there = clone(desk)
    there.git("switch", "--quiet", "--create", "work")
    for where in (desk, there):
        told = where.run("check").out
        assert all(MOVED.format(name=name) in told for name in JOBS)
        assert "WRONG jobs         they are for 'main', and the main branch is 'trunk'\n" in (
            where.run("doctor").out
        )
        assert "main branch" not in where.run("check", "desk.yml").out
        before = where.read(".github/workflows/check.yml")
        own = before.replace("name: check\n", "name: check # ours\n")
        where.write(".github/workflows/check.yml", own)
        where.git("commit", "--quiet", "--all", "--message=Edit")
        lines = [f"wrote: .github/workflows/{name}.yml" for name in JOBS]
        assert where.ok("generate").splitlines() == lines
        held = {name: where.read(f".github/workflows/{name}.yml") for name in JOBS}
        assert held["check"] == own.replace("[main]", "[trunk]")
        assert "git reset --quiet --hard origin/trunk\n" in held["age"]
        assert not any("[main]" in text or "origin/main" in text for text in held.values())
        assert where.ok("generate") == "All is as it should be.\n"
        assert "main branch" not in where.run("check").out


def test_a_branch_that_somebody_works_on_is_not_the_main_one(desk: Desk) -> None:
    with_jobs(desk)
    there = clone(desk)
    bare = clone(there)
    bare.git("remote", "set-head", "origin", "--delete")
    for where in (desk, there, bare):
        where.git("switch", "--quiet", "--create", "feature")
        assert where.ok("generate") == "All is as it should be.\n"
        assert "main branch" not in where.run("check").out
        assert "ok    jobs         they know program and branch\n" in where.run("doctor").out


def test_of_several_branches_the_one_that_git_begins_with_is_the_main_one(desk: Desk) -> None:
    with_jobs(desk)
    desk.git("branch", "--move", "trunk")
    desk.git("branch", "old")
    desk.git("pack-refs", "--all")
    assert desk.ok("generate") == "All is as it should be.\n"
    desk.git("config", "init.defaultBranch", "trunk")
    assert f"wrote: .github/workflows/{JOBS[0]}.yml\n" in desk.ok("generate")


def test_a_branch_that_a_person_added_to_a_job_is_left_alone(desk: Desk) -> None:
    with_jobs(desk)
    path = ".github/workflows/publish.yml"
    own = desk.read(path).replace("branches: [main]", "branches: [main, trunk]")
    desk.write(path, own)
    desk.git("commit", "--quiet", "--all", "--message=Edit")
    desk.git("branch", "--move", "trunk")
    assert path not in desk.ok("generate")
    assert desk.read(path) == own


def test_what_somebody_else_wrote_is_not_overwritten(desk: Desk) -> None:
    prepare(desk)
    owners, form = "* @acme\n", "name: Ours\n"
    desk.write(".github/CODEOWNERS", owners)
    desk.write(".github/ISSUE_TEMPLATE/incident.yml", form)
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Own")
    told = desk.ok("generate")
    assert "kept: .github/ISSUE_TEMPLATE/incident.yml, which somebody else wrote.\n" in told
    kept = "kept: .github/CODEOWNERS, which somebody else wrote.\nIt lacks:\n"
    assert kept + "\n".join(OWNERS.splitlines()[1:]) in told
    assert desk.read(".github/CODEOWNERS") == owners
    assert desk.read(".github/ISSUE_TEMPLATE/incident.yml") == form
    assert "stale-file" not in desk.run("check").out


def test_a_file_that_was_removed_is_put_back(desk: Desk) -> None:
    desk.ok("generate")
    before = desk.snapshot()
    (desk.root / ".github/CODEOWNERS").unlink()
    desk.ok("generate")
    assert desk.snapshot() == before
    assert desk.git("status", "--porcelain") == ""
