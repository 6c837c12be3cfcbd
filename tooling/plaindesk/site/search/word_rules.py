"""What the browser must know about words to ask as the index expects."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.articles.own_addresses import CONTACT
from plaindesk.store.search.weights import WEIGHTS
from plaindesk.store.search.words.analysis import MARKS
from plaindesk.store.search.words.compounds import compounding
from plaindesk.store.search.words.everyday import everyday
from plaindesk.store.search.words.letter_folding import LETTERS, SILENT
from plaindesk.store.search.words.stems import CHANGES, PERSIAN, PERSIAN_ENDINGS, SLOVAK
from plaindesk.store.search.words.stop_words import STOP_WORDS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from plaindesk.site.pages.page import Site

_SAID = (
    "about", "back", "closed_now", "contact", "contact_intro", "did_you_mean", "home", "language",
    "not_sent", "nothing", "nothing_more", "open_now", "opens", "searched", "send", "sent",
    "suggestions", "thanks", "topics", "untranslated_here", "until",
)  # fmt: skip
"""What scripts say, by its name among our words."""


def words_script(site: Site) -> str:
    """Write the script that tells the others what to know about a language and its site."""
    language, shelf = site.shelf.language, site.shelf
    known = {
        "language": language,
        "said": {name: getattr(site.words, name) for name in _SAID},
        "contact": site.url(CONTACT),
        "topics": [[section.title, site.url(section.page)] for section in shelf.sections],
        "feedback": site.library.settings.site.feedback,
        **_about_words(language),
    }
    text = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"window.plaindesk = {text};\n"


def _about_words(language: str) -> dict[str, Any]:
    """Give what the command's search knows of words, so that a browser's knows the same."""
    return {
        "letters": LETTERS,
        "marks": MARKS,
        "silent": "".join(map(chr, sorted(SILENT))),
        "stop": sorted(STOP_WORDS.get(language, ())),
        "changes": _patterns(CHANGES.get(language, ())),
        "before": _patterns(PERSIAN if language == "fa" else ()),
        "endings": {"fa": PERSIAN_ENDINGS.pattern, "sk": SLOVAK.pattern}.get(language, ""),
        "everyday": {stem: sorted(others) for stem, others in sorted(everyday(language).items())},
        "compounding": compounding(language),
        "weights": asdict(WEIGHTS),
    }


def _patterns(rules: Iterable[tuple[re.Pattern[str], str]]) -> list[tuple[str, str]]:
    return [(pattern.pattern, instead) for pattern, instead in rules]
