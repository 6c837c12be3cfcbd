"""What a shell offers while somebody types: ids, names of the settings, tags."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

    from plaindesk.services.desk import Desk


def _desk() -> Desk:
    """Open the desk for reading alone: a key that was pressed mends nothing."""
    from plaindesk.cli import clock
    from plaindesk.services.desk import open_desk

    return open_desk(Path.cwd(), clock.now())


def complete_ids(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a ticket's id from folder names."""
    from plaindesk.store import layout, tickets

    try:
        place = layout.find(Path.cwd())
        return [name for name in tickets.named(place.root, incomplete) if name][:200]
    except (DeskError, OSError):
        return []


def complete_files(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of an attachment of the ticket that was typed."""
    from plaindesk.core.model import ids

    try:
        desk = _desk()
        found = desk.load(ids.folder(desk.id_of(str(ctx.params.get("ticket") or "@"))))
    except (DeskError, OSError):
        return []
    return [name for name in found.files.attachments if name.startswith(incomplete)]


def complete_from(kind: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Complete a name of `desk.yml`: an agent, a queue, a service."""

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        try:
            names = getattr(_desk().settings, kind)
        except (DeskError, OSError):
            return []
        return [name for name in names if name.startswith(incomplete)]

    return complete


def complete_name(field: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Complete what a ticket's field may name: an agent, a queue, a policy."""

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        try:
            names = _desk().settings.catalogue(field)
        except (DeskError, OSError):
            return []
        return [name for name in names if name.startswith(incomplete)]

    return complete


def complete_tags(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a tag that some ticket has."""
    try:
        tags = {tag for _, ticket in _desk().readable() for tag in ticket.tags}
    except (DeskError, OSError):
        return []
    return sorted(tag for tag in tags if tag.startswith(incomplete))
