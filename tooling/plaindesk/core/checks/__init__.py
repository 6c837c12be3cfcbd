"""The one rule book: what is wrong with a desk, for the command, CI and the site alike."""

from plaindesk.core.checks.articles.articles import check_article, check_articles
from plaindesk.core.checks.catalogue import CATALOGUE, Explanation
from plaindesk.core.checks.lookup import Known
from plaindesk.core.checks.settings import check_settings
from plaindesk.core.checks.stray_files import check_tree
from plaindesk.core.checks.tickets.ticket import check_ticket
from plaindesk.core.model.files.stray_files import Stray, StrayKind

__all__ = [
    "CATALOGUE",
    "Explanation",
    "Known",
    "Stray",
    "StrayKind",
    "check_article",
    "check_articles",
    "check_settings",
    "check_ticket",
    "check_tree",
]
