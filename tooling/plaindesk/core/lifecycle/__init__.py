"""The workflow: which changes are legal, what they ask for, and a request that becomes an entry."""

from plaindesk.core.lifecycle.approvals import refuse_approval, verdicts
from plaindesk.core.lifecycle.decide import Request, changes_to, decide, may_become
from plaindesk.core.lifecycle.gates import gates_of, lacking, obstacles, remedies
from plaindesk.core.lifecycle.moments import SKEW
from plaindesk.core.lifecycle.roles import holders, is_role, plays
from plaindesk.core.lifecycle.surveys import refuse_second_survey
from plaindesk.core.lifecycle.transitions import follow

__all__ = [
    "SKEW",
    "Request",
    "changes_to",
    "decide",
    "follow",
    "gates_of",
    "holders",
    "is_role",
    "lacking",
    "may_become",
    "obstacles",
    "plays",
    "refuse_approval",
    "refuse_second_survey",
    "remedies",
    "verdicts",
]
