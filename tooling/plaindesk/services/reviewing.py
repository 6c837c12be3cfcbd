"""Checking what a branch changes: only that, and what points at it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plaindesk.core.checks.proposal import Proposal, check_proposal
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.vocabulary import BOT
from plaindesk.core.results.checks import CheckReport
from plaindesk.services.checking import check, placed
from plaindesk.store import files
from plaindesk.store.comparison import Comparison
from plaindesk.store.layout import SETTINGS
from plaindesk.store.tickets import README
from plaindesk.text.proof import folded_in, unfolded_line
from plaindesk.text.source import decode
from plaindesk.text.ticket import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk, Loaded
    from plaindesk.store.comparison import FileChange

LARGEST = 10_000_000
"""Bytes of an attachment; a repository keeps every one for ever."""


def check_branch(desk: Desk, base: str, head: str, actor: str | None) -> CheckReport:
    """Check what a branch changes since it left its base, and what points at that.

    The files are read as they are in the work tree; a change of the settings concerns
    them all. Raises DeskError where a name is no commit.
    """
    compared = Comparison(desk.git, base, head)
    there = [path for path in compared.paths if (desk.root / path).is_file()]
    gone = [path for path in compared.paths if path not in there]
    scopes = [*there, *_pointing(compared, gone)]
    if SETTINGS in scopes:
        scopes = ["."]
    report = check(desk, scopes) if scopes else CheckReport(findings=(), tickets=0, articles=0)
    seen = {(finding.path, finding.code, finding.message) for finding in report.findings}
    who = desk.settings.agent_of(actor) or actor if actor else None
    found = [f for f in review(desk, compared, who) if (f.path, f.code, f.message) not in seen]
    edited = {change.path for change in compared.changes if change.path.endswith(f"/{README}")}
    kept = (_recordable(finding, edited) for finding in report.findings)
    return replace(report, findings=tuple(sorted((*kept, *found), key=_order)))


def _recordable(finding: Finding, edited: set[str]) -> Finding:
    """A field that the branch edits on the page is no lie: the main branch records it."""
    if finding.code != "state-mismatch" or finding.path not in edited:
        return finding
    hint = "`desk record` writes the entry for it, once it is merged."
    return replace(finding, severity=Severity.INFO, hint=hint)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.order


def _pointing(compared: Comparison, gone: Iterable[str]) -> list[str]:
    """List the files that name an article or a ticket that is gone."""
    names: list[str] = []
    for path in gone:
        _, *middle, name = path.split("/")
        if path.startswith("kb/") and middle:
            names += [name, f"{middle[-1]}/{name.removesuffix('.md')}"]
        elif name == README and middle:
            names.append(middle[-1])
    return compared.git.naming(names, ("kb", "tickets")) if names else []


def review(desk: Desk, compared: Comparison, actor: str | None) -> Iterator[Finding]:
    """Apply the rules for branches to every ticket that differs."""
    folders: dict[str, list[FileChange]] = {}
    for change in compared.changes:
        folder = "/".join(change.path.split("/")[:3])
        folders.setdefault(folder, []).append(change)
    for folder, changes in folders.items():
        yield from _Folder(desk, compared, folder, changes, actor).findings()


class _Folder:
    """One ticket's files that differ."""

    def __init__(
        self,
        desk: Desk,
        compared: Comparison,
        folder: str,
        changes: Iterable[FileChange],
        actor: str | None,
    ) -> None:
        self.desk = desk
        self.compared = compared
        self.folder = folder
        self.root = desk.root / folder
        self.changes = {change.path.removeprefix(f"{folder}/"): change for change in changes}
        self.actor = actor
        self.page = self.changes.get(README)

    def findings(self) -> Iterator[Finding]:
        yield from self._sizes()
        if self.page and self.page.after is None:
            yield from self._deleted()
            return
        if self.page and self.page.before is None:
            yield from self._collision()
        yield from self._entries()
        yield from self._conversation()
        yield from self._rules()

    def _sizes(self) -> Iterator[Finding]:
        for name, change in self.changes.items():
            size = len(change.after or b"")
            if size > LARGEST:
                message = f"This has {size / 1e6:.0f} MB; {LARGEST / 1e6:.0f} are the most."
                hint = "Keep it elsewhere and link it: Git never forgets a file."
                yield self._finding(name, "large-file", message, hint)

    def _deleted(self) -> Iterator[Finding]:
        ticket = self.folder.rpartition("/")[2]
        if ticket not in self.compared.redacted:
            hint = f'Take it back, or say why: desk redact {ticket} -m "REASON"'
            yield self._finding(README, "ticket-deleted", "This ticket is deleted.", hint)

    def _collision(self) -> Iterator[Finding]:
        path = f"{self.folder}/{README}"
        if self.compared.stands_on_tip(path):
            message = "The branch that this goes into has a ticket of this id by now."
            yield self._finding(README, "duplicate-id", message, "Open it anew: desk new")

    def _entries(self) -> Iterator[Finding]:
        page = self._text_of(README)
        for name, change in self._files():
            if change.before is None:
                continue
            if change.after is not None:
                message = "This entry was there before, and its text was changed."
                hint = "Entries are only added: take it back, and write another one."
                yield self._finding(name, "entry-edited", message, hint)
            elif not folded_in(page, _text(change.before)):
                message = "This entry is deleted, and the page doesn't hold it."
                hint = "Take it back from the branch that this goes into."
                yield self._finding(name, "entry-deleted", message, hint)

    def _conversation(self) -> Iterator[Finding]:
        if self.page is None or self.page.before is None or self.page.after is None:
            return
        line = unfolded_line(_text(self.page.before), _text(self.page.after))
        if line is not None:
            message = "The conversation differs here by more than a fold."
            hint = "What was said stays: add an entry instead (desk note, desk reply)."
            yield self._finding(README, "conversation-edited", message, hint, line)

    def _rules(self) -> Iterator[Finding]:
        loaded = self.desk.load(self.folder)
        if loaded.ticket is None:
            return
        before = self._before(loaded)
        known = {entry.name for entry in before.entries} if before else set()
        proposal = Proposal(
            path=f"{self.folder}/{README}",
            before=before,
            after=loaded.ticket,
            authors={
                entry.name: self._authors(entry.name)
                for entry in loaded.ticket.entries
                if entry.name not in known
            },
            editor=self._authors(README)[0],
        )
        for finding in check_proposal(proposal, self.desk.settings, self.desk.now):
            yield placed(loaded, finding)

    def _before(self, loaded: Loaded) -> Ticket | None:
        """Read the ticket as the base has it; None where it has none."""
        page = self.page.before if self.page else loaded.files.readme
        if page is None:
            return None
        loose = {n: data for n, data in loaded.files.loose.items() if n not in self.changes}
        loose |= {n: change.before for n, change in self._files() if change.before is not None}
        sources = (decode(f"{self.folder}/{name}", data) for name, data in loose.items())
        return read(decode(f"{self.folder}/{README}", page), sources).ticket

    def _authors(self, name: str) -> tuple[str, ...]:
        """Say who committed an entry: the file of it, or the page where it was written there.

        A job writes for itself, and for whoever its commit names.
        """
        change = self.changes.get(name) or self.page
        if change is None:
            return ("",)
        if change.author not in self.desk.settings.jobs:
            return (self.actor or self._agent(change.author),)
        named = change.on_behalf_of.rpartition("<")[2].strip("> ")
        return (BOT, self._agent(named)) if named else (BOT,)

    def _agent(self, address: str) -> str:
        settings = self.desk.settings
        return address if address in settings.agents else settings.agent_of(address) or address

    def _files(self) -> Iterator[tuple[str, FileChange]]:
        """List the entries' files among what differs."""
        for name, change in self.changes.items():
            if name != README and "/" not in name and name.endswith(".md"):
                yield name, change

    def _text_of(self, name: str) -> str:
        """Return a file's text after the branch."""
        data = self.changes[name].after if name in self.changes else None
        return _text(data if data is not None else files.read(self.root / name) or b"")

    def _finding(self, name: str, code: str, message: str, hint: str, line: int = 1) -> Finding:
        path = f"{self.folder}/{name}"
        return Finding(path=path, code=code, message=message, hint=hint, line=line)


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape")
