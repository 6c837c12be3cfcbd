"""The tables of the index."""

from __future__ import annotations

VERSION = 7
"""Raised whenever a table or what stands in it changes; another version's index is made anew."""

COLUMNS = (
    "id", "status", "type", "priority", "impact", "urgency", "channel", "line", "queue",
    "assignee", "requester", "organisation", "service", "language", "source", "sla", "subject",
)  # fmt: skip
"""Ticket fields that stand in the table as they are."""
FOLDED = ("queue", "assignee", "requester", "organisation", "service", "language", "source")
"""Fields that stand there as `fold` makes them, too."""
SEVERAL = ("tags", "watchers", "links", "kinds", "has", "is_")
"""Several values in one text, as they are and folded."""
COUNTS = ("reopened", "replies", "messages", "hops", "satisfaction", "worked")
"""What can be counted of a ticket, as `core.query.counts` does."""
LISTED = ("n", "folder", *COLUMNS, "tags", "fields", "created", "updated", "outlook")
"""What a list needs of a row."""
ROW = (
    "folder", "key", *COLUMNS, *(f"{name}_f" for name in FOLDED), *SEVERAL,
    *(f"{name}_f" for name in SEVERAL), *COUNTS, "fields", "created", "updated", "done", "odd",
    "due", "moves", "outlook", "clean", "clean_until",
)  # fmt: skip
TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE tickets (n INTEGER PRIMARY KEY, {", ".join(ROW)}, rest_from, rest_until);
CREATE UNIQUE INDEX tickets_folder ON tickets (folder);
CREATE INDEX tickets_key ON tickets (key) WHERE key <> '';
CREATE INDEX tickets_done ON tickets (done);
CREATE INDEX tickets_updated ON tickets (updated);
CREATE INDEX tickets_odd ON tickets (odd) WHERE odd;
CREATE TABLE broken (folder TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;
"""
# `clean` names what a ticket was checked against when nothing was found, `clean_until` when
# time alone may change that. From `rest_from` to before `rest_until`, in seconds, no step of
# the ticket's policy is due.

TEXTS = (
    "CREATE TABLE texts (n INTEGER PRIMARY KEY, plain INTEGER, text TEXT)",
    (
        "CREATE VIRTUAL TABLE search USING fts5 (subject, body, content='', tokenize=\""
        "unicode61 remove_diacritics 0 categories 'L* N*' tokenchars '_'\")"
    ),
)
"""Made only when somebody asks for words: they take three times as long as all the rest."""
# Of a `plain` text, all ASCII, the full-text search has exactly the words that queries see.
