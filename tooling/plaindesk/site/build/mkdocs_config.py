"""How MkDocs and Material are to build a language's site."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.extensions.toc import slugify_unicode

from plaindesk.core.model.addresses import of_the_web
from plaindesk.core.model.articles.own_addresses import ASSETS as FOLDER
from plaindesk.core.model.articles.own_addresses import CONTACT, FAQ, TAGS
from plaindesk.site.build.site_urls import site_url
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.faq import faq
from plaindesk.site.pages.icons import icon
from plaindesk.site.pages.open_hours import spoken_day
from plaindesk.site.safety.content_policy import policy
from plaindesk.site.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.settings import Contact
    from plaindesk.site.pages.page import Site

THEME = Path(__file__).parents[1] / "theme"
"""Templates, styles and scripts that lie over Material's."""
ASSETS = f"{FOLDER}/plaindesk"

# For the theme's own search, which answers where another generator has made the index.
SEARCH = {
    "lang": ["en"],
    "pipeline": [],
    "separator": r"""[\s\-,.:;!?=+/\\|()\[\]{}<>"'`~@#$%&_«»“”„‘’…–—·،؛؟]+|&[lg]t;|&amp;""",
    "fields": {
        "title": {"boost": 1000.0},
        "tags": {"boost": 100.0},
        "text": {"boost": 1.0},
    },
}
EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {},
    "pymdownx.inlinehilite": {},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {},
    "sane_lists": {},
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True, "slugify": slugify_unicode, "toc_depth": 3},
    "plaindesk.site.safety.sanitizer": {},
}
FEATURES = ["content.code.copy", "navigation.top", "search.highlight", "search.suggest"]


def settings_of(site: Site) -> dict[str, Any]:
    """Give MkDocs' settings for one language, without folders and plug-ins."""
    language, library = site.shelf.language, site.library
    return {
        "site_name": md.escaped(site.title),
        "site_url": site_url(library.settings, language),
        "copyright": md.escaped(site.title),
        "site_description": md.escaped(site.description),
        "nav": _nav(site),
        "theme": _theme(site),
        "extra": _extra(site),
        "extra_css": [f"{ASSETS}/site.css"],
        "extra_javascript": [f"{ASSETS}/{name}.js" for name in _scripts(site)],
        "validation": {
            # Articles are reached by sections and search; a navigation that lists them all
            # would make the site grow with the square of their number.
            "nav": {"omitted_files": "ignore"},
            # Links to another language lead out of what MkDocs sees.
            "links": {"unrecognized_links": "ignore"},
        },
    }


def material_language(language: str) -> str:
    """Name the language for Material's own words; English where it has none."""
    import material

    languages = Path(material.__file__).parent / "templates" / "partials" / "languages"
    return language if (languages / f"{language}.html").is_file() else "en"


def _nav(site: Site) -> list[dict[str, str]]:
    said = site.words
    nav = [{said.home: "index.md"}, *(site.board.nav() if site.board else [])]
    nav += [{md.escaped(s.title): f"{s.page}.md"} for s in site.shelf.sections]
    if faq(site):
        nav.append({said.faq: f"{FAQ}.md"})
    if site.shelf.tags():
        nav.append({said.tags: f"{TAGS}.md"})
    nav.append({said.contact: f"{CONTACT}.md"})
    return nav


def extensions(site: Site) -> dict[str, dict[str, Any]]:
    """Name Markdown's extensions with their options."""
    toc = EXTENSIONS["toc"] | {"permalink_title": site.words.here_link}
    return EXTENSIONS | {"toc": toc}


def _theme(site: Site) -> dict[str, Any]:
    said = site.words
    return {
        "language": material_language(site.shelf.language),
        "font": False,
        "features": FEATURES,
        "icon": {"logo": "material/lifebuoy"},
        "palette": [
            _scheme("", "default", "brightness-auto", said.light),
            _scheme(": light", "default", "weather-sunny", said.dark),
            _scheme(": dark", "slate", "weather-night", said.system),
        ],
    }


def _scheme(preferred: str, scheme: str, icon: str, following: str) -> dict[str, Any]:
    return {
        "media": f"(prefers-color-scheme{preferred})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": following},
    }


def _scripts(site: Site) -> list[str]:
    """Name the scripts of every page, in order: what finds answers, then what shows them."""
    engine = ["parts"] if site.by_parts else ["search"]
    words = [f"words-{site.shelf.language}", "stems", "analysis", "ranking"]
    return [*words, *engine, "find", "help", "boxes"]


def _keys(site: Site) -> Iterator[str]:
    return (article.key for article in site.shelf.articles.values())


def _form(contact: Contact) -> str:
    """Name what becomes of what is written into the contact form; empty where nothing can."""
    ways = (("send", contact.endpoint), ("write_mail", contact.email))
    return next((way for way, target in (*ways, ("write_issue", contact.issues)) if target), "")


def _people(site: Site) -> list[tuple[str, str]]:
    """List the ways to an answer beside the search: people, and what is asked often."""
    ways = [(site.words.contact, site.url(CONTACT))]
    if faq(site):
        ways.append((site.words.faq, site.url(FAQ)))
    return ways


def _icons(site: Site) -> list[tuple[str, str]]:
    """List the addresses of sections, each with its icon."""
    wanted = site.library.settings.site.sections
    return [(site.url(s.page), icon(wanted.get(s.slug) or "")) for s in site.shelf.sections]


_LISTED = 40
"""Articles of a section that are listed beside each of them: a longer list helps nobody, and
the site would grow with the square of it."""


def _sections(site: Site) -> dict[str, list[tuple[str, str]]]:
    """List the articles of sections, by the section's address: titles and addresses."""
    return {
        site.url(section.page): [(a.title, site.url(a.page)) for a in section.articles]
        for section in site.shelf.sections
        if len(section.articles) <= _LISTED
    }


def _updated(site: Site) -> str:
    """Say when an article was last reviewed; no day of a build, which says nothing."""
    days = [article.reviewed for article in site.shelf.articles.values() if article.reviewed]
    return spoken_day(max(days), site.shelf.language) if days else ""


def _extra(site: Site) -> dict[str, Any]:
    library, shelves = site.library, site.library.shelves
    return {
        "generator": False,
        "polyfills": [f"{ASSETS}/worker.js"],
        "homepage": "./",
        "alternate": [
            {"name": name_of(other), "link": site.away(other) or "./", "lang": other}
            for other in shelves
        ]
        if len(shelves) > 1
        else [],
        "desk": {
            "language": site.shelf.language,
            "words": asdict(site.words),
            "contact": CONTACT,
            "form": _form(library.settings.site.contact),
            "people": _people(site),
            "icons": _icons(site),
            "sections": _sections(site),
            "imprint": of_the_web(library.settings.site.imprint),
            "updated": _updated(site),
            "audience": library.audience.value,
            "policy": policy(library.settings, in_files=site.in_files, by_parts=site.by_parts),
            "tops": {language: site_url(library.settings, language) for language in shelves},
            "has_news": any(key in library.born for key in _keys(site)),
        },
    }
