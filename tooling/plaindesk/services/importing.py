"""Importing rows of another system as tickets or articles."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from plaindesk.channels import mapping, rows
from plaindesk.channels.mapping import ImportMap, Making
from plaindesk.channels.rows import Refused
from plaindesk.core.errors import DeskError
from plaindesk.core.model.article import Article
from plaindesk.core.model.fields import FIELDS, Shape
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.core.model.ticket import Change, Entry, Ticket
from plaindesk.core.model.vocabulary import BOT, ArticleStatus, Audience, EntryKind, Status
from plaindesk.core.results.imports import ImportReport, RefusedRow
from plaindesk.services import messages
from plaindesk.services.tickets import Draft, made, tidy_text
from plaindesk.store.change import Write, apply
from plaindesk.text import article as article_text
from plaindesk.text import entry as entry_text
from plaindesk.text import ticket as ticket_text
from plaindesk.text.source import decode, encode
from plaindesk.text.values import BadValueError, decode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plaindesk.channels.rows import Row
    from plaindesk.core.model.ticket import Value
    from plaindesk.services.desk import Desk

    Progress = Callable[[Iterable[Row]], Iterable[Row]]

_TICKET_FIELDS = {*FIELDS, "body", "closed_at"} - {"id", "links"}
_ARTICLE_FIELDS = {
    *("language", "section", "slug", "title", "summary", "status", "audience"),
    *("owner", "tags", "keywords", "body"),
}
_LISTS = {"tags", "keywords"}


def import_file(  # noqa: PLR0913 - the parts of an import
    desk: Desk,
    file: Path,
    map_file: Path,
    *,
    dry_run: bool,
    progress: Progress,
    commit: bool = True,
) -> ImportReport:
    """Make tickets or articles of a file's rows; run twice, the second run makes nothing.

    Raises DeskError where the file or the map can't be read. A row that can't become
    anything is refused with its reason and stops no other.
    """
    plan = mapping.read(decode(map_file.name, _bytes(map_file)))
    _refuse_unknown_fields(plan)
    form = plan.format or PurePath(file).suffix.lstrip(".").lower()
    if form not in rows.FORMATS:
        raise DeskError(
            f"{file.name} is neither CSV nor JSON Lines.", "Say it: 'format' in the map."
        )
    maker = _Tickets(desk, plan) if plan.make is Making.TICKETS else _Articles(desk, plan)
    refused: list[RefusedRow] = []
    for row in progress(list(rows.read(_bytes(file), form))):
        try:
            maker.take(row.sound())
        except (Refused, DeskError, BadValueError) as error:
            refused.append(RefusedRow(line=row.line, reason=str(error).replace("\n", " ")))
    done = None
    if maker.writes and not dry_run:
        message = f"Import {len(maker.names)} {plan.make} from {messages.one_line(file.name)}\n"
        done = apply(desk.place, maker.writes, message, commit=commit).commit
    return ImportReport(
        what=plan.make,
        made=tuple(maker.names),
        already=maker.already,
        refused=tuple(refused),
        commit=done,
        dry_run=dry_run,
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DeskError(f"{path} can't be read: {error.strerror}.") from None


def _refuse_unknown_fields(plan: ImportMap) -> None:
    known = _TICKET_FIELDS if plan.make is Making.TICKETS else _ARTICLE_FIELDS
    for name in plan.fields:
        if name not in known:
            listed = ", ".join(sorted(known))
            raise DeskError(
                f"The map sets '{name}', which {plan.make} don't have.", f"Known: {listed}."
            )


class _Tickets:
    """Collects the tickets of rows; `source` is the key by which a row is known again."""

    def __init__(self, desk: Desk, plan: ImportMap) -> None:
        self.desk = desk
        self.plan = plan
        self.writes: list[Write] = []
        self.names: list[str] = []
        self.already = 0
        desk.refuse_sparse()  # what it leaves out would be imported twice
        self._sources = {ticket.source for _, ticket in desk.readable() if ticket.source}

    def take(self, row: Row) -> None:
        values = self._values(row)
        source = str(values.pop("source", None) or "")
        if not source:
            raise Refused("has no 'source', by which it would be known again")
        if source in self._sources:
            self.already += 1
            return
        body, created, closed = (
            values.pop(name, None) for name in ("body", "created", "closed_at")
        )
        if created is None:
            raise Refused("has no 'created'")
        status = values.pop("status", None) or Status.NEW
        draft = Draft(
            subject=str(values.pop("subject", None) or ""),
            body=str(body or ""),
            created=created,
            source=source,
            values=values,
        )
        ticket = made(self.desk, draft, self.names)
        self._write(ticket, Status(status), closed)
        self._sources.add(source)

    def _values(self, row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, cell in self.plan.fields.items():
            if name in _LISTS:
                values[name] = mapping.list_of(cell, row)
            elif text := mapping.text_of(cell, row):
                values[name] = self._value(name, text)
        return values

    def _value(self, name: str, text: str) -> Value:
        field = FIELDS.get(name)
        if name == "closed_at" or (field and field.shape is Shape.INSTANT):
            return mapping.moment_of(text, self.plan)
        if name in CATALOGUED and text not in self.desk.settings.catalogue(name):
            raise Refused(f"'{text}' is no {name} of this desk")
        return text if field is None else decode_text(field, text)

    def _write(self, ticket: Ticket, status: Status, closed: Any) -> None:  # noqa: ANN401 - or None
        """Write the ticket as it came in, and what became of it as an entry with its time."""
        text = ""
        if closed is not None and status is not Status.NEW:
            change = Change(field="status", old=Status.NEW, new=status)
            at = max(closed, ticket.created)
            entry = Entry(at=at, by=BOT, kind=EntryKind.CHANGE, changes=(change,), body=_IMPORTED)
            text = "\n" + entry_text.render(entry)
        after = ticket.changed({"status": status})
        data = encode(ticket_text.render_new(after) + text)
        self.writes.append(Write(path=after.path, data=data))
        self.names.append(after.id)


_IMPORTED = "Set by the import: so it was in the system it came from."


class _Articles:
    """Collects the articles of rows; the file's name is the key."""

    def __init__(self, desk: Desk, plan: ImportMap) -> None:
        self.desk = desk
        self.plan = plan
        self.writes: list[Write] = []
        self.names: list[str] = []
        self.already = 0
        self._keys = set(desk.article_keys())

    def take(self, row: Row) -> None:
        texts = {
            name: mapping.text_of(cell, row)
            for name, cell in self.plan.fields.items()
            if name not in _LISTS
        }
        lists = {
            name: mapping.list_of(self.plan.fields[name], row)
            for name in _LISTS
            if name in self.plan.fields
        }
        article = self._article(texts, lists)
        if article.key in self._keys:
            self.already += 1
            return
        self._keys.add(article.key)
        data = encode(article_text.render(article))
        self.writes.append(Write(path=article.path, data=data))
        self.names.append(article.key)

    def _article(self, texts: dict[str, str], lists: dict[str, tuple[str, ...]]) -> Article:
        language = texts.get("language") or self.desk.settings.default_language
        if language not in self.desk.settings.languages:
            raise Refused(f"'{language}' is no language of this desk")
        title = messages.one_line(texts.get("title", ""), 300)
        slug = _slug(texts.get("slug") or title)
        if not title or not slug:
            raise Refused("has no title or no slug")
        status, audience = texts.get("status") or "draft", texts.get("audience") or "public"
        if status not in set(ArticleStatus) or audience not in set(Audience):
            raise Refused(f"'{status}' or '{audience}' is no status or audience")
        return Article(
            language=language,
            section=_slug(texts.get("section", "")) or "general",
            slug=slug,
            title=title,
            summary=messages.one_line(texts.get("summary", ""), 500),
            status=ArticleStatus(status),
            audience=Audience(audience),
            owner=texts.get("owner") or None,
            tags=lists.get("tags", ()),
            keywords=lists.get("keywords", ()),
            body=tidy_text(texts.get("body", "")),
        )


def _slug(text: str) -> str:
    """Make a file name that every system can hold; nothing of a path is left."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:80]
