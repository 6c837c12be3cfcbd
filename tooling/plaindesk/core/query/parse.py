"""Text to tree; an error points at the character and suggests."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from plaindesk.core.query.fields import QUERY_FIELDS, SORT_FIELDS, Kind, QueryField, field_named
from plaindesk.core.query.pattern import matcher
from plaindesk.core.query.pattern_parser import PatternError
from plaindesk.core.query.problems import problem_of
from plaindesk.core.query.tokens import QueryError, Token, Value, comparison, tokens
from plaindesk.core.query.tree import And, Node, Not, Or, Pattern, Query, Term, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_DEPTH = 40
MAX_PARTS = 500
"""Words, signs and values, those of views too: views of views would grow without an end."""

_EMPTY = And(items=())
"""No condition at all, which everything meets."""


class _Parser:
    """Reads tokens from left to right; `views` are what `@name` stands for."""

    def __init__(self, text: str, views: Mapping[str, str], outer: _Parser | None = None) -> None:
        self.text = text
        self.views = views
        self.tokens = deque(islice(tokens(text), MAX_PARTS + 1))
        self.sort: list[str] = []
        self.depth: int = outer.depth if outer else 0
        self.parts: int = outer.parts if outer else 0
        self.take(len(self.tokens), 0)

    def take(self, parts: int, at: int) -> None:
        """Count parts; raises QueryError where there are more than anybody would type."""
        self.parts += parts
        if self.parts > MAX_PARTS:
            message = f"This query has more than {MAX_PARTS} parts, those of its views included."
            raise self.error(at, message, "Ask for less at once.")

    def query(self) -> Query:
        where = self.either()
        if self.tokens:
            raise self.error(self.tokens[0].at, "This parenthesis was never opened.")
        return Query(where=where, sort=tuple(self.sort))

    def either(self) -> Node:
        items = [self.both()]
        while self.tokens and self.tokens[0].kind == "or":
            sign = self.tokens.popleft()
            items.append(self.both())
            if _EMPTY in items:
                raise self.one_sided(sign)
        return items[0] if len(items) == 1 else Or(items=tuple(items))

    def both(self) -> Node:
        items: list[Node] = []
        before = "and"
        while self.tokens and self.tokens[0].kind not in ("or", ")"):
            token = self.tokens.popleft()
            if token.kind == "and":
                self.between(token, before)
            elif item := self.item(token):
                items.append(item)
            before = token.kind
        return items[0] if len(items) == 1 else And(items=tuple(items))

    def between(self, sign: Token, before: str) -> None:
        """Refuse an AND with nothing on one side; none asks for more than its writer meant."""
        if before == "and" or not self.tokens or self.tokens[0].kind in ("or", ")"):
            raise self.one_sided(sign)

    def one_sided(self, sign: Token) -> QueryError:
        message = f"'{sign.text}' stands between two conditions, and one is missing."
        return self.error(sign.at, message, "Write it in quotes to look for the word.")

    def item(self, token: Token) -> Node | None:
        if token.kind == "not":
            return self.negated(token)
        if token.kind == "(":
            return self.group(token)
        if token.kind == "field":
            return self.term(token)
        if token.kind == "view":
            return self.view(token)
        if token.kind == ")" or token.kind in ("or", "and"):
            raise self.error(token.at, f"'{token.text}' stands where a word should.")
        if token.kind == "pattern":
            return self.pattern(Value(text=token.text[1:-1], at=token.at + 1))
        return _words(token)

    def negated(self, token: Token) -> Node | None:
        """Read what is left out; of several signs in a row two say nothing."""
        is_left_out = True
        while self.tokens and self.tokens[0].kind == "not":
            token = self.tokens.popleft()
            is_left_out = not is_left_out
        if not self.tokens:
            raise self.error(token.at, "Nothing follows that could be left out.")
        inner = self.item(self.tokens.popleft())
        return Not(item=inner) if inner and is_left_out else inner

    def group(self, token: Token) -> Node:
        self.deepen(token, "Parentheses are nested too deeply.")
        inner = self.either()
        if not self.tokens:
            raise self.error(token.at, "This parenthesis is never closed.")
        self.tokens.popleft()
        self.depth -= 1
        if inner == _EMPTY:
            raise self.error(token.at, "Nothing stands in these parentheses.")
        return inner

    def deepen(self, token: Token, message: str) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(token.at, message)

    def view(self, token: Token) -> Node:
        name = token.text[1:]
        if name not in self.views:
            raise self.error(token.at, f"There is no view '{name}'.", _near(name, self.views))
        self.deepen(token, "Views are nested too deeply.")
        others = {k: v for k, v in self.views.items() if k != name}
        try:
            inner = _Parser(self.views[name], others, self)
            query = inner.query()
        except QueryError as error:
            raise error.inside(name) from None
        self.depth -= 1
        self.parts = inner.parts
        self.sort += query.sort
        return query.where

    def term(self, token: Token) -> Node | None:
        if token.field == "sort":
            self.sort.append(self.sort_key(token))
            return None
        field = self.field(token)
        op, values = comparison(self.text, token)
        self.take(len(values) - 1, token.at)
        if not all(value.text or value.is_pattern for value in values):
            message = f"A value is missing after '{field.name}:'."
            raise self.error(token.value_at, message, field.example)
        self.check(token, field, op, values)
        items: list[Node] = [self.pattern(value, field) for value in values if value.is_pattern]
        if plain := tuple(value.text for value in values if not value.is_pattern):
            items.insert(0, Term(field=field.name, op=op, values=plain, at=token.at))
        return items[0] if len(items) == 1 else Or(items=tuple(items))

    def field(self, token: Token) -> QueryField:
        try:
            return field_named(token.field)
        except KeyError:
            message = f"There is no field '{token.field}'."
            hint = _near(token.field, (*QUERY_FIELDS, "sort")) or _all(QUERY_FIELDS)
            hint = f"{hint} Put quotes around text with a colon."
            raise self.error(token.at, message, hint) from None

    def pattern(self, value: Value, field: QueryField | None = None) -> Node:
        if field and (field.kind is not Kind.WORD or field.words):
            hint = f"For example: {field.example}"
            raise self.error(value.at - 1, f"'{field.name}' takes no pattern.", hint)
        try:
            matcher(value.text, by_line=field is None)
        except PatternError as error:
            raise self.error(value.at + error.at, error.message, error.hint) from None
        return Pattern(text=value.text, field=field.name if field else "")

    def sort_key(self, token: Token) -> str:
        if token.text.lstrip("-") not in SORT_FIELDS:
            hint = _near(token.text, SORT_FIELDS) or _all(SORT_FIELDS)
            raise self.error(token.value_at, f"Nothing is sorted by '{token.text}'.", hint)
        return token.text

    def check(self, token: Token, field: QueryField, op: str, values: Iterable[Value]) -> None:
        """Refuse what could never fit."""
        if op != "=" and field.kind in (Kind.WORD, Kind.SLA):
            raise self.error(token.value_at, f"'{field.name}' has no order.", field.example)
        for value in values:
            problem = "" if value.is_pattern else problem_of(field, value.text)
            if problem:
                hint = _near(value.text, field.words) or f"For example: {field.example}"
                raise self.error(value.at, problem, hint)

    def error(self, at: int, message: str, hint: str = "") -> QueryError:
        return QueryError(self.text, at, message, hint)


def parse(text: str, views: Mapping[str, str] | None = None) -> Query:
    """Parse a query; raises QueryError."""
    return _Parser(text, views or {}).query()


def _words(token: Token) -> Words:
    if token.kind == "phrase":
        return Words(text=token.text)
    return Words(text=token.text.rstrip("*"), is_prefix=token.text.endswith("*"))


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # slow to import, and seldom needed

    near = get_close_matches(word, [str(item) for item in known], n=1)
    return f"Did you mean '{near[0]}'?" if near else ""


def _all(known: Iterable[str]) -> str:
    return f"Known: {', '.join(known)}."
