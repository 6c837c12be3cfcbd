"""The words of notices, in the languages that the product speaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import BOT, News
from plaindesk.core.notices.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.notices.happened import Happened
    from plaindesk.core.notices.model import Notice

FALLBACK = "en"
LONGEST = 4000
"""Characters of what was said; chat services take little more in one message."""
_TITLE = 120
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
LINES: Mapping[str, Mapping[News, str]] = {
    "en": {
        News.OPENED: "{by} opened ticket {id}: {subject}",
        News.ESCALATION: "Ticket {id} needs attention: {subject}",
        News.REPLY: "{by} answered ticket {id}: {subject}",
        News.MESSAGE: "{by} wrote about ticket {id}: {subject}",
        News.APPROVAL: "{by} decided about ticket {id}: {subject}",
        News.SURVEY: "{by} rated ticket {id}: {subject}",
        News.RESOLVED: "{by} marked ticket {id} as resolved: {subject}",
        News.REOPENED: "{by} opened ticket {id} again: {subject}",
        News.CLOSED: "Ticket {id} is closed: {subject}",
        News.ASSIGNED: "{assignee} works on ticket {id} now: {subject}",
        News.NOTE: "{by} wrote a note on ticket {id}: {subject}",
    },
    "ru": {
        News.OPENED: "Новое обращение {id}: {subject} (автор: {by})",
        News.ESCALATION: "Обращение {id} требует внимания: {subject}",
        News.REPLY: "Ответ на обращение {id}: {subject} (автор: {by})",
        News.MESSAGE: "Новое сообщение в обращении {id}: {subject} (автор: {by})",
        News.APPROVAL: "Решение по обращению {id}: {subject} (автор: {by})",
        News.SURVEY: "Оценка обращения {id}: {subject} (автор: {by})",
        News.RESOLVED: "Обращение {id} решено: {subject} (автор: {by})",
        News.REOPENED: "Обращение {id} снова открыто: {subject} (автор: {by})",
        News.CLOSED: "Обращение {id} закрыто: {subject}",
        News.ASSIGNED: "Обращением {id} теперь занимается {assignee}: {subject}",
        News.NOTE: "Заметка в обращении {id}: {subject} (автор: {by})",
    },
    "fa": {
        News.OPENED: "درخواست تازهٔ {id} از {by}: {subject}",
        News.ESCALATION: "درخواست {id} نیاز به توجه دارد: {subject}",
        News.REPLY: "{by} به درخواست {id} پاسخ داد: {subject}",
        News.MESSAGE: "{by} دربارهٔ درخواست {id} پیامی نوشت: {subject}",
        News.APPROVAL: "{by} دربارهٔ درخواست {id} تصمیم گرفت: {subject}",
        News.SURVEY: "{by} به درخواست {id} امتیاز داد: {subject}",
        News.RESOLVED: "{by} درخواست {id} را حل‌شده اعلام کرد: {subject}",
        News.REOPENED: "{by} درخواست {id} را دوباره باز کرد: {subject}",
        News.CLOSED: "درخواست {id} بسته شد: {subject}",
        News.ASSIGNED: "اکنون {assignee} روی درخواست {id} کار می‌کند: {subject}",
        News.NOTE: "{by} برای درخواست {id} یادداشتی نوشت: {subject}",
    },
    "sk": {
        News.OPENED: "Nová požiadavka {id} od {by}: {subject}",
        News.ESCALATION: "Požiadavka {id} si žiada pozornosť: {subject}",
        News.REPLY: "Odpoveď na požiadavku {id} od {by}: {subject}",
        News.MESSAGE: "Správa k požiadavke {id} od {by}: {subject}",
        News.APPROVAL: "Rozhodnutie o požiadavke {id} od {by}: {subject}",
        News.SURVEY: "Hodnotenie požiadavky {id} od {by}: {subject}",
        News.RESOLVED: "Požiadavka {id} je vyriešená ({by}): {subject}",
        News.REOPENED: "Požiadavka {id} je znova otvorená ({by}): {subject}",
        News.CLOSED: "Požiadavka {id} je uzavretá: {subject}",
        News.ASSIGNED: "Na požiadavke {id} teraz pracuje {assignee}: {subject}",
        News.NOTE: "Poznámka k požiadavke {id} od {by}: {subject}",
    },
}
_DIGEST = {
    "en": "{count} notices from {desk}",
    "ru": "Уведомления от {desk}: {count}",
    "fa": "{count} اعلان از {desk}",
    "sk": "Oznámenia od {desk}: {count}",
}


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


def text_of(  # noqa: PLR0913 - what a text is made of
    happened: Happened,
    news: News,
    language: str,
    settings: Settings,
    *,
    is_room: bool,
    is_shown: bool,
) -> str:
    """Write what happened in one line, and what was said below it if it may be read."""
    ticket = happened.ticket
    filled = {
        "by": _name(happened.by, settings),
        "id": ticket.id,
        "subject": ticket.subject,
        "assignee": _name(ticket.assignee or "", settings),
    }
    plain = {name: _line(text, is_room=is_room) for name, text in filled.items()}
    form = _form(news, language, settings)
    first = _PLACEHOLDER.sub(lambda match: plain.get(match[1], match[0]), form)
    said = harmless(happened.body, is_room=is_room).strip() if is_shown else ""
    said = said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"
    return f"{first}\n\n{said}\n" if said else f"{first}\n"


def _form(news: News, language: str, settings: Settings) -> str:
    own = settings.notify.texts.get(language, {}).get(news)
    return own or LINES.get(language, LINES[FALLBACK])[news]


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
    form = _DIGEST.get(first.language, _DIGEST[FALLBACK])
    desk = _line(settings.name, is_room=is_room)
    title = form.format(count=len(notices), desk=desk)
    return title, "\n".join(f"{notice.title}\n{notice.text}" for notice in notices)
