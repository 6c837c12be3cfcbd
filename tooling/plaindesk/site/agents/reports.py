"""Reports: what is open where, what came and went, which promises were kept."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import Priority, Status, Target
from plaindesk.core.sla.model import ClockState
from plaindesk.site.agents.charts import Chart
from plaindesk.site.agents.lists import table
from plaindesk.site.agents.words import board_words
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.page_parts import made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.results.lists import Row
    from plaindesk.site.agents.words import BoardWords
    from plaindesk.site.pages.page import Page, Site

_WEEKS = 12
_KEPT = timedelta(days=90)


def reports_page(
    site: Site, name: str, rows: Sequence[Row[Ticket]], queues: Mapping[str, str], now: datetime
) -> Page:
    """Write the page: each picture, and its numbers as a table."""
    said = board_words(site.shelf.language)
    charts = (_open(rows, queues, said), _weeks(rows, now, said), _kept(rows, now, said))
    body = [f"# {said.reports}", said.as_of.format(at=said.apart(f"{now:%Y-%m-%d %H:%M} UTC"))]
    for chart in charts:
        numbers = [[md.shown(label), *map(str, counted)] for label, counted in chart.rows]
        body += [f"## {chart.title}", table((chart.head, *chart.series), numbers)]
    return made(
        site,
        name=name,
        title=said.reports,
        kind="reports",
        body=body,
        pictures=tuple(chart.svg() for chart in charts),
        numbers=said.numbers,
    )


def _open(rows: Sequence[Row[Ticket]], queues: Mapping[str, str], said: BoardWords) -> Chart:
    found = Counter(
        (each.ticket.queue or "", each.ticket.priority)
        for each in rows
        if not each.ticket.status.is_done
    )
    named = sorted({*queues, *(queue for queue, _ in found)})
    levels = [*Priority, None]
    return Chart(
        title=said.open_by_queue,
        head=said.queue,
        series=[*(level.value for level in Priority), said.no_priority],
        rows=[
            (queues.get(queue) or queue or said.no_queue, [found[queue, level] for level in levels])
            for queue in named
        ],
    )


def _weeks(rows: Sequence[Row[Ticket]], now: datetime, said: BoardWords) -> Chart:
    this = _monday(now)
    weeks = [this - timedelta(weeks=n) for n in reversed(range(_WEEKS))]
    came = Counter(_monday(each.ticket.created) for each in rows)
    went = Counter(_monday(done) for each in rows if (done := _done_at(each.ticket)))
    return Chart(
        title=said.by_week,
        head=said.week,
        series=[said.came, said.went],
        rows=[(said.apart(week.isoformat()), [came[week], went[week]]) for week in weeks],
        is_stacked=False,
    )


def _kept(rows: Sequence[Row[Ticket]], now: datetime, said: BoardWords) -> Chart:
    found = Counter(
        (clock.target, clock.state)
        for each in rows
        for clock in each.clocks
        if clock.start >= now - _KEPT
    )
    states = (ClockState.MET, ClockState.BREACHED)
    return Chart(
        title=said.kept,
        head=said.target,
        series=[state.value for state in states],
        rows=[
            (said.target_of(target), [found[target, state] for state in states])
            for target in Target
        ],
    )


def _monday(moment: datetime) -> date:
    day = moment.date()
    return day - timedelta(days=day.weekday())


def _done_at(ticket: Ticket) -> datetime | None:
    """Tell when a ticket that is done was resolved last, or closed without."""
    if not ticket.status.is_done:
        return None
    ends = (Status.RESOLVED.value, Status.CLOSED.value)
    for entry in ticket.entries[::-1]:
        change = entry.change_of("status")
        if change and str(change.new) in ends and str(change.old) not in ends:
            return entry.at
    return None
