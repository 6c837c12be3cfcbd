"""Adding holidays to `desk.yml`: the dates come in, and every other byte stays."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaindesk.core.errors import DeskError
from plaindesk.text.settings.holidays_edit import add_holidays
from plaindesk.text.yaml import strict_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

NEW = {date(2026, 12, 24): "Štedrý deň", date(2026, 1, 6): "", date(2027, 1, 1): "New Year"}
HEAD = "name: Тест ‌  # آزمایش\ncalendars:\n  always: 24/7\n"

LAYOUTS = {
    "no key": (
        '  office:\n    hours: {mon: ["09:00-17:00"]}   # weekly\n    # below\nviews:\n',
        (
            '  office:\n    hours: {mon: ["09:00-17:00"]}   # weekly\n'
            "    holidays:\n      - 2026-01-06\n      - 2026-12-24  # Štedrý deň\n"
            "      - 2027-01-01  # New Year\n    # below\nviews:\n"
        ),
    ),
    "no key, but a source, and no line end": (
        "  office:\n    holidays_from:\n      # us\n      country: SK\n    hours: {mon: []}",
        (
            "  office:\n    holidays_from:\n      # us\n      country: SK\n"
            "    holidays:\n      - 2026-01-06\n      - 2026-12-24  # Štedrý deň\n"
            "      - 2027-01-01  # New Year\n    hours: {mon: []}"
        ),
    ),
    "no key, in braces": (
        "  office: {hours: {mon: []} }  # short\n",
        "  office: {hours: {mon: []}, holidays: [2026-01-06, 2026-12-24, 2027-01-01] }  # short\n",
    ),
    "nothing behind the key": (
        "  office:\n    holidays:  # none yet\n    hours: {}\n",
        (
            "  office:\n    holidays:  # none yet\n      - 2026-01-06\n"
            "      - 2026-12-24  # Štedrý deň\n      - 2027-01-01  # New Year\n    hours: {}\n"
        ),
    ),
    "an empty list": (
        "  office:\n    holidays: []  # none yet\n\n    hours: {}\n",
        (
            "  office:\n    holidays:  # none yet\n      - 2026-01-06\n"
            "      - 2026-12-24  # Štedrý deň\n      - 2027-01-01  # New Year\n\n    hours: {}\n"
        ),
    ),
    "an empty list in braces": (
        "  office: {holidays: [], hours: {}}\n",
        "  office: {holidays: [2026-01-06, 2026-12-24, 2027-01-01], hours: {}}\n",
    ),
    "a word for nothing in braces": (
        "  office: {holidays: null, hours: {}}\n",
        "  office: {holidays: [2026-01-06, 2026-12-24, 2027-01-01], hours: {}}\n",
    ),
    "brackets": (
        '    holidays: ["2026-05-01" , 2026-12-25]  # ours\n',
        '    holidays: [2026-01-06, "2026-05-01" , 2026-12-24, 2026-12-25, 2027-01-01]  # ours\n',
    ),
    "brackets, a comma at the end": (
        "    holidays: [2026-12-25, ]\n",
        "    holidays: [2026-01-06, 2026-12-24, 2026-12-25, 2027-01-01, ]\n",
    ),
    "brackets over lines": (
        "    holidays: [\n      2026-05-01,  # spring\n      2026-12-25\n    ]\n",
        (
            "    holidays: [\n      2026-01-06,\n      2026-05-01,  # spring\n      2026-12-24,\n"
            "      2026-12-25,\n      2027-01-01\n    ]\n"
        ),
    ),
    "brackets over lines, a comma and a comment at the end": (
        "    holidays: [\n      2026-05-01,\n      2026-12-25,  # Christmas\n    ]\n",
        (
            "    holidays: [\n      2026-01-06,\n      2026-05-01,\n      2026-12-24,\n"
            "      2026-12-25,  # Christmas\n      2027-01-01,\n    ]\n"
        ),
    ),
    "brackets over lines, a comment at the end": (
        "    holidays: [\n      2026-12-25  # Christmas\n    ]\n",
        (
            "    holidays: [\n      2026-01-06,\n      2026-12-24,\n"
            "      2026-12-25,  # Christmas\n      2027-01-01\n    ]\n"
        ),
    ),
    "lines": (
        (
            "    holidays:\n      # in spring\n      - 2026-05-01\n      - '2026-12-25'   # ours\n"
            "      # the end\n"
        ),
        (
            "    holidays:\n      - 2026-01-06\n      # in spring\n      - 2026-05-01\n"
            "      - 2026-12-24  # Štedrý deň\n      - '2026-12-25'   # ours\n"
            "      - 2027-01-01  # New Year\n      # the end\n"
        ),
    ),
    "lines that are not indented, nor in order": (
        "    holidays:\n    - 2028-01-01\n    - 2026-12-25\n    breaks: {}",
        (
            "    holidays:\n    - 2026-01-06\n    - 2026-12-24  # Štedrý deň\n"
            "    - 2027-01-01  # New Year\n    - 2028-01-01\n    - 2026-12-25\n    breaks: {}"
        ),
    ),
    "lines without an end, and a slip among them": (
        "    holidays:\n      - 2026-13-45\n      - 2026-12-25",
        (
            "    holidays:\n      - 2026-13-45\n      - 2026-01-06\n"
            "      - 2026-12-24  # Štedrý deň\n      - 2026-12-25\n      - 2027-01-01  # New Year"
        ),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_dates_come_in_and_the_rest_stays(layout: str) -> None:
    before, after = LAYOUTS[layout]
    office = "" if before.startswith("  office:") else "  office:\n"
    assert add_holidays(HEAD + office + before, "office", NEW) == HEAD + office + after


def test_long_lists_in_brackets_go_on_in_new_lines() -> None:
    days = {date(2026, 1, 1) + timedelta(days=n): "" for n in range(9)}
    text = add_holidays("calendars:\n  a: {hours: {mon: [], tue: [], wed: []}}\n", "a", days)
    assert text == (
        "calendars:\n"
        "  a: {hours: {mon: [], tue: [], wed: []}, holidays: [2026-01-01, 2026-01-02,\n"
        "      2026-01-03, 2026-01-04, 2026-01-05, 2026-01-06, 2026-01-07, 2026-01-08,\n"
        "      2026-01-09]}\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "calendars: {office: {holidays: 2026-12-24}}\n",
        "calendars: {office: {holidays: {a: b}}}\n",
        "calendars: {office: {holidays: [  # none\n]}}\n",
        "calendars:\n  office:\n    holidays: [2026-01-06]\n",  # held already
        "calendars: {office: {holidays: [2026-12-23}}\n",
        "calendars: {office: &a {holidays: []}}\n",
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str) -> None:
    with pytest.raises(DeskError, match="can't be changed safely"):
        add_holidays(text, "office", NEW)


@pytest.mark.parametrize("text", ["name: x\n", "calendars: {office: 24/7}\n", "calendars:\n", ""])
def test_a_calendar_that_is_not_written_out_gets_none(text: str) -> None:
    with pytest.raises(DeskError, match="not written out"):
        add_holidays(text, "office", NEW)


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
LAYOUT = st.sampled_from(
    [
        lambda days: f"[{', '.join(days)}]",
        lambda days: f"[ {' , '.join(days)} , ]" if days else "[ ]",
        lambda days: "[\n" + "".join(f"      {day},  # {day}\n" for day in days) + "    ]",
        lambda days: "".join(f"\n      # {day}\n      - {day}" for day in days) or " []",
        lambda days: "".join(f"\n    -   '{day}'" for day in days),
        lambda days: "[" + ",\n        ".join(days) + "]",
    ]
)


@given(st.lists(DAYS, unique=True, max_size=12), st.sets(DAYS, max_size=20), LAYOUT, st.booleans())
def test_any_list_of_any_layout_takes_any_days(
    held: list[date],
    more: set[date],
    layout: Callable[[list[str]], str],
    in_order: bool,  # noqa: FBT001 - drawn
) -> None:
    held = sorted(held) if in_order else held
    before = f"calendars:\n  a:\n    holidays: {layout([str(d) for d in held])}  # end\n  b: 24/7\n"
    new = {day: "x" for day in more if day not in held}
    after = add_holidays(before, "a", new)
    found = strict_yaml.load(after)["calendars"]["a"]["holidays"] or []
    assert [day for day in found if date.fromisoformat(day) in held] == [str(d) for d in held]
    assert sorted(found) == sorted(map(str, [*held, *new]))
    if in_order:
        assert found == sorted(found)
    # Comments keep their order, and nobody's are lost.
    ours = re.compile(r"#.*")
    assert [c for c in ours.findall(after) if c != "# x"] == ours.findall(before)
    if held:
        assert add_holidays(after, "a", {}) == after
