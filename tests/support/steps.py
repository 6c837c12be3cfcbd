"""How many steps a piece of work takes, whatever the machine: calls, counted by Python itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def steps(work: Callable[[], object]) -> int:
    """Count the calls of functions, those written in C too, that a piece of work makes."""
    count = 0

    def hear(_frame: object, event: str, _argument: Any) -> None:  # noqa: ANN401 - as Python calls it
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(hear)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
