"""Pictures for the help centre, drawn from what the program really prints on a terminal.

`python -m tests.support.drawings` draws them anew; a test holds them fresh.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from tests.support.desks import Desk
from tests.support.terminal import shown_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
NOW = "2026-11-21T12:00:00Z"
COLUMNS = 96
LISTED = "id,priority,due,assignee,subject"
MERGED = (
    "git switch --quiet --create bob",
    'desk note 2611-BHP5C --as bashir -m "The new client drops idle tunnels."',
    "git switch --quiet main",
    'desk reply 2611-BHP5C --as lucia -m "Hello Jana, please keep the old client until Monday."',
    "git merge --quiet --no-edit bob",
    "git log --graph --format=%s -4",
    "desk check tickets/2611/2611-BHP5C",
)
PROPOSED = (
    "git switch --quiet --create proposal",
    "sed -i s/VPN/Wi-Fi/ tickets/2611/2611-BHP5C/README.md",
    'git commit --quiet --all --message="Correct the request"',
    "desk check --since main",
)
DRAWINGS: Mapping[str, tuple[str, Sequence[str]]] = {
    "search-and-lists/list.svg": (
        "What is pressing",
        (f"desk list is:open -language:fa sort:due --limit 10 --columns {LISTED}",),
    ),
    "service-levels/explain.svg": ("Why it is late", ("desk explain 2611-BHP5C",)),
    "tickets/merge.svg": ("Two people, one ticket", MERGED),
    "teamwork/proposal.svg": ("A proposal that is refused", PROPOSED),
}
"""By their place below `kb/en/`: the title, and what is typed."""
_THEME = TerminalTheme(
    (24, 32, 36),
    (222, 231, 234),
    [
        (24, 32, 36), (255, 138, 128), (140, 220, 160), (247, 208, 112),
        (130, 180, 255), (214, 170, 255), (111, 208, 224), (222, 231, 234),
    ],
)  # fmt: skip
_FACES = re.compile(r"\s*@font-face \{.*?\n    \}", re.DOTALL)
_MADE_UP = re.compile(r"(?<=commit )[0-9a-f]{9}")
"""Differs from run to run."""


def drawn(title: str, commands: Sequence[str], folder: Path) -> str:
    """Type commands in a copy of our own desk, and draw what the terminal shows."""
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, legacy_windows=False
    )
    for command in commands:
        console.print(Text.assemble(("$ ", "dim"), (command, "bold")), soft_wrap=True)
        console.print(Text.from_ansi(_typed(command, folder)), end="", overflow="fold")
    svg = console.export_svg(title=title, theme=_THEME, unique_id="pd", font_aspect_ratio=0.61)
    svg = _FACES.sub("", svg).replace("Fira Code, monospace", "ui-monospace, monospace")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _typed(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {
        "PATH": path,
        "COLUMNS": str(COLUMNS),
        "LINES": "200",
        "TERM": "xterm-256color",
        "PLAINDESK_NOW": NOW,
    }
    _, said = shown_by(["bash", "-c", command], folder, env=env)
    return _MADE_UP.sub("…", said)


def desk_in(folder: Path) -> Path:
    """Copy our own desk into a repository, with its program where a shell finds it."""
    for name in ("kb", "tickets"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "desk.yml", folder)
    desk = Desk(folder)
    desk.git("init", "--quiet", "--initial-branch=main")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Open the desk")
    return folder


def pictures() -> dict[str, str]:
    """Draw all, by their place below `kb/en/`."""
    found: dict[str, str] = {}
    for place, (title, commands) in DRAWINGS.items():
        with tempfile.TemporaryDirectory() as folder:
            found[place] = drawn(title, commands, desk_in(Path(folder) / "desk"))
    return found


def main() -> None:
    """Write them."""
    for place, svg in pictures().items():
        (ROOT / "kb/en" / place).write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
