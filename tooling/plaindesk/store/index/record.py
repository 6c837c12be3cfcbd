"""A ticket as a row of the index."""

from __future__ import annotations

import json
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from plaindesk.core.query.evaluate import texts_of, words_of
from plaindesk.core.query.sql import SEPARATOR
from plaindesk.core.query.words import fold
from plaindesk.store.index.outlooks import MICRO, encode
from plaindesk.store.index.schema import COLUMNS, FOLDED, ROW
from plaindesk.store.index.words import TEXT_SEPARATOR, searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from plaindesk.core.model.outlook import Outlook
    from plaindesk.core.model.ticket import Ticket

_FIELDS = {"tags": "tag", "links": "links", "kinds": "kind", "has": "has", "is_": "is"}
"""What a query calls each column of several values."""
_TO_FOLDED = {name: f"{name}_f" for name in FOLDED}
_held = attrgetter(*COLUMNS)


def record(
    ticket: Ticket, folder: str, key: str, outlooks: Sequence[Outlook] | None
) -> tuple[object, ...]:
    """Write a ticket as a row; without outlooks its clocks are yet to be looked at."""
    done = ticket.status.is_done
    held = dict(zip(COLUMNS, map(_plain, _held(ticket)), strict=True))
    several = {name: [str(word) for word in words_of(of, ticket)] for name, of in _FIELDS.items()}
    texts = [text for text in held.values() if isinstance(text, str)]
    odd = _are_odd(chain(texts, *several.values(), ticket.fields.values()))
    row = {
        **_EMPTY,
        "folder": folder,
        "key": key,
        **held,
        **{to: fold(str(held[name])) for name, to in _TO_FOLDED.items() if held[name] is not None},
        **{name: _joined(words) for name, words in several.items()},
        **{f"{name}_f": _joined([*map(fold, words)]) for name, words in several.items()},
        "fields": json.dumps(dict(ticket.fields)) if ticket.fields else None,
        "created": _micro(ticket.created.timestamp()),
        "updated": _micro(ticket.last_activity.timestamp()),
        "done": int(done),
        "odd": int(odd or (outlooks is None and not done)),
        "moves": 0,
        **({} if outlooks is None else clock_columns(outlooks)),
    }
    return tuple(row.values())


_EMPTY: Mapping[str, object] = dict.fromkeys(ROW)


def clock_columns(outlooks: Sequence[Outlook]) -> dict[str, object]:
    """Write what is stored of a ticket's clocks."""
    live = [outlook for outlook in outlooks if outlook.is_live]
    dues = [outlook.due for outlook in live if outlook.due is not None]
    return {
        "outlook": encode(outlooks),
        "moves": int(any(outlook.calendar for outlook in live)),
        "due": min(dues) * MICRO if dues else None,
    }


def texts(ticket: Ticket) -> tuple[str, str, str]:
    """Join all that is said in a ticket, and give the words to search for it."""
    text = TEXT_SEPARATOR.join(texts_of(ticket))
    return text, *searched(text)


def _are_odd(values: Iterable[str]) -> bool:
    """Tell whether the table can't hold some value in all ways: it is asked of the files then."""
    whole = "".join(values)
    return SEPARATOR in whole or "\0" in whole


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def _micro(seconds: float) -> int:
    return round(seconds) * MICRO


def _joined(values: Sequence[str]) -> str:
    return f"{SEPARATOR}{SEPARATOR.join(values)}{SEPARATOR}" if values else ""
