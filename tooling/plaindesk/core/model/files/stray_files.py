"""What is out of place in the folders of a desk."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class StrayKind(StrEnum):
    """How something in a folder is out of place; the value is the finding's code."""

    NO_README = "no-readme"
    FILE = "stray-file"
    UNRECORDED = "unrecorded"
    SYMLINK = "symlink"
    UNREADABLE = "unreadable-file"
    CASE = "case-clash"
    NAME = "bad-name"
    TOO_LARGE = "large-file"


class Stray(NamedTuple):
    """Something that the store met while it looked through the folders."""

    path: str
    kind: StrayKind
    detail: str = ""
