"""A ticket's files <-> the ticket."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from plaindesk.core.model.fields import FIELDS, REQUIRED
from plaindesk.core.model.finding import Finding
from plaindesk.core.model.ticket import NO_FIELDS, NO_LINKS, Ticket, in_order
from plaindesk.text.codecs import entry as entries
from plaindesk.text.codecs import fast_blocks, field_values
from plaindesk.text.codecs.entry import BadEntryError
from plaindesk.text.codecs.field_values import BadValueError
from plaindesk.text.codecs.front_matter import Block, DocumentError, join, split
from plaindesk.text.codecs.unknown_keys import unknown_keys
from plaindesk.text.suggest import did_you_mean
from plaindesk.text.yaml import plain_yaml, scalars
from plaindesk.text.yaml.key_positions import key_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plaindesk.core.model.ticket import Entry, Value
    from plaindesk.text.codecs.decoding import Source
    from plaindesk.text.yaml.strict_yaml import YamlError


class Reading(NamedTuple):
    """What a ticket's files say; no ticket where its own fields can't be read.

    `places` tells where each entry stands: the file, and the line of its first key.
    `blocks` are those of `README.md`.
    """

    ticket: Ticket | None
    findings: tuple[Finding, ...]
    places: Mapping[str, tuple[str, int]]
    blocks: Sequence[Block]


def read(readme: Source, loose: Iterable[Source] = (), files: Iterable[str] = ()) -> Reading:
    """Read `README.md` and the entries not yet folded into it; `files` names attachments."""
    findings = list(readme.findings)
    blocks = _blocks(readme, findings)
    head = _head(readme.path, blocks[0], findings) if blocks else None
    found: dict[str, tuple[Entry, str, int]] = {}
    for block in blocks[1:]:
        _take(readme.path, block, findings, found)
    for source in loose:
        findings += source.findings
        for block in _loose_blocks(source, findings):
            _take(source.path, block, findings, found)
    history = tuple(sorted([entry for entry, _, _ in found.values()], key=in_order))
    return Reading(
        ticket=Ticket(**head, entries=history, files=tuple(files)) if head else None,
        findings=tuple(findings),
        places={name: (path, line) for name, (_, path, line) in found.items()},
        blocks=blocks,
    )


def _blocks(source: Source, findings: list[Finding]) -> list[Block]:
    if source.text is None:
        return []
    try:
        return split(source.text)
    except DocumentError as error:
        hint = "Put the two lines '---' back: one starts the file, one ends the front matter."
        findings.append(
            Finding(
                path=source.path,
                code="broken-file",
                line=error.line,
                message=error.message,
                hint=hint,
            )
        )
        return []


def _loose_blocks(source: Source, findings: list[Finding]) -> list[Block]:
    """Take a loose file apart as it would be once it is folded."""
    blocks = _blocks(source, findings)
    if not blocks or blocks[0].front.startswith("at: "):
        return blocks
    # Behind another entry, only that first line would tell it from words of that one.
    finding = Finding(
        path=source.path,
        code="bad-front-matter",
        line=blocks[0].front_line,
        message="An entry's first line is its time: 'at: ...'.",
        hint="Move that line to the top. Nothing reads this entry until then.",
    )
    findings.append(finding)
    return []


def load_front(path: str, block: Block, findings: list[Finding]) -> Any:  # noqa: ANN401 - any YAML
    """Read a front matter; None where it is broken, which is told."""
    held = plain_yaml.read(block.front)
    return _load_any(path, block, findings) if held is None else held


def _load_any(path: str, block: Block, findings: list[Finding]) -> Any:  # noqa: ANN401 - any YAML
    from plaindesk.text.yaml import strict_yaml  # few files need it, and it takes long to import

    try:
        held = strict_yaml.load_any(block.front)
    except strict_yaml.YamlError as error:
        findings.append(_conflict(path, block) or _broken(path, block, error))
        return None
    return {} if held is None else held


def _broken(path: str, block: Block, error: YamlError) -> Finding:
    return Finding(
        path=path,
        code="broken-yaml",
        line=block.front_line + error.line - 1,
        column=error.column,
        message=error.message,
        hint="Nothing reads or changes this file until it is mended.",
    )


def _conflict(path: str, block: Block) -> Finding | None:
    """Tell a merge's marks from other YAML that is broken."""
    lines = enumerate(block.front.split("\n"), block.front_line)
    at = next((number for number, line in lines if line.startswith("<<<<<<< ")), None)
    if at is None:
        return None
    message = "A merge left its marks here."
    hint = "`desk resolve`, without a ticket, puts both sides together. Or do so by hand."
    return Finding(path=path, code="conflict-markers", line=at, message=message, hint=hint)


def _take(
    path: str, block: Block, findings: list[Finding], found: dict[str, tuple[Entry, str, int]]
) -> None:
    """Read one entry; the same entry in two places, as a broken fold leaves it, is one."""
    entry = fast_blocks.entry(block) or _decoded_entry(path, block, findings)
    if entry is not None:
        found.setdefault(entry.name, (entry, path, block.front_line))


def _decoded_entry(path: str, block: Block, findings: list[Finding]) -> Entry | None:
    raw = load_front(path, block, findings)
    if raw is None:
        return None
    try:
        entry = entries.decode(block, raw)
    except BadEntryError as problem:
        line, column = key_place(block, problem.key)
        finding = Finding(
            path=path, code=problem.code, line=line, column=column, message=problem.message
        )
        findings.append(finding)
        return None
    if entry.extra:
        findings += unknown_keys(path, block, raw, entries.KEYS)
    return entry


def _head(path: str, block: Block, findings: list[Finding]) -> dict[str, Any] | None:
    """Read a ticket's own fields and words, by name; None where they don't make a ticket."""
    fields = fast_blocks.fields(block.front)
    if fields is not None:
        return {**fields, "body": block.body}
    raw = load_front(path, block, findings)
    if raw is None:
        return None
    if not isinstance(raw, dict):
        message = "Front matter is lines of 'key: value'."
        findings.append(Finding(path=path, code="bad-front-matter", line=2, message=message))
        return None
    wrong = [*_missing(path, raw)]
    known = _decoded(path, block, raw, wrong)
    findings += [*wrong, *unknown_keys(path, block, raw, FIELDS)]
    if any(finding.field in REQUIRED for finding in wrong):
        return None
    extra = {key: value for key, value in raw.items() if key not in FIELDS}
    return {**known, "extra": extra, "body": block.body}


def _missing(path: str, raw: Mapping[str, Any]) -> Iterator[Finding]:
    for name in REQUIRED:
        if raw.get(name) is None:
            message = f"'{name}' is missing."
            yield Finding(path=path, code="missing-field", line=2, field=name, message=message)


def _decoded(
    path: str, block: Block, raw: Mapping[str, Any], wrong: list[Finding]
) -> dict[str, Any]:
    """Read every field that is there; what can't be read is left out, and told."""
    known: dict[str, Any] = {}
    for name, field in FIELDS.items():
        if name not in raw:
            continue
        try:
            known[name] = field_values.decode(field, raw[name])
        except BadValueError as problem:
            line, column = key_place(block, name)
            finding = Finding(
                path=path,
                code="bad-value",
                line=line,
                column=column,
                field=name,
                message=str(problem),
                hint=did_you_mean(str(raw[name]), field.words or ()),
            )
            wrong.append(finding)
    return known


def front(ticket: Ticket) -> str:
    """Write a ticket's front matter: every field on its line, in the order of the format."""
    lines = map(_line, FIELDS, _values(ticket))
    extra = "".join(f"{scalars.scalar(k)}: {scalars.flow(v)}\n" for k, v in ticket.extra.items())
    return "".join(lines) + (f"\n{extra}" if extra else "")


def _line(name: str, value: Value) -> str:
    if value is None or value == () or value is NO_LINKS or value is NO_FIELDS:
        return _BARE[name]
    is_short = isinstance(value, str) and len(value) <= _SHORT
    return _known_line(name, value) if is_short else _written(name, value)


def _written(name: str, value: Value) -> str:
    text = field_values.encode(name, value)
    return f"{_KEYS[name]}: {text}\n" if text else _BARE[name]


_SHORT = 60
_known_line = lru_cache(maxsize=4096)(_written)
"""Most short texts stand in many tickets."""
_values = attrgetter(*FIELDS)
_KEYS = {name: f"\n{name}" if field.gap else name for name, field in FIELDS.items()}
"""Each key with the blank line before it."""
_BARE = {name: f"{key}:\n" for name, key in _KEYS.items()}


def render_new(ticket: Ticket) -> str:
    """Write the `README.md` of a ticket that has no folded entries."""
    return join(front(ticket), ticket.body)


def render(ticket: Ticket) -> str:
    """Write the `README.md` of a ticket with all its entries folded in."""
    return "\n".join([render_new(ticket), *(entries.render(entry) for entry in ticket.entries)])
