"""The reading of a query that looks at tickets in memory."""

from __future__ import annotations

import operator
import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.own_fields import watchers
from plaindesk.core.model.vocabulary import EntryKind, LinkKind, TicketType
from plaindesk.core.query import time_spans
from plaindesk.core.query.counts import COUNTED, reopened
from plaindesk.core.query.fields import Kind, field_named
from plaindesk.core.query.folding import fold
from plaindesk.core.query.pattern import matcher
from plaindesk.core.query.tree import And, Node, Not, Or, Pattern, Term, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from plaindesk.core.model.ticket import Ticket

_COMPARE: Mapping[str, Callable[[object, object], bool]] = {
    "<": operator.lt,  # type: ignore[dict-item]
    "<=": operator.le,  # type: ignore[dict-item]
    ">": operator.gt,  # type: ignore[dict-item]
    ">=": operator.ge,  # type: ignore[dict-item]
    "=": operator.eq,
}

_DIGITS = 20


def _no_clocks(_ticket: Ticket) -> SlaFacts:
    return SlaFacts()


class SlaFacts(NamedTuple):
    """What the clocks of a ticket say: `(target, state)` pairs and the next deadline."""

    states: frozenset[tuple[str, str]] = frozenset()
    due: datetime | None = None


class Facts(NamedTuple):
    """What a query needs to know besides the ticket."""

    now: datetime
    me: str | None = None
    sla: Callable[[Ticket], SlaFacts] = _no_clocks


NO_FACTS = Facts(now=datetime.min.replace(tzinfo=UTC))
"""Enough for conditions that look at the ticket's words alone."""


def matches(node: Node, ticket: Ticket, facts: Facts) -> bool:
    """Tell whether a ticket fits."""
    if isinstance(node, And):
        return all(matches(item, ticket, facts) for item in node.items)
    if isinstance(node, Or):
        return any(matches(item, ticket, facts) for item in node.items)
    if isinstance(node, Not):
        return not matches(node.item, ticket, facts)
    if isinstance(node, Words):
        return has_words(node, texts_of(ticket))
    if isinstance(node, Pattern):
        return _has_pattern(node, ticket)
    return _fits(node, ticket, facts)


def has_words(words: Words, texts: Iterable[str]) -> bool:
    """Tell whether they stand in one of some texts."""
    pattern = _pattern(words)
    return any(pattern.search(fold(text)) for text in texts)


def _has_pattern(pattern: Pattern, ticket: Ticket) -> bool:
    held = words_of(pattern.field, ticket) if pattern.field else texts_of(ticket)
    ready = matcher(pattern.text, by_line=not pattern.field)
    return any(ready.fits(text) for text in held)


def texts_of(ticket: Ticket) -> Iterable[str]:
    """List what is said in a ticket, its subject first."""
    return (ticket.subject, ticket.body, *(entry.body for entry in ticket.told))


@lru_cache(maxsize=256)
def _pattern(words: Words) -> re.Pattern[str]:
    """A word stands alone; a prefix may go on."""
    end = "" if words.is_prefix else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(fold(words.text))}{end}")


def _fits(term: Term, ticket: Ticket, facts: Facts) -> bool:
    kind = field_named(term.field).kind
    if kind is Kind.SPAN:
        start = ticket.created if term.field == "age" else ticket.last_activity
        return _fits_span(term, facts.now - start)
    if kind is Kind.DAY:
        moment = ticket.created if term.field == "created" else ticket.last_activity
        return _fits_day(term, moment)
    if kind is Kind.DUE:
        return _fits_due(term, facts.sla(ticket).due, facts.now)
    if kind is Kind.SLA:
        return _fits_sla(term, facts.sla(ticket))
    return _fits_what_it_holds(term, kind, ticket, facts)


def _fits_what_it_holds(term: Term, kind: Kind, ticket: Ticket, facts: Facts) -> bool:
    if kind in (Kind.COUNT, Kind.WORK):
        return _fits_count(term, COUNTED[term.field](ticket))
    if term.field == "subject":
        return any(_in_subject(value, ticket.subject) for value in term.values)
    return _fits_words(term, words_of(term.field, ticket), facts)


def _in_subject(value: str, subject: str) -> bool:
    words = Words(text=value.rstrip("*"), is_prefix=value.endswith("*"))
    return bool(_pattern(words).search(fold(subject)))


def _fits_span(term: Term, passed: timedelta) -> bool:
    compare = _COMPARE[">=" if term.op == "=" else term.op]
    return any(
        compare(passed, timedelta(seconds=seconds))
        for value in term.values
        if (seconds := time_spans.span(value)) is not None
    )


def _fits_day(term: Term, moment: datetime) -> bool:
    return any(
        _in_bounds(term.op, moment, bounds)
        for value in term.values
        if (bounds := time_spans.bounds(value)) is not None
    )


def _in_bounds(op: str, moment: datetime, bounds: tuple[datetime, datetime]) -> bool:
    start, end = bounds
    within = {
        "=": start <= moment < end,
        "<": moment < start,
        "<=": moment < end,
        ">": moment >= end,
        ">=": moment >= start,
    }
    return within[op]


def _fits_due(term: Term, due: datetime | None, now: datetime) -> bool:
    if due is None:
        return False
    if term.values == ("*",):
        return True
    spans = [seconds for value in term.values if (seconds := time_spans.span(value)) is not None]
    compare = _COMPARE["<=" if term.op == "=" else term.op]
    return any(compare(due - now, timedelta(seconds=s)) for s in spans) or _fits_day(term, due)


def _fits_sla(term: Term, sla: SlaFacts) -> bool:
    for value in term.values:
        target, _, state = value.rpartition(":")
        if any(state == held and target in ("", of) for of, held in sla.states):
            return True
    return False


def _fits_count(term: Term, held: int | None) -> bool:
    compare = _COMPARE[term.op]
    wanted = (time_spans.counted(value) for value in term.values)
    return held is not None and any(w is None or compare(held, w) for w in wanted)


def _fits_words(term: Term, held: Iterable[str], facts: Facts) -> bool:
    texts = [fold(text) for text in held]
    me = fold(facts.me or "@me")
    values = (me if folded == "@me" else folded for folded in map(fold, term.values))
    return any(fits_word(term.op, value, texts) for value in values)


def fits_word(op: str, value: str, texts: Iterable[str]) -> bool:
    """Hold one value against what a field holds; all are folded."""
    if value == "*":
        return any(texts)
    if value.startswith("*") or value.endswith("*"):
        return any(_fits_star(value, text) for text in texts)
    if op != "=" and value.isdigit():  # as numbers: 2 comes before 10
        value, texts = value.zfill(_DIGITS), (text.zfill(_DIGITS) for text in texts)
    return any(_COMPARE[op](text, value) for text in texts)


def _fits_star(value: str, text: str) -> bool:
    """A star stands for anything, at the start, at the end or both."""
    known = value.removeprefix("*").removesuffix("*")
    if not value.endswith("*"):
        return text.endswith(known)
    return known in text if value.startswith("*") else text.startswith(known)


def words_of(name: str, ticket: Ticket) -> Iterable[str]:
    """List what a field of words holds."""
    if name in _SEVERAL:
        return _SEVERAL[name](ticket)
    held = ticket.value(name)
    return () if held is None else (str(held),)


def _has(ticket: Ticket) -> Iterable[str]:
    kinds = {entry.kind for entry in ticket.entries}
    return (
        *sorted(kinds & {EntryKind.REPLY, EntryKind.NOTE, EntryKind.ESCALATION}),
        *(("attachment",) if ticket.files else ()),
        *(("link",) if ticket.links else ()),
        *(("article",) if ticket.links.get(LinkKind.ARTICLE) else ()),
    )


def _is(ticket: Ticket) -> Iterable[str]:
    words = {
        "open": not ticket.status.is_done,
        "done": ticket.status.is_done,
        "unrouted": ticket.queue is None and not ticket.status.is_done,
        "assigned": ticket.assignee is not None,
        "answered": any(entry.kind is EntryKind.REPLY for entry in ticket.entries),
        "known-error": ticket.type is TicketType.PROBLEM
        and not ticket.status.is_done
        and bool(ticket.links.get(LinkKind.ARTICLE)),
        "reopened": reopened(ticket) > 0,
    }
    return (word for word, holds in words.items() if holds)


_SEVERAL: Mapping[str, Callable[[Ticket], Iterable[str]]] = {
    "tag": lambda ticket: ticket.tags,
    "watcher": watchers,
    "links": lambda ticket: (target for held in ticket.links.values() for target in held),
    "kind": lambda ticket: sorted({entry.kind for entry in ticket.entries}),
    "has": _has,
    "is": _is,
}
