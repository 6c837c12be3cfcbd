"""Links of articles that lead out of the desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.channels.link_probe import dead
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.services.knowledge.articles import articles

if TYPE_CHECKING:
    from plaindesk.services.desk import Desk

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"\]\(\s*<?(https?://[^)\s>]+)|<(https?://[^>\s]+)>")


def dead_links(desk: Desk) -> list[Finding]:
    """Ask every address that an article links, once."""
    named: dict[str, list[str]] = {}
    for article in articles(desk):
        for one, other in _ADDRESS.findall(_CODE.sub("", article.body)):
            named.setdefault(one or other, []).append(article.path)
    return [
        _finding(path, address, problem)
        for address, problem in dead(named).items()
        for path in dict.fromkeys(named[address])
    ]


def _finding(path: str, address: str, problem: str) -> Finding:
    return Finding(
        path=path,
        code="outside-link",
        severity=Severity.WARNING,
        message=f"{address} {problem}.",
        hint="Correct the link, or take it out.",
        field="body",
    )
