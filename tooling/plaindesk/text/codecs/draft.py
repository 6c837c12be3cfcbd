"""Files that people drop by hand: words on a ticket, and tickets that have no id yet."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from plaindesk.core.model.fields import FIELDS
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.time.moments import format_instant
from plaindesk.core.model.vocabulary import BOT, EntryKind, Status
from plaindesk.text.codecs import entry as entries
from plaindesk.text.codecs import field_values as values
from plaindesk.text.codecs.entry import BadEntryError
from plaindesk.text.codecs.field_values import BadValueError
from plaindesk.text.codecs.front_matter import FENCE, Block, DocumentError, split_single
from plaindesk.text.codecs.ticket import load_front
from plaindesk.text.codecs.unknown_keys import unknown_keys
from plaindesk.text.suggest import did_you_mean
from plaindesk.text.yaml import scalars
from plaindesk.text.yaml.key_positions import key_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from plaindesk.core.model.ticket import Entry, Value
    from plaindesk.text.codecs.decoding import Source

_NAME = re.compile(r"(reply|note|message)(-.*)?\.md", re.IGNORECASE | re.DOTALL)
_FENCED = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(
    r"^#{1,6}[ \t]+(?P<one>\S.*?)(?:[ \t]+#+)?[ \t]*$|^(?P<two>\S.*)\n(?:=+|-{3,})[ \t]*$",
    re.MULTILINE,
)
_BY_HAND = ("at", "by", "kind", "changes", "spent")
_LEFT = "Nothing was taken in: mend the file, or remove it."


def kind_of(name: str) -> EntryKind | None:
    """Tell what a file's name makes of its words; None where it is no such file."""
    found = _NAME.fullmatch(name)
    return EntryKind(found[1].lower()) if found else None


class Words(NamedTuple):
    """What a file says to a ticket."""

    entry: Entry
    block: Block
    has_time: bool
    """The file says itself when it was."""
    findings: tuple[Finding, ...] = ()


class Request(NamedTuple):
    """A ticket in the making; `left` are lines of its front matter that mean nothing."""

    subject: str
    body: str
    created: datetime | None
    source: str | None
    values: Mapping[str, Value]
    extra: Mapping[str, Any]
    block: Block
    raw: Mapping[str, Any]
    """The front matter as it was read."""
    left: Mapping[str, Any] = MappingProxyType({})
    findings: tuple[Finding, ...] = ()


def read_words(source: Source, kind: EntryKind, by: str, at: datetime) -> Words | list[Finding]:
    """Read words on a ticket; `by` and `at` stand in for what the file doesn't say itself."""
    read = _opened(source)
    if isinstance(read, list):
        return read
    block, raw = read
    if misused := _misused(source.path, block, raw, kind):
        return [misused]
    known = {"at": format_instant(at), "by": by, "kind": str(kind)}
    try:
        entry = entries.decode(block, {**known, **{k: v for k, v in raw.items() if v is not None}})
    except BadEntryError as problem:
        return [_at_key(source.path, block, problem.key, problem.message, _LEFT, problem.code)]
    if not (entry.body.strip() or entry.changes or entry.spent):
        return [_empty(source.path)]
    told = tuple(unknown_keys(source.path, block, raw, entries.KEYS))
    return Words(entry=entry, block=block, has_time=raw.get("at") is not None, findings=told)


def _misused(path: str, block: Block, raw: Mapping[str, Any], kind: EntryKind) -> Finding | None:
    """Tell of a key that says what a file by hand can't."""
    if (raw.get("kind") or kind) != kind:
        message = f"The file's name says '{kind}', but this says '{raw['kind']}'."
        return _at_key(path, block, "kind", message, "Rename the file, or take this out.")
    if odd := next((key for key in raw if key in entries.KEYS and key not in _BY_HAND), None):
        message = f"'{odd}' is written by commands only."
        return _at_key(path, block, odd, message, "Take it out, or use the command.")
    if raw.get("by") == BOT:
        return _at_key(path, block, "by", f"'{BOT}' is the name of the jobs.", "Write who said it.")
    return None


def read_request(source: Source) -> Request | list[Finding]:
    """Read a ticket that somebody wrote by hand."""
    read = _opened(source)
    if isinstance(read, list):
        return read
    block, raw = read
    subject, body = _title(block.body, raw.get("subject"))
    if not subject:
        return [_empty(source.path)]
    wrong = list(_wrong(source.path, block, raw))
    left = {finding.field: raw[finding.field] for finding in wrong}
    sound: dict[str, Any] = {
        name: values.decode(kind, raw[name])
        for name, kind in FIELDS.items()
        if _holds(raw, name) and name not in left
    }
    created, origin = sound.pop("created", None), sound.pop("source", None)
    for name in ("subject", "status"):
        sound.pop(name, None)
    return Request(
        subject=subject,
        body=body,
        created=created,
        source=origin,
        values=sound,
        extra={key: held for key, held in raw.items() if key not in FIELDS},
        block=block,
        raw=raw,
        left=left,
        findings=(*wrong, *unknown_keys(source.path, block, raw, FIELDS)),
    )


def left_out(lines: Mapping[str, Any]) -> str:
    """Write lines that could not be used as a note shows them, so that nothing is lost."""
    shown = "\n".join(f"    {key}: {scalars.flow(held)}" for key, held in lines.items())
    return f"The file it came from said this too, which could not be used:\n\n{shown}"


def _opened(source: Source) -> tuple[Block, dict[str, Any]] | list[Finding]:
    if source.text is None:
        return list(source.findings)
    findings: list[Finding] = []
    try:
        block = _block(source.text)
    except DocumentError as error:
        hint = "Close it by a line '---', or start with words."
        return [_finding(source.path, "broken-file", error.message, hint, error.line)]
    raw = load_front(source.path, block, findings)
    if raw is None:
        return findings
    if not isinstance(raw, dict):
        message = "Front matter is lines of 'key: value'."
        return [_finding(source.path, "bad-front-matter", message, _LEFT, 2)]
    return block, raw


def _block(text: str) -> Block:
    """Take a file apart; one that has no front matter is all words."""
    return split_single(text if text.startswith(FENCE) else f"{FENCE}{FENCE}\n{text}")


def _title(body: str, subject: object) -> tuple[str, str]:
    """Find a subject: the first heading, what the front matter says, or the first line."""
    body = body.strip("\n")
    bare = _FENCED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    heading = _HEADING.search(bare)
    if heading:
        rest = body[heading.end() :].strip("\n") if not body[: heading.start()].strip() else body
        return (heading["one"] or heading["two"]).strip(), rest
    if isinstance(subject, str) and subject.strip():
        return subject.strip(), body
    return next((line.strip() for line in body.split("\n") if line.strip()), ""), body


def _holds(raw: Mapping[str, Any], name: str) -> bool:
    return raw.get(name) is not None


def _wrong(path: str, block: Block, raw: Mapping[str, Any]) -> Iterator[Finding]:
    for name, kind in FIELDS.items():
        if not _holds(raw, name) or (name, raw[name]) == ("status", Status.NEW):
            continue
        if name in ("id", "status"):
            message = "A new ticket gets its id." if name == "id" else "A new ticket is new."
            yield not_used(path, block, name, message)
            continue
        try:
            values.decode(kind, raw[name])
        except BadValueError as problem:
            hint = did_you_mean(str(raw[name]), kind.words or ())
            yield not_used(path, block, name, f"{problem} {hint}".strip())


def not_used(path: str, block: Block, name: str, message: str) -> Finding:
    """Tell of a line of the front matter that the ticket was made without."""
    line, column = key_place(block, name)
    return Finding(
        path=path,
        code="bad-value",
        severity=Severity.WARNING,
        line=line,
        column=column,
        field=name,
        message=message,
        hint="The ticket was made without it; a note on it has the line.",
    )


def _empty(path: str) -> Finding:
    return _finding(path, "broken-file", "There are no words in this file.", _LEFT, 1)


def _at_key(  # noqa: PLR0913, PLR0917 - the parts of a finding
    path: str, block: Block, key: str, message: str, hint: str, code: str = "bad-value"
) -> Finding:
    line, column = key_place(block, key)
    return Finding(path=path, code=code, line=line, column=column, message=message, hint=hint)


def _finding(path: str, code: str, message: str, hint: str, line: int) -> Finding:
    return Finding(path=path, code=code, line=line, message=message, hint=hint)


def plain_changes(entry: Entry) -> dict[str, Any]:
    """Say what an entry changes, as its front matter has it."""
    return {c.field: [values.plain(c.old), values.plain(c.new)] for c in entry.changes}
