"""Who gets a ticket: agents of the queue who are there, able and not full; then the fairest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.calendar import is_open
from plaindesk.core.calendar.absence import agent_hours, away_now
from plaindesk.core.model.vocabulary import BOT, Assigning, EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from plaindesk.core.model.settings import Agent, Settings
    from plaindesk.core.model.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The agent who gets it, if anybody can, and why: one line each."""

    agent: str | None
    reasons: tuple[str, ...]


class Roster:
    """Who works on what: the loads of agents and who had the last ticket of each queue."""

    def __init__(self, settings: Settings, tickets: Iterable[Ticket]) -> None:
        """Count what is open, and look up who helped whom."""
        self.settings = settings
        self.loads = dict.fromkeys(settings.agents, 0)
        self._last: dict[str, tuple[datetime, str]] = {}
        self._helped: dict[str, tuple[datetime, str]] = {}
        for ticket in tickets:
            if ticket.assignee in self.loads and not ticket.status.is_done:
                self.loads[ticket.assignee] += 1
            self._remember(ticket)

    def assign(self, ticket: Ticket, now: datetime) -> Assignment | None:
        """Find an agent for a ticket; None where its queue assigns nobody by itself.

        The choice is counted, so that the next ticket of the same run sees it.
        """
        queue = self.settings.queues.get(ticket.queue or "")
        if queue is None or queue.assign is None or ticket.assignee is not None:
            return None
        fit, reasons = self._fit(ticket, now)
        if not fit:
            return Assignment(agent=None, reasons=("Nobody can take it.", *reasons))
        agent, why = self._chosen(ticket, queue.assign, fit)
        self.loads[agent] += 1
        self._last[ticket.queue or ""] = (now, agent)
        return Assignment(agent=agent, reasons=(f"Assigned to {agent}: {why}.", *reasons))

    def _remember(self, ticket: Ticket) -> None:
        for entry in ticket.entries:
            given = entry.change_of("assignee")
            if entry.by == BOT and given and isinstance(given.new, str):
                queue = entry.change_of("queue")
                name = str(queue.new if queue else ticket.queue)
                self._last[name] = max(self._last.get(name, (entry.at, "")), (entry.at, given.new))
            if entry.kind is EntryKind.REPLY and entry.by in self.loads and ticket.requester:
                who = ticket.requester.lower()
                self._helped[who] = max(self._helped.get(who, (entry.at, "")), (entry.at, entry.by))

    def _fit(self, ticket: Ticket, now: datetime) -> tuple[list[str], list[str]]:
        """Part the queue's agents into those who can take it and reasons of the others."""
        fit, reasons = [], []
        for handle, agent in self.settings.agents.items():
            if ticket.queue not in agent.queues:
                continue
            problem = next(self._problems(handle, agent, ticket, now), None)
            if problem is None:
                fit.append(handle)
            else:
                reasons.append(f"{handle} {problem}.")
        return fit, reasons

    def _problems(self, handle: str, agent: Agent, ticket: Ticket, now: datetime) -> Iterator[str]:
        """Say what keeps an agent from it; who names no skills or languages has them all."""
        if away := away_now(handle, self.settings, now):
            yield f"is away until {away.last}"
        if not is_open(agent_hours(agent, self.settings), int(now.timestamp())):
            yield f"is off shift by the calendar '{agent.calendar}'"
        if agent.capacity is not None and self.loads[handle] >= agent.capacity:
            yield f"has {self.loads[handle]} open tickets, as many as agreed"
        if agent.languages and ticket.language and ticket.language not in agent.languages:
            yield f"doesn't answer in '{ticket.language}'"
        if agent.skills and ticket.service and not {ticket.service, *ticket.tags} & {*agent.skills}:
            yield f"doesn't know '{ticket.service}'"

    def _chosen(self, ticket: Ticket, how: Assigning, fit: Sequence[str]) -> tuple[str, str]:
        helped = self._helped.get((ticket.requester or "").lower())
        if how is Assigning.STICKY and helped and helped[1] in fit:
            return helped[1], f"helped {ticket.requester} last"
        if how is Assigning.ROUND_ROBIN:
            return self._next_in_turn(ticket.queue or "", fit), "next in turn"
        least = min(fit, key=self._load)
        return least, f"has the fewest open tickets ({self.loads[least]})"

    def _load(self, handle: str) -> int:
        return self.loads[handle]

    def _next_in_turn(self, queue: str, fit: Sequence[str]) -> str:
        """Go on behind whoever had the queue's last ticket, in the order of the settings."""
        order: Mapping[str, int] = {h: n for n, h in enumerate(self.settings.agents)}
        last = order.get(self._last.get(queue, (None, ""))[1], -1)
        return next((handle for handle in fit if order[handle] > last), fit[0])
