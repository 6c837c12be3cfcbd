"""What making and publishing the index says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.desks import Desk


def test_one_ticket_is_read_as_one(desk: Desk) -> None:
    assert desk.ok("index") == "Read 1 ticket into .git/plaindesk/tickets.db.\n"


def test_a_refusal_that_asks_ends_with_its_question(desk: Desk) -> None:
    said = desk.refused("index", "--to", "postgresql://desk@127.0.0.1:1/help")
    assert said.startswith("desk: The database refused: ")
    assert "accepting TCP/IP connections?\n" in said
