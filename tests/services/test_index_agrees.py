"""The index says what the files say: any tickets, any question, any order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.test_query_evaluate import FITS, FITS_NOT
from tests.support.desks import SETTINGS
from tests.support.strategies import TICKETS

from plaindesk.core.model.ids import TicketId
from plaindesk.core.model.ticket import Entry, Ticket
from plaindesk.core.model.vocabulary import EntryKind, Status
from plaindesk.core.query import parse
from plaindesk.core.query.evaluate import matches
from plaindesk.core.query.fields import SORT_FIELDS
from plaindesk.core.sla import Book
from plaindesk.services.index.queries import Finder
from plaindesk.services.index.rows import notes_of, outlooks_of
from plaindesk.services.sla.clock_cache import Measure
from plaindesk.store.index.database import Database, made_anew
from plaindesk.store.index.record import record, texts
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.settings import desk_yml as settings_text

if TYPE_CHECKING:
    from pathlib import Path

    from plaindesk.core.errors import UnreadSettingError
    from plaindesk.core.query.tree import Node

QUERIES = [
    *FITS, *FITS_NOT,
    "due:*", "due:<4h", "-due:<4h", "due:2026-11", "sla:breached", "sla:first_response:met",
    "-sla:running", "sla:warn,paused", "is:open sla:breached", "age:<3d", "idle:>=2w",
    "created:>=2001", "updated:<2100-01-02", "tag:*", "-tag:a*", "links:*", "has:*", "kind:*note*",
    "watcher:*", "watcher:a*", "-watcher:@me",
    "line:>1", "line:2", "priority:>P2", "priority:P1,P4", "fields.plan:*", "fields.a:<10",
    "queue:*", "-queue:*", "requester:*@*", "subject:a", "a", "-a*", '"a b"', "/a.*b/", "e*",
    "assignee:@me", "-assignee:@me", "id:*a*", "language:**", "_", "source:/^a/",
]  # fmt: skip
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DESK, _ = settings_text.read(decode("desk.yml", SETTINGS.encode()))
assert DESK is not None
SET = DESK
BOOK = Book(SET)


class Stand:
    """What the index asks of a desk: the moment, the settings, and a ticket by its folder."""

    def __init__(self, tickets: dict[str, Ticket]) -> None:
        self.now = NOW
        self.settings = SET
        self.tickets = tickets

    def load(self, folder: str) -> Stand:
        self.ticket = self.tickets[folder]
        return self

    def leave_alone(self, unread: UnreadSettingError) -> None:
        """A policy that no setting has promises nothing; whoever lists is told."""


def same(tickets: dict[str, Ticket], where: Node, finder: Finder, query: str) -> None:
    facts = Measure(Stand(tickets), NOW).facts("alice")  # type: ignore[arg-type]
    expected = sorted(t.id for t in tickets.values() if matches(where, t, facts))
    found, total = finder.rows(where, ("id",), None)
    assert [row["id"] for row in found] == expected, query
    assert total == len(expected)


TREES = st.recursive(
    st.sampled_from([query for query in QUERIES if query]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("({0[0]}) OR ({0[1]})".format),
        st.tuples(inner, inner).map("({0[0]}) ({0[1]})".format),
        inner.map("-({})".format),
    ),
    max_leaves=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    found=st.lists(TICKETS, min_size=1, max_size=4),
    queries=st.lists(TREES, min_size=8, max_size=8),
    ago=st.integers(0, 10**9),
)
def test_both_readings_find_the_same(
    tmp_path: Path, found: list[Ticket], queries: list[str], ago: int
) -> None:
    latest = max(ticket.last_activity for ticket in found)
    shift = NOW - timedelta(seconds=ago) - latest if latest > NOW and ago else timedelta(0)
    tickets = {f"t{ticket.id}": ticket for ticket in (_earlier(ticket, shift) for ticket in found)}
    with made_anew(tmp_path / "tickets.db") as database:
        database.put(
            record(ticket, folder, "", outlooks_of(ticket, BOOK))
            for folder, ticket in tickets.items()
        )
        database.make_texts()
        database.put_texts((folder, *texts(ticket)) for folder, ticket in tickets.items())
        (tmp_path / "desk.yml").write_text(SETTINGS)
        for name, value in notes_of(tmp_path, NOW).items():
            database.note(name, value)
    database = Database(tmp_path / "tickets.db")
    finder = Finder(Stand(tickets), database, "alice")  # type: ignore[arg-type]
    for asked in queries:
        where = parse(asked).where
        if finder.can(where, ("id",)):
            same(tickets, where, finder, asked)
    database.close()


def test_a_done_ticket_with_words_from_before_it_began(tmp_path: Path) -> None:
    begun = datetime(2026, 11, 2, 9, tzinfo=UTC)
    early = Entry(at=begun - timedelta(seconds=1), by="jana@example.com", kind=EntryKind.MESSAGE)
    ticket = Ticket(
        id=TicketId("2611-7K3MX"),
        status=Status.RESOLVED,
        created=begun,
        subject="VPN",
        entries=(early,),
    )
    with made_anew(tmp_path / "tickets.db") as database:
        database.put([record(ticket, "one", "", outlooks_of(ticket, BOOK))])
        (tmp_path / "desk.yml").write_text(SETTINGS)
        for name, value in notes_of(tmp_path, NOW).items():
            database.note(name, value)
    database = Database(tmp_path / "tickets.db")
    finder = Finder(Stand({"one": ticket}), database, "alice")  # type: ignore[arg-type]
    found, _ = finder.rows(parse("sla:met").where, ("id",), None)
    assert [row["id"] for row in found] == [ticket.id]
    assert finder.rows(parse("sla:running").where, ("id",), None)[0] == []
    database.close()


def _earlier(ticket: Ticket, shift: timedelta) -> Ticket:
    """Move a ticket's whole life, so that nothing of it lies ahead; no status is nothing."""
    entries = tuple(
        entry._replace(
            at=entry.at + shift,
            changes=tuple(
                change
                for change in entry.changes
                if change.field != "status" or (change.old and change.new)
            ),
        )
        for entry in ticket.entries
    )
    return ticket._replace(created=ticket.created + shift, entries=entries)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=st.lists(TICKETS, min_size=2, max_size=5), key=st.sampled_from(SORT_FIELDS))
def test_both_readings_sort_the_same(tmp_path: Path, found: list[Ticket], key: str) -> None:
    from plaindesk.services.queue.listing import sort_key
    from plaindesk.services.sla.clock_cache import Measure

    tickets = {f"t{ticket.id}": _earlier(ticket, NOW - _last(found)) for ticket in found}
    with made_anew(tmp_path / "tickets.db") as database:
        database.put(
            record(ticket, folder, "", outlooks_of(ticket, BOOK))
            for folder, ticket in tickets.items()
        )
    database = Database(tmp_path / "tickets.db")
    stand = Stand(tickets)
    finder = Finder(stand, database, None)  # type: ignore[arg-type]
    database.note("lasting", value=True)
    everything = parse("").where
    for way in (key, f"-{key}"):
        if not finder.can(everything, (way,)):
            continue
        expected = sorted(
            tickets.values(),
            key=sort_key(key, Measure(stand, NOW)),  # type: ignore[arg-type]
            reverse=way != key,
        )
        rows, _ = finder.rows(everything, (way,), 3)
        assert [row["id"] for row in rows] == [ticket.id for ticket in expected[:3]]
    database.close()


def _last(found: list[Ticket]) -> datetime:
    return max(max(ticket.last_activity, ticket.created) for ticket in found)
