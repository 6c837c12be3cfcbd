"""What the browser must know about words to ask as the index expects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plaindesk.site.page import CONTACT
from plaindesk.store.search.letters import LETTERS
from plaindesk.store.search.stems import CHANGES
from plaindesk.store.search.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from plaindesk.site.page import Site

# Endings that are cut off a word that is asked for, longest first: what is left is looked up as
# the beginning of a word, so an ending too many does less harm than one too few.
_ENDINGS = {
    "en": "(?:ations?|ing|ies|ied|ers?|ed|es|ly|s|e|y)$",
    "de": "(?:ungen|ung|ern|en|er|es|em|e|n|s)$",
    "ru": "(?:иями|ями|ами|иях|ией|ого|его|ому|ему|ыми|ими|ишь|ешь|ать|ять|ить|еть|ует|ают|яют"
    "|ась|ось|ах|ях|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям|ия|ии|ию|ют|ут|ет|ит"
    "|ат|ят|ла|ло|ли|л|а|е|и|о|у|ы|ь|ю|я|й)$",
    "fa": "(?:هایمان|هایتان|هایشان|هایی|هایم|هایت|هایش|های|ها|ترین|تر|شون|تون|مون"
    "|شو|تو|مو|ان|ات|ام|ی|م|ش)$",
    "sk": "(?:eniami|ovania|ovanie|eniach|enia|enie|eni|ania|anie|ani|ovat|ujem|uje|ami|iami|och"
    "|ach|iach|iam|eho|emu|ych|ich|ymi|imi|om|ov|ou|ej|ym|im|am|em|mi|it|at|et|ut|il|al|is|as|es"
    "|ia|ie|iu|a|e|i|o|u|y)$",
}


_SAID = (
    "about", "closed_now", "contact", "did_you_mean", "home", "language", "not_sent", "nothing",
    "nothing_more", "open_now", "opens", "searched", "send", "sent", "suggestions", "thanks",
    "topics", "until",
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
        "letters": LETTERS,
        "stop": sorted(STOP_WORDS.get(language, ())),
        "endings": _ENDINGS.get(language, ""),
        "changes": [[pattern.pattern, new] for pattern, new in CHANGES.get(language, ())],
    }
    text = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"window.plaindesk = {text};\n"
