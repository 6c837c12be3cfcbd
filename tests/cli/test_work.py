"""Working one ticket: what each command prints, writes and commits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import ID, README, TICKET, normal

if TYPE_CHECKING:
    from tests.support.desks import Desk


def test_new_writes_one_file_and_one_commit(desk: Desk) -> None:
    out = desk.ok(
        "new", "Printer jams", "-m", "Since nine.\r\nAgain now.", "--requester", "eva@acme.example",
        "--channel", "phone", "--tag", "printer", "--impact", "high", "--urgency", "low",
    )  # fmt: skip
    assert normal(out) == (
        "Open NEW-ID: Printer jams\n  tickets/2611/NEW-ID/README.md (commit COMMIT)\n"
    )
    ticket = out.split()[1].rstrip(":")
    assert desk.read(f"tickets/2611/{ticket}/README.md") == (
        f"---\nid: {ticket}\nstatus: new\ncreated: 2026-11-21T12:00:00Z\nassignee:\n\n"
        "channel: phone\n\npriority: P3\n\nrequester: eva@acme.example\n\nqueue:\n\n"
        "organisation: acme\n\nline:\n\nlanguage:\n\nservice:\nsource:\ntype:\n\n"
        "impact: high\n\nurgency: low\n\nsla:\n\ntags: [printer]\n\nsubject: Printer jams\n\n"
        "links:\n\nfields:\n---\n\n"
        "Since nine.\nAgain now.\n"
    )
    assert desk.git("log", "-1", "--format=%B").strip() == (
        f"Open {ticket}: Printer jams\n\nTicket: {ticket}"
    )
    assert desk.git("status", "--porcelain") == ""


def test_an_agent_asks_in_their_own_name(desk: Desk) -> None:
    desk.ok("new", "Order cables", "-m", "Ten.", "--as", "bob")
    assert "requester bob" in desk.ok("show", "@")
    assert "'eve' is no agent of this desk." in desk.refused("new", "x", "-m", "y", "--as", "eve")
    both = desk.run("new", "x", "-m", "y", "--as", "bob", "--requester", "eva@acme.example")
    assert (both.code, "not both." in both.err) == (2, True)
    assert desk.ok("check").endswith(": no findings\n")


def test_new_takes_its_words_from_standard_input_and_a_time_in_the_desks_zone(desk: Desk) -> None:
    out = desk.ok("new", "A call", "--from", "-", "--at", "2026-11-20T10:00", stdin="Hello\n")
    ticket = out.split()[1].rstrip(":")
    text = desk.read(f"tickets/2611/{ticket}/README.md")
    assert "created: 2026-11-20T09:00:00Z\n" in text
    assert text.endswith("---\n\nHello\n")


def test_reply_adds_an_entry_and_changes_only_the_lines_it_must(desk: Desk) -> None:
    out = desk.ok("reply", ID, "-m", "Which version?", "--status", "pending")
    assert normal(out) == (
        "Answer 2611-7K3MX: VPN drops every hour\n  status: new -> pending\n"
        "  20261121T120000Z-alice-HASH.md (commit COMMIT)\n"
    )
    assert desk.read(README) == TICKET.replace("status: new", "status: pending")
    (name,) = desk.entries()
    assert desk.read(f"tickets/2611/{ID}/{name}") == (
        "---\nat: 2026-11-21T12:00:00Z\nby: alice\nkind: reply\n"
        "changes: {status: [new, pending]}\n---\n\nWhich version?\n"
    )


def test_a_message_wakes_a_pending_ticket(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "Which version?", "--status", "pending")
    desk.ok("message", "@", "-m", "4.1", now="2026-11-21T13:00:00Z")
    assert "status: open\n" in desk.read(README)
    assert "by: jana@acme.example\n" in desk.read(f"tickets/2611/{ID}/{desk.entries()[-1]}")


def test_a_message_on_a_closed_ticket_opens_a_follow_up(desk: Desk) -> None:
    desk.ok("close", ID)
    before = desk.read(README)
    said = desk.run("message", ID, "-m", "It is back.", now="2026-11-21T12:05:00Z")
    assert said.err == f"{ID} is closed and stays so: the words open a new ticket.\n"
    out = said.out
    assert normal(out) == (
        "Open NEW-ID: VPN drops every hour\n  tickets/2611/NEW-ID/README.md (commit COMMIT)\n"
    )
    made = desk.read(f"tickets/2611/{out.split()[1].rstrip(':')}/README.md")
    assert "status: new\n" in made
    assert "requester: jana@acme.example\n" in made
    assert f"links: {{relates-to: [{ID}]}}\n" in made
    assert made.endswith("\nIt is back.\n")
    assert desk.read(README) == before


def test_work_is_written_down_and_summed(desk: Desk) -> None:
    settings = desk.read("desk.yml").replace(
        "domains: [acme.example]}", "domains: [acme.example], contract: {hours: 1}}"
    )
    desk.write("desk.yml", settings)
    assert desk.ok("worklog") == "No work was written down.\n"
    desk.ok("reply", ID, "-m", "Hi", "--spent", "15m")
    desk.ok("note", ID, "-m", "Hm", "--spent", "1h", "--as", "bob", now="2026-11-21T13:00:00Z")
    assert "\nspent: 15m\n---\n" in desk.read(f"tickets/2611/{ID}/{desk.entries()[0]}")
    assert "\nspent 1h15m\n" in desk.ok("show", ID)
    assert desk.ok("worklog", "--by", "agent") == (
        "AGENT  ENTRIES  SPENT\nbob    1        1h\nalice  1        15m\n1h15m in all\n"
    )
    assert desk.ok("worklog", "status:open", "--by", "organisation") == (
        "ORGANISATION  ENTRIES  SPENT  LEFT\nacme          2        1h15m  15m over\n1h15m in all\n"
    )
    assert "15m in all" in desk.ok("worklog", "--to", "2026-11-21T12:30:00Z")
    assert desk.run("note", ID, "-m", "x", "--spent", "2d").code == 2


def test_a_resolution_is_rated_once(desk: Desk) -> None:
    assert "People rate what is resolved." in desk.refused("survey", ID, "5")
    desk.ok("resolve", ID, "-m", "Done.")
    desk.ok("survey", ID, "5", "-m", "Quick and kind.", now="2026-11-21T12:01:00Z")
    assert desk.read(f"tickets/2611/{ID}/{desk.entries()[1]}") == (
        "---\nat: 2026-11-21T12:01:00Z\nby: jana@acme.example\nkind: survey\nscore: 5\n---\n\n"
        "Quick and kind.\n"
    )
    assert desk.refused("survey", ID, "1") == f"desk: {ID} was rated already: 5 of 5.\n"
    desk.ok("reopen", ID, now="2026-11-21T12:02:00Z")
    desk.ok("resolve", ID, now="2026-11-21T12:03:00Z")
    desk.ok("survey", ID, "4", now="2026-11-21T12:04:00Z")
    assert desk.run("check").code == 0


def test_resolving_a_problem_resolves_what_it_caused_when_asked(desk: Desk) -> None:
    problem = desk.ok("new", "Gateway", "-m", "x", "--type", "problem").split()[1].rstrip(":")
    desk.ok("link", ID, "caused-by", problem)
    answer = desk.run("resolve", problem, "-m", "Updated.", now="2026-11-21T12:01:00Z")
    assert answer.err == (
        f"It caused these, which are still open: {ID}\n"
        f"Resolve them with it: desk resolve {problem} --incidents\n"
    )
    desk.ok("reopen", problem, now="2026-11-21T12:02:00Z")
    desk.ok("resolve", problem, "--incidents", "-m", "Updated.", now="2026-11-21T12:03:00Z")
    assert "status: resolved\n" in desk.read(README)
    assert desk.read(f"tickets/2611/{ID}/{desk.entries()[-1]}").endswith("\nUpdated.\n")


def test_no_ticket_comes_from_the_future(desk: Desk) -> None:
    said = desk.refused("new", "Later", "-m", "x", "--at", "2027-01-01T00:00:00Z")
    assert said == "desk: 2027-01-01T00:00:00Z has not come yet.\nSay an earlier time: --at TIME.\n"


def test_take_assign_set_and_note(desk: Desk) -> None:
    desk.ok("take", "7k3")
    desk.ok("assign", ID, "bob", "--queue", "network", now="2026-11-21T12:01:00Z")
    desk.ok(
        "set", ID, "impact=high", "urgency=high", "tags+=outage", "tags-=vpn", "service=vpn",
        now="2026-11-21T12:02:00Z",
    )  # fmt: skip
    desk.ok("note", ID, "-m", "The gateway is old.", now="2026-11-21T12:03:00Z")
    text = desk.read(README)
    for line in ("assignee: bob", "queue: network", "priority: P1", "tags: [outage]"):
        assert f"\n{line}\n" in text
    assert desk.git("log", "--format=%s").splitlines() == [
        f"Note on {ID}: VPN drops every hour",
        f"Set priority, service, impact, urgency, tags of {ID}: VPN drops every hour",
        f"Set assignee, queue of {ID}: VPN drops every hour",
        f"Set status, assignee of {ID}: VPN drops every hour",
        "Open the desk",
    ]


def test_resolve_reopen_and_close(desk: Desk) -> None:
    desk.ok("resolve", ID, "-m", "Client 4.2 mends it.")
    desk.ok("reopen", ID, now="2026-11-21T12:01:00Z")
    desk.ok("resolve", ID, now="2026-11-21T12:02:00Z")
    desk.ok("close", ID, now="2026-11-21T12:03:00Z")
    said = desk.refused("reopen", ID, now="2026-11-21T12:04:00Z")
    assert said == (
        "desk: 2611-7K3MX is closed, and closed tickets stay so.\n"
        'Open a new one that names it: desk new "..." --related 2611-7K3MX\n'
    )
    assert len(desk.entries()) == 4


def test_an_illegal_step_is_refused_with_the_legal_ones(desk: Desk) -> None:
    desk.ok("take", ID)
    assert desk.refused("close", ID) == (
        "desk: 2611-7K3MX is open: it can't become closed.\n"
        "It can become: pending, on-hold, resolved.\n"
    )
    assert len(desk.entries()) == 1


def test_links_lead_somewhere_or_are_refused(desk: Desk) -> None:
    other = desk.ok("new", "Another", "-m", "x").split()[1].rstrip(":")
    desk.ok("link", ID, "caused-by", other)
    desk.ok("link", ID, "external", "https://status.example.com/42", now="2026-11-21T12:00:01Z")
    assert f"links: {{caused-by: [{other}], external: [" in desk.read(README)
    desk.ok("link", ID, "caused-by", other, "--remove", now="2026-11-21T12:00:02Z")
    assert 'links: {external: ["https://status.example.com/42"]}\n' in desk.read(README)
    assert "There is no article" in desk.refused("link", ID, "article", "en/no/such")
    assert "itself" in desk.refused("link", ID, "parent", ID)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("status.example.com", "no address that starts with https:// or http://"),
        ("javascript:alert(1)", "no address that starts with https:// or http://"),
        ("https://", "no address that starts with https:// or http://"),
        ("https://[", "no address of the web"),
        ("https://example.com/a b", "an address with blanks in it"),
        ("https://ann:pa55@example.com/", "an address with a name or a password in it"),
        ("https://bank.example@evil.example/", "an address with a name or a password in it"),
    ],
)
def test_a_link_elsewhere_is_an_address_of_the_web(desk: Desk, address: str, problem: str) -> None:
    assert desk.refused("link", ID, "external", address) == (
        f"desk: '{address}' is {problem}.\n"
        "Write it as https://example.com/page, without a password.\n"
    )
    desk.ok("link", ID, "external", "https://example.com/a%20b?q=ann@example.com#x")


def test_two_tickets_are_not_each_the_cause_of_the_other(desk: Desk) -> None:
    one, two = (desk.ok("new", name, "-m", "x").split()[1].rstrip(":") for name in ("One", "Two"))
    desk.ok("link", one, "caused-by", ID)
    desk.ok("link", two, "caused-by", one)
    assert desk.refused("link", ID, "caused-by", two) == (
        f"desk: {two} leads to {ID} already (caused-by), so that would be a circle.\n"
        f"See: desk show {two}\n"
    )
    desk.ok("link", ID, "relates-to", two)
    desk.ok("link", ID, "fixes", two)
    assert desk.ok("check").endswith(": no findings\n")


def test_a_ticket_with_several_faults_is_named_once(desk: Desk) -> None:
    desk.write(README, TICKET.replace("status: new", "status: gone").replace("created: ", "born: "))
    for command in ("list", "age", "route"):
        out = desk.run(command).out
        assert out.count(README) == 2, out  # where it is, and where to look
        assert f"And 2 more: desk check {README}" in out


def test_a_macro_answers_and_changes(desk: Desk) -> None:
    desk.ok("macro", ID, "more-info")
    assert "Hello jana, when did it begin?" in desk.read(f"tickets/2611/{ID}/{desk.entries()[0]}")
    assert "status: pending\n" in desk.read(README)
    assert desk.ok("macro").splitlines() == [
        "MACRO      LANGUAGES  TEXT",
        "more-info  -          Hello {requester}, when did it begin?",
    ]


def test_a_value_is_one_line(desk: Desk) -> None:
    for name in ("subject", "tags", "source", "queue"):
        for odd in ("a\nb", "a\tb", "\x1b[31m", "a\u2028b"):
            assert desk.refused("set", ID, f"{name}={odd}") == (
                f"desk: '{name}' is one line of text.\nLeave line breaks and tabs out.\n"
            )
    assert desk.refused("set", ID, "subject=   ") == desk.refused("set", ID, "subject=")
    desk.ok("set", ID, "subject=  می‌خواهم ")
    assert "subject: می‌خواهم\n" in desk.read(README)


def test_a_macro_without_words_is_not_sent(desk: Desk) -> None:
    desk.write("desk.yml", desk.read("desk.yml").replace("macros:", "macros:\n  nothing: {}"))
    before = desk.entries()
    for words in (("macro", ID, "nothing"), ("reply", ID, "--macro", "nothing")):
        assert desk.refused(*words) == (
            "desk: The macro 'nothing' has no words.\nWrite some: macros.nothing.text\n"
        )
    assert desk.entries() == before


def test_the_last_ticket_is_one_or_none(desk: Desk) -> None:
    desk.ok("show", ID)
    last = desk.root / ".git/plaindesk/last"
    for torn in (b"", b"2611-7K", b"../../etc", b"\xff\xfe"):
        last.write_bytes(torn)
        assert desk.refused("show", "@") == (
            "desk: No ticket was touched yet, so '@' means none.\nName it by its id.\n"
        )
    last.write_bytes(b"much longer than an id is")
    desk.ok("show", ID)
    assert last.read_bytes() == ID.encode()
    desk.ok("show", "@")


def test_fold_appends_byte_for_byte_and_changes_nothing_that_is_shown(desk: Desk) -> None:
    desk.ok("reply", ID, "-m", "---\nat: 2026-01-01T00:00:00Z\nnot an entry")
    desk.ok("note", ID, "-m", "Hm.", now="2026-11-21T12:01:00Z")
    shown = desk.ok("show", ID, "--json")
    loose = [desk.read(f"tickets/2611/{ID}/{name}") for name in desk.entries()]
    before = desk.read(README)
    assert desk.ok("fold", ID) == f"{ID}: 2 folded\n"
    assert desk.entries() == []
    assert desk.read(README) == "\n".join([before, *loose])
    assert desk.ok("show", ID, "--json") == shown
    assert desk.ok("fold") == "Nothing to fold.\n"


def test_no_commit_leaves_the_change_staged_beside_what_was_there(desk: Desk) -> None:
    desk.write("notes.txt", "mine\n")
    desk.git("add", "notes.txt")
    desk.ok("take", ID, "--no-commit")
    assert len(desk.git("diff", "--cached", "--name-only").splitlines()) == 3
    assert "staged, not committed" in desk.ok("set", ID, "priority=P1", "--no-commit")
    assert desk.refused("set", ID, "priority=P3") == (
        f"desk: Nothing was changed: {README} has changes that are not committed.\n"
        "Commit them first (git commit -- FILE), or keep this one staged too: --no-commit\n"
    )


def test_nothing_else_gets_into_the_commit(desk: Desk) -> None:
    desk.write("staged.txt", "staged\n")
    desk.git("add", "staged.txt")
    desk.write("desk.yml", desk.read("desk.yml") + "# a thought\n")
    desk.ok("take", ID)
    names = desk.git("show", "--name-only", "--format=", "HEAD").splitlines()
    assert sorted(names) == sorted([README, f"tickets/2611/{ID}/{desk.entries()[0]}"])
    assert desk.git("status", "--porcelain") == " M desk.yml\nA  staged.txt\n"


def test_who_is_at_work(desk: Desk) -> None:
    desk.ok("note", ID, "-m", "x", "--as", "bob")
    assert "by: bob\n" in desk.read(f"tickets/2611/{ID}/{desk.entries()[0]}")
    assert desk.refused("note", ID, "-m", "x", "--as", "eve") == (
        "desk: 'eve' is no agent of this desk.\nAgents: alice, bob.\n"
    )


def test_a_ticket_is_named_by_any_part_that_fits_one(desk: Desk) -> None:
    assert desk.ok("show", "7k3mx").startswith(f"{ID}  VPN drops every hour")
    assert "mistyped" in desk.refused("show", "2611-7K3MY")
    assert desk.refused("show", "zzz") == "desk: There is no ticket 'zzz'.\nList them: desk list\n"
    desk.ok("new", "Second", "-m", "x")
    assert "could be 2 tickets" in desk.refused("show", "2611")


def test_json_of_a_change_is_whole(desk: Desk) -> None:
    data = json.loads(desk.ok("reply", ID, "-m", "Hi", "--json"))
    assert set(data) == {"id", "path", "commit", "entry", "ticket"}
    assert data["entry"]["changes"] == {"status": {"old": "new", "new": "open"}}
    assert data["entry"]["at"] == "2026-11-21T12:00:00Z"
    assert data["commit"] == desk.git("rev-parse", "HEAD").strip()


def test_a_change_says_what_was_done(desk: Desk) -> None:
    out = desk.ok("set", ID, "priority=P1", "-m", "The director waits.")
    assert out.startswith(f"Set priority of {ID}: VPN drops every hour\n")
    out = desk.ok("snooze", ID, "tomorrow", "-m", "The part comes.", now="2026-11-21T12:01:00Z")
    assert out.startswith(f"Snooze {ID}: VPN drops every hour\n  status: new -> on-hold\n")
    assert "\nuntil: 2026-11-22T08:00:00Z\n" in desk.read(f"tickets/2611/{ID}/{desk.entries()[-1]}")
    assert desk.run("snooze", ID, "later").err.endswith(
        "Error: 'later' is no time to come, such as "
        "tomorrow, monday 14:00, 3d, 2h, 2026-11-30 or 2026-11-30T09:00.\n"
    )


def test_a_line_is_raised_by_one(desk: Desk) -> None:
    for minute, (pair, line) in enumerate((("line=+1", 2), ("line=+1", 3), ("line=-2", 1))):
        desk.ok("set", ID, pair, now=f"2026-11-21T12:0{minute}:00Z")
        assert f"\nline: {line}\n" in desk.read(README)
    assert "'+x' is no whole number." in desk.refused("set", ID, "line=+x")


def test_nobody_asks_who_cant_be_answered(desk: Desk) -> None:
    said = (
        "desk: 'nonsense' is no address that mail can be sent to.\n"
        "Write it as jana@example.com, or name an agent.\n"
    )
    assert desk.refused("new", "A call", "-m", "x", "--requester", "nonsense") == said
    assert desk.refused("set", ID, "requester=nonsense") == said
    assert desk.refused("message", ID, "-m", "x", "--by", "nonsense") == said
    assert desk.refused("set", ID, "language=xx") == (
        "desk: 'xx' is no code of a language.\nWrite its code, such as en or sk.\n"
    )
    desk.ok("set", ID, "language=pt-BR", "requester=octocat@users.noreply.github.com")


def test_what_was_opened_again_is_counted_shown_and_found(desk: Desk) -> None:
    for minute in range(0, 6, 2):
        desk.ok("resolve", ID, now=f"2026-11-21T12:0{minute}:00Z")
        desk.ok("reopen", ID, now=f"2026-11-21T12:0{minute + 1}:00Z")
    assert "\nopened again 3 times\n" in desk.ok("show", ID)
    assert desk.ok("list", "reopened:>2", "--columns", "id") == f"ID\n{ID}\n1 ticket\n"
    desk.ok("resolve", ID, now="2026-11-21T12:07:00Z")
    desk.ok("survey", ID, "2", now="2026-11-21T12:08:00Z")
    assert "\nsatisfaction 2 of 5\n" in desk.ok("show", ID)
    found = desk.ok("list", "satisfaction:<=2", "--columns", "id")
    assert found == f"ID\n{ID}\n1 ticket\n"
