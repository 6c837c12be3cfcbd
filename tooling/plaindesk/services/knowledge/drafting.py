"""Drafts of articles, from a ticket or from an article in another language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import ArticleStatus, Audience, EntryKind
from plaindesk.services.knowledge.articles import blank, find, keep
from plaindesk.store.articles import ArticleFile, load_all
from plaindesk.text.anonymize import without_people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def from_ticket(  # noqa: PLR0913 - the parts of a draft
    desk: Desk, key: str, name: str, *, title: str | None, owner: str, commit: bool = True
) -> Article:
    """Draft an article from what a ticket asked and how it was answered, without its people."""
    _, ticket = desk.ticket(name)
    if not ticket.status.is_done:
        raise DeskError(f"{ticket.id} is not resolved: its answer isn't known yet.", "desk resolve")
    names = tuple(_names(desk, ticket))
    draft = blank(desk, key, title or without_people(ticket.subject, names), owner=owner)
    tags = tuple(tag for tag in ticket.tags if tag in _public_tags(desk))
    draft = replace(draft, body=without_people(body_from(ticket), names), tags=tags)
    return keep(desk, draft, commit=commit)


def body_from(ticket: Ticket) -> str:
    """Put together what the requester wrote first and how it was answered; no note is in it."""
    answers = [e.body for e in ticket.told if e.kind is EntryKind.REPLY and e.body]
    body = f"{_last(answers)}\n\n## What people see\n\n{ticket.body}\n\n## What was tried\n\n"
    return body + ("\n\n".join(answers[:-1]) or "Nothing else.")


def _public_tags(desk: Desk) -> frozenset[str]:
    """Name the tags that readers see already: others may be words for colleagues alone."""
    read = (item.article for item in load_all(desk.root) if isinstance(item, ArticleFile))
    public = (found for found in read if found and found.audience is Audience.PUBLIC)
    return frozenset(tag for article in public for tag in article.tags)


def _last(answers: list[str]) -> str:
    return answers[-1] if answers else "Answer first, in a sentence or two."


def _names(desk: Desk, ticket: Ticket) -> Iterator[str]:
    """Give the names of agents and of everybody who had to do with a ticket, in parts."""
    for person in {ticket.requester or "", *(entry.by for entry in ticket.entries)}:
        yield from re.split(r"[._+\d-]+", person.partition("@")[0])
    for handle, agent in desk.settings.agents.items():
        yield from (handle, *agent.name.split())
    for organisation in desk.settings.organisations.values():
        yield organisation.name


def translated(desk: Desk, name: str, language: str, *, owner: str, commit: bool = True) -> Article:
    """Draft a translation: each paragraph with the original's beside it, as a comment."""
    original = find(desk, name).article
    if original is None or original.language == language:
        raise DeskError(f"'{name}' is written in '{language}' already.", "Name another language.")
    source = original.translation_of or original.key
    draft = replace(
        original,
        language=language,
        owner=owner,
        status=ArticleStatus.DRAFT,
        reviewed=desk.now.date(),
        translation_of=source,
        redirect_from=(),
        keywords=(),
        related=(),
        body="\n\n".join(_beside(original.body)),
    )
    blank(desk, draft.key, draft.title, owner=owner)  # refuses what can't be made
    return keep(desk, draft, commit=commit)


def _beside(body: str) -> Iterator[str]:
    """Put each paragraph under itself; code is the same in every language."""
    for fence, text in _blocks(body):
        yield text if fence else f"<!-- {text.replace('-->', '-- >')} -->\n\n{text}"


def _blocks(body: str) -> Iterator[tuple[bool, str]]:
    """Cut a text at blank lines, but code nowhere."""
    held: list[str] = []
    fence = ""
    for line in (*body.splitlines(), ""):
        mark = _FENCE.match(line)
        if mark and not fence:
            yield from _paragraph(held)
            held, fence = [line], mark[1]
        elif fence:
            held.append(line)
            if line.startswith(fence):
                yield True, "\n".join(held)
                held, fence = [], ""
        elif line.strip():
            held.append(line)
        else:
            yield from _paragraph(held)
            held = []
    yield from _paragraph(held)


def _paragraph(lines: list[str]) -> Iterator[tuple[bool, str]]:
    if lines:
        yield False, "\n".join(lines)
