"""Which policy fits a ticket, with which hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.calendar.named import default_calendar, hours_of
from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.query import parse_setting
from plaindesk.core.query.evaluate import Facts, matches
from plaindesk.core.sla.model import Promise

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.calendar import Hours
    from plaindesk.core.model.settings import Policy, Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.query.tree import Query


class Book:
    """The settings' policies and calendars, made ready once for many tickets."""

    def __init__(self, settings: Settings) -> None:
        """Parse each policy's query; raises UnreadSettingError for one that can't be read."""
        self.settings = settings
        self._queries: list[tuple[Policy, Query]] = [
            (policy, parse_setting(f"sla {policy.name}", policy.when)) for policy in settings.sla
        ]
        self._any_pinned = any(policy.pin for policy in settings.sla)
        self._hours: dict[str, Hours] = {}

    def hours(self, name: str) -> Hours:
        """Return the calendar of that name; raises UnreadSettingError without a readable one."""
        if name not in self._hours:
            self._hours[name] = hours_of(self.settings, name)
        return self._hours[name]

    @property
    def default_calendar(self) -> str:
        """The first calendar of the settings; raises UnreadSettingError where one is unread."""
        return default_calendar(self.settings)

    def promise(self, ticket: Ticket, now: datetime) -> Promise | None:
        """Find what a ticket was promised; None where no policy fits.

        Raises UnreadSettingError where that takes a setting that can't be read.
        """
        self.settings.refuse_unread("sla", f"organisations.{ticket.organisation}")
        chosen, reason = self._chosen(ticket, now)
        if chosen is None:
            return None
        organisation = self.settings.organisations.get(ticket.organisation or "")
        own = organisation.calendar if organisation else None
        calendar = own or chosen.calendar or self.default_calendar
        return Promise(
            policy=chosen,
            targets=chosen.targets_of(ticket.priority),
            calendar=calendar,
            hours=self.hours(calendar),
            reason=reason,
        )

    def _chosen(self, ticket: Ticket, now: datetime) -> tuple[Policy | None, str]:
        """Find the policy: the one the ticket names, is pinned to, was agreed on, or fits."""
        if named := self._named(ticket.sla):
            return named, "the ticket names it"
        if self._any_pinned and (start := started(ticket)):
            first, reason = self._fitting(start, start.last_activity)
            if first and first.pin:
                return first, f"pinned: when the ticket started, {reason}"
        return self._fitting(ticket, now)

    def _fitting(self, ticket: Ticket, now: datetime) -> tuple[Policy | None, str]:
        organisation = self.settings.organisations.get(ticket.organisation or "")
        if agreed := self._named(organisation.sla if organisation else None):
            return agreed, f"the organisation {ticket.organisation} has agreed on it"
        for policy, query in self._queries:
            if matches(query.where, ticket, Facts(now=now)):
                return policy, f"it fits: {policy.when}" if policy.when else "it fits every ticket"
        return None, ""

    def _named(self, name: str | None) -> Policy | None:
        found = next((policy for policy in self.settings.sla if policy.name == name), None)
        if name and found is None:
            known = ", ".join(policy.name for policy in self.settings.sla) or "none"
            raise UnreadSettingError(f"desk.yml has no SLA policy '{name}'.", f"Known: {known}.")
        return found


def started(ticket: Ticket) -> Ticket | None:
    """Return the ticket as it was when it first stood in a queue; None before that.

    It is routed by then, so that it has the organisation and service that policies go by.
    """
    for count, entry in enumerate(ticket.entries, 1):
        change = entry.change_of("queue")
        if change and change.old is None:
            return ticket.after(count)
        if change:
            break
    first = ticket.after(0)
    return first if first.queue is not None else None
