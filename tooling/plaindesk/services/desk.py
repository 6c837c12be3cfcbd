"""An open desk: its place, its settings, the moment, and what every use case reads."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.errors import DeskError
from plaindesk.core.model import ids
from plaindesk.store import files, layout
from plaindesk.store.layout import JOURNAL

# The readers of files are imported where they are called: a list that the index answers
# needs none of them, and to import them takes longer than to list.

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from plaindesk.core.errors import UnreadSettingError
    from plaindesk.core.model.files.stray_files import Stray
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.store.git.commands import Git
    from plaindesk.store.git.partial_clone import Outside
    from plaindesk.store.layout import Place
    from plaindesk.store.tickets import TicketFiles
    from plaindesk.text.codecs.ticket import Reading


class Loaded(NamedTuple):
    """One ticket's files and what they mean."""

    files: TicketFiles
    reading: Reading

    @property
    def ticket(self) -> Ticket | None:
        """The ticket, if it can be read and is the one that its folder names.

        Nothing is done with another: its id is only what somebody wrote into a file.
        """
        found = self.reading.ticket
        return found if found and found.path == self.files.path else None

    @property
    def defects(self) -> tuple[Finding, ...]:
        """All that reading it found."""
        found = self.reading.ticket
        if found is None or self.ticket is not None:
            return self.reading.findings
        from plaindesk.core.checks.tickets.ticket import check_id

        return (*self.reading.findings, *check_id(found, self.files.path))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that reading it found, and what is out of place in its folder."""
        if not self.files.strays:
            return self.defects
        from plaindesk.core.checks.stray_files import check_tree

        return (*check_tree(self.files.strays), *self.defects)


class Desk:
    """The desk that commands work on, at one moment."""

    def __init__(self, place: Place, now: datetime) -> None:
        """Keep where it is; the settings are read when they are first needed."""
        self.place = place
        self.now = now
        self.left_alone: dict[str, UnreadSettingError] = {}
        """What wasn't measured or decided, as it takes a setting that can't be read."""

    @cached_property
    def settings(self) -> Settings:
        """What `desk.yml` says; raises DeskError where it can't be read."""
        return _settings(self.place)

    def leave_alone(self, error: UnreadSettingError) -> None:
        """Note that something is left out of the answer for a setting that can't be read."""
        self.left_alone.setdefault(str(error), error)

    @property
    def root(self) -> Path:
        """The desk's folder."""
        return self.place.root

    @cached_property
    def git(self) -> Git:
        """The desk's Git; raises DeskError where there is none."""
        from plaindesk.store.git.commands import Git

        state = self.place.state
        return Git(self.root, state.parent)

    @cached_property
    def outside(self) -> Outside:
        """What a sparse clone leaves out of the commit."""
        from plaindesk.store.git.partial_clone import outside

        return outside(self.root, self.place.git_dir)

    def refuse_sparse(self) -> None:
        """Raise DeskError in a clone that leaves tickets out, for what takes all of them."""
        if self.outside.tickets:
            raise DeskError(
                f"This takes every ticket, and this sparse clone leaves out "
                f"{len(self.outside.tickets)} of {self.count() + len(self.outside.tickets)}.",
                "Take everything in: git sparse-checkout disable",
            )

    def all(self, wanted: Callable[[str], bool] | None = None) -> Iterator[Loaded | Stray]:
        """Read every ticket, or those whose path is wanted, in the order of ids."""
        from plaindesk.core.model.files.stray_files import Stray
        from plaindesk.store import tickets

        for folder in tickets.folders(self.root):
            path = folder.path if isinstance(folder, Stray) else folder
            if wanted is None or wanted(path):
                yield folder if isinstance(folder, Stray) else self.load(folder)

    def count(self) -> int:
        """Count the folders of tickets."""
        from plaindesk.store import tickets

        return sum(isinstance(item, str) for item in tickets.folders(self.root))

    def readable(
        self, broken: list[Finding] | None = None, wanted: Callable[[str], bool] | None = None
    ) -> Iterator[tuple[Loaded, Ticket]]:
        """Read every ticket that can be read; the findings of the others go into `broken`."""
        from plaindesk.core.model.files.stray_files import Stray

        for loaded in self.all(wanted):
            if isinstance(loaded, Stray):
                continue
            if loaded.ticket is not None:
                yield loaded, loaded.ticket
            elif broken is not None:
                broken += loaded.findings

    def load(self, folder: str) -> Loaded:
        """Read one ticket by its folder."""
        from plaindesk.store import tickets

        found = tickets.load(self.root, folder)
        return Loaded(files=found, reading=found.reading())

    def ticket(self, name: str) -> tuple[Loaded, Ticket]:
        """Read the ticket that somebody names; raises DeskError where that is not one."""
        loaded = self.load(ids.folder(self.id_of(name)))
        self.remember(loaded.files.folder.rpartition("/")[2])
        if loaded.ticket is None:
            first = min(loaded.findings, key=_mildness)  # an error first, of those that come first
            raise DeskError(
                f"{loaded.files.path} can't be read: {first.path}:{first.line}: {first.message}",
                first.hint or f"See: desk check {loaded.files.folder}",
            )
        return loaded, loaded.ticket

    def id_of(self, name: str) -> str:
        """Say which id is meant: whole, by an unambiguous part, or `@` for the last one."""
        if name == "@":
            return self._last()
        tidy = ids.tidy(name)
        if ids.is_canonical(tidy) and (self.root / ids.folder(tidy)).is_dir():
            return tidy
        from plaindesk.store import tickets

        found = tickets.named(self.root, name, self.outside.tickets) if tidy else []
        if len(found) == 1:
            self._refuse_outside(found[0])
            return found[0]
        if found:
            some = ", ".join(found[:5]) + (" ..." if len(found) > 5 else "")  # noqa: PLR2004
            raise DeskError(f"'{name}' could be {len(found)} tickets: {some}", "Type more of it.")
        if len(tidy) >= len("2611-7K3MX"):
            ids.parse(name)  # says so where it is mistyped
        raise DeskError(f"There is no ticket '{name}'.", "List them: desk list")

    def _refuse_outside(self, name: str) -> None:
        if ids.folder(name) in self.outside.tickets:
            month = ids.folder(name).rpartition("/")[0]
            raise DeskError(
                f"{name} is outside this sparse clone.",
                f"Take its month in: git sparse-checkout add {month}",
            )

    def remember(self, ticket: str) -> None:
        """Note the ticket last touched; a desk outside Git forgets it."""
        if self.place.git_dir is not None:
            with suppress(OSError):  # it is a convenience, and of no use after a power cut
                self.place.state.mkdir(exist_ok=True)
                # Written over, as ids are of one length: another command never finds it empty.
                last = os.open(self.place.state / "last", os.O_WRONLY | os.O_CREAT, 0o666)
                with os.fdopen(last, "wb", buffering=0) as file:
                    file.write(ticket.encode())
                    file.truncate()

    def _last(self) -> str:
        held = (files.read(self.place.state / "last") or b"").decode("utf-8", "replace")
        if not ids.is_canonical(held) or not (self.root / ids.folder(held)).is_dir():
            raise DeskError("No ticket was touched yet, so '@' means none.", "Name it by its id.")
        return held

    @cached_property
    def _article_keys(self) -> frozenset[str]:
        start = len(str(self.root)) + 1
        here = {
            f"{folder}/{name}"[start:]
            for folder, _, names in os.walk(self.root / "kb")
            for name in names
            if name.endswith(".md")
        }
        known = here | self.outside.articles
        return frozenset(path.removeprefix("kb/").removesuffix(".md") for path in known)

    def files_below_kb(self) -> frozenset[str]:
        """Name every file that lies among the articles, by its path below `kb/`."""
        start = len(str(self.root / "kb")) + 1
        return frozenset(
            f"{folder}/{name}"[start:].replace(os.sep, "/")
            for folder, _, names in os.walk(self.root / "kb")
            for name in names
        )

    def article_keys(self) -> frozenset[str]:
        """Name every article, from file names alone."""
        return self._article_keys

    def actor(self, handle: str | None) -> str:
        """Say which agent is at work: the one named, else the one Git knows.

        Raises DeskError where that is nobody of this desk.
        """
        self.settings.refuse_unread("agents")
        known = ", ".join(self.settings.agents) or "none"
        if handle:
            if handle in self.settings.agents:
                return handle
            raise DeskError(f"'{handle}' is no agent of this desk.", f"Agents: {known}.")
        address = self.git.author()
        found = self.settings.agent_of(address)
        if found is None:
            raise DeskError(
                f"Your Git address, {address}, belongs to no agent of this desk.",
                f"Add it to an agent in desk.yml, or say who you are: --as AGENT ({known})",
            )
        return found


def _mildness(finding: Finding) -> int:
    from plaindesk.core.model.finding import Severity

    return list(Severity).index(finding.severity)


def finish_interrupted(start: Path) -> str | None:
    """Finish what a killed command began in the desk of a folder; returns its message."""
    place = layout.find(start)
    if place.git_dir is None or not (place.state / JOURNAL).exists():
        return None
    from plaindesk.store.transaction import recover

    return recover(place)


def open_desk(start: Path, now: datetime) -> Desk:
    """Open the desk that a folder is in; raises DeskError where its settings can't be read."""
    desk = Desk(layout.find(start), now)
    _ = desk.settings
    return desk


def _settings(place: Place) -> Settings:
    """Take what was kept of them, or read them."""
    from plaindesk.services.setup.settings_cache import keep, kept

    if (settings := kept(place)) is not None:
        return settings
    settings, findings = _read(place)
    if settings is None:
        first = findings[0]
        raise DeskError(
            f"{first.path}:{first.line}:{first.column}: {first.message}",
            first.hint or "See what it may hold: desk config help",
        )
    if not findings:
        keep(place, settings)
    return settings


def _read(place: Place) -> tuple[Settings | None, tuple[Finding, ...]]:
    from plaindesk.text.codecs.decoding import decode
    from plaindesk.text.settings import desk_yml as settings_text

    data = files.read(place.root / layout.SETTINGS) or b""
    return settings_text.read(decode(layout.SETTINGS, data))
