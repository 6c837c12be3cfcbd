"""What options take that click has no type for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from plaindesk.cli import clock
from plaindesk.cli.open_desk import open_here
from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.moments import format_instant, parse_instant, parse_moment

if TYPE_CHECKING:
    from plaindesk.core.model.files.shard import Shard


class TimeSpent(click.ParamType[int]):
    """Seconds of work, written as hours and minutes."""

    name = "span"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read it; usage error where it is none."""
        from plaindesk.core.model.time.duration import Duration

        if isinstance(value, int):
            return value
        try:
            found = Duration.parse(str(value))
        except ValueError:
            found = Duration(days=1)
        if found.days:
            self.fail(f"'{value}' is no time spent, such as 15m or 1h30m", param, ctx)
        return found.seconds


class Moment(click.ParamType[datetime]):
    """An instant: with an offset, or in the desk's own zone."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it; usage error where it is none."""
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            return parse_instant(text)
        except ValueError:
            zone = open_here().settings.timezone
        try:
            return parse_moment(text, zone)
        except ValueError:
            self.fail(
                f"'{text}' is no time, such as 2026-11-21T09:00 or 2026-11-21T08:00Z", param, ctx
            )


MOMENT = Moment()
_LEEWAY = timedelta(minutes=1)


def refuse_ahead(moment: datetime | None, hint: str = "Say an earlier time: --at TIME.") -> None:
    """Raise DeskError for a moment that has not come yet: what is written has happened."""
    if moment is not None and moment > clock.now() + _LEEWAY:
        raise DeskError(f"{format_instant(moment)} has not come yet.", hint)


class Part(click.ParamType["Shard"]):
    """One of several parts of the tickets."""

    name = "part"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Shard:
        """Read it; usage error where it is none."""
        from plaindesk.core.model.files.shard import Shard

        if isinstance(value, Shard):
            return value
        try:
            return Shard.parse(str(value))
        except ValueError:
            self.fail(f"'{value}' is no part of a whole, such as 1/8 or 8/8", param, ctx)
