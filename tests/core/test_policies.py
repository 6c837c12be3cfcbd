"""Which policy a ticket falls under, in which hours, and why."""

from __future__ import annotations

import pytest
from tests.support.ageing import at
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.sla import Book
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.settings.desk_yml import read

DESK = """\
name: x
timezone: Europe/Bratislava
organisations:
  acme: {sla: gold, calendar: nights}
  tatra: {calendar: nights}
calendars:
  office: {hours: {mon-fri: ["09:00-17:00"]}}
  late: {hours: {mon-fri: ["12:00-20:00"]}}
  nights: {timezone: Europe/London, hours: {mon-sun: ["22:00-06:00"]}}
sla:
  - {name: gold, when: "tag:gold", pin: true, calendar: late, targets: {default: {resolution: 1h}}}
  - {name: silver, when: "tag:silver", calendar: nights}
  - {name: night, when: "tag:night", calendar: office}
  - name: standard
    when: -tag:none
    targets: {P1: {resolution: 2h}, default: {resolution: 8h, update: 1h}}
"""
TICKET = """\
---
id: 2611-7K3MX
status: open
created: 2026-11-23T09:00:00Z
{fields}
subject: VPN drops
---
"""
CHANGED = """\

---
at: 2026-11-23T{hour}:00:00Z
by: alice
kind: change
changes: {changes}
---
"""


def ticket(fields: str = "", *changes: str) -> str:
    """Write a ticket as it is after its changes."""
    entries = [CHANGED.format(hour=10 + n, changes=c) for n, c in enumerate(changes)]
    return TICKET.format(fields=fields) + "".join(entries)


def promised(text: str, desk: str = DESK) -> tuple[str, str, str] | None:
    """Name the policy, its calendar, and the reason."""
    promise = Book(settings_of(desk)).promise(ticket_of(text), at("11-24 09:00"))
    if promise is None:
        return None
    return (promise.policy.name, promise.calendar, promise.reason)


CHOICES = {
    "the first that fits": ("tags: [silver, night]", ("silver", "nights", "it fits: tag:silver")),
    "a later one": ("tags: [night]", ("night", "office", "it fits: tag:night")),
    "the first calendar, where none is named": ("", ("standard", "office", "it fits: -tag:none")),
    "a calendar of its own": ("tags: [gold]", ("gold", "late", "it fits: tag:gold")),
    "the organisation's own": (
        "organisation: acme",
        ("gold", "nights", "the organisation acme has agreed on it"),
    ),
    "the organisation's calendar alone": (
        "organisation: tatra\ntags: [night]",
        ("night", "nights", "it fits: tag:night"),
    ),
    "an organisation that is gone": (
        "organisation: gone",
        ("standard", "office", "it fits: -tag:none"),
    ),
    "one that the ticket names": (
        "organisation: acme\nsla: silver",
        ("silver", "nights", "the ticket names it"),
    ),
    "none": ("tags: [none]", None),
}


@pytest.mark.parametrize("what", CHOICES)
def test_the_policy_is_found_with_its_reason(what: str) -> None:
    fields, expected = CHOICES[what]
    pinned = DESK.replace("pin: true, ", "")
    assert promised(ticket(fields), pinned) == expected


def test_a_policy_without_a_query_fits_every_ticket() -> None:
    desk = "name: x\nsla: [{name: all}]\n"
    assert promised(ticket(), desk) == ("all", "office", "it fits every ticket")


def test_a_desk_without_calendars_is_always_open() -> None:
    desk = "name: x\ncalendars: {}\nsla: [{name: all}]\n"
    assert promised(ticket(), desk) == ("all", "always", "it fits every ticket")
    hours = Book(settings_of(desk)).hours("always")
    assert next(iter(hours.after(0)))[0] == 0


UNREAD = {
    "hours: {mon-fri: [09:00-09:00]}": "desk.yml:6:28: '09:00-09:00' is no shift",
    "hours: {munday: [09:00-17:00]}": "desk.yml:6:18: 'munday' is no weekday",
    "timezone: Europe/Bratislva": "desk.yml:6:20: 'Europe/Bratislva' is no time zone",
    "hour: {mon-fri: [09:00-17:00]}": "desk.yml:6:10: 'hour' is no key here",
}
BROKEN = """\
name: x
organisations:
  acme: {sla: gone}
calendars:
  office: {hours: {mon-fri: ["09:00-17:00"]}}
  late: {CALENDAR}
sla:
  - {name: gold, when: "tag:gold", calendar: office, targets: {default: {resolution: 1h}}}
  - {name: silver, when: "tag:silver", calendar: late, targets: {default: {resolution: 1h}}}
  - {name: other, when: "tag:other", calendar: latte, targets: {default: {resolution: 1h}}}
  - {name: standard, targets: {default: {resolution: 8h}}}
"""


def broken(calendar: str) -> Book:
    text = BROKEN.replace("CALENDAR", calendar)
    settings, findings = read(decode("desk.yml", text.encode()))
    assert settings
    assert findings
    return Book(settings)


@pytest.mark.parametrize("calendar", UNREAD)
def test_a_calendar_with_a_mistake_is_no_other_calendar(calendar: str) -> None:
    book, now = broken(calendar), at("11-24 09:00")
    for fields in ("tags: [silver]", ""):  # by its name, or as it may be the first
        with pytest.raises(UnreadSettingError) as told:
            book.promise(ticket_of(ticket(fields)), now)
        assert told.value.message.startswith(UNREAD[calendar])
    found = book.promise(ticket_of(ticket("tags: [gold]")), now)
    assert found
    assert (found.policy.name, found.calendar) == ("gold", "office")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("tags: [other]", "There is no calendar 'latte'."),
        ("sla: gone", "desk.yml has no SLA policy 'gone'."),
        ("organisation: acme", "desk.yml has no SLA policy 'gone'."),
    ],
)
def test_a_name_that_is_not_there_stands_for_no_other(fields: str, message: str) -> None:
    with pytest.raises(UnreadSettingError) as told:
        broken("hours: {mon-fri: [09:00-09:00]}").promise(
            ticket_of(ticket(fields)), at("11-24 09:00")
        )
    assert told.value.message == message


def test_with_one_policy_unread_no_other_holds() -> None:
    text = (
        "name: x\nsla: [{name: vip, when: 'tag:vip', targets: {P1: {resolution: soon}}}, {name: b}]"
    )
    settings, _ = read(decode("desk.yml", text.encode()))
    assert settings
    with pytest.raises(UnreadSettingError, match=r"^desk.yml:2:63: 'soon' is no duration"):
        Book(settings).promise(ticket_of(ticket()), at("11-24 09:00"))


def test_hours_are_made_ready_once_in_their_own_zone() -> None:
    book = Book(settings_of(DESK))
    assert book.hours("office") is book.hours("office")
    assert str(book.hours("office").zone) == "Europe/Bratislava"
    assert str(book.hours("nights").zone) == "Europe/London"


def test_targets_are_those_of_the_priority_and_else_the_usual_ones() -> None:
    book = Book(settings_of(DESK))
    promise = book.promise(ticket_of(ticket("priority: P1")), at("11-24 09:00"))
    assert promise is not None
    assert (promise.targets.resolution, promise.targets.update, promise.targets.first_response) == (
        Duration(seconds=7200),
        Duration(seconds=3600),
        None,
    )


def test_a_query_that_cannot_be_read_is_told() -> None:
    with pytest.raises(
        UnreadSettingError, match=r"^desk\.yml: sla a: There is no field 'colour'\."
    ):
        Book(settings_of('name: x\nsla: [{name: a, when: "colour:red"}]\n'))


GOLD = "pinned: when the ticket started, it fits: tag:gold"
STARTS = {
    "with its first queue, from the beginning": (
        ticket("queue: support", "{tags: [[gold], []]}"),
        ("gold", "late", GOLD),
    ),
    "with its first queue, moved later": (
        ticket("queue: network", "{queue: [support, network]}", "{tags: [[gold], []]}"),
        ("gold", "late", GOLD),
    ),
    "when it is put into a queue": (
        ticket("queue: support", "{queue: [null, support]}", "{tags: [[gold], []]}"),
        ("gold", "late", GOLD),
    ),
    "with the entry that puts it there": (
        ticket(
            "queue: support",
            "{queue: [null, support], tags: [[], [gold]]}",
            "{tags: [[gold], []]}",
        ),
        ("gold", "late", GOLD),
    ),
    "not when it is put into another one": (
        ticket(
            "queue: network",
            "{tags: [[], [gold]]}",
            "{queue: [support, network]}",
            "{tags: [[gold], []]}",
        ),
        ("standard", "office", "it fits: -tag:none"),
    ),
    "not when it is put into one again": (
        ticket(
            "queue: network",
            "{queue: [support, null]}",
            "{tags: [[], [gold]]}",
            "{queue: [null, network]}",
            "{tags: [[gold], []]}",
        ),
        ("standard", "office", "it fits: -tag:none"),
    ),
    "not where it never stands in one": (
        ticket("", "{tags: [[gold], []]}"),
        ("standard", "office", "it fits: -tag:none"),
    ),
    "not where that policy isn't pinned": (
        ticket("queue: support\ntags: [night]", "{tags: [[silver], [night]]}"),
        ("night", "office", "it fits: tag:night"),
    ),
    "not where no policy fitted": (
        ticket("queue: support\ntags: [night]", "{tags: [[none], [night]]}"),
        ("night", "office", "it fits: tag:night"),
    ),
    "with what its organisation had agreed on": (
        ticket("queue: support", "{organisation: [acme, null]}"),
        (
            "gold",
            "late",
            "pinned: when the ticket started, the organisation acme has agreed on it",
        ),
    ),
}


@pytest.mark.parametrize("how", STARTS)
def test_a_ticket_keeps_the_policy_that_it_starts_with(how: str) -> None:
    text, expected = STARTS[how]
    assert promised(text) == expected
