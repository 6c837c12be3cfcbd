"""What the agents' site has beside articles; made once, asked by the pages of one language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.model.articles.own_addresses import BOARD
from plaindesk.services.queue.listing import row
from plaindesk.services.sla.clock_cache import Measure
from plaindesk.site.agents.words import BoardWords, board_words
from plaindesk.site.pages import markdown_text as md

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.results.lists import Row
    from plaindesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Every ticket with its clocks, at one moment."""

    rows: tuple[Row[Ticket], ...]
    queues: Mapping[str, str]
    """The names that people read."""
    words: BoardWords
    now: datetime

    def nav(self) -> list[dict[str, str]]:
        """List the boards for the navigation."""
        queues = [{md.escaped(self.title_of(q)): f"{page_of(q)}.md"} for q in self.by_queue()]
        more = {self.words.sla_board: "sla", self.words.reports: "reports"}
        return [*queues, *({title: f"{BOARD}/{name}.md"} for title, name in more.items())]

    def by_queue(self) -> dict[str, list[Row[Ticket]]]:
        """Group open tickets by queue, those without one first."""
        found: dict[str, list[Row[Ticket]]] = defaultdict(list)
        for each in self.open_rows():
            found[each.ticket.queue or ""].append(each)
        return {queue: found[queue] for queue in sorted({*found, *self.queues})}

    def open_rows(self) -> list[Row[Ticket]]:
        """List what isn't done."""
        return [each for each in self.rows if not each.ticket.status.is_done]

    def title_of(self, queue: str) -> str:
        """Name a queue as people do."""
        return self.queues.get(queue) or queue or self.words.no_queue

    def summed(self, held: list[Row[Ticket]]) -> str:
        """Count open and broken promises."""
        late = sum(each.sla == "breached" for each in held)
        more = [self.words.breached.format(n=late)] if late else []
        return ", ".join([self.words.opened.format(n=len(held)), *more])


def board(desk: Desk) -> Board:
    """Read and measure every ticket that can be read."""
    measure = Measure(desk, desk.now)
    return Board(
        rows=tuple(row(ticket, measure) for _, ticket in desk.readable()),
        queues={name: queue.name or name for name, queue in desk.settings.queues.items()},
        words=board_words(desk.settings.default_language),
        now=desk.now,
    )


def page_of(queue: str) -> str:
    """Name the page of a queue's board."""
    return f"{BOARD}/queues/{md.anchor(queue) if queue else 'none'}"
