"""What a request may ask for, when it happened, and what of it stands in the entry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import (
    Request,
    changes_to,
    decide,
    follow,
    may_become,
    refuse_second_survey,
)
from plaindesk.core.lifecycle.macros import changes_of, fill, words_of
from plaindesk.core.lifecycle.moments import backdated, moment_after
from plaindesk.core.model.ticket import Change, Entry
from plaindesk.core.model.vocabulary import (
    EntryKind,
    Level,
    Priority,
    Status,
    TicketType,
    Verdict,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DESK = settings_of("""\
name: The desk
agents:
  alice: {name: Alice Novak}
  bob: {}
fields: {device: {}, area: {}}
macros:
  hello: {text: "Hello {requester} of {id}, {subject}: {agent}. {unknown} {two words}"}
  tags: {set: {tags: [late, vpn], priority: P1}}
  plain: {set: {queue: support}}
workflow:
  types:
    change: {new: [open], open: [resolved], resolved: []}
    problem: {new: [], open: [pending]}
  gates:
    - {name: end, when: "tag:audit", to: [resolved, closed], needs: [resolution]}
""")
HEAD = """\
---
id: 2611-7K3MX
status: {status}
created: 2026-11-23T09:00:00Z
requester: {requester}
priority: {priority}
impact: {impact}
urgency: {urgency}
type: {type}
tags: [{tags}]
subject: VPN drops
---
"""
ENTRY = """\

---
at: 2026-11-23T{time}:00Z
by: {by}
kind: {kind}
{rest}
---

Words.
"""


def ticket_text(**fields: str) -> str:
    usual = {"status": "open", "requester": "jana@example.com", "priority": "P3"}
    empty = dict.fromkeys(("impact", "urgency", "type", "tags"), "")
    return HEAD.format(**{**usual, **empty, **fields})


def entry(time: str, kind: str = "note", rest: str = "", by: str = "alice") -> str:
    return ENTRY.format(time=time, by=by, kind=kind, rest=rest)


def done(request: Request, text: str = "") -> Entry:
    return decide(ticket_of(text or ticket_text()), request, DESK, NOW)


def refusal(request: Request, text: str = "") -> str:
    with pytest.raises(DeskError) as refused:
        done(request, text)
    return str(refused.value)


def test_an_entry_holds_what_the_request_says() -> None:
    assert done(
        Request(
            by="bob",
            kind=EntryKind.NOTE,
            body="Words.",
            values={"queue": "support"},
            step="a/b",
            notify=("alice",),
            until=NOW + timedelta(days=1),
            spent=60,
            score=4,
            verdict=Verdict.REJECTED,
            merge="2611-MV740",
            unmerge="2611-12345",
        )
    ) == Entry(
        at=NOW,
        by="bob",
        kind=EntryKind.NOTE,
        body="Words.",
        changes=(Change(field="queue", old=None, new="support"),),
        step="a/b",
        notify=("alice",),
        until=NOW + timedelta(days=1),
        spent=60,
        score=4,
        verdict=Verdict.REJECTED,
        merge="2611-MV740",
        unmerge="2611-12345",
    )


def test_an_entry_holds_nothing_else() -> None:
    assert done(Request(by="bob", values={"line": 2})) == Entry(
        at=NOW,
        by="bob",
        kind=EntryKind.CHANGE,
        changes=(Change(field="line", old=None, new=2),),
    )


@pytest.mark.parametrize(
    "request_",
    [
        Request(by="bob", spent=60),
        Request(by="bob", kind=EntryKind.SURVEY, score=1),
        Request(by="bob", kind=EntryKind.APPROVAL, verdict=Verdict.APPROVED),
        Request(by="bob", until=NOW + timedelta(days=1)),
        Request(by="desk", kind=EntryKind.ESCALATION),
    ],
)
def test_an_entry_may_say_something_without_words_and_changes(request_: Request) -> None:
    assert (done(request_).body, done(request_).changes) == ("", ())


def test_own_fields_come_behind_the_others_by_name() -> None:
    wanted = {"fields.device": "laptop", "fields.area": "north", "queue": "support"}
    changes = changes_to(ticket_of(ticket_text()), wanted)
    assert [change.field for change in changes] == ["queue", "fields.area", "fields.device"]


def test_most_fields_may_be_emptied() -> None:
    assert done(Request(by="bob", values={"requester": None})).changes == (
        Change(field="requester", old="jana@example.com", new=None),
    )


def test_the_priority_follows_from_impact_as_from_urgency() -> None:
    asked = ticket_text(urgency="high")
    assert done(Request(by="bob", values={"impact": Level.HIGH}), asked).changes == (
        Change(field="priority", old=Priority.P3, new=Priority.P1),
        Change(field="impact", old=None, new=Level.HIGH),
    )


UNUSUAL = (
    "Impact high and urgency high make P1, not P4.\nSay why: -m REASON. Or set impact and urgency."
)


def test_a_priority_needs_a_reason_where_the_matrix_says_otherwise() -> None:
    rated = ticket_text(impact="high", urgency="high")
    low = {"priority": Priority.P4}
    assert refusal(Request(by="bob", values=low), rated) == UNUSUAL
    assert refusal(Request(by="bob", values=low, body=" \n"), rated) == UNUSUAL
    assert done(Request(by="bob", values=low, body="It can wait."), rated).changes != ()
    assert done(Request(by="bob", values={"priority": Priority.P1}), rated).changes != ()


@pytest.mark.parametrize("half", ["impact", "urgency"])
def test_half_a_judgement_asks_for_no_reason(half: str) -> None:
    rated = ticket_text(**{half: "high"})
    assert done(Request(by="bob", values={"priority": Priority.P4}), rated).changes != ()


def test_only_who_changes_a_priority_has_to_say_why() -> None:
    unusual = ticket_text(impact="high", urgency="high", priority="P4")
    assert done(Request(by="bob", values={"tags": ("vpn",)}), unusual).changes != ()


def test_a_refusal_at_a_gate_says_what_to_do() -> None:
    audited = ticket_text(tags="audit")
    assert refusal(Request(by="bob", values={"status": Status.RESOLVED}), audited) == (
        "2611-7K3MX can't become resolved yet. 'end' needs resolution, which is empty.\n"
        "desk set 2611-7K3MX resolution=VALUE"
    )


@pytest.mark.parametrize("how", [{"merge": "2611-MV740"}, {"unmerge": "2611-MV740"}])
def test_a_merge_passes_gates_and_transitions(how: dict[str, str]) -> None:
    audited = ticket_text(tags="audit")
    for status in (Status.RESOLVED, Status.NEW):
        merged = done(Request(by="bob", values={"status": status}, body="Words.", **how), audited)  # type: ignore[arg-type]
        assert merged.changes == (Change(field="status", old=Status.OPEN, new=status),)


def test_a_status_may_come_with_words_where_workflow_and_gates_allow_it() -> None:
    def may(status: Status, **fields: str) -> bool:
        asked = ticket_of(ticket_text(**fields))
        return may_become(asked, status, Request(by="bob", body="Words."), DESK, NOW)

    assert may(Status.RESOLVED)
    assert not may(Status.RESOLVED, tags="audit")
    assert not may(Status.CLOSED)


TRANSITIONS = {
    ("change", "new"): "open",
    ("change", "resolved"): "",
    ("change", "pending"): "open resolved",
    ("change", "on-hold"): "open resolved",
    ("problem", "on-hold"): "open pending",
    ("problem", "open"): "pending",
    ("incident", "pending"): "open on-hold resolved",
    ("", "resolved"): "open closed",
}


@pytest.mark.parametrize(("kind", "status"), TRANSITIONS)
def test_a_type_has_its_own_statuses_and_leaves_others_as_usual(kind: str, status: str) -> None:
    found = follow(DESK, TicketType(kind) if kind else None, Status(status))
    assert found == tuple(map(Status, TRANSITIONS[kind, status].split()))


def test_a_status_without_a_way_on_says_so() -> None:
    request = Request(by="bob", values={"status": Status.OPEN})
    assert refusal(request, ticket_text(status="resolved", type="change")) == (
        "2611-7K3MX is resolved: it can't become open.\nIt stays so."
    )


NOTED = ticket_text() + entry("10:00") + entry("10:30")
TEN, HALF = (datetime(2026, 11, 23, 10, minute, tzinfo=UTC) for minute in (0, 30))
SECOND = timedelta(seconds=1)
CHANGES = (Change(field="queue", old=None, new="support"),)


def test_the_first_entry_may_be_as_old_as_the_ticket() -> None:
    fresh = ticket_of(ticket_text())
    created = fresh.created
    assert moment_after(fresh, created) == created
    assert moment_after(fresh, created - SECOND) == created + SECOND
    assert moment_after(ticket_of(NOTED), HALF) == HALF + SECOND
    assert moment_after(ticket_of(NOTED), HALF + SECOND) == HALF + SECOND
    assert backdated(fresh, created, CHANGES, NOW) == created


def test_words_fit_in_anywhere_from_the_creation_to_a_little_ahead() -> None:
    asked = ticket_of(NOTED)
    ahead = NOW + timedelta(minutes=5)
    for moment in (asked.created, TEN, HALF, NOW, ahead):
        assert backdated(asked, moment, (), NOW) == moment
    for moment in (asked.created - SECOND, ahead + SECOND):
        with pytest.raises(DeskError):
            backdated(asked, moment, (), NOW)


def test_changes_come_behind_the_last_entry() -> None:
    asked = ticket_of(NOTED)
    assert backdated(asked, HALF + SECOND, CHANGES, NOW) == HALF + SECOND
    several = (*CHANGES, Change(field="line", old=None, new=2))
    for moment in (asked.created, TEN, HALF):
        with pytest.raises(DeskError) as refused:
            backdated(asked, moment, several, NOW)
        assert str(refused.value) == (
            "queue can't be changed before 2026-11-23T10:30:00Z: something happened since.\n"
            "Leave --at out, or write only words."
        )


@pytest.mark.parametrize(
    ("by", "requester", "text"),
    [
        (
            "alice",
            "jana@example.com",
            "Hello jana of 2611-7K3MX, VPN drops: Alice Novak. {unknown} {two words}",
        ),
        ("bob", "jana", "Hello jana of 2611-7K3MX, VPN drops: bob. {unknown} {two words}"),
        ("eva", "", "Hello  of 2611-7K3MX, VPN drops: eva. {unknown} {two words}"),
    ],
)
def test_a_macros_placeholders_are_filled(by: str, requester: str, text: str) -> None:
    asked = ticket_of(ticket_text(requester=requester))
    assert fill(DESK.macros["hello"].text, asked, by, DESK) == text


MANY = """
macros:
  both: {text: "Hello", texts: {sk: "Ahoj", ru: " "}}
  only: {texts: {de: "Hallo", en: "Hi", sk: "Ahoj"}}
  other: {texts: {de: "Hallo"}}
"""


@pytest.mark.parametrize(
    ("language", "both", "only", "other"),
    [
        ("sk", "Ahoj", "Ahoj", "Hallo"),
        ("ru", "Hello", "Hi", "Hallo"),
        ("fa", "Hello", "Hi", "Hallo"),
        ("", "Hello", "Hi", "Hallo"),
    ],
)
def test_a_macro_speaks_the_ticket_s_language(
    language: str, both: str, only: str, other: str
) -> None:
    desk = settings_of(f"name: Help\nlanguages: [en]\n{MANY}")
    asked = ticket_of(ticket_text())._replace(language=language or None)
    found = [words_of(macro, asked, desk) for macro in desk.macros.values()]
    assert found == [both, only, other]


def test_a_macro_adds_tags_and_sets_the_rest() -> None:
    asked = ticket_of(ticket_text(tags="vpn, office"))
    assert changes_of(DESK.macros["tags"], asked) == {
        "tags": ("vpn", "office", "late"),
        "priority": "P1",
    }
    assert changes_of(DESK.macros["plain"], asked) == {"queue": "support"}


RATED = entry("11:00", "survey", "score: 4", by="jana@example.com")
RESOLVED = entry("10:00", "change", "changes: {status: [open, resolved]}")
CLOSED = entry("11:30", "change", "changes: {status: [resolved, closed]}")
SURVEYS = {
    "not before it is resolved": ("open", "", "2611-7K3MX is open.\nPeople rate what is resolved."),
    "once it is resolved": ("resolved", RESOLVED, ""),
    "once only": ("resolved", RESOLVED + RATED, "2611-7K3MX was rated already: 4 of 5."),
    "not again when it is closed": (
        "closed",
        RESOLVED + RATED + CLOSED,
        "2611-7K3MX was rated already: 4 of 5.",
    ),
    "when it is closed": ("closed", RESOLVED + CLOSED, ""),
    "again when it was resolved again": (
        "resolved",
        RESOLVED
        + RATED
        + entry("11:10", "change", "changes: {status: [resolved, open]}")
        + entry("11:20", "change", "changes: {status: [open, resolved]}")
        + entry("11:30"),
        "",
    ),
    "where it was closed at once": ("closed", RATED, "2611-7K3MX was rated already: 4 of 5."),
}


@pytest.mark.parametrize("when", SURVEYS)
def test_a_resolution_is_rated_once(when: str) -> None:
    status, entries, told = SURVEYS[when]
    message = ""
    try:
        refuse_second_survey(ticket_of(ticket_text(status=status) + entries))
    except DeskError as error:
        message = str(error)
    assert message == told
