"""A group whose commands are imported when they are called, so that each starts quickly."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping


class LazyGroup(click.Group):
    """Knows its commands by the name of the module, under `plaindesk.cli`, that has them."""

    def __init__(self, *, modules: Mapping[str, str], **attributes: object) -> None:
        """Take names and modules; a command is the function of its name there."""
        super().__init__(**attributes)  # type: ignore[arg-type]
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order of the table."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; an unknown name gets a near miss."""
        if cmd_name not in self.modules:
            self._suggest(ctx, cmd_name)
            return None
        module = import_module(f"plaindesk.cli.{self.modules[cmd_name]}")
        # `list`, `set` and `import` are Python's own words, so their functions end in `_`.
        found: click.Command = getattr(module, f"{cmd_name}_", None) or getattr(module, cmd_name)
        return found

    def _suggest(self, ctx: click.Context, name: str) -> None:
        from difflib import get_close_matches

        near = get_close_matches(name, self.modules, n=1)
        if near and not ctx.resilient_parsing:
            message = f"No such command '{name}'. Did you mean '{near[0]}'?"
            raise click.UsageError(message, ctx)
