"""Settings that are kept for the next run: the same ones, or none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.desks import SETTINGS, Desk, make_desk
from tests.support.texts import settings_of

from plaindesk.core.model.time.duration import Duration
from plaindesk.services.setup.settings_cache import keep, kept
from plaindesk.store import files, layout
from plaindesk.text.settings.as_json import pack, unpack

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings

OUR_OWN = (Path(__file__).parents[2] / "desk.yml").read_text("utf-8")
RICH = """\
name: Rich
languages: [fa, sk]
timezone: Asia/Tehran
calendars:
  shifts:
    timezone: UTC
    hours: {mon-fri: ["09:00-12:00", "22:00-02:00"]}
    holidays: [2026-12-24]
  always: 24/7
sla:
  - name: all
    calendar: shifts
    targets: {P1: {resolution: 90m}, default: {first_response: 2d}}
    warn_at: [50%, 80%]
organisations:
  acme: {name: Acme, domains: [acme.example]}
macros:
  back: {text: "Hello", set: {tags: [one, two], status: open, line: 2}}
site: {search: pagefind, contact: {phone: "+421 2 555"}}
search: {synonyms: {en: [[vpn, tunnel]]}}
"""


@pytest.mark.parametrize("text", ["name: x\n", SETTINGS, RICH, OUR_OWN])
def test_what_comes_back_is_what_was_read(text: str) -> None:
    found = settings_of(text)
    again = unpack(json.loads(json.dumps(pack(found))))
    assert again == found
    assert types_of(again) == types_of(found)


def types_of(settings: Settings) -> str:
    """Write settings so that equal values of different types differ."""
    return repr(settings).replace("mappingproxy(", "").replace(")", "")


MADE = (str, int, tuple, Mapping, date, Duration, type(None))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(
            st.sampled_from(["Settings", "Duration", "Status", "tuple", "mapping", "day"])
        ).map(list)
        | st.builds(
            lambda kind, items: [kind, *items],
            st.sampled_from(["Policy", "Duration", "Status", "StrEnum", "tuple", "mapping", "day"]),
            st.lists(inner, max_size=3),
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_other_json_is_refused_or_makes_a_value_of_settings(held: Any) -> None:  # noqa: ANN401
    try:
        found = unpack(held)
    except (ValueError, KeyError, TypeError):
        return
    assert isinstance(found, MADE)


def test_no_class_is_made_of_what_a_file_says() -> None:
    for kind in ("StrEnum", "Any", "Record", "MappingProxyType"):
        with pytest.raises(KeyError):
            unpack([kind, "Name", "some words"])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk")


@pytest.fixture
def place(desk: Desk) -> layout.Place:
    desk.ok("show", "2611-7K3MX")
    return layout.find(desk.root)


def file_of(place: layout.Place) -> Path:
    return place.state / "settings.json"


def test_the_next_run_takes_them_from_there(place: layout.Place) -> None:
    found = kept(place)
    assert found == settings_of((place.root / "desk.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    "damage",
    [b"", b"[]", b'["x", null]', b"[" * 5000, b"\xff", b'{"a": 1}', b'["key", ["Settings"]]'],
)
def test_a_damaged_file_is_read_over(desk: Desk, place: layout.Place, damage: bytes) -> None:
    whole = file_of(place).read_bytes()
    file_of(place).write_bytes(damage)
    assert kept(place) is None
    assert "VPN" in desk.ok("show", "2611-7K3MX")
    assert file_of(place).read_bytes() == whole


def test_a_kept_file_of_another_shape_is_read_over(place: layout.Place) -> None:
    key, _ = json.loads(file_of(place).read_bytes())
    for other in (["Settings"], ["Duration", 1, 2], ["Nothing"], ["day", "x"], 7):
        file_of(place).write_text(json.dumps([key, other]), "utf-8")
        assert kept(place) is None


def test_one_byte_more_and_the_file_itself_is_read(desk: Desk, place: layout.Place) -> None:
    desk.write("desk.yml", SETTINGS.replace("Test desk", "Best desk"))
    assert kept(place) is None
    desk.ok("show", "2611-7K3MX")
    found = kept(place)
    assert found is not None
    assert found.name == "Best desk"


def test_what_something_is_to_be_said_about_is_never_kept(desk: Desk, place: layout.Place) -> None:
    file_of(place).unlink()
    desk.write("desk.yml", f"{SETTINGS}colour: blue\n")
    for _ in range(2):
        assert "'colour' is no key here." in desk.run("check").out
        assert not file_of(place).exists()


def test_nothing_is_kept_where_that_is_switched_off(
    place: layout.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kept(place)
    assert found is not None
    monkeypatch.setenv("PLAINDESK_INDEX", "off")
    assert kept(place) is None
    file_of(place).unlink()
    keep(place, found)
    assert not file_of(place).exists()


def test_where_it_cant_be_written_nothing_is_lost(
    place: layout.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kept(place)
    assert found is not None
    file_of(place).unlink()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    keep(place, found)
    assert kept(place) is None
