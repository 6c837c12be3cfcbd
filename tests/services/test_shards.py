"""A desk in parts: all parts together are the whole, whatever stands in it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.desks import ID, SETTINGS, TICKET, Desk, make_desk
from tests.support.forge import Forge

from plaindesk.core.model.files.shard import Shard

IDS = (ID, "2611-1DCBX", "2611-57YH1", "2612-5J8XT", "2611-5J8XT")
LATE = "2026-11-27T12:00:00Z"
HEADS = st.sampled_from(
    [
        "id: {own}\n",
        "id: {other}\n",
        "id: '{other}'\n",
        "id: {other}\nid: {other}\n",
        "id: {own}\n  {other}\n",
        "id: {lower}\n",
        "",
    ]
)
BODIES = st.sampled_from(
    [
        ("queue: support", "queue: nowhere"),
        ("links:\n", "links: {related: [2611-57YH1]}\n"),
        ("", ""),
    ]
)


@given(name=st.text(), count=st.integers(1, 50))
def test_every_ticket_is_in_one_part(name: str, count: int) -> None:
    parts = [Shard(number, count) for number in range(1, count + 1)]
    assert sum(part.holds(f"tickets/2611/{name}") for part in parts) == 1


def test_a_ticket_stays_in_its_part() -> None:
    thirds = [Shard.parse(f"{k}/3") for k in (1, 2, 3)]
    parts = [[k.number for k in thirds if k.holds(f"tickets/{n[:4]}/{n}")] for n in IDS]
    assert parts == [[3], [1], [1], [3], [3]]


@pytest.mark.parametrize("text", ["0/8", "9/8", "3", "a/b", "", "3/", "-1/8", "1/0", "01/8", "١/٨"])
def test_what_is_no_part_is_refused(desk: Desk, text: str) -> None:
    for command in ("check", "age"):
        answer = desk.run(command, f"--shard={text}")
        assert answer.code == 2
        assert f"'{text}' is no part of a whole, such as 1/8 or 8/8" in answer.err
    assert desk.run("check", "--shard", "1/2", "--fix").err.endswith(
        "Error: --shard is a part of everything; leave paths, --fix and --since out.\n"
    )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk")


def findings(desk: Desk, *arguments: str) -> tuple[list[str], int, int]:
    held = json.loads(desk.run("check", "--format", "json", *arguments).out)
    return sorted(map(json.dumps, held["findings"])), held["tickets"], held["articles"]


@given(
    tickets=st.lists(
        st.tuples(HEADS, st.sampled_from(IDS), BODIES), min_size=len(IDS), max_size=len(IDS)
    ),
    count=st.integers(2, 5),
)
@example(tickets=[("id: {other}\n", IDS[4], ("", ""))] * len(IDS), count=3)
@settings(max_examples=12)
def test_the_parts_find_what_the_whole_does(
    tickets: list[tuple[str, str, tuple[str, str]]], count: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = make_desk(Path(folder), {"desk.yml": f"{SETTINGS}speed: 3\n", "tickets/x": ""})
        for own, (head, other, change) in zip(IDS, tickets, strict=True):
            first = head.format(own=own, other=other, lower=own.lower())
            text = TICKET.replace(f"id: {ID}\n", first).replace(*change)
            desk.write(f"tickets/{own[:4]}/{own}/README.md", text)
        desk.write(f"tickets/2611/{ID}/stray.txt", "")
        desk.write("kb/en/a.md", "no front matter")
        parts = [findings(desk, "--shard", f"{k}/{count}") for k in range(1, count + 1)]
        together = sorted(finding for found, _, _ in parts for finding in found)
        counts = (sum(part[1] for part in parts), sum(part[2] for part in parts))
        assert (together, *counts) == findings(desk)


def desk_of_all(root: Path) -> Desk:
    files = {f"tickets/{n[:4]}/{n}/README.md": TICKET.replace(ID, n) for n in IDS}
    return make_desk(root, {"desk.yml": SETTINGS, **files})


def test_the_parts_age_what_the_whole_does(tmp_path: Path) -> None:
    desk = desk_of_all(tmp_path / "desk")
    whole = json.loads(desk.ok("age", "--dry-run", "--json", now=LATE))["tickets"]
    parts = [
        ticket
        for k in (1, 2, 3)
        for ticket in json.loads(
            desk.ok("age", "--dry-run", "--json", "--shard", f"{k}/3", now=LATE)
        )["tickets"]
    ]
    assert sorted(map(json.dumps, parts)) == sorted(map(json.dumps, whole))
    assert sum(len(ticket["steps"]) for ticket in parts) >= len(IDS)


def test_machines_that_age_a_part_each_settle(tmp_path: Path) -> None:
    """All begin at the same commit; whoever comes second puts itself behind the first."""
    alone = desk_of_all(tmp_path / "alone")
    alone.ok("age", now=LATE)
    forge = Forge.of(desk_of_all(tmp_path / "desk"))
    runners = [forge.clone(f"runner{k}") for k in (1, 2, 3)]
    for k, runner in enumerate(runners, start=1):
        runner.ok("age", "--shard", f"{k}/3", now=LATE)
    said = [runner.ok("sync", now=LATE) for runner in runners]
    after = forge.clone("after")
    assert after.git("rev-parse", "HEAD^{tree}") == alone.git("rev-parse", "HEAD^{tree}")
    assert len(said) == 3
    head = forge.head
    assert after.ok("age", "--shard", "2/3", now=LATE).endswith("0 steps taken\n")
    assert forge.head == head
