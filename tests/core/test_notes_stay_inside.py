"""No word of a note gets out, whatever is split, merged, answered, drafted or told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from tests.support.texts import settings_of

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request, decide
from plaindesk.core.lifecycle.macros import fill
from plaindesk.core.lifecycle.merging import (
    SPOKEN,
    going_into,
    refuse_merge,
    split_off,
    taking_back,
    taking_in,
    words_of,
)
from plaindesk.core.model.ids import mint
from plaindesk.core.model.ticket import Ticket
from plaindesk.core.model.vocabulary import EntryKind, Status
from plaindesk.core.notices import Happened, notices_of
from plaindesk.services.forge_intake import due_comments
from plaindesk.services.knowledge.drafting import body_from
from plaindesk.text.codecs.entry import named

DESK = settings_of("""\
name: Help
agents:
  alice: {name: Alice Novak, email: alice@example.com}
notify:
  rules:
    - about:
        [opened, message, reply, resolved, closed, reopened, assigned, escalation, survey, note]
      to: [requester, watchers, agent]
      via: [mail]
    - about: [opened, message, reply, resolved, closed, reopened, assigned, escalation, survey]
      via: [status-room]
""")
START = datetime(2026, 11, 20, 9, tzinfo=UTC)
INSIDE = "customer-is-difficult"
JANA, PETER = "jana@acme.example", "peter@acme.example"


class Step(NamedTuple):
    """One thing that somebody does: what, to which tickets, and with which entries."""

    what: str
    one: int
    other: int
    entries: int
    status: Status | None


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["message", "reply", "note", "merge", "undo", "split", "split", "macro"]),
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(1, 2**6),
        st.sampled_from([None, None, Status.PENDING, Status.RESOLVED, Status.OPEN]),
    ),
    max_size=14,
)


class Story:
    """A few tickets, and all that happens to them."""

    def __init__(self) -> None:
        self.now = START
        self.tickets: list[Ticket] = []
        self._open("No tunnel", "It drops.", JANA)
        self._open("VPN", "", JANA)

    def _open(self, subject: str, body: str, requester: str | None) -> None:
        number = len(self.tickets)
        ticket = Ticket(
            id=mint(START, [number % 32, number // 32, 1, 1]),
            status=Status.NEW,
            created=START,
            subject=subject,
            body=body,
            requester=requester,
            fields={"watchers": PETER},
        )
        self.tickets.append(ticket)

    def take(self, step: Step) -> None:
        """Take a step if the desk's rules allow it."""
        self.now += timedelta(minutes=1)
        one, other = step.one % len(self.tickets), step.other % len(self.tickets)
        try:
            if step.what == "merge":
                self._merge(one, other)
            elif step.what == "undo":
                self._undo(one, other)
            elif step.what == "split":
                self._split(one, step.entries)
            else:
                self._say(one, step)
        except DeskError:
            return

    def _add(self, index: int, request: Request) -> None:
        ticket = self.tickets[index]
        self.tickets[index] = ticket.with_entry(named(decide(ticket, request, DESK, self.now)))

    def _say(self, index: int, step: Step) -> None:
        body = {"message": "Again.", "reply": "Hello.", "note": f"{INSIDE}\nand more"}
        words = body.get(step.what) or fill(
            "Dear {requester}, {subject}", self.tickets[index], "alice", DESK
        )
        by = JANA if step.what == "message" else "alice"
        kind = EntryKind(step.what) if step.what in body else EntryKind.REPLY
        values = {"status": step.status} if step.status else {}
        self._add(index, Request(by=by, kind=kind, body=words, values=values))

    def _merge(self, kept: int, other: int) -> None:
        refuse_merge(self.tickets[kept], self.tickets[other])
        gone = self.tickets[other]
        for copy in words_of(gone):
            self.tickets[kept] = self.tickets[kept].with_entry(named(copy))
        self._add(kept, taking_in(gone, "alice"))
        self._add(other, going_into(gone, self.tickets[kept], "alice"))

    def _undo(self, kept: int, other: int) -> None:
        for index, request in zip(
            (kept, other),
            taking_back(self.tickets[kept], self.tickets[other], "alice"),
            strict=True,
        ):
            self._add(index, request)

    def _split(self, index: int, mask: int) -> None:
        ticket = self.tickets[index]
        spoken = [e for e in ticket.told if e.kind in SPOKEN and e.body.strip()]
        chosen = [entry for bit, entry in enumerate(spoken) if mask >> bit & 1]
        if chosen:
            begun = split_off(ticket, chosen, None)
            self._open(begun.subject, begun.body, begun.requester)
            for copy in begun.entries:
                self.tickets[-1] = self.tickets[-1].with_entry(named(copy))


def seen_outside(ticket: Ticket) -> list[str]:
    """All that a requester, a watcher, a room for everybody or the public reads of a ticket."""
    happened = [Happened(ticket), *(Happened(ticket, e) for e in ticket.told if not e.origin)]
    notices = [n for item in happened for n in notices_of(item, DESK, START)]
    told = [f"{n.title}\n{n.text}" for n in notices if n.to not in DESK.agents]
    comments = [text for _, text in due_comments(ticket, [], [])]
    return [*told, *comments, body_from(ticket), ticket.subject]


@given(STEPS)
def test_no_word_of_a_note_gets_out(steps: list[Step]) -> None:
    story = Story()
    for step in steps:
        story.take(step)
    for ticket in story.tickets:
        assert INSIDE not in "\n".join(seen_outside(ticket))


@given(STEPS)
def test_who_said_what_when_and_how_stays(steps: list[Step]) -> None:
    story = Story()
    for step in steps:
        story.take(step)
    for ticket in story.tickets:
        for entry in ticket.entries:
            assert (entry.by == JANA) == (entry.kind is EntryKind.MESSAGE)
        assert ticket.body in ("", "It drops.", "VPN", "Again.")
