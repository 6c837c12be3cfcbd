"""Two tickets that become one: what is said on which, and the way back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.support.texts import settings_of, ticket_of

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request, decide
from plaindesk.core.lifecycle.merging import (
    going_into,
    refuse_merge,
    taking_back,
    taking_in,
    words_of,
)
from plaindesk.core.model.vocabulary import EntryKind, LinkKind, Status

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DESK = settings_of("name: x\n")
HEAD = """\
---
id: {id}
status: {status}
created: 2026-11-23T09:00:00Z
requester: {requester}
subject: {subject}
links: {links}
---

{body}
"""
ENTRY = """\

---
at: 2026-11-23T{time}:00Z
by: {by}
kind: {kind}
{rest}
---

{body}
"""
KEPT, OTHER, THIRD = "2611-7K3MX", "2611-MV740", "2611-12345"


def text(name: str = OTHER, *entries: str, **fields: str) -> str:
    usual = {"status": "open", "requester": "jana@example.com", "subject": "No tunnel"}
    head = {**usual, "links": "", "body": "My tunnel is gone.", **fields}
    return HEAD.format(id=name, **head) + "".join(entries)


def entry(time: str, kind: str, body: str = "Words.", rest: str = "", by: str = "bob") -> str:
    return ENTRY.format(time=time, by=by, kind=kind, rest=rest, body=body)


def copied(source: str) -> list[str]:
    return [
        f"{e.at:%H:%M} {e.by} {e.kind} {e.origin}: {e.body.strip()} {e.spent or ''}".strip()
        for e in words_of(ticket_of(source))
    ]


def test_the_words_of_a_ticket_are_copied_with_their_times_and_nothing_else() -> None:
    said = [
        entry("10:00", "reply", "Since when?", "spent: 15m"),
        entry("10:10", "message", "Since ten.", by="jana@example.com"),
        entry("10:20", "note", "Looking."),
        entry("10:30", "change", "Mine.", "changes: {assignee: [null, bob]}"),
        entry("10:40", "approval", "Yes.", "verdict: approved"),
        entry("10:50", "survey", "Good.", "score: 5"),
        entry("10:55", "note", "", "spent: 5m"),
        entry("11:00", "note", "Took in.", f"merge: {THIRD}"),
        entry("11:05", "message", "Mine too.", f"origin: {THIRD}", by="eva@example.com"),
        entry("11:10", "note", "Let go.", f"unmerge: {THIRD}"),
    ]
    assert copied(text(OTHER, *said)) == [
        "09:00 jana@example.com message 2611-MV740: My tunnel is gone.",
        "10:00 bob reply 2611-MV740: Since when?",
        "10:10 jana@example.com message 2611-MV740: Since ten.",
        "10:20 bob note 2611-MV740: Looking.",
    ]
    assert copied(text(OTHER, *said[:-1]))[-1] == (
        "11:05 eva@example.com message 2611-MV740: Mine too."
    )


def test_a_ticket_without_words_or_requester_is_copied_by_its_subject() -> None:
    assert copied(text(requester="", body="")) == ["09:00 somebody message 2611-MV740: No tunnel"]


def test_blank_words_are_none() -> None:
    blank = ticket_of(text(OTHER, entry("10:00", "note", "", "spent: 5m")))._replace(body=" \n")
    blank = blank._replace(entries=(blank.entries[0]._replace(body="\n"),))
    assert [(e.kind, e.body) for e in words_of(blank)] == [(EntryKind.MESSAGE, "No tunnel")]


def test_the_ticket_that_is_kept_takes_the_other_in() -> None:
    other = ticket_of(text())
    assert taking_in(other, "bob") == Request(
        by="bob", kind=EntryKind.NOTE, body="Took in 2611-MV740: No tunnel", merge=OTHER
    )
    assert taking_in(other._replace(files=("a.txt", "b.png")), "bob").body == (
        "Took in 2611-MV740: No tunnel\nIts attachments are with it: a.txt, b.png"
    )


def test_the_other_goes_into_it_and_is_done() -> None:
    kept = ticket_of(text(KEPT, subject="VPN drops"))
    linked = {LinkKind.DUPLICATE_OF: (KEPT,)}
    assert going_into(ticket_of(text()), kept, "bob") == Request(
        by="bob",
        kind=EntryKind.NOTE,
        body="Goes on in 2611-7K3MX: VPN drops",
        merge=KEPT,
        values={"links": linked, "status": Status.RESOLVED},
    )
    for status in ("resolved", "closed"):
        done = going_into(ticket_of(text(status=status)), kept, "bob")
        assert done.values == {"links": linked}


def test_it_keeps_its_other_links() -> None:
    kept = ticket_of(text(KEPT))
    links = f"{{duplicate-of: [{THIRD}], article: [en/vpn]}}"
    found = going_into(ticket_of(text(links=links)), kept, "bob").values["links"]
    assert found == {LinkKind.DUPLICATE_OF: (THIRD, KEPT), LinkKind.ARTICLE: ("en/vpn",)}
    assert isinstance(found, dict)
    assert list(found) == sorted(found, key=list(LinkKind).index)
    again = text(links=f"{{duplicate-of: [{KEPT}]}}")
    assert going_into(ticket_of(again), kept, "bob").values["links"] == {
        LinkKind.DUPLICATE_OF: (KEPT,)
    }


def merged(status: str = "open", links: str = "") -> tuple[str, str]:
    """Return the kept ticket's text, and the other's when it has gone into it."""
    kept = text(KEPT, subject="VPN drops")
    other = text(status=status, links=links)
    asked = going_into(ticket_of(other), ticket_of(kept), "bob")
    done = decide(ticket_of(other), asked, DESK, NOW)
    after = ticket_of(other).with_entry(done)
    held = f"{{duplicate-of: [{', '.join(after.links[LinkKind.DUPLICATE_OF])}]}}"
    change = done.change_of("status")
    rest = f"merge: {KEPT}" + (
        f"\nchanges: {{status: [{change.old}, {change.new}]}}" if change else ""
    )
    return kept, text(OTHER, entry("12:00", "note", rest=rest), status=after.status, links=held)


@pytest.mark.parametrize(
    ("status", "links", "values"),
    [
        ("on-hold", "", {"links": {}, "status": Status.ON_HOLD}),
        ("closed", "", {"links": {}}),
        (
            "open",
            f"{{duplicate-of: [{THIRD}]}}",
            {"links": {LinkKind.DUPLICATE_OF: (THIRD,)}, "status": Status.OPEN},
        ),
    ],
)
def test_a_merge_is_taken_back_to_what_was_before(
    status: str, links: str, values: dict[str, object]
) -> None:
    kept, other = map(ticket_of, merged(status, links))
    assert taking_back(kept, other, "bob") == (
        Request(by="bob", kind=EntryKind.NOTE, body="Let 2611-MV740 go again.", unmerge=OTHER),
        Request(
            by="bob",
            kind=EntryKind.NOTE,
            body="On its own again, apart from 2611-7K3MX.",
            unmerge=KEPT,
            values=values,  # type: ignore[arg-type]
        ),
    )


def test_the_last_merge_is_the_one_that_is_taken_back() -> None:
    kept, other = merged()
    again = entry("12:30", "note", rest=f"merge: {KEPT}\nchanges: {{status: [pending, resolved]}}")
    later = entry("12:40", "note")
    _, back = taking_back(ticket_of(kept), ticket_of(other + again + later), "bob")
    assert back.values["status"] is Status.PENDING


def refusal(kept: str, other: str) -> str:
    with pytest.raises(DeskError) as refused:
        refuse_merge(ticket_of(kept), ticket_of(other))
    return str(refused.value)


def test_what_makes_no_sense_is_refused() -> None:
    kept, other = merged()
    assert refusal(kept, kept) == "A ticket can't be merged with itself."
    assert refusal(kept, other) == (
        "2611-MV740 is merged into 2611-7K3MX already.\n"
        "Take it out again: desk merge 2611-7K3MX 2611-MV740 --undo"
    )
    part = "2611-MV740 is part of 2611-7K3MX.\nMerge with that: 2611-7K3MX"
    assert refusal(text(THIRD), other) == part
    assert refusal(other, text(THIRD)) == part
    assert refusal(text(KEPT, status="closed"), text()) == (
        "2611-7K3MX is closed, and closed tickets stay so.\nName an open one first."
    )
    with pytest.raises(DeskError, match=r"^2611-MV740 isn't merged into 2611-12345\.$"):
        taking_back(ticket_of(text(THIRD)), ticket_of(other), "bob")


def test_what_is_called_a_duplicate_takes_in_nothing_of_the_other() -> None:
    kept, other = ticket_of(text(KEPT)), ticket_of(text())
    kept = kept._replace(links={LinkKind.DUPLICATE_OF: (other.id,)})
    with pytest.raises(DeskError, match=rf"^{kept.id} is called a duplicate of {other.id}") as told:
        refuse_merge(kept, other)
    assert told.value.hint == f"Turn it round: desk merge {other.id} {kept.id}"
    refuse_merge(other, kept)


def test_any_other_two_may_be_merged() -> None:
    for status in ("open", "resolved"):
        kept, other = ticket_of(text(KEPT, status=status)), ticket_of(text(status="closed"))
        refuse_merge(kept, other)
        assert taking_in(other, "bob").merge == other.id
