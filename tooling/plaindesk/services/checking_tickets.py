"""Checking tickets: in several processes where there are many, and each only once.

A ticket in which nothing was found is not looked at again until its files, the settings or
the articles change. The index notes it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.checks import Known, Stray, check_ticket, check_tree
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.sla.history import stretches
from plaindesk.services.clean_notes import CleanNotes
from plaindesk.services.desk import Desk
from plaindesk.services.doubles import doubles
from plaindesk.store import tickets
from plaindesk.text.form import check_form
from plaindesk.text.locate import body_place, place_in
from plaindesk.text.source import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.shard import Shard
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Loaded
    from plaindesk.store.layout import Place

_MANY = 1500
"""Tickets from which on several processes check sooner than one."""
_AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was found in some tickets: findings, the ids they say, and which are clean."""

    findings: Sequence[Finding]
    ids: Sequence[tuple[str, str]]
    """Folder and id."""
    clean: Sequence[tuple[str, int | None]]
    """Folder, and the second from which on time alone may bring a finding."""


def check_tickets(
    desk: Desk,
    known: Known,
    scopes: Sequence[str],
    wanted: Callable[[str], bool],
    shard: Shard | None = None,
) -> tuple[list[Finding], int]:
    """Check the tickets under some paths, or of a shard.

    Returns the findings and how many tickets there are.
    """
    found: list[Finding] = []
    folders: list[str] = []
    others: list[str] = []
    for item in tickets.folders_under(desk.root, scopes):
        is_ours = wanted(_path(item)) and (shard is None or shard.holds(_path(item)))
        if isinstance(item, Stray):
            found += check_tree([item]) if is_ours else ()
        elif is_ours:
            folders.append(item)
        elif shard is not None:
            others.append(item)
    # A shard would first have to index what the other machines look at.
    with CleanNotes(desk, use=not scopes and shard is None) as notes:
        todo = [folder for folder in folders if folder not in notes.clean]
        said = {folder: folder.rpartition("/")[2] for folder in notes.clean}
        for part in _parts(desk, known, todo):
            found += part.findings
            said |= dict(part.ids)
            notes.add(part.clean)
    return [*found, *doubles(desk, others, said, folders)], len(folders)


def _path(item: str | Stray) -> str:
    return item.path if isinstance(item, Stray) else item


def _parts(desk: Desk, known: Known, folders: Sequence[str]) -> Iterable[Part]:
    if len(folders) < _MANY:
        yield _check(desk, known, folders)
        return
    from concurrent.futures import ProcessPoolExecutor

    chunks = [folders[at : at + _AT_ONCE] for at in range(0, len(folders), _AT_ONCE)]
    with ProcessPoolExecutor(
        max_workers=min(os.cpu_count() or 1, 8),
        initializer=_begin,
        initargs=(desk.place, known.now, known.tickets, known.articles),
    ) as pool:
        yield from pool.map(_check_here, chunks)


_here: list[tuple[Desk, Known]] = []
"""What a process of its own checks with: it is handed over once, not with every part."""


def _begin(
    place: Place, now: datetime, all_tickets: Container[str], articles: Container[str]
) -> None:
    desk = Desk(place, now)
    known = Known(settings=desk.settings, now=now, tickets=all_tickets, articles=articles)
    _here.append((desk, known))


def _check_here(folders: Sequence[str]) -> Part:
    desk, known = _here[-1]
    return _check(desk, known, folders)


def _check(desk: Desk, known: Known, folders: Iterable[str]) -> Part:
    findings: list[Finding] = []
    ids: list[tuple[str, str]] = []
    clean: list[tuple[str, int | None]] = []
    for folder in folders:
        loaded = desk.load(folder)
        found = list(_findings(loaded, known))
        ticket = loaded.reading.ticket
        findings += found
        if ticket is not None:
            ids.append((folder, ticket.id))
            if not found and not ticket.links:
                clean.append((folder, _until(ticket, known.settings)))
    return Part(findings=findings, ids=ids, clean=clean)


def _findings(item: Loaded, known: Known) -> Iterator[Finding]:
    yield from check_tree(item.files.strays)
    yield from item.reading.findings
    if item.reading.ticket is None:
        return
    for finding in check_ticket(item.reading.ticket, item.files.path, known):
        yield placed(item, finding)
    yield from check_form(*item.files.sources, item.reading)


def placed(item: Loaded, finding: Finding) -> Finding:
    """Find the line and column of a rule's finding."""
    path, front_line = item.reading.places.get(finding.entry, (item.files.path, 2))
    name = path.rpartition("/")[2]
    data = item.files.readme if path == item.files.path else item.files.loose.get(name)
    text = decode(path, data or b"").text or ""
    place = body_place if finding.field == "body" else place_in
    line, column = place(text, finding.field, front_line)
    return replace(finding, path=path, line=line, column=column)


def _until(ticket: Ticket, settings: Settings) -> int | None:
    """Say when a closed ticket will have stayed for as long as the desk keeps any."""
    days = settings.retention.closed
    if days is None or ticket.status is not Status.CLOSED:
        return None
    *_, last = stretches(ticket)
    return int((last.start + timedelta(days=days)).timestamp())
