"""What of the site's settings and of titles leads nowhere, or comes out as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.desks import make_desk

if TYPE_CHECKING:
    from pathlib import Path

SITE = """\
name: Help
site:
  url: javascript:alert(1)
  imprint: "data:text/html,x"
  feedback: https://example.com/yes
  sections: {start: rocket-lunch-outline, network: wifi, other: ""}
  contact: {email: nobody, issues: "ftp://example.com/", endpoint: "https://[bad"}
"""
ARTICLE = """\
---
title: Why <b>does</b> it drop?
summary: Install the client <br> and sign in.
status: published
audience: public
owner:
---

Is 1 < 2 and 3 > 2?
"""


def test_what_leads_nowhere_is_told(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", {"desk.yml": SITE})
    lines = desk.run("check").out.splitlines()
    start = "desk.yml:3:3: warning: site "
    assert [line.removeprefix(start) for line in lines if line.startswith(start)] == [
        "contact.email: 'nobody' is no address that mail can be sent to. [bad-address]",
        "contact.endpoint: 'https://[bad' is no address of the web. [bad-address]",
        "contact.issues: 'ftp://example.com/' is no address of the web. [bad-address]",
        "imprint: 'data:text/html,x' is no address of the web. [bad-address]",
        "url: 'javascript:alert(1)' is no address of the web. [bad-address]",
        "sections start: Material's set has no icon 'rocket-lunch-outline'. [unknown-name]",
    ]
    assert "Did you mean 'rocket-launch-outline'?" in desk.run("check").out


def test_html_in_a_title_or_summary_is_told(tmp_path: Path) -> None:
    files = {"desk.yml": "name: Help\n", "kb/en/network/vpn.md": ARTICLE}
    desk = make_desk(tmp_path / "desk", files)
    told = [line for line in desk.run("check").out.splitlines() if "foreign-markup" in line]
    assert told == [
        "kb/en/network/vpn.md:2:8: warning: HTML is shown as it is typed. [foreign-markup]",
        "kb/en/network/vpn.md:3:10: warning: HTML is shown as it is typed. [foreign-markup]",
    ]
