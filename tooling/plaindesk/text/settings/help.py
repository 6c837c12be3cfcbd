"""What `desk.yml` may hold, told from the settings' own types: help, and a JSON Schema."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from plaindesk.core.errors import DeskError
from plaindesk.core.model.fields import CHANGEABLE, OWN_NAME
from plaindesk.core.model.settings import Calendar, Jobs, Settings
from plaindesk.core.model.settings.base import (
    MOST_YEARS,
    CountryCode,
    DayRange,
    FieldValues,
    Promised,
    QueryText,
    Share,
    Shift,
    SupportLine,
    Week,
    YearCount,
    ZoneName,
)
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.vocabulary import Priority
from plaindesk.text.suggest import did_you_mean
from plaindesk.text.yaml.records import Key, fields_of

# What each simple type holds: in words, and the pattern that editors check.
_LEAVES: Mapping[Any, tuple[str, str]] = {
    str: ("text", ""),
    QueryText: ("a query, such as queue:network age:>3d", ""),
    bool: ("true or false", "^(true|false)$"),
    int: ("a whole number", r"^\+?[0-9]+d?$"),
    Duration: (
        "a duration: 90m, 1h30m, or open days: 2d",
        r"^([0-9]+d|([0-9]+h)?([0-9]+m)?([0-9]+s)?)$",
    ),
    Share: ("a share, such as 80%", "^[0-9]+%$"),
    DayRange: ("a date, or two with .. between", r"^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$"),
    date: ("a date, such as 2026-12-24", r"^\d{4}-\d\d-\d\d$"),
    CountryCode: ("a country: two letters, such as SK", "^[A-Z]{2}$"),
    YearCount: (f"a number of years from 1 to {MOST_YEARS}", "^([1-9]|1[0-9]|20)$"),
    ZoneName: ("a time zone, such as Europe/Bratislava", ""),
    Promised: (
        "a priority, or default for the others",
        f"^({'|'.join(Priority)}|default)$",
    ),
    SupportLine: ("a support line: 1, 2 or 3", "^[123]$"),
    Shift: (
        "hours, such as 08:00-16:30 or 22:00-06:00",
        r"^\d?\d:\d\d(:\d\d)?-\d?\d:\d\d(:\d\d)?$",
    ),
}
_WORDS: Mapping[Any, str] = {
    **{kind: words for kind, (words, _) in _LEAVES.items()},
    Week: "hours by weekday: mon-fri: [...]",
    FieldValues: "ticket fields and their values",
}
_MOST: Mapping[Any, int] = {SupportLine: 3, YearCount: MOST_YEARS}
"""The largest of what is counted from 1."""
_WEEKDAYS = "(mon|tue|wed|thu|fri|sat|sun)"


def as_json(path: str) -> dict[str, Any]:
    """Say of a key named with dots what it does and holds, and which keys are inside it."""
    kind, key = _find(path)
    inner = _record_in(kind)
    held = fields_of(inner) if inner else {}
    simple = key is not None and isinstance(key.default, str | int | Duration)
    return {
        "key": path,
        "doc": key.doc if key else "",
        "holds": describe(key.type) if key else "",
        "required": bool(key and key.is_required),
        "default": str(key.default) if key and simple and not key.is_required else None,
        "keys": {name: item.doc for name, item in held.items()},
    }


def explain(path: str) -> str:
    """Explain a key named with dots, or list all of the top; raises DeskError for none."""
    kind, key = _find(path)
    lines = [f"{path}: {key.doc}", f"Holds {describe(key.type)}."] if key else []
    if key and not key.is_required and key.default not in (None, "", ()):
        if isinstance(key.default, str | int | Duration):
            lines.append(f"By default: {key.default}")
    elif key and key.is_required:
        lines.append("It must be there.")
    inner = _record_in(kind)
    if inner:
        lines += ["Keys:"] if key else []
        held = fields_of(inner)
        room = max(map(len, held))
        lines += [f"  {name:{room}}  {item.doc}" for name, item in held.items()]
    return "\n".join(lines)


def keys_of(path: str) -> tuple[str, ...]:
    """List the keys inside another that is named with dots; raises DeskError for none."""
    inner = _record_in(_find(path)[0])
    return tuple(fields_of(inner)) if inner else ()


def doc_of(path: str) -> str:
    """Return the explanation of a key named with dots; raises DeskError for none."""
    key = _find(path)[1]
    return key.doc if key else ""


def _find(path: str) -> tuple[Any, Key | None]:
    kind: Any = Settings
    key: Key | None = None
    for part in path.split(".") if path else ():
        record = _record_in(kind)
        known = fields_of(record) if record else {}
        if part not in known:
            hint = did_you_mean(part, known) or f"Keys here: {', '.join(known) or 'none'}."
            raise DeskError(f"There is no key '{path}' in desk.yml.", hint)
        key = known[part]
        kind = key.type
    return kind, key


def _record_in(kind: object) -> Any:  # noqa: ANN401 - any type at all
    """Return the record inside lists, mappings and optional types."""
    if dataclasses.is_dataclass(kind) and kind is not Duration:
        return kind
    inner = [arg for arg in typing.get_args(kind) if arg not in (type(None), ...)]
    return _record_in(inner[-1]) if inner else None


def describe(kind: object) -> str:
    """Say in words what a type holds."""
    if kind in _WORDS:
        return _WORDS[kind]
    inner = [arg for arg in typing.get_args(kind) if arg not in (type(None), ...)]
    origin = typing.get_origin(kind)
    if origin is tuple:
        return f"a list; each: {describe(inner[0])}"
    if origin in (typing.Union, types.UnionType):
        return describe(inner[0])
    if origin is not None and issubclass(origin, Mapping):
        return f"names; each with: {describe(inner[1])}"
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return f"one of {', '.join(kind)}"
    return "keys of its own"


def json_schema() -> dict[str, Any]:
    """Describe the whole file as a JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Plaindesk settings (desk.yml)",
        **_schema(Settings),
    }


def _schema(kind: object) -> dict[str, Any]:
    inner = [arg for arg in typing.get_args(kind) if arg not in (type(None), ...)]
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_schema(inner[0]), {"type": "null"}]}
    if origin is tuple:
        return {"type": ["array", "null"], "items": _schema(inner[0])}
    if origin is not None and issubclass(origin, Mapping):
        names = {} if inner[0] is str else {"propertyNames": _schema(inner[0])}
        return {"type": ["object", "null"], **names, "additionalProperties": _schema(inner[1])}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": list(kind)}
    return _leaf_schema(kind) if kind in _WORDS else _record_schema(kind)


def _leaf_schema(kind: object) -> dict[str, Any]:
    if kind is Week:
        keys = f"^{_WEEKDAYS}(-{_WEEKDAYS})?$"
        shifts = {keys: _schema(tuple[Shift, ...])}
        return {"type": "object", "patternProperties": shifts, "additionalProperties": False}
    if kind is FieldValues:
        names = "|".join((*CHANGEABLE, OWN_NAME))
        return {"type": "object", "propertyNames": {"pattern": f"^({names})$"}}
    words, pattern = _LEAVES[kind]
    if kind is bool:
        return {"type": "boolean"}
    text = {"type": "string", **({"pattern": pattern} if pattern else {})}
    if kind in _MOST:
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": _MOST[kind]}, text]}
    # Editors read 2 as a number and 2026-12-24, in some, as a date: both are fine here.
    return {"anyOf": [{"type": "integer"}, text]} if kind is int else {**text, "description": words}


def _record_schema(kind: object) -> dict[str, Any]:
    known = fields_of(kind)
    schema: dict[str, Any] = {
        # A section whose keys are all comments is null, and means its defaults.
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            name: {**_schema(key.type), "description": key.doc} for name, key in known.items()
        },
        "required": [name for name, key in known.items() if key.is_required],
    }
    if kind is Jobs:
        return {"anyOf": [_schema(tuple[str, ...]), schema]}
    return {"anyOf": [{"const": "24/7"}, schema]} if kind is Calendar else schema
