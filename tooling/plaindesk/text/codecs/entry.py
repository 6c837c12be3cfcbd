"""An entry as a block of text, and the name that follows from it."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plaindesk.core.model import ids
from plaindesk.core.model.fields import changeable
from plaindesk.core.model.ids import ALPHABET
from plaindesk.core.model.ticket import Change, Entry
from plaindesk.core.model.time.duration import Duration, format_seconds
from plaindesk.core.model.time.moments import format_instant, parse_instant, stamp
from plaindesk.core.model.vocabulary import EntryKind, Verdict
from plaindesk.text.codecs import field_values
from plaindesk.text.codecs.field_values import BadValueError
from plaindesk.text.codecs.front_matter import Block, join
from plaindesk.text.yaml import scalars

if TYPE_CHECKING:
    from datetime import datetime

KEYS = (
    "at",
    "by",
    "kind",
    "changes",
    "step",
    "notify",
    "until",
    "spent",
    "score",
    "verdict",
    "files",
    "origin",
    "merge",
    "unmerge",
)
_USUAL = frozenset(KEYS[:4])
_SLUG_LENGTH = 32
_SHORT = 60
"""Characters up to which the same value is read again and again."""
_PAIRS = [one + other for one in ALPHABET.lower() for other in ALPHABET.lower()]


class BadEntryError(Exception):
    """A key of an entry that is wrong."""

    def __init__(self, code: str, key: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.key = key
        self.message = message


def render(entry: Entry) -> str:
    """Write an entry as the text of its file."""
    lines = [
        f"at: {format_instant(entry.at)}\n",
        f"by: {scalars.scalar(entry.by)}\n",
        f"kind: {entry.kind}\n",
    ]
    if entry.changes:
        changes = {
            c.field: [field_values.plain(c.old), field_values.plain(c.new)] for c in entry.changes
        }
        lines.append(f"changes: {scalars.mapping(changes)}\n")
    if entry.step:
        lines.append(f"step: {scalars.scalar(entry.step)}\n")
    if entry.notify:
        lines.append(f"notify: {scalars.sequence(entry.notify)}\n")
    if entry.until:
        lines.append(f"until: {format_instant(entry.until)}\n")
    if entry.spent:
        lines.append(f"spent: {format_seconds(entry.spent)}\n")
    if entry.score is not None:
        lines.append(f"score: {entry.score}\n")
    if entry.verdict:
        lines.append(f"verdict: {entry.verdict}\n")
    if entry.files:
        lines.append(f"files: {scalars.sequence(entry.files)}\n")
    tickets = (("origin", entry.origin), ("merge", entry.merge), ("unmerge", entry.unmerge))
    lines += [f"{key}: {scalars.scalar(held)}\n" for key, held in tickets if held]
    lines += [
        f"{scalars.scalar(key)}: {scalars.flow(value)}\n" for key, value in entry.extra.items()
    ]
    return join("".join(lines), entry.body)


@lru_cache(maxsize=1024)
def _slug(by: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", by.lower())[:_SLUG_LENGTH].strip("-") or "someone"


def name_of(at: datetime, by: str, text: str) -> str:
    """Name an entry's file by time, author and four symbols of its text's hash."""
    return name_at(stamp(at), by, text)


def name_at(stamped: str, by: str, text: str) -> str:
    """Name it by a time that is written as in names of files."""
    # Folding adds a last newline where a hand-written entry has none.
    whole = text if text.endswith("\n") else f"{text}\n"
    digest = int.from_bytes(hashlib.sha256(whole.encode("utf-8")).digest()[:3], "big")
    symbols = _PAIRS[(digest >> 10) & 1023] + _PAIRS[digest & 1023]
    return f"{stamped}-{_slug(by)}-{symbols}.md"


def named(entry: Entry) -> Entry:
    """Return the entry with the name that follows from its text."""
    return entry._replace(name=name_of(entry.at, entry.by, render(entry)))


def decode(block: Block, raw: object) -> Entry:
    """Turn a block and its front matter, as YAML read it, into an entry; raises BadEntryError."""
    if not isinstance(raw, dict):
        raise BadEntryError("bad-front-matter", "", "Front matter is lines of 'key: value'.")
    at = _at(raw)
    held = said(raw)
    return Entry(at=at, body=block.body, name=name_of(at, held["by"], block.text), **held)


def said(raw: dict[str, Any]) -> dict[str, Any]:
    """Read all but the time, by name; raises BadEntryError."""
    by, kind, changes = _by(raw), _kind(raw), _changes(raw.get("changes"))
    usual = {"by": by, "kind": kind, "changes": changes}
    return usual if raw.keys() <= _USUAL else {**usual, **_seldom(raw)}


def _seldom(raw: dict[str, Any]) -> dict[str, Any]:
    """Read what most entries don't have."""
    return {
        "step": str(raw.get("step") or ""),
        "notify": _texts(raw, "notify"),
        "until": _until(raw.get("until")),
        "spent": _spent(raw.get("spent")),
        "score": _score(raw.get("score")),
        "verdict": _verdict(raw.get("verdict")),
        "files": _texts(raw, "files"),
        **{key: _ticket(raw, key) for key in ("origin", "merge", "unmerge")},
        "extra": {key: value for key, value in raw.items() if key not in KEYS},
    }


def _at(raw: dict[str, Any]) -> datetime:
    try:
        return parse_instant(str(raw.get("at")))
    except ValueError:
        message = f"'{raw.get('at')}' is no time with an offset, such as 2026-11-21T09:04:12Z."
        raise BadEntryError("bad-value", "at", message) from None


def _by(raw: dict[str, Any]) -> str:
    by = raw.get("by")
    if not isinstance(by, str) or not by:
        message = "'by' is missing: an agent, a requester's address or 'desk'."
        raise BadEntryError("missing-field", "by", message)
    return by


def _kind(raw: dict[str, Any]) -> EntryKind:
    kind = field_values.word(EntryKind, raw.get("kind"))
    if kind is not None:
        return kind
    message = f"'{raw.get('kind')}' is no kind of entry. Known: {', '.join(EntryKind)}."
    raise BadEntryError("bad-value", "kind", message)


def _until(raw: object) -> datetime | None:
    if raw is None:
        return None
    try:
        return parse_instant(str(raw))
    except ValueError:
        message = f"'{raw}' is no time with an offset, such as 2026-11-21T09:04:12Z."
        raise BadEntryError("bad-value", "until", message) from None


def _spent(raw: object) -> int:
    if raw is None:
        return 0
    try:
        found = Duration.parse(str(raw))
    except ValueError:
        found = Duration(days=1)
    if found.days:
        raise BadEntryError("bad-value", "spent", f"'{raw}' is no time spent, such as 1h30m.")
    return found.seconds


def _score(raw: object) -> int | None:
    if raw is None:
        return None
    if raw in ("1", "2", "3", "4", "5"):
        return int(raw)
    raise BadEntryError("bad-value", "score", f"'{raw}' is no score from 1 to 5.")


def _verdict(raw: object) -> Verdict | None:
    found = field_values.word(Verdict, raw)
    if raw is None or found is not None:
        return found
    message = f"'{raw}' is no verdict. Known: {', '.join(Verdict)}."
    raise BadEntryError("bad-value", "verdict", message)


def _ticket(raw: dict[str, Any], key: str) -> str:
    named = raw.get(key)
    if named is None or (isinstance(named, str) and ids.is_canonical(named)):
        return named or ""
    raise BadEntryError("bad-value", key, f"'{named}' is no ticket's id.")


def _texts(raw: dict[str, Any], key: str) -> tuple[str, ...]:
    held = raw.get(key)
    try:
        return () if held is None else field_values.texts(held)
    except BadValueError as problem:
        raise BadEntryError("bad-value", key, str(problem)) from None


def _changes(raw: object) -> tuple[Change, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, dict):
        message = "Changes are written {status: [new, open]}."
        raise BadEntryError("bad-value", "changes", message)
    return tuple(_change(name, pair) for name, pair in raw.items())


def _change(name: str, pair: object) -> Change:
    if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004 - old and new
        message = f"A change of '{name}' is a pair: [old, new]."
        raise BadEntryError("bad-value", "changes", message)
    old, new = pair
    if all(side is None or (isinstance(side, str) and len(side) <= _SHORT) for side in pair):
        return _change_of_words(name, old, new)
    return _made(name, old, new)


def _made(name: str, old: object, new: object) -> Change:
    field = changeable(name)
    if field is None:
        raise BadEntryError("bad-value", "changes", f"'{name}' is no field that changes.")
    try:
        return Change(
            field=name, old=field_values.decode(field, old), new=field_values.decode(field, new)
        )
    except BadValueError as problem:
        raise BadEntryError("bad-value", "changes", str(problem)) from None


# Most changes are the same few: new to open, open to pending.
_change_of_words = lru_cache(maxsize=1024)(_made)
