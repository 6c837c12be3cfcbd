"""Checking tickets: while the index reads them where it has to, and each only once.

A ticket in which nothing was found is not looked at again until its files, the settings or
the articles change. The index notes it.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.checks import Known, Stray, check_ticket, check_tree
from plaindesk.core.checks.tickets.attachments import check_attachments
from plaindesk.core.checks.tickets.circular_links import check_circles
from plaindesk.core.model.ticket import NO_LINKS
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.sla.history import stretches
from plaindesk.services.checks.duplicate_ids import doubles
from plaindesk.services.desk import Desk
from plaindesk.services.index.clean_tickets import CleanNotes, key_of
from plaindesk.services.index.parallel_reading import Part, Reader
from plaindesk.services.index.rows import Seen, read_part
from plaindesk.store import tickets
from plaindesk.store.index.worktree import WorkTree
from plaindesk.store.tickets import attachment_sizes
from plaindesk.text.codecs.canonical_form import check_form
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.yaml.key_positions import body_place, place_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from plaindesk.core.model.files.shard import Shard
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Links, Ticket
    from plaindesk.services.desk import Loaded
    from plaindesk.store.layout import Place


class Checked(NamedTuple):
    """What came of one ticket."""

    folder: str
    id: str | None
    """The one that it says, if it can be read."""
    findings: Sequence[Finding]
    is_clean: bool
    """Nothing can be found in it before it changes, or until the second `until`."""
    until: int | None
    links: Links


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
    key = key_of(desk, known.articles)
    _here[:] = [(desk, known, key)]
    early: dict[str, Checked] = {}
    begin = partial(_begin, desk.place, known.now, known.tickets, known.articles, key)
    reader = Reader(read=_read_and_check, begin=begin, see=partial(_keep, early))
    # A shard would first have to index what the other machines look at.
    with CleanNotes(desk, key, reader, use=not scopes and shard is None) as notes:
        todo = [folder for folder in folders if folder not in notes.clean]
        said = {folder: folder.rpartition("/")[2] for folder in notes.clean}
        links: dict[str, Links] = {}
        for each in _checked(todo, early, desk.place, begin):
            found += each.findings
            said |= {each.folder: each.id} if each.id else {}
            links |= {each.id: each.links} if each.id and each.links else {}
            notes.add([(each.folder, each.until)] if each.is_clean else [])
    found += (_placed_in(desk, finding) for finding in check_circles(links))
    return [*found, *doubles(desk, others, said, folders)], len(folders)


def _placed_in(desk: Desk, finding: Finding) -> Finding:
    return placed(desk.load(finding.path.rpartition("/")[0]), finding)


def _path(item: str | Stray) -> str:
    return item.path if isinstance(item, Stray) else item


def _keep(early: dict[str, Checked], part: Part) -> None:
    early |= {item.folder: item for item in part.more}


def _checked(
    folders: Sequence[str], early: Mapping[str, Checked], place: Place, begin: Callable[[], None]
) -> Iterator[Checked]:
    """Give what came of some tickets, and check those that the index hasn't read just now."""
    yield from (early[folder] for folder in folders if folder in early)
    rest = [folder for folder in folders if folder not in early]
    reader = Reader(read=_only_check, begin=begin)
    for part in reader.parts(place, "", rest, WorkTree("", frozenset())):
        yield from part.more


_here: list[tuple[Desk, Known, str]] = []
"""What this process checks with; each other one gets it once, not with every part."""


def _begin(
    place: Place,
    now: datetime,
    all_tickets: Container[str],
    articles: Collection[str],
    key: str,
) -> None:
    desk = Desk(place, now)
    known = Known(settings=desk.settings, now=now, tickets=all_tickets, articles=articles)
    _here[:] = [(desk, known, key)]


def _read_and_check(
    root: Path, settings: str, keyed: Sequence[tuple[str, str]], *, texts: bool
) -> Part:
    """Read tickets for the index, and check each while it is at hand."""
    _, known, key = _here[-1]
    return read_part(root, settings, keyed, texts=texts, look=partial(_look, root, known, key))


def _look(root: Path, known: Known, key: str, item: Loaded) -> Seen:
    """Check a ticket; where nothing can be found its row says so, and needs nothing more."""
    found = _check(root, known, item)
    return Seen(clean=(key, found.until)) if found.is_clean else Seen(more=found)


def _only_check(
    root: Path, _settings: str, keyed: Sequence[tuple[str, str]], *, texts: bool
) -> Part:
    del texts  # nobody asks for them here
    desk, known, _ = _here[-1]
    found = [_check(root, known, desk.load(folder)) for folder, _ in keyed]
    return Part(rows=(), broken=(), texts=(), more=found)


def _check(root: Path, known: Known, item: Loaded) -> Checked:
    ticket = item.reading.ticket
    found = list(_findings(root, item, known))
    is_clean = ticket is not None and not found and not ticket.links
    return Checked(
        folder=item.files.folder,
        id=ticket.id if ticket else None,
        findings=found,
        is_clean=is_clean,
        until=_until(ticket, known.settings) if ticket and is_clean else None,
        links=ticket.links if ticket else NO_LINKS,
    )


def _findings(root: Path, item: Loaded, known: Known) -> Iterator[Finding]:
    yield from check_tree(item.files.strays)
    yield from item.reading.findings
    ticket, path = item.reading.ticket, item.files.path
    if ticket is None:
        return
    for finding in check_ticket(ticket, path, known):
        yield placed(item, finding)
    sizes = attachment_sizes(root, item.files)
    for finding in check_attachments(ticket, path, sizes, known.settings):
        yield placed(item, finding) if finding.entry else finding
    yield from check_form(*item.files.sources, item.reading)


def placed(item: Loaded, finding: Finding) -> Finding:
    """Find the line and column of a rule's finding."""
    path, front_line = item.reading.places.get(finding.entry, (item.files.path, 2))
    name = path.rpartition("/")[2]
    data = item.files.readme if path == item.files.path else item.files.loose.get(name)
    text = decode(path, data or b"").text or ""
    place = body_place if finding.field == "body" else place_in
    line, column = place(text, finding.field, front_line)
    return finding._replace(path=path, line=line, column=column)


def _until(ticket: Ticket, settings: Settings) -> int | None:
    """Say when a closed ticket will have stayed for as long as the desk keeps any."""
    days = settings.retention.closed
    if days is None or ticket.status is not Status.CLOSED:
        return None
    return int((stretches(ticket)[-1].start + timedelta(days=days)).timestamp())
