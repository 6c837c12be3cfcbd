"""Words and files that a command is given: from an option, a file, a pipe or the editor."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import again_option, from_option, spent_option, text_option
from plaindesk.core.errors import DeskError
from plaindesk.services.tickets.refused_words import FOLDER, RefusedWords
from plaindesk.store import layout
from plaindesk.store.transaction import CommitRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plaindesk.core.model.files.attachments import Attachment


class Said(NamedTuple):
    """Where the words of a command come from; `taken` tells which were read."""

    text: str | None
    source: str | None
    spent: int = 0
    taken: list[str] | None = None

    @property
    def is_given(self) -> bool:
        """Words were named on the command line."""
        return self.text is not None or self.source is not None

    def words(self, hint: str) -> str:
        """Take the words, from the editor where none were named."""
        found = words(self.text, self.source, hint=hint)
        if self.taken is not None:
            self.taken.append(found)
        return found

    def words_if_given(self) -> str:
        """Take the words only where some were named."""
        return self.words("") if self.is_given else ""

    def refuse_unnamed(self) -> None:
        """Raise DeskError where words wait that nobody has named.

        They may be the answer, or the list of tickets that a loop goes through: nothing is
        told to a requester from a guess.
        """
        if not self.is_given and waiting():
            raise DeskError(
                "Words wait on standard input, and nobody said that they are the answer.",
                "Take them with --from -, or leave them with < /dev/null.",
            )


def words_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the ways to say something; the command gets them as `said`."""

    @wraps(command)
    def gathered(
        *arguments: object,
        text: str | None,
        source: str | None,
        again: bool,
        spent: int,
        **options: object,
    ) -> None:
        ticket, taken = cast("str | None", options.get("ticket")), cast("list[str]", [])
        words = text
        if again:
            words, files = said_before(ticket, text, source)
            if "attached" in options:
                options["attached"] = (*cast("tuple[str, ...]", options["attached"]), *files)
        with keeping(ticket, taken):
            command(*arguments, said=Said(words, source, spent, taken), **options)

    return text_option(from_option(again_option(spent_option(gathered))))


@contextmanager
def keeping(ticket: str | None, taken: Sequence[str], about: str = "") -> Iterator[None]:
    """Keep the words that were taken if Git refuses them, and say how to go on.

    `about` tells words apart that belong to no ticket yet.
    """
    held = _refused(ticket, about) if (layout.find(Path.cwd()).state / FOLDER).exists() else None
    try:
        yield
    except CommitRefusedError as error:
        if not taken:
            raise
        _refused(ticket, about).keep(taken[0], error.attachments)
        kept, instead = "Your words are kept", "-m"
        if error.attachments:
            kept, instead = "Your words and files are kept", "-m and --attach"
        hint = f"{error.hint}\n{kept}: give the same command with --again in place of {instead}."
        raise DeskError(error.message, hint.strip()) from None
    if taken and held:
        held.forget(taken[0])


def said_before(
    ticket: str | None, text: str | None, source: str | None, about: str = ""
) -> tuple[str, tuple[str, ...]]:
    """Take the words of this command that Git refused for a ticket, and where its files are."""
    if text is not None or source is not None:
        message = "--again has the words already; leave -m and --from out."
        raise click.UsageError(message)
    return _refused(ticket, about).last()


def _refused(ticket: str | None, about: str) -> RefusedWords:
    """Look for what the command that runs was refused."""
    desk, command = open_here(), click.get_current_context().info_name or ""
    return RefusedWords(desk.place.state, command, desk.id_of(ticket) if ticket else about)


def words(text: str | None, source: str | None, *, hint: str) -> str:
    """Take words from `-m`, a file, standard input or the editor; raises DeskError without any."""
    if text is not None and source is not None:
        message = "Take the words from -m or from --from, not both."
        raise click.UsageError(message)
    if source is None and text is None and not sys.stdin.isatty():
        source = "-"
    if source is not None:
        text = _from_file(source)
    elif text is None:
        form = f"\n\n# {hint} Lines that start with '# ' are left out.\n"
        text = click.edit(form, editor=_editor(), extension=".md")
        text = "\n".join(line for line in (text or "").splitlines() if not line.startswith("# "))
    if not text or not text.strip():
        raise DeskError("There are no words to write.", "Say them with -m TEXT or --from FILE.")
    return text


def _editor() -> str | None:
    from plaindesk.store.git.identity import editor  # seldom needed, and slow to import

    return editor(Path.cwd())


def waiting() -> bool:
    """Tell whether something was piped in that can be read at once."""
    from select import select

    if sys.stdin.isatty():
        return False
    try:
        return bool(select([sys.stdin], [], [], 0)[0] and sys.stdin.buffer.peek(1))  # type: ignore[union-attr]
    except (OSError, ValueError):  # a system that can't ask, or no input at all
        return False


def piped() -> str:
    """Take what a pipe or a file holds; what else stands for input may never end."""
    from stat import S_ISCHR, S_ISSOCK

    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):
        mode = 0
    return "" if S_ISCHR(mode) or S_ISSOCK(mode) else _from_file("-")


def _from_file(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise DeskError(f"{source} can't be read: {error.strerror}.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DeskError(f"{source} is not UTF-8 text.", "Save it as UTF-8, or attach it.") from None


def attachments_from(sources: Sequence[str], largest: int) -> tuple[Attachment, ...]:
    """Read the files of `--attach`, none beyond so many megabytes.

    Raises DeskError where one can't be read, or standard input has no name.
    """
    from plaindesk.core.model.files.attachments import MEGABYTE, Attachment

    if sum(source.endswith("=-") for source in sources) > 1:
        raise DeskError("Standard input is one file.", "Name the others: --attach FILE")
    found = []
    for source in sources:
        if source in ("-", "=-"):
            raise DeskError("What is piped in has no name.", "Name it: --attach NAME=-")
        name = source.removesuffix("=-")
        where = source if name == source else "-"
        found.append(Attachment(Path(name).name, _bytes_of(where, largest * MEGABYTE + 1)))
    return tuple(found)


def _bytes_of(source: str, most: int) -> bytes:
    """Read a file no further than to find it too large."""
    try:
        if source == "-":
            return sys.stdin.buffer.read(most)
        with Path(source).open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise DeskError(f"{source} can't be read: {error.strerror}.") from None
