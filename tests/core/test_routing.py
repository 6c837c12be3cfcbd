"""Rules in order: what they set, why, and where they stop."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.support.strategies import TICKETS
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.routing import Router, Tried, failed_tests
from plaindesk.text.codecs import field_values

if TYPE_CHECKING:
    from collections.abc import Collection

    from plaindesk.core.model.ticket import Ticket

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SETTINGS = """\
name: x
queues:
  support: {line: 1}
  network: {line: 2}
organisations:
  acme: {domains: [acme.example]}
services:
  vpn: {queue: network, keywords: [vpn, "secure tunnel"]}
  mail: {keywords: [mailbox]}
priorities:
  default: P4
routing:
  - {name: late, when: "age:>7d", set: {tags: [late]}, stop: false}
  - {name: shouting, when: "subject:urgent", set: {priority: P1, tags: [loud]}, stop: false}
  - {name: tunnels, when: "service:vpn", set: {queue: network, tags: [vpn]}}
  - {name: twice, when: "tag:loud", set: {queue: support, priority: P2}}
  - {name: never, when: "queue:nowhere", set: {queue: network}}
  - {name: rest, when: "-queue:*", set: {queue: support}}
"""
TICKET = """\
---
id: 2611-7K3MX
status: new
created: 2026-11-20T09:00:00Z
requester: jana@example.com
subject: Printer offline
---

It says offline.
"""
ROUTER = Router(settings_of(SETTINGS))


def told(asked: Ticket) -> str:
    """Write a route: the values, the reasons, the rules that were tried."""
    found = ROUTER.route(asked, NOW)
    lines = [
        f"{name}: {field_values.encode(name, value)}"
        for name, value in sorted(found.values.items())
    ]
    tried = ", ".join(f"{rule.rule}{'' if rule.fits else ' no'}" for rule in found.tried)
    return "\n".join([*lines, *found.reasons, tried])


ROUTES = {
    "nothing special": (
        TICKET,
        """\
line: 1
priority: P4
queue: support
Rule 'rest' fits: -queue:*.
Priority P4 by default.
late no, shouting no, tunnels no, twice no, never no, rest""",
    ),
    "a word of a service": (
        TICKET.replace("It says", "My VPN says"),
        """\
line: 2
priority: P4
queue: network
service: vpn
tags: [vpn]
The words 'vpn' point to service 'vpn'.
Rule 'tunnels' fits: service:vpn.
Priority P4 by default.
late no, shouting no, tunnels""",
    ),
    "a rule that goes on, and one that sees what it set": (
        TICKET.replace("Printer offline", "URGENT, printer offline"),
        """\
line: 1
priority: P2
queue: support
tags: [loud]
Rule 'shouting' fits: subject:urgent.
Rule 'twice' fits: tag:loud.
late no, shouting, tunnels no, twice""",
    ),
    "tags are added to what is there": (
        TICKET.replace("subject: Printer", "tags: [office, loud]\nsubject: Urgent, printer"),
        """\
line: 1
priority: P2
queue: support
tags: [office, loud]
Rule 'shouting' fits: subject:urgent.
Rule 'twice' fits: tag:loud.
late no, shouting, tunnels no, twice""",
    ),
    "what is said already stays": (
        TICKET.replace(
            "subject:", "queue: network\nline: 3\npriority: P3\nservice: mail\nsubject:"
        ),
        "late no, shouting no, tunnels no, twice no, never no, rest no",
    ),
    "impact and urgency": (
        TICKET.replace("subject:", "impact: high\nurgency: high\nsubject:"),
        """\
line: 1
priority: P1
queue: support
Rule 'rest' fits: -queue:*.
Priority P1 by impact and urgency.
late no, shouting no, tunnels no, twice no, never no, rest""",
    ),
    "an organisation": (
        TICKET.replace("jana@example.com", "Jana@ACME.example"),
        """\
line: 1
organisation: acme
priority: P4
queue: support
Jana@ACME.example belongs to acme by mail domain.
Rule 'rest' fits: -queue:*.
Priority P4 by default.
late no, shouting no, tunnels no, twice no, never no, rest""",
    ),
    "a ticket of last week": (
        TICKET.replace("2026-11-20", "2026-11-10"),
        """\
line: 1
priority: P4
queue: support
tags: [late]
Rule 'late' fits: age:>7d.
Rule 'rest' fits: -queue:*.
Priority P4 by default.
late, shouting no, tunnels no, twice no, never no, rest""",
    ),
}


ROUTES |= {
    "an organisation that somebody said stays": (
        TICKET.replace("requester: jana@example.com", "requester: a@acme.example\norganisation: x"),
        """\
line: 1
priority: P4
queue: support
Rule 'rest' fits: -queue:*.
Priority P4 by default.
late no, shouting no, tunnels no, twice no, never no, rest""",
    ),
    "a service that somebody said stays": (
        TICKET.replace("subject:", "service: mail\nsubject:").replace("It says", "My VPN says"),
        """\
line: 1
priority: P4
queue: support
Rule 'rest' fits: -queue:*.
Priority P4 by default.
late no, shouting no, tunnels no, twice no, never no, rest""",
    ),
    "the first service whose words are there": (
        TICKET.replace("It says", "My mailbox behind the secure tunnel says"),
        """\
line: 2
priority: P4
queue: network
service: vpn
tags: [vpn]
The words 'secure tunnel' point to service 'vpn'.
Rule 'tunnels' fits: service:vpn.
Priority P4 by default.
late no, shouting no, tunnels""",
    ),
    "impact alone is no judgement": (
        TICKET.replace("subject:", "impact: high\nsubject:"),
        """\
line: 1
priority: P4
queue: support
Rule 'rest' fits: -queue:*.
Priority P4 by default.
late no, shouting no, tunnels no, twice no, never no, rest""",
    ),
    "nor is urgency": (
        TICKET.replace("subject:", "urgency: high\nsubject:"),
        """\
line: 1
priority: P4
queue: support
Rule 'rest' fits: -queue:*.
Priority P4 by default.
late no, shouting no, tunnels no, twice no, never no, rest""",
    ),
    "nobody asks": (
        TICKET.replace("requester: jana@example.com\n", ""),
        """\
line: 1
priority: P4
queue: support
Rule 'rest' fits: -queue:*.
Priority P4 by default.
late no, shouting no, tunnels no, twice no, never no, rest""",
    ),
}


@pytest.mark.parametrize("what", ROUTES)
def test_a_route_says_what_it_sets_and_why(what: str) -> None:
    text, expected = ROUTES[what]
    assert told(ticket_of(text)) == expected


def test_a_service_without_a_rule_brings_its_queue() -> None:
    desk = settings_of("name: x\nqueues: {net: {line: 3}}\nservices: {vpn: {queue: net}}\n")
    asked = ticket_of(TICKET.replace("subject:", "service: vpn\nsubject:"))
    found = Router(desk).route(asked, NOW)
    assert (found.values["queue"], found.values["line"]) == ("net", 3)
    assert found.reasons[0] == "Service 'vpn' is looked after by 'net'."


def test_a_service_without_a_queue_brings_none() -> None:
    desk = settings_of("name: x\nqueues: {net: {line: 3}}\nservices: {mail: {}}\n")
    asked = ticket_of(TICKET.replace("subject:", "service: mail\nsubject:"))
    found = Router(desk).route(asked, NOW)
    assert dict(found.values) == {"priority": "P3"}
    assert found.reasons == ("Priority P3 by default.",)


def test_a_rule_for_every_ticket_says_so() -> None:
    desk = settings_of("name: x\nrouting: [{name: all, set: {queue: one}}]\n")
    found = Router(desk).route(ticket_of(TICKET), NOW)
    assert found.reasons[0] == "Rule 'all' fits: every ticket."
    assert found.tried == (Tried(rule="all", when="", fits=True),)


@given(TICKETS)
def test_routing_tries_rules_in_order_and_settles(asked: Ticket) -> None:
    found = ROUTER.route(asked, NOW)
    names = [rule.name for rule in ROUTER.settings.routing]
    assert [tried.rule for tried in found.tried] == names[: len(found.tried)]
    stops = {rule.name for rule in ROUTER.settings.routing if rule.stop}
    assert all(not (one.fits and one.rule in stops) for one, _ in pairwise(found.tried))
    after = asked.changed(found.values)
    assert after.queue is not None
    assert after.priority is not None
    assert set(asked.tags) <= set(after.tags)
    assert ROUTER.route(asked, NOW) == found


def test_the_first_rule_that_fits_and_stops_decides() -> None:
    rules = ['{name: a, when: "", set: {queue: one}}', '{name: b, when: "", set: {queue: two}}']
    for order in (rules, rules[::-1]):
        desk = settings_of(f"name: x\nrouting: [{', '.join(order)}]\n")
        found = Router(desk).route(ticket_of(TICKET), NOW)
        assert found.values["queue"] == ("one" if order is rules else "two")
        assert len(found.tried) == 1


def test_a_rule_that_cannot_be_read_is_told() -> None:
    with pytest.raises(
        UnreadSettingError, match=r"^desk\.yml: routing a: There is no field 'colour'\."
    ):
        Router(settings_of('name: x\nrouting: [{name: a, when: "colour:red"}]\n'))


SLOVAK_RULES = """\
name: x
routing:
  - name: slovak
    when: "language:sk"
    set: {queue: bratislava}
    tests:
      - {ticket: {subject: Nejde}, expect: {queue: bratislava, language: sk}}
      - {ticket: {subject: Nejde, language: cs}, expect: {priority: P3}}
"""


def test_the_language_is_found_before_the_first_rule() -> None:
    seen: list[str] = []

    def detect(text: str, expected: Collection[str]) -> str | None:
        seen.extend((text, *sorted(expected)))
        return "sk"

    agents = "agents: {olga: {languages: [ru, en]}}\n"
    router = Router(settings_of(SLOVAK_RULES + agents), detect)
    found = router.route(ticket_of(TICKET), NOW)
    assert (found.values["language"], found.values["queue"]) == ("sk", "bratislava")
    assert found.clues == ("The text reads as Slovak (sk).",)
    assert found.reasons[:2] == (*found.clues, "Rule 'slovak' fits: language:sk.")
    assert seen == ["Printer offline\nIt says offline.", "en", "ru"]


@pytest.mark.parametrize(("code", "reason"), [("xh", ("The text reads as 'xh'.",)), (None, ())])
def test_a_language_without_a_name_and_none(code: str | None, reason: tuple[str, ...]) -> None:
    found = Router(settings_of("name: x\n"), lambda *_: code).route(ticket_of(TICKET), NOW)
    assert found.clues == reason
    assert found.values.get("language") == code


LANGUAGES = [
    "ar Arabic", "cs Czech", "de German", "en English", "es Spanish", "fa Persian", "fr French",
    "hu Hungarian", "it Italian", "pl Polish", "ru Russian", "sk Slovak", "tr Turkish",
    "uk Ukrainian",
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_told_by_its_name(language: str) -> None:
    code, name = language.split()
    found = Router(settings_of("name: x\n"), lambda *_: code).route(ticket_of(TICKET), NOW)
    assert found.clues == (f"The text reads as {name} ({code}).",)


def test_a_language_that_somebody_said_stays() -> None:
    said = ticket_of(TICKET.replace("subject:", "language: ru\nsubject:"))
    found = Router(settings_of("name: x\n"), lambda *_: "sk").route(said, NOW)
    assert "language" not in found.values


def test_examples_are_read_where_a_rule_asks_for_the_language() -> None:
    settings = settings_of(SLOVAK_RULES)
    assert list(failed_tests(settings, NOW, lambda *_: "sk")) == []
    assert list(failed_tests(settings, NOW)) == [
        ("slovak", "test 1: 'queue' is empty, not 'bratislava'"),
        ("slovak", "test 1: 'language' is empty, not 'sk'"),
    ]


ASKING = {
    "a rule goes by it": '[{name: b, tests: [T]}, {name: a, when: "language:sk", tests: [T]}]',
    "an example expects it": (
        "[{name: b, tests: [T]}, {name: a, tests: [T, {expect: {language: sk}}]}]"
    ),
}


@pytest.mark.parametrize("what", ASKING)
def test_one_rule_that_asks_is_enough(what: str) -> None:
    seen: list[str] = []

    def detect(text: str, _expected: Collection[str]) -> str | None:
        seen.append(text)
        return "sk"

    example = "{ticket: {subject: Nejde}, text: Vôbec., expect: {priority: P3}}"
    settings = settings_of(f"name: x\nrouting: {ASKING[what].replace('T', example)}\n")
    assert list(failed_tests(settings, NOW, detect)) == []
    assert seen[0] == "Nejde\nVôbec."


WRONG = {
    "{ticket: {tags: [a, b]}, expect: {tags: [b, a]}}": "'tags' is 'a, b', not 'b, a'",
    "{ticket: {subject: A}, expect: {tags: [a]}}": "'tags' is empty, not 'a'",
    "{ticket: {subject: A}, expect: {queue: a}}": "'queue' is empty, not 'a'",
    "{ticket: {line: 2}, expect: {line: 3}}": "'line' is '2', not '3'",
    "{ticket: {}, text: mailbox, expect: {service: vpn}}": "'service' is 'mail', not 'vpn'",
    "{ticket: {}, expect: {subject: A}}": "'subject' is empty, not 'A'",
    "{ticket: {queue: a}, expect: {queue: null}}": "'queue' is 'a', not empty",
}


@pytest.mark.parametrize("example", WRONG)
def test_an_example_says_what_came_out_instead(example: str) -> None:
    services = "services: {mail: {keywords: [mailbox]}}"
    rules = f"routing: [{{name: a, tests: [{example}]}}]"
    desk = settings_of(f"name: x\n{services}\n{rules}\n")
    assert list(failed_tests(desk, NOW)) == [("a", f"test 1: {WRONG[example]}")]


def test_other_examples_are_not_read_for_it() -> None:
    rules = "[{name: a, tests: [{ticket: {subject: Nejde}, expect: {priority: P3}}]}]"

    def never(text: str, _expected: Collection[str]) -> str | None:
        raise AssertionError(text)

    assert list(failed_tests(settings_of(f"name: x\nrouting: {rules}\n"), NOW, never)) == []
