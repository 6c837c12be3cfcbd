"""Why a ticket is where it is, as lines that a manager can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaindesk.render.terminal import Paint, moment, open_span, safe
from plaindesk.render.tickets.clocks import clock_lines
from plaindesk.render.tickets.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from plaindesk.core.results.tickets import Bar, Explained


def explained(result: Explained, paint: Paint) -> str:
    """Explain a ticket: rules, policy, each clock's arithmetic, what happens next."""
    shown_ = result.shown
    zone = ZoneInfo(result.zone)
    lines = [paint(f"{shown_.ticket.id}  {safe(shown_.ticket.subject)}", "bold")]
    lines += ["", paint("Routing", "bold"), *_rules(result)]
    promise = shown_.promise
    name = f"'{promise.policy.name}' with calendar '{promise.calendar}'" if promise else "none"
    lines += ["", paint("SLA policy", "bold"), f"  {name}: {safe(result.policy_reason)}"]
    bars = {bar.clock.target: bar for bar in result.bars}
    for clock in shown_.clocks:
        lines += ["", *clock_lines([clock], shown_.now, zone, paint)]
        lines += _arithmetic(bars[clock.target], zone) if clock.target in bars else []
    lines += ["", *timeline(result.bars, shown_.now, zone)] if result.bars else []
    if result.needs:
        lines += ["", paint("Before it can move on", "bold")]
        lines += [f"  {status}: {safe(told)}" for status, told in result.needs]
    lines += ["", paint("Next, if nobody does anything", "bold"), *_upcoming(result, zone)]
    return "\n".join(lines)


def _rules(result: Explained) -> Iterator[str]:
    yield from (f"  {safe(clue)}" for clue in result.clues)
    if not result.tried:
        yield "  There are no rules in desk.yml."
    for tried in result.tried:
        mark = "fits" if tried.fits else "does not fit"
        yield f"  {tried.rule}: {mark}: {safe(tried.when) or 'every ticket'}"


def _arithmetic(bar: Bar, zone: tzinfo) -> Iterator[str]:
    """Add the open time up up to the deadline, line by line."""
    clock, total = bar.clock, 0
    before_due = [(o, min(c, clock.due)) for o, c in bar.counted if clock.due and o < clock.due]
    for opened, closed in before_due[:_LINES]:
        seconds = int((closed - opened).total_seconds())
        total += seconds
        start, end = opened.astimezone(zone), closed.astimezone(zone)
        same_day = start.date() == end.date()
        until_ = f"{end:%H:%M}" if same_day else f"{end:%a %Y-%m-%d %H:%M}"
        yield f"    {start:%a %Y-%m-%d %H:%M} to {until_}, {open_span(seconds)}"
    if total < clock.target_seconds:
        yield f"    ... and {open_span(clock.target_seconds - total)} more"
    whole, used = open_span(clock.target_seconds), open_span(clock.used_seconds)
    yield f"    together {whole} of open time, {used} used"


_LINES = 6
"""Lines of a clock's arithmetic that are worth printing."""


def _upcoming(result: Explained, zone: tzinfo) -> Iterator[str]:
    if not result.upcoming:
        yield "  Nothing."
    for step in result.upcoming:
        is_due = step.since <= result.shown.now
        when = "with the next desk age" if is_due else moment(step.since, zone)
        yield f"  {when}: {safe(step.request.body)}"
