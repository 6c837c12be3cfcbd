"""A ticket as a row of the index, and the fields of a ticket back from one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.vocabulary import Channel, Level, Priority, Status, TicketType
from plaindesk.core.query.evaluate import texts_of, words_of
from plaindesk.core.query.sql import SEPARATOR
from plaindesk.core.query.words import fold
from plaindesk.store.index.functions import TEXT_SEPARATOR
from plaindesk.store.index.outlooks import MICRO, encode
from plaindesk.store.index.schema import COLUMNS, FOLDED, ROW, SEVERAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaindesk.core.model.outlook import Outlook
    from plaindesk.core.model.ticket import Ticket

_FIELDS = {"tags": "tag", "links": "links", "kinds": "kind", "has": "has", "is_": "is"}
"""What a query calls each column of several values."""
_READ: Mapping[str, Any] = {
    "status": Status,
    "type": TicketType,
    "priority": Priority,
    "impact": Level,
    "urgency": Level,
    "channel": Channel,
}


def record(
    ticket: Ticket, folder: str, key: str, outlooks: Sequence[Outlook] | None
) -> tuple[object, ...]:
    """Write a ticket as a row; without outlooks its clocks are yet to be looked at."""
    row: dict[str, object] = dict.fromkeys(ROW)
    row |= {"folder": folder, "key": key}
    held = {name: ticket.value(name) for name in COLUMNS}
    row |= {name: value if value is None else _plain(value) for name, value in held.items()}
    row |= {f"{name}_f": fold(str(held[name])) for name in FOLDED if held[name] is not None}
    odd = any(_is_odd(str(value)) for value in held.values())
    for column in SEVERAL:
        values = [str(value) for value in words_of(_FIELDS[column], ticket)]
        odd = odd or any(_is_odd(value) for value in values)
        row[column] = _joined(values)
        row[f"{column}_f"] = _joined([fold(value) for value in values])
    odd = odd or any(_is_odd(value) for value in ticket.fields.values())
    odd = odd or (outlooks is None and not ticket.status.is_done)
    row |= {
        "fields": json.dumps(dict(ticket.fields)) if ticket.fields else None,
        "created": _micro(ticket.created.timestamp()),
        "updated": _micro(ticket.last_activity.timestamp()),
        "done": int(ticket.status.is_done),
        "odd": int(odd),
        "moves": 0,
    }
    if outlooks is not None:
        row |= clock_columns(outlooks)
    return tuple(row[name] for name in ROW)


def clock_columns(outlooks: Sequence[Outlook]) -> dict[str, object]:
    """Write what is stored of a ticket's clocks."""
    live = [outlook for outlook in outlooks if outlook.is_live]
    dues = [outlook.due for outlook in live if outlook.due is not None]
    return {
        "outlook": encode(outlooks),
        "moves": int(any(outlook.calendar for outlook in live)),
        "due": min(dues) * MICRO if dues else None,
    }


def texts(ticket: Ticket) -> str:
    """Join all that is said in a ticket."""
    return TEXT_SEPARATOR.join(texts_of(ticket))


def _is_odd(value: str) -> bool:
    """Tell whether the table can't hold a value in all ways: it is asked of the files then."""
    return SEPARATOR in value or "\0" in value


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)


def _micro(seconds: float) -> int:
    return round(seconds) * MICRO


def _joined(values: Sequence[str]) -> str:
    return f"{SEPARATOR}{SEPARATOR.join(values)}{SEPARATOR}" if values else ""


def fields_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Read the fields that a row holds as a ticket has them, without what was said."""
    found = {name: row[name] for name in COLUMNS}
    for name, kind in _READ.items():
        found[name] = None if found[name] is None else kind(found[name])
    tags = str(row["tags"]).strip(SEPARATOR)
    found["tags"] = tuple(tags.split(SEPARATOR)) if tags else ()
    found["fields"] = json.loads(row["fields"]) if row["fields"] else {}
    return found
