"""What lies beside the articles of the desk that the site's tests build: tickets, one hostile."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from plaindesk.core.model.ids import folder, mint

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CREATED = datetime(2026, 11, 20, 9, tzinfo=UTC)
ATTACK = "<script>window.hacked = 1</script>"
SIGNS = "zq7canary"
"""Stands only in what nobody outside may read."""

_TICKET = """\
---
id: {id}
status: open
created: 2026-11-20T09:00:00Z
assignee:

channel: email

priority: P2

requester: {signs}@example.com

queue: support

organisation:

line: 1

language: en

service:
source:
type: incident

impact:

urgency:

sla:

tags: [vpn]

subject: {subject}

links: {links}

fields: {fields}
---

{body}

---
at: 2026-11-20T10:00:00Z
by: alice
kind: note
---

{signs} <b onclick="window.hacked = 1">note</b>
"""
_HOSTILE_BODY = f"""\
{SIGNS} {ATTACK}

# No heading
- - - [x](javascript:window.hacked=1) `code` **bold** | a | b |
<img src=x onerror="window.hacked = 1"> {{{{ config }}}} {{% raw %}}
    four blanks\u202e and letters that run backwards
</td></table></div></article>
??? question "folded"
{{: onclick="window.hacked = 1" }}
"""


def _ticket(number: int, subject: str, body: str, links: str = "", fields: str = "") -> str:
    name = mint(CREATED, [number] * 4)
    return _TICKET.format(
        id=name, subject=subject, body=body, links=links, fields=fields, signs=SIGNS
    )


IDS = [mint(CREATED, [number] * 4) for number in range(1, 4)]
TICKETS = {
    IDS[0]: _ticket(
        1, f"'{ATTACK} | {SIGNS} {{{{ x }}}}'", _HOSTILE_BODY, "{article: [en/printing/jam]}"
    ),
    IDS[1]: _ticket(
        2,
        'The VPN is "down" <b>since</b> nine',
        SIGNS,
        "{article: [en/printing/jam, en/account/sign-in]}",
        "{public: true, public_summary: 'We are on it. </div><script>window.hacked = 1</script>'}",
    ),
    IDS[2]: _ticket(3, f"Only for us {SIGNS}", SIGNS, "", "{public_summary: " + SIGNS + "}"),
}


def write_tickets(root: Path) -> None:
    """Put them where a desk has its tickets."""
    for name, text in TICKETS.items():
        path = root / folder(name) / "README.md"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
