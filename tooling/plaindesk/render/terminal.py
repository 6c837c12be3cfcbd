"""Helpers for text on a terminal: tables, spans, and no hostile characters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime, timedelta, tzinfo

    from plaindesk.core.model.finding import Finding

# Orders to a terminal, and marks that reorder what people read.
_KEPT = {"\n", "\t"}
_ORDER = re.compile(r"(?m)(?:^[ \t]*):(?=:)|#(?=#\[)")
_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
STATE_STYLES = {
    "breached": "red",
    "warn": "yellow",
    "met": "green",
    "paused": "dim",
    "running": "",
}


def safe(text: str) -> str:
    """Show control and bidirectional characters as what they are, so that none acts.

    A line that a forge's runner would take for an order (`::warning::`, `##[group]`) is
    shown with its first sign written out.
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    if not text.isascii() or not text.isprintable():
        text = "".join(c if c in _KEPT or not _is_hidden(c) else _written(c) for c in text)
    if "::" in text or "##[" in text:
        text = _ORDER.sub(lambda found: found[0][:-1] + _written(found[0][-1]), text)
    return text


def _written(character: str) -> str:
    return f"\\u{ord(character):04x}"


def _is_hidden(character: str) -> bool:
    joiner = character in "\u200c\u200d"  # parts of Persian words
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs") and not joiner


class Paint:
    """Colours, or none where the output is no terminal."""

    def __init__(self, *, colour: bool) -> None:
        """Remember whether to paint."""
        self.colour = colour

    def __call__(self, text: str, *styles: str) -> str:
        """Return the text in those styles."""
        if not self.colour or not styles:
            return text
        return f"\033[{';'.join(_STYLES[style] for style in styles)}m{text}\033[0m"


def width(text: str) -> int:
    """Count the columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )  # fmt: skip


def cut(text: str, columns: int) -> str:
    """Shorten a text to so many columns."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return f"{text}…"


def table(rows: Sequence[Sequence[str]], *, columns: int = 0) -> list[str]:
    """Lay rows out in columns; the last one takes what is left of the width."""
    if not rows:
        return []
    rows = [[_cell(cell) for cell in row] for row in rows]
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = max(20, columns - sum(widths[:-1]) - 2 * (len(widths) - 1)) if columns else widths[-1]
    return [
        "  ".join(
            [
                *(_padded(cell, w) for cell, w in zip(row, widths[:-1], strict=False)),
                cut(row[-1], room),
            ]
        ).rstrip()
        for row in rows
    ]


def _cell(text: str) -> str:
    return text.replace("\n", _written("\n")) if "\n" in text else text


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def plural(count: int, what: str) -> str:
    """Write a number of things: `1 ticket`, `2 tickets`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def span(passed: timedelta) -> str:
    """Write a span of clock time in its two largest units: `3d 4h`, `25m`."""
    seconds = int(abs(passed.total_seconds()))
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    parts = ((days, "d"), (hours, "h"), (rest // 60, "m"))
    shown = [f"{count}{unit}" for count, unit in parts if count][:2]
    return " ".join(shown) or f"{seconds}s"


def open_span(seconds: int) -> str:
    """Write open seconds as hours and minutes."""
    hours, rest = divmod(abs(seconds), 3600)
    sign = "-" if seconds < 0 else ""
    minutes = rest // 60
    if hours:
        return f"{sign}{hours}h{minutes:02d}m" if minutes else f"{sign}{hours}h"
    return f"{sign}{minutes}m" if minutes or not rest else f"{sign}{rest}s"


def moment(when: datetime, zone: tzinfo) -> str:
    """Write an instant in a zone, with its weekday."""
    return f"{when.astimezone(zone):%a %Y-%m-%d %H:%M}"


def until(due: datetime | None, now: datetime) -> str:
    """Say how far off a deadline is: `in 3h 5m`, `2d late`."""
    if due is None:
        return ""
    return f"in {span(due - now)}" if due >= now else f"{span(now - due)} late"


def one_a_file(found: Iterable[Finding]) -> Iterator[str]:
    """Name each file once, with the first of its findings, and say how many more it has."""
    by_path: dict[str, list[Finding]] = {}
    for finding in found:
        by_path.setdefault(finding.path, []).append(finding)
    for path, (first, *rest) in by_path.items():
        more = f" And {len(rest)} more: desk check {path}" if rest else ""
        yield safe(f"{path}:{first.line}: {first.message}{more}")
