"""What a shell offers for `field:value` of queries and `FIELD=VALUE` of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.cli.completion.desk import opened, tags_of
from plaindesk.core.errors import DeskError
from plaindesk.core.model.fields import CHANGEABLE, FIELDS
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.core.query.fields import QUERY_FIELDS, SORT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import click

    from plaindesk.services.desk import Desk


class _Typed(NamedTuple):
    """What stands before the cursor: a field, if its name is whole, and what follows it.

    `before` is what a completion has to begin with. It is empty in bash, which takes a colon
    and an equals sign for ends of words.
    """

    field: str
    value: str
    before: str


def _typed(words: Sequence[str], incomplete: str, sign: str) -> _Typed | None:
    """Tell which field a value is typed for; None while its name is typed."""
    if incomplete == sign and words:
        return _Typed(words[-1], "", "")
    if words[-1:] == (sign,) and len(words) > 1:
        return _Typed(words[-2], incomplete, "")
    field, found, value = incomplete.partition(sign)
    return _Typed(field, value, f"{field}{sign}") if found else None


def complete_query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a word of a query: a view, a field, or a value that a field can have."""
    return _offered(ctx, param, incomplete, ":", _query_names, _query_values)


def complete_change(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a change of a field: its name, or a value that it can have."""
    return _offered(ctx, param, incomplete, "=", _change_names, _change_values)


def complete_columns(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the last of several columns with commas between."""
    from plaindesk.render.queue.lists import COLUMNS, MORE_COLUMNS

    return _last_of(incomplete, (*COLUMNS, *MORE_COLUMNS))


def complete_sort(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the last of several fields to sort by, with commas between."""
    return _last_of(incomplete, SORT_FIELDS)


def _offered(
    ctx: click.Context,
    param: click.Parameter,
    incomplete: str,
    sign: str,
    names: Callable[[Desk], Iterable[str]],
    values: Callable[[Desk, str], Iterable[str]],
) -> list[str]:
    words: tuple[str, ...] = ctx.params.get(param.name or "") or ()
    try:
        desk = opened()
        typed = _typed(words, incomplete, sign)
        if typed is not None:
            found = _last_of(typed.value, values(desk, typed.field))
            return [f"{typed.before}{value}" for value in found]
        return _names(incomplete, sign, tuple(names(desk)), lambda name: values(desk, name))
    except (DeskError, OSError):
        return []


def _names(
    incomplete: str, sign: str, names: Sequence[str], values: Callable[[str], Iterable[str]]
) -> list[str]:
    """Offer names; where one is left, its values too, so that no space is put after the sign."""
    fits = [name for name in names if name.startswith(incomplete)]
    if len(fits) == 1 and (known := sorted(values(fits[0]))):
        return [f"{fits[0]}{sign}{value}" for value in known]
    return [name if name.startswith("@") else f"{name}{sign}" for name in fits]


def _last_of(typed: str, known: Iterable[str]) -> list[str]:
    """Complete the last of several values with commas between; none is offered twice."""
    before, comma, last = typed.rpartition(",")
    held = before.split(",")
    fits = [value for value in known if value.startswith(last) and value not in held]
    return [f"{before}{comma}{value}" for value in fits]


def _query_names(desk: Desk) -> Iterable[str]:
    return (*QUERY_FIELDS, "sort", *(f"@{name}" for name in desk.settings.views))


def _query_values(desk: Desk, name: str) -> Iterable[str]:
    if name == "sort":
        return SORT_FIELDS
    field = QUERY_FIELDS.get(name)
    if field is not None and field.words:
        return [str(word) for word in field.words]
    if name in ("assignee", "watcher"):
        return ("@me", *desk.settings.agents)
    return _held_by(desk, "tags" if name == "tag" else name)


def _change_names(desk: Desk) -> Iterable[str]:
    return (*(name for name in CHANGEABLE if name != "links"), *desk.settings.own_fields)


def _change_values(desk: Desk, name: str) -> Iterable[str]:
    field = FIELDS.get(name)
    words = field.words if field else None
    return [str(word) for word in words] if words else _held_by(desk, name.rstrip("+-"))


def _held_by(desk: Desk, name: str) -> Iterable[str]:
    """List what the settings, or other tickets, know for a field."""
    if name in CATALOGUED:
        return desk.settings.catalogue(name)
    if name == "language":
        return sorted(desk.settings.spoken)
    return tags_of(desk) if name == "tags" else ()
