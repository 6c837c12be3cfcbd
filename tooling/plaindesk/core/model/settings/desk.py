"""The whole of `desk.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.model.finding import Finding
from plaindesk.core.model.settings.attachments import Attachments
from plaindesk.core.model.settings.base import QueryText, Record, ZoneName, required, setting
from plaindesk.core.model.settings.flow import Macro, Priorities, Retention, RoutingRule
from plaindesk.core.model.settings.notices import Notify
from plaindesk.core.model.settings.people import Agent, Organisation, Queue, Service
from plaindesk.core.model.settings.promises import (
    DEFAULT_CALENDARS,
    DEFAULT_POLICIES,
    Calendar,
    Policy,
)
from plaindesk.core.model.settings.workflow import BUILT_IN_FIELDS, OwnField, Workflow
from plaindesk.core.model.vocabulary import SiteSearch

CATALOGUED = {
    "assignee": "agent",
    "queue": "queue",
    "service": "service",
    "organisation": "organisation",
    "sla": "policy",
}
"""Ticket fields that hold a name of the settings, and what that name is one of."""


def _concerns(found: str, key: str) -> bool:
    """Tell whether what is wrong at one place is a part of another, or holds it."""
    return f"{found}.".startswith(f"{key}.") or f"{key}.".startswith(f"{found}.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Contact(Record):
    """The ways to reach the desk that the site shows."""

    email: str = setting("An address.", "")
    issues: str = setting("The address of a new issue or form on the forge.", "")
    endpoint: str = setting("The address that a form sends JSON to, such as a form service's.", "")
    phone: str = setting("A number.", "")
    calendar: str | None = setting("The hours of the phone, a name from `calendars`.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Site(Record):
    """How the published site presents itself."""

    title: str = setting("The name on every page; else the desk's name.", "")
    titles: Mapping[str, str] = setting("The name by language; in others it is `title`.", {})
    url: str = setting("Where it is published, such as https://help.example.com/.", "")
    description: str = setting("One sentence for search engines.", "")
    descriptions: Mapping[str, str] = setting(
        "That sentence by language; in others it is `description`.", {}
    )
    feedback: str = setting("The address that hears whether an article was helpful.", "")
    search: SiteSearch = setting(
        "What searches it: `built-in`, `pagefind` for many articles, or `auto` by their number.",
        SiteSearch.AUTO,
    )
    sections: Mapping[str, str] = setting(
        "Sections in the order of the site, each with the name of an icon of Material's set, or "
        "with nothing; others follow by their names.",
        {},
    )
    imprint: str = setting("The address of the page that says who answers for the site.", "")
    contact: Contact = setting("The ways to reach the desk.", Contact())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Jobs(Record):
    """What runs on the forge."""

    addresses: tuple[str, ...] = setting(
        "Addresses that jobs commit with.", ("desk@users.noreply.github.com",)
    )
    install: str = setting(
        "Where they get the program: `plaindesk==1.0.0`, `git+https://HOST/REPOSITORY@COMMIT`, "
        "or a wheel in the desk with its hash, `PATH.whl sha256:HASH`.",
        "",
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Forge(Record):
    """Whose issues are answered, and as whom."""

    repositories: tuple[str, ...] = setting(
        "Repositories beside the desk's own whose issues it answers: `github.com/acme/app`.", ()
    )
    accounts: tuple[str, ...] = setting(
        "Bots that answer for the desk, beside the account of the token.",
        ("github-actions[bot]", "forgejo-actions", "gitea-actions"),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Search(Record):
    """What the search of articles knows beside their words."""

    synonyms: Mapping[str, tuple[tuple[str, ...], ...]] = setting(
        "Words that mean the same, as lists, by language.", {}
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Settings(Record):
    """The whole of `desk.yml`."""

    name: str = required("What this desk is called.")
    languages: tuple[str, ...] = setting("The site's languages; the first is the default.", ("en",))
    timezone: ZoneName = setting("The desk's own IANA time zone.", ZoneName("UTC"))
    id_symbols: int = setting("Random symbols of new ids: 4, or 5 above 300 tickets a month.", 4)
    agents: Mapping[str, Agent] = setting("Who answers, by handle.", {})
    manager: str | None = setting("The agent who is told where an escalation names `manager`.")
    queues: Mapping[str, Queue] = setting("Work lists, by name.", {})
    organisations: Mapping[str, Organisation] = setting("Whom requesters belong to.", {})
    services: Mapping[str, Service] = setting("The service catalogue.", {})
    priorities: Priorities = setting(
        "How a priority follows from impact and urgency.", Priorities()
    )
    calendars: Mapping[str, Calendar] = setting(
        "Open hours, by name; or `24/7`.", DEFAULT_CALENDARS
    )
    sla: tuple[Policy, ...] = setting(
        "SLA policies in order; the first that fits a ticket holds.", DEFAULT_POLICIES
    )
    routing: tuple[RoutingRule, ...] = setting("Routing rules in order.", ())
    fields: Mapping[str, OwnField] = setting(
        "Fields that this desk adds to its tickets, by name.", {}
    )
    workflow: Workflow = setting("Statuses, and what happens by itself.", Workflow())
    notify: Notify = setting("Who is told of what.", Notify())
    macros: Mapping[str, Macro] = setting("Canned replies, by name.", {})
    views: Mapping[str, QueryText] = setting("Saved queries: `desk list @name`.", {})
    jobs: Jobs = setting("What runs on the forge: addresses, or keys of its own.", Jobs())
    forge: Forge = setting("Issues of a forge that are answered.", Forge())
    attachments: Attachments = setting("Files beside tickets.", Attachments())
    retention: Retention = setting("How long closed tickets stay.", Retention())
    search: Search = setting("How articles are found.", Search())
    site: Site = setting("The published site.", Site())

    unread: tuple[Finding, ...] = ()
    """What stands in the file and can't be read: no default stands in for it."""

    def is_unread(self, key: str) -> bool:
        """Tell whether something under a key, or what it is a part of, can't be read."""
        return any(_concerns(finding.field, key) for finding in self.unread)

    def refuse_unread(self, *keys: str) -> None:
        """Raise UnreadSettingError where something under one of those keys can't be read.

        Without a key, anything counts.
        """
        for finding in self.unread:
            if not keys or any(_concerns(finding.field, key) for key in keys):
                raise UnreadSettingError(
                    f"{finding.path}:{finding.line}:{finding.column}: {finding.message}",
                    f"{finding.hint} What needs it is left alone until it is mended.".strip(),
                )

    @property
    def default_language(self) -> str:
        """The language that stands in where another is missing."""
        return self.languages[0]

    @property
    def spoken(self) -> frozenset[str]:
        """The languages of the site and of the agents, in which most people write."""
        agents = (code for agent in self.agents.values() for code in agent.languages)
        return frozenset((*self.languages, *agents))

    def catalogue(self, field: str) -> Mapping[str, object]:
        """Return the names that a field of `CATALOGUED` may hold."""
        if field == "sla":
            return {policy.name: policy for policy in self.sla}
        names: Mapping[str, object] = getattr(self, f"{CATALOGUED[field]}s")
        return names

    @property
    def own_fields(self) -> Mapping[str, OwnField]:
        """What a ticket's own fields may hold, by name."""
        return {**BUILT_IN_FIELDS, **self.fields}

    def agent_of(self, address: str) -> str | None:
        """Find whose mail address or Git identity this is."""
        wanted = address.lower()
        return next((h for h, agent in self.agents.items() if wanted in agent.addresses), None)

    def organisation_of(self, requester: str) -> str | None:
        """Find the organisation by the domain of a mail address."""
        domain = requester.rpartition("@")[2].lower()
        for handle, organisation in self.organisations.items():
            if domain in (known.lower() for known in organisation.domains):
                return handle
        return None
