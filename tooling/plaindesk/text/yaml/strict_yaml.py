"""YAML read strictly: every scalar stays the text that was typed, or is null.

What a person typed as `no`, `12:30`, `0123` or `1.10` stays that text; the codec of each
field says what it means. Duplicate keys, aliases, anchors and tags are refused: none is
needed here, and each has surprised somebody.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import yaml

from plaindesk.text.yaml import plain_yaml

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # a build of PyYAML without libyaml: the same, eight times slower
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

MAX_DEPTH = 50
_MAY_REFER = re.compile(r"(?:^|[\s\[{,])[&*!]", re.MULTILINE)
_QUOTES = ("'", '"')
_LINES = re.compile(r"\n *(?:#|(?:- )?[\w./-]+:(?:\s|$))")
"""A line that was meant to stand for itself: a comment, or a key."""
_BEHIND = re.compile(r"[^\s,\]}:]")
"""What no closing quote has right behind it."""
_NEVER_CLOSED = "The quote that opens here is never closed."
_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"


class YamlError(Exception):
    """Text that is not the YAML we read; line and column count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class _Loader(_Base):
    """Resolve nothing but null."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the library's own way to configure
        first: [(_NULL, re.compile(r"(?:~|null|Null|NULL|)\Z"))] for first in ("~", "n", "N", "")
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - the library's signature
        _refuse_odd_keys(node)
        return super().construct_mapping(node, deep=deep)


def load(text: str) -> Any:  # noqa: ANN401 - YAML can be anything; the codec types it
    """Read one document into str, None, list and dict; raises YamlError."""
    plain = plain_yaml.read(text)
    return load_any(text) if plain is None else plain


def load_any(text: str) -> Any:  # noqa: ANN401 - YAML can be anything
    """Read one document with the library alone; raises YamlError."""
    try:
        _refuse_deep_and_referring(text)
        return yaml.load(text, _Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as error:
        raise _translated(error, text) from None


def compose(text: str) -> yaml.Node | None:
    """Read one document into nodes that know their places; raises YamlError."""
    try:
        _refuse_deep_and_referring(text)
        return yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        raise _translated(error, text) from None


def _refuse_odd_keys(node: yaml.MappingNode) -> None:
    seen = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("A key must be a plain word.", *place(key))
        if key.value in seen:
            raise YamlError(f"The key '{key.value}' stands here twice.", *place(key))
        seen.add(key.value)
        key.tag = _TEXT  # a key that is written `null` is that word


def _refuse_deep_and_referring(text: str) -> None:
    """Look at the events only where the text could hold what we refuse."""
    deep = text.count("[") + text.count("{") + text.count("- ") > MAX_DEPTH
    if not deep and not _MAY_REFER.search(text):
        return
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.CollectionStartEvent | yaml.CollectionEndEvent):
            depth += 1 if isinstance(event, yaml.CollectionStartEvent) else -1
        if depth > MAX_DEPTH:
            raise YamlError("This is nested too deeply.", *_after(event.start_mark))
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            message = "Anchors (&), aliases (*) and tags (!) have no meaning here."
            raise YamlError(f"{message} Quote the text.", *_after(event.start_mark))


def place(node: yaml.Node) -> tuple[int, int]:
    """Where a node starts: line and column from 1."""
    return _after(node.start_mark)


def _after(mark: Any) -> tuple[int, int]:  # noqa: ANN401 - two classes of the library
    return mark.line + 1, mark.column + 1


def _translated(error: yaml.YAMLError, text: str) -> YamlError:
    if never_closed := _closed_by_another(text) or _never_closed(error):
        return never_closed
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    line, column = _after(mark) if mark else (1, 1)
    return YamlError(f"This is not YAML: {problem}.{_advice(problem)}", line, column)


def _closed_by_another(text: str) -> YamlError | None:
    """Find a quote that took whole lines in, up to where the next one opens: it was forgotten."""
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, _Loader):
            start, end = token.start_mark, token.end_mark
            if not isinstance(token, yaml.ScalarToken) or start.line == end.line:
                continue
            taken_in = text[start.index : end.index]
            if (
                token.style in _QUOTES
                and _LINES.search(taken_in)
                and _BEHIND.match(text, end.index)
            ):
                return YamlError(_NEVER_CLOSED, *_after(start))
    return None


def _never_closed(error: yaml.YAMLError) -> YamlError | None:
    """Point at where a quote or bracket opens, not at the end of the file, where it is missed."""
    context, opens = getattr(error, "context", None) or "", getattr(error, "context_mark", None)
    problem, mark = getattr(error, "problem", None) or "", getattr(error, "problem_mark", None)
    if opens is None or mark is None:
        return None
    if "quoted scalar" in context and "unexpected" in problem:
        return YamlError(_NEVER_CLOSED, *_after(opens))
    if "parsing a flow" in context and mark.line > opens.line:
        sign = "[" if "sequence" in context else "{"
        return YamlError(f"The {sign} that opens here is never closed.", *_after(opens))
    return None


def _advice(problem: str) -> str:
    """Say what most often is behind a message of the library."""
    if "mapping values are not allowed" in problem:
        return " Put quotes around a text that holds ': '."
    if "cannot start any token" in problem:
        return " Put quotes around a text that starts with such a sign; indent by spaces."
    if "expected key" in problem or "<block end>" in problem:  # the two ways to say it
        return " Look for text behind a closing quote, or a line that is indented otherwise."
    return ""
