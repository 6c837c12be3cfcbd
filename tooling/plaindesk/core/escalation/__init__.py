"""What jobs do when time passes: each step at most once, with its reason."""

from plaindesk.core.escalation.model import Step
from plaindesk.core.escalation.steps import steps, upcoming

__all__ = ["Step", "steps", "upcoming"]
