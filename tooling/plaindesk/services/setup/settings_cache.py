"""Settings that need not be read again: those of a `desk.yml` in which nothing was found."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from plaindesk.core.model.settings import Settings
from plaindesk.store import files
from plaindesk.store.layout import settings_key
from plaindesk.text.settings.as_json import pack, unpack

if TYPE_CHECKING:
    from plaindesk.store.layout import Place

_NAME = "settings.json"


def kept(place: Place) -> Settings | None:
    """Return the settings as they were read last; None where the file has to be read.

    It has to where it has changed, where something is to be said about it, and where what
    we keep is switched off.
    """
    if not place.may_keep:
        return None
    try:
        key, packed = json.loads((place.state / _NAME).read_bytes())
        found = unpack(packed) if key == settings_key(place.root) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, Settings) else None


def keep(place: Place, settings: Settings) -> None:
    """Keep settings in which nothing was found; not doing so loses nothing but time."""
    if not place.may_keep:
        return
    noted = [settings_key(place.root), pack(settings)]
    with suppress(OSError):
        files.write(place.state / _NAME, json.dumps(noted).encode())
