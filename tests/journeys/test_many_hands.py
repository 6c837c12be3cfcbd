"""Two to five people, each on a branch of their own, and stock Git between them.

They answer, change fields, fold and merge in any order. Nothing that was said is lost or
doubled, no conflict needs a person, and it makes no difference who merges whom.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.desks import ID, README, SETTINGS, TICKET, Desk, make_desk

from plaindesk.core.model.time.moments import format_instant
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.front_matter import split
from plaindesk.text.codecs.ticket import read

PEOPLE = ("alice", "bob", "carol", "dave", "eva")
DESK = SETTINGS.replace(
    "queues:\n", "".join(f"  {name}: {{name: {name}}}\n" for name in PEOPLE[2:]) + "queues:\n", 1
)
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SETS = (
    "status=open", "status=pending", "status=on-hold", "status=resolved", "priority=P1",
    "priority=P3", "assignee=alice", "assignee=", "tags+=slow", "tags-=vpn", "queue=network",
    "root_cause=a worn cable", "risk=low", "line=2",
)  # fmt: skip
STEPS = st.tuples(
    st.integers(0, 4),
    st.sampled_from(["say", "say", "set", "set", "fold", "merge", "merge"]),
    st.integers(0, 1_000),
    st.integers(-90, 90),
)


class Hands:
    """One repository with a branch for everybody."""

    def __init__(self, root: Path, people: int) -> None:
        self.desk = make_desk(root, {"desk.yml": DESK, README: TICKET})
        self.people = PEOPLE[:people]
        for name in self.people:
            self.desk.git("branch", name)
        self.said: list[str] = []

    def do(self, number: int, step: tuple[int, str, int, int]) -> None:
        """Let somebody do something; clocks differ by a minute and a half."""
        who, action, choice, skew = step
        name = self.people[who % len(self.people)]
        now = format_instant(START + timedelta(minutes=number, seconds=skew))
        self.desk.git("switch", "--quiet", name)
        if action == "merge":
            others = [other for other in self.people if other != name]
            self.merge(others[choice % len(others)])
        elif action == "say":
            words = f"Words number {number}. They are on one line, as many answers are."
            self.desk.ok("note", ID, "-m", words, "--as", name, now=now)
            self.said.append(words)
        elif action == "set":
            self.desk.run("set", ID, SETS[choice % len(SETS)], "--as", name, now=now)
        else:
            self.desk.ok("fold", now=now)

    def merge(self, other: str) -> None:
        """Merge somebody's branch into the one we are on, and the other way round to compare."""
        ours = self.desk.git("rev-parse", "HEAD").strip()
        self.desk.git("switch", "--quiet", "--detach", other)
        theirs = self._merged(ours)
        self.desk.git("switch", "--quiet", "-")
        assert self._merged(other) == theirs

    def _merged(self, other: str) -> str:
        done = subprocess.run(
            ["git", "merge", "--quiet", "--no-edit", other],
            cwd=self.desk.root,
            check=False,
            capture_output=True,
        )
        if done.returncode:
            self.desk.ok("resolve")
            self.desk.git("commit", "--quiet", "--no-edit")
        return self.desk.git("rev-parse", "HEAD^{tree}")

    def everything(self) -> Counter[str]:
        """Count the entries of the branch we are on by their text, folded or not."""
        folded = [block.text.rstrip("\n") for block in split(self.desk.read(README))[1:]]
        folder = f"tickets/2611/{ID}"
        loose = [self.desk.read(f"{folder}/{name}").rstrip("\n") for name in self.desk.entries()]
        return Counter([*folded, *loose])


@given(people=st.integers(2, 5), steps=st.lists(STEPS, min_size=6, max_size=14))
@settings(max_examples=14)
def test_nothing_is_lost_whoever_merges_whom(
    people: int, steps: list[tuple[int, str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hands = Hands(Path(folder) / "desk", people)
        for number, step in enumerate(steps):
            hands.do(number, step)
        written = union(hands)
        for name in hands.people[1:]:
            hands.desk.git("switch", "--quiet", hands.people[0])
            hands.merge(name)
        for name in hands.people:
            hands.desk.git("switch", "--quiet", name)
            hands.merge(hands.people[0])
            assert hands.everything() == written
        trees = {hands.desk.git("rev-parse", f"{name}^{{tree}}") for name in hands.people}
        assert len(trees) == 1
        assert_sound(hands.desk, hands.said)


def union(hands: Hands) -> Counter[str]:
    """Gather every entry that somebody has; the same one on two branches is one."""
    found: Counter[str] = Counter()
    for name in hands.people:
        hands.desk.git("switch", "--quiet", name)
        found |= hands.everything()
    assert {*found.values()} <= {1}
    return found


def assert_sound(desk: Desk, said: list[str]) -> None:
    """It reads as a whole, and all words are there."""
    reading = read(decode(README, desk.read(README).encode()))
    assert reading.findings == ()
    shown = desk.ok("show", ID)
    assert [words for words in said if shown.count(words) != 1] == []
    assert not {"conflict-markers", "entry-twice", "entry-name"} & {
        line.rpartition("[")[2].rstrip("]") for line in desk.run("check").out.splitlines()
    }
