"""What a command will ask for in any case, begun before it is known which command it is."""

from __future__ import annotations

import os

from plaindesk.store.git import early_status

_READING = ("list", "search", "show", "age", "check", "index")
"""Commands that ask the index."""
_WITHOUT = {"--help", "-h", "--kb", "--fields"}
"""Options with which they don't."""


def begin(arguments: list[str]) -> None:
    """Start Git if the command will ask."""
    if len(arguments) < 2 or arguments[1] not in _READING or _WITHOUT & set(arguments):  # noqa: PLR2004
        return
    folder = os.getcwd()
    while not os.path.isfile(f"{folder}/desk.yml"):
        below, folder = folder, os.path.dirname(folder)
        if folder == below:
            return
    if os.environ.get("PLAINDESK_INDEX") != "off":
        early_status.begin(folder)
