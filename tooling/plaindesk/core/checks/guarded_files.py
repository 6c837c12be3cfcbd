"""Files that decide what jobs do, with their token: not everybody proposes a change of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.settings import Settings

_JOBS = re.compile(
    r"\.(?:github|gitea|forgejo)/workflows/.+|\.gitlab-ci\.yml|mkdocs\.yml", re.DOTALL
)
_SETTINGS = "desk.yml"


def is_guarded(path: str) -> bool:
    """Tell whether a file decides what jobs run, or what the desk does by itself."""
    return path == _SETTINGS or _JOBS.fullmatch(path) is not None


def check_guarded(path: str, proposers: Iterable[str], settings: Settings) -> Iterator[Finding]:
    """Tell of proposers, by handle or address, who lead nothing on this desk.

    `settings` are those of the base: a branch can't make its author a manager. An agent may
    propose a setting, and is told that somebody else has to look at it.
    """
    trusted = _trusted(settings)
    for who in dict.fromkeys(proposers):
        if who in trusted:
            continue
        is_minor = path == _SETTINGS and who in settings.agents
        yield Finding(
            path=path,
            code="guarded-file",
            severity=Severity.WARNING if is_minor else Severity.ERROR,
            message=f"This decides what jobs do, and {who or 'somebody unknown'} changes it.",
            hint="Let the manager or a queue's lead read it closely, and propose it.",
        )


def _trusted(settings: Settings) -> frozenset[str]:
    """Name the manager and the queues' leads; any agent, where nobody is either."""
    leads = {queue.lead for queue in settings.queues.values() if queue.lead}
    named = leads | ({settings.manager} if settings.manager else set())
    return frozenset(named or settings.agents)
