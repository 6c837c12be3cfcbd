"""Who is told of what, in which words, without a desk around it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import README, SETTINGS, TICKET

from plaindesk.core.checks.settings import check_settings
from plaindesk.core.model.languages import WORDED
from plaindesk.core.model.settings.workflow import DEFAULT_FAREWELL, DEFAULT_REMINDER
from plaindesk.core.model.vocabulary import News
from plaindesk.core.notices import Happened, harmless, notices_of
from plaindesk.core.notices.lines import LINES, MERGED, RECEIVED, UNSOLVED, VERDICTS, YOURS
from plaindesk.site.words import WORDS
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.ticket import read
from plaindesk.text.settings import desk_yml as settings_text

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE = TICKET.replace("assignee:", "assignee: alice").replace("status: new", "status: open")
ENTRY = "\n---\nat: 2026-11-21T09:00:00Z\nby: {by}\nkind: {kind}\n{more}---\n\n{body}\n"


def settings_of(rules: str, more: str = "") -> Settings:
    text = f"{SETTINGS}notify:\n  rules: {rules}\n{more}"
    settings, findings = settings_text.read(decode("desk.yml", text.encode()))
    assert settings is not None
    assert findings == ()
    return settings


def happened(kind: str, by: str = "bob", more: str = "", body: str = "Words.") -> Happened:
    text = PAGE + ENTRY.format(kind=kind, by=by, more=more, body=body)
    reading = read(decode(README, text.encode()))
    assert reading.ticket is not None
    return Happened(ticket=reading.ticket, entry=reading.ticket.entries[0])


def told(item: Happened, settings: Settings) -> list[str]:
    """Each notice as `way to whom <address>`."""
    return [f"{n.via} {n.to} <{n.address}>" for n in notices_of(item, settings, NOW)]


def texts(item: Happened, settings: Settings) -> list[str]:
    return [notice.text for notice in notices_of(item, settings, NOW)]


def test_who_asked_reads_that_the_request_came_in() -> None:
    reading = read(decode(README, PAGE.encode()))
    assert reading.ticket is not None
    rules = "[{about: [opened], to: [requester, assignee], via: [mail]}]"
    found = texts(Happened(ticket=reading.ticket, entry=None), settings_of(rules))
    assert [text.splitlines()[0] for text in found] == [
        "We have received your request 2611-7K3MX: VPN drops every hour",
        "jana@acme.example opened ticket 2611-7K3MX: VPN drops every hour",
    ]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("assignee", ["mail alice <alice@example.com>"]),
        ("queue", ["mail alice <alice@example.com>"]),
        ("queue-lead", ["mail alice <alice@example.com>"]),
        ("requester", ["mail jana@acme.example <jana@acme.example>"]),
        ("agent", ["mail alice <alice@example.com>"]),
        ("alice@example.com", ["mail alice <alice@example.com>"]),
        ("ops@example.com", ["mail ops@example.com <ops@example.com>"]),
        ("manager", []),
        ("watchers", []),
        ("bob", []),
    ],
)
def test_a_role_means_people_but_never_who_did_it(role: str, expected: list[str]) -> None:
    assert (
        told(happened("reply"), settings_of(f"[{{about: [reply], to: [{role}], via: [mail]}}]"))
        == expected
    )


def test_whom_an_escalation_names_is_told() -> None:
    settings = settings_of("[{about: [escalation], to: [told], via: [mail, pager]}]")
    item = happened("escalation", by="desk", more="notify: [alice, boss@acme.example]\n")
    assert told(item, settings) == [
        "mail alice <alice@example.com>",
        "pager alice <alice@example.com>",
        "mail boss@acme.example <boss@acme.example>",
        "pager boss@acme.example <boss@acme.example>",
    ]
    line = "Ticket 2611-7K3MX needs attention: VPN drops every hour\n"
    assert texts(item, settings)[::2] == [f"{line}\nWords.\n", line]


def test_a_note_is_for_agents_alone() -> None:
    settings = settings_of(
        "[{about: [note], to: [requester, assignee, eva@x.example], via: [mail]}]"
    )
    assert told(happened("note"), settings) == ["mail alice <alice@example.com>"]


def test_one_person_is_told_once_by_one_way() -> None:
    rules = (
        "[{about: [reply], to: [assignee, queue], via: [mail]},"
        " {about: [resolved], to: [alice], via: [mail]}]"
    )
    more = "changes: {status: [open, resolved]}\n"
    assert told(happened("reply", more=more), settings_of(rules)) == [
        "mail alice <alice@example.com>"
    ]


def test_a_rule_holds_for_the_tickets_it_asks_for() -> None:
    for query, count in (("queue:support", 1), ("queue:network", 0), ("@mine", 0)):
        settings = settings_of(
            f"[{{about: [reply], when: '{query}', to: [assignee], via: [mail]}}]"
        )
        assert len(told(happened("reply"), settings)) == count


@pytest.mark.parametrize(
    ("changes", "news"),
    [
        ("{status: [open, resolved]}", [News.RESOLVED]),
        ("{status: [resolved, closed]}", [News.CLOSED]),
        ("{status: [resolved, open]}", [News.REOPENED]),
        ("{status: [new, open]}", []),
        ("{assignee: [null, alice]}", [News.ASSIGNED]),
        ("{assignee: [alice, null]}", []),
        ("{status: [closed, open], assignee: [bob, alice]}", [News.REOPENED, News.ASSIGNED]),
        ("{priority: [P3, P2]}", []),
    ],
)
def test_what_a_change_is_news_of(changes: str, news: list[News]) -> None:
    assert [*happened("change", more=f"changes: {changes}\n").news] == news


@pytest.mark.parametrize("language", LINES)
def test_every_language_says_everything_and_fills_it_in(language: str) -> None:
    assert {*LINES[language]} == {*News}
    for news, line in LINES[language].items():
        assert "{id}" in line, news
        assert "{subject}" in line, news
    settings = settings_of("[{about: [reply], to: [requester], via: [mail]}]")
    page = PAGE.replace("language: en", f"language: {language}")
    text = page + ENTRY.format(kind="reply", by="bob", more="", body="سلام")
    ticket = read(decode(README, text.encode())).ticket
    assert ticket is not None
    (notice,) = notices_of(Happened(ticket=ticket, entry=ticket.entries[0]), settings, NOW)
    assert notice.language == language
    expected = LINES[language][News.REPLY].format(
        by="Bob Example", id="2611-7K3MX", subject="VPN drops every hour"
    )
    assert notice.text == f"{expected}\n\nسلام\n"


def test_a_desk_has_words_of_its_own() -> None:
    more = "  texts: {de: {reply: 'Antwort auf {id} von {by}.'}}\n"
    settings = settings_of("[{about: [reply], to: [requester], via: [mail]}]", more)
    page = (PAGE + ENTRY.format(kind="reply", by="bob", more="", body="Gut.")).replace(
        "language: en", "language: de"
    )
    ticket = read(decode(README, page.encode())).ticket
    assert ticket is not None
    item = Happened(ticket=ticket, entry=ticket.entries[0])
    assert texts(item, settings) == ["Antwort auf 2611-7K3MX von Bob Example.\n\nGut.\n"]


def test_a_key_is_of_the_entry_the_person_and_the_way() -> None:
    settings = settings_of("[{about: [reply], to: [assignee, requester], via: [mail, chat]}]")
    one = [n.key for n in notices_of(happened("reply"), settings, NOW)]
    same = [n.key for n in notices_of(happened("reply"), settings, NOW)]
    other = [n.key for n in notices_of(happened("reply", body="Others."), settings, NOW)]
    assert one == same
    assert len({*one, *other}) == len(one) + len(other)


@pytest.mark.parametrize(
    ("text", "room", "mail"),
    [
        ("@everyone", "@\u200beveryone", "@everyone"),
        ("<!channel> <#C1>", "<\u200b!channel> <\u200b#C1>", "<!channel> <#C1>"),
        ("<@U1>", "<\u200b@\u200bU1>", "<@U1>"),
        ("a\x00b\x1b[2Jc\rd", "ab[2Jcd", "ab[2Jcd"),
        ("\u202eevil\u2066x\u2069", "evilx", "evilx"),
        ("می\u200cشود", "می\u200cشود", "می\u200cشود"),
        ("one\r\ntwo", "one\ntwo", "one\ntwo"),
        ("5 < 6 & 7 > 3, a @ b", "5 < 6 & 7 > 3, a @ b", "5 < 6 & 7 > 3, a @ b"),
    ],
)  # fmt: skip
def test_hostile_text_is_made_harmless(text: str, room: str, mail: str) -> None:
    assert harmless(text, is_room=True) == room
    assert harmless(text, is_room=False) == mail


def test_long_words_are_cut() -> None:
    settings = settings_of("[{about: [reply], to: [assignee], via: [mail]}]")
    (text,) = texts(happened("reply", body="word " * 2000), settings)
    assert len(text) < 4100
    assert text.endswith("word …\n")


def test_names_that_nobody_has_are_told() -> None:
    rules = "[{about: [reply], when: 'queue:', to: [nobody, told], via: [mail], hours: never}]"
    more = "  hours: weekend\n  texts: {en: {reply: '{who}'}}\n"
    found = [f.message for f in check_settings(settings_of(rules, more), NOW)]
    assert found == [
        "notify rule 1: character 7 of the query: A value is missing after 'queue:'.",
        "notify: 'weekend' is no calendar of this desk.",
        "notify rule 1: 'never' is no calendar of this desk.",
        "notify rule 1: 'nobody' is no agent or role of this desk.",
        "notify en reply: nothing is filled in for '{who}'.",
    ]


def test_words_in_a_language_that_is_none_are_told() -> None:
    more = "  texts: {english: {reply: x}}\nworkflow: {reminder: {xx: x}, farewell: {sk: x}}\n"
    text = f"{SETTINGS}notify:\n{more}".replace(
        "  more-info: {", "  more-info: {texts: {svk: x, e: '{who}'}, "
    )
    settings, _ = settings_text.read(decode("desk.yml", text.encode()))
    assert settings is not None
    assert [f.message for f in check_settings(settings, NOW)] == [
        "macros more-info: nothing is filled in for '{who}'.",
        "macros more-info: 'e' is no code of a language.",
        "notify texts: 'english' is no code of a language.",
        "workflow reminder: 'xx' is no code of a language.",
    ]


def test_a_requester_hears_that_the_request_came_in() -> None:
    ticket = happened("note").ticket
    came_in = Happened(ticket=ticket._replace(entries=()))
    settings = settings_of("[{about: [opened, reply, resolved], to: [requester], via: [mail]}]")
    assert told(came_in, settings) == ["mail jana@acme.example <jana@acme.example>"]
    others = settings_of("[{about: [opened], to: [agent, jana@acme.example], via: [mail]}]")
    assert "mail jana@acme.example <jana@acme.example>" not in told(came_in, others)


RESOLVED = "changes: {status: [open, resolved]}\n"
ALL = "[{about: [reply, resolved, assigned, approval, survey], to: [%s], via: [mail]}]"


def test_who_asked_hears_how_a_resolved_ticket_is_opened_again() -> None:
    item = happened("reply", more=RESOLVED)._replace(closes_at=NOW)
    (text,) = texts(item, settings_of(ALL % "requester"))
    assert text == (
        "Bob Example marked ticket 2611-7K3MX as resolved: VPN drops every hour\n\nWords.\n\n"
        "Not solved? Write to us by 2026-11-21 13:00 (Europe/Bratislava), when it closes, "
        "and name 2611-7K3MX: it is opened again.\n"
    )
    assert texts(item, settings_of(ALL % "assignee")) == [
        "Bob Example marked ticket 2611-7K3MX as resolved: VPN drops every hour\n\nWords.\n"
    ]


def test_a_ticket_that_never_closes_is_told_without_a_date() -> None:
    (text,) = texts(happened("change", more=RESOLVED), settings_of(ALL % "requester"))
    assert text.endswith("\n\nNot solved? Write to us and name 2611-7K3MX: it is opened again.\n")


def test_an_answer_that_resolves_is_told_as_the_end_where_a_rule_names_answers_alone() -> None:
    settings = settings_of("[{about: [reply], to: [assignee], via: [mail]}]")
    (text,) = texts(happened("reply", more=RESOLVED), settings)
    assert text.startswith("Bob Example marked ticket 2611-7K3MX as resolved:")


def test_a_duplicate_is_told_where_it_goes_on() -> None:
    more = f"{RESOLVED}merge: 2611-12FAE\n"
    item = happened("note", more=more, body="Goes on.")._replace(closes_at=NOW)
    line = "Ticket 2611-7K3MX goes on in 2611-12FAE: VPN drops every hour\n"
    assert texts(item, settings_of(ALL % "requester")) == [line]
    assert texts(item, settings_of(ALL % "assignee")) == [f"{line}\nGoes on.\n"]


def test_who_gets_a_ticket_hears_it_in_the_second_person() -> None:
    item = happened("change", by="desk", more="changes: {assignee: [null, alice]}\n", body="")
    assert texts(item, settings_of(ALL % "assignee, requester")) == [
        "Test desk gave you ticket 2611-7K3MX: VPN drops every hour\n",
        "Alice Novak works on ticket 2611-7K3MX now: VPN drops every hour\n",
    ]


def test_a_score_and_a_verdict_are_told() -> None:
    settings = settings_of(ALL % "assignee")
    rated = happened("survey", by="jana@acme.example", more="score: 4\n", body="")
    assert texts(rated, settings) == [
        "jana@acme.example rated ticket 2611-7K3MX 4 of 5: VPN drops every hour\n"
    ]
    for verdict in ("approved", "rejected"):
        item = happened("approval", more=f"verdict: {verdict}\n", body="")
        assert texts(item, settings) == [
            f"Bob Example {verdict} ticket 2611-7K3MX: VPN drops every hour\n"
        ]


def test_a_line_of_the_desk_s_own_replaces_ours_and_what_follows() -> None:
    line = "{id} {closes} {merge} {score}"
    settings = settings_of(ALL % "requester", f"  texts: {{en: {{resolved: '{line}'}}}}\n")
    item = happened("change", more=RESOLVED)._replace(closes_at=NOW)
    assert texts(item, settings) == ["2611-7K3MX 2026-11-21 13:00 (Europe/Bratislava) - -\n"]


def test_every_language_has_every_line() -> None:
    assert (*LINES,) == WORDED == (*WORDS,) == (*DEFAULT_REMINDER,) == (*DEFAULT_FAREWELL,)
    assert LINES.keys() == MERGED.keys() == YOURS.keys() == VERDICTS.keys() == UNSOLVED.keys()
    assert RECEIVED.keys() == LINES.keys()
    for language in LINES:
        assert "{merge}" in MERGED[language]
        assert "{closes}" in UNSOLVED[language][0]
        assert "{score}" in LINES[language][News.SURVEY]
