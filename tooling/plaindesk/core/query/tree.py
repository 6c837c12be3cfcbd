"""What a query is once it is parsed.

Plain tuples, as they are quick to define: every list imports this.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Term(NamedTuple):
    """A field and what it is held against: any of `values`, or compared by `op`."""

    field: str
    values: tuple[str, ...]
    op: str = "="
    at: int = 0


class Words(NamedTuple):
    """Text that stands somewhere in the ticket; `is_prefix` where more may follow it."""

    text: str
    is_prefix: bool = False


class Pattern(NamedTuple):
    """What stands between slashes, looked for in one field, or in the ticket's text."""

    text: str
    field: str = ""


class Not(NamedTuple):
    """What doesn't fit."""

    item: Node


class And(NamedTuple):
    """What fits all; without items, everything does."""

    items: tuple[Node, ...]
    word: str = "AND"
    """So that it never equals an `Or` of the same items."""


class Or(NamedTuple):
    """What fits one."""

    items: tuple[Node, ...]
    word: str = "OR"


Node: TypeAlias = "Term | Words | Pattern | Not | And | Or"


class Query(NamedTuple):
    """A condition, and the order in which to list what fits."""

    where: Node
    sort: tuple[str, ...] = ()
