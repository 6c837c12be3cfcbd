"""Issue forms of a forge, made from the settings: services, fields of the desk's own, ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from plaindesk.channels.forge_events import OPENING, QUESTIONS
from plaindesk.core.model.vocabulary import ForgeKind, Level, TicketType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plaindesk.core.model.settings import OwnField, Settings

_FOLDERS = {
    ForgeKind.GITHUB: ".github/ISSUE_TEMPLATE",
    ForgeKind.FORGEJO: ".forgejo/ISSUE_TEMPLATE",
    ForgeKind.GITLAB: ".gitlab/issue_templates",
}
_FORMS = {
    TicketType.INCIDENT: ("Something is broken", "Something that worked doesn't any more."),
    TicketType.REQUEST: ("I need something", "Access, a device, information."),
}


def issue_forms(settings: Settings, forge: ForgeKind) -> Mapping[str, str]:
    """Write the forms that people fill in, by path; GitLab has texts in place of forms."""
    folder = _FOLDERS[forge]
    if forge is ForgeKind.GITLAB:
        return {f"{folder}/{kind.capitalize()}.md": _text(kind, settings) for kind in _FORMS}
    forms = {f"{folder}/{kind}.yml": _form(kind, settings) for kind in _FORMS}
    return {**forms, f"{folder}/config.yml": _yaml({"blank_issues_enabled": False})}


def _text(kind: TicketType, settings: Settings) -> str:
    """Write the questions as headings, and what may stand below each as a hint."""
    parts = [f"<!-- Written by `desk generate` from desk.yml. {_FORMS[kind][1]} -->"]
    for item in _body(kind, settings):
        asked = item["attributes"]
        options = ", ".join(asked.get("options", ()))
        hint = f"\n\n<!-- {_harmless(options)} -->" if options else ""
        parts.append(f"### {asked['label']}{hint}")
    return "\n\n".join((*parts, f"/label ~desk ~{kind}")) + "\n"


def _harmless(text: str) -> str:
    """Keep a name of the settings from ending the comment that it stands in."""
    return text.replace("--", "- -")


def _form(kind: TicketType, settings: Settings) -> str:
    name, description = _FORMS[kind]
    form = {
        "name": name,
        "description": description,
        "labels": ["desk", str(kind)],
        "body": list(_body(kind, settings)),
    }
    return _yaml(form)


def _body(kind: TicketType, settings: Settings) -> Iterator[dict[str, Any]]:
    yield _area("text", OPENING, required=True)
    if services := [service.name or key for key, service in settings.services.items()]:
        yield _choice("service", "What is it about?", services)
    if kind is TicketType.INCIDENT:
        for key, question in zip(("impact", "urgency"), QUESTIONS, strict=True):
            yield _choice(key, question, list(Level))
    for key, field in settings.fields.items():
        yield _own(key, field)


def _own(key: str, field: OwnField) -> dict[str, Any]:
    label = key.replace("_", " ").capitalize()
    return _choice(key, label, field.words) if field.words else _line(key, label)


def _area(key: str, label: str, *, required: bool) -> dict[str, Any]:
    return {
        "type": "textarea",
        "id": key,
        "attributes": {"label": label},
        "validations": {"required": required},
    }


def _line(key: str, label: str) -> dict[str, Any]:
    return {"type": "input", "id": key, "attributes": {"label": label}}


def _choice(key: str, label: str, options: Sequence[str]) -> dict[str, Any]:
    named = [str(option) for option in options]
    return {"type": "dropdown", "id": key, "attributes": {"label": label, "options": named}}


def _yaml(data: object) -> str:
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    return f"# Written by `desk generate` from desk.yml.\n{text}"
