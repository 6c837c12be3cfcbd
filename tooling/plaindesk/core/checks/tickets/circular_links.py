"""Links that lead in a circle: two tickets can't each be a part, or the cause, of the other."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from plaindesk.core.model import ids
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.vocabulary import LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaindesk.core.model.ticket import Links

DIRECTED = (LinkKind.PARENT, LinkKind.DUPLICATE_OF, LinkKind.CAUSED_BY, LinkKind.FIXES)
"""Kinds of links of which only one direction can be true."""
_MOST = 20
"""Circles of a kind that are told of at once."""


def check_circles(links: Mapping[str, Links]) -> Iterator[Finding]:
    """Tell of each circle once, at its ticket of the lowest id; `links` are all tickets'."""
    for kind in DIRECTED:
        for circle in circles({name: held.get(kind, ()) for name, held in links.items()}):
            first = circle.index(min(circle))
            names = (*circle[first:], *circle[: first + 1])
            yield Finding(
                path=f"{ids.folder(names[0])}/README.md",
                code="circular-link",
                severity=Severity.WARNING,
                message=f"These lead in a circle ({kind}): {' to '.join(names)}.",
                hint=f"Take one link away: desk link {names[0]} {kind} {names[1]} --remove",
                field="links",
            )


def circles(targets: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Find circles among links of one kind, each as its tickets in their order."""
    left = {name: {*held} - {name} for name, held in targets.items() if held}
    for _ in range(_MOST):
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            *circle, _ = reversed(error.args[1])  # it names what comes before first
            yield tuple(circle)
            left[circle[-1]].discard(circle[0])
        else:
            return
