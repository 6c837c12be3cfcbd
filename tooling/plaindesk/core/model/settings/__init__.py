"""What `desk.yml` can say, with the words that explain each key.

Each field's `doc` is the comment that `desk init` writes, the text that `desk config
help` prints and the description in the JSON Schema. The text storey reads a file into
these records by their types alone.
"""

from plaindesk.core.model.settings.attachments import Attachments
from plaindesk.core.model.settings.desk import (
    CATALOGUED,
    Contact,
    Forge,
    Jobs,
    Search,
    Settings,
    Site,
)
from plaindesk.core.model.settings.flow import (
    Macro,
    Priorities,
    Retention,
    RoutingRule,
    RuleTest,
)
from plaindesk.core.model.settings.notices import NoticeRule, Notify
from plaindesk.core.model.settings.people import Agent, Contract, Organisation, Queue, Service
from plaindesk.core.model.settings.promises import (
    Action,
    Calendar,
    EscalationRule,
    HolidaysFrom,
    Policy,
    Targets,
)
from plaindesk.core.model.settings.workflow import Gate, OwnField, Workflow

__all__ = [
    "CATALOGUED",
    "Action",
    "Agent",
    "Attachments",
    "Calendar",
    "Contact",
    "Contract",
    "EscalationRule",
    "Forge",
    "Gate",
    "HolidaysFrom",
    "Jobs",
    "Macro",
    "NoticeRule",
    "Notify",
    "Organisation",
    "OwnField",
    "Policy",
    "Priorities",
    "Queue",
    "Retention",
    "RoutingRule",
    "RuleTest",
    "Search",
    "Service",
    "Settings",
    "Site",
    "Targets",
    "Workflow",
]
