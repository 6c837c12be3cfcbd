"""Checking what a branch changes: only that, and what points at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.channels.forge_events import address_of
from plaindesk.core.checks.guarded_files import check_guarded, is_guarded
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.results.checks import CheckReport
from plaindesk.services.checks.branch_tickets import TicketReview
from plaindesk.services.checks.desk import check
from plaindesk.store.git.commit_diff import Comparison
from plaindesk.store.layout import SETTINGS
from plaindesk.store.tickets import README
from plaindesk.text.codecs.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.services.desk import Desk
    from plaindesk.store.git.commit_diff import FileChange


def check_branch(
    desk: Desk, base: str, head: str, actor: str | None, started_by: str | None = None
) -> CheckReport:
    """Check what a branch changes since it left its base, and what points at that.

    Whoever started a pipeline may have done so for somebody else's branch: `started_by`
    answers for what jobs follow beside those who committed it, never in their place.

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
    who = _agent(desk, actor) or None
    starter = None if started_by is None else _agent(desk, started_by)
    told = review(desk, compared, who, starter)
    found = [f for f in told if (f.path, f.code, f.message) not in seen]
    edited = {change.path for change in compared.changes if change.path.endswith(f"/{README}")}
    kept = (_recordable(finding, edited) for finding in report.findings)
    return report._replace(findings=tuple(sorted((*kept, *found), key=_order)))


def _agent(desk: Desk, account: str | None) -> str:
    address = address_of(account) if account else ""
    return desk.settings.agent_of(address) or address


def _recordable(finding: Finding, edited: set[str]) -> Finding:
    """A field that the branch edits on the page is no lie: the main branch records it."""
    if finding.code != "state-mismatch" or finding.path not in edited:
        return finding
    hint = "`desk record` writes the entry for it, once it is merged."
    return finding._replace(severity=Severity.INFO, hint=hint)


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


def review(
    desk: Desk, compared: Comparison, actor: str | None, starter: str | None = None
) -> Iterator[Finding]:
    """Apply the rules for branches to what jobs follow, and to every ticket that differs."""
    yield from _guarded(compared, actor, starter)
    folders: dict[str, list[FileChange]] = {}
    for change in compared.changes:
        folder = "/".join(change.path.split("/")[:3])
        folders.setdefault(folder, []).append(change)
    for folder, changes in folders.items():
        yield from TicketReview(desk, compared, folder, changes, actor).findings()


def _guarded(compared: Comparison, actor: str | None, starter: str | None) -> Iterator[Finding]:
    """Tell of those who change what jobs do, by the settings that hold now."""
    paths = [path for path in compared.paths if is_guarded(path)]
    if not paths:
        return
    from plaindesk.text.settings import desk_yml as settings_text

    settings, _ = settings_text.read(decode(SETTINGS, compared.on_base(SETTINGS)))
    if settings is None:  # a desk that is only being opened has no leads yet
        return
    for path in paths:
        named = [actor] if actor else [*compared.authors(path)]
        named += [] if starter is None else [starter]
        known = [who if who in settings.agents else settings.agent_of(who) or who for who in named]
        yield from check_guarded(path, known, settings)
