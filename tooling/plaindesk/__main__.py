"""The program `desk`: what is quick comes first, and at the end nothing is tidied up for nobody."""

from __future__ import annotations

import gc
import os
import sys

from plaindesk import headstart

TYPE_CHECKING = False  # `typing` itself isn't imported yet
if TYPE_CHECKING:
    from typing import NoReturn

_OBJECTS = 50_000
"""New objects before Python looks for those that nobody needs; few commands make as many."""


def run() -> NoReturn:
    """Run the command that was typed, and end the process with its code.

    It ends at once, as mypy does: what Python would take apart first, piece by piece, is
    gone with the process anyway, and a list would wait for it as long as for its rows.
    """
    gc.set_threshold(_OBJECTS)
    _open_what_is_closed()
    headstart.begin(sys.argv)
    from plaindesk.cli.main import main

    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    _flush()
    os._exit(code)


def _open_what_is_closed() -> None:
    """Put nothing where a caller left no input or output, or the next file would stand there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def _flush() -> None:
    """Let out what libraries have printed; ours is out, and what went wrong there was told."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody reads it any more, or it was closed on purpose
        return


if __name__ == "__main__":
    run()
