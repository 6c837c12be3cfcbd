"""Two sites of one desk, kept apart: the public one and the agents' never share a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.store import files

if TYPE_CHECKING:
    from pathlib import Path

    from plaindesk.core.model.vocabulary import Audience

MARK = ".plaindesk-site"
"""A file in every built site that names its audience; MkDocs leaves hidden files alone."""


def refuse_link(root: Path, output: Path) -> None:
    """Refuse to build through a link that lies in the desk: it may lead anywhere."""
    place = output.absolute()
    if place.is_relative_to(root.absolute()):
        files.inside(root, place.relative_to(root.absolute()).as_posix())


def _refuse_other(output: Path, audience: Audience) -> None:
    """Refuse to build where another audience's site is, in it, or right around it."""
    output = output.resolve()
    inside = (output / MARK, *output.glob(f"*/{MARK}"))
    around = (folder / MARK for folder in output.parents)
    for mark in (*inside, *around):
        if mark.is_file() and mark.read_text("utf-8").strip() != audience.value:
            raise DeskError(
                f"{mark.parent} holds the site for another audience, so this one isn't built "
                f"into {output}.",
                "Name another folder with --output.",
            )


def refuse_public_place(output: Path, public: Path) -> None:
    """Refuse to build the agents' site where the public one belongs."""
    output, public = output.resolve(), public.resolve()
    if output == public or output.is_relative_to(public) or public.is_relative_to(output):
        raise DeskError(
            f"{output} is where the public site is built, so the agents' isn't.",
            "Name another folder with --output.",
        )


def claim(output: Path, audience: Audience) -> None:
    """Mark a folder as that of a site, before MkDocs empties it and builds there.

    Raises DeskError where it holds anything but a site for that audience.
    """
    _refuse_other(output, audience)
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise DeskError(
            f"{output} holds other files.", "Name an empty folder, or the one of an earlier build."
        )
    output.mkdir(parents=True, exist_ok=True)
    (output / MARK).write_text(f"{audience.value}\n", "utf-8")
