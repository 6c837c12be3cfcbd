"""Where a key stands in a file, found only when somebody has to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.text.document import DocumentError, split

# The library is imported where it is used: nearly every file is read without it.

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml as pyyaml

    from plaindesk.text.document import Block


def key_place(block: Block, key: str) -> tuple[int, int]:
    """Line and column of a key's value in the file; the block's first line if it has none."""
    from plaindesk.text import yaml

    value = value_node(block.front, key)
    if value is None:
        return block.front_line, 1
    line, column = yaml.place(value)
    return block.front_line + line - 1, column


def value_node(front: str, key: str) -> pyyaml.Node | None:
    """Find a top-level key's value in a front matter."""
    if key not in front and "\\" not in front:  # only an escape could write it otherwise
        return None
    import yaml as pyyaml

    from plaindesk.text import yaml

    node = yaml.compose(front)
    if isinstance(node, pyyaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                found: pyyaml.Node = value
                return found
    return None


def place_in(text: str, key: str, front_line: int = 2) -> tuple[int, int]:
    """Line and column of a key in the block whose front matter starts on that line."""
    try:
        blocks: Sequence[Block] = split(text)
    except DocumentError:
        return 1, 1
    block = next((block for block in blocks if block.front_line == front_line), blocks[0])
    return key_place(block, key)


def body_place(text: str, _field: str, front_line: int = 2) -> tuple[int, int]:
    """Line of a block's body, for findings about its words."""
    try:
        blocks: Sequence[Block] = split(text)
    except DocumentError:
        return 1, 1
    block = next((block for block in blocks if block.front_line == front_line), blocks[0])
    return block.front_line + block.front.count("\n") + 2, 1


def setting_place(text: str, key: str) -> tuple[int, int]:
    """Line and column of a top-level key of the settings."""
    from plaindesk.text import yaml

    try:
        node = value_node(text, key)
    except yaml.YamlError:
        return 1, 1
    return yaml.place(node) if node else (1, 1)
