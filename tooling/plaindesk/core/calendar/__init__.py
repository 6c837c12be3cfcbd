"""Open hours as one lazy stream of half-open intervals, and arithmetic on it.

Instants here are whole seconds since 1970 in UTC; `sla` and the commands turn them into
datetimes and back.
"""

from plaindesk.core.calendar.arithmetic import add, between, is_open, sub
from plaindesk.core.calendar.hours import Hours
from plaindesk.core.calendar.intervals import Interval

__all__ = ["Hours", "Interval", "add", "between", "is_open", "sub"]
