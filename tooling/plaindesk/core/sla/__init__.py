"""Which promise a ticket was given, and how each part of it stands."""

from plaindesk.core.sla.clocks import clocks, facts_of, next_due, pressing
from plaindesk.core.sla.model import Clock, ClockState, Pressing, Promise
from plaindesk.core.sla.policy import Book

__all__ = [
    "Book",
    "Clock",
    "ClockState",
    "Pressing",
    "Promise",
    "clocks",
    "facts_of",
    "next_due",
    "pressing",
]
