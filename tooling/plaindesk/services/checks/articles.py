"""Checking articles: all of them are read only where one, the settings or the day has changed."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import plaindesk
from plaindesk.core.checks import Known, Stray, check_article, check_articles, check_tree
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.services.setup.generating import is_ours
from plaindesk.services.setup.job_branches import misplaced
from plaindesk.store import files, layout
from plaindesk.store.git.origin import from_desk
from plaindesk.store.search.freshness import state_of
from plaindesk.text.codecs.decoding import encode
from plaindesk.text.yaml.key_positions import body_place, place_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plaindesk.core.model.articles.article import Article
    from plaindesk.services.desk import Desk
    from plaindesk.store.articles import ArticleFile

_ANEW = "Write it anew: desk generate"
_NAME = "articles-checked.json"


class Checked(NamedTuple):
    """What came of the articles: findings, how many there were, and what follows from them."""

    findings: Sequence[Finding]
    articles: int
    generated: Mapping[str, Sequence[str]]
    """Hash and first line of each file that the settings and all articles make, by path."""


def check_all(desk: Desk, known: Known) -> Checked:
    """Check every article, or say what was found when nothing was different."""
    key = _key(desk, known)
    held = _held(desk, key) if key else None
    if held is not None:
        return held
    found = check_some(desk, known, None)
    if key:
        noted = [key, [item._asdict() for item in found.findings], found.articles, found.generated]
        with suppress(OSError):
            files.write(desk.place.state / _NAME, json.dumps(noted).encode())
    return found


def check_some(desk: Desk, known: Known, wanted: Callable[[str], bool] | None) -> Checked:
    """Check the articles whose path is wanted; what follows is only known of all."""
    from plaindesk.store.articles import load_all

    read = list(load_all(desk.root, wanted))
    return Checked(
        findings=list(_findings(read, known)),
        articles=sum(not isinstance(item, Stray) for item in read),
        generated={} if wanted or desk.outside.articles else _generated(desk, read),
    )


def stale(desk: Desk, generated: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """Tell of a file that follows from the settings and doesn't any more; none has to be there."""
    top = layout.work_tree(desk.root) or desk.root
    for path, (wanted, beginning) in generated.items():
        held = files.read_inside(top, path)
        if held is not None and is_ours(held, beginning) and _hash(held) != wanted:
            yield Finding(
                path=from_desk(desk.root, path),
                code="stale-file",
                severity=Severity.WARNING,
                message="This follows from desk.yml and the articles, which have changed since.",
                hint=_ANEW,
            )


def moved_jobs(desk: Desk) -> Iterator[Finding]:
    """Tell of jobs that are for another branch than the main one."""
    for job in misplaced(desk.place):
        named = ", ".join(sorted(job.named))
        yield Finding(
            path=from_desk(desk.root, job.path),
            code="stale-file",
            severity=Severity.WARNING,
            message=f"This job is for '{named}', and the main branch is '{job.branch}'.",
            hint=_ANEW,
        )


def _key(desk: Desk, known: Known) -> str:
    """Name all that the findings go by; empty where that can't be told, or nothing is kept."""
    if not desk.place.may_keep:
        return ""
    state = state_of(desk.root / "kb", desk.place.state)
    settings = files.read(desk.root / layout.SETTINGS) or b""
    rest = (plaindesk.__version__, str(known.now.date()), *sorted(desk.article_keys()))
    return state and _hash("\0".join((state, *rest)).encode() + settings)


def _held(desk: Desk, key: str) -> Checked | None:
    """Read what was found; None where it was about something else, or can't be read."""
    try:
        noted: list[Any] = json.loads((desk.place.state / _NAME).read_bytes())
        held, findings, count, generated = noted
        if held != key:
            return None
        return Checked([_finding(item) for item in findings], int(count), dict(generated))
    except (OSError, ValueError, TypeError):
        return None


def _finding(held: dict[str, Any]) -> Finding:
    return Finding(**{**held, "severity": Severity(held["severity"])})


def _findings(found: Iterable[ArticleFile | Stray], known: Known) -> Iterator[Finding]:
    read: list[Article] = []
    texts: dict[str, str] = {}
    for item in found:
        if isinstance(item, Stray):
            yield from check_tree([item])
            continue
        yield from item.findings
        if item.article is not None:
            read.append(item.article)
            texts[item.path] = item.source.text or ""
    rules = [finding for article in read for finding in check_article(article, known)]
    for finding in (*rules, *check_articles(read)):
        place = body_place if finding.field == "body" else place_in
        line, column = place(texts[finding.path], finding.field, 2)
        if finding.field == "body":  # a rule counts lines from where the words begin
            line, column = line + finding.line - 1, finding.column
        yield finding._replace(line=line, column=column)


def _generated(desk: Desk, read: Sequence[ArticleFile | Stray]) -> Mapping[str, Sequence[str]]:
    from plaindesk.services.setup.generating import generated

    return {
        path: (_hash(encode(text)), text.partition("\n")[0])
        for path, text in generated(desk, read).items()
    }


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
