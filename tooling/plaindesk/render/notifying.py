"""What `desk notify` did, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.render.terminal import plural, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.notices import Notice
    from plaindesk.core.results.notices import NotifyReport, Sending
    from plaindesk.render.as_json import Json


def text(report: NotifyReport) -> str:
    """Say who was told of what; a dry run shows the messages themselves."""
    return "\n".join(_lines(report))


def _lines(report: NotifyReport) -> Iterator[str]:
    for message in report.sent:
        yield safe(f"{message.via} to {message.to or 'the room'}: {message.title}")
        if report.dry_run:
            yield from (f"  {safe(line)}".rstrip() for line in message.text.splitlines())
    for notice, problem in report.failed:
        yield safe(f"NOT SENT: {_who(notice)} about {notice.ticket}: {problem}")
    verb = "would be sent" if report.dry_run else "sent"
    parts = [f"{plural(len(report.sent), 'message')} {verb}"]
    if report.waiting:
        parts.append(f"{plural(len(report.waiting), 'notice')} waiting for open hours")
    if report.failed:
        parts.append(f"{len(report.failed)} not sent: the next run tries again")
    yield ", ".join(parts) + "."


def _who(notice: Notice) -> str:
    return f"{notice.via} to {notice.to or 'the room'}"


def json(report: NotifyReport) -> Json:
    """The same for programs."""
    return {
        "dry_run": report.dry_run,
        "sent": [_sending(message) for message in report.sent],
        "waiting": [_notice(notice) for notice in report.waiting],
        "failed": [{**_notice(n), "problem": problem} for n, problem in report.failed],
    }


def _sending(message: Sending) -> Json:
    return {
        "via": message.via,
        "to": message.to or None,
        "title": message.title,
        "text": message.text,
        "tickets": list(dict.fromkeys(notice.ticket for notice in message.notices)),
    }


def _notice(notice: Notice) -> Json:
    return {"id": notice.ticket, "via": notice.via, "to": notice.to or None}
