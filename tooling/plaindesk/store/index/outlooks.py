"""Clocks' outlooks as the index keeps them, and what they say at one moment."""

from __future__ import annotations

import json
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from plaindesk.core.calendar.table import OpenTable
from plaindesk.core.model.time.clock_outlook import WORST, Outlook
from plaindesk.core.model.vocabulary import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SEPARATOR = "\n"
MICRO = 1_000_000
_TARGETS = tuple(target.value for target in Target)


def encode(outlooks: Sequence[Outlook]) -> str:
    """Write outlooks as one short text."""
    return json.dumps(
        [
            [
                _TARGETS.index(o.target),
                o.state,
                int(o.is_live),
                o.due,
                o.warn_at,
                o.calendar,
                o.left,
            ]
            for o in outlooks
        ],
        separators=(",", ":"),
    )


@lru_cache(maxsize=65536)
def decode(text: str) -> tuple[Outlook, ...]:
    """Read what `encode` wrote."""
    return tuple(
        Outlook(
            target=_TARGETS[target],
            state=state,
            is_live=bool(is_live),
            due=due,
            warn_at=warn_at,
            calendar=calendar,
            left=left,
        )
        for target, state, is_live, due, warn_at, calendar, left in json.loads(text)
    )


class Outlooks:
    """Outlooks at one moment; `hours` are the stored open hours of each calendar."""

    def __init__(
        self,
        now: float,
        hours: Mapping[str, list[list[int]] | None],
        far: Callable[[str, int, int], int | None],
    ) -> None:
        self.now = now
        self._tables = {name: _table(spans) for name, spans in hours.items() if spans}
        self._always = {name for name, spans in hours.items() if spans is None}
        self._far = far

    def due(self, text: str | None) -> int | None:
        """Say when the next of a ticket's clocks is due, in microseconds."""
        found = self._nearest(text)
        return found[0] * MICRO if found else None

    def pressing(self, text: str | None) -> tuple[str, str, bool, int] | None:
        """Say which clock is due next: its target, its state, whether it warns, and the second."""
        found = self._nearest(text)
        if found is None:
            return None
        due, outlook = found
        state, *warns = outlook.states_at(self.now, self._open_time)
        return outlook.target, state, bool(warns), due

    def _nearest(self, text: str | None) -> tuple[int, Outlook] | None:
        live = (outlook for outlook in decode(text or "[]") if outlook.is_live)
        dues = ((outlook.due_at(self.now, self._open_time), outlook) for outlook in live)
        known = [(due, outlook) for due, outlook in dues if due is not None]
        return min(known, key=itemgetter(0), default=None)

    def states(self, text: str | None) -> str:
        """Name every target with its states, each on a line of its own."""
        lines = [
            f"{outlook.target}:{state}"
            for outlook in decode(text or "[]")
            for state in outlook.states_at(self.now, self._open_time)
        ]
        return f"{SEPARATOR}{SEPARATOR.join(lines)}{SEPARATOR}"

    def worst(self, text: str | None) -> str:
        """Name the worst state of what still counts, or of everything where nothing does."""
        if not text:
            return ""
        found = decode(text)
        counting = [outlook for outlook in found if outlook.is_live] or found
        states = {o.states_at(self.now, self._open_time)[-1] for o in counting}
        return next((state for state in WORST if state in states), "")

    def _open_time(self, calendar: str, now: int, left: int) -> int | None:
        """Walk along the stored hours; what lies beyond them is asked of the calendar itself."""
        if calendar in self._always:
            return now + left
        table, end = self._tables.get(calendar, (None, 0))
        if table is None or not table.base <= now < end:
            return self._far(calendar, now, left)
        if not left:
            return next((max(start, now) for start, _ in table.from_moment(now)), None)
        found = table.moment_of(table.open_until(now) + left)
        return self._far(calendar, now, left) if found is None else found


def _table(spans: list[list[int]]) -> tuple[OpenTable, int]:
    intervals = [(start, end) for start, end in spans]
    return OpenTable(intervals[0][0], iter([intervals])), intervals[-1][1]
