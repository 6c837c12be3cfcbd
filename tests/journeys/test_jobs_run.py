"""The jobs that `desk init` writes, run step by step from their files against real Git."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.desks import ID, SETTINGS, TICKET, Desk, make_desk
from tests.support.forge import Forge, hook, program
from tests.support.forge_api import Api, forge_api
from tests.support.our_jobs import PLACE

from plaindesk.core.model.vocabulary import ForgeKind as Kind
from plaindesk.services.setup.workflows import jobs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = f"tickets/2611/{ID}/README.md"
NOON = "2026-11-21T12:00:00Z"
JOBS = jobs(Kind.GITHUB, PLACE)
LATE = "2026-11-27T12:00:00Z"
KNOWN = SETTINGS.replace(
    "email: alice@example.com", "email: alice@example.com, git: [alice@users.noreply.github.com]"
)


@pytest.fixture
def api() -> Iterator[Api]:
    with forge_api() as served:
        yield served


@pytest.fixture
def forge(tmp_path: Path, api: Api) -> Forge:
    # The runner's clone comes from a folder, so the desk has to say whose issues it answers.
    named = f"{KNOWN}forge: {{repositories: [github.com/acme/desk]}}\n"
    files = {"desk.yml": named, README: TICKET, **JOBS}
    return Forge.of(make_desk(tmp_path / "desk", files), api.url)


def test_an_edit_in_the_browser_becomes_an_entry_and_is_routed(forge: Forge) -> None:
    web = forge.clone("web", "bob")
    page = web.read(README).replace("\nqueue: support\n", "\nqueue:\n")
    web.write(README, page.replace("\npriority: P2\n", "\npriority: P1\n"))
    web.write(f"tickets/2611/{ID}/reply.md", "Which version do you run?\n")
    web.git("add", "--all")
    bob = ("--author=Bob <bob@example.com>", "--date=2026-11-21T10:00:00Z")
    web.git("commit", "--quiet", *bob, "--message=Update README.md")
    web.git("push", "--quiet")
    code, said = forge.run("record-route", forge.clone("runner"), NOON)
    assert code == 0, said
    after = forge.clone("after")
    shown = json.loads(after.ok("show", ID, "--json"))
    assert (shown["priority"], shown["status"], shown["queue"]) == ("P1", "open", "network")
    by_bob = [entry for entry in shown["entries"] if entry["by"] == "bob"]
    assert {entry["kind"] for entry in by_bob} == {"change", "reply"}
    assert after.ok("check", now="2026-11-21T13:00:00Z").endswith(": no findings\n")
    head = forge.head
    assert forge.run("record-route", forge.clone("again"), NOON)[0] == 0
    assert forge.head == head


def steps(forge: Forge, name: str) -> list[str]:
    """List the steps that jobs took on the ticket, by what makes each happen once."""
    folder = forge.clone(name).root / "tickets/2611" / ID
    text = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.md")))
    return re.findall(r"^step: (.*)$", text, re.MULTILINE)


def test_the_clock_alone_escalates_and_a_quiet_run_commits_nothing(forge: Forge) -> None:
    code, said = forge.run("age", forge.clone("runner"), LATE)
    assert code == 0, said
    after = forge.clone("after")
    assert "desk (escalation)" in after.ok("show", ID, now=LATE)
    head = forge.head
    assert forge.run("age", forge.clone("again"), LATE)[0] == 0
    assert forge.head == head


def test_a_job_that_was_skipped_for_a_week_catches_up(forge: Forge, tmp_path: Path) -> None:
    seed = Desk(tmp_path / "desk")
    seed.git("clone", "--quiet", "--bare", str(forge.bare), str(tmp_path / "often/desk.git"))
    often = Forge(tmp_path / "often/desk.git")
    for day in (23, 25, 27):
        now = f"2026-11-{day}T12:00:00Z"
        assert often.run("age", often.clone(f"runner{day}"), now)[0] == 0
    assert forge.run("age", forge.clone("runner"), LATE)[0] == 0
    assert (
        steps(forge, "once")
        == steps(often, "daily")
        == ["standard/resolution/100%/20261120T090412Z"]
    )


def issue(action: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    held = {
        "number": 7,
        "title": "No tunnel",
        "body": "### What happens, and what did you expect?\n\nIt's gone.\n\n"
        "### What is it about?\n\nVPN\n",
        "html_url": "https://github.com/acme/desk/issues/7",
        "user": {"login": "eva", "type": "User"},
        "created_at": "2026-11-21T11:00:00Z",
        "updated_at": "2026-11-21T11:00:00Z",
    }
    return {"action": action, "issue": held, "repository": {"full_name": "acme/desk"}, **more}


def test_an_issue_becomes_a_ticket_is_answered_and_closed(forge: Forge, api: Api) -> None:
    api.open.add("acme/desk#7")
    code, said = forge.run("intake", forge.clone("runner"), NOON, issue("opened"))
    assert code == 0, said
    ticket = re.findall(r"Open (2611-\w{5})", said)[0]
    assert api.comments == {
        "acme/desk#7": [f"<!-- desk {ticket} opened -->\nThis is ticket {ticket}. We answer here."]
    }
    agent = forge.clone("agent", "bob")
    agent.ok("reply", ticket, "-m", "Since when?", "--as", "bob", now="2026-11-21T12:10:00Z")
    agent.git("push", "--quiet")
    comment = {
        "body": "Since noon.\n\n$(touch pwned) `id`",
        "user": {"login": "eva", "type": "User"},
        "created_at": "2026-11-21T12:20:00Z",
    }
    said_more = issue("created", comment=comment)
    for clone in ("more", "again"):  # a runner may get one event twice
        now = "2026-11-21T12:21:00Z"
        code, said = forge.run("intake", forge.clone(clone), now, said_more, on="issue_comment")
        assert code == 0, said
    assert len(api.comments["acme/desk#7"]) == 2
    assert api.comments["acme/desk#7"][1].endswith("-->\nSince when?")
    after = forge.clone("after")
    bodies = [e["body"] for e in json.loads(after.ok("show", ticket, "--json"))["entries"]]
    assert bodies[-1] == "Since noon.\n\n$(touch pwned) `id`"
    assert not list(forge.bare.parent.rglob("pwned"))
    agent.ok("sync")
    agent.ok("resolve", ticket, "-m", "It is back.", "--as", "bob", now="2026-11-21T12:30:00Z")
    agent.ok("sync")
    edited = issue("edited")
    assert forge.run("intake", forge.clone("last"), "2026-11-21T12:31:00Z", edited)[0] == 0
    assert api.open == set()
    assert api.comments["acme/desk#7"][2].endswith("-->\nIt is back.")


def propose(forge: Forge, name: str = "fork") -> Desk:
    clone = forge.clone(name)
    clone.git("switch", "--quiet", "--create", "work")
    return clone


def commit(desk: Desk, author: str = "Alice <alice@example.com>") -> None:
    desk.git("add", "--all")
    desk.git("commit", "--quiet", f"--author={author}", "--message=Work")


def checked(forge: Forge, clone: Desk, login: str = "alice") -> tuple[int, str]:
    opened = {"pull_request": {"user": {"login": login}}}
    return forge.run("check", clone, "2026-11-21T13:00:00Z", opened)


def test_a_fair_proposal_passes(forge: Forge) -> None:
    clone = propose(forge)
    clone.ok("reply", ID, "-m", "Which version?")
    assert checked(forge, clone) == (0, "\n")


def test_a_proposal_that_tampers_forges_or_deletes_is_refused(forge: Forge) -> None:
    tampers = propose(forge, "tampers")
    tampers.write(README, tampers.read(README).replace("every hour since", "never since"))
    commit(tampers)
    assert "title=conversation-edited::" in checked(forge, tampers)[1]
    forges = propose(forge, "forges")
    forges.ok("reply", ID, "-m", "We pay.", "--as", "bob")
    assert "title=other-author::" in checked(forge, forges)[1]
    deletes = propose(forge, "deletes")
    deletes.git("rm", "-r", "--quiet", f"tickets/2611/{ID}")
    commit(deletes)
    code, said = checked(forge, deletes)
    assert (code, "title=ticket-deleted::" in said) == (1, True)


def test_an_author_who_is_made_up_counts_for_nothing(forge: Forge) -> None:
    """The commit says bob; the forge knows that alice, or a stranger, has opened it."""
    forges = propose(forge)
    forges.ok("reply", ID, "-m", "We pay.", "--as", "bob", "--no-commit")
    commit(forges, "Bob <bob@example.com>")
    for login, known in (("alice", "alice"), ("eva", "eva@users.noreply.github.com")):
        code, said = checked(forge, forges, login)
        assert (code, f"This is by bob, but {known} committed it." in said) == (1, True)


def test_a_smuggled_workflow_is_told_and_gets_no_token_that_writes(forge: Forge) -> None:
    smuggles = propose(forge, "smuggles")
    path = ".github/workflows/check.yml"
    sly = smuggles.read(path).replace("contents: read", "contents: write")
    sly = re.sub(r"run: desk check --since .*", "run: git push --quiet origin HEAD:main", sly)
    smuggles.ok("reply", ID, "-m", "Which version?")
    assert checked(forge, smuggles)[0] == 0
    smuggles.write(path, sly)
    commit(smuggles, "Eva <eva@users.noreply.github.com>")
    head = forge.head
    code, said = checked(forge, smuggles, "eva")
    assert (code, "desk.git/refused" in said, forge.head) == (128, True, head)
    smuggles.git("checkout", "--quiet", "main", "--", path)
    smuggles.write(".github/workflows/age.yml", "on: push\n")
    commit(smuggles, "Eva <eva@users.noreply.github.com>")
    told = (
        "::error file=.github/workflows/age.yml,line=1,col=1,title=guarded-file::This decides "
        "what jobs do, and eva@users.noreply.github.com changes it."
    )
    code, said = checked(forge, smuggles, "eva")
    assert (code, told in said) == (1, True)
    assert "guarded-file" not in checked(forge, smuggles, "alice")[1]


def test_a_push_that_somebody_was_faster_with_is_put_together(forge: Forge) -> None:
    """Somebody pushes an entry to the same ticket while the job is at work: both are kept."""
    runner = forge.clone("runner")
    faster = forge.clone("faster", "bob")
    faster.ok("note", ID, "-m", "I was faster.", "--as", "bob")
    faster.git("push", "--quiet")
    code, said = forge.run("age", runner, LATE)
    assert code == 0, said
    shown = forge.clone("after").ok("show", ID, now=LATE)
    assert "I was faster." in shown
    assert "desk (escalation)" in shown


FASTER = """\
echo x >> {faster}/.git/turns
test $(wc -l < {faster}/.git/turns) -gt 9 && exit 0
unset $(git rev-parse --local-env-vars)
cd {faster} && git pull --quiet --rebase && git commit --quiet --allow-empty -m Faster
git push --quiet
"""


def test_a_push_that_is_rejected_nine_times(forge: Forge, tmp_path: Path) -> None:
    runner, faster = forge.clone("runner"), forge.clone("faster", "bob")
    hook(runner, "pre-push", FASTER.format(faster=faster.root))
    # The waits between the tries would take half a minute.
    (tmp_path / "quick").mkdir()
    (tmp_path / "quick/sitecustomize.py").write_text("import time\ntime.sleep = lambda _: None\n")
    code, said = forge.run("age", runner, LATE, PYTHONPATH=str(tmp_path / "quick"))
    assert (code, "Received 9 commits, sent 2 commits.\n" in said) == (0, True), said
    assert steps(forge, "after") == ["standard/resolution/100%/20261120T090412Z"]
    subjects = Desk(forge.bare).git("log", "--format=%s", "main").splitlines()
    assert subjects.count("Faster") == 9


@pytest.mark.parametrize("moment", ["pre-commit", "post-commit", "pre-push"])
def test_a_job_killed_half_way_is_put_right_by_the_next(forge: Forge, moment: str) -> None:
    runner = forge.clone("runner")
    hook(runner, moment, "kill -9 0")
    head = forge.head
    assert forge.run("age", runner, LATE)[0] == -9
    assert forge.head == head
    code, said = forge.run("age", forge.clone("next"), LATE)
    assert code == 0, said
    assert steps(forge, "after") == ["standard/resolution/100%/20261120T090412Z"]
    assert forge.clone("look").ok("list", "source:jobs*") == "No ticket fits.\n"
    # A runner that keeps its folder; Git says which file to remove where Git was killed too.
    (runner.root / ".git/hooks" / moment).unlink()
    (runner.root / ".git/index.lock").unlink(missing_ok=True)
    # Two jobs that commit the same within one second make the very same commit.
    assert runner.ok("sync", now=LATE).startswith(("Received ", "Nothing new on either side"))
    assert runner.git("status", "--porcelain") == ""


def test_two_jobs_and_three_agents_at_once(forge: Forge) -> None:
    web = forge.clone("web", "bob")
    web.write(f"tickets/2611/{ID}/reply.md", "Which version do you run?\n")
    web.git("add", "--all")
    web.git("commit", "--quiet", "--message=Answer")
    web.git("push", "--quiet")
    agents = [forge.clone(f"agent{n}") for n in range(3)]
    runners = {name: forge.clone(name) for name in ("age", "record-route")}

    def agent(number: int) -> None:
        for count in range(2):
            words = f"Words {number} {count}."
            program(agents[number], "alice", LATE, "note", ID, "-m", words, "--as", "alice")
            program(agents[number], "alice", LATE, "sync")

    with ThreadPoolExecutor(5) as pool:
        working = [pool.submit(agent, number) for number in range(3)]
        running = [pool.submit(forge.run, name, clone, LATE) for name, clone in runners.items()]
        for done in working:
            done.result()
        assert [done.result()[0] for done in running] == [0, 0], [r.result() for r in running]
    after = forge.clone("after")
    shown = json.loads(after.ok("show", ID, "--json", now=LATE))
    bodies = [entry["body"] for entry in shown["entries"]]
    said = [f"Words {number} {count}." for number in range(3) for count in range(2)]
    said += ["Which version do you run?", "The resolution target of policy 'standard' is at 100%."]
    assert sorted(bodies) == sorted(said)
    assert after.ok("check", now=LATE).endswith(": no findings\n")


FIRST = {
    "age": "desk age",
    "record-route": "desk record",
    "intake": "desk forge take",
    "publish": "desk site build",
}


@pytest.mark.parametrize("name", FIRST)
def test_a_job_that_fails_has_one_ticket_about_itself(forge: Forge, name: str) -> None:
    path = f".github/workflows/{name}.yml"
    broken = forge.clone("broken", "bob")
    broken.write(path, JOBS[path].replace(FIRST[name], "desk nothing", 1))
    broken.git("commit", "--quiet", "--all", "--message=Break the job")
    broken.git("push", "--quiet")
    for number in (1, 2):
        clone = forge.clone(f"runner{number}")
        now = f"2026-11-21T11:0{number}:00Z"
        broken.ok("note", ID, "-m", "I was faster.", "--as", "bob", now=now)
        broken.ok("sync")
        code, said = forge.run(name, clone, f"2026-11-21T12:0{number}:00Z", issue("opened"))
        assert code == 2, said
    after = forge.clone("after")
    listed = json.loads(after.ok("list", "source:jobs*", "--json"))["tickets"]
    assert [ticket["subject"] for ticket in listed] == [f"The job '{name}' fails"]
    shown = json.loads(after.ok("show", listed[0]["id"], "--json"))
    told = f"The job '{name}' failed: https://github.com/acme/desk/actions/runs/12"
    assert (shown["body"], shown["channel"]) == (told, "monitoring")
    assert [entry["body"] for entry in shown["entries"]] == [f"Again. {told}"]
