"""People are told of what happened: by a real mail server, once, whatever happens meanwhile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk
from tests.support.mail import mail_server, room

from plaindesk.channels import senders
from plaindesk.core.model.time.moments import parse_instant
from plaindesk.services.desk import open_desk
from plaindesk.services.notify import notifying
from plaindesk.store.sent_marks import REF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.mail import Mailbox

RULES = """\
notify:
  rules:
    - {about: [reply, resolved], to: [requester], via: [mail]}
    - {about: [assigned, message, note, escalation], to: [assignee, watchers, told], via: [mail]}
"""


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with mail_server() as (box, address):
        monkeypatch.setenv("DESK_NOTIFY_MAIL", address)
        yield box


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", {"desk.yml": SETTINGS + RULES, README: TICKET})


def tell(desk: Desk, *arguments: str, now: str = "2026-11-21T12:00:00Z") -> str:
    return desk.ok("notify", "--since", "3d", *arguments, now=now)


def test_a_reply_reaches_the_requester_once(desk: Desk, mailbox: Mailbox) -> None:
    desk.ok("reply", ID, "-m", "Please update the client.\n\nAlice", now="2026-11-21T09:00:00Z")
    assert (
        tell(desk) == f"mail to jana@acme.example: [{ID}] VPN drops every hour\n1 message sent.\n"
    )
    assert tell(desk) == "0 messages sent.\n"
    (text,) = mailbox.texts()
    assert text == (
        f"jana@acme.example: [{ID}] VPN drops every hour\n"
        f"Alice Novak answered ticket {ID}: VPN drops every hour\n\n"
        "Please update the client.\n\nAlice\n"
    )
    assert mailbox.mails[0].get_content_type() == "text/plain"


def test_agents_are_told_and_nobody_of_their_own_doing(desk: Desk, mailbox: Mailbox) -> None:
    desk.ok("assign", ID, "bob", now="2026-11-21T09:00:00Z")
    desk.ok("watch", ID, "alice", "eva@acme.example", now="2026-11-21T09:05:00Z")
    desk.ok("note", ID, "-m", "Only for us.", "--as", "bob", now="2026-11-21T09:10:00Z")
    told = [line.split(":")[0] for line in tell(desk).splitlines()[:-1]]
    assert told == ["mail to alice", "mail to bob"]
    assert [text.split("\n")[1] for text in mailbox.texts()] == [
        f"Bob Example wrote a note on ticket {ID}: VPN drops every hour",
        f"Alice Novak gave you ticket {ID}: VPN drops every hour",
    ]


def test_a_dry_run_prints_the_messages_and_sends_nothing(desk: Desk, mailbox: Mailbox) -> None:
    desk.ok("assign", ID, "bob", now="2026-11-21T09:00:00Z")
    desk.ok("message", ID, "-m", "It drops again.", now="2026-11-21T09:05:00Z")
    assert tell(desk, "--dry-run") == (
        f"mail to bob: [{ID}] VPN drops every hour\n"
        f"  Alice Novak gave you ticket {ID}: VPN drops every hour\n"
        f"mail to bob: [{ID}] VPN drops every hour\n"
        f"  jana@acme.example wrote about ticket {ID}: VPN drops every hour\n"
        "\n"
        "  It drops again.\n"
        "2 messages would be sent.\n"
    )
    assert mailbox.mails == []
    assert not desk.git("for-each-ref", REF)


def test_quiet_hours_hold_notices_back(desk: Desk, mailbox: Mailbox) -> None:
    desk.write("desk.yml", desk.read("desk.yml") + "  hours: office\n")
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-20T20:00:00Z")
    saturday, monday = "2026-11-21T10:00:00Z", "2026-11-23T08:10:00Z"
    assert tell(desk, now=saturday) == "0 messages sent, 1 notice waiting for open hours.\n"
    assert mailbox.mails == []
    assert tell(desk, now=monday).endswith("1 message sent.\n")
    assert len(mailbox.mails) == 1


def test_many_at_once_come_as_one(desk: Desk, mailbox: Mailbox) -> None:
    for number in range(5):
        desk.ok("reply", ID, "-m", f"Part {number}.", now=f"2026-11-21T09:0{number}:00Z")
    assert tell(desk) == "mail to jana@acme.example: 5 notices from Test desk\n1 message sent.\n"
    said = mailbox.texts()[0]
    assert [said.count(f"Part {number}.") for number in range(5)] == [1] * 5
    assert tell(desk) == "0 messages sent.\n"


def test_what_the_server_refuses_goes_with_the_next_run(desk: Desk, mailbox: Mailbox) -> None:
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-21T09:00:00Z")
    mailbox.refuses = True
    answer = desk.run("notify", "--since", "3d")
    assert answer.code == 1
    assert answer.out == (
        f"NOT SENT: mail to jana@acme.example about {ID}: the other side didn't take it\n"
        "0 messages sent, 1 not sent: the next run tries again.\n"
    )
    mailbox.refuses = False
    assert tell(desk).endswith("1 message sent.\n")
    assert len(mailbox.mails) == 1


def test_a_fresh_clone_knows_what_another_has_sent(
    desk: Desk, mailbox: Mailbox, tmp_path: Path
) -> None:
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-21T09:00:00Z")
    desk.git("clone", "--quiet", "--bare", ".", str(tmp_path / "remote.git"))
    clones = []
    for name in ("one", "two"):
        desk.git("clone", "--quiet", str(tmp_path / "remote.git"), str(tmp_path / name))
        clones.append(Desk(tmp_path / name))
    assert [tell(clone).splitlines()[-1] for clone in clones] == [
        "1 message sent.", "0 messages sent.",
    ]  # fmt: skip
    assert len(mailbox.mails) == 1
    marks = clones[1].git("cat-file", "blob", "refs/desk/notified-there:marks")
    assert "jana" not in marks
    assert marks.endswith(" sent 2026-11-21T12:00:00Z\n")


def test_a_rebase_and_a_fold_bring_nothing_anew(desk: Desk, mailbox: Mailbox) -> None:
    start = desk.git("rev-parse", "HEAD").strip()
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-21T09:00:00Z")
    desk.ok("notify", "--since", start)
    mine = desk.git("rev-parse", "HEAD").strip()
    desk.git("reset", "--quiet", "--hard", start)
    desk.git("commit", "--quiet", "--allow-empty", "--message=Somebody else")
    desk.git("cherry-pick", mine)
    desk.ok("fold")
    assert desk.ok("notify", "--since", start) == "0 messages sent.\n"
    assert len(mailbox.mails) == 1


def test_a_killed_run_is_made_good_after_an_hour(desk: Desk, mailbox: Mailbox) -> None:
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-21T09:00:00Z")

    opened = open_desk(desk.root, parse_instant("2026-11-21T12:00:00Z"))
    ledger = notifying._ledger(opened)  # noqa: SLF001 - what a killed run leaves
    keys = [n.key for n in notifying.notify(opened, "3d", dry_run=True).sent[0].notices]
    assert ledger.claim(keys, opened.now) == set(keys)
    assert tell(desk, now="2026-11-21T12:59:00Z") == "0 messages sent.\n"
    assert tell(desk, now="2026-11-21T13:01:00Z").endswith("1 message sent.\n")
    assert len(mailbox.mails) == 1


def test_two_runs_at_once_send_once(desk: Desk, mailbox: Mailbox, tmp_path: Path) -> None:
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-21T09:00:00Z")
    desk.git("clone", "--quiet", "--bare", ".", str(tmp_path / "remote.git"))
    desk.git("clone", "--quiet", str(tmp_path / "remote.git"), str(tmp_path / "one"))
    desk.git("clone", "--quiet", str(tmp_path / "remote.git"), str(tmp_path / "two"))
    one, two = (
        open_desk(tmp_path / name, parse_instant("2026-11-21T12:00:00Z")) for name in ("one", "two")
    )
    inner = []

    def send(via: str, to: str, title: str, text: str) -> bool:
        """While the first sends, the second runs from its beginning to its end."""
        inner.append(notifying.notify(two, "3d"))
        return senders.send(via, to, title, text)

    report = notifying.notify(one, "3d", send=send)
    assert ([len(report.sent)], [len(other.sent) for other in inner]) == ([1], [0])
    assert len(mailbox.mails) == 1


def test_a_room_hears_without_being_called(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(
        "desk.yml",
        SETTINGS
        + "notify: {rules: [{about: [message], when: 'queue:support', via: [team-chat]}]}\n",
    )
    hostile = "@everyone look <!channel> \x1b[31m\u202egnp\u202c mail me at eva@example.com"
    desk.ok("message", ID, "-m", hostile, now="2026-11-21T09:00:00Z")
    with room() as (posted, address):
        monkeypatch.setenv("DESK_NOTIFY_TEAM_CHAT", address)
        assert (
            tell(desk) == f"team-chat to the room: [{ID}] VPN drops every hour\n1 message sent.\n"
        )
    assert posted[0]["title"] == f"[{ID}] VPN drops every hour"
    assert posted[0]["message"] == (
        f"jana@\u200bacme.example wrote about ticket {ID}: VPN drops every hour\n\n"
        "@\u200beveryone look <\u200b!channel> [31mgnp mail me at eva@\u200bexample.com"
    )


def test_a_hostile_subject_is_no_header(desk: Desk, mailbox: Mailbox) -> None:
    bad = 'subject: "Hello\\r\\nBcc: all@example.com\\u2028X"'
    desk.write(README, TICKET.replace("subject: VPN drops every hour", bad))
    desk.git("commit", "--quiet", "--all", "--message=Edit")
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-21T09:00:00Z")
    tell(desk)
    assert mailbox.recipients == [["jana@acme.example"]]
    assert mailbox.mails[0]["Bcc"] is None
    assert "\n" not in mailbox.mails[0]["Subject"]


@pytest.mark.parametrize(
    "requester",
    [
        "jana@acme.example, all@example.com",
        "jana@acme.example?bcc=x@example.com",
        "<jana@x>",
        "jana",
    ],
)
def test_who_has_no_plain_address_gets_nothing(
    desk: Desk, mailbox: Mailbox, requester: str
) -> None:
    desk.write(README, TICKET.replace("jana@acme.example", json.dumps(requester)))
    desk.git("commit", "--quiet", "--all", "--message=Edit")
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-21T09:00:00Z")
    for more in ((), ("--dry-run",)):
        answer = desk.run("notify", "--since", "3d", *more)
        assert (answer.code, answer.out.splitlines()[0]) == (
            1,
            f"NOT SENT: mail to {requester} about {ID}: no mail address is known of {requester}",
        )
    assert mailbox.mails == []


def test_a_way_without_an_address_says_which_variable(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Done.", now="2026-11-21T09:00:00Z")
    answer = desk.run("notify", "--since", "3d")
    assert answer.code == 1
    assert answer.out == (
        f"NOT SENT: mail to jana@acme.example about {ID}: "
        "the variable DESK_NOTIFY_MAIL is not set\n"
        "0 messages sent, 1 not sent: the next run tries again.\n"
    )


def test_history_that_comes_in_late_is_no_news(desk: Desk, mailbox: Mailbox) -> None:
    desk.write("rows.csv", "No,Title,Opened\n1,Old,2024-11-01T09:00:00Z\n")
    desk.write(
        "map.yml",
        "fields: {source: {column: No}, subject: {column: Title}, created: {column: Opened}}\n",
    )
    desk.write(
        "desk.yml", SETTINGS + "notify: {rules: [{about: [opened], to: [queue], via: [mail]}]}\n"
    )
    desk.ok("import", "rows.csv", "--map", "map.yml")
    desk.ok(
        "new", "New", "-m", "x", "--set", "queue=support", "--set", "requester=eva@acme.example"
    )
    assert [line.split(":")[0] for line in tell(desk).splitlines()] == [
        "mail to alice", "1 message sent.",
    ]  # fmt: skip
    assert len(mailbox.mails) == 1


def test_a_ticket_that_is_gone_stops_nobody(desk: Desk, mailbox: Mailbox) -> None:
    desk.ok("reply", ID, "-m", "A secret.", now="2026-11-21T09:00:00Z")
    desk.git("rm", "-r", "--quiet", f"tickets/2611/{ID}")
    desk.git("commit", "--quiet", "--message=Redact it")
    assert tell(desk) == "0 messages sent.\n"
    assert mailbox.texts() == []


def test_a_note_that_is_split_off_is_never_mailed(desk: Desk, mailbox: Mailbox) -> None:
    desk.ok("note", ID, "-m", "note: customer is difficult", now="2026-11-21T09:00:00Z")
    desk.ok("split", ID, desk.entries()[0], now="2026-11-21T09:05:00Z")
    desk.ok("reply", "@", "-m", "Hello", now="2026-11-21T09:10:00Z")
    number = desk.ok("show", "@").split()[0]
    tell(desk)
    (text,) = mailbox.texts()
    assert text == (
        f"jana@acme.example: [{number}] VPN drops every hour\n"
        f"Alice Novak answered ticket {number}: VPN drops every hour\n\nHello\n"
    )
    page = json.loads(desk.ok("show", number, "--json"))
    assert page["body"] == ""
    assert [(e["kind"], e["by"], e["body"]) for e in page["entries"]] == [
        ("note", "alice", "note: customer is difficult"),
        ("reply", "alice", "Hello"),
    ]


@pytest.mark.parametrize(("about", "words"), [("resolved", ""), ("note, resolved", "\n\nInside.")])
def test_a_room_reads_a_note_only_where_it_asked_for_notes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, about: str, words: str
) -> None:
    rule = f"notify:\n  rules: [{{about: [{about}], via: [status]}}]\n"
    desk.write("desk.yml", SETTINGS + rule)
    desk.git("commit", "--quiet", "--all", "--message=Tell the room")
    desk.ok("take", ID, now="2026-11-21T08:00:00Z")
    desk.ok("set", ID, "status=resolved", "-m", "Inside.", now="2026-11-21T09:00:00Z")
    with room() as (posted, address):
        monkeypatch.setenv("DESK_NOTIFY_STATUS", address)
        tell(desk)
    assert [post["message"].partition("hour")[2] for post in posted] == [words]


def test_a_macro_that_is_a_note_is_no_answer(desk: Desk) -> None:
    macros = "macros:\n  more-info: {text: What was tried?, note: true}\nviews:\n"
    desk.write("desk.yml", SETTINGS.partition("macros:\n")[0] + macros)
    assert desk.refused("reply", ID, "--macro", "more-info") == (
        "desk: The macro 'more-info' is a note: its words are not for the requester.\n"
        f"Write it as one: desk macro {ID} more-info\n"
    )


def test_a_requester_hears_when_a_resolved_ticket_closes(desk: Desk, mailbox: Mailbox) -> None:
    at = "2026-11-20T12:00:00Z"  # a Friday
    desk.ok("resolve", ID, "-m", "Fixed.", "--set", "resolution=fixed", now=at)
    tell(desk)
    assert mailbox.texts()[0] == (
        f"jana@acme.example: [{ID}] VPN drops every hour\n"
        f"Alice Novak marked ticket {ID} as resolved: VPN drops every hour\n\n"
        "Fixed.\n\n"
        "Not solved? Write to us by 2026-11-25 13:00 (Europe/Bratislava), when it closes, "
        f"and name {ID}: it is opened again.\n"
    )
