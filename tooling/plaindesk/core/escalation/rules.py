"""A policy's escalations: at a share of a target, or a time behind its deadline."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from plaindesk.core.calendar import add, sub
from plaindesk.core.errors import DeskError
from plaindesk.core.escalation.actions import changes_by, is_stuck, legal, people
from plaindesk.core.escalation.model import Step
from plaindesk.core.lifecycle import Request
from plaindesk.core.lifecycle.macros import changes_of, fill
from plaindesk.core.model.duration import Duration
from plaindesk.core.model.moments import stamp
from plaindesk.core.model.vocabulary import BOT, EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.model.settings import EscalationRule, Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.sla import Clock, Promise


def escalations(
    ticket: Ticket, measured: Sequence[Clock], promise: Promise, settings: Settings
) -> Iterator[Step]:
    """List the steps of every target that still counts."""
    for clock in measured:
        if not clock.is_live:
            continue
        for rule in promise.policy.escalate:
            if rule.of is clock.target and (since := _when(clock, rule, promise)):
                yield from _steps(ticket, clock, rule, since, settings)


def _when(clock: Clock, rule: EscalationRule, promise: Promise) -> datetime | None:
    """Find the moment of a rule: a share of the way to the deadline, or a time behind it.

    None where a calendar that never opens again has no such moment.
    """
    if clock.due is None or clock.start is None:
        return None
    due = int(clock.due.timestamp())
    try:
        if rule.after is not None:
            return datetime.fromtimestamp(add(promise.hours, due, rule.after), UTC)
        return datetime.fromtimestamp(_at_share(clock, due, rule, promise), UTC)
    except DeskError:
        return None


def _at_share(clock: Clock, due: int, rule: EscalationRule, promise: Promise) -> int:
    """Count from the deadline, which has the pauses in it already, back or on."""
    missing = round(clock.target_seconds * (1 - (1.0 if rule.at is None else rule.at)))
    if missing > 0:
        return sub(promise.hours, due, Duration(seconds=missing))
    return add(promise.hours, due, Duration(seconds=-missing)) if missing else due


def _steps(
    ticket: Ticket, clock: Clock, rule: EscalationRule, since: datetime, settings: Settings
) -> Iterator[Step]:
    """Make the escalation, and the canned answer that goes with it."""
    name = _name(clock, rule)
    request = Request(
        by=BOT,
        kind=EntryKind.ESCALATION,
        body=_reason(ticket, clock, rule, settings),
        values=changes_by(ticket, rule.do, settings, since),
        step=name,
        notify=people(ticket, rule.do, settings),
    )
    yield Step(name=name, since=since, request=request)
    if rule.do.macro and rule.do.macro in settings.macros:
        macro = settings.macros[rule.do.macro]
        answer = Request(
            by=BOT,
            kind=EntryKind.NOTE if macro.note else EntryKind.REPLY,
            body=fill(macro.text, ticket, settings.name, settings).strip("\n"),
            values=legal(ticket, changes_of(macro, ticket), settings, since),
            step=f"{name}/{rule.do.macro}",
        )
        yield Step(name=answer.step, since=since, request=answer)


def _name(clock: Clock, rule: EscalationRule) -> str:
    """Name the step: the policy, the target, the point, and the cycle by its start."""
    share = 1.0 if rule.at is None else rule.at
    point = f"+{rule.after}" if rule.after is not None else f"{share:.0%}"
    return f"{clock.policy}/{clock.target}/{point}/{stamp(clock.start) if clock.start else ''}"


def _reason(ticket: Ticket, clock: Clock, rule: EscalationRule, settings: Settings) -> str:
    share = 1.0 if rule.at is None else rule.at
    where = f"{rule.after} after its deadline" if rule.after is not None else f"at {share:.0%}"
    target = clock.target.replace("_", " ")
    told = f"The {target} target of policy '{clock.policy}' is {where}."
    if is_stuck(ticket, rule.do, settings):
        told += (
            f" Jobs have moved it {settings.workflow.hop_limit} times:"
            f" it stays in '{ticket.queue}' until a person moves it."
        )
    return told
