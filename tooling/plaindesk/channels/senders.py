"""Messages by mail, chat or push, sent by Apprise.

A way's address, with its password or token, comes from the environment alone. `{to}` in
it stands for the person's mail address; an address without it is a room.
"""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from plaindesk.core.notices import Notice

_TO = "{to}"
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def variable(via: str) -> str:
    """Name the variable that holds a way's address; raises DeskError for no name."""
    if not _NAME.fullmatch(via):
        raise DeskError(f"'{via}' is no name of a way to send.", "Such as: mail, chat, on-call")
    return f"DESK_NOTIFY_{via.upper().replace('-', '_')}"


def problem_with(notice: Notice) -> str:
    """Say why a notice can't be sent at all; empty where it can."""
    address = os.environ.get(variable(notice.via), "")
    if not address:
        return f"the variable {variable(notice.via)} is not set"
    if notice.to and _TO not in address:
        return f"{variable(notice.via)} has no {_TO}, so it reaches a room and nobody in person"
    if not notice.to and _TO in address:
        return f"{variable(notice.via)} has {_TO}, so the rule has to say `to` whom"
    return unreachable(notice)


def unreachable(notice: Notice) -> str:
    """Say why nobody could be reached by a notice, whatever the way; empty where one can."""
    if notice.to and not notice.address:
        return f"no mail address is known of {notice.to}"
    return ""


def send(via: str, to: str, title: str, text: str) -> bool:
    """Send one message, as plain text; False where the other side didn't take it.

    Raises DeskError where the way's address is none that Apprise knows.
    """
    from apprise import Apprise, NotifyFormat

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would print addresses
    address = os.environ[variable(via)].replace(_TO, quote(to, safe=""))
    plugin = Apprise.instantiate(address)
    if plugin is None:
        raise DeskError(
            f"{variable(via)} holds no address that can be sent to.",
            "See Apprise's list of services for the form, such as mailtos://user:password@host",
        )
    plugin.notify_format = NotifyFormat.TEXT
    return bool(Apprise([plugin]).notify(body=text, title=title, body_format=NotifyFormat.TEXT))
