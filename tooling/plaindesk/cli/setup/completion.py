"""`desk completion`."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that completes commands, ids, names, queries and changes of fields.

    \b
    desk completion bash > ~/.local/share/bash-completion/completions/desk
    desk completion zsh > ~/.zfunc/_desk
    desk completion fish > ~/.config/fish/completions/desk.fish
    """
    from click.shell_completion import get_completion_class

    from plaindesk.cli.main import cli

    maker = get_completion_class(shell)
    if maker is None:
        message = f"There is no completion for {shell}."
        raise click.UsageError(message)
    # Not `source()`: for bash it would start the shell to ask for its version.
    complete = maker(cli, {}, "desk", "_DESK_COMPLETE")
    click.echo(complete.source_template % complete.source_vars())
