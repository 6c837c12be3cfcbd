"""One ticket's files that a branch changes, and what it may not do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.checks.branch_changes import Proposal, check_proposal
from plaindesk.core.model.files.attachments import problem_with
from plaindesk.core.model.finding import Finding
from plaindesk.core.model.vocabulary import BOT
from plaindesk.services.checks.tickets import placed
from plaindesk.store import files
from plaindesk.store.tickets import README
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.fold_proof import folded_in, unfolded_line
from plaindesk.text.codecs.ticket import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk, Loaded
    from plaindesk.store.git.commit_diff import Comparison, FileChange


class TicketReview:
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
        self.changes = {change.path.removeprefix(f"{folder}/"): change for change in changes}
        self.actor = actor
        self.page = self.changes.get(README)

    def findings(self) -> Iterator[Finding]:
        """Apply every rule; a ticket that is gone has no more to look at."""
        yield from self._unfit()
        if self.page and self.page.after is None:
            yield from self._deleted()
            return
        if self.page and self.page.before is None:
            yield from self._collision()
        yield from self._entries()
        yield from self._conversation()
        yield from self._rules()

    def _unfit(self) -> Iterator[Finding]:
        for name, change in self.changes.items():
            if change.after is None:
                continue
            size = len(change.after)
            if problem := problem_with(name, size, self.desk.settings.attachments):
                yield self._finding(name, *problem)

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
        if change.author not in self.desk.settings.jobs.addresses:
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
        return _text(data if data is not None else self._read(name) or b"")

    def _read(self, name: str) -> bytes | None:
        return files.read_inside(self.desk.root, f"{self.folder}/{name}")

    def _finding(self, name: str, code: str, message: str, hint: str, line: int = 1) -> Finding:
        path = f"{self.folder}/{name}"
        return Finding(path=path, code=code, message=message, hint=hint, line=line)


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape")
