"""Importing rows of another system as tickets or articles."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from plaindesk.channels import import_map, rows
from plaindesk.channels.encodings import decode as decode_text
from plaindesk.channels.import_map import Making
from plaindesk.channels.rows import Refused
from plaindesk.core.errors import DeskError
from plaindesk.core.results.imports import ImportReport, RefusedRow
from plaindesk.services.importing.articles import ARTICLE_FIELDS, ArticleImport
from plaindesk.services.importing.tickets import TICKET_FIELDS, TicketImport
from plaindesk.services.tickets import commit_messages
from plaindesk.store.transaction import apply
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.field_values import BadValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plaindesk.channels.import_map import ImportMap
    from plaindesk.channels.rows import Row
    from plaindesk.services.desk import Desk

    Progress = Callable[[Iterable[Row]], Iterable[Row]]


def import_file(  # noqa: PLR0913 - the parts of an import
    desk: Desk,
    file: Path,
    map_file: Path,
    *,
    encoding: str | None = None,
    update: bool = False,
    dry_run: bool,
    progress: Progress,
    commit: bool = True,
) -> ImportReport:
    """Make tickets or articles of a file's rows; run twice, the second run makes nothing.

    With `update`, what a row says otherwise than in an earlier run changes its ticket.
    Raises DeskError where the file or the map can't be read. A row that can't become
    anything is refused with its reason and stops no other.
    """
    plan = import_map.read(decode(map_file.name, _bytes(map_file)))
    _refuse_unknown_fields(plan)
    maker: TicketImport | ArticleImport
    if plan.make is Making.TICKETS:
        maker = TicketImport(desk, plan, update=update)
    elif update:
        raise DeskError(
            "Articles are edited here, so an import never writes over them.",
            "Leave --update out: the report names those that differ.",
        )
    else:
        maker = ArticleImport(desk, plan)
    refused: list[RefusedRow] = []
    for row in progress(_rows(file, plan, encoding)):
        try:
            maker.take(row.sound())
        except (Refused, DeskError, BadValueError) as error:
            refused.append(RefusedRow(line=row.line, reason=str(error).replace("\n", " ")))
    done = None
    if maker.writes and not dry_run:
        count = len(maker.names) + maker.updated
        message = f"Import {count} {plan.make} from {commit_messages.one_line(file.name)}\n"
        done = apply(desk.place, maker.writes, message, commit=commit).commit
    return ImportReport(
        what=plan.make,
        made=tuple(maker.names),
        first=tuple(maker.first),
        already=maker.already,
        differing=tuple(maker.differing),
        updated=maker.updated,
        refused=tuple(refused),
        commit=done,
        dry_run=dry_run,
    )


def _rows(file: Path, plan: ImportMap, encoding: str | None) -> list[Row]:
    form = plan.format or PurePath(file).suffix.lstrip(".").lower()
    if form not in rows.FORMATS:
        raise DeskError(
            f"{file.name} is neither CSV nor JSON Lines.", "Say it: 'format' in the map."
        )
    return list(rows.read(decode_text(_bytes(file), encoding), form))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DeskError(f"{path} can't be read: {error.strerror}.") from None


def _refuse_unknown_fields(plan: ImportMap) -> None:
    known = TICKET_FIELDS if plan.make is Making.TICKETS else ARTICLE_FIELDS
    for name in plan.fields:
        if name not in known:
            listed = ", ".join(sorted(known))
            raise DeskError(
                f"The map sets '{name}', which {plan.make} don't have.", f"Known: {listed}."
            )
