"""The fields of a ticket, in the order in which files hold them.

Between any two fields that can change stands a line that can't: one of the three that
never do, or a blank one. Every field always has its line, empty or not. So two branches
that change two different fields never change neighbouring lines, and stock Git merges
them. This is tested with `git merge-file` over every pair.
"""

from __future__ import annotations

import re
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.vocabulary import Channel, Level, Priority, Status, TicketType

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shape(Enum):
    """What sort of value a field holds."""

    TEXT = "text"
    INSTANT = "time"
    NUMBER = "number"
    TAGS = "list"
    LINKS = "links"
    OWN = "fields"
    """The desk's own fields, by name."""


class Field(NamedTuple):
    """One line of a ticket's front matter."""

    name: str
    shape: Shape = Shape.TEXT
    words: type[StrEnum] | None = None
    gap: bool = False
    """A blank line comes before it."""
    fixed: bool = False
    """It is set when the ticket is made and never again."""


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field(name="id", fixed=True),
        Field(name="status", words=Status),
        Field(name="created", shape=Shape.INSTANT, fixed=True),
        Field(name="assignee"),
        Field(name="channel", gap=True, words=Channel),
        Field(name="priority", gap=True, words=Priority),
        Field(name="requester", gap=True),
        Field(name="queue", gap=True),
        Field(name="organisation", gap=True),
        Field(name="line", gap=True, shape=Shape.NUMBER),
        Field(name="language", gap=True),
        Field(name="service", gap=True),
        Field(name="source", fixed=True),
        Field(name="type", words=TicketType),
        Field(name="impact", words=Level, gap=True),
        Field(name="urgency", words=Level, gap=True),
        Field(name="sla", gap=True),
        Field(name="tags", shape=Shape.TAGS, gap=True),
        Field(name="subject", gap=True),
        Field(name="links", shape=Shape.LINKS, gap=True),
        Field(name="fields", shape=Shape.OWN, gap=True),
    )
}

REQUIRED = ("id", "status", "created", "subject")
CHANGEABLE = tuple(
    name for name, field in FIELDS.items() if not field.fixed and field.shape is not Shape.OWN
)
OWN = "fields."
"""What stands before the name of a desk's own field: `fields.root_cause`."""
OWN_NAME = r"fields\.[a-z][a-z0-9_]{0,39}"


def is_own(name: str) -> bool:
    """Tell whether a name is one of a desk's own fields, which change one by one."""
    return re.fullmatch(OWN_NAME, name) is not None


def changeable(name: str) -> Field | None:
    """Find a field that can change by its name; None where there is none of that name."""
    if is_own(name):
        return Field(name=name)
    return FIELDS[name] if name in CHANGEABLE else None
