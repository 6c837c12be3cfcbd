"""`desk kb`: the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from plaindesk.cli.completion.values import complete_articles, complete_ids, complete_languages
from plaindesk.cli.knowledge.kb_check import check
from plaindesk.cli.knowledge.kb_eval import evaluate
from plaindesk.cli.knowledge.kb_gaps import gaps, suggest
from plaindesk.cli.lazy_group import CommandGroup
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import as_option, json_option, no_commit_option
from plaindesk.cli.output import echo_json, page, paint, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.model.articles.article import Article


def _json(article: Article, *, whole: bool = False) -> dict[str, Any]:
    """One article as JSON has it."""
    from plaindesk.render.as_json import article as written

    return written(article, whole=whole)


_article = click.argument("article", shell_complete=complete_articles)


@click.group(cls=CommandGroup)
def kb() -> None:
    """Write, find and review articles.

    \b
    desk kb new en/network/vpn-drops "Why does my VPN drop?"
    desk kb review
    """


@kb.command()
@click.argument("article")
@click.argument("title", required=False)
@click.option(
    "--from-ticket",
    "ticket",
    metavar="ID",
    shell_complete=complete_ids,
    help="Begin with a resolved ticket's words.",
)
@as_option
@no_commit_option
@json_option
def new(
    article: str,
    title: str | None,
    ticket: str | None,
    actor: str | None,
    no_commit: bool,
    as_json: bool,
) -> None:
    """Make a draft: its name is language/section/slug.

    From a ticket come the question and the answers, without names, addresses and numbers; read
    it again all the same.

    \b
    desk kb new en/network/vpn-drops "Why does my VPN drop?"
    desk kb new en/network/vpn-drops --from-ticket 2611-7K3MX
    """
    from plaindesk.services.knowledge.articles import create
    from plaindesk.services.knowledge.drafting import from_ticket

    desk = open_here()
    owner, commit = desk.actor(actor), not no_commit
    if ticket is not None:
        made = from_ticket(desk, article, ticket, title=title, owner=owner, commit=commit)
    elif title is not None:
        made = create(desk, article, title, owner=owner, commit=commit)
    else:
        raise click.UsageError("Give a title, or --from-ticket.")
    _drafted(made, as_json=as_json)


def _drafted(made: Article, *, as_json: bool) -> None:
    if as_json:
        echo_json(_json(made))
        return
    click.echo(
        f"Draft: {made.path}\nWrite it, set 'status: published', and check it: desk kb check"
    )


@kb.command()
@_article
@click.option(
    "--to",
    "language",
    required=True,
    metavar="CODE",
    shell_complete=complete_languages,
    help="The other language.",
)
@as_option
@no_commit_option
@json_option
def translate(
    article: str, language: str, actor: str | None, no_commit: bool, as_json: bool
) -> None:
    """Make a draft in another language, each paragraph with the original's beside it.

    \b
    desk kb translate en/start/install --to fa
    """
    from plaindesk.services.knowledge.drafting import translated

    desk = open_here()
    made = translated(desk, article, language, owner=desk.actor(actor), commit=not no_commit)
    _drafted(made, as_json=as_json)


@kb.command("list")
@click.option(
    "--language", metavar="CODE", shell_complete=complete_languages, help="Only in this language."
)
@click.option("--status", type=click.Choice(["draft", "published", "retired"]), help="Only these.")
@json_option
def list_(language: str | None, status: str | None, as_json: bool) -> None:
    """List the articles.

    \b
    desk kb list --language en
    """
    from plaindesk.services.knowledge.articles import articles

    found = [
        article
        for article in articles(open_here())
        if language in (None, article.language)
        and status in (None, article.status)
        and not article.is_index
    ]
    if as_json:
        echo_json({"articles": [_json(item) for item in found]})
    else:
        page(_table(found))


def _table(found: Sequence[Article]) -> str:
    from plaindesk.render.terminal import safe, table

    rows = [(a.key, str(a.status), a.owner or "-", safe(a.title)) for a in found]
    count = "1 article" if len(rows) == 1 else f"{len(rows)} articles"
    return "\n".join([*table(rows, columns=width()), count])


@kb.command()
@_article
@json_option
def show(article: str, as_json: bool) -> None:
    """Show an article.

    \b
    desk kb show en/start/install
    """
    from plaindesk.render.terminal import safe
    from plaindesk.services.knowledge.articles import find

    found = find(open_here(), article).article
    if found is None:
        return
    if as_json:
        echo_json(_json(found, whole=True))
        return
    about = f"{found.key}, {found.status}, for {found.audience}, by {found.owner or 'nobody'}"
    head = f"{paint()(safe(found.title), 'bold')}\n{about}\n{safe(found.summary)}"
    page(f"{head}\n\n{safe(found.body)}")


@kb.command()
@click.argument("article", required=False, shell_complete=complete_articles)
@no_commit_option
@json_option
def review(article: str | None, no_commit: bool, as_json: bool) -> None:
    """Stamp an article as reviewed today; without a name, list what is due.

    \b
    desk kb review
    desk kb review en/start/install
    """
    from plaindesk.render.terminal import safe, table
    from plaindesk.services.knowledge.articles import due
    from plaindesk.services.knowledge.articles import review as do_review

    desk = open_here()
    if article is not None:
        done = do_review(desk, article, commit=not no_commit)
        if as_json:
            echo_json(_json(done))
            return
        click.echo(f"Reviewed {done.key} on {done.reviewed}")
        return
    found = due(desk, desk.now.date())
    if as_json:
        echo_json({"due": [{**_json(a), "due": when.isoformat()} for a, when in found]})
        return
    rows = [(str(when), a.owner or "-", a.key, safe(a.title)) for a, when in found]
    click.echo("\n".join(table(rows, columns=width())) if rows else "No review is due.")


kb.add_command(check)
kb.add_command(evaluate)
kb.add_command(gaps)
kb.add_command(suggest)
