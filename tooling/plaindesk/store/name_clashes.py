"""Names that a folder of some system can't hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.files.file_names import is_portable, portable_name
from plaindesk.core.model.files.stray_files import Stray, StrayKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_PLAIN = re.compile(r"(?:[0-9][0-9A-Z-]*(?:/|$))*")
"""Names of digits and capitals, as tickets' folders have: none is like another, or odd."""


def clashes(folder: str, names: Iterable[str]) -> Iterator[Stray]:
    """Find names in a folder that some system can't hold, or not beside each other."""
    names = list(names)
    if _PLAIN.fullmatch("/".join(names)):
        return
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield Stray(path=f"{folder}/{name}", kind=StrayKind.CASE, detail=other)
        if not is_portable(name):
            better = portable_name(name) or "another name"
            yield Stray(path=f"{folder}/{name}", kind=StrayKind.NAME, detail=better)
