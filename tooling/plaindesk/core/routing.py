"""Routing rules in order: what they change, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.model.ids import mint
from plaindesk.core.model.ticket import Ticket
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.query import NO_FACTS, Facts, Words, matches, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from plaindesk.core.model.settings import RoutingRule, RuleTest, Settings
    from plaindesk.core.model.ticket import Value
    from plaindesk.core.query.tree import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A rule, and whether the ticket fitted when its turn came."""

    rule: str
    when: str
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a ticket goes: the new values and the reasons, one line each."""

    values: Mapping[str, Value]
    reasons: tuple[str, ...]
    tried: tuple[Tried, ...]


class Router:
    """The settings' rules, made ready once for many tickets."""

    def __init__(self, settings: Settings) -> None:
        """Parse each rule's query; raises QueryError for one that can't be read."""
        self.settings = settings
        self._rules: Sequence[tuple[RoutingRule, Query]] = [
            (rule, parse(rule.when)) for rule in settings.routing
        ]
        self._keywords = [
            (name, [Words(text=word) for word in service.keywords])
            for name, service in settings.services.items()
        ]

    def route(self, ticket: Ticket, now: datetime) -> Route:
        """Say where a ticket goes; each rule sees what the ones before it set."""
        values: dict[str, Value] = {}
        reasons: list[str] = []
        tried: list[Tried] = []
        self._classify(ticket, values, reasons)
        for rule, query in self._rules:
            after = ticket.changed(values)
            fits = matches(query.where, after, Facts(now=now))
            tried.append(Tried(rule=rule.name, when=rule.when, fits=fits))
            if fits:
                values |= _with_tags(rule.set, after)
                reasons.append(f"Rule '{rule.name}' fits: {rule.when or 'every ticket'}.")
                if rule.stop:
                    break
        self._fill_in(ticket, values, reasons)
        return Route(values=values, reasons=tuple(reasons), tried=tuple(tried))

    def _classify(self, ticket: Ticket, values: dict[str, Value], reasons: list[str]) -> None:
        """Find the organisation and the service, so that rules can go by them."""
        organisation = self.settings.organisation_of(ticket.requester or "")
        if ticket.organisation is None and organisation:
            values["organisation"] = organisation
            reasons.append(f"{ticket.requester} belongs to {organisation} by mail domain.")
        if ticket.service is not None:
            return
        for name, words in self._keywords:
            if word := next((w for w in words if matches(w, ticket, NO_FACTS)), None):
                values["service"] = name
                reasons.append(f"The words '{word.text}' point to service '{name}'.")
                return

    def _fill_in(self, ticket: Ticket, values: dict[str, Value], reasons: list[str]) -> None:
        """Add what no rule said: the service's queue, the line, the priority."""
        after = ticket.changed(values)
        service = self.settings.services.get(after.service or "")
        if after.queue is None and service and service.queue:
            values["queue"] = service.queue
            reasons.append(f"Service '{after.service}' is looked after by '{service.queue}'.")
        self._fill_in_rank(ticket, values, reasons)

    def _fill_in_rank(self, ticket: Ticket, values: dict[str, Value], reasons: list[str]) -> None:
        after = ticket.changed(values)
        queue = self.settings.queues.get(after.queue or "")
        if after.line is None and queue:
            values["line"] = queue.line
        if after.priority is None:
            values["priority"] = self.settings.priorities.of(after.impact, after.urgency)
            how = "impact and urgency" if after.impact and after.urgency else "default"
            reasons.append(f"Priority {values['priority']} by {how}.")


def failed_tests(settings: Settings, now: datetime) -> Iterator[tuple[str, str]]:
    """Route the examples that stand beside the rules; yields the rule and what is wrong."""
    router = Router(settings)
    for rule in settings.routing:
        for number, test in enumerate(rule.tests, 1):
            example = _example(test, now)
            after = example.changed(router.route(example, now).values)
            for field, wanted in test.expect.items():
                got = after.value(field)
                if got != wanted:
                    shown = "empty" if got in (None, ()) else f"'{plain_text(got)}'"
                    told = f"test {number}: '{field}' is {shown}, not '{plain_text(wanted)}'"
                    yield rule.name, told


def plain_text(value: Value) -> str:
    """Write a value for a message."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _example(test: RuleTest, now: datetime) -> Ticket:
    # Any id will do: no rule can see one that isn't there.
    ticket = Ticket(
        id=mint(now, [0, 0, 0, 0]), status=Status.NEW, created=now, subject="", body=test.text
    )
    return ticket.changed(test.ticket)


def _with_tags(wanted: Mapping[str, Value], ticket: Ticket) -> dict[str, Value]:
    """Add tags to the ones that are there; everything else is set."""
    values = dict(wanted)
    tags = values.get("tags")
    if isinstance(tags, tuple):
        values["tags"] = tuple(dict.fromkeys((*ticket.tags, *tags)))
    return values
