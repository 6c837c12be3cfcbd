"""Anything that may happen to a ticket, in any order, leaves files that say the same as it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.support.strategies import TEXTS
from tests.support.texts import settings_of

from plaindesk.core.checks import Known, check_ticket
from plaindesk.core.lifecycle import Request, decide, follow
from plaindesk.core.model import ids
from plaindesk.core.model.ticket import Entry, Ticket
from plaindesk.core.model.vocabulary import EntryKind, Level, Priority, Status
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.canonical_form import canonical, check_form
from plaindesk.text.codecs.decoding import Source, decode
from plaindesk.text.codecs.front_matter import append
from plaindesk.text.codecs.ticket import Reading, read
from plaindesk.text.yaml.front_matter_edit import set_fields

DESK = settings_of("""\
name: x
agents: {alice: {email: alice@example.com}, bob: {}}
queues: {support: {}, network: {}}
services: {vpn: {}}
organisations: {acme: {}}
""")
START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
AGENTS = st.sampled_from(["alice", "bob"])
FIELDS = {
    "assignee": st.sampled_from([None, "alice", "bob"]),
    "queue": st.sampled_from([None, "support", "network"]),
    "line": st.sampled_from([None, 1, 2, 3]),
    "service": st.sampled_from([None, "vpn"]),
    "organisation": st.sampled_from([None, "acme"]),
    "priority": st.sampled_from(Priority),
    "impact": st.sampled_from([None, *Level]),
    "urgency": st.sampled_from([None, *Level]),
    "sla": st.sampled_from([None, "standard"]),
    "fields.root_cause": st.one_of(st.none(), TEXTS.filter(bool)),
    "fields.risk": st.sampled_from([None, "low", "high"]),
    "subject": TEXTS,
    "requester": st.one_of(st.none(), TEXTS),
    "tags": st.lists(TEXTS, max_size=3).map(tuple),
}


class Life(RuleBasedStateMachine):
    """A ticket in memory, and its files as commands write them."""

    ticket: Ticket
    first: Ticket
    readme: str

    def __init__(self) -> None:
        super().__init__()
        self.loose: dict[str, str] = {}
        self.now = START

    @initialize(subject=TEXTS, body=TEXTS)
    def open(self, subject: str, body: str) -> None:
        ticket = ids.mint(START, (7, 19, 3, 20))
        self.ticket = Ticket(
            id=ticket, status=Status.NEW, created=START, subject=subject, body=body
        )
        self.first = self.ticket
        self.readme = ticket_text.render_new(self.ticket)

    def happen(self, request: Request) -> None:
        """Let it happen as the commands do: one new file, and the front matter once."""
        self.now += timedelta(minutes=1)
        entry: Entry = entry_text.named(decide(self.ticket, request, DESK, self.now))
        self.ticket = self.ticket.with_entry(entry)
        self.loose[entry.name] = entry_text.render(entry)
        changes = {change.field: change.new for change in entry.changes}
        lines = {name.partition(".")[0] for name in changes}
        after = {name: self.ticket.value(name) for name in lines}
        self.readme = set_fields(self.readme, after) if changes else self.readme

    @rule(by=AGENTS, body=TEXTS.filter(str.strip))
    def reply(self, by: str, body: str) -> None:
        self.happen(Request(by=by, kind=EntryKind.REPLY, body=body))

    @rule(body=TEXTS.filter(str.strip))
    def message(self, body: str) -> None:
        self.happen(Request(by="jana@example.com", kind=EntryKind.MESSAGE, body=body))

    @rule(by=AGENTS, body=TEXTS.filter(str.strip))
    def note(self, by: str, body: str) -> None:
        self.happen(Request(by=by, kind=EntryKind.NOTE, body=body))

    @rule(by=AGENTS, name=st.sampled_from(list(FIELDS)), data=st.data())
    def set(self, by: str, name: str, data: st.DataObject) -> None:
        value = data.draw(FIELDS[name])
        if value != self.ticket.value(name):
            self.happen(Request(by=by, values={name: value}, body="It is so."))

    @precondition(lambda self: bool(follow(DESK, self.ticket.type, self.ticket.status)))
    @rule(by=AGENTS, data=st.data())
    def move(self, by: str, data: st.DataObject) -> None:
        """Pause it, go on, resolve it, open it again or close it."""
        status = data.draw(st.sampled_from(follow(DESK, self.ticket.type, self.ticket.status)))
        self.happen(Request(by=by, values={"status": status}))

    @precondition(lambda self: bool(self.loose))
    @rule(data=st.data())
    def fold(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.loose)))
        self.readme = append(self.readme, self.loose.pop(name))

    def read(self) -> tuple[Reading, Source, list[Source]]:
        readme = decode(self.ticket.path, self.readme.encode())
        folder = self.ticket.path.rpartition("/")[0]
        loose = [decode(f"{folder}/{name}", text.encode()) for name, text in self.loose.items()]
        return read(readme, loose), readme, loose

    @invariant()
    def files_say_what_the_ticket_is(self) -> None:
        assert self.read()[0].ticket == self.ticket

    @invariant()
    def nothing_is_found_wrong(self) -> None:
        reading, readme, loose = self.read()
        known = Known(settings=DESK, now=self.now, tickets={self.ticket.id})
        assert reading.findings == ()
        form = [f for f in check_form(readme, loose, reading) if f.code != "conflict-markers"]
        assert form == []
        assert canonical(readme, reading) is None
        rules = check_ticket(self.ticket, self.ticket.path, known)
        told = {"secret", "bad-address"}  # of words that anybody may have typed by hand
        assert [finding for finding in rules if finding.code not in told] == []

    @invariant()
    def state_follows_from_the_entries(self) -> None:
        state = self.first
        for entry in self.ticket.entries:
            for change in entry.changes:
                assert state.value(change.field) == change.old
            state = state.with_entry(entry)
        assert state == self.ticket


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=25, stateful_step_count=20)
