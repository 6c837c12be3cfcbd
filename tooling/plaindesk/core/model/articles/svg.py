"""Drawings as SVG that do nothing but draw.

A browser that opens an SVG by itself runs its scripts and loads what it names, as part of
the site. Only what is known to draw is let through.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

LARGEST = 1_000_000
"""Bytes; a drawing of more is no drawing."""
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    [
        *("svg", "g", "defs", "title", "desc", "style", "symbol", "use", "clipPath", "mask"),
        *("rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan"),
        *("linearGradient", "radialGradient", "stop", "pattern", "marker", "textPath"),
    ]
)
_ELSEWHERE = re.compile(
    r"""url\(\s*['"]?(?!#)|@import|expression\(|javascript:|data:|\\""", re.IGNORECASE
)
"""What loads something, or could spell that in another way."""


def only_draws(data: bytes) -> bool:
    """Tell whether an SVG holds nothing but shapes, texts and styles of its own."""
    # Entities could spell anything, and grow without end; a style sheet may come from anywhere.
    if len(data) > LARGEST or re.search(rb"<!(?!--)|<\?(?!xml )", data):
        return False
    try:
        root = ET.fromstring(data)  # noqa: S314 - without entities it is only long
    except (ET.ParseError, ValueError):
        return False
    return root.tag == f"{_NAMESPACE}svg" and all(_is_plain(each) for each in root.iter())


def _is_plain(element: ET.Element) -> bool:
    name = element.tag.removeprefix(_NAMESPACE)
    if name not in _ELEMENTS or element.tag == name:
        return False
    if name == "style" and _ELSEWHERE.search(element.text or ""):
        return False  # what other elements hold is shown as words
    return all(_draws(key, value) for key, value in element.attrib.items())


def _draws(name: str, value: str) -> bool:
    plain = name.rpartition("}")[2].lower()
    if plain.startswith("on") or _ELSEWHERE.search(value):
        return False
    return plain != "href" or value.startswith("#")
