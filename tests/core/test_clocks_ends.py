"""Where clocks begin and end: words after the end, calendars that end, and what is counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.support.ageing import at
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.vocabulary import Target
from plaindesk.core.query.evaluate import SlaFacts
from plaindesk.core.sla import Book, Clock, ClockState, clocks, facts_of, next_due
from plaindesk.core.sla.counting import counted, pauses

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings

DESK = """\
name: x
agents: {{alice: {{email: alice@example.com}}}}
calendars: {{office: {{{hours}}}}}
sla:
  - name: standard
    targets: {{default: {{{targets}}}}}
    warn_at: [50%]
    pause_in: [pending]
workflow: {{transitions: {{closed: [open]}}}}
"""
NINE_TO_FIVE = 'hours: {mon-fri: ["09:00-17:00"]}'
ONE_DAY = 'exceptions: {2026-11-23: ["09:00-12:00"]}'
EVERY = "first_response: 2h, next_response: 2h, update: 2h, resolution: 8h"
TICKET = """\
---
id: 2611-7K3MX
status: {status}
created: 2026-11-{created}:00Z
requester: jana@example.com
subject: VPN drops
---
"""
ENTRY = """\

---
at: 2026-11-{at}:00Z
by: {by}
kind: {kind}
{changes}
---

Words.
"""
WHO = {"message": "jana@example.com", "reply": "alice", "change": "alice", "note": "alice"}


def desk(hours: str = NINE_TO_FIVE, targets: str = EVERY) -> Settings:
    return settings_of(DESK.format(hours=hours, targets=targets))


def ticket(*entries: str, status: str = "open", created: str = "23T09:00") -> str:
    return TICKET.format(status=status, created=created) + "".join(entries)


def entry(at: str, kind: str, *, by: str = "", status: str = "", more: str = "") -> str:
    changes = "\n".join(
        part for part in (status and f"changes: {{status: {status}}}", more) if part
    )
    return ENTRY.format(at=at, by=by or WHO[kind], kind=kind, changes=changes)


def measured(text: str, now: str, settings: Settings | None = None) -> dict[Target, Clock]:
    settings, asked = settings or desk(), ticket_of(text)
    promise = Book(settings).promise(asked, at(now))
    return {clock.target: clock for clock in clocks(asked, promise, settings, at(now))}


def line(clock: Clock) -> str:
    moments = (clock.start, clock.due, clock.met_at, clock.ended_at)
    shown = ", ".join(f"{moment:%d %H:%M}" if moment else "-" for moment in moments)
    marks = (" warns" if clock.warns else "") + (" live" if clock.is_live else "")
    return (
        f"{clock.state}: {shown}, {clock.used_seconds // 60} of {clock.target_seconds // 60}{marks}"
    )


DONE = entry("23T10:00", "reply", status="[open, resolved]")


def test_words_after_resolving_begin_no_new_update() -> None:
    after = entry("23T10:30", "reply")
    found = measured(ticket(DONE, after, status="resolved"), "11-23 12:00")
    assert line(found[Target.UPDATE]) == "cancelled: 23 10:00, 23 12:00, -, 23 10:00, 0 of 120"
    silent = entry("23T10:00", "change", status="[open, resolved]")
    found = measured(ticket(silent, after, status="resolved"), "11-23 12:00")
    assert line(found[Target.UPDATE]) == "cancelled: 23 09:00, -, -, 23 10:00, 0 of 0"


def test_they_count_once_the_ticket_is_open_again() -> None:
    """It was done until 11:30, so that two hours from then are half past one."""
    after = entry("23T10:30", "reply")
    again = entry("23T11:30", "message", status="[resolved, open]")
    found = measured(ticket(DONE, after, again), "11-23 12:00")
    assert line(found[Target.UPDATE]) == "running: 23 10:30, 23 13:30, -, -, 30 of 120 live"


def test_time_that_was_closed_does_not_count_either() -> None:
    """Resolved at 10, closed at 11, open again at 15: one hour until 10, one until 16."""
    closed = entry("23T11:00", "change", status="[resolved, closed]")
    again = entry("23T15:00", "change", status="[closed, open]")
    found = measured(ticket(DONE, closed, again), "11-23 16:00")
    assert line(found[Target.RESOLUTION]) == "running: 23 09:00, 24 14:00, -, -, 120 of 480 live"


def test_a_pause_after_the_end_moves_no_deadline() -> None:
    waiting = entry("23T10:30", "reply", status="[open, pending]")
    found = measured(ticket(entry("23T10:00", "reply"), waiting, status="pending"), "11-23 16:00")
    assert line(found[Target.FIRST_RESPONSE]) == (
        "met: 23 09:00, 23 11:00, 23 10:00, 23 10:00, 60 of 120"
    )


def test_a_warning_stays_in_a_pause_and_ends_with_the_deadline() -> None:
    """Two of three and a half hours are used when it begins to wait."""
    waiting = entry("23T11:00", "change", status="[open, pending]")
    targets = "resolution: 3h30m"
    found = measured(ticket(waiting, status="pending"), "11-23 13:00", desk(targets=targets))
    assert line(found[Target.RESOLUTION]) == (
        "paused: 23 09:00, 23 14:30, -, -, 120 of 210 warns live"
    )
    facts = facts_of(tuple(found.values()))
    states = frozenset({("resolution", "paused"), ("resolution", "warn")})
    assert facts == SlaFacts(states=states, due=at("11-23 14:30"))
    found = measured(ticket(), "11-23 12:31", desk(targets=targets))
    assert line(found[Target.RESOLUTION]) == "breached: 23 09:00, 23 12:30, -, -, 211 of 210 live"


MERGED = "origin: 2611-MV740"


def test_words_that_were_merged_count_from_the_creation_on() -> None:
    """What the other ticket heard at eight is no question and no answer here."""
    early = [
        entry("23T08:00", "message", more=MERGED),
        entry("23T08:30", "reply", more=MERGED),
        entry("23T09:00", "note", more="merge: 2611-MV740"),
    ]
    found = measured(ticket(*early), "11-23 10:00")
    assert line(found[Target.FIRST_RESPONSE]) == (
        "running: 23 09:00, 23 11:00, -, -, 60 of 120 warns live"
    )
    on_time = entry("23T09:00", "reply", more=MERGED)
    found = measured(ticket(*early, on_time), "11-23 10:00")
    assert line(found[Target.FIRST_RESPONSE]) == (
        "met: 23 09:00, 23 11:00, 23 09:00, 23 09:00, 0 of 120"
    )
    apart = entry("23T09:30", "note", more="unmerge: 2611-MV740")
    found = measured(ticket(*early, on_time, apart), "11-23 10:00")
    assert found[Target.FIRST_RESPONSE].met_at is None


def test_an_agent_who_asks_may_ask_again_with_a_reply() -> None:
    """Alice asked at nine and again at eleven; the desk's own words and notes are no question."""
    own = ticket(
        entry("23T10:00", "reply", by="bob"),
        entry("23T10:20", "reply", by="desk"),
        entry("23T10:40", "note"),
        entry("23T11:00", "reply"),
        entry("23T11:30", "reply"),
    ).replace("jana@example.com", "alice@example.com")
    found = measured(own, "11-23 12:00")
    assert line(found[Target.NEXT_RESPONSE]) == (
        "running: 23 11:00, 23 13:00, -, -, 60 of 120 warns live"
    )
    assert line(found[Target.UPDATE]) == "running: 23 10:00, 23 12:00, -, -, 120 of 120 warns live"
    again = measured(own + entry("23T12:00", "reply", by="bob"), "11-23 12:00")
    assert line(again[Target.NEXT_RESPONSE]) == (
        "met: 23 11:00, 23 13:00, 23 12:00, 23 12:00, 60 of 120"
    )


def test_a_clock_that_has_no_deadline_says_how_far_it_came() -> None:
    """Three hours on one day are all there is: the resolution has no deadline."""
    once = desk(ONE_DAY)
    expected = Clock(
        target=Target.RESOLUTION,
        policy="standard",
        calendar="office",
        promised=Duration(seconds=8 * 3600),
        state=ClockState.NEVER,
        start=at("11-23 09:00"),
        due=None,
        met_at=None,
        ended_at=None,
        target_seconds=0,
        used_seconds=0,
        warns=False,
        is_live=False,
    )
    found = measured(ticket(), "11-23 10:00", once)
    assert found[Target.RESOLUTION] == expected
    assert line(expected) == "never: 23 09:00, -, -, -, 0 of 0"
    assert found[Target.FIRST_RESPONSE].due == at("11-23 11:00")
    assert next_due(found.values()) == at("11-23 11:00")
    assert next_due([found[Target.RESOLUTION]]) is None
    late = entry("23T11:30", "change", status="[open, resolved]")
    found = measured(
        ticket(late, status="resolved"), "11-23 12:00", desk(ONE_DAY, "resolution: 8h")
    )
    assert line(found[Target.RESOLUTION]) == "met: 23 09:00, -, 23 11:30, 23 11:30, 0 of 0"


def test_what_nobody_answered_is_called_off_with_or_without_a_deadline() -> None:
    silent = entry("23T10:00", "change", status="[open, resolved]")
    text = ticket(silent, status="resolved")
    found = measured(text, "11-23 12:00", desk(ONE_DAY, "first_response: 8h"))
    assert line(found[Target.FIRST_RESPONSE]) == "cancelled: 23 09:00, -, -, 23 10:00, 0 of 0"
    found = measured(text, "11-23 12:00")
    assert line(found[Target.FIRST_RESPONSE]) == (
        "cancelled: 23 09:00, 23 11:00, -, 23 10:00, 60 of 120"
    )


def test_what_is_left_goes_below_zero() -> None:
    found = measured(ticket(), "11-23 10:30")[Target.FIRST_RESPONSE]
    assert found.left_seconds == 1800
    assert measured(ticket(), "11-23 11:30")[Target.FIRST_RESPONSE].left_seconds == -1800


def test_a_ticket_that_comes_resolved_tomorrow_has_used_nothing() -> None:
    found = measured(ticket(status="resolved", created="25T09:00"), "11-24 12:00")
    assert line(found[Target.RESOLUTION]) == "met: 25 09:00, 25 17:00, 25 09:00, 25 09:00, 0 of 480"


def stretches_of(text: str, start: str, end: str) -> tuple[list[str], list[str]]:
    """Write what isn't counted until an end, and what is between two moments."""
    settings, asked = desk(), ticket_of(text)
    promise = Book(settings).promise(asked, at(end))
    assert promise is not None
    cuts = pauses(asked, promise, at(end))
    parts = counted(promise, cuts, at(start), at(end))
    return ([span(cut) for cut in cuts], [span(part) for part in parts])


def span(interval: tuple[int, int]) -> str:
    start, end = (EPOCH + timedelta(seconds=moment) for moment in interval)
    return f"{start:%d %H:%M} to {end:%d %H:%M}"


EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def test_open_time_is_counted_without_pauses_and_time_that_was_done() -> None:
    text = ticket(
        entry("23T10:00", "reply", status="[open, pending]"),
        entry("23T11:00", "change", status="[pending, resolved]"),
        entry("23T12:00", "change", status="[resolved, open]"),
        entry("23T13:00", "change", status="[open, pending]"),
        entry("23T13:00", "change", status="[pending, open]"),
        entry("24T10:00", "change", status="[open, pending]"),
        entry("24T11:00", "change", status="[pending, open]"),
    )
    assert stretches_of(text, "11-23 09:30", "11-24 16:00") == (
        ["23 10:00 to 23 12:00", "24 10:00 to 24 11:00"],
        [
            "23 09:30 to 23 10:00",
            "23 12:00 to 23 17:00",
            "24 09:00 to 24 10:00",
            "24 11:00 to 24 16:00",
        ],
    )
    # Until a moment in a pause, before one, and until the office opens.
    assert stretches_of(text, "11-23 08:00", "11-23 11:30") == (
        ["23 10:00 to 23 11:30"],
        ["23 09:00 to 23 10:00"],
    )
    assert stretches_of(text, "11-23 08:00", "11-23 10:00") == ([], ["23 09:00 to 23 10:00"])
    assert stretches_of(text, "11-23 12:00", "11-24 09:00") == (
        ["23 10:00 to 23 12:00"],
        ["23 12:00 to 23 17:00"],
    )
