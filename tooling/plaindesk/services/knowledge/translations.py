"""Translations whose original has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import ArticleStatus
from plaindesk.services.knowledge.articles import articles
from plaindesk.store.git.history import blobs
from plaindesk.text.codecs.decoding import decode

if TYPE_CHECKING:
    from plaindesk.core.model.articles.article import Article
    from plaindesk.services.desk import Desk

_FORM = "--format=%x01%H"
_NO_WORDS = ("status:", "owner:", "reviewed:", "review_every:", "redirect_from:", "related:")
"""Lines that a translation doesn't share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """A translation, and what its original says otherwise since."""

    key: str
    original: str
    owner: str | None
    diff: tuple[str, ...]


def outdated(desk: Desk) -> list[Outdated]:
    """Find them in the history of the articles; a clone without one finds none."""
    try:
        newest = _newest(desk)
    except DeskError:  # nothing was committed yet
        return []
    live = [a for a in articles(desk) if a.status is not ArticleStatus.RETIRED]
    found = (_outdated(desk, article, newest) for article in live)
    return [each for each in found if each is not None]


def _newest(desk: Desk) -> dict[str, tuple[int, str]]:
    """Tell for each article which commit touched it last, and how many came since."""
    newest: dict[str, tuple[int, str]] = {}
    for number, (commit, paths) in enumerate(desk.git.names(_FORM, "HEAD", "kb")):
        for path in paths:
            newest.setdefault(path, (number, commit))
    return newest


def _outdated(desk: Desk, article: Article, newest: dict[str, tuple[int, str]]) -> Outdated | None:
    original = article.translation_of
    source = f"kb/{original}.md"
    if not original or source not in newest or article.path not in newest:
        return None
    when, commit = newest[article.path]
    if newest[source][0] >= when:
        return None
    before = _words(blobs(desk.git, [desk.git.blob(commit, source)]), source)
    now = _words(blobs(desk.git, [desk.git.blob("HEAD", source)]), source)
    diff = tuple(unified_diff(before, now, lineterm="", n=1))[2:]
    if not before or not diff:
        return None
    return Outdated(key=article.key, original=original, owner=article.owner, diff=diff)


def _words(held: dict[str, bytes], path: str) -> list[str]:
    """Give the lines of a file that a translation follows."""
    lines = [line for data in held.values() for line in (decode(path, data).text or "").split("\n")]
    return [line for line in lines if not line.startswith(_NO_WORDS)]
