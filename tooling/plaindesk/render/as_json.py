"""JSON that programs may rely on: documented keys, times in UTC, null for what is empty."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.fields import FIELDS
from plaindesk.core.model.time.moments import format_instant
from plaindesk.text.codecs.field_values import plain

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.core.results.changes import Plan
    from plaindesk.core.results.checks import CheckReport
    from plaindesk.core.results.lists import Listing, Row
    from plaindesk.core.results.search import SearchAnswer, TicketHit
    from plaindesk.core.results.tickets import Changed, Explained, Shown
    from plaindesk.core.sla import Clock

Json = dict[str, Any]


def dump(data: object) -> str:
    """Write JSON as every command does."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def _time(when: datetime | None) -> str | None:
    return None if when is None else format_instant(when)


def ticket(item: Ticket, *, whole: bool = False) -> Json:
    """Every field of a ticket; `whole` adds what was said."""
    data: Json = {name: plain(item.value(name)) for name in FIELDS}
    data |= {"path": item.path, "updated": format_instant(item.last_activity)}
    if whole:
        data |= {
            "body": item.body,
            "files": list(item.files),
            "spent_seconds": item.spent,
            "entries": [entry(e) for e in item.entries],
        }
    return data


def entry(item: Entry) -> Json:
    """One entry of a ticket."""
    return {
        "name": item.name,
        "at": format_instant(item.at),
        "by": item.by,
        "kind": item.kind,
        "changes": {c.field: {"old": plain(c.old), "new": plain(c.new)} for c in item.changes},
        "step": item.step or None,
        "notify": list(item.notify),
        "until": _time(item.until),
        "verdict": item.verdict,
        "origin": item.origin or None,
        "merge": item.merge or None,
        "unmerge": item.unmerge or None,
        "spent_seconds": item.spent,
        "score": item.score,
        "files": list(item.files),
        "body": item.body,
    }


def clock(item: Clock) -> Json:
    """One target's clock, in open seconds."""
    return {
        "target": item.target,
        "policy": item.policy,
        "calendar": item.calendar,
        "state": item.state,
        "start": _time(item.start),
        "due": _time(item.due),
        "met_at": _time(item.met_at),
        "ended_at": _time(item.ended_at),
        "target_seconds": item.target_seconds,
        "used_seconds": item.used_seconds,
        "left_seconds": item.left_seconds,
    }


def changed(result: Changed) -> Json:
    """What a changing command did."""
    return {
        "id": result.ticket.id,
        "path": result.ticket.path,
        "commit": result.commit,
        "entry": entry(result.entry) if result.entry else None,
        "ticket": ticket(result.ticket),
    }


def _row(item: Row[Ticket]) -> Json:
    return {**ticket(item.ticket), "due": _time(item.due), "sla": item.sla or None}


def listing(result: Listing[Ticket]) -> Json:
    """A list of tickets."""
    return {
        "total": result.total,
        "tickets": [_row(item) for item in result.rows],
        "unreadable": [finding(item) for item in result.unreadable],
    }


def plan_of(found: Plan) -> Json:
    """The calendar of changes; what has no window comes last, with null for it."""
    planned = [
        _change(p.ticket)
        | {
            "start": format_instant(p.start),
            "end": format_instant(p.end),
            "approval": p.approval or None,
            "overlaps": list(p.overlaps),
        }
        for p in found.planned
    ]
    return {
        "changes": [*planned, *(_change(ticket) for ticket in found.unplanned)],
        "unreadable": [finding(item) for item in found.unreadable],
    }


def _change(item: Ticket) -> Json:
    return {
        "id": item.id,
        "subject": item.subject,
        "status": item.status,
        "service": item.service,
        "risk": item.fields.get("risk"),
        "start": None,
        "end": None,
        "approval": None,
        "overlaps": [],
    }


def shown(result: Shown) -> Json:
    """A ticket with its conversation and clocks."""
    return {
        **ticket(result.ticket, whole=True),
        "clocks": [clock(item) for item in result.clocks],
        "next_due": _next_due(result),
        "linked_from": [
            {"kind": kind, "id": t.id, "status": t.status} for kind, t in result.pointing
        ],
        "known_errors": [{"id": name, "article": key} for name, key in result.known_errors],
        "suggested_articles": [hit.key for hit in result.related],
        "reply_url": result.reply_url,
        "findings": [finding(item) for item in result.findings],
    }


def _next_due(result: Shown) -> str | None:
    return _time(min((c.due for c in result.clocks if c.is_live and c.due), default=None))


def explained(result: Explained) -> Json:
    """Why a ticket is where it is."""
    promise = result.shown.promise
    return {
        "id": result.shown.ticket.id,
        "at": format_instant(result.shown.now),
        "clues": list(result.clues),
        "rules": [{"rule": t.rule, "when": t.when, "fits": t.fits} for t in result.tried],
        "policy": promise.policy.name if promise else None,
        "policy_reason": result.policy_reason,
        "clocks": [clock(item) for item in result.shown.clocks],
        "next_due": _next_due(result.shown),
        "needs": [{"status": status, "lacks": told} for status, told in result.needs],
        "upcoming": [
            {"at": format_instant(s.since), "step": s.name, "what": s.request.body}
            for s in result.upcoming
        ],
    }


def finding(item: Finding) -> Json:
    """One finding."""
    return {
        "path": item.path,
        "line": item.line,
        "column": item.column,
        "code": item.code,
        "severity": item.severity,
        "message": item.message,
        "hint": item.hint,
    }


def checked(report: CheckReport) -> Json:
    """What a check found."""
    return {
        "tickets": report.tickets,
        "articles": report.articles,
        "fixed": list(report.fixed),
        "findings": [finding(item) for item in report.findings],
    }


def searched(answer: SearchAnswer, tickets: tuple[TicketHit[Ticket], ...]) -> Json:
    """What a search found."""
    return {
        "words": answer.words,
        "corrected": answer.corrected,
        "articles": [
            {
                "article": hit.key,
                "path": f"kb/{hit.key}.md",
                "title": hit.title,
                "language": hit.language,
                "score": round(hit.score, 4),
                "snippet": hit.snippet.text,
            }
            for hit in answer.hits
        ],
        "tickets": [{**ticket(hit.ticket), "snippet": hit.snippet.text} for hit in tickets],
    }


def article(item: Article, *, whole: bool = False) -> Json:
    """One article."""
    data: Json = {
        "article": item.key,
        "path": item.path,
        "title": item.title,
        "summary": item.summary,
        "status": item.status,
        "audience": item.audience,
        "owner": item.owner,
        "reviewed": item.reviewed.isoformat() if item.reviewed else None,
        "tags": list(item.tags),
        "translation_of": item.translation_of,
    }
    return data | ({"body": item.body} if whole else {})
