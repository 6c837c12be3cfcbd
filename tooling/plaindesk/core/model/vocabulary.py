"""The closed sets of words that files and commands use."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    ON_HOLD = "on-hold"
    RESOLVED = "resolved"
    CLOSED = "closed"

    @property
    def is_done(self) -> bool:
        """Nobody is expected to work on the ticket now."""
        return self in (Status.RESOLVED, Status.CLOSED)


class TicketType(StrEnum):
    """The four kinds of work that ITIL tells apart."""

    INCIDENT = "incident"
    REQUEST = "request"
    PROBLEM = "problem"
    CHANGE = "change"


class Level(StrEnum):
    """A degree of impact or urgency."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Priority(StrEnum):
    """How soon a ticket is to be worked on; P1 comes first."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"

    def raised(self, steps: int) -> Priority:
        """The priority that many steps nearer to P1, which is the end of the road."""
        order = list(Priority)
        return order[max(0, min(len(order) - 1, order.index(self) - steps))]


class Channel(StrEnum):
    """How a request came in."""

    EMAIL = "email"
    FORM = "form"
    PHONE = "phone"
    CHAT = "chat"
    WALK_IN = "walk-in"
    API = "api"
    MONITORING = "monitoring"


class EntryKind(StrEnum):
    """What sort of thing happened to a ticket."""

    MESSAGE = "message"
    REPLY = "reply"
    NOTE = "note"
    CHANGE = "change"
    ESCALATION = "escalation"
    SURVEY = "survey"
    APPROVAL = "approval"


class Verdict(StrEnum):
    """What an approval says."""

    APPROVED = "approved"
    REJECTED = "rejected"


class LinkKind(StrEnum):
    """How a ticket relates to what it names."""

    PARENT = "parent"
    DUPLICATE_OF = "duplicate-of"
    CAUSED_BY = "caused-by"
    FIXES = "fixes"
    RELATES_TO = "relates-to"
    ARTICLE = "article"
    EXTERNAL = "external"


class Audience(StrEnum):
    """Who may read an article."""

    PUBLIC = "public"
    REQUESTERS = "requesters"
    AGENTS = "agents"


class ArticleStatus(StrEnum):
    """How far an article has come."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Target(StrEnum):
    """The four promises that an SLA policy can make."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    UPDATE = "update"
    RESOLUTION = "resolution"


class Holding(StrEnum):
    """What a field of the desk's own holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    WINDOW = "window"
    PEOPLE = "people"


class News(StrEnum):
    """What people can be told of; where an entry is several, the first of them counts."""

    OPENED = "opened"
    ESCALATION = "escalation"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REPLY = "reply"
    MESSAGE = "message"
    APPROVAL = "approval"
    SURVEY = "survey"
    REOPENED = "reopened"
    ASSIGNED = "assigned"
    NOTE = "note"


class Assigning(StrEnum):
    """How a queue finds the agent for a ticket."""

    LOAD = "load"
    ROUND_ROBIN = "round-robin"
    STICKY = "sticky"


class WhenAway(StrEnum):
    """What becomes of a ticket that waits for an answer while its agent is away."""

    KEEP = "keep"
    RELEASE = "release"
    DEPUTY = "deputy"


class ForgeKind(StrEnum):
    """Where a desk's repository lives."""

    GITHUB = "github"
    FORGEJO = "forgejo"
    GITLAB = "gitlab"


BOT = "desk"
"""The author of what jobs write."""


class SiteSearch(StrEnum):
    """What searches the published site; `auto` leaves it to the size of the site."""

    AUTO = "auto"
    BUILT_IN = "built-in"
    PAGEFIND = "pagefind"
