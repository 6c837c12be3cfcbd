"""Rules in order: what they change, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plaindesk.core.query import Words, parse_setting
from plaindesk.core.query.evaluate import NO_FACTS, Facts, matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from plaindesk.core.model.settings import RoutingRule, Settings
    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.core.query.tree import Query

Detect: TypeAlias = Callable[[str, Collection[str]], str | None]
"""Tells the language of a text, knowing which are likely; None where it can't be told."""

_NAMES = {
    "ar": "Arabic",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hu": "Hungarian",
    "it": "Italian",
    "pl": "Polish",
    "ru": "Russian",
    "sk": "Slovak",
    "tr": "Turkish",
    "uk": "Ukrainian",
}


class Tried(NamedTuple):
    """A rule, and whether the ticket fitted when its turn came."""

    rule: str
    when: str
    fits: bool


class Route(NamedTuple):
    """Where a ticket goes: the new values and the reasons, one line each.

    The `clues` are those of the reasons that were there before the first rule.
    """

    values: Mapping[str, Value]
    clues: tuple[str, ...]
    reasons: tuple[str, ...]
    tried: tuple[Tried, ...]


class Router:
    """The settings' rules, made ready once for many tickets."""

    def __init__(self, settings: Settings, detect: Detect | None = None) -> None:
        """Parse each rule's query; raises UnreadSettingError for one that can't be read.

        `detect` tells the language of a ticket for which nobody said it.
        """
        self.settings = settings
        self._detect = detect
        self._spoken = settings.spoken
        self._rules: Sequence[tuple[RoutingRule, Query]] = [
            (rule, parse_setting(f"routing {rule.name}", rule.when)) for rule in settings.routing
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
        clues = tuple(reasons)
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
        return Route(values=values, clues=clues, reasons=tuple(reasons), tried=tuple(tried))

    def _classify(self, ticket: Ticket, values: dict[str, Value], reasons: list[str]) -> None:
        """Find language, organisation and service, so that rules can go by them."""
        self._find_language(ticket, values, reasons)
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

    def _find_language(self, ticket: Ticket, values: dict[str, Value], reasons: list[str]) -> None:
        if ticket.language is not None or self._detect is None:
            return
        if code := self._detect(f"{ticket.subject}\n{ticket.body}", self._spoken):
            values["language"] = code
            shown = f"{_NAMES[code]} ({code})" if code in _NAMES else f"'{code}'"
            reasons.append(f"The text reads as {shown}.")

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


def _with_tags(wanted: Mapping[str, Value], ticket: Ticket) -> dict[str, Value]:
    """Add tags to the ones that are there; everything else is set."""
    values = dict(wanted)
    tags = values.get("tags")
    if isinstance(tags, tuple):
        values["tags"] = tuple(dict.fromkeys((*ticket.tags, *tags)))
    return values
