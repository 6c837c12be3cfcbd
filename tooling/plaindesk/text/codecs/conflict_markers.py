"""The marks that a merge leaves in a text, and the texts that stood on its sides."""

from __future__ import annotations

import re

_OURS, _BASE, _THEIRS, _END = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "
_MARKS = [re.compile(mark, re.MULTILINE) for mark in ("^<<<<<<< ", "^=======$", "^>>>>>>> ")]
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def first_mark(text: str) -> int | None:
    """Find the line of the first mark; None where there are not all three, but for quotations."""
    if _OURS not in text:
        return None
    bare = _FENCED.sub(lambda match: "\n" * match[0].count("\n"), text)
    places: list[int] = []
    for mark in _MARKS:  # one after the other, so that no text takes long
        found = mark.search(bare, places[-1] if places else 0)
        if not found:
            return None
        places.append(found.start())
    return bare.count("\n", 0, places[0]) + 1


def sides(text: str) -> tuple[str | None, str, str] | None:
    """Return the base, if the marks tell it, and both sides; None where marks don't fit."""
    kept: dict[str, list[str]] = {_OURS: [], _BASE: [], _THEIRS: []}
    part = ""
    has_base = True
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        mark = _mark(line)
        if mark and mark not in _NEXT[part]:
            return None
        if mark:
            has_base = has_base and not (part == _OURS and mark == _THEIRS)
            part = "" if mark == _END else mark
            continue
        for name, lines in kept.items():
            if part in {"", name}:
                lines.append(line)
    if part:
        return None
    base, ours, theirs = ("".join(kept[name]) for name in (_BASE, _OURS, _THEIRS))
    return base if has_base else None, ours, theirs


_NEXT = {"": (_OURS,), _OURS: (_BASE, _THEIRS), _BASE: (_THEIRS,), _THEIRS: (_END,)}


def _mark(line: str) -> str:
    if line.rstrip("\n") == _THEIRS:
        return _THEIRS
    return next((mark for mark in (_OURS, _BASE, _END) if line.startswith(mark)), "")
