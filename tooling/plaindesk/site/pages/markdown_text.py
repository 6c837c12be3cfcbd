"""Markdown that is made, and links in Markdown that somebody else wrote."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from plaindesk.core.model.articles.article_links import places_of, target_of
from plaindesk.site.safety.plain_signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_OPTION = re.compile(r"(?:(?<![\w-])[A-Za-z][A-Za-z.]* )*(?<![\w-])--?[a-z][a-z-]*")
"""With the command before it."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]#])")
# What would begin a list, a quotation, a table or a block of an extension.
_OPENING = re.compile(r"^(?:(?P<sign>[-+:](?=[ ]|$)|[?!=|~^])|(?P<number>\d+)\.)")
_ENDING = re.compile(r"[\s()'\"]")
_DEEPEST, _BLANK = 40, "\xa0"
"""Blanks that are kept before a line, and how."""
_MOST_LINES = 500
"""Of one paragraph: Markdown copies it once for each of its line breaks."""


def text(words: str) -> str:
    """Write words so that Markdown shows them as they are, on one line."""
    line = html.escape(" ".join(words.split()), quote=False)
    return _OPENING.sub(_defused, _SPECIAL.sub(r"\\\1", line).replace("|", "&#124;"))


def with_options_whole(words: str) -> str:
    """Keep commands with `--options` in their own direction between words from right to left."""
    if not _RIGHT_TO_LEFT.search(words):
        return words
    return _OPTION.sub(
        lambda found: f"\u2066{found[0].replace('-', '-' + chr(0x2060))}\u2069", words
    )


def _defused(found: re.Match[str]) -> str:
    return f"&#{ord(found['sign'])};" if found["sign"] else f"{found['number']}\\."


def shown(words: str) -> str:
    """Write any words on one line so that no generator sees anything but letters in them."""
    # A file's name may hold bytes that are no UTF-8, which no page can hold.
    told = words.encode(errors="replace").decode()
    return "".join(map(_letter, " ".join(told.split())))


def paragraphs(words: str) -> str:
    """Write any text as paragraphs with its own line breaks, and nothing else of its form."""
    lines = [f"{_indented(line)}  " for line in words.strip().splitlines()]
    parts = ("\n".join(lines[i : i + _MOST_LINES]) for i in range(0, len(lines), _MOST_LINES))
    return re.sub(r"(?:\n[ ]*){2,}", "\n\n", "\n\n".join(parts)).strip()


def _indented(line: str) -> str:
    kept = line.expandtabs(4).rstrip()
    blanks = len(kept) - len(kept.lstrip())
    return sign(_BLANK) * min(blanks, _DEEPEST) + shown(kept)


def _letter(letter: str) -> str:
    if letter.isalnum() or letter == " " or not letter.isascii():
        return letter
    return sign(letter)


def link(words: str, target: str) -> str:
    """Write a link."""
    return f"[{text(words)}]({target})"


def escaped(words: str) -> str:
    """Write words for a place in HTML that a theme copies as it is."""
    return html.escape(" ".join(words.split()), quote=False).replace('"', "&quot;")


def anchor(words: str) -> str:
    """Make the name of a place on a page, for any words in any script."""
    kept = re.sub(r"[^\w]+", "-", words.casefold()).strip("-")
    return kept or "-".join(f"{ord(letter):x}" for letter in words[:8])


def relative(from_page: str, to: str) -> str:
    """Write the way from one page to another, both relative to the top."""
    folder, name = posixpath.split(to)
    own = posixpath.dirname(from_page)
    return name if folder == own else posixpath.relpath(to, own or ".")


def relink(markdown: str, target: Callable[[str], str | None]) -> str:
    """Give every link its new target; a link that may lead nowhere becomes its words."""
    parts, after = [], 0
    for (start, end), instead in sorted(_changes(markdown, target)):
        parts += [markdown[after:start], instead]
        after = end
    return "".join([*parts, markdown[after:]])


def _changes(
    markdown: str, target: Callable[[str], str | None]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Say what stands instead of which parts of a text."""
    after = 0
    for place in places_of(markdown):
        if place.whole[0] < after:
            continue
        to = unquote(target_of(markdown, place))
        new = target(to)
        if new is None and place.words:
            after = place.whole[1]  # what stands in its words is a link only without it
            yield place.whole, relink(markdown[slice(*place.words)], target)
        elif new != to:  # what needed no change keeps its form
            yield place.to, "#" if new is None else _typed(new, markdown, place.to[0])


def _typed(new: str, markdown: str, start: int) -> str:
    """Put marks around a target with signs that could end it, where there are none."""
    is_marked = markdown[start - 1] == "<"
    return f"<{new}>" if not is_marked and _ENDING.search(new) else new
