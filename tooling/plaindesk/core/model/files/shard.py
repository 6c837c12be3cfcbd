"""A part of a desk's tickets, so that several machines can share one job.

Tickets are dealt out by a hash of their folder's name. Months would be easier to picture,
but nearly all that is open lies in the last one or two of them, so that most machines would
have nothing to do. A ticket stays in its part whatever happens to it, on every machine and
with every version of Python.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Self

_SHAPE = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number`, from 1, of `count` parts."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `3/8`; raises ValueError where it is none."""
        found = _SHAPE.fullmatch(text)
        if found is None or int(found[1]) > int(found[2]):
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    def holds(self, path: str) -> bool:
        """Tell whether a ticket's folder, or what lies beside them, is in this part."""
        name = path.rpartition("/")[2].encode("utf-8", "surrogateescape")
        return int.from_bytes(hashlib.sha256(name).digest()[:8]) % self.count == self.number - 1

    @property
    def is_first(self) -> bool:
        """It is the one that also does what can't be dealt out."""
        return self.number == 1
