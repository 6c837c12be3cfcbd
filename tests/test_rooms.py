"""Where things are: no circles, no crowded folder, and what one looks for is where one looks."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

PACKAGE = Path(__file__).parents[1] / "tooling" / "plaindesk"
MOST = 15
"""Modules of one folder, its `__init__` aside."""


def test_no_modules_import_each_other_in_a_circle() -> None:
    """What is imported for types alone counts too."""
    graph = grimp.build_graph("plaindesk", cache_dir=None)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(list(TopologicalSorter(needs).static_order())) == len(graph.modules)


def test_no_folder_is_crowded() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    counts = {
        folder.relative_to(PACKAGE).as_posix(): len([*folder.glob("*.py")]) - 1
        for folder in folders
    }
    assert {name: count for name, count in counts.items() if count > MOST} == {}


# What somebody new asks, and the function, class or table that is the answer.
QUESTIONS = {
    "Where is it decided that a reply ends the first-response clock?": (
        "core/sla/history.py",
        "is_answer",
    ),
    "When is a target due, in open hours?": ("core/calendar/arithmetic.py", "add"),
    "Which policy does a ticket get?": ("core/sla/policy.py", "Book"),
    "When does a resolved ticket close by itself?": ("core/escalation/waits.py", "closes_at"),
    "Which rule puts a ticket into its queue?": ("core/routing/router.py", "Router"),
    "Which agent gets a ticket?": ("core/assignment.py", "Roster"),
    "Which statuses may follow each other?": ("core/lifecycle/transitions.py", "follow"),
    "How does a reply become an entry?": ("core/lifecycle/decide.py", "decide"),
    "How is a query read?": ("core/query/parse.py", "parse"),
    "Which fields can a query name?": ("core/query/fields.py", "QUERY_FIELDS"),
    "Which findings are there?": ("core/checks/catalogue.py", "CATALOGUE"),
    "How is a ticket's file read?": ("text/codecs/ticket.py", "read"),
    "How are two versions of a ticket put together?": ("text/codecs/ticket_merge.py", "rebuild"),
    "Where does a push get retried?": ("services/exchange/syncing.py", "sync"),
    "How is Git started?": ("store/git/process.py", "run"),
    "What makes a change all or nothing?": ("store/transaction.py", "apply"),
    "How is it known that a notice went out already?": ("store/sent_marks.py", "Ledger"),
    "How do articles rank in a search?": ("store/search/bm25.py", "scores"),
    "How does an issue of a forge become a ticket?": ("services/forge_intake.py", "take"),
    "What keeps an article from running a script?": ("site/safety/sanitizer.py", "SafetyExtension"),
    "What does `desk check --fix` mend?": ("services/checks/fixes.py", "mend"),
    "Where do exit codes come from?": ("cli/main.py", "main"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_one_looks_for_is_there(question: str) -> None:
    path, name = QUESTIONS[question]
    pattern = rf"^(?:def|class) {name}\b|^{name}\b.* = "
    assert re.search(pattern, (PACKAGE / path).read_text("utf-8"), re.MULTILINE)
