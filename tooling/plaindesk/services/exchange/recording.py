"""What people did by hand becomes entries: fields they edited, words and tickets they left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plaindesk.core.checks import StrayKind, check_tree
from plaindesk.core.errors import DeskError
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.vocabulary import EntryKind
from plaindesk.core.results.recording import Recorded, RecordReport
from plaindesk.services.desk import Loaded
from plaindesk.services.exchange.authorship import Past
from plaindesk.services.exchange.edited_fields import edits_of, line_of
from plaindesk.services.exchange.manual_edits import Said, grow
from plaindesk.services.exchange.new_ticket_files import open_all
from plaindesk.services.tickets import commit_messages
from plaindesk.services.tickets.actions import left_alone, refuse_broken, whole
from plaindesk.store.tickets import README
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import decode, encode
from plaindesk.text.codecs.draft import kind_of, read_words
from plaindesk.text.yaml.front_matter_edit import set_fields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from plaindesk.core.checks import Stray
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk
    from plaindesk.services.exchange.manual_edits import Growth


def record(
    desk: Desk, since: str | None = None, *, dry_run: bool = False, commit: bool = True
) -> RecordReport:
    """Take in what was done by hand, all of it in one commit; raises DeskError for a bad `since`.

    What can't be understood stays as it is and is told.
    """
    run = _Run(desk=desk, past=Past(desk, since))
    for loaded in _touched(run):
        _gather(run, loaded)
    run.past.look_up(loaded.files.path for loaded in run.found.values())
    run.past.get_ready({item.files.path: item.ticket for item in run.found.values() if item.ticket})
    for folder, loaded in sorted(run.found.items()):
        _take_in(run, loaded, run.said.get(folder, []))
    taken = [item.ticket.id for item in run.recorded if item.is_new]
    for opened in open_all(run.past, taken, run.findings):
        run.recorded.append(opened.recorded)
        run.writes += opened.writes
        run.findings += opened.findings
    done = None
    if run.writes and not dry_run:
        message = commit_messages.many("Record", [item.ticket.id for item in run.recorded])
        done = apply(desk.place, run.writes, message, commit=commit, adopt=True).commit
    return RecordReport(
        recorded=tuple(run.recorded),
        findings=tuple(sorted(dict.fromkeys(run.findings), key=_order)),
        commit=done,
        dry_run=dry_run,
    )


@dataclass(slots=True, kw_only=True)
class _Run:
    """What a run has found so far, and what it is going to write."""

    desk: Desk
    past: Past
    found: dict[str, Loaded] = field(default_factory=dict)
    said: dict[str, list[Said]] = field(default_factory=dict)
    recorded: list[Recorded] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.order


def _touched(run: _Run) -> Iterator[Loaded]:
    """Read every ticket, or those that something was done to since a commit."""
    if run.past.is_whole:
        yield from (item for item in run.desk.all() if isinstance(item, Loaded))
        return
    root = run.desk.root
    for folder in sorted(run.past.folders()):
        path = root / folder
        if path.is_dir() and path.resolve() == path:  # no link leads anywhere
            yield run.desk.load(folder)


def _gather(run: _Run, loaded: Loaded) -> None:
    """Keep a ticket that may have something to record, and the words that were left with it."""
    broken = [f for f in loaded.defects if f.severity is Severity.ERROR]
    run.findings += [*check_tree(s for s in loaded.files.strays if _matters(s, loaded)), *broken]
    if broken or loaded.ticket is None:
        return
    if run.past.is_touched(loaded.files.path):
        run.found[loaded.files.folder] = loaded
    for name, data in loaded.files.drafts.items():
        path = f"{loaded.files.folder}/{name}"
        if (maker := run.past.maker(path)) is None:
            continue
        try:
            _hear(run, loaded, loaded.ticket, path, data, maker)
        except DeskError as error:
            run.findings.append(Finding(path=path, code="no-readme", message=error.message))


def _matters(stray: Stray, loaded: Loaded) -> bool:
    name = stray.path.rpartition("/")[2]
    if stray.kind is StrayKind.NO_README:
        return bool(loaded.files.drafts)
    is_odd = stray.kind in (StrayKind.SYMLINK, StrayKind.UNREADABLE)
    return is_odd and (name == README or kind_of(name) is not None)


def _hear(  # noqa: PLR0913, PLR0917 - a file, where it lies and who left it
    run: _Run, loaded: Loaded, ticket: Ticket, path: str, data: bytes, maker: tuple[str, datetime]
) -> None:
    """Read words, and find the ticket they belong to: one that was merged goes on elsewhere."""
    kind = kind_of(path.rpartition("/")[2]) or EntryKind.NOTE
    by, at = maker
    author = (ticket.requester or "") if kind is EntryKind.MESSAGE else by
    words = read_words(decode(path, data), kind, author, at)
    if isinstance(words, list):
        run.findings += words
        return
    target = whole(run.desk, ticket) if kind is EntryKind.MESSAGE else ticket
    folder = target.path.rpartition("/")[0]
    if folder not in run.found:
        run.found[folder] = loaded if target is ticket else run.desk.load(folder)
    run.said.setdefault(folder, []).append(Said(path=path, data=data, words=words))


def _take_in(run: _Run, loaded: Loaded, said: list[Said]) -> None:
    if loaded.ticket is None:
        return
    edits, start = edits_of(run.past, loaded, loaded.ticket, run.findings)
    growth = grow(run.desk, start, edits, said)
    run.findings += growth.findings
    is_edited = bool(edits) and loaded.files.path in run.past.dirty
    try:
        run.writes += list(_writes(loaded, loaded.ticket, growth, is_edited=is_edited))
    except DeskError as error:
        run.findings.append(left_alone(loaded, error, run.desk.now))
        return
    files = tuple(path for path in growth.files if path not in growth.opened)
    if growth.entries or files:
        recorded = Recorded(ticket=growth.ticket, entries=tuple(growth.entries), files=files)
        run.recorded.append(recorded)
    for path, ticket in growth.opened.items():
        run.recorded.append(Recorded(ticket=ticket, entries=(), files=(path,), is_new=True))


def _writes(loaded: Loaded, ticket: Ticket, growth: Growth, *, is_edited: bool) -> Iterator[Write]:
    if growth.entries:
        refuse_broken(loaded)
    for entry in growth.entries:
        path = f"{loaded.files.folder}/{entry.name}"
        yield Write(path=path, data=encode(entry_text.render(entry)))
    lines = {line_of(change.field) for entry in growth.entries for change in entry.changes}
    after = {name: growth.ticket.value(name) for name in lines}
    values = {name: held for name, held in after.items() if held != ticket.value(name)}
    readme = loaded.files.readme or b""
    if values:
        data = encode(set_fields(readme.decode("utf-8"), values))
        yield Write(path=loaded.files.path, data=data, expected=readme)
    elif is_edited:
        yield Write(path=loaded.files.path, data=readme, expected=readme)
    for opened in growth.opened.values():
        yield Write(path=opened.path, data=encode(ticket_text.render_new(opened)))
    for path, data in growth.files.items():
        yield Write(path=path, data=None, expected=data)
