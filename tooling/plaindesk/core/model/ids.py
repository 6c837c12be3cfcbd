"""Ticket ids: `YYMM-RRRRC`, month, random symbols and a check symbol.

The symbols are Crockford's base 32. The check symbol makes the sum of all symbols,
each multiplied in GF(32) by a weight of its own, zero. All weights differ and none is
zero, so every wrong symbol and every swap of two symbols is noticed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NewType

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

TicketId = NewType("TicketId", str)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LENGTHS = (4, 5)
_LOOKALIKES = str.maketrans("OIL", "011")
_SHAPE = re.compile(rf"[0-9]{{2}}(0[1-9]|1[0-2])-[{ALPHABET}]{{5,6}}")


def _powers(polynomial: int) -> list[int]:
    """All powers of the generator x of GF(32), built with that polynomial."""
    powers, value = [], 1
    for _ in range(31):
        powers.append(value)
        value <<= 1
        if value & 32:
            value ^= polynomial
    return powers


_EXP = _powers(0b100101)  # x^5 + x^2 + 1 is primitive: its powers are all 31 elements
_LOG = {value: power for power, value in enumerate(_EXP)}
_STRIDE = 18  # prime to 31, so that weights repeat only after 31 places


def _weighed(symbols: Iterable[int], first_place: int) -> int:
    """Add up symbols, the last one at `first_place`, each times its place's weight."""
    total = 0
    for place, symbol in enumerate(reversed(list(symbols)), start=first_place):
        if symbol:
            total ^= _EXP[(_LOG[symbol] + _STRIDE * place) % 31]
    return total


def _symbols(text: str) -> list[int]:
    return [ALPHABET.index(symbol) for symbol in text if symbol != "-"]


def mint(created: datetime, random: Iterable[int]) -> TicketId:
    """Make the id of a ticket created then, from random numbers 0 to 31."""
    head = f"{created:%y%m}-" + "".join(ALPHABET[number] for number in random)
    # The check symbol stands at place 0, whose weight is 1.
    return TicketId(head + ALPHABET[_weighed(_symbols(head), 1)])


def is_canonical(text: str) -> bool:
    """Tell whether this is an id as it is written, with the right check symbol."""
    return bool(_SHAPE.fullmatch(text)) and _weighed(_symbols(text), 0) == 0


def tidy(text: str) -> str:
    """Undo what people do to ids: lower case, O for 0, I and L for 1."""
    return text.strip().upper().translate(_LOOKALIKES)


def parse(text: str) -> TicketId:
    """Read an id as people type it.

    Raises DeskError where it has another shape or the check symbol is wrong.
    """
    tidied = tidy(text)
    if not is_canonical(tidied):
        what = "mistyped: its check symbol is wrong" if _SHAPE.fullmatch(tidied) else "no ticket id"
        raise DeskError(f"'{text}' is {what}.", "An id looks like 2611-7K3MX.")
    return TicketId(tidied)


def folder(ticket: str) -> str:
    """Say where the ticket lives, from its id alone, relative to the desk."""
    return f"tickets/{ticket[:4]}/{ticket}"
