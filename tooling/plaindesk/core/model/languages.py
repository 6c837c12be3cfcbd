"""Codes of languages, as far as a desk has to know them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy
da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht
hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky
la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny
oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss
st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
za zh zu
"""
"""ISO 639-1."""
_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")


WORDED = ("en", "de", "ru", "fa", "sk")
"""Languages in which the site, notices and reminders have words of ours."""


def in_language(texts: Mapping[str, str], wanted: Iterable[str | None]) -> str:
    """Choose the first of some languages in which there are words; empty without any.

    The text of no language stands under an empty code; None asks for it.
    """
    found = (texts.get(code or "", "") for code in wanted)
    return next((text for text in found if text.strip()), "")


def is_language(code: str) -> bool:
    """Tell whether a text may name a language: `sk`, `pt-BR`, or three letters such as `ckb`."""
    found = _TAG.fullmatch(code)
    return found is not None and (len(found[1]) > 2 or found[1] in _TWO_LETTERS.split())  # noqa: PLR2004
