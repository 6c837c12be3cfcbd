"""Where a database is, and the way into it. Passwords go through here and are never told."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg import Connection
    from psycopg.rows import TupleRow

_SCHEMES = ("postgresql://", "postgres://")
_SECRETS = ("password", "sslpassword")
_PATIENCE = 10
"""Seconds to wait for the server to answer."""


def has_password(address: str) -> bool:
    """Tell whether an address names a password; raises DeskError where it is no address."""
    return any(_parts(address).get(name) for name in _SECRETS)


def _parts(address: str) -> dict[str, Any]:
    try:
        if address.startswith(_SCHEMES):
            return dict(conninfo_to_dict(address))
    except psycopg.Error:
        pass  # what it says quotes the address
    raise DeskError(
        "This is no address of a PostgreSQL database.",
        "One looks like: postgresql://user@host/database",
    ) from None


@contextmanager
def connected(address: str) -> Iterator[Connection[TupleRow]]:
    """Open the database for one transaction; raises DeskError where it can't, or is refused."""
    given = {"connect_timeout": _PATIENCE, "application_name": "plaindesk"}
    parts: dict[str, Any] = given | _parts(address) | {"client_encoding": "UTF8"}
    secrets = [str(parts[name]) for name in _SECRETS if parts.get(name)]
    try:
        with psycopg.connect(make_conninfo("", **parts)) as connection:
            yield connection
    except psycopg.Error as error:
        raise DeskError(f"The database refused: {_told(error, secrets)}", _HINT) from None


_HINT = "Nothing was changed there. The help article 'Large desks' says what it takes."


def _told(error: psycopg.Error, secrets: list[str]) -> str:
    said = " ".join(str(error.diag.message_primary or error).split())
    for secret in secrets:
        said = said.replace(secret, "***")
    return said if said.endswith((".", "?", "!")) else f"{said}."
