"""What the rules may look things up in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping
    from datetime import datetime

    from plaindesk.core.model.settings import Settings


class Known(NamedTuple):
    """The settings, what there is in the desk, and the moment of the check."""

    settings: Settings
    now: datetime
    tickets: Container[str] = frozenset()
    articles: Collection[str] = frozenset()
    files: Collection[str] = frozenset()
    """Everything that lies below `kb/`, by its path there."""
    unsafe: Collection[str] = frozenset()
    """Those of them that are never published, though they end as a picture does."""


_KEPT_IN = {"policy": "sla"}


def unknown(  # noqa: PLR0913 - the parts of a finding
    path: str, what: str, name: str, known: Mapping[str, object], *, field: str, entry: str = ""
) -> Iterable[Finding]:
    """Tell of a name that the settings don't have, with a near miss."""
    if name in known:
        return
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    hint = (
        f"Did you mean '{near[0]}'?"
        if near
        else f"Add it to '{_KEPT_IN.get(what, f'{what}s')}' in desk.yml."
    )
    yield Finding(
        path=path,
        code=f"unknown-{what}",
        message=f"'{name}' is no {what} of this desk.",
        hint=hint,
        severity=Severity.WARNING if entry else Severity.ERROR,
        field=field,
        entry=entry,
    )
