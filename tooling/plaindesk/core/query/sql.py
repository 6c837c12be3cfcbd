"""The reading of a query that asks a table of tickets, in SQL.

Every value goes in as a parameter. Where SQL has no exact word for what `evaluate` does,
the condition calls a function of that module by name, so that the two can't differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.query import time_spans
from plaindesk.core.query.fields import Kind, field_named
from plaindesk.core.query.folding import fold
from plaindesk.core.query.tree import And, Node, Not, Or, Pattern, Term, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

MICRO = 1_000_000
SEPARATOR = "\n"
"""Between the values of a field that holds several; a ticket with it in a value is odd."""
DUE = "(CASE t.moves WHEN 0 THEN t.due ELSE due_now(t.outlook) END)"
"""The next deadline; only that of a paused clock moves."""
_NO_WORD = re.compile(r"\W")
_ONE_WORD = re.compile(r"[A-Za-z0-9_]+")
_TRUE, _FALSE = "1", "0"
_PLAIN = {"status", "type", "impact", "urgency", "channel", "line"}
"""Columns that hold words as `fold` would make them."""
_UPPER = {"priority", "id"}
"""Columns of ASCII words in upper case."""
_FOLDED = {"queue", "assignee", "requester", "organisation", "service", "language", "source"}
_SEVERAL = {
    "tag": "tags",
    "watcher": "watchers",
    "links": "links",
    "kind": "kinds",
    "has": "has",
    "is": "is_",
}


class Reading:
    """A condition as it grows: its parameters, and what it needs beyond the table."""

    def __init__(self, now: int, me: str) -> None:
        """Begin at a moment, in microseconds since 1970, for one asker."""
        self.now = now
        self.me = me
        self.values: list[object] = []
        self.needs_due = False
        self.needs_states = False
        self.needs_texts = False

    def condition(self, node: Node) -> str:
        """Write a condition that is 0 or 1 for each ticket, never NULL."""
        if isinstance(node, And):
            return self._joined(" AND ", node.items, _TRUE)
        if isinstance(node, Or):
            return self._joined(" OR ", node.items, _FALSE)
        if isinstance(node, Not):
            return f"(NOT {self.condition(node.item)})"
        if isinstance(node, Words):
            return self._words(node)
        if isinstance(node, Pattern):
            return self._pattern(node)
        return self._term(node)

    def put(self, value: object) -> str:
        """Add a parameter; returns the mark that stands for it."""
        self.values.append(value)
        return f"?{len(self.values)}"

    def _joined(self, operator: str, items: Iterable[Node], empty: str) -> str:
        return f"({operator.join(self.condition(item) for item in items) or empty})"

    def _words(self, words: Words) -> str:
        self.needs_texts = True
        ready = f"{self.put(words.text)}, {int(words.is_prefix)}, x.text"
        found = f"t.n IN (SELECT n FROM texts x WHERE has_words({ready}))"
        wanted = match_of(words)
        if not wanted:
            return f"({found})"
        rows = f"SELECT rowid FROM search WHERE search MATCH {self.put(wanted)}"
        # One ASCII word in ASCII text is what the full-text search takes for one, too.
        sure = "x.plain OR " if _ONE_WORD.fullmatch(words.text) else ""
        checked = f"({sure}has_words({ready}))"
        return f"(t.n IN (SELECT n FROM texts x WHERE n IN ({rows}) AND {checked}))"

    def _pattern(self, pattern: Pattern) -> str:
        if not pattern.field:
            self.needs_texts = True
            ready = f"{self.put(pattern.text)}, 1, x.text"
            return f"(t.n IN (SELECT n FROM texts x WHERE has_pattern({ready})))"
        return f"has_pattern({self.put(pattern.text)}, 0, {self._held(pattern.field)})"

    def _held(self, name: str) -> str:
        """Name the column of a field's own spelling."""
        if name in _SEVERAL:
            return f"t.{_SEVERAL[name]}"
        if name in {*_PLAIN, *_UPPER, *_FOLDED, "subject"}:
            return f"t.{name}"
        return f"own(t.fields, {self.put(name)})"

    def _term(self, term: Term) -> str:
        kind = field_named(term.field).kind
        if kind is Kind.SPAN:
            return self._span(term)
        if kind is Kind.DAY:
            return self._days(term, f"t.{term.field}")
        if kind is Kind.DUE:
            return self._due(term)
        if kind is Kind.SLA:
            return self._sla(term)
        return self._held_by(term, kind)

    def _held_by(self, term: Term, kind: Kind) -> str:
        if kind in (Kind.COUNT, Kind.WORK):
            return self._count(term)
        if term.field == "subject":
            ready = (self._in_subject(value) for value in term.values)
            return f"({' OR '.join(ready)})"
        return f"({' OR '.join(self._word(term, value) for value in term.values)})"

    def _in_subject(self, value: str) -> str:
        text = self.put(value.rstrip("*"))
        return f"has_words({text}, {int(value.endswith('*'))}, t.subject)"

    def _word(self, term: Term, value: str) -> str:
        folded = fold(value)
        if folded == "@me":
            folded = fold(self.me or "@me")
        star = folded.startswith("*") or folded.endswith("*")
        if term.field in _SEVERAL:
            return self._one_of(_SEVERAL[term.field], folded, star=star)
        column = self._folded(term.field)
        if not star and term.op == "=":
            exact = int(folded) if term.field == "line" and folded.isdecimal() else folded
            return f"({column} IS {self.put(exact)})"
        return f"fits({self.put(term.op)}, {self.put(folded)}, {column})"

    def _one_of(self, column: str, folded: str, *, star: bool) -> str:
        if column == "is_" and folded in ("open", "done"):
            return f"(t.done = {int(folded == 'done')})"
        if star:
            return f"fits_any({self.put(folded)}, t.{column}_f)"
        if SEPARATOR in folded:
            return _FALSE
        return f"(instr(t.{column}_f, {self.put(f'{SEPARATOR}{folded}{SEPARATOR}')}) > 0)"

    def _folded(self, name: str) -> str:
        if name in _PLAIN:
            return f"t.{name}"
        if name in _UPPER:
            return f"lower(t.{name})"
        if name in _FOLDED:
            return f"t.{name}_f"
        return f"folded(own(t.fields, {self.put(name)}))"

    def _span(self, term: Term) -> str:
        column = "t.created" if term.field == "age" else "t.updated"
        # So much time has passed where the start lies so far back: the signs turn round.
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "<="}[term.op]
        parts = [
            f"{column} {turned} {self.put(self.now - seconds * MICRO)}"
            for value in term.values
            if (seconds := time_spans.span(value)) is not None
        ]
        return f"({' OR '.join(parts) or _FALSE})"

    def _days(self, term: Term, column: str) -> str:
        parts = [
            self._in_bounds(term.op, column, int(start.timestamp()), _end(end.timestamp()))
            for value in term.values
            if (bounds := time_spans.bounds(value)) is not None
            for start, end in (bounds,)
        ]
        return f"({' OR '.join(parts) or _FALSE})"

    def _in_bounds(self, op: str, column: str, start: int, end: int) -> str:
        first, last = start * MICRO, end
        forms = {
            "=": lambda: f"({column} >= {self.put(first)} AND {column} < {self.put(last)})",
            "<": lambda: f"({column} < {self.put(first)})",
            "<=": lambda: f"({column} < {self.put(last)})",
            ">": lambda: f"({column} >= {self.put(last)})",
            ">=": lambda: f"({column} >= {self.put(first)})",
        }
        return forms[op]()

    def _count(self, term: Term) -> str:
        column = f"t.{term.field}"
        wanted = [time_spans.counted(value) for value in term.values]
        parts = [_TRUE if w is None else f"{column} {term.op} {self.put(w)}" for w in wanted]
        return f"({column} IS NOT NULL AND ({' OR '.join(parts) or _FALSE}))"

    def _due(self, term: Term) -> str:
        self.needs_due = True
        if term.values == ("*",):
            return f"({DUE} IS NOT NULL)"
        op = "<=" if term.op == "=" else term.op
        spans = [
            seconds for value in term.values if (seconds := time_spans.span(value)) is not None
        ]
        parts = [f"{DUE} {op} {self.put(self.now + seconds * MICRO)}" for seconds in spans]
        return f"({DUE} IS NOT NULL AND ({' OR '.join([*parts, self._days(term, DUE)])}))"

    def _sla(self, term: Term) -> str:
        self.needs_states = True
        parts = []
        for value in term.values:
            target, _, state = value.rpartition(":")
            wanted = f"{SEPARATOR}{target}:{state}{SEPARATOR}" if target else f":{state}{SEPARATOR}"
            parts.append(f"instr(states_now(t.outlook), {self.put(wanted)}) > 0")
        return f"({' OR '.join(parts) or _FALSE})"


def without_states(node: Node) -> Node:
    """Return a condition that asks for no clock's state, and that fits no fewer tickets."""
    if isinstance(node, And):
        return And(items=tuple(without_states(item) for item in node.items))
    return And(items=()) if _asks_states(node) else node


def _asks_states(node: Node) -> bool:
    if isinstance(node, (And, Or)):
        return any(_asks_states(item) for item in node.items)
    if isinstance(node, Not):
        return _asks_states(node.item)
    return isinstance(node, Term) and field_named(node.field).kind is Kind.SLA


def _end(seconds: float) -> int:
    """Return the end of a period, exactly: an instant lasts a millionth of a second."""
    return round(seconds * MICRO)


def match_of(words: Words) -> str:
    """Write what the full-text search is asked, which finds no less than the words fit.

    Empty where it can't be asked: without a letter or digit.
    """
    bare = searchable(fold(words.text))
    if not bare.strip():
        return ""
    star = "*" if words.is_prefix and not bare.endswith(" ") else ""
    return f'"{bare}"{star}'


def searchable(folded: str) -> str:
    """Leave only what the full-text search takes for parts of words."""
    return _NO_WORD.sub(" ", folded)
