"""Every sentence that the help centre itself says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every sentence of the generated pages in one language."""

    name: str
    help_centre: str
    prompt: str
    search: str
    search_hint: str
    here: str
    home: str
    topics: str
    featured: str
    tags: str
    tagged: str
    related: str
    reviewed: str
    previous: str
    following: str
    stuck: str
    stuck_more: str
    contact: str
    contact_intro: str
    contact_asked: tuple[str, ...]
    """What people search for who want to write to somebody."""
    email: str
    issues: str
    phone: str
    hours: str
    always: str
    closed: str
    no_contact: str
    faq: str
    faq_intro: str
    read_all: str
    untranslated: str
    untranslated_more: str
    untranslated_here: str
    back: str
    lost: str
    lost_more: str
    here_link: str
    light: str
    dark: str
    system: str
    updated: str
    imprint: str
    internal: str
    known_problem: str
    language: str
    helpful: str
    yes: str
    no: str
    thanks: str
    subject: str
    details: str
    reply_to: str
    suggestions: str
    send: str
    write_mail: str
    write_issue: str
    sent: str
    not_sent: str
    about: str
    searched: str
    open_now: str
    closed_now: str
    until: str
    opens: str
    zone: str
    nothing: str
    nothing_more: str
    did_you_mean: str
    new_articles: str
    updated_articles: str
