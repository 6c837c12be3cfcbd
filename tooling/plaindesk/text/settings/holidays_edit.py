"""Write dates into a calendar's `holidays` in `desk.yml`, and change no other byte."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml as pyyaml

from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.moments import parse_day
from plaindesk.text.yaml import strict_yaml
from plaindesk.text.yaml.front_matter_edit import end_of
from plaindesk.text.yaml.records import is_null

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# An edit replaces `text[start:end]`.
_Edit = tuple[int, int, str]
_WIDTH = 88
_DATE = len("2026-12-24, ")


def add_holidays(text: str, calendar: str, days: Mapping[date, str]) -> str:
    """Add days, which it doesn't have yet, to a calendar; block lists get their names too.

    The result is read again: where it does not say what was wanted, and nothing else new,
    the edit is refused with a DeskError.
    """
    try:
        after = _edited(text, calendar, days) if days else text
        is_safe = _is_wanted(strict_yaml.load(text), strict_yaml.load(after), calendar, days)
    except (strict_yaml.YamlError, ValueError):
        is_safe = False
    if not is_safe:
        raise DeskError(
            f"The holidays of calendar '{calendar}' stand in desk.yml in a way that can't be "
            "changed safely.",
            "Write them as a plain list, such as 'holidays: []', and try again.",
        )
    return after


def _is_wanted(before: Any, after: Any, calendar: str, days: Mapping[date, str]) -> bool:  # noqa: ANN401 - what YAML can hold
    """Compare two readings of the file: the days came in, the others kept their order."""
    held = before["calendars"][calendar].pop("holidays", None) or []
    new = after["calendars"][calendar].pop("holidays", None) or []
    added = {str(day) for day in days}
    rest = [day for day in new if day not in added]
    return bool(before == after and rest == held and len(new) == len(held) + len(added))


def _edited(text: str, name: str, days: Mapping[date, str]) -> str:
    mapping = _calendar(text, name)
    places = {key.value: (key, value) for key, value in mapping.value}
    if "holidays" not in places:
        edits = [_new_key(text, mapping, places, days)]
    else:
        key, value = places["holidays"]
        if not isinstance(value, pyyaml.SequenceNode) and not is_null(value):
            raise ValueError
        if not value.value or is_null(value):
            edits = [_first_ones(text, mapping, key, value, days)]
        elif value.flow_style:
            edits = _in_flow_list(text, value, days)
        else:
            edits = _in_block_list(text, key, value, days)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _calendar(text: str, name: str) -> pyyaml.MappingNode:
    node = strict_yaml.compose(text)
    for part in ("calendars", name):
        pairs = node.value if isinstance(node, pyyaml.MappingNode) else ()
        node = next((value for key, value in pairs if key.value == part), None)
    if isinstance(node, pyyaml.MappingNode):
        return node
    raise DeskError(
        f"The calendar '{name}' is not written out in desk.yml, so it can't be given holidays.",
        f'Write it: calendars: {{{name}: {{hours: {{mon-fri: ["09:00-17:00"]}}}}}}',
    )


def _new_key(
    text: str, mapping: pyyaml.MappingNode, places: Mapping[str, Any], days: Mapping[date, str]
) -> _Edit:
    """Put the key behind the one that says where its days come from, or behind the last."""
    if mapping.flow_style:
        at = end_of(text, mapping.value[-1][1])
        return at, at, f", holidays: [{_flow(days, _column(text, at) + 13, _indent(text, at))}]"
    key, value = places.get("holidays_from", mapping.value[-1])
    indent = key.start_mark.column
    at = max(end_of(text, key), end_of(text, value))
    return _behind_line(text, at, [f"{' ' * indent}holidays:", *_items(days, indent + 2)])


def _first_ones(
    text: str,
    mapping: pyyaml.MappingNode,
    key: pyyaml.Node,
    value: pyyaml.Node,
    days: Mapping[date, str],
) -> _Edit:
    """Put a list in place of an empty one, or of nothing."""
    colon = text.index(":", end_of(text, key)) + 1
    end = max(colon, end_of(text, value))
    if "#" in text[colon:end]:
        raise ValueError  # a comment inside the brackets would be lost
    if mapping.flow_style:
        return colon, end, f" [{_flow(days, _column(text, colon) + 2, _indent(text, colon))}]"
    line_end = _line_end(text, end)
    lines = "\n".join(_items(days, key.start_mark.column + 2))
    return colon, line_end, f"{text[end:line_end]}\n{lines}"


def _in_block_list(
    text: str, key: pyyaml.Node, node: pyyaml.Node, days: Mapping[date, str]
) -> list[_Edit]:
    """Put each day on a line of its own, behind the last held one that comes before it."""
    if node.start_mark.line <= key.start_mark.line:
        raise ValueError
    edits = []
    for at, group in _grouped(node.value, days).items():
        behind = node.value[at - 1] if at else key
        lines = _items(group, node.start_mark.column)
        edits.append(_behind_line(text, end_of(text, behind), lines))
    return edits


def _in_flow_list(text: str, node: pyyaml.Node, days: Mapping[date, str]) -> list[_Edit]:
    """Put days between those in brackets, each on its own line where the held ones are."""
    edits: list[_Edit] = []
    for at, group in _grouped(node.value, days).items():
        if at == len(node.value):
            edits += _behind_last(text, node, group)
            continue
        item = node.value[at]
        start, column = item.start_mark.index, item.start_mark.column
        line = f",\n{' ' * column}"
        if _stands_alone(text, node.value, at):
            edits.append((start, start, "".join(f"{day}{line}" for day in group)))
        else:
            new = _flow(group, column, _indent_of(text, node))
            edits.append((start, start, f"{new}, "))
    return edits


def _behind_last(text: str, node: pyyaml.Node, group: Mapping[date, str]) -> list[_Edit]:
    last = node.value[-1]
    end = end_of(text, last)
    tail = text[end : node.end_mark.index - 1]
    indent = _indent_of(text, node)
    line = f"\n{' ' * indent}"
    comma = "," if "," in re.sub(r"#[^\n]*", "", tail) else ""
    if "#" in tail:  # what is said of the last day stays beside it
        behind = end + tail.index("\n")
        new = ",".join(f"{line}{day}" for day in group)
        return [(end, end, "" if comma else ","), (behind, behind, new + comma)]
    if _stands_alone(text, node.value, len(node.value) - 1):
        return [(end, end, "".join(f",{line}{day}" for day in group))]
    return [(end, end, f", {_flow(group, _column(text, end) + 2, indent)}")]


def _indent_of(text: str, node: pyyaml.Node) -> int:
    """Tell where the lines of a list in brackets begin, or would."""
    first = node.value[0].start_mark
    if _stands_alone(text, node.value[:1], 0):
        return int(first.column)
    later = (item.start_mark for item in node.value if item.start_mark.line > first.line)
    return next((mark.column for mark in later), _indent(text, node.start_mark.index))


def _indent(text: str, at: int) -> int:
    """Tell where the next line of what stands in brackets there would begin."""
    line = text[at - _column(text, at) : at]
    return len(line) - len(line.lstrip(" ")) + 4


def _stands_alone(text: str, items: Sequence[pyyaml.Node], at: int) -> bool:
    """Tell whether a day in brackets has a line of its own."""
    mark = items[at].start_mark
    lead = text[mark.index - mark.column : mark.index]
    shared = at + 1 < len(items) and items[at + 1].start_mark.line == mark.line
    return not lead.strip() and not shared


def _grouped(
    items: Sequence[pyyaml.Node], days: Mapping[date, str]
) -> Mapping[int, Mapping[date, str]]:
    """Find the place of each new day among the held ones: by date, as far as they are."""
    if not all(isinstance(item, pyyaml.ScalarNode) for item in items):
        raise ValueError
    latest: list[date] = []
    for item in items:
        try:
            day = parse_day(item.value)
        except ValueError:
            day = date.min  # `desk check` tells of it; here it stays where it is
        latest.append(max(day, *latest[-1:], date.min))
    groups: dict[int, dict[date, str]] = defaultdict(dict)
    for day, name in sorted(days.items()):
        groups[bisect(latest, day)][day] = name
    return groups


def _items(days: Mapping[date, str], indent: int) -> list[str]:
    """Write block list items, with names as comments."""
    pad = " " * indent
    return [
        f"{pad}- {day}  # {name}" if name else f"{pad}- {day}" for day, name in sorted(days.items())
    ]


def _flow(days: Mapping[date, str], column: int, indent: int) -> str:
    """Write days with commas between, on new lines where one would become too long."""
    written = ""
    for day in sorted(days):
        if written and column + _DATE > _WIDTH:
            written += f",\n{' ' * indent}"
            column = indent
        elif written:
            written += ", "
        written += str(day)
        column += _DATE
    return written


def _behind_line(text: str, at: int, lines: Sequence[str]) -> _Edit:
    end = _line_end(text, at)
    return end, end, "".join(f"\n{line}" for line in lines)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _column(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)
