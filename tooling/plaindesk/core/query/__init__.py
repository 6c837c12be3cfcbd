"""The one query language: views, rules, policies, lists and searches are written in it."""

from plaindesk.core.query.of_settings import parse_setting
from plaindesk.core.query.parse import parse
from plaindesk.core.query.tokens import QueryError
from plaindesk.core.query.tree import And, Node, Not, Or, Pattern, Term, Words

__all__ = [
    "And",
    "Node",
    "Not",
    "Or",
    "Pattern",
    "QueryError",
    "Term",
    "Words",
    "parse",
    "parse_setting",
]
