"""The tables of `results.md`: each measurement renews its own section and no other."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import time
from pathlib import Path

import plaindesk

RESULTS = Path(__file__).parent / "results.md"


def environment(**more: str) -> dict[str, str]:
    """Return what commands run with: compiled modules are kept, as an installer keeps them."""
    own = {name: held for name, held in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, **more}


def put(title: str, text: str) -> None:
    """Write a section, in the place of the one with this title."""
    held = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    section = f"## {title}\n\n{text.strip()}\n"
    found = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if found.search(held):
        renewed = found.sub(lambda _: f"{section}\n", held)
    else:
        renewed = f"{held.rstrip()}\n\n{section}".lstrip()
    RESULTS.write_text(f"{renewed.rstrip()}\n", "utf-8")


def told(command: str) -> str:
    """Say when, with what and how a table was made."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True)
    made = f"Measured {time.strftime('%Y-%m-%d')} with `{command}`: desk {plaindesk.__version__}"
    on = f"Python {platform.python_version()}, {git.stdout.strip()}, {os.cpu_count()} cores"
    return f"{made}, {on}."
