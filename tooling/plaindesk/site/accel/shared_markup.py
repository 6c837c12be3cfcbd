"""Parts of the theme that say the same on every article of a section, written only once."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment
    from jinja2.runtime import Context

    _Write = Callable[[Context], Iterator[str]]

_BLOCKS = ("styles", "libs", "fonts", "analytics", "footer", "config", "scripts")
"""Of the theme's frame, which ours extends."""
_PARTIALS = (
    "alternate", "icons", "integrations/analytics", "javascripts/base", "javascripts/content",
    "javascripts/palette", "logo", "nav", "palette", "search", "top",
)  # fmt: skip
_OUTSIDE = frozenset(["article", "ticket"])
"""Kinds of pages that no navigation lists: nothing in it is open because of them."""


def keep(env: Environment) -> None:
    """Have templates of the theme keep what they wrote for the next page beside this one."""
    frame = env.get_template("base.html")
    for name in _BLOCKS:
        if name in frame.blocks:
            frame.blocks[name] = _kept(frame.blocks[name])
    for name in _PARTIALS:
        try:
            part = env.get_template(f"partials/{name}.html")
        except TemplateNotFound:  # of another theme, or of another version of this one
            continue
        part.root_render_func = _kept(part.root_render_func)


def _kept(write: _Write) -> _Write:
    held: dict[str, str] = {}

    def written(context: Context) -> Iterator[str]:
        place = _place(context.get("page"))
        if place is None:
            yield from write(context)
            return
        if place not in held:
            held[place] = "".join(write(context))
        yield held[place]

    return written


def _place(page: Any) -> str | None:  # noqa: ANN401 - one of MkDocs or of ProperDocs
    """Tell from where a page's links lead: all in one folder lead to a place the same way."""
    told = page.meta.get("desk", {}) if page else {}
    if told.get("kind") not in _OUTSIDE or page.url.startswith("assets/"):
        return None
    return posixpath.dirname(str(page.url).rstrip("/"))
