"""Who asks, who answers, and about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plaindesk.core.model.settings.base import DayRange, Record, SupportLine, setting
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.vocabulary import Assigning, WhenAway


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Agent(Record):
    """Somebody who answers."""

    name: str = setting("The full name, as requesters see it.", "")
    email: str = setting("Where the agent is reached; also recognised as a Git identity.", "")
    git: tuple[str, ...] = setting("More addresses the agent commits with.", ())
    skills: tuple[str, ...] = setting("What the agent knows well: services, tags.", ())
    languages: tuple[str, ...] = setting("The languages the agent answers in.", ())
    queues: tuple[str, ...] = setting("The queues the agent works.", ())
    line: SupportLine = setting("The support line: 1, 2 or 3.", SupportLine(1))
    calendar: str | None = setting("The agent's own hours, a name from `calendars`.")
    away: tuple[DayRange, ...] = setting(
        "Days off: `2026-12-24` or `2026-12-24..2026-12-31`, both ends included.", ()
    )
    deputy: str | None = setting("The agent who stands in while this one is away.")
    capacity: int | None = setting("How many open tickets the agent takes at most.")

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that means this agent, in lower case."""
        return tuple(address.lower() for address in (self.email, *self.git) if address)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Queue(Record):
    """A team's work list."""

    name: str = setting("What the queue is called on pages.", "")
    description: str = setting("What belongs here, for agents and contact pages.", "")
    line: SupportLine = setting(
        "The support line that works this queue: 1, 2 or 3.", SupportLine(1)
    )
    lead: str | None = setting("The agent who answers for the queue; is told of breaches.")
    assign: Assigning | None = setting(
        "How `desk route` finds the agent: load, round-robin or sticky; else nobody is assigned."
    )
    when_away: WhenAway = setting(
        "What `desk age` does with tickets that wait for an answer while their agent is away: "
        "keep, release to the queue, or give them to the deputy.",
        WhenAway.KEEP,
    )
    remind_after: Duration | None = setting("Instead of the workflow's `remind_after`.")
    reminders: int | None = setting("Instead of the workflow's `reminders`.")
    resolve_after: Duration | None = setting("Instead of the workflow's `resolve_after`.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Contract(Record):
    """What an organisation has bought."""

    start: date | None = setting("The first day it covers.")
    until: date | None = setting("The last day it covers.")
    reference: str = setting("Its number or name.", "")
    hours: int | None = setting(
        "Hours of work that are paid for; `desk worklog` tells what is left."
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Organisation(Record):
    """Whom requesters belong to."""

    name: str = setting("What the organisation is called.", "")
    domains: tuple[str, ...] = setting(
        "Mail domains of its people: their tickets get this organisation.", ()
    )
    contact: str = setting("The address that is told of escalations.", "")
    contract: Contract | None = setting("What the organisation has bought.")
    sla: str | None = setting("The SLA policy of its tickets, a name from `sla`.")
    calendar: str | None = setting("Hours that hold instead of the policy's calendar.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Service(Record):
    """One line of the service catalogue."""

    name: str = setting("What people call it.", "")
    description: str = setting("What it is, in a sentence.", "")
    queue: str | None = setting("The queue that looks after it.")
    keywords: tuple[str, ...] = setting("Words in a request that point to it.", ())
