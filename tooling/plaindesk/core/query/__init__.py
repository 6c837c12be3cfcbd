"""The one query language: views, rules, policies, lists and searches are written in it."""

from plaindesk.core.query.evaluate import NO_FACTS, Facts, matches
from plaindesk.core.query.parse import parse
from plaindesk.core.query.tokens import QueryError
from plaindesk.core.query.tree import And, Node, Not, Or, Pattern, Term, Words

__all__ = [
    "NO_FACTS",
    "And",
    "Facts",
    "Node",
    "Not",
    "Or",
    "Pattern",
    "QueryError",
    "Term",
    "Words",
    "matches",
    "parse",
]
