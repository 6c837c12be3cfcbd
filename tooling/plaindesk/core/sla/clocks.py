"""Each target's clock, computed from creation and entries every time."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.calendar import add, between
from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import Target
from plaindesk.core.query.evaluate import SlaFacts
from plaindesk.core.sla.counting import pauses, seconds
from plaindesk.core.sla.history import answers, resolved_at, unanswered_since
from plaindesk.core.sla.model import Clock, ClockState, Pressing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.model.time.duration import Duration
    from plaindesk.core.sla.model import Promise


class _Run(NamedTuple):
    """When a target's clock started and what ended it."""

    start: datetime
    has_begun: bool = True
    """Until the first response is given, the clocks of later answers wait."""
    is_merged: bool = False
    """Another ticket answers for it: it is called off, late or not."""
    met: datetime | None = None
    called_off: datetime | None = None

    @property
    def end(self) -> datetime | None:
        return self.met or self.called_off


def clocks(
    ticket: Ticket, promise: Promise | None, settings: Settings, now: datetime
) -> tuple[Clock, ...]:
    """Measure every target that the ticket was promised, at `now`."""
    if promise is None:
        return ()
    seen = ticket.as_of(now)
    measured = []
    for target in Target:
        if (promised := promise.targets.of(target)) is not None:
            run = _run(seen, target, promise, settings)
            clock = _unmeasured(promise, target, promised, run)
            measured.append(_measured(clock, seen, promise, run, now))
    return tuple(measured)


def _unmeasured(promise: Promise, target: Target, promised: Duration, run: _Run) -> Clock:
    return Clock(
        target=target,
        policy=promise.policy.name,
        calendar=promise.calendar,
        promised=promised,
        state=_without_a_deadline(run),
        start=run.start,
        met_at=run.met,
        ended_at=run.end,
    )


def _without_a_deadline(run: _Run) -> ClockState:
    """Say how a clock stands that isn't measured: it has ended, or has not begun."""
    if run.met:
        return ClockState.MET
    return ClockState.CANCELLED if run.called_off else ClockState.WAITING


def next_due(measured: Iterable[Clock]) -> datetime | None:
    """Return the nearest deadline that nobody has met yet, missed ones included."""
    return min((clock.due for clock in measured if clock.is_live and clock.due), default=None)


def pressing(measured: Iterable[Clock]) -> Pressing | None:
    """Say which clock that still counts is due next."""
    live = [(clock.due, clock) for clock in measured if clock.is_live and clock.due]
    if not live:
        return None
    due, clock = min(live, key=itemgetter(0))
    return Pressing(clock.target, clock.state, clock.warns, due)


def facts_of(measured: Sequence[Clock]) -> SlaFacts:
    """Tell a query what the clocks say."""
    states = {(clock.target.value, clock.state.value) for clock in measured}
    warned = {(clock.target.value, "warn") for clock in measured if clock.warns}
    return SlaFacts(states=frozenset(states | warned), due=next_due(measured))


def _run(ticket: Ticket, target: Target, promise: Promise, settings: Settings) -> _Run:
    """Find out when a target's clock started, and what ended it."""
    done = resolved_at(ticket)
    if merged := ticket.merging_entry:  # also where somebody opened it by hand
        return _Run(ticket.created, is_merged=True, called_off=done or merged.at)
    if target is Target.RESOLUTION:
        return _Run(ticket.created, met=done)
    given = answers(ticket, settings)
    is_first = promise.targets.of(Target.FIRST_RESPONSE) is not None
    if target is Target.FIRST_RESPONSE:
        return _Run(ticket.created, met=given[0] if given else None, called_off=done)
    if target is Target.UPDATE:
        before = [at for at in given if done is None or at <= done]
        begun = bool(before) or not is_first
        return _Run(before[-1] if before else ticket.created, begun, called_off=done)
    asked, answered = unanswered_since(ticket, settings, after_first=is_first)
    return _Run(asked or ticket.created, asked is not None, met=answered, called_off=done)


def _measured(clock: Clock, ticket: Ticket, promise: Promise, run: _Run, now: datetime) -> Clock:
    """Measure a clock; one whose calendar ends before is never due, and stops no other."""
    if not run.has_begun:
        return clock
    end = run.end or now
    cuts = pauses(ticket, promise, end)
    start_s, end_s = seconds(run.start), max(seconds(run.start), seconds(end))
    try:
        due_s = add(promise.hours, start_s, clock.promised, cuts)
        whole = _whole(clock, promise, start_s, None if cuts else due_s)
    except DeskError:
        return clock if run.end else clock._replace(state=ClockState.NEVER)
    used = between(promise.hours, start_s, end_s, cuts)
    due = datetime.fromtimestamp(due_s, UTC)
    state = _state(ticket, promise, run, due, now)
    return clock._replace(
        state=state,
        due=due,
        target_seconds=whole,
        used_seconds=used,
        is_live=run.end is None,
        warns=state in (ClockState.RUNNING, ClockState.PAUSED)
        and any(used >= share * whole for share in promise.policy.warn_at),
    )


def _whole(clock: Clock, promise: Promise, start: int, plain: int | None) -> int:
    """Count the open seconds that were promised; `plain` is when they end without a pause."""
    if not clock.promised.days:
        return clock.promised.seconds
    if plain is None:
        plain = add(promise.hours, start, clock.promised)
    return between(promise.hours, start, plain)


def _state(ticket: Ticket, promise: Promise, run: _Run, due: datetime, now: datetime) -> ClockState:
    if run.is_merged:
        return ClockState.CANCELLED
    if (run.end or now) > due:
        return ClockState.BREACHED
    if run.met:
        return ClockState.MET
    if run.called_off:
        return ClockState.CANCELLED
    if ticket.status in promise.policy.pause_in:
        return ClockState.PAUSED
    return ClockState.RUNNING
