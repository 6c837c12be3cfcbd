"""Spans of working time: `45s`, `90m`, `4h`, `1h30m` in open time, `2d` in open days."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOCK = re.compile(r"(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_DAYS = re.compile(r"(\d+)d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """Either so many seconds of open time or so many open days, never both."""

    seconds: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read a duration; raises ValueError where the text is none."""
        if days := _DAYS.fullmatch(text):
            return cls(days=int(days[1]))
        if clock := _CLOCK.fullmatch(text):
            hours, minutes, seconds = (int(part or 0) for part in clock.groups())
            return cls(seconds=hours * 3600 + minutes * 60 + seconds)
        message = f"'{text}' is no duration"
        raise ValueError(message)

    @property
    def is_none(self) -> bool:
        """It is no time at all, such as `0s`."""
        return not self.seconds and not self.days

    def __str__(self) -> str:
        """Write it as `parse` reads it."""
        return f"{self.days}d" if self.days else format_seconds(self.seconds)


def format_seconds(total: int) -> str:
    """Write seconds as `1h30m`, exactly."""
    hours, rest = divmod(total, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"
