"""Days on which agents are away, and who stands in for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.calendar.hours import Hours
from plaindesk.core.calendar.named import hours_of
from plaindesk.core.model.settings import Calendar

if TYPE_CHECKING:
    from datetime import date

    from plaindesk.core.model.settings import Agent, Settings

_DAY = timedelta(days=1)


class Absence(NamedTuple):
    """Days in a row on which an agent is away, and the instant at which they begin."""

    first: date
    last: date
    start: datetime


def agent_hours(agent: Agent, settings: Settings) -> Hours:
    """Return an agent's own hours; who has none is always there."""
    if agent.calendar is not None:
        return hours_of(settings, agent.calendar)
    return Hours(Calendar(always=True), settings.timezone)


def absence(handle: str | None, settings: Settings, now: datetime) -> Absence | None:
    """Find when an agent is away: now, or else next; None where that isn't planned.

    Ranges of days that follow on each other count as one.
    """
    agent = settings.agents.get(handle or "")
    if agent is None or not agent.away:
        return None
    hours = agent_hours(agent, settings)
    today = hours.local_day(int(now.timestamp()))
    for first, last in _joined(agent):
        if last >= today:
            start = datetime.fromtimestamp(hours.day_bounds(first)[0], UTC)
            return Absence(first, last, start)
    return None


def away_now(handle: str | None, settings: Settings, now: datetime) -> Absence | None:
    """Tell how long an agent is away who is away at that moment."""
    found = absence(handle, settings, now)
    return found if found and found.start <= now else None


def stand_in(handle: str, settings: Settings, now: datetime) -> str | None:
    """Name who stands in for an agent: the deputy, or the deputy's if that one is away too."""
    seen = {handle}
    agent = settings.agents.get(handle)
    while agent and agent.deputy and agent.deputy not in seen:
        deputy = agent.deputy
        if deputy in settings.agents and not away_now(deputy, settings, now):
            return deputy
        seen.add(deputy)
        agent = settings.agents.get(deputy)
    return None


def _joined(agent: Agent) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for first, last in sorted(agent.away):
        if found and first <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
