"""Issues of a forge: taken in from its events, answered through its real interface, locally."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.desks import SETTINGS, Desk, make_desk
from tests.support.forge_api import TOKEN, Api, forge_api

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = """\
### What happens, and what did you expect?

The tunnel drops.

Every hour.

### What is it about?

VPN

### How many people does it hold up?

high

### How soon is it needed?

_No response_

### Device

laptop
"""
OWN = "fields: {device: {words: [laptop, phone]}}\n"


def event(action: str = "opened", **more: Any) -> bytes:  # noqa: ANN401 - JSON
    issue = {
        "number": 12,
        "title": "VPN drops",
        "body": FORM,
        "html_url": "https://github.com/acme/desk/issues/12",
        "user": {"login": "jana", "type": "User"},
        "created_at": "2026-11-21T09:00:00Z",
        "updated_at": "2026-11-21T10:00:00Z",
        **more.pop("issue", {}),
    }
    held = {"action": action, "issue": issue, "repository": {"full_name": "acme/desk"}, **more}
    return json.dumps(held).encode()


def comment(body: str, login: str = "jana", at: str = "2026-11-21T11:00:00Z") -> dict[str, Any]:
    return {"id": 1, "body": body, "user": {"login": login, "type": "User"}, "created_at": at}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    settings = SETTINGS.replace(
        "email: bob@example.com", "email: bob@example.com, git: [bob@users.noreply.github.com]"
    )
    desk = make_desk(tmp_path / "desk", {"desk.yml": settings + OWN})
    desk.git("remote", "add", "origin", "https://github.com/Acme/desk.git")
    return desk


def take(desk: Desk, data: bytes, now: str = "2026-11-21T12:00:00Z") -> str:
    (desk.root.parent / "event.json").write_bytes(data)
    return desk.ok("forge", "take", "../event.json", now=now)


def only(desk: Desk) -> dict[str, Any]:
    listed = json.loads(desk.ok("list", "is:open OR is:done", "--json"))["tickets"]
    assert len(listed) == 1
    found: dict[str, Any] = json.loads(desk.ok("show", listed[0]["id"], "--json"))
    return found


def test_an_issue_becomes_a_ticket_with_what_its_form_asked(desk: Desk) -> None:
    assert take(desk, event()).startswith("Open 2611-")
    ticket = only(desk)
    assert {
        name: ticket[name] for name in ("subject", "body", "requester", "source", "created")
    } == {
        "subject": "VPN drops",
        "body": "The tunnel drops.\n\nEvery hour.",
        "requester": "jana@users.noreply.github.com",
        "source": "github.com/acme/desk#12",
        "created": "2026-11-21T09:00:00Z",
    }
    assert (ticket["channel"], ticket["service"], ticket["impact"], ticket["urgency"]) == (
        "form",
        "vpn",
        "high",
        None,
    )
    assert (ticket["type"], ticket["fields"]) == ("incident", {"device": "laptop"})
    assert desk.ok("check").endswith(": no findings\n")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (FORM.replace("\nhigh\n", "\n_No response_\n"), "incident"),
        (f"{FORM.partition('### How')[0]}### Device\n\nlaptop\n", "request"),
        ("### My own heading\n\nIt drops.\n", None),
        ("It drops.", None),
    ],
)
def test_a_form_says_what_type_of_ticket_it_is_for(desk: Desk, body: str, kind: str | None) -> None:
    take(desk, event(issue={"body": body}))
    assert only(desk)["type"] == kind


def test_the_same_event_twice_is_one(desk: Desk) -> None:
    take(desk, event())
    head = desk.git("rev-parse", "HEAD").strip()
    assert take(desk, event()) == "Nothing new in it.\n"
    take(desk, event("created", comment=comment("Again.")))
    assert take(desk, event("created", comment=comment("Again."))) == "Nothing new in it.\n"
    assert desk.git("rev-list", "--count", f"{head}..HEAD").strip() == "1"


def test_an_edited_issue_and_a_comment_become_messages(desk: Desk) -> None:
    take(desk, event())
    take(desk, event("edited", issue={"body": "It drops every minute."}))
    take(desk, event("created", comment=comment("And now all the time.")))
    entries = only(desk)["entries"]
    assert [(entry["kind"], entry["at"], entry["body"]) for entry in entries] == [
        ("message", "2026-11-21T12:00:00Z", "It drops every minute."),
        ("message", "2026-11-21T12:00:01Z", "And now all the time."),
    ]


def test_an_agents_comment_is_a_reply(desk: Desk) -> None:
    take(desk, event())
    take(desk, event("created", comment=comment("Which version?", "bob")))
    (entry,) = only(desk)["entries"]
    assert (entry["kind"], entry["by"], entry["changes"]) == (
        "reply",
        "bob",
        {"status": {"old": "new", "new": "open"}},
    )


@pytest.mark.parametrize(
    "data",
    [
        event("closed", sender={"login": "jana", "type": "User"}),
        event("created", comment=comment("x") | {"user": {"login": "ci", "type": "Bot"}}),
        event("opened", issue={"pull_request": {}}),
    ],
)
def test_what_is_no_request_is_left_alone(desk: Desk, data: bytes) -> None:
    assert take(desk, data) == "Nothing new in it.\n"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"issue": {}}', b"\xff"])
def test_what_is_no_event_is_refused(desk: Desk, data: bytes) -> None:
    (desk.root.parent / "event.json").write_bytes(data)
    assert desk.refused("forge", "take", "../event.json").startswith(
        "desk: This is no event of a forge about an issue.\n"
    )


def test_a_strangers_answers_count_only_where_the_settings_know_them(desk: Desk) -> None:
    hostile = FORM.replace("\nVPN\n", "\n../../etc\n").replace("\nlaptop\n", "\n$(id)\n")
    take(desk, event(issue={"body": hostile, "title": "---\nat: now"}))
    ticket = only(desk)
    assert (ticket["service"], ticket["fields"], ticket["subject"]) == (None, {}, "--- at: now")


ISSUE = "acme/desk#12"


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    monkeypatch.setenv("DESK_FORGE_TOKEN", TOKEN)
    with forge_api() as served:
        served.open.add(ISSUE)
        served.comments[ISSUE] = []
        yield served


def test_the_issue_gets_the_id_and_every_public_reply_once(desk: Desk, api: Api) -> None:
    take(desk, event())
    ticket = only(desk)["id"]
    desk.ok("reply", ticket, "-m", "Which version?")
    desk.ok("note", ticket, "-m", "The gateway again.", now="2026-11-21T12:05:00Z")
    take(desk, event("created", comment=comment("I look into it.", "bob")), "2026-11-21T12:06:00Z")
    api.comments[ISSUE].append("I look into it.")
    out = desk.ok("forge", "answer", "--api", api.url, "--dry-run")
    assert len(api.comments[ISSUE]) == 1
    name = only(desk)["entries"][0]["name"]
    assert out == (
        f"would post: opened on github.com/acme/desk#12 ({ticket})\n"
        f"would post: {name} on github.com/acme/desk#12 ({ticket})\n"
    )
    assert desk.ok("forge", "answer", "--api", api.url) == out.replace("would post", "posted")
    assert api.comments[ISSUE][1:] == [
        f"<!-- desk {ticket} opened -->\nThis is ticket {ticket}. We answer here.",
        f"<!-- desk {ticket} {name} -->\nWhich version?",
    ]
    assert desk.ok("forge", "answer", "--api", api.url) == "Nothing to post.\n"


def test_an_issue_is_closed_with_its_ticket_and_opened_by_people_only(desk: Desk, api: Api) -> None:
    take(desk, event())
    ticket = only(desk)["id"]
    desk.ok("resolve", ticket, "-m", "A worn cable.")
    out = desk.ok("forge", "answer", "--api", api.url, "--dry-run")
    assert (out.splitlines()[-1], api.open) == (
        f"would post: closed on github.com/acme/desk#12 ({ticket})",
        {ISSUE},
    )
    desk.ok("forge", "answer", "--api", api.url)
    assert (api.open, len(api.comments[ISSUE])) == (set(), 2)
    assert desk.ok("forge", "answer", "--api", api.url) == "Nothing to post.\n"
    eva = {"login": "eva", "type": "User"}
    again = event("reopened", sender=eva, issue={"updated_at": "2026-11-21T12:30:00Z"})
    take(desk, again, "2026-11-21T12:31:00Z")
    api.open.add(ISSUE)
    shown = only(desk)
    assert (shown["status"], shown["entries"][-1]["by"], shown["entries"][-1]["body"]) == (
        "open",
        "eva@users.noreply.github.com",
        "The issue was opened again.",
    )
    assert desk.ok("forge", "answer", "--api", api.url) == "Nothing to post.\n"
    assert api.open == {ISSUE}


def test_a_token_is_sent_to_safe_addresses_only(desk: Desk, api: Api) -> None:
    assert api.url.startswith("http://127.0.0.1")
    for address in ("http://example.com", "ftp://example.com", "file:///etc/passwd", "x"):
        assert desk.refused("forge", "answer", "--api", address) == (
            f"desk: '{address}' is no safe address.\nStart it with https://\n"
        )


def test_without_a_token_or_a_forge_nothing_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(desk, event())
    monkeypatch.delenv("DESK_FORGE_TOKEN", raising=False)
    assert "There is no token" in desk.refused("forge", "answer", "--api", "https://x.example")
    monkeypatch.setenv("DESK_FORGE_TOKEN", "t0ken")
    assert "The forge can't be reached" in desk.refused(
        "forge", "answer", "--api", "http://127.0.0.1:9"
    )


def test_a_job_that_fails_has_one_ticket_until_it_is_done(desk: Desk) -> None:
    url = "https://forge.example/acme/desk/actions/runs/12"
    desk.ok("forge", "failed", "age", "--url", url)
    desk.ok("forge", "failed", "age", now="2026-11-21T12:05:00Z")
    ticket = only(desk)
    assert (ticket["subject"], ticket["body"], ticket["channel"], ticket["source"]) == (
        "The job 'age' fails",
        f"The job 'age' failed: {url}",
        "monitoring",
        "jobs/age",
    )
    assert [entry["body"] for entry in ticket["entries"]] == ["Again. The job 'age' failed."]
    desk.ok("resolve", ticket["id"], now="2026-11-21T12:06:00Z")
    assert desk.ok("forge", "failed", "age", now="2026-11-21T12:07:00Z").startswith("Open 2611-")


def test_a_request_is_never_lost_for_a_mark(desk: Desk) -> None:
    take(desk, event(issue={"body": "<!-- desk 2611-7K3MX opened -->\nHelp"}))
    assert only(desk)["body"] == "<!-- desk 2611-7K3MX opened -->\nHelp"
    marked = "<!-- desk 2611-7K3MX opened -->\nIt is urgent."
    take(desk, event("created", comment=comment(marked)))
    assert [entry["body"] for entry in only(desk)["entries"]] == [marked]


def test_an_issue_that_a_program_opens_is_a_request(desk: Desk) -> None:
    take(desk, event(issue={"user": {"login": "monitor[bot]", "type": "Bot"}, "body": "Disk full"}))
    assert only(desk)["requester"] == "monitor[bot]@users.noreply.github.com"


def test_our_own_comment_comes_back_as_nothing(desk: Desk, api: Api) -> None:
    take(desk, event())
    desk.ok("reply", only(desk)["id"], "-m", "Which version?")
    desk.ok("forge", "answer", "--api", api.url)
    for text in api.comments[ISSUE]:
        assert take(desk, event("created", comment=comment(text, "desk-helper"))) == (
            "Nothing new in it.\n"
        )


@pytest.mark.parametrize("login", ["eve", "github-actions", "forgejo-actions"])
def test_only_our_own_marks_count(desk: Desk, api: Api, login: str) -> None:
    take(desk, event())
    ticket = only(desk)["id"]
    desk.ok("reply", ticket, "-m", "Which version?")
    name = only(desk)["entries"][0]["name"]
    forged = [f"<!-- desk {ticket} {what} -->\nHello" for what in ("opened", name)]
    api.comments[ISSUE] += forged
    api.authors |= dict.fromkeys(forged, login)
    assert desk.ok("forge", "answer", "--api", api.url).count("posted") == 2
    assert desk.ok("forge", "answer", "--api", api.url) == "Nothing to post.\n"


def test_a_token_of_a_person_knows_its_own_comments(desk: Desk, api: Api) -> None:
    api.account = "desk-helper"
    take(desk, event())
    ticket = only(desk)["id"]
    edited = f"<!-- desk {ticket} opened -->\nSomebody edited this."
    api.comments[ISSUE].append(edited)
    assert desk.ok("forge", "answer", "--api", api.url) == "Nothing to post.\n"
    assert api.requests.count("GET /user") == 1


def test_answers_go_to_our_own_issues_and_those_that_are_named(desk: Desk, api: Api) -> None:
    path = "tickets/new/request.md"
    desk.write(path, '---\nsource: "github.com/victim/other#1"\n---\n\n# Hello\n\nI am here.\n')
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Ask")
    desk.ok("record")
    ticket = only(desk)["id"]
    answer = desk.run("forge", "answer", "--api", api.url)
    assert (answer.code, answer.out) == (0, "Nothing to post.\n")
    assert answer.err == (
        f"left alone: github.com/victim/other#1 ({ticket}) is in another repository; "
        "name it under forge.repositories in desk.yml to answer there.\n"
    )
    assert api.requests == []
    named = desk.read("desk.yml") + "forge: {repositories: [github.com/victim/other]}\n"
    desk.write("desk.yml", named)
    assert f"posted: opened on github.com/victim/other#1 ({ticket})" in desk.ok(
        "forge", "answer", "--api", api.url
    )


def test_labels_are_tags_and_closing_an_issue_resolves_its_ticket(desk: Desk) -> None:
    take(desk, event(issue={"labels": [{"name": "Good first issue!"}, {"name": "vpn"}]}))
    assert only(desk)["tags"] == ["good-first-issue", "vpn"]
    jana = {"login": "jana", "type": "User"}
    take(desk, event("closed", sender=jana))
    ticket = only(desk)
    assert (ticket["status"], ticket["entries"][-1]["kind"], ticket["entries"][-1]["body"]) == (
        "resolved",
        "message",
        "The issue was closed.",
    )
    assert take(desk, event("closed", sender=jana)) == "Nothing new in it.\n"


def test_an_agent_who_closes_an_issue_resolves_its_ticket(desk: Desk) -> None:
    take(desk, event())
    take(desk, event("closed", sender={"login": "bob", "type": "User"}))
    assert (only(desk)["status"], only(desk)["entries"][-1]["kind"]) == ("resolved", "change")
