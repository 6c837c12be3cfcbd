"""The page of a forge that makes a file, from whatever address a remote has."""

from __future__ import annotations

import pytest

from plaindesk.text.forge_urls import new_file

PATH = "tickets/2611/2611-7K3MX/reply.md"
ENCODED = "tickets%2F2611%2F2611-7K3MX%2Freply.md"


@pytest.mark.parametrize(
    ("remote", "page"),
    [
        (
            "https://github.com/acme/desk.git",
            f"https://github.com/acme/desk/new/main?filename={ENCODED}&value=Hi%0A",
        ),
        (
            "git@github.com:acme/desk.git",
            f"https://github.com/acme/desk/new/main?filename={ENCODED}&value=Hi%0A",
        ),
        (
            "ssh://git@github.com:22/acme/desk",
            f"https://github.com/acme/desk/new/main?filename={ENCODED}&value=Hi%0A",
        ),
        (
            "https://jane:secret@gitlab.example.com:8443/a/b/desk.git",
            f"https://gitlab.example.com:8443/a/b/desk/-/new/main?file_name={ENCODED}",
        ),
        (
            "https://codeberg.org/acme/desk",
            (
                "https://codeberg.org/acme/desk/_new/main/tickets/2611/2611-7K3MX"
                "?filename=reply.md&value=Hi%0A"
            ),
        ),
        (
            "forgejo@forgejo.example.com:acme/desk.git",
            (
                "https://forgejo.example.com/acme/desk/_new/main/tickets/2611/2611-7K3MX"
                "?filename=reply.md&value=Hi%0A"
            ),
        ),
        (
            "https://gitea.example.com/acme/de sk",
            (
                "https://gitea.example.com/acme/de%20sk/_new/main/tickets/2611/2611-7K3MX"
                "?filename=reply.md&value=Hi%0A"
            ),
        ),
    ],
)
def test_the_page_that_makes_a_file(remote: str, page: str) -> None:
    assert new_file(remote, "main", PATH, "Hi\n") == page


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "../remote.git",
        "/srv/github.com/desk.git",
        "file:///srv/gitlab/desk.git",
        "C:\\github\\desk",
        "https://git.example.com/acme/desk",
        "https://github.com",
        "https://github.com:port/a/b",
        "https://git hub.com/a/b",
        "git@github.com:",
    ],
)
def test_a_remote_that_is_no_forge_we_know(remote: str) -> None:
    assert new_file(remote, "main", PATH, "Hi\n") is None


def test_nothing_in_a_name_becomes_part_of_the_address() -> None:
    page = new_file("https://github.com/a/b", "x?y#z&q", "f/ä &value=evil#", "&a=b")
    assert page == (
        "https://github.com/a/b/new/x%3Fy%23z%26q"
        "?filename=f%2F%C3%A4%20%26value%3Devil%23&value=%26a%3Db"
    )
