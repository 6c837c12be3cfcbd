"""What everyday commands read and start: as much in a desk of many tickets as in one of few."""

from __future__ import annotations

import pytest
from tests.bench.desks import tickets
from tests.support.counted import Work, work_of
from tests.support.desks import ARTICLE, SETTINGS, Desk, make_desk
from tests.support.waiting import wait_for

NOW, LATER = "2026-11-21T12:00:00Z", "2026-11-21T12:05:00Z"
KEPT = ("search/state.json", "articles-checked.json")
"""What is known of articles, once their files are old enough to be trusted."""


@pytest.fixture(scope="module", params=[20, 80])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    files = {"desk.yml": SETTINGS, "kb/en/start/print.md": ARTICLE}
    files |= {ticket.path: text for ticket, text in tickets(request.param)}
    made = make_desk(tmp_path_factory.mktemp("counted") / "desk", files)
    made.ok("index")
    made.ok("age")
    for warm in (("age",), ("check",), ("search", "printer")):
        made.ok(*warm)
    kept = [made.root / ".git/plaindesk" / name for name in KEPT]
    wait_for(
        lambda: (
            made.ok("search", "--kb", "print") + made.ok("check") != ""
            and all(path.exists() for path in kept)
        )
    )
    return made


def some(desk: Desk) -> str:
    return min(path.parent.name for path in desk.root.glob("tickets/*/*/README.md"))


STATUS = "git status"
WRITES = ("git var", "git add", "git commit", "git rev-parse")
COUNTED = {
    "list": Work(0, 0, (STATUS,)),
    "list queue:network -assignee:*": Work(0, 0, (STATUS,)),
    "list printer": Work(0, 0, (STATUS,)),
    "show ID": Work(1, 0, (STATUS,)),
    "explain ID": Work(1, 0, ()),
    "search --tickets printer --limit 3": Work(0, 0, (STATUS,)),
    "search --tickets printer --limit 3 --json": Work(3, 0, (STATUS,)),
    "search --kb print": Work(0, 0, ()),
    "check": Work(0, 0, (STATUS,)),
    "age": Work(0, 0, (STATUS,)),
    "route --dry-run": Work(0, 0, (STATUS,)),
    "note ID -m words --as alice": Work(4, 0, WRITES),
    "reply ID -m words --as alice": Work(5, 0, WRITES),
    "new Subject -m words": Work(3, 0, WRITES),
}
"""The only ticket whose files are read is the one that is shown or changed, with the entries
that a command before has put beside it."""


def test_no_command_does_more_where_there_is_more(desk: Desk) -> None:
    for words in ("queue:network", "printer"):
        desk.ok("list", words)
    one = some(desk)
    counted = {said: work_of(desk, *said.replace("ID", one).split(), now=NOW) for said in COUNTED}
    assert counted == COUNTED


def test_what_was_changed_is_all_that_is_read_anew(desk: Desk) -> None:
    desk.ok("list")
    desk.ok("check")
    desk.ok("note", some(desk), "-m", "words", "--as", "alice")
    files = len(desk.entries(some(desk))) + 1
    again = work_of(desk, "list", now=LATER)
    assert again == Work(files, 0, (STATUS, "git diff-tree"))
    assert work_of(desk, "list", now=LATER) == Work(0, 0, (STATUS,))
    assert work_of(desk, "check", now=LATER) == Work(files, 0, (STATUS,))
