"""The fields a query can name: one table, from which the documentation is made too."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.fields import is_own
from plaindesk.core.model.vocabulary import (
    Channel,
    EntryKind,
    Level,
    Priority,
    Status,
    Target,
    TicketType,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(Enum):
    """How a field's values are read and compared."""

    WORD = "word"
    ORDERED = "word or <, <=, >, >="
    SPAN = "time span with <, <=, >, >="
    DAY = "date or time, a..b, or <, <=, >, >="
    DUE = "time span ahead with <, >, or a date"
    SLA = "state or target:state"
    COUNT = "number or <, <=, >, >="
    WORK = "time of work or <, <=, >, >="


class QueryField(NamedTuple):
    """One name that can stand before a colon."""

    name: str
    kind: Kind
    doc: str
    example: str
    words: type[StrEnum] | tuple[str, ...] = ()


class SlaWord(StrEnum):
    """What `sla:` can ask for."""

    WAITING = "waiting"
    NEVER = "never"
    RUNNING = "running"
    PAUSED = "paused"
    WARN = "warn"
    MET = "met"
    BREACHED = "breached"
    CANCELLED = "cancelled"


IS_WORDS = ("open", "done", "unrouted", "assigned", "reopened", "answered", "known-error")
HAS_WORDS = ("attachment", "reply", "note", "article", "link", "escalation")

_W, _O = Kind.WORD, Kind.ORDERED
QUERY_FIELDS: Mapping[str, QueryField] = {
    field.name: field
    for field in (
        QueryField(name="id", kind=_W, doc="The ticket's id.", example="id:2611-7K3MX"),
        QueryField(
            name="status",
            kind=_W,
            doc="Where it stands.",
            example="status:open,pending",
            words=Status,
        ),
        QueryField(
            name="type", kind=_W, doc="The kind of work.", example="type:incident", words=TicketType
        ),
        QueryField(
            name="priority",
            kind=_O,
            doc="P1 is the highest.",
            example="priority:<=P2",
            words=Priority,
        ),
        QueryField(name="impact", kind=_W, doc="The impact.", example="impact:high", words=Level),
        QueryField(name="urgency", kind=_W, doc="The urgency.", example="urgency:low", words=Level),
        QueryField(
            name="channel", kind=_W, doc="How it came in.", example="channel:phone", words=Channel
        ),
        QueryField(name="queue", kind=_W, doc="The work list.", example="queue:network"),
        QueryField(name="line", kind=_O, doc="The support line.", example="line:>1"),
        QueryField(name="assignee", kind=_W, doc="The agent; `@me` is you.", example="-assignee:*"),
        QueryField(
            name="requester", kind=_W, doc="Who asks.", example="requester:jana@example.com"
        ),
        QueryField(
            name="organisation", kind=_W, doc="Whom they belong to.", example="organisation:acme"
        ),
        QueryField(name="service", kind=_W, doc="The service.", example="service:vpn"),
        QueryField(name="language", kind=_W, doc="The language.", example="language:fa"),
        QueryField(name="tag", kind=_W, doc="One of the tags.", example="tag:wifi"),
        QueryField(
            name="watcher", kind=_W, doc="One who wants to hear of it.", example="watcher:@me"
        ),
        QueryField(name="source", kind=_W, doc="Where it was imported from.", example="source:*"),
        QueryField(
            name="links", kind=_W, doc="A link to a ticket, article or address.", example="links:*"
        ),
        QueryField(
            name="kind", kind=_W, doc="It has such an entry.", example="kind:note", words=EntryKind
        ),
        QueryField(
            name="has",
            kind=_W,
            doc="It has such a thing.",
            example="has:attachment",
            words=HAS_WORDS,
        ),
        QueryField(name="is", kind=_W, doc="It is so.", example="is:unrouted", words=IS_WORDS),
        QueryField(
            name="subject", kind=_W, doc="Words of the subject.", example='subject:"vpn drops"'
        ),
        QueryField(
            name="reopened",
            kind=Kind.COUNT,
            doc="How often it was opened again.",
            example="reopened:>1",
        ),
        QueryField(
            name="replies",
            kind=Kind.COUNT,
            doc="Answers to the requester.",
            example="replies:0",
        ),
        QueryField(
            name="messages",
            kind=Kind.COUNT,
            doc="Messages after the first words.",
            example="messages:>=3",
        ),
        QueryField(
            name="hops",
            kind=Kind.COUNT,
            doc="Moves between queues by jobs alone.",
            example="hops:>2",
        ),
        QueryField(
            name="satisfaction",
            kind=Kind.COUNT,
            doc="The last score of a survey; `*` for any.",
            example="satisfaction:<=2",
        ),
        QueryField(
            name="worked", kind=Kind.WORK, doc="The work that went into it.", example="worked:>2h"
        ),
        QueryField(name="age", kind=Kind.SPAN, doc="Time since it came in.", example="age:>3d"),
        QueryField(
            name="idle", kind=Kind.SPAN, doc="Time since anything happened.", example="idle:>2d"
        ),
        QueryField(
            name="created",
            kind=Kind.DAY,
            doc="When it came in.",
            example="created:2026-10..2026-11",
        ),
        QueryField(
            name="updated",
            kind=Kind.DAY,
            doc="When something last happened.",
            example="updated:>2026-11-01",
        ),
        QueryField(name="due", kind=Kind.DUE, doc="The next deadline.", example="due:<4h"),
        QueryField(
            name="sla",
            kind=Kind.SLA,
            doc=f"A clock's state; targets: {', '.join(Target)}.",
            example="sla:first_response:warn",
            words=SlaWord,
        ),
    )
}


def field_named(name: str) -> QueryField:
    """Find the field that stands before a colon; raises KeyError where there is none.

    A desk's own fields are `fields.NAME`, of any name: a query is read without settings.
    """
    if is_own(name):
        return QueryField(name=name, kind=_O, doc="", example="fields.device:laptop")
    return QUERY_FIELDS[name]


SORT_FIELDS = (
    "id",
    "created",
    "updated",
    "priority",
    "status",
    "due",
    "queue",
    "assignee",
    "subject",
)
