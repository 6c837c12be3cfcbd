"""A ticket as a row of the index."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from plaindesk.core.query.counts import COUNTED
from plaindesk.core.query.evaluate import texts_of, words_of
from plaindesk.core.query.folding import fold
from plaindesk.core.query.sql import SEPARATOR
from plaindesk.store.index.outlooks import MICRO, encode
from plaindesk.store.index.schema import COLUMNS, COUNTS, FOLDED
from plaindesk.store.index.words import TEXT_SEPARATOR, searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.model.time.clock_outlook import Outlook

_FIELDS = {
    "tags": "tag",
    "watchers": "watcher",
    "links": "links",
    "kinds": "kind",
    "has": "has",
    "is_": "is",
}
"""What a query calls each column of several values."""
_held = attrgetter(*COLUMNS)
_to_fold = attrgetter(*FOLDED)


UNCHECKED = (None, None)
"""Nothing is known of what a check finds in a ticket."""


def record(
    ticket: Ticket,
    folder: str,
    key: str,
    outlooks: Sequence[Outlook] | None,
    clean: tuple[str | None, int | None] = UNCHECKED,
) -> tuple[object, ...]:
    """Write a ticket as a row; without outlooks its clocks are yet to be looked at.

    `clean` says what nothing was found against, and until when.
    """
    done = ticket.status.is_done
    held = [_plain(value) for value in _held(ticket)]
    several = [_together(tuple(words_of(of, ticket))) for of in _FIELDS.values()]
    texts = [text for text in held if isinstance(text, str)]
    odd = _are_odd(chain(texts, ticket.fields.values())) or any(is_odd for _, _, is_odd in several)
    clocks = {} if outlooks is None else clock_columns(outlooks)
    return (
        folder,
        key,
        *held,
        *[None if value is None else fold(value) for value in _to_fold(ticket)],
        *[plain for plain, _, _ in several],
        *[folded for _, folded, _ in several],
        *[COUNTED[name](ticket) for name in COUNTS],
        json.dumps(dict(ticket.fields)) if ticket.fields else None,
        _micro(ticket.created.timestamp()),
        _micro(ticket.last_activity.timestamp()),
        int(done),
        int(odd or (outlooks is None and not done)),
        clocks.get("due"),
        clocks.get("moves", 0),
        clocks.get("outlook"),
        *clean,
    )


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


@lru_cache(maxsize=4096)
def _together(words: tuple[str, ...]) -> tuple[str, str, bool]:
    """Write several words as one text, as they are and folded, and tell whether one is odd."""
    plain = [str(word) for word in words]  # those of a vocabulary are no plain texts
    return _joined(plain), _joined([fold(word) for word in plain]), _are_odd(plain)


def _joined(values: Sequence[str]) -> str:
    return f"{SEPARATOR}{SEPARATOR.join(values)}{SEPARATOR}" if values else ""
