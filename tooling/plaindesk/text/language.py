"""The language a text is written in, where it can be told."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_READ = 4_000
"""Characters that are looked at: more tell nothing new."""
_LETTERS = 10
"""Fewer letters than these are a name, a product or a code, not a sentence."""
_SURE = 0.6
"""Below it, Slovak and Czech, or Russian and Bulgarian, are mixed up."""

_NO_LANGUAGE = "zxx"

_NOT_PROSE = re.compile(
    r"^(```|~~~).*?(?:^\1|\Z)|`[^`\n]*`|^[ \t]*>.*?$|^-- ?$.*\Z", re.MULTILINE | re.DOTALL
)
"""Code, quoted lines, and what follows the mark of a signature."""
_NO_WORD = re.compile(r"[\d@/\\_=<>{}]|^www\.")
"""Addresses, paths, numbers and names of errors: they are English in any language."""


def language_of(text: str) -> str | None:
    """Tell the two-letter code of a text's language; None rather than a guess."""
    prose = " ".join(
        word for word in _NOT_PROSE.sub(" ", text[:_READ]).split() if not _NO_WORD.search(word)
    )
    if sum(letter.isalpha() for letter in prose) < _LETTERS:
        return None
    code, share = _identifier().classify(prose)
    return str(code) if share >= _SURE and code != _NO_LANGUAGE else None


@cache
def _identifier() -> Any:  # noqa: ANN401 - it has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, and seldom needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Dialects and Creoles have three letters. They would only take from their big relatives.
    codes = [code for code in identifier.labels if len(code) == len("en")]
    identifier.set_languages([*codes, _NO_LANGUAGE])
    return identifier
