"""What questions need of the settings, kept beside the indexes.

To read the settings takes longer than to answer a question. What is kept counts for as long
as they are the same, letter by letter.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk import __version__
from plaindesk.store.files import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from plaindesk.store.search.synonyms import Groups

_NAME = "needs.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """The desk's languages, the first one first, and other names for things in each."""

    languages: tuple[str, ...]
    synonyms: Mapping[str, Groups]


def kept(folder: Path, settings: bytes) -> Needs | None:
    """Return what these settings say, if it was kept."""
    try:
        state, languages, synonyms = json.loads((folder / _NAME).read_bytes())
        if state != _state(settings):
            return None
        grouped = {name: tuple(map(tuple, groups)) for name, groups in synonyms.items()}
        return Needs(languages=tuple(languages), synonyms=grouped)
    except (OSError, ValueError, TypeError, AttributeError):  # missing or damaged: all one
        return None


def keep(folder: Path, settings: bytes, needs: Needs) -> None:
    """Keep what these settings say, where that can be written."""
    noted = [_state(settings), needs.languages, dict(needs.synonyms)]
    with suppress(OSError):
        write(folder / _NAME, json.dumps(noted).encode())


def _state(settings: bytes) -> str:
    return f"{__version__} {hashlib.blake2b(settings, digest_size=16).hexdigest()}"
