"""Which tickets fit which queries: one ticket, a table of questions about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.strategies import TICKETS

from plaindesk.core.model.ids import TicketId
from plaindesk.core.model.ticket import Change, Entry, Ticket
from plaindesk.core.model.vocabulary import (
    Channel,
    EntryKind,
    Level,
    LinkKind,
    Priority,
    Status,
    TicketType,
)
from plaindesk.core.query import parse
from plaindesk.core.query.evaluate import Facts, SlaFacts, matches

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TICKET = Ticket(
    id=TicketId("2611-7K3MX"),
    status=Status.OPEN,
    created=datetime(2026, 11, 18, 12, 0, tzinfo=UTC),
    subject="VPN drops every hour",
    assignee="alice",
    channel=Channel.PHONE,
    priority=Priority.P2,
    requester="Jana@Example.com",
    queue="network",
    line=2,
    language="sk",
    service="vpn",
    type=TicketType.INCIDENT,
    impact=Level.HIGH,
    tags=("vpn", "Keep-Alive"),
    links={LinkKind.ARTICLE: ("en/network/vpn",), LinkKind.FIXES: ("2611-AAAAA",)},
    body="Prosím, pomôžte. C++ и ёлка. می‌شود ۱۲۳. Straße; tel:+421",
    entries=(
        Entry(
            at=datetime(2026, 11, 19, 12, 0, tzinfo=UTC),
            by="alice",
            kind=EntryKind.REPLY,
            body="The gateway is asleep.",
            changes=(Change(field="status", old=Status.RESOLVED, new=Status.OPEN),),
        ),
        Entry(at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC), by="bob", kind=EntryKind.NOTE),
    ),
    files=("vpn.log",),
    fields={"device": "laptop", "delivery": "2026-12-01", "watchers": "bob, Eva@acme.example"},
)
EMPTY = Ticket(
    id=TicketId("2611-AAAAA"), status=Status.CLOSED, created=NOW, subject="Printer offline"
)


def sla(ticket: Ticket) -> SlaFacts:
    """Clocks for the test: one is running and warns, one is breached."""
    if ticket is EMPTY:
        return SlaFacts()
    states = {
        ("first_response", "met"),
        ("resolution", "running"),
        ("resolution", "warn"),
        ("update", "breached"),
    }
    return SlaFacts(states=frozenset(states), due=NOW + timedelta(hours=3))


def fits(query: str, ticket: Ticket = TICKET) -> bool:
    return matches(parse(query).where, ticket, Facts(now=NOW, me="alice", sla=sla))


FITS = [
    "reopened:1", "reopened:>0", "reopened:<2", "replies:1", "replies:>=1", "messages:0", "hops:0",
    "-satisfaction:*", "-satisfaction:<3", "worked:<1m", "worked:*", "reopened:0,1",
    "watcher:bob", "watcher:*", "watcher:eva@acme.example", "-watcher:@me", "watcher:/@acme/",
    "fields.device:laptop,phone", "fields.device:*", "fields.delivery:<2026-12-24",
    "-fields.floor:*",
    "", "id:2611-7k3mx", "id:2611*", "status:open", "status:new,open", "status:*", "-status:closed",
    "type:incident", "type:*", "priority:P2", "priority:P1 OR priority:P2", "priority:<=P2",
    "priority:<P3", "priority:>P1", "priority:>=P2", "impact:high", "channel:phone",
    "queue:network", "queue:net*", "line:2", "line:>1", "line:<=2", "line:<10",
    "assignee:alice", "assignee:@me", "assignee:*", "requester:jana@example.com", "requester:JANA*",
    "-organisation:*", "service:vpn", "language:sk", "tag:keep-alive", "tag:KEEP*", "tag:vpn,wifi",
    "-tag:wifi", "-source:*", "links:*", "links:en/network/vpn", "links:2611-AAAAA", "kind:note",
    "kind:reply,survey", "has:attachment", "has:reply", "has:note", "has:article", "has:link",
    "-has:escalation", "is:open", "-is:done", "-is:unrouted", "is:assigned", "is:reopened",
    "is:answered", "subject:vpn", 'subject:"drops every"', "subject:hou*",
    "age:3d", "age:>2d", "age:>=3d", "-age:>3d", "age:<73h", "age:72h", "idle:1d", "idle:<25h",
    "created:2026-11-18", "created:2026-11", "created:2026", "created:>2026-11-17",
    "created:>=2026-11-18", "created:<2026-11-19", "created:<=2026-11-18",
    "created:2026-11-01..2026-11-18", "created:2026-11-18T12:00:00Z", "-created:>2026-11-18",
    "updated:2026-11-20", "updated:>2026-11-19", "due:*", "due:<4h", "due:3h", "due:>2h",
    "-due:<2h", "due:2026-11-21", "due:<=2026-11-21", "sla:breached", "sla:met", "sla:warn",
    "sla:resolution:running", "sla:first_response:met", "sla:waiting,met", "-sla:paused",
    "-sla:first_response:breached", "vpn", "VPN", "drop*", '"drops every hour"', "gateway",
    "-printer", "NOT printer", "prosim", "pomôžte", "елка", "c++", "میشود", "123", "strasse",
    "printer OR vpn", "(printer OR vpn) drops", "vpn drops",
    "requester:*@example.com", "requester:*EXAMPLE*", "requester:j*", "tag:*alive", "tag:*p-a*",
    "status:*en", "tag:**", "-tag:*keep",
    "/drops (every|each) hour/", "/^vpn/", "/hour$/", "/^the gateway is asleep.$/", "/GATE.*SLEEP/",
    "-/printer/", "NOT /printer/", "/printer/ OR /vpn/", "(/vpn/ /asleep/)", "subject:/^vpn .*r$/",
    "-subject:/gateway/", "requester:/@(acme|example)\\.com$/", "requester:/^JANA@/",
    "tag:/^keep-[a-z]+$/", "tag:wifi,/^keep/", "queue:/^net/", "links:/^en\\/network/",
    "id:/^2611-7k/", "-organisation:/./", "service:/^(vpn|wifi)$/", "assignee:/^al/",
    "/pomožte/", "/PROSÍM, pom.žte/", "/ё[а-я]ка/", "/ЕЛ[КГ]А/", "/^prosim.*елка/", "/می.?شود/",
    "/میشود [۰-۹]+/", "/می\u200cشود 123/", r"/и \w+\. /", r"/c\+\+ /", "/STRASSE/", "/straße/",
    r"/\bvpn\b/", r"/\pL{6}, /", "/tel:[+]421/",
]  # fmt: skip
FITS_NOT = [
    "watcher:eva", "watcher:@me", "-watcher:bob",
    "reopened:>1", "replies:0", "messages:>0", "hops:>2", "satisfaction:*", "worked:>2h",
    "id:2611-AAAAA", "status:new", "-status:open", "priority:<P2", "priority:>P2", "line:1",
    "line:>2", "assignee:bob", "-assignee:*", "organisation:*", "tag:keep", "tag:alive",
    "source:*", "kind:message", "is:done", "is:unrouted", "subject:gateway", 'subject:"vpn every"',
    "age:4d", "age:<3d", "idle:>1d", "created:2026-11-17", "created:<2026-11-18",
    "created:2026-12..2027", "updated:2026-11-19", "due:<2h", "due:>3h", "due:2026-11-22",
    "sla:paused", "sla:resolution:breached", "drop", "vp", '"drops hour"', "gate", "printer",
    "requester:*@example", "tag:*keep", "tag:*alive*x", "subject:*drops x",
    "/^drops/", "/drops$/", "-/vpn/", "/vpn drops  every/", "/vpn/ /printer/", "subject:/asleep/",
    "requester:/@acme/", "tag:/^alive/", "organisation:/./", r"/\bvp\b/", "/drops.*gateway/",
    r"/^\W+$/", "/елки/", "/می شود/", "/[^\\w\\s]vpn/", "links:/^network/",
    "vpn printer", "-vpn", "vpn -drops", "printer OR toner", "sk", "alice", "rosim", "23",
]  # fmt: skip


@pytest.mark.parametrize("query", FITS)
def test_a_ticket_fits(query: str) -> None:
    assert fits(query)


@pytest.mark.parametrize("query", FITS_NOT)
def test_a_ticket_does_not_fit(query: str) -> None:
    assert not fits(query)


@pytest.mark.parametrize(
    "query",
    ["priority:*", "priority:<=P4", "line:<3", "assignee:@me", "tag:*", "links:*", "due:<100w",
     "sla:met", "has:reply", "is:unrouted", "is:open", "idle:>1s"],
)  # fmt: skip
def test_nothing_fits_no_question_about_something(query: str) -> None:
    assert not fits(query, EMPTY)


@pytest.mark.parametrize("query", ["-priority:*", "-assignee:*", "-tag:*", "is:done", "age:0s"])
def test_nothing_fits_a_question_about_nothing(query: str) -> None:
    assert fits(query, EMPTY)


def test_an_end_is_one_of_a_line_in_texts_and_of_the_value_in_fields() -> None:
    forged = EMPTY._replace(requester="jana@acme.example\neve@evil.example", body="one\ntwo\nthree")
    assert fits("/^two$/", forged)
    assert not fits("requester:/@acme.example$/", forged)
    assert fits("requester:/@evil.example$/", forged)


EVIL = ["(a+)+$", "(a|aa)+$", "(a|a?)+b?$", "(.*a){20}", "^(([a-z])+.)+[a-z]([a-z])+$"]


@pytest.mark.parametrize("pattern", EVIL)
def test_no_pattern_takes_more_than_a_look_at_each_letter(pattern: str) -> None:
    hostile = EMPTY._replace(body="a" * 50_000)
    assert fits(f"/{pattern}/", hostile)
    assert not fits(f"/{pattern}c/", hostile)


def test_me_is_nobody_where_nobody_asks() -> None:
    mine = parse("assignee:@me").where
    assert not matches(mine, TICKET, Facts(now=NOW))
    assert not matches(mine, TICKET._replace(assignee=None), Facts(now=NOW))


QUERIES = st.sampled_from([query for query in (*FITS, *FITS_NOT) if query])


@given(TICKETS, QUERIES, QUERIES)
def test_not_and_or_mean_what_they_say(ticket: Ticket, one: str, other: str) -> None:
    facts = Facts(now=NOW, me="alice", sla=sla)

    def fit(query: str) -> bool:
        return matches(parse(query).where, ticket, facts)

    a, b = fit(one), fit(other)
    assert fit(f"NOT ({one})") is not a
    assert fit(f"({one}) OR ({other})") is (a or b)
    assert fit(f"({one}) ({other})") is (a and b)
    assert fit(f"NOT (({one}) OR ({other}))") is fit(f"NOT ({one}) NOT ({other})")
