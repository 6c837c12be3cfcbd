"""What a command refuses, as one exception with a message that says what to do."""

from __future__ import annotations


class DeskError(Exception):
    """A wrong request: the text says what is wrong, the hint what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both parts, so that a face can print them apart."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Both parts in one text."""
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UnfinishedError(DeskError):
    """What an earlier command wrote can't be committed now either: it waits in the journal."""


class UnreadSettingError(DeskError):
    """Something needs a setting that stands in `desk.yml` and can't be read.

    No default stands in for it: what needs it is refused, or left alone and told.
    """
