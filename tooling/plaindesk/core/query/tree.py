"""What a query is once it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A field and what it is held against: any of `values`, or compared by `op`."""

    field: str
    values: tuple[str, ...]
    op: str = "="
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text that stands somewhere in the ticket; `is_prefix` where more may follow it."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What stands between slashes, looked for in one field, or in the ticket's text."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What doesn't fit."""

    item: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """What fits all; without items, everything does."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """What fits one."""

    items: tuple[Node, ...]


Node: TypeAlias = "Term | Words | Pattern | Not | And | Or"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A condition, and the order in which to list what fits."""

    where: Node
    sort: tuple[str, ...] = ()
