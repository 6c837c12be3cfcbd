"""One defect of one file."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is; only an error fails a check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """What is wrong, where, and what to do.

    `line` and `column` count from 1. A rule that knows a field but no place sets
    `field` (and `entry`, the name of the entry it is about); the text storey turns
    them into a line and column.
    """

    path: str
    code: str
    message: str
    hint: str = ""
    line: int = 1
    column: int = 1
    severity: Severity = Severity.ERROR
    field: str = ""
    entry: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Where the finding stands in a report."""
        return (self.path, self.line, self.column, self.code, self.message)
