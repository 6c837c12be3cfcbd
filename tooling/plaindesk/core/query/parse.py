"""Text to tree; an error points at the character and suggests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import Target
from plaindesk.core.query import when
from plaindesk.core.query.fields import QUERY_FIELDS, SORT_FIELDS, Kind, QueryField, SlaWord
from plaindesk.core.query.tree import And, Node, Not, Or, Query, Term, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOKEN = re.compile(
    r"""\s*(?:(?P<paren>[()])|(?P<minus>-(?=\S))|
        (?P<field>[A-Za-z_]+):(?P<value>(?:"[^"]*"|[^\s()"])*)|
        "(?P<phrase>[^"]*)"|(?P<view>@[\w-]+)|(?P<word>[^\s()"]+)|(?P<bad>["]))""",
    re.VERBOSE,
)
_MAX_DEPTH = 40


class QueryError(DeskError):
    """A query that can't be read, with the place."""

    def __init__(self, text: str, at: int, message: str, hint: str = "") -> None:
        """Point at the character, counted from 0."""
        super().__init__(f"{message}\n  {text}\n  {' ' * at}^", hint)
        self.at = at
        self.what = message


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    kind: str
    text: str
    at: int
    field: str = ""
    value_at: int = 0


class _Parser:
    """Reads tokens from left to right; `views` are what `@name` stands for."""

    def __init__(self, text: str, views: Mapping[str, str]) -> None:
        self.text = text
        self.views = views
        self.tokens = list(_tokens(text))
        self.sort: list[str] = []
        self.depth = 0

    def query(self) -> Query:
        where = self.either()
        if self.tokens:
            raise self.error(self.tokens[0].at, "This parenthesis was never opened.")
        return Query(where=where, sort=tuple(self.sort))

    def either(self) -> Node:
        items = [self.both()]
        while self.tokens and self.tokens[0].kind == "or":
            self.tokens.pop(0)
            items.append(self.both())
        return items[0] if len(items) == 1 else Or(items=tuple(items))

    def both(self) -> Node:
        items: list[Node] = []
        while self.tokens and self.tokens[0].kind not in ("or", ")"):
            token = self.tokens.pop(0)
            if token.kind != "and" and (item := self.item(token)):
                items.append(item)
        return items[0] if len(items) == 1 else And(items=tuple(items))

    def item(self, token: _Token) -> Node | None:
        if token.kind == "not":
            if not self.tokens:
                raise self.error(token.at, "Nothing follows that could be left out.")
            inner = self.item(self.tokens.pop(0))
            return Not(item=inner) if inner else None
        if token.kind == "(":
            return self.group(token)
        if token.kind == "field":
            return self.term(token)
        if token.kind == "view":
            return self.view(token)
        if token.kind == ")" or token.kind in ("or", "and"):
            raise self.error(token.at, f"'{token.text}' stands where a word should.")
        return _words(token)

    def group(self, token: _Token) -> Node:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.error(token.at, "Parentheses are nested too deeply.")
        inner = self.either()
        if not self.tokens:
            raise self.error(token.at, "This parenthesis is never closed.")
        self.tokens.pop(0)
        self.depth -= 1
        return inner

    def view(self, token: _Token) -> Node:
        name = token.text[1:]
        if name not in self.views:
            raise self.error(token.at, f"There is no view '{name}'.", _near(name, self.views))
        inner = parse(self.views[name], {k: v for k, v in self.views.items() if k != name})
        self.sort += inner.sort
        return inner.where

    def term(self, token: _Token) -> Node | None:
        if token.field == "sort":
            self.sort.append(self.sort_key(token))
            return None
        field = QUERY_FIELDS.get(token.field)
        if field is None:
            message = f"There is no field '{token.field}'."
            hint = _near(token.field, (*QUERY_FIELDS, "sort")) or _all(QUERY_FIELDS)
            raise self.error(token.at, message, f"{hint} Put quotes around text with a colon.")
        op, values = _comparison(token.text)
        if not all(values):
            raise self.error(
                token.value_at, f"A value is missing after '{field.name}:'.", field.example
            )
        self.check(token, field, op, values)
        return Term(field=field.name, op=op, values=values, at=token.at)

    def sort_key(self, token: _Token) -> str:
        if token.text.lstrip("-") not in SORT_FIELDS:
            hint = _near(token.text, SORT_FIELDS) or _all(SORT_FIELDS)
            raise self.error(token.value_at, f"Nothing is sorted by '{token.text}'.", hint)
        return token.text

    def check(self, token: _Token, field: QueryField, op: str, values: tuple[str, ...]) -> None:
        """Refuse what could never fit."""
        if op != "=" and field.kind in (Kind.WORD, Kind.SLA):
            raise self.error(token.value_at, f"'{field.name}' has no order.", field.example)
        for value in values:
            if problem := _value_problem(field, op, value):
                hint = _near(value, field.words) or f"For example: {field.example}"
                at = token.value_at + max(0, token.text.find(value))
                raise self.error(at, problem, hint)

    def error(self, at: int, message: str, hint: str = "") -> QueryError:
        return QueryError(self.text, at, message, hint)


def parse(text: str, views: Mapping[str, str] | None = None) -> Query:
    """Parse a query; raises QueryError."""
    return _Parser(text, views or {}).query()


def _tokens(text: str) -> Iterable[_Token]:
    at = 0
    text_end = len(text.rstrip())
    while at < text_end:
        match = _TOKEN.match(text, at)
        if match is None or match["bad"]:
            raise QueryError(
                text,
                at if match is None else match.start("bad"),
                "This quotation mark is never closed.",
            )
        yield _token(match)
        at = match.end()


def _token(match: re.Match[str]) -> _Token:
    kind = match.lastgroup or ""
    if kind == "value":
        return _Token(
            kind="field",
            field=match["field"].lower(),
            text=match["value"],
            at=match.start("field"),
            value_at=match.start("value"),
        )
    text, at = match[kind], match.start(kind)
    if kind == "word" and text in ("AND", "OR", "NOT"):
        kind = text.lower()
    return _Token(kind={"paren": text, "minus": "not"}.get(kind, kind), text=text, at=at)


def _words(token: _Token) -> Words:
    if token.kind == "phrase":
        return Words(text=token.text)
    return Words(text=token.text.rstrip("*"), is_prefix=token.text.endswith("*"))


def _comparison(text: str) -> tuple[str, tuple[str, ...]]:
    found = re.match(r"(<=|>=|<|>)?(.*)", text, re.DOTALL)
    op, rest = (found[1] or "=", found[2]) if found else ("=", text)
    parts = re.findall(r'"([^"]*)"|([^,"]+)|(?<=,)()(?=,|$)', rest)
    return op, tuple(part[0] or part[1] for part in parts) or ("",)


def _value_problem(field: QueryField, op: str, value: str) -> str:
    if value == "*":
        return ""
    if field.kind in (Kind.SPAN, Kind.DAY, Kind.DUE):
        return _time_problem(field.kind, value)
    if field.kind is Kind.SLA:
        return _sla_problem(value)
    if (
        field.words
        and not value.endswith("*")
        and value.lower() not in [word.lower() for word in field.words]
    ):
        return f"'{value}' is no {field.name}: {', '.join(field.words)}."
    if field.name == "line" and not value.isdigit():
        return f"'{value}' is no number."
    return "" if op == "=" or field.kind is not Kind.WORD else f"'{field.name}' has no order."


def _time_problem(kind: Kind, value: str) -> str:
    is_span, is_day = when.span(value) is not None, when.bounds(value) is not None
    texts = {
        Kind.SPAN: (is_span, "is no span of time, such as 90m, 4h, 3d or 2w"),
        Kind.DAY: (is_day, "is no date, such as 2026-11-21, 2026-11 or 2026-10..2026-11"),
        Kind.DUE: (is_span or is_day, "is neither a span of time nor a date"),
    }
    is_fine, problem = texts[kind]
    return "" if is_fine else f"'{value}' {problem}."


def _sla_problem(value: str) -> str:
    target, _, state = value.rpartition(":")
    if target and target not in set(Target):
        return f"'{target}' is no target: {', '.join(Target)}."
    return "" if state in set(SlaWord) else f"'{state}' is no state: {', '.join(SlaWord)}."


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # slow to import, and seldom needed

    near = get_close_matches(word, [str(item) for item in known], n=1)
    return f"Did you mean '{near[0]}'?" if near else ""


def _all(known: Iterable[str]) -> str:
    return f"Known: {', '.join(known)}."
