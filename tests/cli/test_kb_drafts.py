"""Articles drafted from tickets and from other articles, and what is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support.desks import ID

from plaindesk.text.anonymize import without_people

if TYPE_CHECKING:
    from tests.support.desks import Desk

ORIGINAL = """\
---
title: How do I sign in?
summary: Type your name.
status: published
audience: public
owner: alice
reviewed: 2026-11-01
review_every: 180d
tags: [account]
keywords: [login]
---

Type your name. --> Then Enter.

## Steps

1. Open the page.
2. Type.

```sh
ssh desk

exit
```
"""
DRAFTED = """\
<!-- Type your name. -- > Then Enter. -->

Type your name. --> Then Enter.

<!-- ## Steps -->

## Steps

<!-- 1. Open the page.
2. Type. -->

1. Open the page.
2. Type.

```sh
ssh desk

exit
```
"""


def test_a_translation_begins_with_both_texts_and_keeps_the_link(desk: Desk) -> None:
    desk.write("kb/en/account/sign-in.md", ORIGINAL)
    made = desk.ok("kb", "translate", "en/account/sign-in", "--to", "fa")
    assert made.startswith("Draft: kb/fa/account/sign-in.md\n")
    text = desk.read("kb/fa/account/sign-in.md")
    head, _, body = text.partition("\n---\n\n")
    assert "translation_of: en/account/sign-in" in head
    assert "status: draft" in head
    assert "login" not in head
    assert body == DRAFTED
    refusal = desk.refused("kb", "translate", "en/account/sign-in", "--to", "fa")
    assert "There is an article 'fa/account/sign-in' already." in refusal
    assert "'sk' is no language" in desk.refused(
        "kb", "translate", "en/account/sign-in", "--to", "sk"
    )
    assert "written in 'en' already" in desk.refused(
        "kb", "translate", "en/account/sign-in", "--to", "en"
    )


def test_a_ticket_becomes_an_article_without_its_people(desk: Desk) -> None:
    refusal = desk.refused("kb", "new", "en/network/vpn", "--from-ticket", ID)
    assert f"{ID} is not resolved" in refusal
    desk.ok("reply", ID, "-m", "Hello Jana,\n\nWhich version? Call +421 2 5555 0100.")
    answer = "Dear Jana,\n\nUpdate to 5.3 on 10.1.2.3, as Bob did in 2609-G1EF7.\n\nRegards, Alice"
    desk.ok("resolve", ID, "-m", answer)
    desk.ok("kb", "new", "en/network/vpn", "--from-ticket", ID)
    text = desk.read("kb/en/network/vpn.md")
    assert "title: VPN drops every hour" in text
    assert "status: draft" in text
    assert text.endswith(
        "---\n\n"
        "Update to 5.3 on [address], as [name] did in [ticket].\n\n"
        "## What people see\n\n"
        "The VPN client drops the tunnel every hour since the update.\n\n"
        "## What was tried\n\n"
        "Which version? Call [number].\n"
    )


def test_a_draft_needs_a_title_or_a_ticket(desk: Desk) -> None:
    assert "Give a title, or --from-ticket." in desk.run("kb", "new", "en/network/vpn").err


def test_nobody_is_left_in_the_words() -> None:
    text = (
        "Good morning Mr Smith,\n\njana.novak@acme.example (Jana Novak) sits at 12 High Street, "
        "Hauptstraße 5, ulica Dlhá 7, phone 0905 123 456.\nNOVAK reported ERR-4711 in 5.2.1.\n\n"
        "Kind regards,\nJana"
    )
    assert without_people(text, ["jana", "novak", "", "me"]) == (
        "someone@example.com ([name]) sits at [address], "
        "[address], [address], phone [number].\n[name] reported ERR-4711 in 5.2.1.\n\n[name]"
    )
    assert without_people("سلام مریم،\n\nVPN قطع می‌شود.", []) == "VPN قطع می‌شود."


def test_articles_are_suggested_for_a_ticket(desk: Desk) -> None:
    assert desk.ok("kb", "suggest", ID) == "No article comes near.\n"
    text = "---\ntitle: The tunnel drops\nstatus: published\n---\n\nUpdate the client.\n"
    desk.write("kb/en/network/vpn.md", text)
    desk.write("kb/en/network/mail.md", text.replace("The tunnel drops", "Mail stays out"))
    told = desk.ok("kb", "suggest", ID)
    assert told.startswith("The tunnel drops  kb/en/network/vpn.md\n")
    assert told.endswith(f"Link it: desk reply {ID} --article en/network/vpn\n")
    found = json.loads(desk.ok("kb", "suggest", ID, "--limit", "1", "--json"))
    assert [each["key"] for each in found["articles"]] == ["en/network/vpn"]


def test_gaps_name_the_words_of_askers_that_the_article_lacks(desk: Desk) -> None:
    text = "---\ntitle: Forgotten password\nstatus: published\n---\n\nReset it, or log in anew.\n"
    desk.write("kb/en/account/reset.md", text)
    for subject in ("Passphrase is gone", "My PASSPHRASE does not work", "Resetting passwords"):
        desk.ok("new", subject, "-m", "x")
        desk.ok("link", "@", "article", "en/account/reset")
    assert desk.ok("kb", "gaps") == (
        "Answered, and asked again and again:\n"
        "  en/account/reset: 3 tickets\n"
        "Asked for in words that the article lacks; add them as keywords or synonyms:\n"
        "  en/account/reset: passphrase\n"
    )
    desk.write("kb/en/account/reset.md", text.replace("status:", "keywords: [passphrase]\nstatus:"))
    assert "passphrase" not in desk.ok("kb", "gaps")


def test_gaps_are_topics_without_an_article_and_articles_without_a_ticket(desk: Desk) -> None:
    for name in ("used", "unused"):
        text = f"---\ntitle: {name}\nstatus: published\n---\n\nText.\n"
        desk.write(f"kb/en/network/{name}.md", text)
    for subject in ("Printer jam", "Paper jam in the printer", "The printer jams"):
        desk.ok("new", subject, "-m", "x", "--tag", "printing")
    for subject in ("One", "Two", "Three"):
        desk.ok("new", subject, "-m", "x", "--tag", "wifi")
        desk.ok("link", "@", "article", "en/network/used")
    assert desk.ok("kb", "gaps") == (
        "Many tickets, no article:\n"
        "  printing: 3 tickets (printer, jam)\n"
        "Answered, and asked again and again:\n"
        "  en/network/used: 3 tickets\n"
        "Linked by no ticket:\n"
        "  en/network/unused\n"
    )
    later = desk.ok("kb", "gaps", "--days", "1", now="2027-11-21T12:00:00Z")
    assert later == "Linked by no ticket:\n  en/network/unused\n  en/network/used\n"
