"""Who is told of what, by which way, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plaindesk.core.model.settings.base import QueryText, Record, required, setting
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.vocabulary import News

TOLD = "told"
"""Stands for whoever an escalation names."""
NOTICE_PLACEHOLDERS = ("by", "id", "subject", "assignee", "closes", "merge", "score")
"""What the line of a notice can have filled in."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NoticeRule(Record):
    """Of what, whom, and by which way."""

    about: tuple[News, ...] = required(
        "What happened: opened, message, reply, note, assigned, resolved, reopened, closed, "
        "escalation, approval, survey."
    )
    when: QueryText = setting("A query: of these tickets only.", QueryText(""))
    to: tuple[str, ...] = setting(
        "Whom: assignee, watchers, queue, queue-lead, manager, organisation, requester, `told` "
        "(whom an escalation names), agents or addresses. Not for a way that is a room.",
        (),
    )
    via: tuple[str, ...] = required(
        "By which ways; `mail` is sent to the address in the variable DESK_NOTIFY_MAIL."
    )
    hours: str | None = setting("Instead of the `hours` of all.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Notify(Record):
    """What `desk notify` sends."""

    rules: tuple[NoticeRule, ...] = setting("Who is told of what.", ())
    hours: str | None = setting(
        "A calendar: outside of its hours notices wait. Else they never do."
    )
    digest: int = setting("So many notices to one person at once come as one message.", 5)
    oldest: Duration = setting(
        "What happened longer ago is no news; days have 24 hours here.", Duration(days=7)
    )
    texts: Mapping[str, Mapping[News, str]] = setting(
        "A notice's first line by language, then by what it tells of; `{by}`, `{id}`, "
        "`{subject}`, `{assignee}`, `{closes}` (when a resolved ticket closes), `{merge}` (where "
        "it goes on) and `{score}` are filled.",
        {},
    )
