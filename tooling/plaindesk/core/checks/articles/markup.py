"""Rules for what the site shows as plain text, or can't show at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.articles.article import old_page
from plaindesk.core.model.articles.article_links import Kind, links_in, meant_by, without_code
from plaindesk.core.model.articles.markup_limits import exceeded
from plaindesk.core.model.articles.own_addresses import taken
from plaindesk.core.model.articles.schemes import is_safe
from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.articles.article_links import Found

_TAGS = (
    "a|abbr|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|iframe|img|ins"
    "|kbd|li|mark|ol|p|pre|s|script|small|span|strong|style|sub|summary|sup|table|td|th|tr|u|ul|video"
)
_FOREIGN = (
    (
        re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE),
        "HTML is shown as it is typed.",
        'Write it in Markdown; for a fold: ??? note "Title"',
    ),
    (
        re.compile(r"^>[ ]*\[!\w+\]", re.MULTILINE),
        "A note of this form is a quotation here.",
        "Write: !!! note, and its words below, indented by four.",
    ),
    (
        re.compile(r'^===[+!]?[ ]+"', re.MULTILINE),
        "Tabs are shown as text.",
        "Give each a heading of its own.",
    ),
)
_BESIDE = "Put a picture beside the article, and show that: ![Words](picture.png)"
_MERMAID = re.compile(r"^[ ]{0,3}(?:`{3,}|~{3,})[ ]*mermaid\b", re.MULTILINE)


def check_markup(article: Article) -> Iterator[Finding]:
    """Tell of what comes out as text, with what to write instead."""
    for limit in exceeded(article.body):
        message = f"This has more than {limit.most:,} {limit.name}; those after are plain text."
        yield _finding(article, "too-much-markup", 1, message, "Make several articles of it.")
    html, told, _ = _FOREIGN[0]
    for field in ("title", "summary"):
        if html.search(getattr(article, field)):
            shown = _finding(article, "foreign-markup", 1, told, "Write plain words.")
            yield shown._replace(field=field)
    text = without_code(article.body) if "<" in article.body or _maybe(article.body) else ""
    for pattern, message, hint in _FOREIGN if text else ():
        if found := pattern.search(text):
            yield _finding(article, "foreign-markup", _line(text, found.start()), message, hint)
    if elsewhere := next(_elsewhere(article), None):
        message = (
            "A picture from elsewhere is shown as a link: a page asks nobody but its own site."
        )
        yield _finding(article, "foreign-markup", elsewhere.line, message, _BESIDE)
    if "mermaid" in article.body and (found := _MERMAID.search(article.body)):
        line = _line(article.body, found.start())
        yield _finding(
            article, "foreign-markup", line, "A diagram is shown as its source.", _BESIDE
        )


def _maybe(body: str) -> bool:
    return "[!" in body or "===" in body


def _elsewhere(article: Article) -> Iterator[Found]:
    found = links_in(article.body) if "![" in article.body else ()
    pictures = (each for each in found if each.is_picture and is_safe(each.target))
    return (each for each in pictures if meant_by("", each.target).kind is Kind.OUTSIDE)


def check_address(article: Article, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Tell of an article whose page stands where the site puts something else."""
    for old in article.redirect_from:
        if top := taken(old_page(old), article.language, languages):
            yield _reserved(article, top, "redirect_from")
    if article.slug.casefold() == "readme":
        hint = "Call it index.md: that is the page of a section."
        message = "A README is the page of its section for the site, which makes one itself."
        yield Finding(path=article.path, code="reserved-address", message=message, hint=hint)
    elif top := taken(article.page, article.language, languages):
        yield _reserved(article, top)


def _reserved(article: Article, top: str, field: str = "") -> Finding:
    return Finding(
        path=article.path,
        code="reserved-address",
        message=f"The site puts something else at '{top}'.",
        hint="Take the old address out." if field else "Give it another name.",
        field=field,
    )


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1


def _finding(article: Article, code: str, line: int, message: str, hint: str) -> Finding:
    return Finding(
        path=article.path,
        code=code,
        line=line,
        severity=Severity.WARNING,
        message=message,
        hint=hint,
        field="body",
    )
