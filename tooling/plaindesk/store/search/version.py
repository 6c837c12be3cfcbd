"""What an index is called on disk."""

from __future__ import annotations

VERSION = 8
"""Goes up when the same article would be indexed otherwise."""
NAME = f"articles{VERSION}"
