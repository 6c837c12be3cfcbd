"""Commands that take a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEGATED = re.compile(r"-[^-].+", re.DOTALL)
"""`-assignee:*`, `-(a OR b)` or `-vpn`; a single letter is an option, or a slip."""
_HIDDEN = "\0"
"""What no shell can put before a word."""


class AskingCommand(click.Command):
    """A command whose words may begin with a minus, which is no option's there."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hide such words from click while it looks for options."""
        rest = super().parse_args(ctx, list(self._hidden(args)))
        for name, held in ctx.params.items():
            if isinstance(held, tuple):
                ctx.params[name] = tuple(word.removeprefix(_HIDDEN) for word in held)
        return rest

    def _hidden(self, args: list[str]) -> Iterator[str]:
        options = [item for item in self.params if isinstance(item, click.Option)]
        taking = {name for item in options if not item.is_flag for name in item.opts}
        before = ""
        for word in args:
            is_query = before not in taking and _NEGATED.fullmatch(word)
            yield f"{_HIDDEN}{word}" if is_query else word
            before = word
