"""Secrets in the words of a ticket: looked for in all at once, and told one by one."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plaindesk.core.checks import Known, check_ticket
from plaindesk.core.checks.secrets import check_secrets
from plaindesk.core.model.ids import TicketId
from plaindesk.core.model.settings import Settings
from plaindesk.core.model.ticket import Entry, Ticket
from plaindesk.core.model.vocabulary import EntryKind, Status

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ID = TicketId("2611-7K3MX")
PATH = "tickets/2611/2611-7K3MX/README.md"
CARD = "4111 1111 1111 1111"
PIECES = st.sampled_from([
    CARD, CARD[:9], CARD[9:], "4111111111111111", "AKIA", "AKIAIOSFODNN7EXAMPLE", "ghp_", "x" * 36,
    "-----BEGIN ", "-----BEGIN RSA PRIVATE KEY-----", "\n", "\\---\nat: ", " ", "-", ".", "w", "5",
    "xoxb-1234567890", "",
])  # fmt: skip
BODIES = st.lists(st.lists(PIECES, max_size=5).map("".join), min_size=1, max_size=4)


@given(BODIES)
@example([CARD, "more"])
@example(["4111 1111", "1111 1111"])  # two texts together are no number
@example(["a -", CARD])  # and what one ends with says nothing of how the next begins
@settings(max_examples=300)
def test_all_words_at_once_hold_what_each_alone_does(bodies: list[str]) -> None:
    first, *rest = bodies
    entries = tuple(
        Entry(at=NOON, by="jana@example.com", kind=EntryKind.MESSAGE, body=body, name=f"{at}.md")
        for at, body in enumerate(rest)
    )
    ticket = Ticket(
        id=ID, status=Status.NEW, created=NOON, subject="VPN", body=first, entries=entries
    )
    known = Known(settings=Settings(name="IT"), now=NOON)
    found = [item for item in check_ticket(ticket, PATH, known) if item.code == "secret"]
    alone = [*check_secrets(PATH, first)]
    for entry in entries:
        alone += check_secrets(PATH, entry.body, entry.name)
    assert found == alone
