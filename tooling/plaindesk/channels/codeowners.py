"""Who has to look at a change, as forges read it from `CODEOWNERS`.

GitHub: https://docs.github.com/articles/about-code-owners
GitLab: https://docs.gitlab.com/user/project/codeowners/reference/
Forgejo, as Gitea: https://docs.gitea.com/usage/repository/code-owners
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import ForgeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.settings import Agent, Settings

PATHS: Mapping[ForgeKind, str] = {
    ForgeKind.GITHUB: ".github/CODEOWNERS",
    ForgeKind.FORGEJO: ".forgejo/CODEOWNERS",
    ForgeKind.GITLAB: ".gitlab/CODEOWNERS",
}
_ELSEWHERE: Mapping[ForgeKind, tuple[str, ...]] = {
    ForgeKind.GITHUB: ("CODEOWNERS", "docs/CODEOWNERS"),
    ForgeKind.FORGEJO: ("CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS"),
    ForgeKind.GITLAB: ("CODEOWNERS", "docs/CODEOWNERS"),
}
_JOBS = {
    ForgeKind.GITHUB: (".github/",),
    ForgeKind.FORGEJO: (".forgejo/",),
    ForgeKind.GITLAB: (".gitlab/", ".gitlab-ci.yml"),
}
_ACCOUNT = re.compile(r"(?:\d+\+)?([\w.-]+)@(?:users\.)?noreply\.")


def places(forge: ForgeKind) -> tuple[str, ...]:
    """List where a forge reads the file; of several it goes by one."""
    return (PATHS[forge], *_ELSEWHERE[forge])


def codeowners(
    settings: Settings,
    articles: Iterable[Article],
    forge: ForgeKind,
    *,
    folder: str = "",
    jobs: Iterable[str] = (),
) -> str:
    """Write the file: leads for tickets and settings, owners for their articles.

    A desk in a folder of a repository has `jobs` of its own at the top, and no others.

    GitHub and GitLab know owners by mail address; the last line that fits a path counts, so
    that articles come after what holds for all. Forgejo knows them by account, reads paths
    as patterns of Go, and asks everybody whose line fits.
    """
    leads = [queue.lead for queue in settings.queues.values() if queue.lead]
    leads += [settings.manager] if settings.manager else []
    inside = f"{folder}/" if folder else ""
    lines = [f"# Written by `desk generate` from {inside}desk.yml and the articles' owners."]
    own = (f"{inside}{name}" for name in ("desk.yml", "tickets/", "kb/"))
    for path in (*own, *(jobs if folder else _JOBS[forge])):
        lines += _line(path, leads, settings, forge)
    for article in sorted(articles, key=_path):
        owners = [article.owner] if article.owner else []
        lines += _line(f"{inside}{article.path}", owners, settings, forge)
    return "\n".join(lines) + "\n"


def _path(article: Article) -> str:
    return article.path


def _line(path: str, handles: Iterable[str], settings: Settings, forge: ForgeKind) -> Iterator[str]:
    agents = [settings.agents.get(handle) for handle in dict.fromkeys(handles)]
    known = _account if forge is ForgeKind.FORGEJO else _address
    owners = [name for agent in agents if agent and (name := known(agent))]
    if owners:
        yield f"{_pattern(path, forge)} {' '.join(owners)}"


def _pattern(path: str, forge: ForgeKind) -> str:
    """Write a path so that nothing in it is more than itself."""
    if forge is not ForgeKind.FORGEJO:
        return "/" + "".join(f"\\{c}" if c in " #*?[]!\\" else c for c in path)
    special = {**{c: f"\\\\{c}" for c in ".+*?()|[]{}^$"}, **{c: f"\\{c}" for c in " #"}}
    plain = "".join(special.get(c, c) for c in path)
    return f"{plain}.*" if path.endswith("/") else plain


def _address(agent: Agent) -> str:
    return agent.email


def _account(agent: Agent) -> str:
    """Find an agent's account by the address that the forge gives it to commit with."""
    found = (match for address in agent.addresses if (match := _ACCOUNT.match(address)))
    return next((f"@{match[1]}" for match in found), "")
