"""Who has to look at a change, as forges read it from `CODEOWNERS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.article import Article
    from plaindesk.core.model.settings import Settings

PATH = ".github/CODEOWNERS"


def codeowners(settings: Settings, articles: Iterable[Article]) -> str:
    """Write the file: leads for tickets and settings, owners for their articles.

    Owners are named by mail address, which GitHub, GitLab, Gitea and Forgejo all take. The
    last line that fits a path counts, so that articles come after what holds for all.
    """
    leads = [queue.lead for queue in settings.queues.values() if queue.lead]
    everybody = _addresses(settings, [*leads, *([settings.manager] if settings.manager else [])])
    lines = ["# Written by `desk generate` from desk.yml and the articles' owners."]
    if everybody:
        lines += [f"/{path} {everybody}" for path in ("desk.yml", "tickets/", "kb/", ".github/")]
    lines += _articles(settings, articles)
    return "\n".join(lines) + "\n"


def _articles(settings: Settings, articles: Iterable[Article]) -> Iterator[str]:
    for article in sorted(articles, key=_path):
        owner = _addresses(settings, [article.owner] if article.owner else [])
        if owner:
            yield f"/{_escaped(article.path)} {owner}"


def _path(article: Article) -> str:
    return article.path


def _escaped(path: str) -> str:
    """Put a backslash before what would end a pattern or match more than one file."""
    return "".join(f"\\{c}" if c in " #*?[]!\\" else c for c in path)


def _addresses(settings: Settings, handles: Iterable[str]) -> str:
    agents = (settings.agents.get(handle) for handle in dict.fromkeys(handles))
    return " ".join(agent.email for agent in agents if agent and agent.email)
