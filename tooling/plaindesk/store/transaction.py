"""A change of files and the commit of it: all or nothing, whatever happens on the way.

What is to be done is first written to a journal under `.git`. A process that dies after
that is finished by the next one; before that, nothing has happened yet. An error on the
way (a full disk, a read-only folder) puts everything back.
"""

from __future__ import annotations

import base64
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from plaindesk.core.errors import DeskError, UnfinishedError
from plaindesk.store import files
from plaindesk.store.git.commands import Git
from plaindesk.store.git.errors import GitBusyError
from plaindesk.store.layout import JOURNAL
from plaindesk.store.lock import exclusive, is_held_above

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from plaindesk.core.model.files.attachments import Attachment
    from plaindesk.store.layout import Place


class CommitRefusedError(DeskError):
    """A hook, a signature program or an earlier change stopped the commit: nothing was changed."""

    attachments: tuple[Attachment, ...] = ()
    """The files that were to come with it."""


class Write(NamedTuple):
    """A file's new bytes (None: it goes), and the bytes it is expected to have (None: none)."""

    path: str
    data: bytes | None
    expected: bytes | None = None


class Applied(NamedTuple):
    """What a change came to: its commit, and the change that was finished before it."""

    commit: str | None
    recovered: str | None = None


def apply(
    place: Place,
    writes: Sequence[Write],
    message: str,
    *,
    commit: bool = True,
    adopt: bool = False,
) -> Applied:
    """Write the files and commit just them; `commit=False` leaves them staged.

    With `adopt`, what somebody changed in those files and did not commit goes with it.
    Raises DeskError, with nothing changed, where a file is not what was expected, Git is
    not fit for a commit, or the disk refuses.
    """
    state = place.state
    with exclusive(state):
        git = Git(place.root, place.git_dir or state)
        recovered = _recovered_first(place, git)
        if commit:
            git.refuse_unfit()
            if not adopt:
                _refuse_dirty(git, writes)
        _refuse_surprise(place.root, writes)
        _write_all(place, writes, message, commit=commit)
        done = _conclude(place, git, writes, message, commit=commit)
    return Applied(commit=done, recovered=recovered)


def _recovered_first(place: Place, git: Git) -> str | None:
    """Finish what waits; raises CommitRefusedError where it can't be: nothing comes before it."""
    try:
        return _recover(place, git)
    except UnfinishedError as error:
        raise CommitRefusedError(f"Nothing was changed. {error.message}", error.hint) from None


def recover(place: Place) -> str | None:
    """Finish what a killed command began; returns its message, or None.

    Raises UnfinishedError where Git can't commit it now.
    """
    if not _journal(place).exists() or is_held_above(place.state):
        return None
    with exclusive(place.state):
        return _recover(place, Git(place.root, place.git_dir or place.state))


def _journal(place: Place) -> Path:
    return place.state / JOURNAL


def _refuse_dirty(git: Git, writes: Sequence[Write]) -> None:
    dirty = git.changed([write.path for write in writes if write.expected is not None])
    if dirty:
        raise DeskError(
            f"Nothing was changed: {dirty[0]} has changes that are not committed.",
            "Commit them first (git commit -- FILE), or keep this one staged too: --no-commit",
        )


def _refuse_surprise(root: Path, writes: Sequence[Write]) -> None:
    for write in writes:
        path = files.inside(root, write.path)
        try:
            held = files.read(path)
        except OSError as error:
            raise _failed(error) from None
        if held != write.expected:
            raise DeskError(
                f"Nothing was changed: {write.path} was changed by somebody else just now.",
                "Look at it and try again.",
            )


def _write_all(place: Place, writes: Sequence[Write], message: str, *, commit: bool) -> None:
    done: list[Write] = []
    try:
        files.write(_journal(place), _packed(place, writes, message, commit=commit))
        for write in writes:
            done.append(write)
            _put(files.inside(place.root, write.path), write.data)
    except (OSError, KeyboardInterrupt) as error:
        _put_back(place, done)
        if isinstance(error, KeyboardInterrupt):
            raise
        raise _failed(error) from None


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        files.remove(path)
    else:
        files.write(path, data)


def _put_back(place: Place, done: Iterable[Write]) -> None:
    """Undo writes; what can't be undone now stays in the journal and is finished later."""
    try:
        for write in done:
            if files.read_inside(place.root, write.path) != write.expected:
                _put(place.root / write.path, write.expected)
    except (OSError, DeskError):
        return
    with suppress(OSError):
        _journal(place).unlink(missing_ok=True)


def _failed(error: OSError) -> DeskError:
    where = f"{error.filename}: " if error.filename else ""
    return DeskError(f"Nothing was changed: {where}{error.strerror or error}.")


def _conclude(
    place: Place, git: Git, writes: Sequence[Write], message: str, *, commit: bool
) -> str | None:
    """Stage and commit; a change that Git refuses is taken back whole."""
    paths = [write.path for write in writes]
    try:
        git.stage(paths)
        done = git.commit(paths, message) if commit else None
    except GitBusyError as error:
        raise DeskError(
            f"The change is written, but not committed. {error.message}",
            f"{error.hint}\nThe next command that changes something then commits it too.",
        ) from None
    except DeskError as error:
        _put_back(place, writes)
        with suppress(DeskError):
            git.unstage(paths)
        raise CommitRefusedError(f"Nothing was changed. {error.message}", error.hint) from None
    _journal(place).unlink(missing_ok=True)
    return done


def _packed(place: Place, writes: Sequence[Write], message: str, *, commit: bool) -> bytes:
    def text(data: bytes | None) -> str | None:
        return None if data is None else base64.b64encode(data).decode("ascii")

    listed = [{"path": w.path, "data": text(w.data), "expected": text(w.expected)} for w in writes]
    root = os.path.relpath(place.root, place.state)
    noted = {"root": root, "message": message, "commit": commit, "writes": listed}
    return json.dumps(noted).encode()


def _unpacked(raw: dict[str, Any]) -> list[Write]:
    def data(text: str | None) -> bytes | None:
        return None if text is None else base64.b64decode(text)

    return [
        Write(path=w["path"], data=data(w["data"]), expected=data(w["expected"]))
        for w in raw["writes"]
    ]


def _recover(place: Place, git: Git) -> str | None:
    """Do again what the journal says; a file that somebody touched since stays as it is."""
    journal = _journal(place)
    files.sweep(journal)
    data = files.read(journal)
    if data is None:
        return None
    raw = json.loads(data)
    # Several desks may share a repository, and what stands at its top is in none of them.
    root = (place.state / raw["root"]).resolve() if "root" in raw else place.root
    git = Git(root, git.git_dir)
    ours = []
    for write in _unpacked(raw):
        path = files.inside(root, write.path)
        files.sweep(path)
        held = files.read(path)
        if held == write.expected:
            _put(path, write.data)
        elif held != write.data:
            continue
        ours.append(write.path)
    told = str(raw["message"]).partition("\n")[0]
    try:
        git.stage(ours)
        if raw["commit"] and git.changed(ours):
            git.refuse_unfit()
            git.commit(ours, raw["message"])
    except DeskError as error:  # the journal stays: the next command that can commits it
        raise UnfinishedError(
            f"An earlier change is written, but not committed yet: {told}. {error.message}",
            f"{error.hint}\nThen the next command that changes something commits it first.".strip(),
        ) from None
    journal.unlink()
    return told
