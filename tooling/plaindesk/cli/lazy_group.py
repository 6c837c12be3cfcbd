"""A group whose commands are imported when they are called, so that each starts quickly."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


_NO_LIMIT = 1000
"""Characters of a summary: none is cut, a long one goes on below."""


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """End well where whoever reads our output has seen enough; click would end with 1."""
    try:
        yield
    except BrokenPipeError:
        raise click.exceptions.Exit(0) from None


class CommandGroup(click.Group):
    """Lists its commands by task, each with what it does in whole words."""

    tasks: Mapping[str, Collection[str]] = MappingProxyType({})
    """Headings and the commands below them; without any, all stand below one."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands below their headings."""
        sections = self.tasks or {"Commands": self.list_commands(ctx)}
        widest = max(map(len, self.list_commands(ctx)), default=0)
        for heading, names in sections.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{n:{widest}}", self._summary(ctx, n)) for n in names])

    def _summary(self, ctx: click.Context, name: str) -> str:
        """Say what a command does: its first sentence, up to what is an aside."""
        command = self.get_command(ctx, name)
        return (
            command.get_short_help_str(_NO_LIMIT).partition(";")[0].rstrip(".") if command else ""
        )


class LazyGroup(CommandGroup):
    """Knows its commands by the name of the module, under `plaindesk.cli`, that has them."""

    def __init__(
        self,
        *,
        modules: Mapping[str, str],
        tasks: Mapping[str, Collection[str]],
        unsaid: Collection[str] = (),
        meant: Mapping[str, str] = MappingProxyType({}),
        **attributes: object,
    ) -> None:
        """Take names and modules; a command is the function of its name there.

        `tasks` are the headings of its help, `unsaid` are never suggested, `meant`
        are other tools' words for a command.
        """
        super().__init__(**attributes)  # type: ignore[arg-type]
        self.modules = modules
        self.tasks = tasks
        self.unsaid = unsaid
        self.meant = meant

    def make_context(self, *given: Any, **more: Any) -> click.Context:  # noqa: ANN401 - click's
        """Read the command line; help is printed while it is read."""
        with _reader_may_leave():
            return super().make_context(*given, **more)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command."""
        with _reader_may_leave():
            return super().invoke(ctx)

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

        harmless = [known for known in self.modules if known not in self.unsaid]
        near = self.meant.get(name) or next(iter(get_close_matches(name, harmless, n=1)), "")
        if near and not ctx.resilient_parsing:
            message = f"No such command '{name}'. Did you mean '{near}'?"
            raise click.UsageError(message, ctx)
