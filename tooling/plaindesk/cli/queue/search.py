"""`desk search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plaindesk.cli.completion.values import complete_languages
from plaindesk.cli.open_desk import open_lightly
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json, page, paint
from plaindesk.cli.query_argument import AskingCommand

if TYPE_CHECKING:
    from plaindesk.render.terminal import Paint
    from plaindesk.services.knowledge.article_search import Found


@click.command(cls=AskingCommand)
@click.argument("words", nargs=-1, required=True)
@click.option("--kb", is_flag=True, help="Articles only.")
@click.option("--tickets", is_flag=True, help="Tickets only.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    shell_complete=complete_languages,
    help="Articles in it only.",
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Of each.")
@json_option
def search(
    words: tuple[str, ...],
    kb: bool,
    tickets: bool,
    languages: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> None:
    """Find articles that answer, and tickets that hold the words.

    Conditions of the query language narrow the tickets.

    \b
    desk search how do I reset my password
    desk search --kb --language fa گذرواژه
    desk search --tickets tunnel status:open
    """
    from plaindesk.services.knowledge.article_search import search as do_search

    both = kb == tickets
    found = do_search(
        open_lightly(),
        " ".join(words),
        kb=kb or both,
        tickets=tickets or both,
        languages=languages,
        limit=limit,
        whole=as_json,
    )
    if as_json:
        from plaindesk.render import as_json as json_text

        echo_json(json_text.searched(found.articles, found.tickets))
    else:
        page(_text(found, paint()))


def _text(found: Found, paint: Paint) -> str:
    from plaindesk.render.queue.search import hit, ticket_hit
    from plaindesk.render.terminal import safe

    lines = []
    if found.articles.corrected:
        lines.append(f"Also searched for: {safe(found.articles.corrected)}")
    lines += [hit(item, paint) for item in found.articles.hits]
    if found.tickets:
        lines.append(paint("Tickets", "bold"))
        lines += [ticket_hit(item, paint) for item in found.tickets]
    return "\n".join(lines) or "Nothing found. Try other words, or fewer."
