"""What `desk notify` did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.notices import Notice


class Sending(NamedTuple):
    """One message: one notice, or several to the same person."""

    notices: Sequence[Notice]
    title: str
    text: str

    @property
    def via(self) -> str:
        """The way it goes."""
        return self.notices[0].via

    @property
    def to(self) -> str:
        """Who gets it; empty for a room."""
        return self.notices[0].to

    @property
    def keys(self) -> list[str]:
        """The keys of all that is in it."""
        return [notice.key for notice in self.notices]


class NotifyReport(NamedTuple):
    """What was sent, what waits for its hours, and what could not be sent and why."""

    sent: Sequence[Sending]
    waiting: Sequence[Notice]
    failed: Sequence[tuple[Notice, str]]
    dry_run: bool
