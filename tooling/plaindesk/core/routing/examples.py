"""The examples that stand beside the rules, routed by all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.ids import mint
from plaindesk.core.model.ticket import Ticket
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.routing.router import Detect, Router

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from plaindesk.core.model.settings import RuleTest, Settings
    from plaindesk.core.model.ticket import Value


def failed_tests(
    settings: Settings, now: datetime, detect: Detect | None = None
) -> Iterator[tuple[str, str]]:
    """Route the examples that stand beside the rules; yields the rule and what is wrong."""
    router = Router(settings, detect if _asks_for_language(settings) else None)
    for rule in settings.routing:
        for number, test in enumerate(rule.tests, 1):
            example = _example(test, now)
            after = example.changed(router.route(example, now).values)
            for field, wanted in test.expect.items():
                got = after.value(field)
                if got != wanted:
                    shown = f"'{field}' is {_shown(got)}, not {_shown(wanted)}"
                    yield rule.name, f"test {number}: {shown}"


def _asks_for_language(settings: Settings) -> bool:
    """Tell whether an example could depend on it: finding it out costs every check a moment."""
    return any(
        "language" in rule.when or any("language" in test.expect for test in rule.tests)
        for rule in settings.routing
    )


def _shown(value: Value) -> str:
    if not value:
        return "empty"
    text = ", ".join(value) if isinstance(value, tuple) else value
    return f"'{text}'"


def _example(test: RuleTest, now: datetime) -> Ticket:
    # Any id will do: no rule can see one that isn't there.
    ticket = Ticket(
        id=mint(now, [0, 0, 0, 0]), status=Status.NEW, created=now, subject="", body=test.text
    )
    return ticket.changed(test.ticket)
