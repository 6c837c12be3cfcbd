"""YAML nodes into records by the records' own types, with a finding for all that is wrong."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml as pyyaml

from plaindesk.core.model.finding import Finding
from plaindesk.text.suggest import did_you_mean, nearest
from plaindesk.text.yaml import strict_yaml

if TYPE_CHECKING:
    from enum import StrEnum

NULL_TAG = "tag:yaml.org,2002:null"
WRONG = object()
"""Stands for a value that could not be read; its finding is told."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads one file's nodes; `leaves` reads the types that are no record or container."""

    path: str
    leaves: Mapping[Any, Callable[[Reader, pyyaml.Node], Any]]
    findings: list[Finding] = field(default_factory=list)
    at: list[str] = field(default_factory=list)
    """The keys that lead to what is being read, such as `calendars` and `office`."""

    def within(self, key: str, node: pyyaml.Node, kind: object) -> Any:  # noqa: ANN401 - any type
        """Read what stands under a key; findings in it say so."""
        self.at.append(key)
        try:
            return self.read(node, kind)
        finally:
            self.at.pop()

    def tell(
        self, node: pyyaml.Node, code: str, message: str, hint: str = "", *, key: str = ""
    ) -> object:
        """Note what is wrong with a node, or with what was meant by a key."""
        line, column = strict_yaml.place(node)
        self.findings.append(
            Finding(
                path=self.path,
                code=code,
                line=line,
                column=column,
                message=message,
                hint=hint,
                field=".".join([*self.at, key] if key else self.at),
            )
        )
        return WRONG

    def read(self, node: pyyaml.Node, kind: Any) -> Any:  # noqa: ANN401 - any type at all
        """Read a node as that type; WRONG where it can't be."""
        if kind in self.leaves:
            return self.leaves[kind](self, node)
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            return None if is_null(node) else self.read(node, inner[0])
        if origin is tuple:
            return self.sequence(node, inner[0])
        if origin is not None and issubclass(origin, Mapping):
            return self.mapping(node, *inner)
        if dataclasses.is_dataclass(kind):
            return self.record(node, kind)
        return self.word(node, kind)

    def text(self, node: pyyaml.Node, example: str = "") -> Any:  # noqa: ANN401 - str or WRONG
        """Read one text."""
        if isinstance(node, pyyaml.ScalarNode) and not is_null(node):
            return str(node.value)
        hint = f"For example: {example}" if example else ""
        return self.tell(node, "bad-value", "Here stands one text, not a list or mapping.", hint)

    def word(self, node: pyyaml.Node, kind: type[StrEnum]) -> Any:  # noqa: ANN401 - or WRONG
        """Read one word of a closed set."""
        text = self.text(node)
        if text is WRONG or text in set(kind):
            return text if text is WRONG else kind(text)
        known = ", ".join(kind)
        return self.tell(
            node, "bad-value", f"'{text}' is none of: {known}.", did_you_mean(text, kind)
        )

    def sequence(self, node: pyyaml.Node, kind: object) -> Any:  # noqa: ANN401 - tuple or WRONG
        """Read a list; items that can't be read are left out and told."""
        if is_null(node):
            return ()
        if not isinstance(node, pyyaml.SequenceNode):
            return self.tell(node, "bad-value", "Here stands a list, such as [a, b].")
        items = (self.read(item, kind) for item in node.value)
        return tuple(item for item in items if item is not WRONG)

    def mapping(self, node: pyyaml.Node, key_kind: object, kind: object) -> Any:  # noqa: ANN401 - or WRONG
        """Read a mapping; pairs that can't be read are left out and told."""
        if is_null(node):
            return types.MappingProxyType({})
        read = {
            (key if key_kind is str else self.read(key_node, key_kind)): self.within(
                key, value, kind
            )
            for key, (key_node, value) in self.pairs(node).items()
        }
        return types.MappingProxyType(
            {key: value for key, value in read.items() if WRONG not in (key, value)}
        )

    def pairs(self, node: pyyaml.Node) -> dict[str, tuple[pyyaml.Node, pyyaml.Node]]:
        """Return a mapping's keys with both nodes; double and odd keys are told."""
        if not isinstance(node, pyyaml.MappingNode):
            self.tell(node, "bad-value", "Here stands a mapping: lines of 'key: value'.")
            return {}
        pairs: dict[str, tuple[pyyaml.Node, pyyaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, pyyaml.ScalarNode):
                self.tell(key, "bad-value", "A key must be a plain word.")
            elif key.value in pairs:
                message = f"The key '{key.value}' stands here twice."
                self.tell(key, "duplicate-key", message, key=key.value)
            else:
                pairs[key.value] = (key, value)
        return pairs

    def record(self, node: pyyaml.Node, kind: Any) -> Any:  # noqa: ANN401 - the record or WRONG
        """Read a mapping as a record; keys it doesn't have are told, with a near miss."""
        pairs = {} if is_null(node) else self.pairs(node)
        known = fields_of(kind)
        values: dict[str, Any] = {}
        for key, (key_node, value) in pairs.items():
            if key not in known:
                message = f"'{key}' is no key here."
                near = nearest(key, known)
                hint = f"Did you mean '{near}'?" if near else f"Known: {', '.join(known)}."
                self.tell(key_node, "unknown-setting", message, hint, key=near)
            elif not (is_null(value) and not known[key].is_required):
                values[key] = self.within(key, value, known[key].type)
        missing = [key for key in known if known[key].is_required and key not in values]
        for key in missing:
            self.tell(node, "missing-setting", f"'{key}' is missing.", known[key].doc)
        if missing or any(values[key] is WRONG for key in values if known[key].is_required):
            return WRONG
        return kind(**{key: value for key, value in values.items() if value is not WRONG})


class Key(NamedTuple):
    """One key of a record: its type, its explanation, and its default."""

    name: str
    type: Any
    doc: str
    is_required: bool
    default: Any


@cache
def fields_of(kind: Any) -> Mapping[str, Key]:  # noqa: ANN401 - a record's class
    """List the keys that a file can set: the fields that carry an explanation."""
    hints = typing.get_type_hints(kind)
    return {
        item.name: Key(
            name=item.name,
            type=hints[item.name],
            doc=item.metadata["doc"],
            is_required=_has_no_default(item),
            default=_default(item),
        )
        for item in dataclasses.fields(kind)
        if "doc" in item.metadata
    }


def _has_no_default(item: dataclasses.Field[Any]) -> bool:
    return item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING


def _default(item: dataclasses.Field[Any]) -> Any:  # noqa: ANN401 - any field's default
    if item.default_factory is not dataclasses.MISSING:
        return item.default_factory()
    return None if item.default is dataclasses.MISSING else item.default


def is_null(node: pyyaml.Node) -> bool:
    """Tell whether nothing stands here."""
    return isinstance(node, pyyaml.ScalarNode) and node.tag == NULL_TAG
