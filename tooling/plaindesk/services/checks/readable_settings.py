"""Whether the settings that a command decides by can be read and make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.checks import check_settings
from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.model.finding import Severity

if TYPE_CHECKING:
    from plaindesk.services.desk import Desk

_OF_RULES = ("rule-test",)
"""Findings about examples: a rule whose example fails still says what it says."""


def refuse_unsound(desk: Desk, *keys: str) -> None:
    """Raise UnreadSettingError where a setting under one of those keys can't be followed.

    That is one that can't be read, one with a query that can't be, or one that names
    something that isn't there: nothing is written from a guess.
    """
    desk.settings.refuse_unread(*keys)
    for finding in check_settings(desk.settings, desk.now):
        is_error = finding.severity is Severity.ERROR and finding.code not in _OF_RULES
        if is_error and finding.field.partition(" ")[0] in keys:
            raise UnreadSettingError(
                f"{finding.path}: {finding.message}", f"{finding.hint} See: desk check".strip()
            )
