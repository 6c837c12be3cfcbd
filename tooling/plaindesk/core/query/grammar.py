"""The fields of the query language as one table, from the code that reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.query.fields import QUERY_FIELDS, SORT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = ("FIELD", "FINDS BY", "VALUES", "SUCH AS")


def rows() -> Iterator[tuple[str, str, str, str]]:
    """List each field: its name, what it finds by, what may stand there, and an example."""
    for field in QUERY_FIELDS.values():
        values = ", ".join(str(word) for word in field.words) or field.kind.value
        yield field.name, field.doc, values, field.example
    yield (
        "fields.NAME",
        "A field of the desk's own.",
        "word or <, <=, >, >=",
        "fields.device:laptop",
    )
    yield "sort", "The order; `-` turns it round.", ", ".join(SORT_FIELDS), "sort:-created"


def markdown() -> str:
    """Write the table for an article."""
    lines = ["| Field | Finds by | Values | Such as |", "|---|---|---|---|"]
    lines += [f"| `{name}` | {doc} | {values} | `{such}` |" for name, doc, values, such in rows()]
    return "\n".join(lines) + "\n"
