"""A policy's escalations: at a share of a target, or a time behind its deadline."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.calendar import add
from plaindesk.core.errors import DeskError
from plaindesk.core.escalation.actions import changes_by, is_stuck, legal, people
from plaindesk.core.escalation.model import Step
from plaindesk.core.lifecycle import Request
from plaindesk.core.lifecycle.macros import changes_of, fill, words_of
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.time.moments import stamp
from plaindesk.core.model.vocabulary import BOT, EntryKind
from plaindesk.core.sla.counting import pauses, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.calendar.intervals import Interval
    from plaindesk.core.model.settings import EscalationRule, Macro, Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.sla import Clock, Promise


class _Point(NamedTuple):
    """A rule of one clock, what its step is called, and since when it is due."""

    clock: Clock
    rule: EscalationRule
    name: str
    since: datetime


def escalations(
    ticket: Ticket, measured: Sequence[Clock], promise: Promise, settings: Settings, now: datetime
) -> Iterator[Step]:
    """List the steps of every target that still counts."""
    cuts = pauses(ticket, promise, now)
    for clock in measured:
        if clock.is_live:
            for point in _points(clock, promise, cuts):
                yield from _steps(ticket, point, settings)


def _points(clock: Clock, promise: Promise, cuts: Sequence[Interval]) -> Iterator[_Point]:
    """Name the rules of a clock; a second one at the same point has a number behind it."""
    seen: Counter[str] = Counter()
    for rule in promise.policy.escalate:
        if rule.of is not clock.target:
            continue
        name = _name(clock, rule)
        seen[name] += 1
        numbered = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if since := _when(clock, rule, promise, cuts):
            yield _Point(clock, rule, numbered, since)


def _when(
    clock: Clock, rule: EscalationRule, promise: Promise, cuts: Sequence[Interval]
) -> datetime | None:
    """Find the moment of a rule; None where a calendar that ends has no such moment."""
    if clock.due is None:
        return None
    due = seconds(clock.due)
    try:
        if rule.after is not None:
            return datetime.fromtimestamp(add(promise.hours, due, rule.after, cuts), UTC)
        wanted = round(clock.target_seconds * _share(rule))
        if wanted == clock.target_seconds:  # a deadline in days may lie behind closing time
            return clock.due
        share = Duration(seconds=wanted)
        return datetime.fromtimestamp(add(promise.hours, seconds(clock.start), share, cuts), UTC)
    except DeskError:
        return None


def _share(rule: EscalationRule) -> float:
    return 1.0 if rule.at is None else rule.at


def _steps(ticket: Ticket, point: _Point, settings: Settings) -> Iterator[Step]:
    """Make the escalation, and the canned answer that goes with it."""
    do = point.rule.do
    request = Request(
        by=BOT,
        kind=EntryKind.ESCALATION,
        body=_reason(ticket, point, settings),
        values=changes_by(ticket, do, settings, point.since),
        step=point.name,
        notify=people(ticket, do, settings),
    )
    yield Step(name=point.name, since=point.since, request=request)
    if do.macro and do.macro in settings.macros:
        step = f"{point.name}/{do.macro}"
        answer = _answer(ticket, settings.macros[do.macro], step, settings, point.since)
        yield Step(name=step, since=point.since, request=answer)


def _answer(
    ticket: Ticket, macro: Macro, step: str, settings: Settings, since: datetime
) -> Request:
    """Fill in a macro; one without words is a note that says where its changes come from."""
    words = fill(words_of(macro, ticket, settings), ticket, settings.name, settings).strip()
    return Request(
        by=BOT,
        kind=EntryKind.REPLY if words and not macro.note else EntryKind.NOTE,
        body=words or f"Macro '{step.rpartition('/')[2]}'.",
        values=legal(ticket, changes_of(macro, ticket), settings, since),
        step=step,
    )


def _name(clock: Clock, rule: EscalationRule) -> str:
    """Name the step: the policy, the target, the point, and the cycle by its start."""
    point = f"+{rule.after}" if rule.after is not None else f"{_share(rule):.0%}"
    return f"{clock.policy}/{clock.target}/{point}/{stamp(clock.start)}"


def _reason(ticket: Ticket, point: _Point, settings: Settings) -> str:
    clock, rule = point.clock, point.rule
    share = f"at {_share(rule):.0%}"
    where = share if rule.after is None else f"{rule.after} after its deadline"
    target = clock.target.replace("_", " ")
    told = f"The {target} target of policy '{clock.policy}' is {where}."
    if is_stuck(ticket, rule.do, settings):
        told += (
            f" Jobs have moved it {settings.workflow.hop_limit} times:"
            f" it stays in '{ticket.queue}' until a person moves it."
        )
    return told
