"""Python's search for cycles among objects, seldom made while a site is built.

A build makes many objects that stay, and next to no cycles: looking through them again and
again, and once more at the program's end, is a sixth of a small site's time.
"""

from __future__ import annotations

import gc

_EVERY = 10_000
"""New objects between two searches; Python's own number is 700."""


def seek_seldom() -> tuple[int, int, int]:
    """Leave alone what is there already and look seldom for more; tell how often it was."""
    before = gc.get_threshold()
    if gc.get_freeze_count():  # by an earlier build, which left things that nobody holds
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    gc.set_threshold(_EVERY, *before[1:])
    return before


def seek_as(before: tuple[int, int, int]) -> None:
    """Look as often as before; what was built is not looked through when the program ends."""
    gc.freeze()
    gc.set_threshold(*before)
