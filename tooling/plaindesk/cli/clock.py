"""The one place that asks what time it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.moments import parse_instant

VARIABLE = "PLAINDESK_NOW"
"""An environment variable that stands in for the system's clock, in tests and demos."""


def now() -> datetime:
    """Return the moment, to the second; raises DeskError where the variable is no time."""
    fixed = os.environ.get(VARIABLE)
    if not fixed:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return parse_instant(fixed)
    except ValueError:
        raise DeskError(
            f"{VARIABLE} is '{fixed}', which is no time with an offset.",
            "For example: PLAINDESK_NOW=2026-11-21T12:00:00Z",
        ) from None
