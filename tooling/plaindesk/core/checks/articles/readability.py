"""Whether an article can be read: by everybody, in one go, step by step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.articles.article import Article

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[\s*\](?:\(|\[)|<img(?![^<>]*\balt=)", re.IGNORECASE)
_STEPS = re.compile(r"(?:^\d+[.)][ \t].*\n?(?:^[ \t]+\S.*\n?)*){2,}", re.MULTILINE)
_STEP = re.compile(r"^\d+[.)][ \t]", re.MULTILINE)
_ANY_STEP = re.compile(r"\n\d+[.)][ \t]")
"""The same behind the end of a line: a search for that sign takes a tenth of one for a start."""
_A_MINUTE = 200
"""Words that people read in a minute."""
_MINUTES, _MOST_STEPS = 12, 12
_LONG = 2 * _MINUTES * _A_MINUTE - 1
"""Characters that so many words take at least: a sign each, and a space between."""


def without_code(text: str) -> str:
    """Take quotations of code out of a text."""
    return _CODE.sub("", text) if "`" in text or "~~~" in text else text


def check_reading(article: Article, text: str) -> Iterator[Finding]:
    """Tell what keeps readers from an answer; `text` is the body without code."""
    if ("![" in text or "<" in text) and _IMAGE.search(text):
        hint = "Say between the square brackets what the picture shows."
        yield _finding(article, "missing-alt", "A picture has no text in its place.", hint)
    if len(text) >= _LONG and (minutes := len(text.split()) // _A_MINUTE) >= _MINUTES:
        hint = "Answer one question, and link the others."
        message = f"It takes {minutes} minutes to read."
        yield _finding(article, "long-article", message, hint, Severity.INFO)
    most = max((len(_STEP.findall(steps)) for steps in _lists(text)), default=0)
    if most > _MOST_STEPS:
        hint = "Part them by headings, or into two articles."
        yield _finding(article, "many-steps", f"{most} steps in one go.", hint, Severity.INFO)


def _lists(text: str) -> Iterator[str]:
    has_any = _ANY_STEP.search(f"\n{text}") is not None
    return (found[0] for found in _STEPS.finditer(text)) if has_any else iter(())


def _finding(
    article: Article, code: str, message: str, hint: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        path=article.path, code=code, severity=severity, message=message, hint=hint, field="body"
    )
