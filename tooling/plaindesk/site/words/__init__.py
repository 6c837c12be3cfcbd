"""What the help centre itself says, in the languages that it speaks."""

from __future__ import annotations

from plaindesk.site.words import de, en, fa, ru, sk
from plaindesk.site.words.base import Words

__all__ = ["WORDS", "Words", "name_of", "words"]

WORDS = {"en": en.WORDS, "de": de.WORDS, "ru": ru.WORDS, "fa": fa.WORDS, "sk": sk.WORDS}

_NAMES = {
    "ar": "العربية", "cs": "Čeština", "da": "Dansk", "es": "Español", "fi": "Suomi",
    "fr": "Français", "he": "עברית", "hu": "Magyar", "it": "Italiano", "ja": "日本語",
    "ko": "한국어", "nl": "Nederlands", "no": "Norsk", "pl": "Polski", "pt": "Português",
    "ro": "Română", "sv": "Svenska", "tr": "Türkçe", "uk": "Українська", "zh": "中文",
}  # fmt: skip


def words(language: str) -> Words:
    """Speak a language; English where we don't know it."""
    return WORDS.get(language, WORDS["en"])


def name_of(language: str) -> str:
    """Name a language as its speakers do; by its code where we don't know it."""
    return WORDS[language].name if language in WORDS else _NAMES.get(language, language)
