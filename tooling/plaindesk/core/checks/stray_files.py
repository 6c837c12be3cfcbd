"""Rules for what lies in the folders of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.files.stray_files import Stray, StrayKind
from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TEXTS = {
    StrayKind.NO_README: (
        "This ticket's folder has no README.md.",
        "Take it back from Git: git restore {path}, or remove the folder.",
    ),
    StrayKind.FILE: (
        "This is no part of a desk: nothing reads it.",
        "Entries are made by `desk reply` and its like; attachments belong in files/.",
    ),
    StrayKind.UNRECORDED: (
        "Somebody wrote this by hand; it is no part of the desk yet.",
        "`desk record` takes it in, with its author and time.",
    ),
    StrayKind.SYMLINK: (
        "This is a symbolic link; it is not followed.",
        "Put the file itself here: links can lead out of the desk.",
    ),
    StrayKind.UNREADABLE: (
        "This can't be read: {detail}.",
        "Look at its permissions. Nothing changes it until then.",
    ),
    StrayKind.CASE: (
        "This and '{detail}' differ only in case: many systems can't hold both.",
        "Rename one of them.",
    ),
    StrayKind.NAME: (
        "This name is not in Unicode's composed form (NFC), or some system can't hold it.",
        "Rename it to: {detail}",
    ),
    StrayKind.TOO_LARGE: (
        "This file has {detail}.",
        "Forges show no page of that size. Move logs and dumps to files/.",
    ),
}


_MILD = {
    StrayKind.FILE: Severity.WARNING,
    StrayKind.TOO_LARGE: Severity.WARNING,
    StrayKind.UNRECORDED: Severity.INFO,
}


def check_tree(strays: Iterable[Stray]) -> Iterator[Finding]:
    """Tell of everything that is out of place."""
    for stray in strays:
        message, hint = _TEXTS[stray.kind]
        if stray.kind is StrayKind.FILE and stray.path.startswith("kb/"):
            hint = "An article stands in kb/LANGUAGE/SECTION/."
        yield Finding(
            path=stray.path,
            code=stray.kind,
            severity=_MILD.get(stray.kind, Severity.ERROR),
            message=message.format(path=stray.path, detail=stray.detail),
            hint=hint.format(path=stray.path, detail=stray.detail),
        )
