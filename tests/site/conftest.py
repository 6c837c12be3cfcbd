"""A small desk in four languages, built once for all tests of the site."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.support.articles import article
from tests.support.browser import launched, served
from tests.support.site_desk import NOW, SIGNS, write_tickets

from plaindesk.core.model.settings import Calendar, Contact, Search, Settings, Site
from plaindesk.core.model.settings.base import Shift, Week
from plaindesk.core.model.vocabulary import ArticleStatus, Audience
from plaindesk.services.desk import open_desk
from plaindesk.site.build.building import build, mkdocs_file
from plaindesk.site.build.site_source import Content, content, for_agents
from plaindesk.text.codecs.article import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

CANARY = SIGNS

HOSTILE = """\
<script>window.hacked = 1</script>
<img src=x onerror="window.hacked = 1">

A [link](javascript:window.hacked=1), [another](&#106;avascript:window.hacked=1) and
[a third](JaVa\tScript:window.hacked=1){{: onclick="window.hacked = 1" }}.

![far away](https://elsewhere.example/pixel.png) {{{{ config.site_name }}}} {{% raw %}}

| <b onclick="window.hacked = 1">cell</b> |
|---|
| </td></table><script>window.hacked = 1</script> |

??? question "</summary><script>window.hacked = 1</script>"
    \u202eevil\u202c

{deep}

{wide}

A paragraph that dresses up.
{{: .md-overlay .md-search__overlay #__search }}

See [the draft](draft.md), [the settings](../../../desk.yml) and [the sign-in](sign-in.md#top).
""".format(
    deep="\n".join("    " * n + "- deep" for n in range(120)),
    wide="\n".join(["| wide " * 60 + "|", "|---" * 60 + "|", "| longerthanmost " * 60 + "|"]),
)

ARTICLES = [
    article("en/account/index", "Your account", summary="Passwords and names."),
    article(
        "en/account/reset",
        "How do I reset my password?",
        "Open the sign-in page and choose **Forgot**.\n\n## Steps\n\n1. Open the page.\n"
        "2. Choose. See [sign in](sign-in.md).\n\n```sh\ndesk show 2611-7K3MX\n```\n\n"
        "```yaml\nagents:\n  alice: {queues: [support], line: 2} # one\n  bob: yes\n```\n",
        summary="Choose Forgot on the sign-in page.",
        tags=("passwords", "sign in"),
        keywords=("credentials", "login"),
        featured=True,
        faq=True,
        redirect_from=("old/password", "../../escape", "account/sign-in"),
    ),
    article(
        "en/account/sign-in",
        "How do I sign in?",
        "Type your name and your password.",
        related=("account/reset",),
        tags=("sign in",),
    ),
    article("en/account/draft", f"Draft {CANARY}", CANARY, status=ArticleStatus.DRAFT),
    article("en/account/agents", f"Agents {CANARY}", CANARY, audience=Audience.AGENTS),
    article("en/account/clients", f"Clients {CANARY}", CANARY, audience=Audience.REQUESTERS),
    article("en/account/gone", f"Retired {CANARY}", CANARY, status=ArticleStatus.RETIRED),
    article("en/secret/index", f"Section {CANARY}"),
    article("en/secret/draft", f"Secret {CANARY}", CANARY, status=ArticleStatus.DRAFT),
    article("de/account/reset", f"Language of no site {CANARY}", CANARY),
    article(
        "en/account/hostile",
        "</title><script>window.hacked = 1</script>\"'{{ x }}",
        HOSTILE,
        summary='"><script>window.hacked = 1</script>',
        tags=("<img src=x onerror=window.hacked=1>",),
        keywords=("</script>",),
        featured=True,
        faq=True,
    ),
    article("en/printing/jam", "Why does the printer jam?", "Error E-4711: tray 2 is full."),
    article("ru/account/index", "Учётная запись"),
    article(
        "ru/account/reset",
        "Как сбросить пароль?",
        "Откройте страницу входа ещё раз. Читайте [вход](../../en/account/sign-in.md).",
        summary="Нажмите «Забыли пароль».",
        translation_of="en/account/reset",
        featured=True,
        faq=True,
        tags=("пароли",),
    ),
    article("ru/printing/paper", "Принтер зажевал бумагу", translation_of="en/printing/jam"),
    article(
        "fa/account/reset",
        "چگونه گذرواژه‌ام را بازنشانی کنم؟",
        "صفحهٔ ورود را باز کنید. خطای ۴۷۱۱ را ببینید. کتاب راهنما را بخوانید.\n\n"
        "1. فرمان `desk show 2611-7K3MX` را اجرا کنید.\n\n```sh\ndesk list\n```\n",
        summary="گزینهٔ فراموشی را بزنید.",
        featured=True,
        faq=True,
        tags=("گذرواژه",),
    ),
    article("fa/printing/jam", "چرا کاغذ در چاپگر گیر می‌کند؟", "سینی ۲ را بیرون بکشید."),
    article("sk/account/reset", "Ako si obnovím heslo?", "Otvorte stránku.", faq=True),
    article("sk/printing/jam", "Prečo sa v tlačiarni zasekáva papier?", "Vyberte zásobník."),
]

OFFICE = Calendar(
    holidays=(date(2026, 12, 24),),
    hours=Week({day: (Shift((8 * 3600, 12 * 3600)), Shift((45000, 61200))) for day in range(5)}),
)
SETTINGS = Settings(
    name='Desk "of" <Kosice> & co.',
    languages=("en", "ru", "fa", "sk"),
    calendars={"office": OFFICE},
    search=Search(synonyms={"en": (("printer", "photocopier"),)}),
    site=Site(
        title="Help at Example",
        url="https://help.example.com/desk/",
        feedback="https://feedback.example.org/helpful",
        sections={"printing": "printer", "account": ""},
        imprint="https://example.com/imprint",
        contact=Contact(
            email="help@example.com",
            issues="https://forge.example.org/help/issues/new?template=request.yml",
            endpoint="https://forms.example.org/help",
            phone="+421 2 5555 0100",
            calendar="office",
        ),
    ),
)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk's folder with what lies beside the articles."""
    root = tmp_path_factory.mktemp("desk")
    (root / "kb" / "en" / "account").mkdir(parents=True)
    write_tickets(root)
    (root / "desk.yml").write_text("name: Help\nlanguages: [en, ru, fa, sk]\n")
    (root / "tickets" / "secret.md").write_text(CANARY)
    (root / "mkdocs.yml").write_text(mkdocs_file(SETTINGS.name), "utf-8")
    return root


@pytest.fixture(scope="session")
def desk_content(desk: Path) -> Content:
    return content(SETTINGS, ARTICLES, desk)


@pytest.fixture(scope="session")
def built(desk: Path, desk_content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    # Sites often lie below the top of their host: served from above, this one does too.
    output = tmp_path_factory.mktemp("site") / "desk"
    report = build(desk, output, desk_content)
    assert report.warnings == ()
    assert dict(report.articles) == {"en": 4, "ru": 2, "fa": 2, "sk": 2}
    return output


@pytest.fixture(scope="session")
def agents_content(desk: Path) -> Content:
    held = content(SETTINGS, ARTICLES, desk, Audience.AGENTS)
    return for_agents(held, open_desk(desk, NOW))


@pytest.fixture(scope="session")
def agents_built(
    desk: Path, agents_content: Content, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The built site for agents."""
    output = tmp_path_factory.mktemp("agents") / "desk"
    assert build(desk, output, agents_content).warnings == ()
    return output


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@pytest.fixture(scope="session")
def base(built: Path) -> Iterator[str]:
    with served(built.parent) as address:
        yield f"{address}desk/"


@pytest.fixture(scope="session")
def agents_base(agents_built: Path) -> Iterator[str]:
    """At the top of its host, where the public one isn't."""
    with served(agents_built) as address:
        yield address


@pytest.fixture(scope="session")
def desk_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("real")
    (root / "desk.yml").write_text(
        'name: "Help"\nlanguages: [en, ru, fa, sk]\nsite:\n  url: https://help.example.com/desk/\n'
    )
    (root / "mkdocs.yml").write_text(mkdocs_file(SETTINGS.name), "utf-8")
    for each in ARTICLES:
        path = root / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(each), "utf-8")
    return root
