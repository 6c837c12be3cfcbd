"""An article's file <-> the article."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.articles.article import Article
from plaindesk.core.model.finding import Finding
from plaindesk.core.model.time.moments import parse_day
from plaindesk.core.model.vocabulary import ArticleStatus, Audience
from plaindesk.text.codecs import field_values
from plaindesk.text.codecs.field_values import BadValueError
from plaindesk.text.codecs.front_matter import Block, DocumentError, split_single
from plaindesk.text.codecs.unknown_keys import unknown_keys
from plaindesk.text.yaml import scalars, strict_yaml
from plaindesk.text.yaml.key_positions import key_place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plaindesk.text.codecs.decoding import Source


def _text(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    raise BadValueError("This is one text, not a list or mapping.")


def _flag(raw: object) -> bool:
    if _text(raw) in ("true", "false"):
        return bool(raw == "true")
    raise BadValueError(f"'{raw}' is neither true nor false.")


def _day(raw: object) -> date:
    try:
        return parse_day(_text(raw))
    except ValueError:
        raise BadValueError(f"'{raw}' is no date, such as 2026-11-21.") from None


def _days(raw: object) -> int:
    text = _text(raw)
    if re.fullmatch(r"[0-9]{1,5}d", text):
        return int(text[:-1])
    raise BadValueError(f"'{raw}' is no number of days, such as 180d.")


def _status(raw: object) -> ArticleStatus:
    found = field_values.word(ArticleStatus, _text(raw))
    if found is not None:
        return found
    raise BadValueError(f"'{raw}' is no status. Known: {', '.join(ArticleStatus)}.")


def _audience(raw: object) -> Audience:
    found = field_values.word(Audience, _text(raw))
    if found is not None:
        return found
    raise BadValueError(f"'{raw}' is no audience. Known: {', '.join(Audience)}.")


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "title": _text,
    "summary": _text,
    "status": _status,
    "audience": _audience,
    "owner": _text,
    "reviewed": _day,
    "review_every": _days,
    "tags": field_values.texts,
    "keywords": field_values.texts,
    "related": field_values.texts,
    "translation_of": _text,
    "redirect_from": field_values.texts,
    "featured": _flag,
    "faq": _flag,
}
"""The keys of an article's front matter in their order, and how each is read."""


def read(
    source: Source, language: str, section: str, slug: str
) -> tuple[Article | None, tuple[Finding, ...]]:
    """Read an article; None where it can't be read at all."""
    findings = list(source.findings)
    block, raw = _front(source, findings)
    if block is None or raw is None:
        return None, tuple(findings)
    known: dict[str, Any] = {}
    for key, held in raw.items():
        if key in KEYS and held is not None:
            try:
                known[key] = KEYS[key](held)
            except BadValueError as error:
                findings.append(_finding(source, block, key, "bad-value", str(error)))
    findings += unknown_keys(source.path, block, raw, KEYS)
    if "title" not in known:
        findings.append(_finding(source, block, "title", "missing-field", "'title' is missing."))
    extra = {key: held for key, held in raw.items() if key not in KEYS}
    known.setdefault("title", slug)
    article = Article(
        language=language, section=section, slug=slug, extra=extra, body=block.body, **known
    )
    return article, tuple(findings)


def _front(source: Source, findings: list[Finding]) -> tuple[Block | None, dict[str, Any] | None]:
    if source.text is None:
        return None, None
    try:
        block = split_single(source.text)
        raw = strict_yaml.load(block.front)
    except DocumentError as error:
        findings.append(
            Finding(path=source.path, code="broken-file", line=error.line, message=error.message)
        )
        return None, None
    except strict_yaml.YamlError as error:
        finding = Finding(
            path=source.path,
            code="broken-yaml",
            line=error.line + 1,
            column=error.column,
            message=error.message,
        )
        findings.append(finding)
        return None, None
    if not isinstance(raw, dict):
        message = "Front matter is lines of 'key: value'."
        findings.append(Finding(path=source.path, code="bad-front-matter", message=message, line=2))
        return None, None
    return block, raw


def _finding(source: Source, block: Block, key: str, code: str, message: str) -> Finding:
    line, column = key_place(block, key)
    return Finding(
        path=source.path,
        code=code,
        line=line,
        column=column,
        field=key,
        message=message,
    )


def render(article: Article) -> str:
    """Write an article's file; keys that say nothing are left out."""
    lines = []
    for key in KEYS:
        text = _written(key, getattr(article, key))
        if text:
            lines.append(f"{key}: {text}\n")
    lines += [f"{scalars.scalar(k)}: {scalars.flow(v)}\n" for k, v in article.extra.items()]
    body = f"\n{article.body}\n" if article.body else ""
    return f"---\n{''.join(lines)}---\n{body}"


def _written(key: str, held: object) -> str:
    if held in (None, "", (), False):
        return ""
    if held is True:
        return "true"
    if isinstance(held, tuple):
        return scalars.sequence(held)
    if isinstance(held, date):
        return held.isoformat()
    return f"{held}d" if key == "review_every" else scalars.scalar(str(held))
