"""How tickets are rated, routed and moved along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plaindesk.core.model.settings.base import FieldValues, QueryText, Record, required, setting
from plaindesk.core.model.vocabulary import Level, Priority

H, M, L = Level.HIGH, Level.MEDIUM, Level.LOW
DEFAULT_MATRIX: Mapping[Level, Mapping[Level, Priority]] = MappingProxyType(
    {
        H: {H: Priority.P1, M: Priority.P2, L: Priority.P3},
        M: {H: Priority.P2, M: Priority.P3, L: Priority.P3},
        L: {H: Priority.P3, M: Priority.P3, L: Priority.P4},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Priorities(Record):
    """How a priority is found."""

    default: Priority = setting("The priority where nobody said more.", Priority.P3)
    matrix: Mapping[Level, Mapping[Level, Priority]] = setting(
        "The priority by impact, then urgency.", DEFAULT_MATRIX
    )

    def of(self, impact: Level | None, urgency: Level | None) -> Priority:
        """Look the priority up; the default where a side is unknown or not in the matrix."""
        if impact is None or urgency is None:
            return self.default
        return self.matrix.get(impact, {}).get(urgency, self.default)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RuleTest(Record):
    """An example ticket, and what the rules must make of it."""

    ticket: FieldValues = setting("The example's fields, such as its subject.", {})
    text: str = setting("What the requester says in it.", "")
    expect: FieldValues = setting("Fields and the values that they must have after routing.", {})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RoutingRule(Record):
    """When a ticket fits, then change it so."""

    name: str = required("What the rule is called; the history names it.")
    when: QueryText = setting("A query.", QueryText(""))
    set: FieldValues = setting("Fields and their new values; tags are added.", {})
    stop: bool = setting("Try no later rule once this one fits.", default=True)
    tests: tuple[RuleTest, ...] = setting("Examples that `desk check` routes by all the rules.", ())


PLACEHOLDERS = ("requester", "id", "subject", "agent")
"""What a macro's text can have filled in."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Macro(Record):
    """A canned reply."""

    text: str = setting(
        "The words; `{requester}`, `{id}`, `{subject}` and `{agent}` are filled.", ""
    )
    texts: Mapping[str, str] = setting(
        "The words by language; a ticket in another gets `text`, else those in the desk's own.", {}
    )
    set: FieldValues = setting("Fields that change with it.", {})
    note: bool = setting("Write it as an internal note.", default=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Retention(Record):
    """How long closed tickets stay."""

    closed: int | None = setting("Days after closing; then `desk check` tells of the ticket.")
