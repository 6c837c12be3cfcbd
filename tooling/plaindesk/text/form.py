"""Whether a ticket is written as we write it, and its entries are where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Finding, Severity
from plaindesk.text import ticket as ticket_text
from plaindesk.text import yaml
from plaindesk.text.document import DocumentError, join, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.text.source import Source
    from plaindesk.text.ticket import Reading

_MARKERS = re.compile(r"^<<<<<<< .*?^=======$.*?^>>>>>>> ", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_FIX = "`desk check --fix` rewrites it."


def check_form(readme: Source, loose: Sequence[Source], reading: Reading) -> Iterator[Finding]:
    """Tell of a front matter in another form, misnamed or double entries, and merge marks."""
    if readme.text is None or reading.ticket is None:
        return
    blocks = split(readme.text)
    if canonical(readme, reading) is not None:
        yield _info(readme.path, "not-canonical", "The file isn't written as we write it.", _FIX)
    for source in (readme, *loose):
        yield from _markers(source)
    folded = {name for name, (path, _) in reading.places.items() if path == readme.path}
    for source in loose:
        name = source.path.rpartition("/")[2]
        if name in folded:
            message = "This entry is folded into README.md already."
            yield _info(source.path, "entry-twice", message, "`desk check --fix` removes the file.")
        elif name not in reading.places and len(blocks):
            yield from _misnamed(source, reading)


def canonical(readme: Source, reading: Reading) -> str | None:
    """Return the file in our own form; None where it already is.

    Only what stands around values changes: the front matter's order and spacing and the
    blank lines. Comments in a front matter would be lost, so a file with some stays.
    """
    if readme.text is None or reading.ticket is None:
        return None
    try:
        blocks = split(readme.text)
    except DocumentError:
        return None
    if any(line.lstrip().startswith("#") for line in blocks[0].front.splitlines()):
        return None
    head = join(ticket_text.front(reading.ticket), blocks[0].body)
    parts = [
        head,
        *(block.text if block.is_tidy else join(block.front, block.body) for block in blocks[1:]),
    ]
    text = "\n".join(part if part.endswith("\n") else f"{part}\n" for part in parts)
    return None if text == readme.text or not _same(text, readme, reading) else text


def _same(text: str, readme: Source, reading: Reading) -> bool:
    """Tell whether the new text holds everything the old one does, unknown keys too."""
    try:
        old, new = (yaml.load(split(t)[0].front) for t in (readme.text or "", text))
    except (yaml.YamlError, DocumentError):
        return False
    return (
        all(new.get(key) == value for key, value in old.items() if key in reading.ticket.extra)
        if reading.ticket
        else False
    )


def _misnamed(source: Source, reading: Reading) -> Iterator[Finding]:
    right = next((name for name, (path, _) in reading.places.items() if path == source.path), None)
    if right:
        message = f"The name doesn't follow from the text; it would be {right}."
        yield _info(source.path, "entry-name", message, "`desk check --fix` renames it.")


def _markers(source: Source) -> Iterator[Finding]:
    text = _FENCED.sub(lambda match: "\n" * match[0].count("\n"), source.text or "")
    if found := _MARKERS.search(text):
        yield Finding(
            path=source.path,
            code="conflict-markers",
            severity=Severity.WARNING,
            line=text.count("\n", 0, found.start()) + 1,
            message="A merge left its marks here.",
            hint="Keep the right lines and remove the marks. Quoting some? Fence them with ```.",
        )


def _info(path: str, code: str, message: str, hint: str) -> Finding:
    return Finding(path=path, code=code, severity=Severity.INFO, message=message, hint=hint)
