"""`desk kb suggest` and `desk kb gaps`: articles and the tickets they are for."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json, page, paint

if TYPE_CHECKING:
    from plaindesk.services.knowledge.gaps import Gaps


@click.command()
@click.argument("ticket")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="So many.")
@json_option
def suggest(ticket: str, limit: int, as_json: bool) -> None:
    """Rank the articles that may answer a ticket; a reply can link one.

    \b
    desk kb suggest 2611-7K3MX
    """
    from plaindesk.core.model.vocabulary import Audience
    from plaindesk.render.queue.search import hit
    from plaindesk.services.knowledge.article_search import suggest as do_suggest

    desk = open_here()
    _, found = desk.ticket(ticket)
    hits = do_suggest(desk, found, limit=limit, audience=Audience.AGENTS)
    if as_json:
        rows = [{"key": item.key, "title": item.title, "score": item.score} for item in hits]
        echo_json({"ticket": found.id, "articles": rows})
        return
    lines = [hit(item, paint()) for item in hits]
    if hits:
        lines.append(f"\nLink it: desk reply {found.id} --article {hits[0].key}")
    page("\n".join(lines) or "No article comes near.")


@click.command()
@click.option("--days", type=click.IntRange(1), default=180, show_default=True, help="Looked back.")
@json_option
def gaps(days: int, as_json: bool) -> None:
    """Tell what is asked often and answered nowhere, and which articles don't help.

    \b
    desk kb gaps --days 90
    """
    from datetime import timedelta

    from plaindesk.services.knowledge.gaps import gaps as do_gaps

    desk = open_here()
    found = do_gaps(desk, desk.now - timedelta(days=days))
    if as_json:
        echo_json(asdict(found))
    else:
        page(_text(found))


def _text(found: Gaps) -> str:
    from plaindesk.render.terminal import safe

    lines = []
    if found.topics:
        lines.append("Many tickets, no article:")
        for topic in found.topics:
            about = safe(", ".join(topic.terms)) or "-"
            lines.append(f"  {safe(topic.name)}: {len(topic.tickets)} tickets ({about})")
    if found.coming:
        lines.append("Answered, and asked again and again:")
        lines += [f"  {key}: {count} tickets" for key, count in found.coming.items()]
    if found.lacking:
        lines.append("Asked for in words that the article lacks; add them as keywords or synonyms:")
        lines += [f"  {key}: {safe(', '.join(words))}" for key, words in found.lacking.items()]
    if found.unused:
        lines.append("Linked by no ticket:")
        lines += [f"  {key}" for key in found.unused]
    return "\n".join(lines) or "Nothing is missing."
