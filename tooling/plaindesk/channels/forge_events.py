"""Events of GitHub, Gitea and Forgejo about issues, as what somebody said.

Everything in an event but its shape is a stranger's text: it becomes words and nothing
else, and a form's answer counts only where the settings know it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.moments import parse_instant
from plaindesk.core.model.vocabulary import Level, TicketType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from plaindesk.core.model.settings import Settings

MARK = "<!-- desk "
"""How a comment begins that this desk has written itself."""
_SECTION = re.compile(r"^### (.+)$", re.MULTILINE)
_EMPTY = "_No response_"
_ISSUE = ("opened", "edited", "reopened", "closed")
_LABEL = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What somebody said on a forge: an issue, or a comment on one."""

    source: str
    """The issue by host, repository and number: `github.com/acme/desk#12`."""
    author: str
    at: datetime
    subject: str
    body: str
    is_comment: bool = False
    opened_again_by: str = ""
    """Who opened the issue again; it says nothing new."""
    closed_by: str = ""
    """Who closed the issue; it says nothing new either."""
    labels: tuple[str, ...] = ()
    """What the issue is marked with, as tags."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What a form asked, by the headings of its questions."""
    type: TicketType | None = None
    """The type of ticket that the form is for."""


def address_of(account: str) -> str:
    """Turn an account's page, such as `https://github.com/eva`, into the address it commits with.

    What is no such page stays as it is.
    """
    parts = urlsplit(account)
    name = parts.path.strip("/")
    return f"{name}@users.noreply.{parts.hostname}" if parts.hostname and name else account


def read_event(data: bytes) -> Heard | None:
    """Read an event's file; None where it is about nothing that people say to a desk.

    Raises DeskError where it is no event.
    """
    try:
        event = json.loads(data)
        issue = event["issue"]
        repository = str(event["repository"]["full_name"])
        action, comment = str(event.get("action")), event.get("comment")
        host = urlsplit(str(issue["html_url"])).hostname or ""
        said = comment or issue
        heard = Heard(
            source=f"{host}/{repository}#{int(issue['number'])}",
            author=_address(said["user"], host),
            at=_moment(said, edited=action in ("edited", "reopened", "closed")),
            subject=str(issue["title"]),
            body=str(said["body"] or ""),
            is_comment=comment is not None,
            opened_again_by=_address(event["sender"], host) if action == "reopened" else "",
            closed_by=_address(event["sender"], host) if action == "closed" else "",
            labels=tuple(_labels(issue.get("labels") or ())),
        )
    except (ValueError, KeyError, TypeError):
        raise DeskError(
            "This is no event of a forge about an issue.",
            "Give the file that the forge's runner names: $GITHUB_EVENT_PATH",
        ) from None
    wanted = action == "created" if comment else action in _ISSUE
    is_bot = comment is not None and str(said["user"].get("type")) == "Bot"
    return None if is_bot or not wanted or "pull_request" in issue else _with_answers(heard)


def _labels(found: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Turn labels into tags: small letters, and a hyphen for what a tag doesn't hold."""
    for label in found:
        if tag := _LABEL.sub("-", str(label["name"]).casefold()).strip("-"):
            yield tag


def _address(account: Mapping[str, Any], host: str) -> str:
    return f"{account['login']}@users.noreply.{host}"


def _moment(said: Mapping[str, Any], *, edited: bool) -> datetime:
    return parse_instant(str(said["updated_at" if edited else "created_at"]))


def _with_answers(heard: Heard) -> Heard:
    """Part a form's issue into its questions; an issue without a form is words alone."""
    parts = _SECTION.split(heard.body)
    if heard.is_comment or len(parts) < 3 or parts[0].strip():  # noqa: PLR2004 - one question
        return heard
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    answers = {question.strip(): answer.strip() for question, answer in pairs}
    given = {question: answer for question, answer in answers.items() if answer != _EMPTY}
    # Labels would say so too, but a forge sets only those that somebody has made there.
    kind = TicketType.INCIDENT if answers.keys() & {*QUESTIONS} else TicketType.REQUEST
    body = next(iter(given.values()), "")
    return replace(heard, body=body, answers=given, type=kind if OPENING in answers else None)


def fields_of(heard: Heard, settings: Settings) -> dict[str, Any]:
    """Turn a form's answers into fields; an answer that the settings don't know is left out."""
    found: dict[str, Any] = {"type": heard.type} if heard.type else {}
    if heard.labels:
        found["tags"] = heard.labels
    services = {service.name or key: key for key, service in settings.services.items()}
    for answer in heard.answers.values():
        if answer in services:
            found.setdefault("service", services[answer])
    impact, urgency = (heard.answers.get(question) for question in QUESTIONS)
    if impact in set(Level):
        found["impact"] = Level(str(impact))
    if urgency in set(Level):
        found["urgency"] = Level(str(urgency))
    for key, own in settings.fields.items():
        given = heard.answers.get(key.replace("_", " ").capitalize(), "")
        if given and (not own.words or given in own.words):
            found[f"fields.{key}"] = given.replace("\n", " ")
    return found


OPENING = "What happens, and what did you expect?"
"""What every form asks first."""
QUESTIONS = ("How many people does it hold up?", "How soon is it needed?")
"""What the form for incidents asks for impact and urgency."""
