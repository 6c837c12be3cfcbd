"""The JSON Schema says of a file what the reader says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from plaindesk.services.setup.templates import template
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.settings import desk_yml
from plaindesk.text.settings.help import json_schema
from plaindesk.text.settings.template import fill, values_of

ROOT = Path(__file__).parent.parent.parent


class AsEditorsRead(yaml.SafeLoader):
    """YAML with numbers and flags, and dates as text: so editors hand it to a schema."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if "timestamp" not in tag]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def problems(text: str) -> list[str]:
    data: Any = yaml.load(text, AsEditorsRead)  # noqa: S506 - a subclass of the safe loader
    found = Draft202012Validator(json_schema()).iter_errors(data)
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in found]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_our_own_settings_and_new_ones_fit() -> None:
    new = fill(
        template("desk.yml"),
        values_of(
            "Acme",
            ("en", "sk"),
            "Europe/Bratislava",
            ("alice", "Alice", "a@example.com"),
            "help@example.com",
            "plaindesk==1.0.0",
        ),
    )
    for text in ((ROOT / "desk.yml").read_text("utf-8"), new, "name: Small\n"):
        assert desk_yml.read(decode("desk.yml", text.encode()))[1] == ()
        assert problems(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "nmae: x",
        "languages: en",
        "agents: {alice: {line: [1]}}",
        "calendars: {office: {hours: {mun: ['08:00-12:00']}}}",
        "calendars: {office: {hours: {mon: ['8 to 12']}}}",
        "calendars: {office: nights}",
        "calendars: {office: {hours: {mon: ['8:00-12:00']}, holidays_from: {country: sk}}}",
        "calendars: {a: {hours: {mon: ['8:00-12:00']}, holidays_from: {country: SK, years: 0}}}",
        "sla: [{when: x}]",
        "sla: [{name: a, targets: {P1: {resolution: soon}}}]",
        "sla: [{name: a, targets: {P11: {resolution: 1h}}}]",
        "queues: {a: {line: 9}}",
        "agents: {alice: {line: '0'}}",
        "sla: [{name: a, warn_at: [80]}]",
        "workflow: {transitions: {new: [opened]}}",
        "routing: [{name: a, set: {id: x}}]",
        "retention: {closed: never}",
    ],
)
def test_what_the_reader_refuses_the_schema_refuses_too(line: str) -> None:
    text = f"name: Small\n{line}\n"
    assert desk_yml.read(decode("desk.yml", text.encode()))[1] != ()
    assert problems(text) != []
