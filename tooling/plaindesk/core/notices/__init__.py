"""Who is to be told of what happened to tickets, and in which words."""

from plaindesk.core.notices.deciding import notices_of
from plaindesk.core.notices.model import Notice
from plaindesk.core.notices.news import Happened
from plaindesk.core.notices.plain import harmless
from plaindesk.core.notices.words import digest

__all__ = ["Happened", "Notice", "digest", "harmless", "notices_of"]
