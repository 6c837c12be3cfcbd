"""Change keys of a front matter and no other byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml as pyyaml

from plaindesk.core.errors import DeskError
from plaindesk.core.model.fields import FIELDS
from plaindesk.text.codecs import field_values
from plaindesk.text.codecs.front_matter import DocumentError, split_single
from plaindesk.text.yaml import strict_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaindesk.core.model.ticket import Value

# An edit replaces `text[start:end]`.
_Edit = tuple[int, int, str]


def set_fields(text: str, changes: Mapping[str, Value]) -> str:
    """Set fields of a ticket's `README.md`; raises DeskError where that can't be done safely."""
    written = {name: field_values.encode(name, value) for name, value in changes.items()}
    return set_keys(text, written, order=tuple(FIELDS))


def set_keys(text: str, written: Mapping[str, str], order: Sequence[str]) -> str:
    """Set keys of the first front matter to YAML that is one line, or to nothing.

    A key that isn't there is put where `order` has it. The result is read again: where
    it does not say what was wanted, and nothing else new, the edit is refused.
    """
    try:
        block = split_single(text)
        held = strict_yaml.load(block.front)
    except (DocumentError, strict_yaml.YamlError) as error:
        raise DeskError(f"The front matter can't be changed: {error}", _HINT) from None
    if not isinstance(held, dict):
        raise DeskError("The front matter can't be changed: it is no list of keys.", _HINT)
    wanted = held | {key: strict_yaml.load(value) for key, value in written.items()}
    try:
        front = _edited(block.front, written, order)
        is_safe = strict_yaml.load(front) == wanted
    except (ValueError, strict_yaml.YamlError):
        is_safe = False
    if not is_safe:
        raise DeskError("The front matter is written in a way that can't be changed safely.", _HINT)
    start = block.front_start
    return text[:start] + front + text[start + len(block.front) :]


_HINT = "Write it as plain lines 'key: value', or let `desk check --fix` do so."


def _edited(front: str, written: Mapping[str, str], order: Sequence[str]) -> str:
    node = strict_yaml.compose(front)
    pairs = node.value if isinstance(node, pyyaml.MappingNode) else []
    places = {key.value: (key, value) for key, value in pairs}
    edits: list[_Edit] = []
    for name, text in written.items():
        if name in places:
            edits.append(_replacement(front, *places[name], text))
        else:
            edits.append(_insertion(front, places, name, text, order))
    for start, end, text in sorted(edits, reverse=True):
        front = front[:start] + text + front[end:]
    return front


def _replacement(front: str, key: pyyaml.Node, value: pyyaml.Node, text: str) -> _Edit:
    colon = front.index(":", end_of(front, key))
    return colon + 1, max(colon + 1, end_of(front, value)), f" {text}" if text else ""


def _insertion(
    front: str, places: Mapping[str, Any], name: str, text: str, order: Sequence[str]
) -> _Edit:
    """Put a new line behind the nearest earlier key that is there."""
    line = f"{name}: {text}\n" if text else f"{name}:\n"
    for earlier in reversed(order[: order.index(name)]):
        if earlier in places:
            end = end_of(front, places[earlier][1])
            behind = front.find("\n", max(end, end_of(front, places[earlier][0]))) + 1
            return behind, behind, line
    return 0, 0, line


def end_of(front: str, node: pyyaml.Node) -> int:
    """Where a node's own text ends; a block list ends with its last item, not the next key."""
    if isinstance(node, pyyaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(front, last[1] if isinstance(last, tuple) else last)
    return len(front[: node.end_mark.index].rstrip("\n"))
