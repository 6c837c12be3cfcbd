"""Ranking where many tickets say the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.support.desks import SETTINGS, Desk, make_desk

from plaindesk.core.model import ids
from plaindesk.core.model.ticket import Ticket
from plaindesk.core.model.vocabulary import Status
from plaindesk.text.codecs.ticket import render_new

if TYPE_CHECKING:
    from pathlib import Path

FIRST = datetime(2026, 11, 1, tzinfo=UTC)
COUNT = 70
"""More than are looked at beyond the limit."""


def ticket(number: int, subject: str) -> Ticket:
    created = FIRST + timedelta(hours=number)
    name = ids.mint(created, [1, 2, number // 32, number % 32])
    return Ticket(id=name, status=Status.NEW, created=created, subject=subject)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = [ticket(number, "The same words") for number in range(COUNT)]
    made += [ticket(COUNT + n, f"Words, the same, and number {n} of others") for n in range(3)]
    files: dict[str, str] = {item.path: render_new(item) for item in made}
    root: Path = tmp_path_factory.mktemp("ranking") / "desk"
    return make_desk(root, {"desk.yml": SETTINGS, **files})


def newest(*numbers: int) -> list[str]:
    return [ticket(number, "").id for number in numbers]


@pytest.mark.parametrize("index", ["on", "off"])
@pytest.mark.parametrize(
    ("asked", "limit", "expected"),
    [
        (("same",), 3, newest(COUNT - 1, COUNT - 2, COUNT - 3)),
        (("same", "status:new"), 3, newest(COUNT - 1, COUNT - 2, COUNT - 3)),
        (("same",), COUNT + 2, newest(*reversed(range(COUNT)), COUNT + 2, COUNT + 1)),
        (("others",), 2, newest(COUNT + 2, COUNT + 1)),
        (("status:new",), 2, newest(COUNT + 2, COUNT + 1)),
        (("same", "created:2026-11-01"), 2, newest(23, 22)),
    ],
)
def test_of_those_that_count_the_same_the_newest_come_first(  # noqa: PLR0917 - a case's parts
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    index: str,
    asked: tuple[str, ...],
    limit: int,
    expected: list[str],
) -> None:
    monkeypatch.setenv("PLAINDESK_INDEX", index)
    said = desk.ok("search", "--tickets", *asked, "--limit", str(limit))
    assert [line.split()[0] for line in said.splitlines() if line.startswith("2611-")] == expected
