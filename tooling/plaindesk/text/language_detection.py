"""The language a text is written in, where it can be told."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

_READ = 4_000
"""Characters that are looked at: more tell nothing new."""
_LETTERS = 10
"""Fewer letters than these are a name, a product or a code, not a sentence."""
_SURE = 0.6
"""Below it, Slovak and Czech, or Russian and Bulgarian, are mixed up."""

_FEW_LETTERS = 8
"""Enough where only a few languages are likely."""
_CLEARLY = 3
"""How many times likelier a language must be than the best of those that are expected."""
_OF_NAMES = "en"
"""Programs and their errors have English names in any language: being expected proves nothing."""

_NO_LANGUAGE = "zxx"

_NOT_PROSE = re.compile(
    r"^(```|~~~).*?(?:^\1|\Z)|`[^`\n]*`|^[ \t]*>.*?$|^-- ?$.*\Z", re.MULTILINE | re.DOTALL
)
"""Code, quoted lines, and what follows the mark of a signature."""
_NO_WORD = re.compile(r"[\d@/\\_=<>{}]|^www\.")
"""Addresses, paths, numbers and names of errors: they are English in any language."""


def language_of(text: str, expected: Collection[str] = ()) -> str | None:
    """Tell the two-letter code of a text's language; None rather than a guess.

    One of those that are expected, the desk's and its agents', is told unless another is
    clearly likelier: Slovak on a Slovak desk need not prove that it isn't Czech.
    """
    prose = " ".join(
        word for word in _NOT_PROSE.sub(" ", text[:_READ]).split() if not _NO_WORD.search(word)
    )
    letters = sum(letter.isalpha() for letter in prose)
    if letters < _FEW_LETTERS:
        return None
    shares: dict[str, float] = dict(_identifier().rank(prose))
    first = max(shares, key=shares.__getitem__)
    if found := _expected(shares, expected, shares[first]):
        return found
    is_sure = shares[first] >= _SURE and letters >= _LETTERS
    return first if is_sure and first != _NO_LANGUAGE else None


def _expected(shares: dict[str, float], expected: Collection[str], most: float) -> str | None:
    """Choose among the languages that are expected, if one of them is likely enough."""
    codes = {tag.partition("-")[0] for tag in expected}  # pt-BR is Portuguese
    ours = {code: shares[code] for code in codes if code in shares}
    best = max(ours, key=ours.__getitem__, default=_OF_NAMES)
    is_likely = best != _OF_NAMES and ours[best] * _CLEARLY >= most
    return best if is_likely and ours[best] >= _SURE * sum(ours.values()) else None


@cache
def _identifier() -> Any:  # noqa: ANN401 - it has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, and seldom needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Dialects and Creoles have three letters. They would only take from their big relatives.
    codes = [code for code in identifier.labels if len(code) == len("en")]
    identifier.set_languages([*codes, _NO_LANGUAGE])
    return identifier
