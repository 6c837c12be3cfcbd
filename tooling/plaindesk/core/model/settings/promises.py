"""Open hours and SLA policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from plaindesk.core.model.settings.base import (
    CountryCode,
    Promised,
    QueryText,
    Record,
    Share,
    Shift,
    Week,
    YearCount,
    ZoneName,
    required,
    setting,
)
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.vocabulary import Priority, Status, Target


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class HolidaysFrom(Record):
    """Whose public holidays `desk calendar refresh` writes into a calendar."""

    country: CountryCode = required("Two letters, such as SK.")
    subdivision: str | None = setting("A part of the country with days of its own, such as BY.")
    years: YearCount = setting("How many years, this one included.", YearCount(3))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Calendar(Record):
    """Open hours in one time zone. `24/7` stands for one that is always open."""

    timezone: ZoneName | None = setting("An IANA zone, such as Europe/Bratislava; else the desk's.")
    hours: Week = setting('Shifts by day: `mon-thu: ["08:00-12:00", "12:30-17:00"]`.', {})
    breaks: Mapping[date, tuple[Shift, ...]] = setting("Hours closed on one day.", {})
    exceptions: Mapping[date, tuple[Shift, ...]] = setting("Hours that replace a day's.", {})
    holidays: tuple[date, ...] = setting("Days closed from midnight to midnight.", ())
    holidays_from: HolidaysFrom | None = setting(
        "Public holidays that `desk calendar refresh` adds to `holidays`: `{country: SK}`."
    )
    always: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Targets(Record):
    """The promised times of one priority."""

    first_response: Duration | None = setting("Until the first public answer by an agent.")
    next_response: Duration | None = setting("Until the answer to an unanswered message.")
    update: Duration | None = setting("Between an agent's public messages.")
    resolution: Duration | None = setting("Until the ticket is resolved.")

    def of(self, target: Target) -> Duration | None:
        """Return the promised time of that target, if there is one."""
        promised: Duration | None = getattr(self, target)
        return promised


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Action(Record):
    """What an escalation does."""

    notify: tuple[str, ...] = setting(
        "Agents, `assignee`, `queue-lead`, `manager` or `organisation`.", ()
    )
    line: int = setting("Raise the support line by so many.", 0)
    priority: int = setting("Raise the priority by so many steps.", 0)
    queue: str | None = setting("Move to this queue.")
    assignee: str | None = setting("Give to this agent.")
    status: Status | None = setting("Set this status.")
    tags: tuple[str, ...] = setting("Add these tags.", ())
    macro: str | None = setting("Answer with this macro, and change what it changes.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EscalationRule(Record):
    """What happens at a share of a target, or a time after it."""

    of: Target = required("Which target.")
    at: Share | None = setting("At this share of it, such as `80%`.")
    after: Duration | None = setting("This long after it is due, in open time.")
    do: Action = setting("What to do.", Action())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Policy(Record):
    """A promise: which tickets, which hours, which times."""

    name: str = required("What the policy is called.")
    when: QueryText = setting("A query; the first policy it fits is the ticket's.", QueryText(""))
    calendar: str | None = setting("A name from `calendars`; else the first one.")
    pin: bool = setting(
        "Tickets keep this policy that start with it, whatever changes later.", default=False
    )
    pause_in: tuple[Status, ...] = setting(
        "Statuses in which the clocks stand still.", (Status.PENDING, Status.ON_HOLD)
    )
    targets: Mapping[Promised, Targets] = setting("Times by priority, and `default`.", {})
    warn_at: tuple[Share, ...] = setting("Shares of a target that are worth a warning.", ())
    escalate: tuple[EscalationRule, ...] = setting("What to do as time runs out.", ())

    def targets_of(self, priority: Priority | None) -> Targets:
        """Return the promised times of a priority: each its own, else the default's."""
        default = self.targets.get(Promised("default"), Targets())
        own = self.targets.get(Promised(priority or ""), default)
        return Targets(**{target: own.of(target) or default.of(target) for target in Target})


_NINE_TO_FIVE = (Shift((9 * 3600, 17 * 3600)),)
DEFAULT_CALENDARS: Mapping[str, Calendar] = MappingProxyType(
    {
        "office": Calendar(hours=Week(dict.fromkeys(range(5), _NINE_TO_FIVE))),
        "always": Calendar(always=True),
    }
)
DEFAULT_POLICIES = (
    Policy(
        name="standard",
        warn_at=(Share(0.8),),
        targets=MappingProxyType(
            {
                Promised("P1"): Targets(
                    first_response=Duration(seconds=3600), resolution=Duration(seconds=8 * 3600)
                ),
                Promised("default"): Targets(
                    first_response=Duration(seconds=8 * 3600),
                    next_response=Duration(days=1),
                    resolution=Duration(days=5),
                ),
            }
        ),
    ),
)
