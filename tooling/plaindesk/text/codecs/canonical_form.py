"""Whether a ticket is written as we write it, and its entries are where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Finding, Severity
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.conflict_markers import first_mark
from plaindesk.text.codecs.front_matter import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.text.codecs.decoding import Source
    from plaindesk.text.codecs.ticket import Reading

_FIX = "`desk check --fix` rewrites it."


def check_form(readme: Source, loose: Sequence[Source], reading: Reading) -> Iterator[Finding]:
    """Tell of a front matter in another form, misnamed or double entries, and merge marks."""
    if readme.text is None or reading.ticket is None:
        return
    if canonical(readme, reading) is not None:
        yield _info(readme.path, "not-canonical", "The file isn't written as we write it.", _FIX)
    for source in (readme, *loose):
        yield from _markers(source)
    if not loose:
        return
    folded = {name for name, (path, _) in reading.places.items() if path == readme.path}
    for source in loose:
        name = source.path.rpartition("/")[2]
        if name in folded:
            message = "This entry is folded into README.md already."
            yield _info(source.path, "entry-twice", message, "`desk check --fix` removes the file.")
        elif name not in reading.places:
            yield from _misnamed(source, reading)


def canonical(readme: Source, reading: Reading) -> str | None:
    """Return the file in our own form; None where it already is, or can't safely be put so.

    Only what stands around values changes: the front matter's order and spacing and the
    blank lines. A file with a defect stays as it is, and one with comments in its front
    matter too: they would be lost.
    """
    if readme.text is None or reading.ticket is None or _is_unsafe(readme, reading):
        return None
    blocks = reading.blocks
    head = join(ticket_text.front(reading.ticket), blocks[0].body)
    entries = (b.text if b.is_tidy else join(b.front, b.body) for b in blocks[1:])
    text = "\n".join(part if part.endswith("\n") else f"{part}\n" for part in (head, *entries))
    return None if text == readme.text or not _says_the_same(text, readme) else text


def _is_unsafe(readme: Source, reading: Reading) -> bool:
    if any(f.path == readme.path and f.severity is Severity.ERROR for f in reading.findings):
        return True
    front = reading.blocks[0].front
    return "#" in front and bool(re.search(r"(?:^|\s)#", front, re.MULTILINE))


def _says_the_same(text: str, readme: Source) -> bool:
    """Tell whether a text reads as the file does; only names, which follow from it, may differ."""
    old, new = (ticket_text.read(source) for source in (readme, readme._replace(text=text)))
    return _bare(old) == _bare(new)


def _bare(reading: Reading) -> Ticket | None:
    if reading.ticket is None:
        return None
    entries = sorted((e._replace(name="") for e in reading.ticket.entries), key=repr)
    return reading.ticket._replace(entries=tuple(entries))


def _misnamed(source: Source, reading: Reading) -> Iterator[Finding]:
    right = next((name for name, (path, _) in reading.places.items() if path == source.path), None)
    if right:
        message = f"The name doesn't follow from the text; it would be {right}."
        yield _info(source.path, "entry-name", message, "`desk check --fix` renames it.")


def _markers(source: Source) -> Iterator[Finding]:
    line = first_mark(source.text or "")
    if line is None:
        return
    yield Finding(
        path=source.path,
        code="conflict-markers",
        severity=Severity.WARNING,
        line=line,
        message="A merge left its marks here.",
        hint="`desk resolve`, without a ticket, puts both sides together. Quoting some marks? "
        "Fence them with ```.",
    )


def _info(path: str, code: str, message: str, hint: str) -> Finding:
    return Finding(path=path, code=code, severity=Severity.INFO, message=message, hint=hint)
