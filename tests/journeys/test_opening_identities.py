"""`desk init` and the article on a first desk, for everybody whom Git may or may not know."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.desks import Desk, make_desk

ARTICLE = Path(__file__).parents[2] / "kb/en/start/first-desk.md"
ALICE = {"NAME": "Alice Novak", "EMAIL": "alice@work.example"}
IDENTITIES = {
    "global": ({}, "[user]\n\tname = Alice Novak\n\temail = alice@work.example\n"),
    "environment": (
        {f"GIT_{role}_{part}": ALICE[part] for role in ("AUTHOR", "COMMITTER") for part in ALICE},
        "",
    ),
    "both": (
        {f"GIT_{role}_{part}": ALICE[part] for role in ("AUTHOR", "COMMITTER") for part in ALICE},
        "[user]\n\tname = Other\n\temail = other@example.com\n",
    ),
    "author alone": ({f"GIT_AUTHOR_{part}": ALICE[part] for part in ALICE}, ""),
    "committer alone": ({f"GIT_COMMITTER_{part}": ALICE[part] for part in ALICE}, ""),
    "none": ({}, ""),
}


def machine(tmp_path: Path, identity: str) -> dict[str, str]:
    """The environment of a machine where Git knows somebody in one way, or nobody."""
    given, config = IDENTITIES[identity]
    (tmp_path / "gitconfig").write_text(config, "utf-8")
    plain = {name: held for name, held in os.environ.items() if not name.startswith("GIT_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    more = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig")}
    return plain | more | {"PATH": path, "HOME": str(tmp_path)} | given


def typed(tmp_path: Path, identity: str, script: str, answers: str = "") -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-e", "-u", "-o", "pipefail", "-c", script],
        cwd=tmp_path,
        env=machine(tmp_path, identity),
        input=answers,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def article() -> str:
    """Everything that the article types, without what it shows of answers."""
    text = ARTICLE.read_text("utf-8")
    blocks = re.findall(r"^```(sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [
        line.removeprefix("$ ")
        for kind, block in blocks
        for line in block.splitlines()
        if kind == "sh" or line.startswith("$ ")
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("identity", IDENTITIES)
def test_the_article_on_a_first_desk_runs_to_its_end(tmp_path: Path, identity: str) -> None:
    script = f'{article()}\ntest -z "$(git status --porcelain)"; git log --format=%ae'
    code, said = typed(tmp_path, identity, script)
    assert code == 0, said
    authors = {*said.split()[-4:]}
    named = identity not in ("committer alone", "none")
    assert authors == {"alice@work.example" if named else "alice@example.com"}


def test_whom_git_lacks_it_is_told_for_this_repository(tmp_path: Path) -> None:
    script = "desk init d --yes --email eve@example.com; git -C d log --format=%ae,%ce"
    for identity, people in {
        "author alone": "alice@work.example,eve@example.com",
        "committer alone": "eve@example.com,alice@work.example",
    }.items():
        (tmp_path / identity).mkdir()
        code, said = typed(tmp_path / identity, identity, script)
        assert (code, said.splitlines()[-1]) == (0, people)
        text = (tmp_path / identity / "d/desk.yml").read_text("utf-8")
        assert "    email: eve@example.com\n" in text
        assert "    git: [alice@work.example]\n" in text


def test_a_desk_says_that_git_knows_no_committer(tmp_path: Path) -> None:
    script = "desk init d --yes; git -C d config --remove-section user; cd d; desk new Help -m x"
    code, said = typed(tmp_path, "author alone", script)
    assert code == 1
    assert said.partition("desk: ")[2] == (
        "Nothing was changed. Git doesn't know who you are, so a change would have no author.\n"
        'Tell it: git config user.name "Your Name"; git config user.email you@example.com\n'
        "Your words are kept: give the same command with --again in place of -m.\n"
    )


@pytest.mark.parametrize(
    "identity", ["global", "environment", "both", "author alone", "committer alone"]
)
def test_whoever_git_knows_is_the_first_agent_and_may_answer(tmp_path: Path, identity: str) -> None:
    script = "desk init d --yes; cd d; desk new Help -m x; desk reply @ -m Hi; desk check"
    code, said = typed(tmp_path, identity, script)
    assert code == 0, said
    text = (tmp_path / "d/desk.yml").read_text("utf-8")
    assert "  alice:\n    name: Alice Novak\n    email: alice@work.example\n" in text
    assert "    email: alice@work.example\n" in text.partition("\nsite:")[2]


def test_nobody_is_invented(tmp_path: Path) -> None:
    code, said = typed(tmp_path, "none", "desk init d --yes")
    assert code == 1
    assert said == (
        "desk: Git doesn't know who you are, and a desk needs an agent with an address.\n"
        'Say it: --agent-name "Your Name" --email you@example.com\n'
    )
    assert not (tmp_path / "d").exists()
    for address in ("alice", "a b@example.com", "a@b@c", "a@-x.example"):
        code, said = typed(tmp_path, "none", f"desk init d --yes --email '{address}'")
        assert (code, "is no mail address" in said) == (1, True)


def test_answers_may_be_piped_in(tmp_path: Path) -> None:
    answers = "Acme Help\nsk,en\n\nbob@acme.example\nBöb Šťastný\n\nhelp@acme.example\n"
    code, said = typed(tmp_path, "none", "desk init d; cd d; desk new Help -m x", answers)
    assert code == 0, said
    text = (tmp_path / "d/desk.yml").read_text("utf-8")
    assert "\nname: Acme Help\n" in text
    assert "\nlanguages: [sk, en]\n" in text
    assert "  bob:\n    name: Böb Šťastný\n    email: bob@acme.example\n" in text
    assert "    email: help@acme.example\n" in text


def test_what_an_earlier_run_could_not_commit_is_committed(tmp_path: Path) -> None:
    script = (
        "desk init d --yes; cd d; git update-ref -d HEAD; git rm -rq --cached .; desk init --yes"
    )
    code, said = typed(tmp_path, "global", f"{script}; git status --porcelain; git log --format=%s")
    assert code == 0, said
    assert said.rstrip().endswith("Open the desk d")


def test_beside_settings_that_are_there_nothing_is_wrong(tmp_path: Path) -> None:
    desk = make_desk(
        tmp_path / "there",
        {"desk.yml": "name: Mine\nlanguages: [sk]\nagents: {carol: {email: carol@example.com}}\n"},
    )
    desk.ok("init", "--yes")
    assert "owner: carol\n" in desk.read("kb/sk/help/get-help.md")
    assert desk.ok("check").endswith(": no findings\n")


def test_the_jobs_are_for_the_branch_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    desk = Desk(tmp_path / "d")
    desk.git("init", "--quiet", "--initial-branch=trunk")
    desk.ok("init", "--yes", "--install", "plaindesk==0.1.0")
    jobs = [path.read_text("utf-8") for path in (desk.root / ".github/workflows").iterdir()]
    assert sum("branches: [trunk]" in text for text in jobs) == 3
    assert not any("main]" in text or "origin/main" in text for text in jobs)


@pytest.fixture
def inside(tmp_path: Path) -> Desk:
    """A desk in a folder of a repository that holds a program."""
    top = Desk(tmp_path / "product")
    top.write("src/main.py", "print()\n")
    top.git("init", "--quiet", "--initial-branch=main")
    top.git("add", "--all")
    top.git("commit", "--quiet", "--message=Begin")
    desk = Desk(top.root / "support" / "desk")
    desk.root.mkdir(parents=True)
    out = desk.ok("init", "--yes", "--agent", "alice", "--install", "plaindesk==0.1.0")
    assert "Made a Git repository" not in out
    assert "  wrote ../../.github/workflows/desk-check.yml\n" in out
    assert "The desk is the folder support/desk of its repository; jobs stand at the top.\n" in out
    return desk


def test_a_folder_of_a_repository_is_a_whole_desk(inside: Desk) -> None:
    top = Desk(inside.root.parents[1])
    assert not (inside.root / ".git").exists()
    assert sorted(path.name for path in (top.root / ".github/workflows").iterdir()) == [
        "desk-age.yml",
        "desk-check.yml",
        "desk-publish.yml",
        "desk-record-route.yml",
    ]
    check = top.read(".github/workflows/desk-check.yml")
    assert 'defaults:\n  run:\n    working-directory: "support/desk"\n' in check
    assert check.count('    paths: ["support/desk/**"]\n') == 2
    publish = top.read(".github/workflows/desk-publish.yml")
    assert '    paths: ["support/desk/kb/**", "support/desk/desk.yml", ' in publish
    assert "          path: support/desk/build/site\n" in publish
    assert top.git("status", "--porcelain") == ""
    assert inside.ok("check") == "0 tickets, 1 article: no findings\n"


def test_a_desk_in_a_folder_does_what_every_desk_does(inside: Desk) -> None:
    top = Desk(inside.root.parents[1])
    inside.git("switch", "--quiet", "--create", "work")
    inside.ok("new", "Help", "-m", "It is broken.", "--requester", "eva@example.com")
    inside.ok("route")
    inside.ok("reply", "@", "-m", "Hello", now="2026-11-21T12:05:00Z")
    assert "1 ticket" in inside.ok("list", now="2026-11-21T12:06:00Z")
    assert "Help" in inside.ok("search", "--tickets", "broken", now="2026-11-21T12:06:00Z")
    (name,) = (path.name for path in (inside.root / "tickets/2611").iterdir())
    page = f"tickets/2611/{name}/README.md"
    inside.write(page, inside.read(page).replace("\npriority: P3\n", "\npriority: P1\n"))
    top.write("src/main.py", "print('more')\n")
    assert "P1" in inside.ok("list", "priority:P1", now="2026-11-21T12:06:00Z")
    inside.git("commit", "--quiet", "--message=Edit", "--", page)
    inside.ok("record", now="2026-11-21T12:07:00Z")
    inside.ok("fold", now="2026-11-21T12:08:00Z")
    checked = inside.ok("check", "--since", "main", now="2026-11-21T12:09:00Z")
    assert checked.endswith("1 ticket, 0 articles: 0 errors, 1 warning, 0 info\n")
    assert "This is by desk, but alice committed it. [other-author]" in checked
    assert inside.git("status", "--porcelain").strip() == "M src/main.py"
    assert inside.git("log", "--format=%s", "-1", "--", "../../src").strip() == "Begin"


OWNERS = """\
# Written by `desk generate` from support/desk/desk.yml and the articles' owners.
/support/desk/desk.yml {0}
/support/desk/tickets/ {0}
/support/desk/kb/ {0}
/.github/workflows/desk-check.yml {0}
/.github/workflows/desk-record-route.yml {0}
/.github/workflows/desk-age.yml {0}
/.github/workflows/desk-publish.yml {0}
/support/desk/kb/en/help/get-help.md {0}
"""


def test_what_follows_from_the_settings_of_a_folder_stands_where_forges_look(inside: Desk) -> None:
    top = Desk(inside.root.parents[1])
    owners = OWNERS.format(inside.git("log", "-1", "--format=%ae").strip())
    assert inside.ok("generate") == "wrote: ../../.github/CODEOWNERS\n"
    assert top.read(".github/CODEOWNERS") == owners
    assert top.git("show", "--name-only", "--format=").split() == [".github/CODEOWNERS"]
    assert inside.ok("generate") == "All is as it should be.\n"
    inside.write("desk.yml", inside.read("desk.yml").replace("    lead: alice\n", ""))
    inside.write("desk.yml", inside.read("desk.yml").replace("manager: alice\n", ""))
    assert "\n../../.github/CODEOWNERS:1:1: warning: This follows from desk.yml" in (
        "\n" + inside.run("check").out
    )


@pytest.mark.parametrize("path", ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"])
def test_a_list_of_owners_that_is_there_stays_and_is_told_what_it_lacks(
    inside: Desk, path: str
) -> None:
    top = Desk(inside.root.parents[1])
    top.write(path, "* @acme\n")
    top.git("add", "--all")
    top.git("commit", "--quiet", "--message=Own")
    owners = OWNERS.format(inside.git("log", "-1", "--format=%ae").strip()).splitlines()[1:]
    kept = ["All is as it should be.", f"kept: ../../{path}, which somebody else wrote."]
    assert inside.ok("generate").splitlines() == [*kept, "It lacks:", *owners]
    assert "CODEOWNERS" not in inside.run("check").out
    assert top.read(path) == "* @acme\n"
    assert [*top.root.glob("**/CODEOWNERS")] == [top.root / path]
    top.write(path, "\n".join(["* @acme", *owners, ""]))
    assert inside.ok("generate").splitlines() == kept


def test_jobs_of_a_folder_are_written_anew_for_a_renamed_branch(inside: Desk) -> None:
    top = Desk(inside.root.parents[1])
    inside.ok("generate")
    top.git("branch", "--move", "trunk")
    told = "../../.github/workflows/desk-age.yml:1:1: warning: This job is for 'main', and the main"
    assert told in inside.run("check").out
    assert "wrote: ../../.github/workflows/desk-age.yml\n" in inside.ok("generate")
    assert "origin/trunk" in top.read(".github/workflows/desk-age.yml")
    assert top.git("status", "--porcelain") == ""


def test_a_second_desk_of_a_repository_has_jobs_of_its_own(inside: Desk) -> None:
    top = Desk(inside.root.parents[1])
    before = {path.name: path.read_bytes() for path in (top.root / ".github/workflows").iterdir()}
    asked = ("--yes", "--agent", "alice", "--install", "plaindesk==0.1.0")
    out = top.ok("init", "hr/help", *asked)
    names = [f"desk-hr-help-{name}.yml" for name in ("check", "record-route", "age")]
    assert [line.rpartition("/")[2] for line in out.splitlines() if "/workflows/" in line] == names
    after = {path.name: path.read_bytes() for path in (top.root / ".github/workflows").iterdir()}
    assert after == before | {name: after[name] for name in names}
    for name in names:
        text = after[name].decode()
        assert text.count('working-directory: "hr/help"\n') == 1
        assert f"name: {name.removesuffix('.yml')}\n" in text
        group = "check-${{ github.ref }}" if "check" in name else "writer"
        assert f"  group: desk-hr-help-{group}\n" in text
    assert "kept" in Desk(top.root / "hr/help").ok("init", *asked)
    assert "kept" in inside.ok("init", *asked)
    assert {path.name for path in (top.root / ".github/workflows").iterdir()} == {*after}
    top.git("branch", "--move", "trunk")
    told = Desk(top.root / "hr/help").ok("generate").splitlines()
    assert told[1:] == [f"wrote: ../../.github/workflows/{name}" for name in names]


def test_on_gitlab_a_folder_is_included(tmp_path: Path) -> None:
    top = make_desk(tmp_path / "product", {"readme": "x\n"})
    out = top.ok("init", "desk", "--yes", "--forge", "gitlab", "--install", "plaindesk==0.1.0")
    assert (
        "The desk is the folder desk of its repository; its jobs are in desk/.gitlab-ci.yml.\n"
        "GitLab runs them when the .gitlab-ci.yml at the top has these lines:\n"
        'include:\n  - local: "/desk/.gitlab-ci.yml"\n'
    ) in out
    text = top.read("desk/.gitlab-ci.yml")
    assert text.count('- cd "desk"\n') == 2
    assert '      changes: ["desk/tickets/**/*", "desk/desk.yml"]\n' in text
    assert '--output "$CI_PROJECT_DIR/public"' in text


SOURCES = {
    "plaindesk==1.2.3": 'pip install "plaindesk==1.2.3"',
    f"git+https://forge.example/acme/plaindesk.git@{'a' * 40}": (
        f'pip install "git+https://forge.example/acme/plaindesk.git@{"a" * 40}"'
    ),
    f"wheels/plaindesk-1.2.3-py3-none-any.whl sha256:{'0' * 64}": (
        f'echo "{"0" * 64}  wheels/plaindesk-1.2.3-py3-none-any.whl" | sha256sum --check '
        '&& pip install "./wheels/plaindesk-1.2.3-py3-none-any.whl"'
    ),
}


@pytest.mark.parametrize("source", SOURCES)
def test_jobs_get_the_program_from_where_it_is_said(tmp_path: Path, source: str) -> None:
    Desk(tmp_path).ok("init", "d", "--yes", "--install", source)
    desk = Desk(tmp_path / "d")
    assert f"      - run: |\n          {SOURCES[source]}\n" in desk.read(
        ".github/workflows/check.yml"
    )
    assert desk.ok("check").endswith("no findings\n")


@pytest.mark.parametrize(
    "source",
    ["plaindesk", "plaindesk>=1", "git+https://x.example/p", "x.whl", "a; rm -rf /", "$(id)==1"],
)
def test_what_may_change_by_itself_is_no_source(tmp_path: Path, source: str) -> None:
    said = Desk(tmp_path).refused("init", "d", "--yes", "--install", source)
    assert said.startswith(f"desk: Jobs can't get the program from '{source}'.\n")
    assert not (tmp_path / "d").exists()
