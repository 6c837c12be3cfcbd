"""The contact page: every way that this desk has, as links that need no script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaindesk.core.model.articles.own_addresses import CONTACT
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.home import notices
from plaindesk.site.pages.open_hours import for_machines, opening
from plaindesk.site.pages.page_parts import address, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.site.pages.page import Page, Site

_LTR = "{: dir=ltr }"
"""Numbers and addresses are read from left to right inside any text."""


def contact_page(site: Site) -> Page:
    """Write the page; a script fills in what it knows and says whether the phone is answered."""
    said, contact = site.words, site.library.settings.site.contact
    ways = list(_ways(site))
    body = [f"# {md.text(said.contact)}", *notices(site), md.text(said.contact_intro)]
    body.append("\n".join(ways) if ways or contact.endpoint else md.text(said.no_contact))
    if contact.phone and (hours := opening(site.library.settings, site.shelf.language)):
        body += [f"## {md.text(said.hours)}", hours]
    return made(
        site,
        name=CONTACT,
        title=said.contact,
        kind="contact",
        body=body,
        keywords=said.contact_asked,
        data=_data(site),
    )


def _ways(site: Site) -> Iterator[str]:
    said, contact = site.words, site.library.settings.site.contact
    if contact.issues:
        yield f"- **{said.issues}**: <{address(contact.issues)}>"
    if contact.email:
        email = md.text(contact.email)
        yield f"- **{said.email}**: [{email}](mailto:{address(contact.email)}){_LTR}"
    if contact.phone:
        number = "".join(c for c in contact.phone if c.isdigit() or c == "+")
        yield f"- **{said.phone}**: [{md.text(contact.phone)}](tel:{number}){_LTR}"


def _data(site: Site) -> dict[str, Any]:
    contact = site.library.settings.site.contact
    hours = for_machines(site.library.settings) if contact.phone else None
    ways = {
        "issues": address(contact.issues),
        "email": address(contact.email),
        "endpoint": contact.endpoint,
    }
    return {name: held for name, held in ways.items() if held} | ({"hours": hours} if hours else {})
