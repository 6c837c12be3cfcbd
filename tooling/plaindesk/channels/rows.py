"""Rows of CSV and JSON Lines files, with the line each starts on."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = ("csv", "jsonl")
_LARGEST_CELL = 50_000_000


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """A row that can't become anything; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells by column, each a text or a list of texts; or why it has none."""

    line: int
    cells: dict[str, str | list[str]]
    problem: str = ""

    def sound(self) -> Row:
        """Return the row itself; raises Refused where it could not be read."""
        if self.problem:
            raise Refused(self.problem)
        return self


def read(text: str, form: str) -> Iterator[Row]:
    """Read a file's rows; raises DeskError where the file as a whole is no such file."""
    yield from _csv(text) if form == "csv" else _jsonl(text)


def _csv(text: str) -> Iterator[Row]:
    csv.field_size_limit(_LARGEST_CELL)
    sample = text[:10_000]
    try:
        dialect = csv.Sniffer().sniff(sample, delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=dialect.delimiter)
    if not reader.fieldnames:
        raise DeskError("The file has no header line.", "The first line names the columns.")
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line=line, cells={}, problem=f"not CSV: {error}")
            return
        extra = row.pop(None, None)
        problem = f"has {len(extra)} cells more than the header" if extra else ""
        yield Row(line=line, cells={k: v or "" for k, v in row.items()}, problem=problem)


def _jsonl(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Row(line=number, cells={}, problem=f"not JSON: {error}")
            continue
        if isinstance(row, dict):
            yield Row(line=number, cells={k: _cell(v) for k, v in row.items()})
        else:
            yield Row(line=number, cells={}, problem="not a JSON object")


def _cell(value: object) -> str | list[str]:
    if value is None:
        return ""
    if isinstance(value, list):
        return [str(item) for item in value if item is not None]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
