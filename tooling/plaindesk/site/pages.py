"""The pages of the help centre as plain Markdown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plaindesk.site import markdown as md
from plaindesk.site import structured
from plaindesk.site.addresses import site_url
from plaindesk.site.hours import opening, spoken_day
from plaindesk.site.links import across, rewritten
from plaindesk.site.page import CONTACT, FAQ, HOME, TAGS, Page, Site
from plaindesk.site.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaindesk.core.model.article import Article
    from plaindesk.site.library import Section, Shelf

EXCLUDE = "{ data-search-exclude }"
"""After a heading: what follows isn't searched."""


def pages(site: Site) -> Iterable[Page]:
    """Write every page of one language."""
    yield _home(site)
    for section in site.shelf.sections:
        yield _section(site, section)
    for article in site.shelf.articles.values():
        yield _article(site, article)
    if site.shelf.tags() and not site.has(TAGS):
        yield _tags(site)
    if faq(site) and not site.has(FAQ):
        yield _faq(site)
    if not site.has(CONTACT):
        yield _contact(site)


def faq(site: Site) -> list[Article]:
    """List the articles whose answers stand on the FAQ page."""
    return [article for article in site.shelf.articles.values() if article.faq]


def _home(site: Site) -> Page:
    said, shelf = site.words, site.shelf
    topics = [
        _item(section.title, f"{section.page}.md", section.intro.summary if section.intro else "")
        for section in shelf.sections
    ]
    featured = [_entry(HOME, article) for article in shelf.articles.values() if article.featured]
    loose = [_entry(HOME, article) for article in shelf.articles.values() if not article.section]
    body = [f"# {md.text(site.library.title)}"]
    body += _list(said.topics, [*topics, *loose])
    body += _list(said.featured, featured)
    return _made(site, name=HOME, title=site.library.title, kind="home", body=body)


def _section(site: Site, section: Section) -> Page:
    said = site.words
    intro = section.intro.body.strip() if section.intro else ""
    body = [f"# {md.text(section.title)}", rewritten(site, section.page, intro)]
    body += ["\n".join(_entry(section.page, article) for article in section.articles)]
    missing = [
        article
        for article in site.library.untranslated(site.shelf.language)
        if article.section == section.slug
    ]
    if missing:
        body += [f"## {md.text(said.untranslated)}", said.untranslated_more]
        body += ["\n".join(_foreign(site, section.page, article) for article in missing)]
    return _made(
        site,
        name=section.page,
        title=section.title,
        summary=section.intro.summary if section.intro else "",
        kind="section",
        body=body,
        crumbs=((said.home, ""),),
    )


def _article(site: Site, article: Article) -> Page:
    said = site.words
    crumbs = [(said.home, "")]
    crumbs += [(s.title, f"{s.slug}/") for s in site.shelf.sections if s.slug == article.section]
    body = [f"# {md.text(article.title)}", rewritten(site, article.page, article.body.strip())]
    body += _list(f"{md.text(said.related)} {EXCLUDE}", _related(site, article), bare=True)
    body += _closing(site, article)
    return Page(
        name=article.page,
        title=article.title,
        summary=article.summary,
        kind="article",
        body="\n\n".join(part for part in body if part),
        crumbs=tuple(crumbs),
        elsewhere={
            language: page
            for language, page in site.library.pages_of[article.key].items()
            if language != article.language
        },
        keywords=article.keywords,
        tags=article.tags,
        reviewed=article.reviewed.isoformat() if article.reviewed else "",
        structured=_structured(site, article, crumbs),
    )


def _structured(site: Site, article: Article, crumbs: Sequence[tuple[str, str]]) -> str:
    """Describe an article to machines, where the desk says at which address they find it."""
    top = site_url(site.library.settings, site.shelf.language)
    if not top:
        return ""
    url = f"{top}{article.page}/"
    way = [*crumbs, (article.title, f"{article.page}/")]
    return structured.script([structured.article(article, url), structured.path(way, top)])


def _neighbours(site: Site, article: Article) -> str:
    """Lead to the articles before and after it in its section."""
    said = site.words
    section = next((s for s in site.shelf.sections if s.slug == article.section), None)
    articles = section.articles if section else ()
    at = next((n for n, other in enumerate(articles) if other.page == article.page), None)
    if at is None:
        return ""
    near = [(said.previous, articles[at - 1])] if at else []
    near += [(said.following, articles[at + 1])] if at + 1 < len(articles) else []
    lines = (
        f"{md.text(word)}: {md.link(a.title, md.relative(article.page, f'{a.page}.md'))}"
        for word, a in near
    )
    return "  \n".join(lines)


def _related(site: Site, article: Article) -> list[str]:
    """Name what the author named first, then what speaks of the same things."""
    shelf, most = site.shelf, 4
    named = [page.removeprefix(f"{shelf.language}/") for page in article.related]
    alike = [key.removeprefix(f"{shelf.language}/") for key in site.similar(article)]
    found = [
        p for p in dict.fromkeys([*named, *alike]) if p in shelf.articles and p != article.page
    ]
    return [_entry(article.page, shelf.articles[page], summary=False) for page in found[:most]]


def _closing(site: Site, article: Article) -> list[str]:
    said = site.words
    ask = md.link(said.contact, md.relative(article.page, f"{CONTACT}.md"))
    facts = []
    if article.reviewed:
        facts.append(f"{said.reviewed}: {spoken_day(article.reviewed, article.language)}")
    if article.tags and not site.has(TAGS):
        page = md.relative(article.page, f"{TAGS}.md")
        tags = (md.link(tag, f"{page}#{md.anchor(tag)}") for tag in dict.fromkeys(article.tags))
        facts.append(f"{said.tags}: {', '.join(tags)}")
    stuck = f"## {md.text(said.stuck)} {EXCLUDE}"
    more = f"{md.text(said.stuck_more)} {ask}"
    return [stuck, more, _neighbours(site, article), "  \n".join(facts)]


def _tags(site: Site) -> Page:
    said = site.words
    body = [f"# {md.text(said.tags)}", md.text(said.tagged)]
    for tag, articles in site.shelf.tags().items():
        body.append(f"## {md.text(tag)} {{ #{md.anchor(tag)} }}")
        body.append("\n".join(_entry(TAGS, article, summary=False) for article in articles))
    crumbs = ((said.home, ""),)
    return _made(
        site, name=TAGS, title=said.tags, kind="tags", body=body, crumbs=crumbs, searched=False
    )


def _faq(site: Site) -> Page:
    said = site.words
    body = [f"# {md.text(said.faq)}", md.text(said.faq_intro)]
    for article in faq(site):
        whole = md.link(said.read_all, f"{article.page}.md")
        # Quotation marks end the title of such a block.
        title = md.text(article.title.replace('"', "″"))
        body.append(f'??? question "{title}"\n    {md.text(article.summary)}\n\n    {whole}')
    crumbs = ((said.home, ""),)
    made = _made(
        site, name=FAQ, title=said.faq, kind="faq", body=body, crumbs=crumbs, searched=False
    )
    is_placed = site_url(site.library.settings, site.shelf.language) is not None
    told = structured.script([structured.questions(faq(site))]) if is_placed else ""
    return replace(made, structured=told)


def _contact(site: Site) -> Page:
    said, contact = site.words, site.library.settings.site.contact
    ways = []
    if contact.issues:
        ways.append(f"- **{said.issues}**: <{_address(contact.issues)}>")
    if contact.email:
        address = md.text(contact.email)
        ways.append(f"- **{said.email}**: [{address}](mailto:{_address(contact.email)})")
    if contact.phone:
        number = "".join(c for c in contact.phone if c.isdigit() or c == "+")
        ways.append(f"- **{said.phone}**: [{md.text(contact.phone)}](tel:{number})")
    body = [f"# {md.text(said.contact)}", md.text(said.contact_intro)]
    body.append("\n".join(ways) if ways else md.text(said.no_contact))
    if contact.phone and (hours := opening(site.library.settings, site.shelf.language)):
        body += [f"## {md.text(said.hours)}", hours]
    return _made(
        site, name=CONTACT, title=said.contact, kind="contact", body=body, crumbs=((said.home, ""),)
    )


def _made(  # noqa: PLR0913 - the parts of a page
    site: Site,
    *,
    name: str,
    title: str,
    kind: str,
    body: Sequence[str],
    summary: str = "",
    crumbs: tuple[tuple[str, str], ...] = (),
    searched: bool = True,
) -> Page:
    """Make a page that other languages have under the same name."""
    return Page(
        name=name,
        title=title,
        summary=summary,
        kind=kind,
        body="\n\n".join(part for part in body if part),
        crumbs=crumbs,
        searched=searched and kind not in {"home", "section"},
        elsewhere={
            other.language: name
            for other in site.library.shelves.values()
            if other.language != site.shelf.language and _has_page(other, name, kind)
        },
    )


def _has_page(shelf: Shelf, name: str, kind: str) -> bool:
    if kind == "section":
        return any(section.page == name for section in shelf.sections)
    if kind == "tags":
        return bool(shelf.tags())
    if kind == "faq":
        return any(article.faq for article in shelf.articles.values())
    return True


def _list(heading: str, items: Sequence[str], *, bare: bool = False) -> list[str]:
    if not items:
        return []
    return [f"## {heading if bare else md.text(heading)}", "\n".join(items)]


def _entry(page: str, article: Article, *, summary: bool = True) -> str:
    target = md.relative(page, f"{article.page}.md")
    return _item(article.title, target, article.summary if summary else "")


def _item(title: str, target: str, summary: str) -> str:
    return f"- {md.link(title, target)}" + (f"  \n  {md.text(summary)}" if summary else "")


def _foreign(site: Site, page: str, article: Article) -> str:
    """Offer an article in the language that it has."""
    name = name_of(article.language)
    return f"- {md.link(article.title, across(site, page, article))} ({md.text(name)})"


def _address(typed: str) -> str:
    """Keep an address from ending the link that it stands in."""
    return "".join(c for c in typed if c.isprintable() and c not in " <>()[]\"'`\\")
