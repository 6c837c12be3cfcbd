"""A Markdown extension: what an article holds is shown, never run and never fetched elsewhere.

Raw HTML is text. Only plain addresses are links, only the site's own pictures are shown,
and of the attributes that a text may set, only harmless ones stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from plaindesk.core.model.articles.markup_limits import restored, within_limits
from plaindesk.core.model.articles.schemes import as_browsers_do, is_safe, scheme
from plaindesk.site.safety.bracket_limit import bound
from plaindesk.site.safety.nesting_limit import limit
from plaindesk.site.safety.plain_signs import show

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_ATTRIBUTES = frozenset(
    [
        "align",
        "alt",
        "class",
        "colspan",
        "data-search-exclude",
        "dir",
        "height",
        "href",
        "hreflang",
        "id",
        "lang",
        "open",
        "rel",
        "rowspan",
        "scope",
        "span",
        "src",
        "start",
        "title",
        "type",
        "width",
    ]
)
_CLASSES = frozenset(
    [
        "md-button",
        "md-button--primary",
        "pd-near",
        "pd-facts",
        "pd-stuck",
        "pd-late",
        "pd-soon",
        "pd-message",
        "pd-reply",
        "pd-note",
        "pd-change",
    ]
)
"""Names of the page that a text may use."""


class SafetyExtension(Extension):
    """Takes the ways to write raw HTML away, and looks at every element before it is written."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register after everything that makes elements, before links are resolved."""
        limit(md)
        bound(md)
        show(md)
        # Once blocks of code were put aside, where a sign stands for nothing else.
        md.preprocessors.register(_Limits(md), "plaindesk-limits", 20)
        md.postprocessors.register(_Restore(md), "plaindesk-limits", 0)
        md.preprocessors.deregister("html_block", strict=False)
        md.inlinePatterns.deregister("html", strict=False)
        md.treeprocessors.register(_Guard(md), "plaindesk-safety", 1)


class _Limits(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return within_limits("\n".join(lines)).split("\n")


class _Restore(Postprocessor):
    def run(self, text: str) -> str:
        return restored(text)


class _Guard(Treeprocessor):
    def run(self, root: Element) -> None:
        ids: set[str] = set()
        for ours in root.findall(".//h2[@class='pd-stuck']")[:-1]:
            del ours.attrib["class"]  # the last is the page's own
        linked = {picture for link in root.iter("a") for picture in link.iter("img")}
        for element in root.iter():
            _own_names_only(element, ids)
            for name in [name for name in element.attrib if name not in _ATTRIBUTES]:
                del element.attrib[name]
            if element.tag == "img":
                _own_pictures_only(element, is_linked=element in linked)
            if not is_safe(_plain(element.get("href", ""))):
                # MkDocs wants every link to lead somewhere.
                element.tag = "span"
                del element.attrib["href"]


def _own_names_only(element: Element, ids: set[str]) -> None:
    """Keep a text from dressing up as a part of the page, and from naming two things alike."""
    names = element.get("class", "").split()
    kept = (n for n in names if n in _CLASSES or not n.startswith(("md-", "pd-")))
    _set(element, "class", " ".join(kept))
    name = element.get("id", "")
    _set(element, "id", "" if name in ids or name.startswith("__") else name)
    ids.add(name)


def _set(element: Element, attribute: str, value: str) -> None:
    if value:
        element.set(attribute, value)
    else:
        element.attrib.pop(attribute, None)


def _own_pictures_only(image: Element, *, is_linked: bool) -> None:
    """Turn a picture from elsewhere into a link: a page asks nobody but its own site.

    Inside a link, which has no other in it, its words stay alone.
    """
    source = image.get("src", "")
    if not scheme(_plain(source)) and not _is_other_host(source):
        return
    words = image.get("alt") or source
    tail = image.tail
    image.clear()
    image.tag, image.text, image.tail = "span" if is_linked else "a", words, tail
    if not is_linked:
        image.set("href", source)


def _is_other_host(address: str) -> bool:
    return as_browsers_do(_plain(address)).replace("\\", "/").startswith("//")


def _plain(address: str) -> str:
    return address.replace(AMP_SUBSTITUTE, "&")


def makeExtension(**options: Any) -> SafetyExtension:  # noqa: N802, ANN401 - Markdown's protocol
    """Make the extension for Markdown."""
    return SafetyExtension(**options)
