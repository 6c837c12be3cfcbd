"""What a shell offers while somebody types: ids, names of the settings, tags."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plaindesk.cli.completion.desk import opened, tags_of
from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Callable

    import click
    from click.shell_completion import CompletionItem


def complete_ids(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a ticket's id from folder names."""
    from plaindesk.store import layout, tickets

    try:
        place = layout.find(Path.cwd())
        return [name for name in tickets.named(place.root, incomplete) if name][:200]
    except (DeskError, OSError):
        return []


def by_pairs(name: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Complete by a function of `pairs`, which is imported only when a key is pressed.

    What it needs takes longer to import than an indexed list to answer.
    """

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        from plaindesk.cli.completion import pairs

        found: list[str] = getattr(pairs, name)(ctx, param, incomplete)
        return found

    return complete


def complete_files(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of an attachment of the ticket that was typed."""
    from plaindesk.core.model import ids

    try:
        desk = opened()
        found = desk.load(ids.folder(desk.id_of(str(ctx.params.get("ticket") or "@"))))
    except (DeskError, OSError):
        return []
    return [name for name in found.files.attachments if name.startswith(incomplete)]


def complete_from(kind: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Complete a name of `desk.yml`: an agent, a queue, a service."""

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        try:
            names = getattr(opened().settings, kind)
        except (DeskError, OSError):
            return []
        return [name for name in names if name.startswith(incomplete)]

    return complete


def complete_name(field: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Complete what a ticket's field may name: an agent, a queue, a policy."""

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        try:
            names = opened().settings.catalogue(field)
        except (DeskError, OSError):
            return []
        return [name for name in names if name.startswith(incomplete)]

    return complete


def complete_tags(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a tag that some ticket has."""
    try:
        return [tag for tag in tags_of(opened()) if tag.startswith(incomplete)]
    except (DeskError, OSError):
        return []


def complete_articles(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete an article's key, from file names alone."""
    try:
        return sorted(key for key in opened().article_keys() if key.startswith(incomplete))
    except (DeskError, OSError):
        return []


def complete_target(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete what a link of the kind that was typed leads to: a ticket or an article."""
    wanted = complete_articles if ctx.params.get("kind") == "article" else complete_ids
    return wanted(ctx, param, incomplete)


def complete_languages(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a language of the site or of agents."""
    try:
        return sorted(code for code in opened().settings.spoken if code.startswith(incomplete))
    except (DeskError, OSError):
        return []


def complete_findings(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the code of a finding."""
    from plaindesk.core.checks import CATALOGUE

    return [code for code in CATALOGUE if code.startswith(incomplete)]


def complete_settings(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a key of desk.yml, part by part."""
    from plaindesk.text.settings.help import keys_of

    above, dot, last = incomplete.rpartition(".")
    try:
        return [f"{above}{dot}{key}" for key in keys_of(above) if key.startswith(last)]
    except DeskError:
        return []


def complete_entries(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the short name of an entry of the ticket that was typed."""
    from plaindesk.core.model import ids

    try:
        desk = opened()
        ticket = desk.load(ids.folder(desk.id_of(str(ctx.params.get("ticket") or "@")))).ticket
    except (DeskError, OSError):
        return []
    entries = ticket.entries if ticket else ()
    return [entry.short for entry in entries if entry.short.startswith(incomplete)]


def complete_paths(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete the name of a file."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]
