"""Names that every file system can hold."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 120
"""Bytes of a name: file systems take 255, and the path before it wants some too."""
_UNFIT = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
)
"""What Windows refuses, control characters, those that turn the direction around, and bytes
that are no UTF-8 (surrogates stand for them, PEP 383)."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def is_portable(name: str) -> bool:
    """Tell whether every system can hold a name, and as it is written."""
    if _UNFIT.search(name) or _RESERVED.fullmatch(name) or name.endswith((".", " ")):
        return False
    return unicodedata.is_normalized("NFC", name)


def portable_name(name: str) -> str:
    """Make a name that every system can hold, and no command takes for an option.

    Empty where nothing is left of it.
    """
    plain = _UNFIT.sub("-", unicodedata.normalize("NFC", name))
    plain = plain.lstrip(" .-").rstrip(". ")
    plain = f"file-{plain}" if _RESERVED.fullmatch(plain) else plain
    suffix = PurePosixPath(plain).suffix
    suffix = suffix if len(suffix.encode()) < _LONGEST else ""
    room = _LONGEST - len(suffix.encode())
    stem = plain.removesuffix(suffix).encode()[:room].decode(errors="ignore")
    return f"{stem}{suffix}".rstrip(". ")


def free_name(name: str, held: Collection[str]) -> str:
    """Find a name that no other file has, on systems too that can't tell A from a."""
    taken = {other.casefold() for other in held}
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{stem}-{number}{suffix}"
    return found
