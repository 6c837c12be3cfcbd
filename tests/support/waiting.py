"""Waiting for what comes by itself, such as a file that is old enough to be trusted."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 30.0


def wait_for(what: Callable[[], bool]) -> None:
    """Ask again and again until it is so; fails where it never is."""
    end = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.2)
