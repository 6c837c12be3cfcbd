"""The rules applied: which notices follow from what happened."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from plaindesk.core.calendar.absence import away_now, stand_in
from plaindesk.core.lifecycle import holders
from plaindesk.core.model.addresses import is_address
from plaindesk.core.model.settings.notices import TOLD
from plaindesk.core.model.vocabulary import News
from plaindesk.core.notices.model import Notice
from plaindesk.core.notices.words import Reader, language_of, text_of, title_of
from plaindesk.core.query import parse_setting
from plaindesk.core.query.evaluate import Facts, matches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from plaindesk.core.model.settings import NoticeRule, Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.notices.news import Happened
    from plaindesk.core.query.tree import Node

_KEY_LENGTH = 24
"""Hexadecimal digits: enough that two notices never share a key."""


def notices_of(happened: Happened, settings: Settings, now: datetime) -> Iterator[Notice]:
    """List what follows from one thing that happened; nobody is told twice by one way.

    Who did it isn't told, but for a requester that the request came in; a note is for
    agents alone.
    """
    seen: set[str] = set()
    for number, rule in enumerate(settings.notify.rules, 1):
        news = _news(rule, happened)
        where = _where(f"notify rule {number}", rule.when, tuple(settings.views.items()))
        if news is None or not matches(where, happened.ticket, Facts(now=now)):
            continue
        for to in _people(rule, happened, settings, now):
            if news is News.NOTE and to and _agent(to, settings) is None:
                continue
            for via in rule.via:
                notice = _notice(happened, rule, news, (via, to), settings)
                if notice.key not in seen:
                    seen.add(notice.key)
                    yield notice


def _news(rule: NoticeRule, happened: Happened) -> News | None:
    """Find what a rule tells of something; an answer that ends the ticket is told as its end."""
    news = next((news for news in happened.news if news in rule.about), None)
    return happened.news[0] if news is News.REPLY else news


@lru_cache(maxsize=64)
def _where(rule: str, query: str, views: tuple[tuple[str, str], ...]) -> Node:
    return parse_setting(rule, query, dict(views)).where


def _people(
    rule: NoticeRule, happened: Happened, settings: Settings, now: datetime
) -> tuple[str, ...]:
    """Name whom a rule means, agents by their handles; one empty name stands for a room."""
    if not rule.to:
        return ("",)
    named: list[str] = []
    for role in rule.to:
        if role == TOLD:
            named += happened.entry.notify if happened.entry else ()
        else:
            named += holders(role, happened.ticket, settings)
    known = dict.fromkeys(_agent(name, settings) or name for name in named)
    for name in tuple(known):
        known |= dict.fromkeys(_for_absent(name, happened.ticket, settings, now))
    actor = "" if _is_receipt(rule, happened) else _agent(happened.by, settings) or happened.by
    return tuple(name for name in known if name.lower() != actor.lower())


def _for_absent(name: str, ticket: Ticket, settings: Settings, now: datetime) -> tuple[str, ...]:
    """Name who hears in an absent agent's place: the deputy, else the others of the queue."""
    if not away_now(name, settings, now):
        return ()
    if deputy := stand_in(name, settings, now):
        return (deputy,)
    if name != ticket.assignee:
        return ()
    return tuple(h for h in holders("queue", ticket, settings) if not away_now(h, settings, now))


def _is_receipt(rule: NoticeRule, happened: Happened) -> bool:
    """Tell whether a rule says to requesters that their request came in.

    They asked, but seldom typed it; where they did, they want to know that it arrived.
    """
    return happened.entry is None and "requester" in rule.to


def _agent(name: str, settings: Settings) -> str | None:
    return name if name in settings.agents else settings.agent_of(name)


def _notice(
    happened: Happened, rule: NoticeRule, news: News, way: tuple[str, str], settings: Settings
) -> Notice:
    via, to = way
    agent = settings.agents.get(to)
    address = agent.email if agent else to
    ticket = happened.ticket
    is_shown = happened.is_public or agent is not None or (not to and happened.kind in rule.about)
    language = language_of(ticket, to, settings)
    reader = Reader(to=to, language=language, is_agent=agent is not None, is_shown=is_shown)
    return Notice(
        key=_key(ticket.id, happened.name, via, to),
        ticket=ticket.id,
        at=happened.at,
        via=via,
        to=to,
        address=address if is_address(address) else "",
        language=language,
        title=title_of(ticket, is_room=not to),
        text=text_of(happened, news, reader, settings),
        hours=rule.hours or settings.notify.hours,
    )


def _key(*parts: str) -> str:
    whole = "\0".join(part.lower() for part in parts)
    return hashlib.sha256(whole.encode()).hexdigest()[:_KEY_LENGTH]
