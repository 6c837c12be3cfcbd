"""Names that a folder of some system can't hold."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from plaindesk.core.model.stray import Stray, StrayKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_PLAIN = re.compile(r"[0-9A-Z\n-]*")
"""Names of digits and capitals, as tickets' folders have: none is like another, or odd."""


def clashes(folder: str, names: Iterable[str]) -> Iterator[Stray]:
    """Find names in a folder that some system can't hold, or not beside each other."""
    names = list(names)
    if _PLAIN.fullmatch("\n".join(names)):
        return
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield Stray(path=f"{folder}/{name}", kind=StrayKind.CASE, detail=other)
        composed = unicodedata.normalize("NFC", name)
        if composed != name or set(name) & set('<>:"\\|?*') or name.endswith((".", " ")):
            yield Stray(path=f"{folder}/{name}", kind=StrayKind.NAME, detail=composed)
