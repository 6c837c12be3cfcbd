"""All-day events of an iCalendar file as holidays.

A file comes from anywhere, and a rule of one line can keep a reader busy for hours. So it
is read in a process of its own, which is ended when it takes too long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 2_000_000
"""Bytes. Ten years of a country's holidays are a hundredth of it."""
PATIENCE = 20.0
"""Seconds that reading may take."""
_HINT = "Export it anew as iCalendar (.ics), with the holidays alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What a file says: days and their names, and how many events could be no holidays."""

    days: Mapping[date, str]
    timed: int = 0
    unreadable: int = 0


def read_file(path: Path, years: range) -> Events:
    """Read the holidays of those years; raises DeskError where a file can't be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise DeskError(f"{path.name} can't be read: {error.strerror}.") from None
    if len(data) > LARGEST:
        raise DeskError(f"{path.name} is too large for a list of holidays.", _HINT)
    answer = _ask(path.name, data, years)
    if "error" in answer:
        raise DeskError(f"{path.name} can't be read as iCalendar: {answer['error']}", _HINT)
    days = {date.fromisoformat(day): name for day, name in answer["days"].items()}
    return Events(days=days, timed=answer["timed"], unreadable=answer["unreadable"])


def _ask(name: str, data: bytes, years: range) -> dict[str, Any]:
    # -P: no module is taken from the folder that the command was called in.
    command = [sys.executable, "-P", "-m", "plaindesk.channels.ics_reader"]
    try:
        done = subprocess.run(
            [*command, str(years.start), str(years.stop)],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = f"{name} holds rules that take too long to work out."
        raise DeskError(message, _HINT) from None
    if done.returncode:
        return {"error": "the reader broke off."}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
