"""Where a key stands in a file, found only when somebody has to be told."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from plaindesk.text.codecs.front_matter import DocumentError, split

# The library is imported where it is used: nearly every file is read without it.

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaindesk.text.codecs.front_matter import Block


@lru_cache(maxsize=2)
def _split(text: str) -> Sequence[Block]:
    return split(text)


def key_place(block: Block, key: str) -> tuple[int, int]:
    """Line and column of a key's value in the file; the block's first line if it has none."""
    found = _place(block.front, key)
    return (block.front_line + found[0] - 1, found[1]) if found else (block.front_line, 1)


def _place(front: str, key: str) -> tuple[int, int] | None:
    if key not in front and "\\" not in front:  # only an escape could write it otherwise
        return None
    return _places(front).get(key)


@lru_cache(maxsize=4)
def _places(front: str) -> Mapping[str, tuple[int, int]]:
    """Line and column of each top-level key's value: read once, however many are asked for."""
    import yaml as pyyaml

    from plaindesk.text.yaml import strict_yaml

    node = strict_yaml.compose(front)
    pairs = node.value if isinstance(node, pyyaml.MappingNode) else []
    return {name.value: strict_yaml.place(value) for name, value in reversed(pairs)}


def place_in(text: str, key: str, front_line: int = 2) -> tuple[int, int]:
    """Line and column of a key in the block whose front matter starts on that line."""
    try:
        blocks = _split(text)
    except DocumentError:
        return 1, 1
    block = next((block for block in blocks if block.front_line == front_line), blocks[0])
    return key_place(block, key)


def body_place(text: str, _field: str, front_line: int = 2) -> tuple[int, int]:
    """Line of a block's body, for findings about its words."""
    try:
        blocks = _split(text)
    except DocumentError:
        return 1, 1
    block = next((block for block in blocks if block.front_line == front_line), blocks[0])
    return block.front_line + block.front.count("\n") + 2, 1


def setting_place(text: str, where: str) -> tuple[int, int]:
    """Line and column of a setting: a top-level key, or one and a name below it (`macros hello`).

    A name is that of a key, or the `name` of one in a list; where there is none, the top-level
    key is meant.
    """
    from plaindesk.text.yaml import strict_yaml

    key, _, name = where.partition(" ")
    try:
        return _names(text, key).get(name) or _place(text, key) or (1, 1)
    except strict_yaml.YamlError:
        return 1, 1


@lru_cache(maxsize=8)
def _names(text: str, key: str) -> Mapping[str, tuple[int, int]]:
    """Line and column of each named setting below a top-level key."""
    import yaml as pyyaml

    from plaindesk.text.yaml import strict_yaml

    node = strict_yaml.compose(text)
    pairs = node.value if isinstance(node, pyyaml.MappingNode) else []
    held = next((value for name, value in pairs if name.value == key), None)
    if isinstance(held, pyyaml.MappingNode):
        return {name.value: strict_yaml.place(name) for name, _ in reversed(held.value)}
    items = held.value if isinstance(held, pyyaml.SequenceNode) else []
    return {
        value.value: strict_yaml.place(item)
        for item in reversed(items)
        if isinstance(item, pyyaml.MappingNode)
        for name, value in item.value
        if name.value == "name" and isinstance(value, pyyaml.ScalarNode)
    }
