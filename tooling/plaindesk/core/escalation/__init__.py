"""What jobs do when time passes: each step at most once, with its reason."""

from plaindesk.core.escalation.model import Step
from plaindesk.core.escalation.steps import steps, upcoming
from plaindesk.core.escalation.waits import closes_at

__all__ = ["Step", "closes_at", "steps", "upcoming"]
