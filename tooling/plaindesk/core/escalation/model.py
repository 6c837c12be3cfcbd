"""A step that a job takes, as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.time.moments import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.lifecycle import Request


class Step(NamedTuple):
    """One thing that is to happen to a ticket, since when, and why."""

    name: str
    since: datetime
    request: Request


def wait(what: str, start: datetime, since: datetime, request: Request) -> Step:
    """Make the step that ends a wait; its name says which wait, so that it happens once."""
    name = f"{what}/{stamp(start)}"
    return Step(name=name, since=since, request=request._replace(step=name))
