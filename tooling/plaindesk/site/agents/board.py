"""What the agents' site has beside articles; made once, asked by the pages of one language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.services.queue.listing import row
from plaindesk.services.sla.clock_cache import Measure
from plaindesk.site.agents.lists import queue_page, sla_page
from plaindesk.site.agents.reports import reports_page
from plaindesk.site.agents.ticket_page import ticket_page
from plaindesk.site.agents.words import BoardWords, board_words
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.page_parts import item, made

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.results.lists import Row
    from plaindesk.services.desk import Desk
    from plaindesk.site.pages.page import Page, Site

FOLDER = "board"
"""Where the pages stand; `tickets` and `queues` are likely names of sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Every ticket with its clocks, at one moment."""

    rows: tuple[Row[Ticket], ...]
    queues: Mapping[str, str]
    """The names that people read."""
    words: BoardWords
    now: datetime

    def pages(self, site: Site) -> Iterator[Page]:
        """Write the boards, the tickets and the reports, in the desk's default language."""
        if site.has(FOLDER):
            raise DeskError(
                f"Articles stand in a section called {FOLDER}, where the boards belong.",
                "Give the section another name.",
            )
        body = [f"# {self.words.boards}", "\n".join(self.cards(f"{FOLDER}/index"))]
        yield made(site, name=f"{FOLDER}/index", title=self.words.boards, kind="section", body=body)
        for queue, held in self.by_queue().items():
            yield queue_page(site, _named(queue), self._title(queue), held, self.now)
        yield sla_page(site, f"{FOLDER}/sla", self._open(), self.now)
        yield reports_page(site, f"{FOLDER}/reports", self.rows, self.queues, self.now)
        for each in self.rows:
            yield ticket_page(site, each, self.now)

    def nav(self) -> list[dict[str, str]]:
        """List the boards for the navigation."""
        queues = [{md.escaped(self._title(q)): f"{_named(q)}.md"} for q in self.by_queue()]
        more = {self.words.sla_board: "sla", self.words.reports: "reports"}
        return [*queues, *({title: f"{FOLDER}/{name}.md"} for title, name in more.items())]

    def cards(self, page: str) -> list[str]:
        """Sum every queue up for a page that leads to all boards and reports."""
        queues = [
            (self._title(queue), _named(queue), self._summed(held))
            for queue, held in self.by_queue().items()
        ]
        more = ((self.words.sla_board, f"{FOLDER}/sla"), (self.words.reports, f"{FOLDER}/reports"))
        every = [*queues, *((title, place, "") for title, place in more)]
        return [item(title, md.relative(page, f"{to}.md"), summed) for title, to, summed in every]

    def by_queue(self) -> dict[str, list[Row[Ticket]]]:
        """Group open tickets by queue, those without one first."""
        found: dict[str, list[Row[Ticket]]] = defaultdict(list)
        for each in self._open():
            found[each.ticket.queue or ""].append(each)
        return {queue: found[queue] for queue in sorted({*found, *self.queues})}

    def _open(self) -> list[Row[Ticket]]:
        return [each for each in self.rows if not each.ticket.status.is_done]

    def _title(self, queue: str) -> str:
        return self.queues.get(queue) or queue or self.words.no_queue

    def _summed(self, held: list[Row[Ticket]]) -> str:
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


def _named(queue: str) -> str:
    return f"{FOLDER}/queues/{md.anchor(queue) if queue else 'none'}"
