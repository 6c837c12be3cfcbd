"""Whether articles are still good."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from plaindesk.channels.link_probe import dead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.desks import Desk

HEAD = """\
---
title: A title
summary: A summary.
status: published
audience: public
owner: alice
reviewed: 2026-11-01
review_every: 180d
---

"""


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Know one page, and tell nobody about another."""
        code = {"/here": 200, "/private": 403}.get(self.path, 404)
        self.send_response(code)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Say nothing."""


@pytest.fixture
def outside() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("![](a.png)", "missing-alt"),
        ('<img src="a.png">', "missing-alt"),
        ("word " * 2_400, "long-article"),
        ("".join(f"{n}. Do it.\n" for n in range(1, 14)), "many-steps"),
        ("".join(f"{n}. Do it.\n\n   Well.\n" for n in range(1, 13)), None),
        ('![A lamp](a.png) `![](b.png)` <img src="a.png" alt="">', None),
        ("```md\n![](a.png)\n```", None),
    ],
)
def test_what_keeps_readers_from_an_answer_is_told(desk: Desk, body: str, code: str | None) -> None:
    desk.write("kb/en/a/b.md", f"{HEAD}{body}\n")
    told = desk.run("kb", "check").out
    codes = [each for each in ("missing-alt", "long-article", "many-steps") if each in told]
    assert codes == ([code] if code else [])


def test_a_translation_that_is_behind_is_told_with_what_changed(desk: Desk) -> None:
    desk.write("kb/en/a/b.md", f"{HEAD}One.\n")
    linked = HEAD.replace("review_every: 180d", "review_every: 180d\ntranslation_of: en/a/b")
    desk.write("kb/fa/a/b.md", f"{linked}یک.\n")
    assert "has changed since" not in desk.run("kb", "check").out
    desk.git("add", "kb")
    desk.git("commit", "--quiet", "--message=Write")
    desk.write("kb/en/a/b.md", f"{HEAD.replace('2026-11-01', '2026-11-10')}One.\n")
    desk.git("commit", "--quiet", "--all", "--message=Review")
    assert "has changed since" not in desk.run("kb", "check").out
    desk.write("kb/en/a/b.md", f"{HEAD}One.\n\nTwo.\n")
    desk.git("commit", "--quiet", "--all", "--message=Change")
    assert desk.run("kb", "check").out.endswith(
        "\nTranslations whose original has changed since:\n"
        "  fa/a/b (by alice), of en/a/b:\n"
        "    @@ -8 +8,3 @@\n"
        "     \n"
        "    +Two.\n"
        "    +\n"
    )
    assert json.loads(desk.run("kb", "check", "--json").out)["outdated"] == [
        {
            "key": "fa/a/b",
            "original": "en/a/b",
            "owner": "alice",
            "diff": ["@@ -8 +8,3 @@", " ", "+Two.", "+"],
        }
    ]
    desk.write("kb/en/a/b.md", HEAD + "Line.\n" * 100)
    desk.git("commit", "--quiet", "--all", "--message=Grow")
    assert desk.run("kb", "check").out.endswith("    +Line.\n    and 84 lines more\n")


def test_reviews_that_are_overdue_are_told_by_owner(desk: Desk) -> None:
    old = HEAD.replace("2026-11-01", "2026-04-01")
    desk.write("kb/en/a/late.md", f"{old}One.\n")
    desk.write("kb/en/a/later.md", f"{old.replace('04-01', '03-01')}One.\n")
    desk.write("kb/en/a/bobs.md", f"{old.replace('owner: alice', 'owner: bob')}One.\n")
    desk.write("kb/en/a/draft.md", f"{old.replace('published', 'draft')}One.\n")
    desk.write("kb/en/a/fresh.md", f"{HEAD}One.\n")
    assert desk.run("kb", "check").out.partition("\n\n")[2] == (
        "Reviews that are overdue:\n"
        "  alice:\n"
        "    en/a/later, since 2026-08-28\n"
        "    en/a/late, since 2026-09-28\n"
        "  bob:\n"
        "    en/a/bobs, since 2026-09-28\n"
    )
    told = json.loads(desk.run("kb", "check", "--json").out)
    assert told["overdue"] == [
        {"owner": "alice", "key": "en/a/later", "due": "2026-08-28"},
        {"owner": "alice", "key": "en/a/late", "due": "2026-09-28"},
        {"owner": "bob", "key": "en/a/bobs", "due": "2026-09-28"},
    ]


def test_addresses_outside_are_asked_when_somebody_wants_it(desk: Desk, outside: str) -> None:
    links = f"[a]({outside}/here) [b]({outside}/gone) <{outside}/private> `<{outside}/x>`"
    desk.write("kb/en/a/b.md", f"{HEAD}{links}\n")
    assert "outside-link" not in desk.run("kb", "check").out
    told = desk.run("kb", "check", "--external").out
    assert f"{outside}/gone answers 404." in told
    assert told.count("outside-link") == 1


def test_an_address_that_is_none_is_dead() -> None:
    assert "doesn't answer" in dead(["http://127.0.0.1:1/"])["http://127.0.0.1:1/"]
    assert "doesn't answer" in dead(["http://"])["http://"]


LINKS = {
    "two.md": "",
    "./two.md": "",
    "../b/with%20space.md": "",
    "<../b/with space.md>": "",
    "two.md#a-heading": "",
    "lamp.png": "",
    "https://example.com/x": "",
    "mailto:a@example.com": "",
    "../b/gone": "There is no such file below kb/.",
    "../b/gone.md": "Link an article by its file.",
    "../b/three/": "Link an article by its file: kb/en/b/three.md, as a way from this one.",
    "../b/three": "Link an article by its file: kb/en/b/three.md, as a way from this one.",
    "../b/three.html": "Link an article by its file: kb/en/b/three.md, as a way from this one.",
    "../b/three.md?x=1": "There is no such file below kb/.",
    "/b/three": "Link an article by its file: kb/en/b/three.md, as a way from this one.",
    "Two.md": "It is called 'en/a/two': some systems tell case apart.",
    "gone.png": "There is no such file below kb/.",
    "Lamp.PNG": "It is called 'en/a/lamp.png': some systems tell case apart.",
    "notes.docx": "Files that end in '.docx' are not published.",
    "../../../../etc/passwd": "There is no such file below kb/.",
}
FORMS = (
    "[a]({})",
    "![a]({})",
    "[![a](lamp.png)]({})",
    "[![a]({})](lamp.png)",
    "[a]: {}",
    '[a]({} "b")',
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("target", LINKS)
def test_every_kind_of_link_leads_somewhere_or_is_told(desk: Desk, target: str, form: str) -> None:
    files = ("en/a/two.md", "en/b/three.md", "en/b/with space.md")
    for path in files:
        desk.write(f"kb/{path}", f"{HEAD}# A heading\n")
    for path in ("lamp.png", "notes.docx"):
        desk.write(f"kb/en/a/{path}", "x")
    desk.write("kb/en/a/one.md", f"{HEAD}Words.\n\n{form.format(target)}\n\n`[a]({target})`\n")
    found = [f for f in desk_findings(desk) if f["path"] == "kb/en/a/one.md"]
    told = [(f["code"], f["line"], f["hint"]) for f in found if f["code"] == "dead-link"]
    assert told == ([("dead-link", 13, LINKS[target])] if LINKS[target] else [])


def desk_findings(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.run("check", "--format", "json").out)["findings"]
    return found


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("![Menu](https://x.example/a.png)\n", [11]),
        ("Text.\n\n![Menu][pic]\n\n[pic]: https://x.example/a.png\n", [15]),
        ("![Pic  A]\n\n[pic a]: https://x.example/a.png\n", [13]),
        ("[![Menu](https://x.example/a.png)](https://x.example/)\n", [11]),
        ("[Menu][pic]\n\n[pic]: https://x.example/a.png\n", []),
        ("`![Menu][pic]`\n\n![Menu](menu.png)\n", []),
    ],
)
def test_pictures_from_elsewhere_are_told(desk: Desk, body: str, lines: list[int]) -> None:
    desk.write("kb/en/a/menu.png", "x")
    desk.write("kb/en/a/one.md", f"{HEAD}{body}")
    told = [f for f in desk_findings(desk) if f["code"] == "foreign-markup"]
    assert [finding["line"] for finding in told] == lines
