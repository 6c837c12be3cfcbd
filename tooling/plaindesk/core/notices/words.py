"""The words of notices: which line says it, in which language, with what filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from plaindesk.core.model.vocabulary import BOT, News
from plaindesk.core.notices.lines import (
    DIGEST,
    LINES,
    MERGED,
    RECEIVED,
    UNSOLVED,
    VERDICTS,
    YOURS,
)
from plaindesk.core.notices.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.notices.model import Notice
    from plaindesk.core.notices.news import Happened

FALLBACK = "en"
LONGEST = 4000
"""Characters of what was said; chat services take little more in one message."""
_TITLE = 120
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Reader(NamedTuple):
    """Who reads a notice: a handle, an address, or a room, which has no name."""

    to: str
    language: str
    is_agent: bool
    is_shown: bool
    """What was said may be read here."""

    @property
    def is_room(self) -> bool:
        """Nobody in person: what calls people by name is broken."""
        return not self.to


def language_of(ticket: Ticket, to: str, settings: Settings) -> str:
    """Choose the language: an agent's own, the ticket's for others, the desk's in a room."""
    agent = settings.agents.get(to)
    own = agent.languages if agent else (ticket.language or "",) if to else ()
    known = {*LINES, *settings.notify.texts}
    wanted = (*own, settings.default_language)
    return next((language for language in wanted if language in known), FALLBACK)


def title_of(ticket: Ticket, *, is_room: bool) -> str:
    """Write one line that stays the same for a ticket, so that mail stands in one thread."""
    return f"[{ticket.id}] {_line(ticket.subject, is_room=is_room)}"[:_TITLE].rstrip()


def text_of(happened: Happened, news: News, reader: Reader, settings: Settings) -> str:
    """Write what happened, what was said if it may be read, and what the reader can do now."""
    filled = _filled(happened, settings)
    plain = {name: _line(text, is_room=reader.is_room) for name, text in filled.items()}
    said = harmless(happened.body, is_room=reader.is_room).strip() if reader.is_shown else ""
    said = said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"
    own = settings.notify.texts.get(reader.language, {}).get(news)
    first = _fill(own or _form(happened, news, reader), plain)
    after = "" if own else _fill(_after(happened, news, reader), plain)
    return "\n\n".join(part for part in (first, said, after) if part) + "\n"


def _fill(form: str, plain: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: plain.get(match[1], match[0]), form)


def _filled(happened: Happened, settings: Settings) -> dict[str, str]:
    """What stands for each of NOTICE_PLACEHOLDERS; a dash where there is no such thing."""
    ticket, entry, closes = happened.ticket, happened.entry, happened.closes_at
    zone = ZoneInfo(settings.timezone)
    return {
        "by": _name(happened.by, settings),
        "id": ticket.id,
        "subject": ticket.subject,
        "assignee": _name(ticket.assignee or "", settings),
        "closes": f"{closes.astimezone(zone):%Y-%m-%d %H:%M} ({zone})" if closes else "-",
        "merge": (entry.merge if entry else None) or "-",
        "score": str(entry.score) if entry and entry.score is not None else "-",
    }


def _form(happened: Happened, news: News, reader: Reader) -> str:
    """Choose the line that says most to this reader."""
    language = reader.language if reader.language in LINES else FALLBACK
    entry = happened.entry
    if news is News.RESOLVED and entry and entry.merge:
        return MERGED[language]
    if news is News.OPENED and reader.to.lower() == happened.by.lower():
        return RECEIVED[language]
    if news is News.ASSIGNED and reader.to == happened.ticket.assignee:
        return YOURS[language]
    if news is News.APPROVAL and entry and entry.verdict:
        return VERDICTS[language][entry.verdict]
    return LINES[language][news]


def _after(happened: Happened, news: News, reader: Reader) -> str:
    """Tell who asked how a resolved ticket is opened again, and until when."""
    if news is not News.RESOLVED or reader.is_agent or reader.is_room:
        return ""
    if happened.entry and happened.entry.merge:
        return ""
    until, whenever = UNSOLVED.get(reader.language, UNSOLVED[FALLBACK])
    return until if happened.closes_at else whenever


def _name(person: str, settings: Settings) -> str:
    agent = settings.agents.get(person)
    if person in ("", BOT):
        return settings.name
    return agent.name if agent and agent.name else person


def _line(text: str, *, is_room: bool) -> str:
    return " ".join(harmless(text, is_room=is_room).split())


def digest(notices: Sequence[Notice], settings: Settings) -> tuple[str, str]:
    """Put several notices to one person into one: its title and its text."""
    first = notices[0]
    is_room = not first.to
    form = DIGEST.get(first.language, DIGEST[FALLBACK])
    desk = _line(settings.name, is_room=is_room)
    title = form.format(count=len(notices), desk=desk)
    return title, "\n".join(f"{notice.title}\n{notice.text}" for notice in notices)
