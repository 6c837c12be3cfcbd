"""A ticket from both sides of a merge: every entry of either, and the fields that follow.

The same text comes out whichever side is called ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from plaindesk.core.checks.tickets.history import said
from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle.replay import fields_of
from plaindesk.core.model.fields import FIELDS, OWN
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.ticket import in_order
from plaindesk.core.model.time.moments import format_instant
from plaindesk.text.codecs import field_values as values
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import Source
from plaindesk.text.codecs.front_matter import join, split, split_single
from plaindesk.text.yaml.front_matter_edit import set_fields

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from plaindesk.core.model.ticket import Entry, Ticket, Value

_COMMENT = re.compile(r"(?:^|\s)#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side's `README.md`, and the entries that it had as files; None where nobody knows."""

    text: str
    loose: Container[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """The whole `README.md`, the entries that are folded into it, and what was decided."""

    text: str
    folded: frozenset[str]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One side as it reads: its fields, its folded entries with their text, all its entries."""

    ticket: Ticket
    texts: Mapping[str, str]
    comments: tuple[str, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.ticket.entries


def rebuild(  # noqa: PLR0913 - three texts, and the files beside them
    path: str,
    base: str | None,
    ours: Side,
    theirs: Side,
    loose: Sequence[Source] = (),
    *,
    coming: Sequence[Source] = (),
) -> Rebuilt | Finding:
    """Put both sides together; a finding where one of them can't be read, or two can't be one.

    `loose` are the entries of both sides that are files of their own. `coming` are those that
    later commits of a rebase bring: they tell when a value was set, and are not put in.
    """
    read = [_read(path, side, loose) for side in (ours, theirs)]
    first = None if base is None else _read(path, Side(text=base), ())
    if wrong := next((side for side in read if isinstance(side, Finding)), None):
        return wrong
    known = None if isinstance(first, Finding) else first
    sides = [side for side in read if isinstance(side, _Read)]
    if odd := _apart(path, known, sides):
        return odd
    texts = {**sides[0].texts, **sides[1].texts}
    entries = {entry.name: entry for side in sides for entry in side.entries}
    ordered = tuple(sorted(entries.values(), key=in_order))
    ahead = _ahead(path, theirs, coming, entries)
    merged, notes = _merged(known, sides, ordered, ahead)
    head = _head(merged, None if known is None else base)
    parts = (texts[entry.name] for entry in ordered if entry.name in texts)
    return Rebuilt(
        text="\n".join((head, *parts)), folded=frozenset(texts), notes=tuple(sorted(notes))
    )


def _read(path: str, side: Side, loose: Sequence[Source]) -> _Read | Finding:
    mine = [s for s in loose if side.loose is None or s.path.rpartition("/")[2] in side.loose]
    readme = Source(path=path, text=side.text)
    reading = ticket_text.read(readme, mine)
    errors = [f for f in reading.findings if f.severity is Severity.ERROR]
    if errors or reading.ticket is None:
        return errors[0]._replace(hint="One side of the merge can't be read. Mend it by hand.")
    blocks = {block.front_line: block.text for block in split(side.text)}
    texts = {
        name: blocks[line] if blocks[line].endswith("\n") else f"{blocks[line]}\n"
        for name, (where, line) in reading.places.items()
        if where == path
    }
    comments = tuple(_COMMENT.findall(split(side.text)[0].front))
    return _Read(ticket=reading.ticket, texts=texts, comments=comments)


def _ahead(
    path: str, side: Side, coming: Sequence[Source], known: Mapping[str, Entry]
) -> tuple[Entry, ...]:
    found = ticket_text.read(Source(path=path, text=side.text), coming).ticket if coming else None
    return tuple(e for e in found.entries if e.name not in known) if found else ()


def _apart(path: str, base: _Read | None, sides: Sequence[_Read]) -> Finding | None:
    """Say why two sides can't be put together by anything but a person."""
    ours, theirs = (side.ticket for side in sides)
    before = base.ticket if base else None
    what = ""
    comments = {side.comments for side in sides}
    if any(getattr(ours, name) != getattr(theirs, name) for name in ("id", "created", "source")):
        what = "These are two tickets of one id."
    elif _three(before and before.body, ours.body, theirs.body) is None:
        what = "The first words of the ticket were edited on both sides."
    elif any(comments) and comments != {base.comments if base else ()}:
        what = "The front matter holds comments, which would be lost."
    hint = "Keep the right lines, remove the marks, and `git add` the file."
    return Finding(path=path, code="conflict-markers", message=what, hint=hint) if what else None


def _three(base: object, ours: object, theirs: object) -> Any:  # noqa: ANN401 - any value of a file
    """Merge as Git does a line: what only one side changed; None where both did."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else None


def _merged(
    base: _Read | None,
    sides: Sequence[_Read],
    entries: tuple[Entry, ...],
    ahead: tuple[Entry, ...],
) -> tuple[Ticket, list[str]]:
    ours, theirs = (side.ticket for side in sides)
    before = base.ticket if base else None
    notes: list[str] = []
    settled: dict[str, Value] = {}
    for name in fields_of(ours, theirs, ours._replace(entries=entries)):
        field = _Field(
            name=name,
            base=before.value(name) if before else None,
            values=(ours.value(name), theirs.value(name)),
            by_hand=any(_is_by_hand(name, side, before) for side in sides),
            changed=_changed(name, entries, ahead, (ours.value(name), theirs.value(name))),
            has_base=before is not None,
        )
        settled[name], note = _settled(field)
        notes += [note] if note else []
    keys = dict.fromkeys((*(before.extra if before else ()), *sorted({*ours.extra, *theirs.extra})))
    extra = {key: _extra(key, before, ours, theirs) for key in keys}
    body = _three(before and before.body, ours.body, theirs.body)
    kept = {key: held for key, held in extra.items() if held is not _GONE}
    return ours.changed(settled)._replace(extra=kept, body=body, entries=()), notes


def _changed(
    name: str, entries: tuple[Entry, ...], ahead: tuple[Entry, ...], values: tuple[Value, Value]
) -> list[Entry]:
    """List the entries that changed a field, those to come that tell of a value here with them."""
    told = [entry for entry in entries if entry.change_of(name)]
    for entry in ahead:
        change = entry.change_of(name)
        told += [entry] if change and change.new in values else []
    return sorted(told, key=in_order)


_GONE = object()


def _extra(key: str, before: Ticket | None, ours: Ticket, theirs: Ticket) -> Any:  # noqa: ANN401
    """Merge a key that we don't know; of two new values the one that sorts last holds."""
    base, one, other = (
        ticket.extra.get(key, _GONE) if ticket else _GONE for ticket in (before, ours, theirs)
    )
    found = _three(base, one, other)
    return max(one, other, key=repr) if found is None and None not in (one, other) else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """One field on both sides, and the entries of both that changed it, in order."""

    name: str
    base: Value
    values: tuple[Value, Value]
    by_hand: bool
    changed: Sequence[Entry]
    has_base: bool

    @property
    def last(self) -> Value:
        """What the latest entry made of it."""
        change = self.changed[-1].change_of(self.name)
        return change.new if change else None

    @property
    def is_clash(self) -> bool:
        """Both sides set it, and to different values."""
        ours, theirs = self.values
        return ours != theirs and not (self.has_base and self.base in self.values)


def _is_by_hand(name: str, side: _Read, base: Ticket | None) -> bool:
    """Tell whether a side has a value that its entries didn't give it."""
    told = [change for entry in side.entries if (change := entry.change_of(name))]
    value = side.ticket.value(name)
    return value != told[-1].new if told else base is not None and value != base.value(name)


def _settled(field: _Field) -> tuple[Value, str]:
    """Choose a field's value, and say so where two sides wanted different ones."""
    ours, theirs = field.values
    told = field.changed[-1] if field.changed else None
    if told and not field.by_hand:
        return field.last, _note(field, told) if field.is_clash else ""
    if not field.is_clash:
        return (theirs if ours == field.base and field.has_base else ours), ""
    if told and field.last in field.values:
        return field.last, _note(field, told)
    chosen = max(field.values, key=lambda value: (_line_of(field.name, value), str(value)))
    other = theirs if chosen == ours else ours
    return chosen, (
        f"'{field.name}' was set by hand to {said(chosen)} and to {said(other)}, and no entry "
        f"tells which came later: {said(chosen)} holds."
    )


def _note(field: _Field, entry: Entry) -> str:
    others = (value for value in field.values if value != field.last)
    lost = " and ".join(sorted({said(value) for value in others}))
    when = format_instant(entry.at)
    return (
        f"'{field.name}' is {said(field.last)}: the entry of {entry.by}, {when}, is the later "
        f"one. The other side had {lost}."
    )


def _line_of(name: str, value: Value) -> str:
    return str(value or "") if name.startswith(OWN) else values.encode(name, value)


def _head(ticket: Ticket, base: str | None) -> str:
    """Write fields and first words, as the base has them where that can be edited."""
    front = ticket_text.front(ticket)
    if base is not None:
        front = _edited(ticket, base) or front
    return join(front, ticket.body)


def _edited(ticket: Ticket, base: str) -> str | None:
    block = split(base)[0]
    before = ticket_text.read(Source(path="", text=base)).ticket
    if before is None or before.extra != ticket.extra:
        return None
    changes = dict(_changes(before, ticket))
    try:
        return split_single(set_fields(join(block.front, ""), changes)).front
    except DeskError:
        return None


def _changes(before: Ticket, after: Ticket) -> Iterator[tuple[str, Value]]:
    names: Iterable[str] = (name for name, field in FIELDS.items() if not field.fixed)
    for name in names:
        if before.value(name) != after.value(name):
            yield name, after.value(name)
