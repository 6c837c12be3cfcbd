"""Rules for `desk.yml` that look at more than one key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from plaindesk.core.checks.articles.site_addresses import check_site
from plaindesk.core.lifecycle import is_role
from plaindesk.core.model.fields import CHANGEABLE, OWN, is_own
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.languages import WORDED, is_language
from plaindesk.core.model.own_fields import problem_of
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.core.model.settings.flow import PLACEHOLDERS
from plaindesk.core.model.settings.notices import NOTICE_PLACEHOLDERS, TOLD
from plaindesk.core.model.vocabulary import LinkKind
from plaindesk.core.query import QueryError, parse
from plaindesk.core.query.tree import And
from plaindesk.core.routing import Detect, failed_tests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from plaindesk.core.model.settings import Settings

PATH = "desk.yml"


def check_settings(
    settings: Settings, now: datetime, detect: Detect | None = None
) -> Iterator[Finding]:
    """Look up every name that one setting takes from another, read every query, test rules."""
    unread = list(_queries(settings))
    yield from unread
    if not unread:
        yield from _rule_tests(settings, now, detect)
    for where, name, what, known in _names(settings):
        if name and name not in known and not settings.is_unread(f"{_HELD_BY[what]}.{name}"):
            hint = f"Known: {', '.join(known) or 'none'}."
            message = f"{where}: '{name}' is no {what} of this desk."
            yield _finding("unknown-name", where, message, hint)
    yield from _calendars(settings)
    if not unread:
        yield from _catch_all_rules(settings)
    yield from _macros(settings)
    yield from _deputies(settings)
    yield from _languages(settings)
    yield from _without_words(settings)
    yield from check_site(settings)
    yield from _own_fields(settings)


def _finding(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(path=PATH, code=code, field=where, message=message, hint=hint)


def _queries(settings: Settings) -> Iterator[Finding]:
    views = settings.views
    queries: list[tuple[str, str, Mapping[str, str]]] = [
        *((f"sla {policy.name}", policy.when, {}) for policy in settings.sla),
        *((f"routing {rule.name}", rule.when, {}) for rule in settings.routing),
        *((f"workflow {gate.name}", gate.when, {}) for gate in settings.workflow.gates),
        *((f"notify rule {n}", r.when, views) for n, r in enumerate(settings.notify.rules, 1)),
        *((f"views {name}", query, views) for name, query in views.items()),
    ]
    for where, query, usable in queries:
        try:
            parse(query, usable)
        except QueryError as error:
            message = f"{where}: character {error.at + 1} of the query: {error.what}"
            yield _finding("bad-query", where, message, error.hint)


def _rule_tests(settings: Settings, now: datetime, detect: Detect | None) -> Iterator[Finding]:
    for rule, told in failed_tests(settings, now, detect):
        hint = "See it step by step: desk route --test"
        yield _finding("rule-test", f"routing {rule}", f"routing {rule}: {told}.", hint)


def _catch_all_rules(settings: Settings) -> Iterator[Finding]:
    """Tell of a rule for every ticket before others, or over the queues of services."""
    for place, rule in enumerate(settings.routing, 1):
        if not rule.stop or parse(rule.when).where != And(items=()):
            continue
        queues = {name: service.queue for name, service in settings.services.items()}
        wanted = rule.set.get("queue")
        other = next((n for n, q in queues.items() if wanted and q and q != wanted), None)
        if place < len(settings.routing):
            told = "so that no rule after it is tried."
        elif other:
            told = f"also those of '{other}', whose queue is '{queues[other]}'."
        else:
            continue
        where = f"routing {rule.name}"
        hint = 'Let it take what nobody else wants: when: "-queue:* -service:*", as the last rule.'
        found = _finding("catch-all-rule", where, f"{where}: it takes every ticket, {told}", hint)
        yield found._replace(severity=Severity.WARNING)


def _calendars(settings: Settings) -> Iterator[Finding]:
    """Tell of calendars that end: what is promised beyond is never due."""
    for name, calendar in settings.calendars.items():
        if not calendar.always and not any(calendar.hours.values()):
            last = max(day for day, shifts in calendar.exceptions.items() if shifts)
            message = (
                f"calendars {name}: nothing is open after {last}, so targets may never be due."
            )
            hint = "Give it hours by the week, or add days in time."
            found = _finding("calendar-ends", f"calendars {name}", message, hint)
            yield found._replace(severity=Severity.WARNING)


def _macros(settings: Settings) -> Iterator[Finding]:
    for name, macro in settings.macros.items():
        where, words = f"macros {name}", (macro.text, *macro.texts.values())
        for text in words:
            yield from _placeholders(where, text, PLACEHOLDERS)
        if not all(text.strip() for text in macro.texts.values()) or not "".join(words).strip():
            message = f"{where}: it has no words, and a reply without any would be sent."
            yield _finding("empty-macro", where, message, "Write them under text or texts.")
    for language, lines in settings.notify.texts.items():
        for news, line in lines.items():
            yield from _placeholders(f"notify {language} {news}", line, NOTICE_PLACEHOLDERS)


def _languages(settings: Settings) -> Iterator[Finding]:
    """Tell of words in a language that is none: nobody would ever read them."""
    flow = settings.workflow
    held = {
        **{f"macros {name}": macro.texts for name, macro in settings.macros.items()},
        "notify texts": settings.notify.texts,
        "site titles": settings.site.titles,
        "site descriptions": settings.site.descriptions,
        "workflow reminder": flow.reminder,
        "workflow farewell": flow.farewell,
    }
    for where, texts in held.items():
        for code in texts:
            if not is_language(code):
                message = f"{where}: '{code}' is no code of a language."
                yield _finding("unknown-name", where, message, "Write one such as en or sk.")


def _without_words(settings: Settings) -> Iterator[Finding]:
    """Tell of the site's languages in which headings, buttons and notices stay English."""
    for code in settings.languages:
        if code not in WORDED:
            message = (
                f"languages: '{code}' is no language that we have words in: articles and search "
                "work, but the site's buttons and headings, and notices, are English."
            )
            hint = f"There are words in: {', '.join(WORDED)}. Notices can have your own texts."
            found = _finding("untranslated-site", "languages", message, hint)
            yield found._replace(severity=Severity.INFO)


def _placeholders(where: str, text: str, known: Sequence[str]) -> Iterator[Finding]:
    for word in re.findall(r"\{(\w+)\}", text):
        if word not in known:
            message = f"{where}: nothing is filled in for '{{{word}}}'."
            yield _finding("unknown-name", where, message, f"Known: {', '.join(known)}.")


_HELD_BY = {
    "agent": "agents",
    "agent or role": "agents",
    "calendar": "calendars",
    "macro": "macros",
    "organisation": "organisations",
    "policy": "sla",
    "queue": "queues",
    "service": "services",
    "SLA policy": "sla",
}
"""Where what a name means stands: one that is there and can't be read is no unknown one."""
_Name = tuple[str, str | None, str, "Mapping[str, object]"]


def _names(settings: Settings) -> Iterator[_Name]:
    """List `(where, name, what it should be, the names there are)`."""
    policies = {policy.name: policy for policy in settings.sla}
    for handle, agent in settings.agents.items():
        yield (f"agents {handle}", agent.calendar, "calendar", settings.calendars)
        for queue in agent.queues:
            yield (f"agents {handle}", queue, "queue", settings.queues)
        yield (f"agents {handle}", agent.deputy, "agent", settings.agents)
    for name, queue_ in settings.queues.items():
        yield (f"queues {name}", queue_.lead, "agent", settings.agents)
    for name, organisation in settings.organisations.items():
        yield (f"organisations {name}", organisation.sla, "SLA policy", policies)
        yield (f"organisations {name}", organisation.calendar, "calendar", settings.calendars)
    for name, service in settings.services.items():
        yield (f"services {name}", service.queue, "queue", settings.queues)
    yield ("manager", settings.manager, "agent", settings.agents)
    yield ("site contact", settings.site.contact.calendar, "calendar", settings.calendars)
    yield ("notify", settings.notify.hours, "calendar", settings.calendars)
    for number, notice in enumerate(settings.notify.rules, 1):
        where = f"notify rule {number}"
        yield (where, notice.hours, "calendar", settings.calendars)
        yield from _people(where, (name for name in notice.to if name != TOLD), settings)
    yield from _rule_names(settings)


def _deputies(settings: Settings) -> Iterator[Finding]:
    """Tell of agents who would stand in for themselves."""
    for handle in settings.agents:
        seen, deputy = [handle], settings.agents[handle].deputy
        while deputy and deputy in settings.agents and deputy not in seen:
            seen.append(deputy)
            deputy = settings.agents[deputy].deputy
        if deputy == handle:
            message = f"agents {handle}: the deputies lead back: {' -> '.join([*seen, handle])}."
            hint = "While all of them are away nobody stands in. Name somebody else."
            yield _finding("bad-value", f"agents {handle}", message, hint)._replace(
                severity=Severity.WARNING
            )


def _rule_names(settings: Settings) -> Iterator[_Name]:
    for policy in settings.sla:
        yield (f"sla {policy.name}", policy.calendar, "calendar", settings.calendars)
        for rule in policy.escalate:
            yield (f"sla {policy.name}", rule.do.queue, "queue", settings.queues)
            yield (f"sla {policy.name}", rule.do.assignee, "agent", settings.agents)
            yield (f"sla {policy.name}", rule.do.macro, "macro", settings.macros)
            yield from _people(f"sla {policy.name}", rule.do.notify, settings)
    for gate in settings.workflow.gates:
        yield from _people(f"workflow {gate.name}", (*gate.approvers, *gate.by), settings)
    for where, values in _sets(settings):
        for field, what in CATALOGUED.items():
            yield (where, values.get(field), what, settings.catalogue(field))


def _people(where: str, named: Iterable[str], settings: Settings) -> Iterator[_Name]:
    for person in named:
        if not is_role(person) and "@" not in person:
            yield (where, person, "agent or role", settings.agents)


def _sets(settings: Settings) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """List every place that sets fields, with what it sets."""
    for rule in settings.routing:
        yield f"routing {rule.name}", rule.set
        for test in rule.tests:
            yield f"routing {rule.name}", test.ticket
            yield f"routing {rule.name}", test.expect
    for name, macro in settings.macros.items():
        yield f"macros {name}", macro.set


def _own_fields(settings: Settings) -> Iterator[Finding]:
    """Look up the desk's own fields where rules set them and gates need them."""
    known = settings.own_fields
    for where, values in _sets(settings):
        for name, value in values.items():
            own = known.get(name.removeprefix(OWN)) if is_own(name) else None
            if is_own(name) and own is None:
                yield _unknown_field(where, name.removeprefix(OWN), known)
            elif own and isinstance(value, str) and (problem := problem_of(own, value)):
                yield _finding("bad-value", where, f"{where}: {name}: {problem}", "")
    for gate in settings.workflow.gates:
        for name in gate.needs:
            if name not in (*known, *CHANGEABLE, *LinkKind):
                yield _unknown_field(f"workflow {gate.name}", name, known)


def _unknown_field(where: str, name: str, known: Iterable[str]) -> Finding:
    message = f"{where}: '{name}' is no field of this desk."
    return _finding("unknown-name", where, message, f"Known: {', '.join(known)}.")
