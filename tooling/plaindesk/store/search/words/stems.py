"""What forms of one word have in common."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from plaindesk.store.search.words.letter_folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Languages with a Snowball stemmer."""

_ENDINGS_ONLY = frozenset({"cs", "de", "en", "ru", "sk"})

_SHORTEST = 3

# Longest first. Case endings of nouns and adjectives, then the commonest of verbs.
SLOVAK = re.compile(
    r"(?:ovavanie|ovaniami|ovaniach|ovania|ovanie|ovani|ujeme|ujete|ujuci|ovali|ovala|ovalo|ovany"
    r"|ovana|ovane|ovat|ujem|ujes|ujte|uje|uju|eniami|eniach|enia|enie|eni|aniami|aniach|ania"
    r"|anie|ani|ajte|ajme|ame|ate|aju|ite|ime|imi|ymi|ych|ich|ymu|emu|eho|iemu|ieho"
    r"|ovia|iach|iami|ami|och|ach|iam|ili|ila|ilo|ali|ala|alo|eny|ena|ene|any|ana|ane"
    r"|om|ov|ou|ej|ym|im|am|em|mi|it|at|et|ut|il|al|is|as|es|te"
    r"|ia|ie|iu|a|e|i|o|u|y)$"
)
CHANGES: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    # A vowel comes and goes before the last consonant: heslo, hesiel; tlaciaren, tlaciarne.
    "sk": ((re.compile("(?<=[bcdfghjklmnprstvxz])(?:ie|[eo])(?=[bcdfghjklmnprstvxz]$)"), ""),),
    # The same before к: ошибка, ошибок; список, списка; настройка, настроек.
    "ru": (
        (re.compile("(?<=[бвгджзйклмнпрстфхцчшщ])[ое](?=к$)"), ""),
        (re.compile("(?<=[аеиоуыэюя])е(?=к$)"), "й"),
    ),
}
"""What happens inside words when their endings change, and how it is undone."""

# In the order in which they are applied, before Snowball's stemmer and after it.
PERSIAN: tuple[tuple[re.Pattern[str], str], ...] = (
    # As people say and type it: خونه for خانه, رمزمو for رمزم را, کتابا for کتاب‌ها.
    (re.compile(r"(?<=.)ون(?=(?:ه|م|د|ن|یم|ید|ین)$)"), "ان"),
    (re.compile(r"(?<=...)(?:شون|تون|مون|شو|تو|مو)$|(?<=....)و$|(?<=...[^ه])ا$"), ""),
    # The prefix of the present tense, written together where a space or ZWNJ belongs.
    (re.compile(r"^ن?می(?=.{2,}(?:م|ی|د|یم|ید|ند)$)"), ""),
    (re.compile(r"(?<=..)ها(?:یی|ی?(?:م|ت|ش|مان|تان|شان|ی)?)$"), ""),
)
PERSIAN_ENDINGS = re.compile(r"(?:ان|م|ی)$")


def keeps_beginnings(language: str) -> bool:
    """Tell whether stems begin as their words do: only endings are cut off."""
    return language in _ENDINGS_ONLY


def stem(word: str, language: str) -> tuple[str, ...]:
    """Find the stems of a plain word, the likeliest first; none of a code with digits.

    Stemmers know words with their diacritics, readers leave them out: both forms are
    stemmed, so that either finds the other.
    """
    if any(letter.isdigit() for letter in word):
        return (folded(word),)
    cut = _cutter(language)
    if word.isascii():
        return (folded(cut(word)),)
    return tuple(dict.fromkeys((folded(cut(word)), folded(cut(folded(word))))))


@cache
def _cutter(language: str) -> Callable[[str], str]:
    if language == "sk":
        return _slovak
    if language not in SNOWBALL:
        return str
    import snowballstemmer

    cut: Callable[[str], str] = snowballstemmer.stemmer(SNOWBALL[language]).stemWord
    if language == "fa":
        return lambda word: _persian(word, cut)
    return lambda word: _settled(cut(word), language)


def _slovak(word: str) -> str:
    bare = folded(word)
    found = SLOVAK.search(bare, _SHORTEST)
    root = bare[: found.start()] if found else bare
    return _settled(root, "sk")


def _settled(root: str, language: str) -> str:
    """Undo what happened inside a word."""
    if len(root) <= _SHORTEST:
        return root
    for pattern, instead in CHANGES.get(language, ()):
        root = pattern.sub(instead, root)
    return root


def _persian(word: str, cut: Callable[[str], str]) -> str:
    for pattern, instead in PERSIAN:
        word = pattern.sub(instead, word)
    root = cut(word)
    found = PERSIAN_ENDINGS.search(root, _SHORTEST)
    return root[: found.start()] if found else root
