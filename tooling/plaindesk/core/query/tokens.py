"""The first reading of a query: text to tokens, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLASHED = r"/(?:\\[\s\S]|[^/\\])*/"
_PART = rf"""(?:{_SLASHED}(?=[\s(),]|$)|(?:"[^"]*"|[^\s(),"])*)"""
_TOKEN = re.compile(
    rf"""\s*(?:(?P<paren>[()])|(?P<minus>-(?=\S))|
        (?P<field>fields\.[a-z][a-z0-9_]*|[A-Za-z_]+):(?P<value>(?:[<>]=?)?{_PART}(?:,{_PART})*)|
        "(?P<phrase>[^"]*)"|(?P<view>@[\w-]+)|
        (?P<pattern>{_SLASHED})(?=[\s()]|$)|(?P<word>[^\s()"]+)|(?P<bad>["]))""",
    re.VERBOSE,
)
_VALUE = re.compile(
    rf'(?<![^,])(?P<pattern>{_SLASHED})(?=,|$)|"(?P<quoted>[^"]*)"|(?P<plain>[^,"]+)'
    r"|(?<=,)(?P<nothing>)(?=,|$)"
)
_UNQUOTED = r"Write \/ for a slash in a pattern; put quotes around text that starts with one."


_SHOWN = 200
"""Characters around an error that are printed."""


class QueryError(DeskError):
    """A query that can't be read, with the place."""

    def __init__(self, text: str, at: int, message: str, hint: str = "") -> None:
        """Point at the character, counted from 0."""
        start = max(0, at - _SHOWN // 2) if len(text) > _SHOWN else 0
        shown = text[start : start + _SHOWN]
        super().__init__(f"{message}\n  {shown}\n  {' ' * (at - start)}^", hint)
        self.text = text
        self.at = at
        self.what = message

    def inside(self, view: str) -> QueryError:
        """Name the view that holds it; of views in views the innermost."""
        where = "desk.yml: views "
        message = self.what if self.what.startswith(where) else f"{where}{view}: {self.what}"
        return QueryError(self.text, self.at, message, self.hint)


class Token(NamedTuple):
    """A word, a sign, or a field with what stands behind its colon."""

    kind: str
    text: str
    at: int
    field: str = ""
    value_at: int = 0


class Value(NamedTuple):
    """One of the values behind a colon; `text` is without quotes or slashes."""

    text: str
    at: int
    is_pattern: bool = False


def tokens(text: str) -> Iterator[Token]:
    """Part a query; raises QueryError for a quotation mark or a pattern that never ends."""
    at = 0
    text_end = len(text.rstrip())
    while at < text_end:
        match = _TOKEN.match(text, at)
        if match is None or match["bad"]:
            start = at if match is None else match.start("bad")
            raise QueryError(text, start, "This quotation mark is never closed.")
        if (match["word"] or "").startswith("/"):
            raise QueryError(text, match.start("word"), "This pattern is never closed.", _UNQUOTED)
        yield _token(match)
        at = match.end()


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or ""
    if kind == "value":
        return Token(
            kind="field",
            field=match["field"].lower(),
            text=match["value"],
            at=match.start("field"),
            value_at=match.start("value"),
        )
    text, at = match[kind], match.start(kind)
    if kind == "word" and text in ("AND", "OR", "NOT"):
        kind = text.lower()
    return Token(kind={"paren": text, "minus": "not"}.get(kind, kind), text=text, at=at)


def comparison(query: str, token: Token) -> tuple[str, tuple[Value, ...]]:
    """Part what stands behind a colon: how to compare, and with which values."""
    op = re.match(r"(?:[<>]=?)?", token.text)
    found = _VALUE.finditer(token.text, op.end() if op else 0)
    values = tuple(_value(query, token, match) for match in found)
    return op[0] if op and op[0] else "=", values or (Value(text="", at=token.value_at),)


def _value(query: str, token: Token, match: re.Match[str]) -> Value:
    kind = match.lastgroup or ""
    text, at = match[kind], token.value_at + match.start(kind)
    if kind == "pattern":
        return Value(text=text[1:-1], at=at + 1, is_pattern=True)
    if kind == "plain" and text.startswith("/"):
        raise QueryError(query, at, "This pattern is never closed.", _UNQUOTED)
    return Value(text=text, at=at)
