"""Which way a ticket may go, what that asks for, and what jobs do when nobody does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plaindesk.core.model.settings.base import QueryText, Record, required, setting
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.vocabulary import Holding, Status, TicketType

DEFAULT_TRANSITIONS: Mapping[Status, tuple[Status, ...]] = MappingProxyType(
    {
        Status.NEW: (
            Status.OPEN,
            Status.PENDING,
            Status.ON_HOLD,
            Status.RESOLVED,
            Status.CLOSED,
        ),
        Status.OPEN: (Status.PENDING, Status.ON_HOLD, Status.RESOLVED),
        Status.PENDING: (Status.OPEN, Status.ON_HOLD, Status.RESOLVED),
        Status.ON_HOLD: (Status.OPEN, Status.PENDING, Status.RESOLVED),
        Status.RESOLVED: (Status.OPEN, Status.CLOSED),
        Status.CLOSED: (),
    }
)


DEFAULT_REMINDER: Mapping[str, str] = MappingProxyType(
    {
        "en": "We are still waiting for your answer, so that we can go on with this request.",
        "de": "Wir warten noch auf Ihre Antwort, um an diesem Anliegen weiterarbeiten zu können.",
        "ru": "Мы всё ещё ждём вашего ответа, чтобы продолжить работу над этим обращением.",
        "fa": "هنوز منتظر پاسخ شما هستیم تا بتوانیم پیگیری این درخواست را ادامه دهیم.",
        "sk": "Stále čakáme na vašu odpoveď, aby sme mohli pokračovať v riešení požiadavky.",
    }
)
DEFAULT_FAREWELL: Mapping[str, str] = MappingProxyType(
    {
        "en": "We heard nothing more and mark this as resolved. An answer opens it again.",
        "de": "Es kam keine Antwort, daher gilt es als gelöst. Ihre Antwort öffnet es wieder.",
        "ru": "Ответа не было, и мы отмечаем обращение решённым. Ответ откроет его снова.",
        "fa": "پاسخی نرسید و این درخواست را حل‌شده می‌دانیم. با پاسخ شما دوباره باز می‌شود.",
        "sk": "Odpoveď neprišla, požiadavku označujeme za vyriešenú. Odpoveďou sa znova otvorí.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OwnField(Record):
    """A field that a desk adds to its tickets."""

    holds: Holding = setting(
        "text, number, date, window (a start and an end with / between), or people: handles or "
        "addresses with commas between.",
        Holding.TEXT,
    )
    words: tuple[str, ...] = setting("The only values that it may hold.", ())


BUILT_IN_FIELDS: Mapping[str, OwnField] = MappingProxyType(
    {
        "resolution": OwnField(
            words=("fixed", "workaround", "answered", "duplicate", "not-reproducible", "declined")
        ),
        "root_cause": OwnField(),
        "window": OwnField(holds=Holding.WINDOW),
        "risk": OwnField(words=("low", "medium", "high")),
        "plan": OwnField(),
        "watchers": OwnField(holds=Holding.PEOPLE),
        "public": OwnField(words=("true",)),
        "public_summary": OwnField(),
    }
)
"""What problems, changes and notices need anywhere; a desk may give them other words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Gate(Record):
    """What a step of a ticket asks for."""

    name: str = required("What it is called; a refusal names it.")
    when: QueryText = setting("A query: the tickets it stands before.", QueryText(""))
    to: tuple[Status, ...] = required("The statuses it leads to.")
    needs: tuple[str, ...] = setting(
        "Fields that must be filled, and kinds of links, such as `article`, that must be there.", ()
    )
    approvals: int = setting("How many people have to approve first.", 0)
    approvers: tuple[str, ...] = setting(
        "Who may approve: agents, `queue-lead`, `manager`, `line-2`; else any agent.", ()
    )
    by: tuple[str, ...] = setting(
        "Who may do it: agents, `agent`, `assignee`, `queue-lead`, `manager`, `line-2`, `requester`"
        "; else anybody.",
        (),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Workflow(Record):
    """Which way a ticket may go, and what jobs do when nobody does."""

    close_after: Duration = setting(
        "Resolved tickets close after this much open time.", Duration(days=3)
    )
    remind_after: Duration = setting(
        "Pending tickets get a reminder after this much open time.", Duration(days=2)
    )
    reminders: int = setting("How many reminders they get, each after that time.", 1)
    resolve_after: Duration = setting(
        "Pending tickets are resolved this much open time after the last reminder; 0s: never.",
        Duration(days=5),
    )
    reminder: Mapping[str, str] = setting("The reminder's text by language.", DEFAULT_REMINDER)
    farewell: Mapping[str, str] = setting(
        "What is said when a ticket is resolved without an answer, by language.", DEFAULT_FAREWELL
    )
    hop_limit: int = setting(
        "How often jobs move a ticket between queues until a person looks at it.", 3
    )
    transitions: Mapping[Status, tuple[Status, ...]] = setting(
        "The statuses that may follow each status.", DEFAULT_TRANSITIONS
    )
    types: Mapping[TicketType, Mapping[Status, tuple[Status, ...]]] = setting(
        "Transitions of one type of ticket, instead of those; it has no other statuses.", {}
    )
    gates: tuple[Gate, ...] = setting("What a step of a ticket asks for.", ())
