"""The commented `desk.yml` of a new desk: the template with each key's own explanation."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from plaindesk.text.settings.help import doc_of
from plaindesk.text.yaml import scalars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARK = re.compile(r"^( *(?:# +)?)#([:.]) ([\w.]+)$", re.MULTILINE)
"""A key to explain; with a dot it is named too, as several stand on the line below."""
_WIDTH = 88


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put explanations in place of `#: key` or `#. key`, and YAML in place of `{value}`."""
    text = _MARK.sub(_comment, template)
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def values_of(  # noqa: PLR0913, PLR0917 - what a desk is asked for
    name: str,
    languages: Sequence[str],
    timezone: str,
    agent: tuple[str, str, str],
    contact: str,
    install: str,
    commits_as: str = "",
) -> dict[str, str]:
    """Write the answers of `desk init` as YAML; an agent is a handle, a name and an address."""
    handle, full_name, email = (scalars.scalar(part) for part in agent)
    agents = f"\n  {handle}:\n    name: {full_name}\n    email: {email}\n    queues: [support]"
    if commits_as and commits_as.lower() != agent[2].lower():
        agents += f"\n    git: {scalars.sequence([commits_as])}"
    return {
        "name": scalars.scalar(name),
        "languages": scalars.sequence(languages),
        "timezone": scalars.scalar(timezone),
        "agents": agents,
        "lead": handle,
        "contact": scalars.scalar(contact) if contact else "",
        "install": scalars.scalar(install) if install else "",
    }


def _comment(match: re.Match[str]) -> str:
    indent, how, key = match.groups()
    name = f"{key.rpartition('.')[2]}: " if how == "." else ""
    lines = textwrap.wrap(f"{name}{doc_of(key)}", _WIDTH - len(indent))
    return "\n".join(f"{indent}# {line}" for line in lines)
