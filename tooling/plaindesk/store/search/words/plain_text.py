"""The words of a Markdown text without its marks."""

from __future__ import annotations

import re
import unicodedata

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+)$", re.MULTILINE)
# Articles are hostile too: each pattern takes time in proportion to the text, whatever it is.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL), " "),
    (re.compile(r"^ {0,3}(?:`{3,}|~{3,}).*$", re.MULTILINE), " "),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE), " "),
    (re.compile(r"^ {0,3}(?:!!!|\?\?\?\+?)[ \t]+[\w-]+", re.MULTILINE), " "),
    (re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)"), r"\1"),
    (re.compile(r"!?\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), " "),
    (re.compile(r"\{[:#.][^{}\n]*\}"), " "),
    (re.compile(r"^(?=[ \t:|]*+-{2})[ \t:|-]++$", re.MULTILINE), " "),
    (re.compile(r"^[ \t>]*(?:#{1,6}|[-+*]|\d+[.)])[ \t]+", re.MULTILINE), " "),
    (re.compile(r"^[ \t]*>+", re.MULTILINE), " "),
    (re.compile(r"[*`]+|~~|(?<!\w)_+|_+(?!\w)"), ""),
    (re.compile(r"\|"), " "),
    (re.compile(r"\\([^\w\s])"), r"\1"),
    (re.compile(r"\s+"), " "),
)


def headings(markdown: str) -> list[str]:
    """Collect the headings."""
    return [strip(heading.rstrip("# \t")) for heading in _HEADING.findall(markdown)]


def strip(markdown: str) -> str:
    """Take the marks off, on one line, with composed letters."""
    text = unicodedata.normalize("NFC", markdown)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text.strip()
