r"""The map of an import: which column becomes which field, and how.

make: tickets
timezone: Europe/Bratislava
dates: ["%d.%m.%Y %H:%M", iso]
fields:
  source: {column: Number, prefix: "old:"}
  subject: {column: Title}
  body: {columns: [Question, Details], join: "\n\n"}
  created: {column: Opened}
  status: {column: State, values: {Done: closed, Waiting: pending}, default: open}
  tags: {column: Labels, split: ";"}
  channel: form
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml as pyyaml

from plaindesk.channels.rows import Refused
from plaindesk.core.errors import DeskError
from plaindesk.core.model.settings.base import ZoneName, required, setting
from plaindesk.core.model.time.moments import parse_instant
from plaindesk.core.model.time.wall_time import typed_instant
from plaindesk.text.settings.desk_yml import LEAVES
from plaindesk.text.yaml import strict_yaml
from plaindesk.text.yaml.records import WRONG, Reader

if TYPE_CHECKING:
    from plaindesk.channels.rows import Row
    from plaindesk.text.codecs.decoding import Source

ISO = "iso"


class Making(StrEnum):
    """What rows become."""

    TICKETS = "tickets"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a field's value comes from: columns or a constant, and what is done to it."""

    column: str = setting("The column.", "")
    columns: tuple[str, ...] = setting("Several columns, joined.", ())
    join: str = setting("What stands between several columns.", "\n\n")
    values: Mapping[str, str] = setting("What each value becomes; others are refused.", {})
    default: str | None = setting("What stands in for an empty or unlisted value.")
    prefix: str = setting("What is put before it.", "")
    split: str = setting("Where a text is cut into a list.", "")
    constant: str | None = field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMap:
    """The whole map."""

    make: Making = setting("tickets or articles.", Making.TICKETS)
    format: str | None = setting("csv or jsonl; else by the file's name.")
    timezone: ZoneName = setting("The zone of times that name no offset.", ZoneName("UTC"))
    dates: tuple[str, ...] = setting("How times are written: strptime patterns, or iso.", (ISO,))
    fields: Mapping[str, Cell] = required("Which field comes from where.")


def read(source: Source) -> ImportMap:
    """Read a map; raises DeskError with the place of the first thing that is wrong."""
    reader = Reader(path=source.path, leaves={**LEAVES, Cell: _cell})
    try:
        node = strict_yaml.compose(source.text or "")
        found = reader.record(node, ImportMap) if node else WRONG
    except strict_yaml.YamlError as error:
        raise DeskError(f"{source.path}:{error.line}:{error.column}: {error.message}") from None
    for finding in reader.findings:
        place = f"{finding.path}:{finding.line}:{finding.column}"
        raise DeskError(f"{place}: {finding.message}", finding.hint)
    if not isinstance(found, ImportMap):
        raise DeskError(f"{source.path} says nothing.", "It needs 'fields' at least.")
    return found


def _cell(reader: Reader, node: pyyaml.Node) -> Any:  # noqa: ANN401 - a Cell or WRONG
    """Read a cell: a text is a constant, a mapping says where the value comes from."""
    if isinstance(node, pyyaml.ScalarNode):
        return Cell(constant=str(node.value))
    if isinstance(node, pyyaml.SequenceNode):
        words = reader.sequence(node, str)
        return Cell(constant=",".join(words), split=",")
    found = reader.record(node, Cell)
    if found is not WRONG and not found.column and not found.columns and found.default is None:
        hint = "For example: {column: Title}"
        return reader.tell(node, "missing-setting", "'column' is missing.", hint)
    return found


def text_of(cell: Cell, row: Row) -> str:
    """Take a field's text from a row; raises Refused where the row can't give it."""
    if cell.constant is not None:
        return cell.constant
    names = cell.columns or ((cell.column,) if cell.column else ())
    parts = [_joined(row, name) for name in names]
    text = cell.join.join(part for part in parts if part.strip()).strip()
    if cell.split:  # of a list, a field that holds one text takes the first
        text = text.partition(cell.split)[0].strip()
    if cell.values and text:
        if text not in cell.values and cell.default is None:
            raise Refused(f"'{text}' of '{cell.column}' is not in its table of values")
        text = cell.values.get(text, cell.default or "")
    text = text or cell.default or ""
    return f"{cell.prefix}{text}" if text else ""


def list_of(cell: Cell, row: Row) -> tuple[str, ...]:
    """Take a field's list from a row: a list as it is, a text cut at `split`."""
    held = row.cells.get(cell.column, "") if cell.constant is None else cell.constant
    if isinstance(held, str):
        whole = text_of(replace(cell, split=""), row)
        held = whole.split(cell.split) if cell.split else [whole]
    return tuple(dict.fromkeys(item.strip() for item in held if item.strip()))


def _joined(row: Row, name: str) -> str:
    if name not in row.cells:
        raise Refused(f"there is no column '{name}'")
    held = row.cells[name]
    return held if isinstance(held, str) else ", ".join(held)


def moment_of(text: str, plan: ImportMap) -> datetime:
    """Read a time as the map says it is written; raises Refused where it isn't."""
    for pattern in plan.dates:
        try:
            return _parsed(text, pattern, ZoneInfo(plan.timezone))
        except ValueError:
            continue
    raise Refused(f"'{text}' is no time of the forms: {', '.join(plan.dates)}")


def _parsed(text: str, pattern: str, zone: ZoneInfo) -> datetime:
    if pattern != ISO:
        # The zone is put on below; a pattern with %z has one already.
        moment = datetime.strptime(text, pattern)  # noqa: DTZ007
    else:
        try:
            return parse_instant(text)
        except ValueError:
            moment = datetime.fromisoformat(text)
    aware = moment if moment.tzinfo else typed_instant(moment, zone)
    return parse_instant(aware.isoformat(timespec="seconds"))
