"""The work that hostile text makes grows with its length, not with the square of it.

Steps are counted, not seconds: for a text twice as long, at most two and a half times as many.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from markdown import Markdown
from tests.support.desks import SETTINGS, TICKET
from tests.support.steps import steps
from tests.support.texts import settings_of

from plaindesk.core.checks import check_article
from plaindesk.core.checks.lookup import Known
from plaindesk.core.checks.tickets.ticket import check_ticket
from plaindesk.core.model.articles.article_links import links_in
from plaindesk.core.model.time.moments import parse_instant
from plaindesk.core.query import QueryError, parse
from plaindesk.site.accel.extension_cache import Once
from plaindesk.site.build import mkdocs_config
from plaindesk.site.pages.markdown_text import paragraphs, relink
from plaindesk.text.codecs import article, ticket
from plaindesk.text.codecs.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable

MORE = 2.5


def show(text: str) -> object:
    kept = Once([*mkdocs_config.EXTENSIONS], mkdocs_config.EXTENSIONS)
    return Markdown(extensions=[kept]).convert(text)


def read_ticket(text: str) -> object:
    read = ticket.read(decode("README.md", text.encode()))
    assert read.findings
    return read


def read_article(text: str) -> object:
    found, findings = article.read(decode("a.md", text.encode()), "en", "start", "print")
    assert found
    assert findings
    return found


def page(keys: str) -> str:
    return TICKET.replace("subject:", f"{keys}subject:")


MARKUP: dict[str, Callable[[int], str]] = {
    "abbreviations": lambda n: (
        "".join(f"*[A{i}]: b\n" for i in range(n)) + "\n" + " ".join(f"A{i}" for i in range(n))
    ),
    "definitions": lambda n: "a\n" + ":   b\n" * n,
    "definition lists": lambda n: "a\n:   b\n\n" * n,
    "footnotes": lambda n: "".join(f"[^{i}]: b\n    c\n" for i in range(n)),
    "references": lambda n: "[^1]: b\n\n" + "[^1] " * n,
    "code": lambda n: "` " * n,
    "code of all lengths": lambda n: " ".join("`" * i for i in range(1, int((2 * n) ** 0.5))),
    "stars": lambda n: "*a **b " * n,
    "brackets": lambda n: "[a](" * n,
    "tables": lambda n: "a|b\n-|-\n" + "c|`d\n" * n,
    "quotes": lambda n: ">" * n + " a",
    "lists": lambda n: "".join(" " * (4 * (i % 30)) + "* a\n" for i in range(n)),
    "notes": lambda n: "!!! note\n    a\n\n" * n,
    "attributes": lambda n: "# a {" + " .x" * n,
    "fences": lambda n: "~~~~\n```\n" * n,
}


@pytest.mark.parametrize("name", MARKUP)
def test_markup(name: str) -> None:
    show("warm")
    few, many = (steps(partial(show, MARKUP[name](n))) for n in (600, 1200))
    assert many < MORE * few


def copied(text: str) -> int:
    """Count the letters that Markdown copies: a whole text for each sign that it finds in it."""
    kept = Once([*mkdocs_config.EXTENSIONS], mkdocs_config.EXTENSIONS)
    md, seen = Markdown(extensions=[kept]), 0

    def heard(handle: Callable[..., tuple[object, ...]], found: object, data: str) -> object:
        nonlocal seen
        made = handle(found, data)
        seen += len(data) * (made[0] is not None)
        return made

    pattern: Any
    for pattern in md.inlinePatterns:
        pattern.handleMatch = partial(heard, pattern.handleMatch)
    md.convert(text)
    return seen


RUNS = ("`", "~", "a`", "`\n", "~ ", "&#96;", "\\`", "a\n")


@pytest.mark.parametrize("run", RUNS)
def test_runs_of_signs_in_an_article(run: str) -> None:
    few, many = (copied(run * n) for n in (10_000, 20_000))
    assert many <= MORE * few


@pytest.mark.parametrize("run", RUNS)
def test_runs_of_signs_in_a_ticket(run: str) -> None:
    few, many = (copied(paragraphs(run * n)) for n in (2_000, 4_000))
    assert many <= MORE * few


@pytest.mark.parametrize("run", RUNS)
def test_runs_of_signs_are_checked(run: str) -> None:
    """Backtracking makes no calls that could be counted: this would take hours."""
    known = Known(settings=settings_of(SETTINGS), now=parse_instant("2026-11-21T12:00:00Z"))
    found, _ = article.read(
        decode("a.md", f"---\ntitle: x\n---\n\n{run * 2**20}".encode()), "en", "", "a"
    )
    assert found
    assert list(check_article(found, known))


LINKS: dict[str, Callable[[int], str]] = {
    "links": lambda n: "[a](b) " * n,
    "pictures in links": lambda n: "[![a](b)](c)\n\n" * n,
    "links in links": lambda n: "[" * n + "a" + "](b)" * n,
    "brackets": lambda n: "[a](" * n,
    "titles": lambda n: "[a](b" + " 'c' \"d\" (" * n,
    "parentheses": lambda n: "[a](b" + "(" * n + ")" * n,
    "references": lambda n: "[a]: b\n" * n + "[c][a](d)" * n,
    "code": lambda n: "[a](b) `" * n,
    "code of all lengths": lambda n: " ".join("`" * i for i in range(1, int((2 * n) ** 0.5))),
    "backslashes": lambda n: "[a](b)" + "\\" * n + "`",
    "blocks of code": lambda n: "[a](b)\n\n    [a](b)\n" * n,
    "lists": lambda n: "".join(" " * (4 * (i % 30)) + "* [a](b)\n" for i in range(n)),
    "items in items": lambda n: "- " * n + "[a](b)",
    "quotes": lambda n: "> " * n + "[a](b)",
    "fences": lambda n: "~~~~\n[a](b)\n```\n" * n,
    "fences of all lengths": lambda n: "\n".join("`" * i for i in range(n // 10, 3, -1)) + "[a](b)",
    "tables": lambda n: "a|b\n-|-\n" + "[a](b)|`d\n" * n,
}


@pytest.mark.parametrize("name", LINKS)
def test_links(name: str) -> None:
    def read(text: str) -> None:
        list(links_in(text))
        relink(text, lambda _: None)

    read("[a](b)")
    few, many = (steps(partial(read, LINKS[name](n))) for n in (600, 1200))
    assert many < MORE * few
    read(LINKS[name](20_000))


FRONT: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "keys of a ticket": (read_ticket, lambda n: page("".join(f"k{i}: x\n" for i in range(n)))),
    "keys of an entry": (
        read_ticket,
        lambda n: (
            f"{TICKET}\n---\nat: 2026-11-20T10:00:00Z\nby: alice\nkind: note\n"
            + "".join(f"k{i}: x\n" for i in range(n))
            + "---\n"
        ),
    ),
    "entries that are broken": (
        read_ticket,
        lambda n: TICKET + "\n---\nat: 2026-11-20T10:00:00Z\nby: [a\n---\n" * (n // 10),
    ),
    "keys of an article": (
        read_article,
        lambda n: "---\ntitle: x\n" + "".join(f"k{i}: x\n" for i in range(n)) + "---\n",
    ),
    "lists in an article": (
        read_article,
        lambda n: "---\ntitle: x\nowner: [" + "a, " * n + "a]\n---\n",
    ),
}


@pytest.mark.parametrize("name", FRONT)
def test_front_matter(name: str) -> None:
    work, made = FRONT[name]
    work(made(10))
    few, many = (steps(partial(work, made(n))) for n in (500, 1000))
    assert many < MORE * few


def test_rules_for_a_ticket() -> None:
    known = Known(settings=settings_of(SETTINGS), now=parse_instant("2026-11-21T12:00:00Z"))

    def check(count: int) -> None:
        tags = ", ".join(f"tag-{i}" for i in range(count))
        text = TICKET.replace("tags: [vpn]", f"tags: [{tags}]")
        found = ticket.read(decode("README.md", text.encode())).ticket
        assert found
        list(check_ticket(found, found.path, known))

    check(1)
    few, many = (steps(partial(check, n)) for n in (500, 1000))
    assert many < MORE * few


ENDLESS = {
    "minus signs": "-" * 3000 + "a",
    "parentheses": "(" * 3000 + "a",
    "words": "a " * 3000,
    "values": f"tag:{'a,' * 3000}a",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_query_without_an_end_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="This query has more than 500 parts"):
        parse(ENDLESS[name])


def test_views_of_views_are_refused_before_they_grow() -> None:
    views = {f"v{i}": f"@v{i + 1} @v{i + 1}" for i in range(38)} | {"v38": "a"}
    with pytest.raises(QueryError, match="more than 500 parts"):
        parse("@v0", views)
    deep = {f"v{i}": f"@v{i + 1}" for i in range(60)} | {"v60": "a"}
    with pytest.raises(QueryError, match="nested too deeply"):
        parse("@v0", deep)
