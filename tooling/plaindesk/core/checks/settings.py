"""Rules for `desk.yml` that look at more than one key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Finding
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.core.model.settings.flow import PLACEHOLDERS
from plaindesk.core.model.vocabulary import Priority
from plaindesk.core.query import QueryError, parse
from plaindesk.core.routing import failed_tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from plaindesk.core.model.settings import Settings

PATH = "desk.yml"
_ROLES = {"assignee", "queue-lead", "organisation"}


def check_settings(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look up every name that one setting takes from another, read every query, test rules."""
    unread = list(_queries(settings))
    yield from unread
    if not unread:
        yield from _rule_tests(settings, now)
    for where, name, what, known in _names(settings):
        if name and name not in known:
            hint = f"Known: {', '.join(known) or 'none'}."
            message = f"{where}: '{name}' is no {what} of this desk."
            yield _finding("unknown-name", where, message, hint)
    yield from _macros(settings)
    for policy in settings.sla:
        for priority in policy.targets:
            if priority not in {*Priority, "default"}:
                message = f"sla {policy.name}: '{priority}' is no priority."
                yield _finding(
                    "unknown-name", "sla", message, f"Known: {', '.join(Priority)}, default."
                )


def _finding(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(
        path=PATH, code=code, field=where.split(maxsplit=1)[0], message=message, hint=hint
    )


def _queries(settings: Settings) -> Iterator[Finding]:
    queries = [
        *((f"sla {policy.name}", policy.when) for policy in settings.sla),
        *((f"routing {rule.name}", rule.when) for rule in settings.routing),
        *((f"views {name}", query) for name, query in settings.views.items()),
    ]
    for where, query in queries:
        try:
            parse(query, settings.views)
        except QueryError as error:
            message = f"{where}: character {error.at + 1} of the query: {error.what}"
            yield _finding("bad-query", where, message, error.hint)


def _rule_tests(settings: Settings, now: datetime) -> Iterator[Finding]:
    for rule, told in failed_tests(settings, now):
        hint = "See it step by step: desk route --test"
        yield _finding("rule-test", "routing", f"routing {rule}: {told}.", hint)


def _macros(settings: Settings) -> Iterator[Finding]:
    for name, macro in settings.macros.items():
        for word in re.findall(r"\{(\w+)\}", macro.text):
            if word not in PLACEHOLDERS:
                message = f"macros {name}: nothing is filled in for '{{{word}}}'."
                yield _finding(
                    "unknown-name", "macros", message, f"Known: {', '.join(PLACEHOLDERS)}."
                )


_Name = tuple[str, str | None, str, "Mapping[str, object]"]


def _names(settings: Settings) -> Iterator[_Name]:
    """List `(where, name, what it should be, the names there are)`."""
    policies = {policy.name: policy for policy in settings.sla}
    for handle, agent in settings.agents.items():
        yield (f"agents {handle}", agent.calendar, "calendar", settings.calendars)
        for queue in agent.queues:
            yield (f"agents {handle}", queue, "queue", settings.queues)
    for name, queue_ in settings.queues.items():
        yield (f"queues {name}", queue_.lead, "agent", settings.agents)
    for name, organisation in settings.organisations.items():
        yield (f"organisations {name}", organisation.sla, "SLA policy", policies)
        yield (f"organisations {name}", organisation.calendar, "calendar", settings.calendars)
    for name, service in settings.services.items():
        yield (f"services {name}", service.queue, "queue", settings.queues)
    yield ("site contact", settings.site.contact.calendar, "calendar", settings.calendars)
    yield from _rule_names(settings)


def _rule_names(settings: Settings) -> Iterator[_Name]:
    for policy in settings.sla:
        yield (f"sla {policy.name}", policy.calendar, "calendar", settings.calendars)
        for rule in policy.escalate:
            yield (f"sla {policy.name}", rule.do.queue, "queue", settings.queues)
            yield (f"sla {policy.name}", rule.do.assignee, "agent", settings.agents)
            for person in rule.do.notify:
                if person not in _ROLES and "@" not in person:
                    yield (f"sla {policy.name}", person, "agent or role", settings.agents)
    sets = [(f"routing {rule.name}", rule.set) for rule in settings.routing]
    sets += [(f"macros {name}", macro.set) for name, macro in settings.macros.items()]
    sets += [
        (f"routing {rule.name}", values)
        for rule in settings.routing
        for test in rule.tests
        for values in (test.ticket, test.expect)
    ]
    for where, values in sets:
        for field, what in CATALOGUED.items():
            yield (where, values.get(field), what, settings.catalogue(field))
