"""Tickets in conflict are put together again from both sides, without a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.model.files.stray_files import Stray
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.results.resolving import Resolved, ResolveReport
from plaindesk.services.exchange.attachment_conflicts import keep_both_files
from plaindesk.services.exchange.draft_conflicts import BASE, OURS, THEIRS, are_words, keep_both
from plaindesk.store import files, tickets
from plaindesk.store.git.branch import Branch, branch_of
from plaindesk.store.git.history import blobs
from plaindesk.store.tickets import README
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs.conflict_markers import first_mark, sides
from plaindesk.text.codecs.decoding import Source, decode, encode
from plaindesk.text.codecs.ticket import read
from plaindesk.text.codecs.ticket_merge import Rebuilt, Side, rebuild

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plaindesk.store.layout import Place

_FILE = re.compile(r"(tickets/\d{4}/[^/]+)/([^/]+)")
_ENTRY = re.compile(r"\d{8}T\d{6}Z-[a-z0-9-]+\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Conflict:
    """One ticket's files: as they lie there, and the sides of those that are in conflict."""

    folder: str
    stages: Mapping[str, Mapping[int, bytes]]
    """What both sides have of the files that are in conflict, by name."""
    loose: Mapping[str, bytes]
    drafts: Mapping[str, bytes]
    """Words dropped by hand, as they lie there."""
    readme: bytes | None
    names: tuple[frozenset[str] | None, frozenset[str] | None]
    """The files of the folder on each side; None where nobody knows."""
    coming: tuple[Source, ...]
    """The entries that later commits of a rebase bring."""
    mine: int
    """The side of whoever is at work; a rebase calls it theirs."""

    @property
    def path(self) -> str:
        """The ticket's own file."""
        return f"{self.folder}/{README}"


def resolve(place: Place) -> ResolveReport:
    """Rebuild every ticket in conflict and stage it; what can't be is left alone and told."""
    git = branch_of(place.root, place.git_dir)
    resolved: list[Resolved] = []
    findings: list[Finding] = []
    for conflict in _conflicts(place, git):
        made = _put_together(conflict)
        if isinstance(made, Finding):
            findings.append(made)
            continue
        writes, notes = made
        apply(place, writes, "Put a ticket together", commit=False)
        name = conflict.folder.rpartition("/")[2]
        resolved.append(Resolved(ticket=name, notes=notes))
    resolved += keep_both_files(place, git)
    told = {finding.path for finding in findings}
    return ResolveReport(
        resolved=tuple(resolved),
        findings=tuple(findings),
        rest=tuple(path for path in git.still_unmerged() if path not in told),
        next=git.going_on(),
    )


def _conflicts(place: Place, git: Branch) -> Iterator[_Conflict]:
    other = git.other()
    unmerged = {p: _names(p, held, other) for p, held in git.unmerged().items()}
    unmerged = {path: names for path, names in unmerged.items() if _FILE.fullmatch(path)}
    held = blobs(git, (name for names in unmerged.values() for name in names.values()))
    folders = {path.rpartition("/")[0] for path in unmerged}
    for folder in sorted({*folders, *_marked(place)}):
        found = tickets.load(place.root, folder)
        sides_known = folder in folders and bool(other)
        yield _Conflict(
            folder=folder,
            stages={
                path.rpartition("/")[2]: {
                    n: held[name] for n, name in names.items() if name in held
                }
                for path, names in unmerged.items()
                if path.startswith(f"{folder}/")
            },
            loose=found.loose,
            drafts=found.drafts,
            readme=found.readme,
            names=(
                git.held_by("HEAD", folder) if sides_known else None,
                git.held_by(other, folder) if sides_known else None,
            ),
            coming=_coming(git, folder) if other == "REBASE_HEAD" else (),
            mine=THEIRS if other == "REBASE_HEAD" else OURS,
        )


def _coming(git: Branch, folder: str) -> tuple[Source, ...]:
    """Read the entries of a ticket that the rest of a rebase adds to what is applied now."""
    tip = git.rebased()
    now = git.held_by("REBASE_HEAD", folder) or frozenset()
    names = sorted(n for n in (git.held_by(tip, folder) or ()) if _ENTRY.fullmatch(n))
    paths = {f"{tip}:./{folder}/{name}": f"{folder}/{name}" for name in names if name not in now}
    held = blobs(git, paths)
    return tuple(decode(path, held[name]) for name, path in paths.items() if name in held)


def _names(path: str, stages: Mapping[int, str], other: str) -> Mapping[int, str]:
    """Say where a file's bytes are on each side.

    Of two entries that are alike Git may take one for the other, renamed: then what its
    index has is a mixture, and only the commits have what was written.
    """
    if path.endswith(f"/{README}") or not other:
        return stages
    base = {BASE: stages[BASE]} if BASE in stages else {}
    return {**base, OURS: f"HEAD:./{path}", THEIRS: f"{other}:./{path}"}


def _marked(place: Place) -> Iterator[str]:
    """Name the tickets that hold a merge's marks, whatever Git knows of it."""
    for folder in tickets.folders(place.root):
        if isinstance(folder, Stray):
            continue
        path = f"{folder}/{README}"
        is_link = files.first_link(str(place.root), path)
        data = b"" if is_link else files.read(place.root / path) or b""
        if b"\n<<<<<<< " in data and first_mark(data.decode("utf-8", "replace")) is not None:
            yield folder


def _put_together(conflict: _Conflict) -> tuple[list[Write], tuple[str, ...]] | Finding:
    entries = _entries(conflict)
    if isinstance(entries, Finding):
        return entries
    loose = [decode(f"{conflict.folder}/{name}", data) for name, data in entries.items()]
    made = _rebuilt(conflict, loose)
    if isinstance(made, Finding):
        return made
    return list(_writes(conflict, entries, made)), made.notes


def _entries(conflict: _Conflict) -> dict[str, bytes] | Finding:
    """Gather the entries of both sides that are files; one that was edited needs a person."""
    found = dict(conflict.loose)
    for name, stages in conflict.stages.items():
        if name == README or are_words(name, stages):
            continue
        texts = {data for stage, data in stages.items() if stage in (OURS, THEIRS)}
        if not _ENTRY.fullmatch(name) or len(texts) > 1:
            return _told(f"{conflict.folder}/{name}", "Both sides have a file of this name.")
        found.pop(name, None)
        for data in texts:
            found[name] = data
    return found


def _rebuilt(conflict: _Conflict, loose: list[Source]) -> Rebuilt | Finding:
    stages = conflict.stages.get(README)
    if stages is None:
        return _from_marks(conflict, loose)
    if OURS not in stages or THEIRS not in stages:
        return _told(conflict.path, "One side has deleted the ticket.")
    base, ours, theirs = (decode(conflict.path, stages.get(n, b"")) for n in (1, OURS, THEIRS))
    if ours.findings or theirs.findings:
        return [*ours.findings, *theirs.findings][0]
    return rebuild(
        conflict.path,
        base.text if 1 in stages else None,
        Side(text=ours.text or "", loose=conflict.names[0]),
        Side(text=theirs.text or "", loose=conflict.names[1]),
        loose,
        coming=conflict.coming,
    )


def _from_marks(conflict: _Conflict, loose: list[Source]) -> Rebuilt | Finding:
    """Take the sides from the text: somebody has committed or staged it with the marks."""
    if conflict.readme is None:
        return _told(conflict.path, "The ticket itself is not there.")
    readme = decode(conflict.path, conflict.readme)
    if readme.findings:
        return readme.findings[0]
    text = readme.text or ""
    if first_mark(text) is None:
        return Rebuilt(text=text, folded=_folded(conflict.path, text), notes=())
    found = sides(text)
    if found is None:
        return _told(conflict.path, "The marks of the merge are not all there.", text)
    base, ours, theirs = found
    if _is_torn(conflict.path, ours, theirs):
        return _told(conflict.path, "The marks stand inside of somebody's words.", text)
    return rebuild(conflict.path, base, Side(text=ours), Side(text=theirs), loose)


def _is_torn(path: str, ours: str, theirs: str) -> bool:
    """Tell whether one entry differs on both sides: then marks are quoted, or cut through it."""
    one, other = (
        {entry.name: (entry.at, entry.by) for entry in ticket.entries} if ticket else {}
        for ticket in (read(Source(path=path, text=text)).ticket for text in (ours, theirs))
    )
    alone = {one[name] for name in one if name not in other}
    return any(other[name] in alone for name in other if name not in one)


def _folded(path: str, text: str) -> frozenset[str]:
    found = read(Source(path=path, text=text)).ticket
    return frozenset(entry.name for entry in found.entries) if found else frozenset()


def _writes(conflict: _Conflict, entries: Mapping[str, bytes], made: Rebuilt) -> Iterator[Write]:
    yield Write(path=conflict.path, data=encode(made.text), expected=conflict.readme)
    names: Iterable[str] = sorted({*conflict.loose, *conflict.stages} - {README})
    for name in names:
        if are_words(name, conflict.stages.get(name, {})):
            continue
        data = None if name in made.folded else entries.get(name)
        before = conflict.loose.get(name)
        if data != before or name in conflict.stages:
            yield Write(path=f"{conflict.folder}/{name}", data=data, expected=before)
    for name, stages in conflict.stages.items():
        if are_words(name, stages):
            there = conflict.drafts.get(name)
            yield from keep_both(conflict.folder, name, stages, conflict.mine, there)


def _told(path: str, message: str, text: str = "") -> Finding:
    return Finding(
        path=path,
        code="conflict-markers",
        severity=Severity.ERROR,
        line=first_mark(text) or 1,
        message=message,
        hint="Put it right by hand, remove the marks, and `git add` the file.",
    )
